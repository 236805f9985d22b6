"""What a decision can decide: mergers, tenures, supervision, assignments; rows and their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graphapp.domain.named import holders_by_id, subjects_by_id
from graphapp.domain.records import GroupRef, Succession
from graphapp.domain.results import PersonRef, Target
from graphapp.domain.visible import people_in_scope, things_in_scope
from graphapp.graph.port import Reader, Row
from graphapp.model.scope import Scope


@dataclass(frozen=True)
class DecidedPost:
    """A person put into a post."""

    person: PersonRef
    title: str
    organisation: Target | None
    basis: str | None
    term_end: date | None
    acting: bool
    since: date
    until: date


@dataclass(frozen=True)
class DecidedSupervision:
    """A person put over another."""

    above: PersonRef
    below: PersonRef
    since: date
    until: date


@dataclass(frozen=True)
class DecidedAssignment:
    """A target assigned to a person or a working group."""

    holder: PersonRef | GroupRef
    target: Target
    kind: str
    since: date
    until: date


Item = Succession | DecidedPost | DecidedSupervision | DecidedAssignment


@dataclass(frozen=True)
class Source:
    """Where the rows of one kind come from. ``seen_by``: the columns by which a row is in scope."""

    query: str
    count_query: str
    seen_by: tuple[str, ...]
    visible_ids: Callable[[Reader, Scope, Iterable[str]], frozenset[str]]

    def rows(self, reader: Reader, decision_id: str, skipped: int, most: int) -> list[Row]:
        """Return a page of the rows."""
        return reader.rows(self.query, decision_id=decision_id, skipped=skipped, most=most)

    def count(self, reader: Reader, decision_id: str) -> int:
        """Count the rows; assignments are counted by kind, so the counts are summed."""
        rows = reader.rows(self.count_query, decision_id=decision_id)
        counts = [value for row in rows for value in row.values() if isinstance(value, int)]
        return sum(counts)

    def visible(self, reader: Reader, scope: Scope, rows: Sequence[Row]) -> frozenset[str]:
        """Return which ids of the rows the user may see."""
        ids = {row[column] for row in rows for column in self.seen_by}
        return self.visible_ids(reader, scope, ids)


SOURCES = {
    "mergers": Source(
        "decisions/mergers", "decisions/merger_count", ("before_id", "after_id"), things_in_scope
    ),
    "tenures": Source(
        "decisions/tenures", "decisions/tenure_count", ("person_id",), people_in_scope
    ),
    "supervisions": Source(
        "decisions/supervisions", "decisions/supervision_count", ("below_id",), people_in_scope
    ),
    "assignments": Source(
        "decisions/assignments", "decisions/assignment_kinds", ("target_id",), things_in_scope
    ),
}


def items_of(reader: Reader, kind: str, rows: Sequence[Row]) -> list[Item]:
    """Turn rows of a kind into what a page shows."""
    return list(_ITEMS[kind](reader, rows)) if rows else []


def _mergers(reader: Reader, rows: Sequence[Row]) -> Iterable[Item]:
    units = subjects_by_id(reader, (row[end] for row in rows for end in ("before_id", "after_id")))
    return [
        Succession(
            units[row["before_id"]].target,
            units[row["after_id"]].target,
            row["succession_day"],
            row["succession_extent"],
            None,
        )
        for row in rows
    ]


def _tenures(reader: Reader, rows: Sequence[Row]) -> Iterable[Item]:
    people = _people(reader, (row["person_id"] for row in rows))
    ids = sorted({row["post_id"] for row in rows})
    titles = {row["post_id"]: row["post_title"] for row in reader.rows("state/post_by_id", ids=ids)}
    seats = reader.rows("state/belongs_to_post_organisation_by_start", ids=ids)
    organisations = subjects_by_id(reader, (row["end_id"] for row in seats))
    at = {row["start_id"]: organisations[row["end_id"]].target for row in seats}
    return [
        DecidedPost(
            people[row["person_id"]],
            titles[row["post_id"]],
            at.get(row["post_id"]),
            row["tenure_basis"],
            row["tenure_term_end"],
            bool(row["tenure_acting"]),
            row["tenure_since"],
            row["tenure_until"],
        )
        for row in rows
    ]


def _supervisions(reader: Reader, rows: Sequence[Row]) -> Iterable[Item]:
    people = _people(reader, (row[end] for row in rows for end in ("above_id", "below_id")))
    return [
        DecidedSupervision(
            people[row["above_id"]],
            people[row["below_id"]],
            row["supervision_since"],
            row["supervision_until"],
        )
        for row in rows
    ]


def _assignments(reader: Reader, rows: Sequence[Row]) -> Iterable[Item]:
    holders = holders_by_id(reader, (row["holder_id"] for row in rows))
    targets = subjects_by_id(reader, (row["target_id"] for row in rows))
    return [
        DecidedAssignment(
            holders[row["holder_id"]],
            targets[row["target_id"]].target,
            row["assignment_kind"] or "in_charge",
            row["assignment_since"],
            row["assignment_until"],
        )
        for row in rows
    ]


def _people(reader: Reader, ids: Iterable[str]) -> dict[str, PersonRef]:
    found = holders_by_id(reader, ids)
    return {key: each for key, each in found.items() if isinstance(each, PersonRef)}


_ITEMS: dict[str, Callable[[Reader, Sequence[Row]], Iterable[Item]]] = {
    "mergers": _mergers,
    "tenures": _tenures,
    "supervisions": _supervisions,
    "assignments": _assignments,
}
