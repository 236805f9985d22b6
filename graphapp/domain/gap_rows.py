"""Gaps with their names: what has one, where it lies, and what makes it so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from graphapp.domain.assignments import Assignment
from graphapp.domain.gap_days import GapDays
from graphapp.domain.gap_kinds import GapKind, Spell
from graphapp.domain.gap_list import Found
from graphapp.domain.named import subjects_by_id
from graphapp.domain.names_spells import last_in_charge
from graphapp.domain.overview import by_name
from graphapp.domain.results import Target
from graphapp.domain.spells_places import PERSON
from graphapp.graph.port import Reader
from graphapp.model.interval import start_to_edge
from graphapp.model.text import sort_key

POST, GROUP = "post", "working_group"
"""What stands, beside ``PERSON``, for the tier of what is no target."""


@dataclass(frozen=True)
class GapRow:
    """One gap. ``above``: the units that its subject lies in, nearest first, up to the province.

    ``via``: what makes it so, by name: who is assigned, a unit above; None where the subject says
    it all. ``told`` and ``assigned``: whom a village's file names and who is in charge of it, where
    the gap is that these differ.
    """

    spell: Spell
    subject: Target
    above: tuple[Target, ...]
    via: Target | None
    told: str = ""
    assigned: str = ""

    @property
    def key(self) -> str:
        """Return the key under which it is accepted and given out."""
        return self.spell.key

    @property
    def place(self) -> str:
        """Name the units that it lies in, nearest first; the province is in the heading."""
        return ", ".join(unit.name for unit in self.above if unit.tier != "province")

    @property
    def holds_since(self) -> date | None:
        """Return the first day on which it is this gap; None for an open start."""
        return start_to_edge(self.spell.days.since)

    @property
    def since(self) -> date | None:
        """Return the day to name, else that from which the gap holds."""
        return self.spell.since or self.holds_since


@dataclass(frozen=True)
class Named:
    """Names what gaps are about, on one day; the names of units are read once."""

    gaps: GapDays
    as_of: date
    _above: dict[str, tuple[Target, ...]] = field(default_factory=dict)

    def rows(self, reader: Reader, spells: Sequence[Spell]) -> tuple[GapRow, ...]:
        """Name gaps; of households that are alike each has a code of its own, read here."""
        firsts = self.gaps.facts.alike
        homes = subjects_by_id(
            reader, (s.subject for s in spells if self._is_like_another(s.subject))
        )
        own = {each: subject.target for each, subject in homes.items()}
        own |= {s.subject: firsts[s.subject].subject.target for s in spells if s.subject in firsts}
        return tuple(self._row(spell, own.get(spell.subject)) for spell in spells)

    def place_order(self, found: Found) -> tuple[str, ...]:
        """Return where a gap stands by place: the units from above, then its own name."""
        above = reversed(self.above(found.spell.subject))
        own = by_name(self.subject(found.spell.subject))
        return (*(part for unit in above for part in by_name(unit)), *own)

    def above(self, subject_id: str) -> tuple[Target, ...]:
        """Return the units that a subject lies in on the day, nearest first; itself left out."""
        first = self.gaps.facts.first(subject_id)
        direct = (p for p in self.gaps.places.direct(first) if p.days.holds(self.as_of))
        home = next(direct, None)
        line = self.line(home.unit_id) if home else ()
        return tuple(unit for unit in line if unit.id != subject_id)

    def line(self, unit_id: str) -> tuple[Target, ...]:
        """Return a unit and what it lies in on the day, itself first."""
        if unit_id not in self._above:
            facts = self.gaps.facts
            above = [a for a in facts.above.get(unit_id, ()) if a.days.holds(self.as_of)]
            ordered = sorted(above, key=lambda each: each.depth)
            self._above[unit_id] = tuple(facts.units[a.unit_id].target for a in ordered)
        return self._above[unit_id]

    def _is_like_another(self, subject_id: str) -> bool:
        return subject_id in self.gaps.facts.firsts and subject_id not in self.gaps.facts.alike

    def _row(self, spell: Spell, target: Target | None) -> GapRow:
        subject = target or self.subject(spell.subject)
        return GapRow(
            spell, subject, self.above(spell.subject), self._via(spell), *self._names(spell)
        )

    def _names(self, spell: Spell) -> tuple[str, str]:
        if spell.kind is not GapKind.NAMES_DIFFER:
            return "", ""
        facts = self.gaps.facts
        _, people = last_in_charge(facts, facts.alike[spell.subject])
        names = sorted((facts.people[person].name for person in people), key=sort_key)
        return facts.named[spell.subject], ", ".join(names)

    def subject(self, subject_id: str) -> Target:
        """Return a target, post or person; for targets that are alike, the first of them."""
        facts = self.gaps.facts
        alike = facts.alike.get(facts.first(subject_id))
        if alike is not None:
            return alike.subject.target
        if subject_id in facts.seats:
            seat = facts.seats[subject_id]
            return Target(seat.id, seat.code, seat.title, POST)
        person = facts.people[subject_id]
        return Target(person.id, person.code, person.name, PERSON)

    def _via(self, spell: Spell) -> Target | None:
        facts = self.gaps.facts
        if not spell.via:
            return None
        if spell.via in facts.units:
            return facts.units[spell.via].target
        if spell.via in facts.people or spell.via in facts.seats:
            return self.subject(spell.via)
        first = facts.alike.get(facts.first(spell.subject))
        made = (a for a in first.assignments if a.id == spell.via) if first else ()
        return next((_holder(each) for each in made), None)


def _holder(assignment: Assignment) -> Target:
    tier = GROUP if assignment.by_group else PERSON
    return Target(assignment.holder_id, assignment.holder_code, assignment.holder_name, tier)
