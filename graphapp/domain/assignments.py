"""Assignments of people and working groups to units, households and organisations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graphapp.domain.results import Target
from graphapp.graph.port import Reader, Row
from graphapp.model.choices import ASSIGNMENT_KINDS
from graphapp.model.interval import Interval
from graphapp.model.policy import PolicyRow
from graphapp.model.schema import MODEL

KIND_RANK = {choice.value: rank for rank, choice in enumerate(ASSIGNMENT_KINDS)}
_GROUP = MODEL.label("WorkingGroup").prefix
_DIGITS = "0123456789-"
ORGANISATION_TIERS: Mapping[str, str] = {"grassroots": "organisation", "cell": "cell"}


@dataclass(frozen=True)
class Subject:
    """A target with its life."""

    target: Target
    life: Interval


@dataclass(frozen=True)
class Assignment:
    """One assignment, over the days on which it could be in force: clipped to the target's life."""

    id: str
    code: str | None
    kind: str
    interval: Interval
    decision_id: str | None
    holder_id: str
    holder_code: str
    holder_name: str

    @property
    def by_group(self) -> bool:
        """Tell whether a working group holds it."""
        return is_group(self.holder_id)

    @property
    def order(self) -> tuple[int, date, str, str]:
        """Return who comes first: in charge, follows, supports, attends; then since; then code."""
        return (KIND_RANK[self.kind], self.interval.since, self.holder_code, self.id)


def is_group(holder_id: str) -> bool:
    """Tell whether a holder is a working group, by its id."""
    return holder_id.rstrip(_DIGITS) == _GROUP


def kind_of(told: str | None) -> str:
    """Return the kind of an assignment; where no file tells one, it is in charge."""
    return told or "in_charge"


def in_force(assignments: Iterable[Assignment], as_of: date) -> list[Assignment]:
    """Return the assignments in force on a date, in their order."""
    return sorted((a for a in assignments if a.interval.holds(as_of)), key=lambda a: a.order)


def counted(assignments: Iterable[Assignment], row: PolicyRow) -> list[Assignment]:
    """Return those of a kind that the policy row counts."""
    return [a for a in assignments if a.kind in row.kinds]


def unit_subject(row: Row) -> Subject:
    """Build a unit from a query's ``unit_…`` columns."""
    target = Target(row["unit_id"], row["unit_code"], row["unit_name"], row["unit_tier"])
    return Subject(target, Interval(row["unit_since"], row["unit_until"]))


def household_subject(row: Row) -> Subject:
    """Build a household from a query's ``household_…`` columns; its code stands for its name."""
    code = row["household_code"]
    target = Target(row["household_id"], code, code, "household")
    return Subject(target, Interval(row["household_since"], row["household_until"]))


def organisation_subject(row: Row) -> Subject:
    """Build an organisation from a query's ``organisation_…`` columns."""
    kind: str = row["organisation_kind"]
    target = Target(
        row["organisation_id"],
        row["organisation_code"],
        row["organisation_name"],
        ORGANISATION_TIERS.get(kind, kind),
    )
    return Subject(target, Interval(row["organisation_since"], row["organisation_until"]))


def assignments_to(
    reader: Reader, subjects: Sequence[Subject]
) -> dict[str, tuple[Assignment, ...]]:
    """Return every assignment ever made to each subject, by the subject's id; all of one label."""
    lives = {subject.target.id: subject.life for subject in subjects}
    if not lives:
        return {}
    ids = list(lives)
    found: dict[str, list[Assignment]] = {target_id: [] for target_id in ids}
    for row in _rows(reader, MODEL.label_of(ids[0]), ids):
        assignment = _assignment(row, lives[row["target_id"]])
        if not assignment.interval.empty:
            found[row["target_id"]].append(assignment)
    return {target_id: tuple(rows) for target_id, rows in found.items()}


def _rows(reader: Reader, label: str | None, ids: list[str]) -> list[Row]:
    if label == "Unit":
        return reader.rows("responsibility/of_units", unit_ids=ids)
    if label == "Organisation":
        return reader.rows("responsibility/of_organisations", organisation_ids=ids)
    if len(ids) == 1:
        own = reader.rows("responsibility/of_household", household_id=ids[0])
    else:
        own = reader.rows("responsibility/of_households", household_ids=ids)
    return own + reader.rows("responsibility/of_household_groups", household_ids=ids)


def _assignment(row: Row, life: Interval) -> Assignment:
    days = Interval(row["assignment_since"], row["assignment_until"]).clip(life)
    if "member_since" in row:
        days = days.clip(Interval(row["member_since"], row["member_until"]))
        days = days.clip(Interval(row["group_since"], row["group_until"]))
    return Assignment(
        row["assignment_id"],
        row["assignment_code"],
        kind_of(row["assignment_kind"]),
        days,
        row["decision_id"],
        row["holder_id"],
        row["holder_code"],
        row["holder_name"],
    )
