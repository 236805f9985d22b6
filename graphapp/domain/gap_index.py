"""Gaps made ready to be listed on any day: where each is, and where it stands by name.

A province has some 200,000 spells; what does not depend on the day is looked up once for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import overload

from graphapp.domain.gap_days import GapDays
from graphapp.domain.gap_kinds import GapKind, Spell
from graphapp.domain.gap_list import Found, Listed, found_of
from graphapp.domain.gap_rows import Named
from graphapp.domain.overview import by_name
from graphapp.domain.spells_facts import Place
from graphapp.model.interval import Interval

Name = tuple[str, str, str]


Units = Mapping[str, Sequence[Interval]]
"""The days on which something counts in a unit, by the unit's id."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A spell with what it is about. ``homes``: where that is itself; ``units``: all it counts in.

    ``name``: where it stands by name, by the Vietnamese alphabet; households by their codes.
    """

    found: Found
    since: date
    until: date
    homes: tuple[Place, ...]
    units: Units
    name: Name

    def home(self, as_of: date) -> str:
        """Return the unit where it is on a day; blank when it is nowhere."""
        return next((p.unit_id for p in self.homes if p.days.since <= as_of < p.days.until), "")


def lying_in(entries: Sequence[Entry], unit_id: str, as_of: date) -> list[Entry]:
    """Return what holds on a day and counts in a unit; plain loops, as they are many."""
    found = []
    for each in entries:
        if each.since <= as_of < each.until:
            for days in each.units.get(unit_id, ()):
                if days.since <= as_of < days.until:
                    found.append(each)
                    break
    return found


Order = Callable[[Entry], tuple[str, int, Name]]


@dataclass(frozen=True)
class Ordered(Sequence[Spell]):
    """Gaps part by part, each part in its order; only the parts that are looked at are sorted."""

    parts: tuple[Sequence[Entry], ...]
    order: Order

    def __len__(self) -> int:
        """Count them."""
        return sum(self._numbers)

    @overload
    def __getitem__(self, index: int) -> Spell: ...
    @overload
    def __getitem__(self, index: slice) -> list[Spell]: ...
    def __getitem__(self, index: int | slice) -> Spell | list[Spell]:
        """Return one, or a stretch of them."""
        if isinstance(index, int):
            return self[index : index + 1][0]
        first, last, _ = index.indices(len(self))
        found: list[Spell] = []
        begins = 0
        for part, number in zip(self.parts, self._numbers, strict=True):
            if begins < last and first < begins + number:
                found += self._sorted(part)[max(0, first - begins) : last - begins]
            begins += number
        return found

    def __iter__(self) -> Iterator[Spell]:
        """Go through all."""
        for part in self.parts:
            yield from self._sorted(part)

    @cached_property
    def _numbers(self) -> list[int]:
        return [sum(len(each.found.ids) for each in part) for part in self.parts]

    def _sorted(self, part: Sequence[Entry]) -> Listed:
        return Listed(tuple(each.found for each in sorted(part, key=self.order)))


def index_of(gaps: GapDays) -> Mapping[GapKind, Sequence[Entry]]:
    """Return every spell, ready to be listed, by kind."""
    found: dict[GapKind, list[Entry]] = {kind: [] for kind in GapKind}
    known: dict[int, Units] = {}  # what is in the same places shares one tuple of them
    for layer in gaps.layers:
        for subject, spells in layer.spells.items():
            homes, places = gaps.places.direct(subject), gaps.places.units(subject)
            units = known.get(id(places)) or known.setdefault(id(places), _units(places))
            name = _name(gaps, subject)
            for spell in spells:
                each = found_of(spell, gaps.facts, gaps.places)
                days = spell.days
                found[spell.kind].append(Entry(each, days.since, days.until, homes, units, name))
    return found


def _units(places: Iterable[Place]) -> Units:
    found: dict[str, list[Interval]] = {}
    for place in places:
        found.setdefault(place.unit_id, []).append(place.days)
    return found


def _name(gaps: GapDays, subject_id: str) -> Name:
    target = Named(gaps, date.max).subject(subject_id)
    return ("", target.code, target.id) if target.tier == "household" else by_name(target)


def places_on(gaps: GapDays, as_of: date) -> Mapping[str, int]:
    """Return where each unit of a day stands: under its own, side by side by name."""
    names = Named(gaps, as_of)
    lines = {
        unit: tuple(by_name(each) for each in reversed(names.line(unit)))
        for unit, subject in gaps.facts.units.items()
        if subject.life.holds(as_of)
    }
    return {unit: place for place, unit in enumerate(sorted(lines, key=lambda u: lines[u]))}
