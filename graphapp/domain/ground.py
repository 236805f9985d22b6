"""What a gap report counts on: the targets of a tier in a scope, where they lie, who answers.

Only ids are fetched for all of them; what is shown of a target is fetched for those that are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from graphapp.domain.assignments import Subject, organisation_subject, unit_subject
from graphapp.domain.grouped import Households, Part, answering
from graphapp.domain.results import Target
from graphapp.graph.port import Reader, Row

_KINDS = {"organisation": "grassroots", "cell": "cell"}


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
    """All targets in parts. ``subjects`` fetches the targets of some parts, by code."""

    parts: Sequence[Part]
    units: Units
    subjects: Callable[[Sequence[Part]], list[tuple[Subject, Part]]]

    def above(self, part: Part) -> tuple[Target, ...]:
        """Return the units that a target lies in, nearest first, as far up as the scope."""
        return self.units.line(part.home)


EMPTY = Ground((), Units({}, {}), lambda _: [])


def ground(reader: Reader, unit: Target, tier: str, as_of: date) -> Ground:
    """Return the targets of a tier in a unit on a date."""
    rows = reader.rows("coverage/units", unit_id=unit.id, as_of=as_of)
    parents = reader.rows("coverage/parents", unit_id=unit.id, as_of=as_of)
    units = Units(
        {row["unit_id"]: row for row in rows},
        {row["unit_id"]: row["parent_id"] for row in parents},
    )
    if tier == "household":
        homes = Households(reader, unit, as_of)
        return Ground(homes.parts(), units, homes.subjects)
    if tier in _KINDS:
        return _organisations(reader, unit, _KINDS[tier], units, as_of)
    held = answering(
        reader.rows("coverage/units_answered", unit_id=unit.id, tier=tier, as_of=as_of)
    )
    ids = [row["unit_id"] for row in rows if row["unit_tier"] == tier]
    parts = [Part(i, units.parents.get(i), held.get(i, ())) for i in ids]
    return Ground(
        parts, units, lambda some: [(unit_subject(units.rows[str(p.key)]), p) for p in some]
    )


def _organisations(reader: Reader, unit: Target, kind: str, units: Units, as_of: date) -> Ground:
    rows = reader.rows("organisations/below", unit_id=unit.id, kind=kind, as_of=as_of)
    known = {row["organisation_id"]: row for row in rows}
    held = answering(
        reader.rows("coverage/organisations_answered", unit_id=unit.id, kind=kind, as_of=as_of)
    )
    parts = [Part(i, row["served_id"], held.get(i, ())) for i, row in known.items()]
    return Ground(
        parts, units, lambda some: [(organisation_subject(known[str(p.key)]), p) for p in some]
    )
