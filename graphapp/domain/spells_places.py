"""Where a gap is counted: in one unit on each day, and so in every unit above it, never twice.

A unit counts in itself, a household where it lives, an organisation and its posts in the unit
that it serves. A person counts in the unit of the post held, in the order of posts, else of the
post held last, else in that of the cell; where that unit has ended, in the nearest above it that
goes on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from graphapp.domain.spells import pieces
from graphapp.domain.spells_facts import Facts, Place
from graphapp.model.interval import ALWAYS, Interval, last_day, united, without

PERSON = "person"
"""What stands for a tier where a gap is about a person."""

PlaceKey = tuple[tuple[str, date, date], ...]
"""Places as plain values: what is quick to look up."""


def key_of(direct: Iterable[Place]) -> PlaceKey:
    """Return places as a key."""
    return tuple((each.unit_id, each.days.since, each.days.until) for each in direct)


@dataclass(frozen=True)
class Places:
    """Where subjects are, on the facts of one moment."""

    facts: Facts
    _units: dict[str, tuple[Place, ...]] = field(default_factory=dict)
    _shared: dict[PlaceKey, tuple[Place, ...]] = field(default_factory=dict)

    def tier(self, subject_id: str) -> str:
        """Return the tier of a target, of a post that of the unit it is in; else ``PERSON``."""
        target = self.facts.alike.get(subject_id)
        if target is not None:
            return target.tier
        seat = self.facts.seats.get(subject_id)
        if seat is None:
            return PERSON
        return self.facts.units[seat.organisation.places[0].unit_id].target.tier

    def units(self, subject_id: str) -> tuple[Place, ...]:
        """Return every unit that a subject counts in, on days apart from each other."""
        found = self._units.get(subject_id)
        if found is None:
            direct = self.direct(subject_id)
            found = self._units[subject_id] = self.above(key_of(direct), direct)
        return found

    def above(self, key: PlaceKey, direct: Iterable[Place]) -> tuple[Place, ...]:
        """Return every unit that those who are in the same places count in."""
        if key not in self._shared:
            self._shared[key] = tuple(self._upward(direct))
        return self._shared[key]

    def direct(self, subject_id: str) -> tuple[Place, ...]:
        """Return the units where a subject itself is."""
        target = self.facts.alike.get(subject_id)
        if target is not None:
            return target.places
        seat = self.facts.seats.get(subject_id)
        return tuple(self._person(subject_id)) if seat is None else seat.places

    def _upward(self, direct: Iterable[Place]) -> Iterator[Place]:
        found: defaultdict[str, list[Interval]] = defaultdict(list)
        for place in direct:
            for above in self.facts.above.get(place.unit_id, ()):
                found[above.unit_id].append(place.days.clip(above.days))
        for unit, days in found.items():
            for each in united(days):
                yield Place(unit, each)

    def _person(self, person_id: str) -> Iterator[Place]:
        tenures = self.facts.holders.tenures.get(person_id, ())
        bounds = {day for t in tenures for day in (t.interval.since, t.interval.until)}
        for days in pieces(ALWAYS, bounds):
            held = self.facts.holders.posts(person_id, days.since) if tenures else []
            if held:
                yield from self._lasting(held[0].unit.id, days)
            else:
                yield from self._cells(person_id, days)

    def _cells(self, person_id: str, days: Interval) -> Iterator[Place]:
        """Yield the units of cells, on each day that of the cell that was entered first."""
        taken: list[Interval] = []
        for cell, member in sorted(self.facts.cells.get(person_id, ()), key=lambda each: each[1]):
            body = self.facts.organisations.get(cell)
            for place in body.places if body else ():
                for left in without(place.days.clip(member).clip(days), united(taken)):
                    taken.append(left)
                    yield Place(place.unit_id, left)

    def _lasting(self, unit_id: str, days: Interval) -> Iterator[Place]:
        """Yield a unit while it lives, and from then on the nearest above it that goes on."""
        life = self.facts.units[unit_id].life
        yield from _some(Place(unit_id, days.clip(life)))
        left = Interval(max(days.since, life.until), days.until)
        for above in self._last_above(unit_id):
            if left.empty:
                return
            shared = left.clip(self.facts.units[above].life)
            yield from _some(Place(above, shared))
            left = Interval(max(left.since, shared.until), left.until)

    def _last_above(self, unit_id: str) -> Sequence[str]:
        final = last_day(self.facts.units[unit_id].life.until)
        above = [a for a in self.facts.above.get(unit_id, ()) if a.depth and a.days.holds(final)]
        return [each.unit_id for each in sorted(above, key=lambda each: each.depth)]


def _some(place: Place) -> Iterator[Place]:
    if not place.days.empty:
        yield place
