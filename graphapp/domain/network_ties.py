"""Ties of the network: what links units, people, groups, organisations, posts and decisions.

A tie is one relation in force on a date, or the word of a decision over one end of it
(``DECIDES``, which no table holds: it is read off the relation's decision).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from graphapp.domain.assignments import kind_of
from graphapp.graph.port import Reader, Row
from graphapp.model.interval import OPEN_END, OPEN_START
from graphapp.model.schema import MODEL

DECIDES = "DECIDES"
RELATIONS = (
    "PART_OF", "RESPONSIBLE_FOR", "SUPERVISES", "SERVES", "COVERS", "UNDER", "BELONGS_TO",
    "HOLDS", "MEMBER_OF", "SUCCEEDED_BY", DECIDES,
)  # fmt: skip
"""Every relation of the network, in the order in which neighbours are told."""

RANK = {relation: rank for rank, relation in enumerate(RELATIONS)}

UNLESS_ASKED = frozenset({"SUCCEEDED_BY", DECIDES})
"""Relations that are shown only where they are asked for (``DECIDES`` around a decision too)."""

_SOURCES = {
    "Unit": (
        ("network/unit_parents", "PART_OF"),
        ("network/unit_children", "PART_OF"),
        ("network/unit_holders", "RESPONSIBLE_FOR"),
        ("network/unit_served", "SERVES"),
        ("network/unit_covered", "COVERS"),
        ("network/unit_successors", "SUCCEEDED_BY"),
        ("network/unit_predecessors", "SUCCEEDED_BY"),
    ),
    "Person": (
        ("network/person_units", "RESPONSIBLE_FOR"),
        ("network/person_organisations", "RESPONSIBLE_FOR"),
        ("network/person_above", "SUPERVISES"),
        ("network/person_below", "SUPERVISES"),
        ("network/person_posts", "HOLDS"),
        ("network/person_groups", "MEMBER_OF"),
        ("network/person_heads", "MEMBER_OF"),
    ),
    "WorkingGroup": (
        ("network/group_units", "RESPONSIBLE_FOR"),
        ("network/group_organisations", "RESPONSIBLE_FOR"),
        ("network/group_members", "MEMBER_OF"),
    ),
    "Organisation": (
        ("network/organisation_holders", "RESPONSIBLE_FOR"),
        ("network/organisation_serves", "SERVES"),
        ("network/organisation_covers", "COVERS"),
        ("network/organisation_above", "UNDER"),
        ("network/organisation_below", "UNDER"),
        ("network/organisation_posts", "BELONGS_TO"),
        ("network/organisation_heads", "MEMBER_OF"),
    ),
    "Post": (("network/post_seats", "BELONGS_TO"), ("network/post_holders", "HOLDS")),
    "Decision": (
        ("network/decided_of_units", "RESPONSIBLE_FOR"),
        ("network/decided_of_organisations", "RESPONSIBLE_FOR"),
        ("network/decided_supervisions", "SUPERVISES"),
        ("network/decided_tenures", "HOLDS"),
        ("network/decided_mergers", "SUCCEEDED_BY"),
    ),
}
OF_HOUSEHOLDS = "OF_HOUSEHOLDS"
"""No relation of the network: that somebody answers for households, told for its decision alone."""

_HOMES = (
    "state/responsible_for_person_household_by_start",
    "state/responsible_for_person_household_group_by_start",
)
_EVERY = 2**31 - 1
KINDS = {
    "Unit": "unit",
    "Person": "person",
    "WorkingGroup": "group",
    "Organisation": "organisation",
    "Post": "post",
    "Decision": "decision",
}
_PARAMETERS = {"WorkingGroup": "working_group_ids"}


@dataclass(frozen=True)
class Days:
    """The days that are looked at, both inclusive: one day, or all that there ever were."""

    first: date
    last: date

    @property
    def asked(self) -> dict[str, date]:
        """Return them as parameters of a query."""
        return {"first_day": self.first, "last_day": self.last}

    def meet(self, since: date, until: date) -> bool:
        """Tell whether what is in force over half-open days is so on one of these."""
        return since <= self.last and until > self.first


EVER = Days(OPEN_START, OPEN_END)


class Tie(NamedTuple):
    """One relation in force from ``start`` to ``end``. ``kind``: of assignment, basis, extent.

    A tuple, as a picture reads tens of thousands: it is made in a quarter of the time.
    """

    id: str
    relation: str
    start: str
    end: str
    since: date
    until: date
    kind: str | None = None
    decision_id: str | None = None
    acting: bool = False
    head: bool = False

    def other(self, end: str) -> str:
        """Return the end that is not this one."""
        return self.end if end == self.start else self.start


def facts_of(
    reader: Reader, ids: Iterable[str], days: Days, *, decisions: bool
) -> dict[str, tuple[Tie, ...]]:
    """Return the relations of each node in force on some days; far ends need not be in sight.

    Of a decision those that it made, where ``decisions`` asks for them: they are searched for
    among all.
    """
    by_label: defaultdict[str, list[str]] = defaultdict(list)
    for each in sorted(set(ids)):
        by_label[MODEL.label_of(each) or ""].append(each)
    found: dict[str, dict[str, Tie]] = {each: {} for group in by_label.values() for each in group}
    for label, group in by_label.items():
        if label == "Decision" and not decisions:
            continue
        homes = _of_households(reader, label, group, days) if decisions else ()
        for tie in (*_read(reader, label, group, days), *homes):
            mine = (tie.decision_id or "",) if label == "Decision" else (tie.start, tie.end)
            for each in mine:
                if each in found:
                    found[each][tie.id] = tie
    return {each: tuple(ties.values()) for each, ties in found.items()}


def _read(reader: Reader, label: str, ids: Sequence[str], days: Days) -> Iterator[Tie]:
    parameter = _PARAMETERS.get(label, f"{label.lower()}_ids")
    for query, relation in _SOURCES.get(label, ()):
        asked = {"last_day": days.last} if relation == "SUCCEEDED_BY" else days.asked
        for row in reader.rows(query, **{parameter: ids}, **asked):
            yield _tie(relation, row)


def _of_households(reader: Reader, label: str, ids: Sequence[str], days: Days) -> Iterator[Tie]:
    """Return who answers for households by a decision: of people, or of decisions."""
    if label == "Person":
        for query in _HOMES:
            for row in reader.rows(query, ids=list(ids)):
                held = (row["responsible_for_since"], row["responsible_for_until"])
                yield from _home(row["start_id"], row["responsible_for_decision_id"], *held, days)
    for each in ids if label == "Decision" else ():
        asked = {"decision_id": each, "skipped": 0, "most": _EVERY}
        for row in reader.rows("decisions/assignments", **asked):
            counted = MODEL.label_of(row["target_id"]) in ("Household", "HouseholdGroup")
            if counted and MODEL.label_of(row["holder_id"]) == "Person":
                held = (row["assignment_since"], row["assignment_until"])
                yield from _home(row["holder_id"], each, *held, days)


def _home(person: str, decision: str | None, since: date, until: date, days: Days) -> Iterator[Tie]:
    if decision and days.meet(since, until):
        own = f"{decision}>{person}>{since}>{until}"
        yield Tie(own, OF_HOUSEHOLDS, person, person, since, until, decision_id=decision)


def _tie(relation: str, row: Row) -> Tie:
    kind = row.get("relation_kind")
    return Tie(
        row["relation_id"],
        relation,
        row["start_id"],
        row["end_id"],
        row["relation_since"],
        row.get("relation_until", OPEN_END),
        kind_of(kind) if relation == "RESPONSIBLE_FOR" else kind,
        row.get("decision_id"),
        bool(row.get("relation_acting")),
        bool(row.get("relation_head")),
    )


def decided(ties: Iterable[Tie], around: str) -> dict[str, Tie]:
    """Return the word of decisions over what they made: around a thing over itself alone."""
    found: dict[str, Tie] = {}
    for tie in ties:
        if tie.decision_id is None:
            continue
        ends = (tie.start, tie.end) if around == tie.decision_id else (around,)
        for end in ends:
            own = f"{tie.decision_id}>{end}"
            known = found.get(own, tie)
            days = min(known.since, tie.since), max(known.until, tie.until)
            found[own] = Tie(own, DECIDES, tie.decision_id, end, *days)
    return found
