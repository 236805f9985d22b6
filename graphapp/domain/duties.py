"""What a person answers for: assignments by name and through working groups headed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graphapp.domain.assignments import KIND_RANK, Subject
from graphapp.domain.decisions import decisions_by_id
from graphapp.domain.holders import TIER_RANK, Holders
from graphapp.domain.named import GROUP_TIER, subjects_by_id
from graphapp.domain.records import Duty, GroupRef
from graphapp.domain.results import DecisionRef
from graphapp.domain.visible import things_in_scope
from graphapp.graph.port import Reader, Row
from graphapp.model.interval import Interval, united, without
from graphapp.model.policy import Policy
from graphapp.model.scope import Scope

_GROUP_BOUNDS = ("head", "working_group")
_LAST_RANK = len(TIER_RANK)


@dataclass(frozen=True)
class _Behind:
    """What the rows of one person's assignments lead to."""

    subjects: Mapping[str, Subject]
    decisions: Mapping[str, DecisionRef]
    visible: frozenset[str]


def duties_of(reader: Reader, scope: Scope, person_id: str) -> list[Duty]:
    """Return every assignment that a person ever held, to targets that the user may see."""
    rows = reader.rows("people/assignments", person_id=person_id)
    rows += reader.rows("people/group_assignments", person_id=person_id)
    targets = {row["target_id"] for row in rows}
    behind = _Behind(
        subjects_by_id(reader, targets),
        decisions_by_id(reader, (row["decision_id"] for row in rows)),
        things_in_scope(reader, scope, targets),
    )
    found = [_duty(row, behind) for row in rows if row["target_id"] in behind.visible]
    return [duty for duty in found if duty.since < duty.until]


def in_order(duties: Iterable[Duty]) -> list[Duty]:
    """Return duties by kind, tier and code, as a person's work is read."""
    return sorted(
        duties,
        key=lambda d: (
            KIND_RANK[d.kind],
            TIER_RANK.get(d.target.tier, _LAST_RANK),
            d.target.tier,
            d.target.code,
            d.since,
            d.id,
        ),
    )


def days_outside(
    duty: Duty, holders: Holders, person_id: str, policy: Policy, as_of: date
) -> tuple[Interval, ...]:
    """Return the days up to a date on which a duty was in force while its holder was in no post."""
    held = [tenure.interval for tenure in holders.tenures[person_id]]
    tier = "household" if duty.target.tier == GROUP_TIER else duty.target.tier
    if any(row.accepts_member for row in policy.rows if row.target == tier):
        held += holders.cells[person_id]
    found = without(Interval(duty.since, duty.until), united(held))
    return tuple(days for days in found if days.since <= as_of)


def _duty(row: Row, behind: _Behind) -> Duty:
    subject = behind.subjects[row["target_id"]]
    days = Interval(row["assignment_since"], row["assignment_until"]).clip(subject.life)
    for bound in _GROUP_BOUNDS if "working_group_id" in row else ():
        days = days.clip(Interval(row[f"{bound}_since"], row[f"{bound}_until"]))
    return Duty(
        row["assignment_id"],
        row["assignment_code"],
        subject.target,
        row["assignment_kind"] or "in_charge",
        row["assignment_duties"],
        _group(row),
        behind.decisions.get(row["decision_id"] or ""),
        days.since,
        days.until,
    )


def _group(row: Row) -> GroupRef | None:
    if "working_group_id" not in row:
        return None
    return GroupRef(row["working_group_id"], row["working_group_code"], row["working_group_name"])


def units_in_charge(duties: Sequence[Duty], as_of: date) -> list[str]:
    """Return the ids of the units that somebody is in charge of on a date."""
    tiers = set(TIER_RANK)
    return sorted(
        {
            duty.target.id
            for duty in duties
            if duty.target.tier in tiers and duty.kind == "in_charge"
            if duty.since <= as_of < duty.until
        }
    )
