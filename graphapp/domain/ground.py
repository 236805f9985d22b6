"""What a gap report counts on: the targets of a tier in a scope, where they lie, who answers.

Only ids are fetched for all of them; what is shown of a target is fetched for those that are shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
class Ground:
    """Targets by id, in the order of their codes.

    ``homes``: the nearest unit above each inside the scope, blank where there is none; ``lines``:
    each such unit with those above it inside the scope; ``answering``: who holds what is in force.
    """

    homes: Mapping[str, str]
    lines: Mapping[str, tuple[Target, ...]]
    answering: Mapping[str, Answering]
    known: Mapping[str, Subject]

    def above(self, target_id: str) -> tuple[Target, ...]:
        """Return the units that a target lies in, nearest first, as far up as the scope."""
        return self.lines[self.homes[target_id]]

    def subjects(self, reader: Reader, target_ids: Sequence[str]) -> list[Subject]:
        """Return targets with their names and lives, in the order of their codes."""
        missing = [target_id for target_id in target_ids if target_id not in self.known]
        if not missing:
            return [self.known[target_id] for target_id in target_ids]
        rows = reader.rows("households/by_ids", household_ids=missing)
        return [household_subject(row) for row in rows]


EMPTY = Ground({}, {}, {}, {})


def ground(reader: Reader, unit: Target, tier: str, as_of: date) -> Ground:
    """Return the targets of a tier in a unit on a date."""
    units = reader.rows("coverage/units", unit_id=unit.id, as_of=as_of)
    subjects = {row["unit_id"]: unit_subject(row) for row in units}
    parents = {
        row["unit_id"]: row["parent_id"]
        for row in reader.rows("coverage/parents", unit_id=unit.id, as_of=as_of)
    }
    lines = _lines(subjects, parents)
    if tier == "household":
        return _households(reader, unit, lines, as_of)
    if tier in _KINDS:
        return _organisations(reader, unit, _KINDS[tier], lines, as_of)
    rows = reader.rows("coverage/units_answered", unit_id=unit.id, tier=tier, as_of=as_of)
    known = {target_id: s for target_id, s in subjects.items() if s.target.tier == tier}
    homes = {target_id: parents.get(target_id, "") for target_id in known}
    return Ground(homes, lines, _answering(rows), known)


def _lines(
    subjects: Mapping[str, Subject], parents: Mapping[str, str]
) -> dict[str, tuple[Target, ...]]:
    """Return for each unit itself and the units above it, nearest first."""
    found: dict[str, tuple[Target, ...]] = {"": ()}

    def line(unit_id: str) -> tuple[Target, ...]:
        if unit_id not in found:
            found[unit_id] = (subjects[unit_id].target, *line(parents.get(unit_id, "")))
        return found[unit_id]

    for unit_id in subjects:
        line(unit_id)
    return found


def _organisations(
    reader: Reader, unit: Target, kind: str, lines: Mapping[str, tuple[Target, ...]], as_of: date
) -> Ground:
    rows = reader.rows("organisations/below", unit_id=unit.id, kind=kind, as_of=as_of)
    answered = reader.rows(
        "coverage/organisations_answered", unit_id=unit.id, kind=kind, as_of=as_of
    )
    return Ground(
        {row["organisation_id"]: row["served_id"] for row in rows},
        lines,
        _answering(answered),
        {row["organisation_id"]: organisation_subject(row) for row in rows},
    )


def _households(
    reader: Reader, unit: Target, lines: Mapping[str, tuple[Target, ...]], as_of: date
) -> Ground:
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
    return Ground(homes, lines, answering, {})


def _answering(rows: Iterable[Row]) -> dict[str, Answering]:
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        found[row["target_id"]].append((kind_of(row["assignment_kind"]), row["holder_id"]))
    return {target_id: tuple(held) for target_id, held in found.items()}
