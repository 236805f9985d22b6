"""A person: posts, what the person answers for and through whom, the line above and below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from graphapp.domain.assignments import organisation_subject, unit_subject
from graphapp.domain.decisions import decisions_by_id
from graphapp.domain.duties import days_outside, duties_of, in_order, units_in_charge
from graphapp.domain.facts import facts_of
from graphapp.domain.holders import TIER_RANK, Holders, learn
from graphapp.domain.named import subjects_by_id
from graphapp.domain.records import (
    Duty,
    Fact,
    GroupRef,
    HeldPost,
    Leading,
    Membership,
    SpanUsed,
    Supervision,
)
from graphapp.domain.results import DecisionRef, PersonRef, Target
from graphapp.domain.span import loads_of
from graphapp.domain.visible import people_in_scope
from graphapp.errors import Place, UnknownCodeError
from graphapp.graph.port import Reader, Row
from graphapp.model.interval import Interval
from graphapp.model.policy import TARGET_TIERS, Policy
from graphapp.model.schema import MODEL
from graphapp.model.scope import Scope

_Dated = TypeVar("_Dated", HeldPost, Duty)
_BOUNDS = ("post", "seat", "organisation", "serves", "unit")


@dataclass(frozen=True)
class Below:
    """Somebody who holds a post at a unit that a person is in charge of."""

    person: PersonRef
    title: str
    acting: bool
    unit: Target


@dataclass(frozen=True)
class PersonPage:
    """A person on a date. ``posts``, ``duties`` and ``groups`` are of any date, latest first.

    ``left_post``: since when the person is out of post, None when in post or never in one.
    ``below_more``: there are more people below than were asked for.
    """

    person: PersonRef
    as_of: date
    facts: tuple[Fact, ...]
    phone: str | None
    posts: tuple[HeldPost, ...]
    left_post: date | None
    duties: tuple[Duty, ...]
    spans: tuple[SpanUsed, ...]
    supervisors: tuple[Supervision, ...]
    supervised: tuple[Supervision, ...]
    below: tuple[Below, ...]
    below_more: bool
    groups: tuple[Membership, ...]
    leads: tuple[Leading, ...]

    @property
    def posts_now(self) -> list[HeldPost]:
        """Return the posts held on the date, highest tier first."""
        held = [p for p in self.posts if p.since <= self.as_of < p.until]
        return sorted(held, key=lambda p: (TIER_RANK[p.unit.tier], p.unit.code, p.code))

    @property
    def duties_now(self) -> list[Duty]:
        """Return the assignments in force on the date, in order."""
        return in_order(d for d in self.duties if d.since <= self.as_of < d.until)

    @property
    def duties_out_of_post(self) -> list[Duty]:
        """Return the assignments in force whose holder is in no post that day."""
        return [d for d in self.duties_now if any(i.holds(self.as_of) for i in d.outside)]


def find_person(reader: Reader, scope: Scope, wanted: str) -> PersonRef:
    """Return the person of an id or a code; UnknownCodeError when there is none in scope."""
    if MODEL.label_of(wanted) == "Person":
        rows = reader.rows("state/person_by_id", ids=[wanted])
    else:
        rows = reader.rows("state/person_by_code", codes=[wanted])
    visible = people_in_scope(reader, scope, (row["person_id"] for row in rows))
    for row in rows:
        if row["person_id"] in visible:
            return PersonRef(row["person_id"], row["person_code"], row["person_name"])
    place = Place(value=wanted, remedy="error.unknown_code.remedy")
    raise UnknownCodeError("error.unknown_person", (place,), code=wanted)


def person_page(
    reader: Reader, scope: Scope, wanted: str, as_of: date, *, policy: Policy, most: int
) -> PersonPage:
    """Return everything that a person's page shows; raises what :func:`find_person` raises."""
    person = find_person(reader, scope, wanted)
    row = reader.rows("state/person_by_id", ids=[person.id])[0]
    holders = learn(reader, Holders(), [person.id])
    duties = _latest_first(duties_of(reader, scope, person.id))
    duties = [
        replace(duty, outside=days_outside(duty, holders, person.id, policy, as_of))
        for duty in duties
    ]
    units = units_in_charge(duties, as_of)
    below = _below(reader, person, units, as_of, most + 1)
    return PersonPage(
        person,
        as_of,
        facts_of("Person", row, but=("work_phone",)),
        row["person_work_phone"],
        tuple(_latest_first(_posts(reader, person.id))),
        holders.left_post(person.id, as_of),
        tuple(duties),
        _spans(reader, holders, person.id, policy, as_of),
        _others(reader, scope, "people/supervisors", person.id),
        _others(reader, scope, "people/supervised", person.id),
        tuple(below[:most]),
        len(below) > most,
        _groups(reader, person.id),
        _leads(reader, person.id),
    )


def _latest_first(rows: Sequence[_Dated]) -> list[_Dated]:
    return sorted(rows, key=lambda row: (row.since, row.until, row.code or ""), reverse=True)


def _posts(reader: Reader, person_id: str) -> list[HeldPost]:
    rows = reader.rows("people/tenures", person_id=person_id)
    decisions = decisions_by_id(reader, (row["decision_id"] for row in rows))
    found = [_post(row, decisions.get(row["decision_id"] or "")) for row in rows]
    return [post for post in found if post.since < post.until]


def _post(row: Row, decision: DecisionRef | None) -> HeldPost:
    days = Interval(row["tenure_since"], row["tenure_until"])
    for bound in _BOUNDS:
        days = days.clip(Interval(row[f"{bound}_since"], row[f"{bound}_until"]))
    return HeldPost(
        row["post_id"],
        row["post_code"],
        row["post_title"],
        organisation_subject(row).target,
        row["organisation_line"],
        unit_subject(row).target,
        row["tenure_basis"],
        row["tenure_term_end"],
        bool(row["tenure_acting"]),
        decision,
        days.since,
        days.until,
    )


def _spans(
    reader: Reader, holders: Holders, person_id: str, policy: Policy, as_of: date
) -> tuple[SpanUsed, ...]:
    """Count per row of the policy that asks on the date; rows under which there is nothing fall."""
    rows = [row for tier in TARGET_TIERS for row in policy.asked(tier, as_of)]
    loads = loads_of(reader, holders, [person_id], rows, as_of)
    counted = [(row.key, loads.of(person_id, row)) for row in rows]
    return tuple(SpanUsed(load.count, load.span, key) for key, load in counted if load.count)


def _others(reader: Reader, scope: Scope, query: str, person_id: str) -> tuple[Supervision, ...]:
    rows = reader.rows(query, person_id=person_id)
    visible = people_in_scope(reader, scope, (row["other_id"] for row in rows))
    decisions = decisions_by_id(reader, (row["decision_id"] for row in rows))
    return tuple(
        Supervision(
            PersonRef(row["other_id"], row["other_code"], row["other_name"]),
            decisions.get(row["decision_id"] or ""),
            row["supervision_since"],
            row["supervision_until"],
        )
        for row in rows
        if row["other_id"] in visible
    )


def _below(
    reader: Reader, person: PersonRef, unit_ids: list[str], as_of: date, most: int
) -> list[Below]:
    if not unit_ids:
        return []
    rows = reader.rows("people/holding_at", unit_ids=unit_ids, as_of=as_of, most=most + 1)
    units = subjects_by_id(reader, unit_ids)
    found = [
        Below(
            PersonRef(row["person_id"], row["person_code"], row["person_name"]),
            row["post_title"],
            bool(row["tenure_acting"]),
            units[row["unit_id"]].target,
        )
        for row in rows
        if row["person_id"] != person.id
    ]
    return found[:most]


def _groups(reader: Reader, person_id: str) -> tuple[Membership, ...]:
    rows = reader.rows("people/groups", person_id=person_id)
    found = []
    for row in reversed(rows):
        days = Interval(row["member_since"], row["member_until"])
        days = days.clip(Interval(row["working_group_since"], row["working_group_until"]))
        group = GroupRef(
            row["working_group_id"], row["working_group_code"], row["working_group_name"]
        )
        if not days.empty:
            found.append(Membership(group, bool(row["member_head"]), days.since, days.until))
    return tuple(found)


def _leads(reader: Reader, person_id: str) -> tuple[Leading, ...]:
    """Return the organisations that a person heads or headed; plain membership is not told."""
    rows = reader.rows("state/member_of_person_organisation_by_start", ids=[person_id])
    rows = [row for row in rows if row["member_of_head"]]
    organisations = subjects_by_id(reader, (row["end_id"] for row in rows))
    found = []
    for row in sorted(rows, key=lambda r: r["member_of_since"], reverse=True):
        subject = organisations[row["end_id"]]
        days = Interval(row["member_of_since"], row["member_of_until"]).clip(subject.life)
        if not days.empty:
            found.append(Leading(subject.target, days.since, days.until))
    return tuple(found)
