"""What a gap report counts on: the targets of a tier in a scope, where they lie, who answers.

Only ids are fetched for all of them; what is shown of a target is fetched for those that are shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from graphapp.domain.assignments import (
    Subject,
    household_subject,
    kind_of,
    organisation_subject,
    unit_subject,
)
from graphapp.domain.results import Target
from graphapp.graph.port import Reader, Row

_KINDS = {"organisation": "grassroots", "cell": "cell"}

Answering = tuple[tuple[str, str], ...]
"""Who holds the assignments in force to a target: kind and holder of each."""


@dataclass(frozen=True)
class Units:
    """The units of a scope on a date as rows, and what each is part of inside the scope."""

    rows: Mapping[str, Row]
    parents: Mapping[str, str]
    _lines: dict[str, tuple[Target, ...]] = field(default_factory=dict)

    def line(self, unit_id: str | None) -> tuple[Target, ...]:
        """Return a unit and the units above it inside the scope, nearest first."""
        if unit_id is None:
            return ()
        if unit_id not in self._lines:
            unit = unit_subject(self.rows[unit_id]).target
            self._lines[unit_id] = (unit, *self.line(self.parents.get(unit_id)))
        return self._lines[unit_id]


@dataclass(frozen=True)
class Ground:
    """Targets by id, in the order of their codes, each with the nearest unit above it, if any.

    ``answering``: who holds the assignments in force; ``subjects`` fetches targets by their ids.
    """

    homes: Mapping[str, str | None]
    answering: Mapping[str, Answering]
    units: Units
    subjects: Callable[[Sequence[str]], list[Subject]]

    def above(self, target_id: str) -> tuple[Target, ...]:
        """Return the units that a target lies in, nearest first, as far up as the scope."""
        return self.units.line(self.homes[target_id])


EMPTY = Ground({}, {}, Units({}, {}), lambda _: [])


def ground(reader: Reader, unit: Target, tier: str, as_of: date) -> Ground:
    """Return the targets of a tier in a unit on a date."""
    rows = reader.rows("coverage/units", unit_id=unit.id, as_of=as_of)
    parents = reader.rows("coverage/parents", unit_id=unit.id, as_of=as_of)
    units = Units(
        {row["unit_id"]: row for row in rows},
        {row["unit_id"]: row["parent_id"] for row in parents},
    )
    if tier == "household":
        return _households(reader, unit, units, as_of)
    if tier in _KINDS:
        return _organisations(reader, unit, _KINDS[tier], units, as_of)
    held = reader.rows("coverage/units_answered", unit_id=unit.id, tier=tier, as_of=as_of)
    return Ground(
        {r["unit_id"]: units.parents.get(r["unit_id"]) for r in rows if r["unit_tier"] == tier},
        _answering(held),
        units,
        lambda ids: [unit_subject(units.rows[unit_id]) for unit_id in ids],
    )


def _organisations(reader: Reader, unit: Target, kind: str, units: Units, as_of: date) -> Ground:
    rows = reader.rows("organisations/below", unit_id=unit.id, kind=kind, as_of=as_of)
    known = {row["organisation_id"]: row for row in rows}
    answered = reader.rows(
        "coverage/organisations_answered", unit_id=unit.id, kind=kind, as_of=as_of
    )
    return Ground(
        {row["organisation_id"]: row["served_id"] for row in rows},
        _answering(answered),
        units,
        lambda ids: [organisation_subject(known[target_id]) for target_id in ids],
    )


def _households(reader: Reader, unit: Target, units: Units, as_of: date) -> Ground:
    """Return households, answered for by themselves or through the groups they are in."""
    rows = reader.rows("coverage/households", unit_id=unit.id, as_of=as_of)
    own = _answering(reader.rows("coverage/households_answered", unit_id=unit.id, as_of=as_of))
    groups = sorted({row["household_group_id"] for row in rows} - {None})
    asked = "coverage/household_groups_answered"
    held = _answering(reader.rows(asked, household_group_ids=groups, as_of=as_of) if groups else ())
    answering: dict[str, Answering] = dict(own)
    for row in rows:
        by_group = held.get(row["household_group_id"])
        if by_group:
            home = row["household_id"]
            answering[home] = (*answering[home], *by_group) if home in answering else by_group
    homes = {row["household_id"]: row["village_id"] for row in rows}

    def subjects(ids: Sequence[str]) -> list[Subject]:
        asked = list(ids)
        found = reader.rows("households/by_ids", household_ids=asked) if asked else []
        return [household_subject(row) for row in found]

    return Ground(homes, answering, units, subjects)


def _answering(rows: Iterable[Row]) -> dict[str, Answering]:
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        found[row["target_id"]].append((kind_of(row["assignment_kind"]), row["holder_id"]))
    return {target_id: tuple(held) for target_id, held in found.items()}
