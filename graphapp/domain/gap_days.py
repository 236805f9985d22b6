"""Gaps by day: how many of how many, which, and since when; of every unit, kind and tier at once.

For every unit, kind and tier there is a row of days, +1 where a gap begins and -1 where it ends:
a count on any day is a bisection, and a trend a handful of them (design, section 8). All of it is
about the whole graph: the caller finds the unit in the user's scope first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from graphapp.domain.gap_day_rows import Rows, Step
from graphapp.domain.gap_kinds import GapKind, Spell
from graphapp.domain.gap_layers import Layer, layer_of
from graphapp.domain.gap_list import Found, Listed, found_of, in_order
from graphapp.domain.gap_steps import steps_of
from graphapp.domain.spells import NOBODY, AskedOf, about, is_uncovered
from graphapp.domain.spells_facts import Facts
from graphapp.domain.spells_kinds import KINDS
from graphapp.domain.spells_links import targets_asked
from graphapp.domain.spells_places import Places
from graphapp.model.interval import Interval, united
from graphapp.model.policy import Policy


@dataclass(frozen=True)
class Count:
    """How many of how many have a gap."""

    n: int
    of: int


@dataclass(frozen=True)
class TrendPoint:
    """A count on one day."""

    day: date
    n: int
    of: int


@dataclass(frozen=True)
class Between:
    """What became of gaps in a unit after one day and up to another, that day included.

    ``opened`` began (or came into the unit) then, ``closed`` ended (or left it) then; one that did
    both is in both. ``still`` were there on the first day and without a break until the last.
    So the count of the last day is that of the first, with ``opened``, less ``closed``.
    """

    opened: Sequence[Spell]
    closed: Sequence[Spell]
    still: Sequence[Spell]


@dataclass(frozen=True)
class GapDays:
    """All gaps of the graph under one policy."""

    facts: Facts
    policy: Policy
    places: Places
    layers: tuple[Layer, ...]
    rows: Rows

    def count(self, unit_id: str, as_of: date, kind: str, tier: str | None = None) -> Count:
        """Count the subjects in a unit that have a kind of gap on a day, of those asked.

        ``kind``: a ``GapKind``, or ``NOBODY``; what is defined nowhere counts 0 of 0.
        """
        n = self.rows.at(unit_id, kind, tier, as_of)
        asked = ASKED.get(kind)
        return Count(n, self.rows.at(unit_id, asked, tier, as_of) if asked else 0)

    def counts(self, unit_id: str, as_of: date, tier: str | None = None) -> Mapping[GapKind, Count]:
        """Count every kind that is found."""
        kinds = [kind for kind in GapKind if kind in ASKED]
        return {kind: self.count(unit_id, as_of, kind, tier) for kind in kinds}

    def tiers(self, unit_id: str, kind: str) -> frozenset[str]:
        """Return the tiers of which anything in a unit was ever asked for a kind."""
        return frozenset(self.rows.rows.get((unit_id, ASKED.get(kind)), {}))

    def trend(
        self, unit_id: str, kind: str, tier: str | None, days: Iterable[date]
    ) -> tuple[TrendPoint, ...]:
        """Count on each of some days."""
        counts = ((day, self.count(unit_id, day, kind, tier)) for day in days)
        return tuple(TrendPoint(day, each.n, each.of) for day, each in counts)

    def listed(
        self,
        unit_id: str,
        as_of: date,
        kinds: Collection[GapKind] = tuple(GapKind),
        tier: str | None = None,
    ) -> Listed:
        """List the gaps in a unit on a day, by kind, tier, code and policy row.

        One subject may have several of one kind, under different rows; it counts once.
        """
        wanted = [kind for kind in GapKind if kind in kinds]
        return Listed(
            tuple(
                found
                for kind in wanted
                for found in self._by_kind.get(kind, ())
                if tier in {None, found.tier}
                if found.spell.days.holds(as_of) and self._in(found.spell.subject, unit_id, as_of)
            )
        )

    def between(
        self, unit_id: str, kind: str, start: date, end: date, tier: str | None = None
    ) -> Between:
        """Tell what became of the gaps of a kind in a unit between two days."""
        runs = in_order(self._runs(unit_id, kind, tier), self.facts)
        return Between(
            Listed(tuple(f for f in runs if start < f.spell.days.since <= end)),
            Listed(tuple(f for f in runs if start < f.spell.days.until <= end)),
            Listed(tuple(f for f in runs if f.spell.days.holds(start) and f.spell.days.holds(end))),
        )

    def holding(self, key: str, as_of: date) -> Spell | None:
        """Return the gap of a key that holds on a day; None where it does not."""
        return next((s for s in self.of_key(key) if s.days.holds(as_of)), None)

    def of_key(self, key: str) -> tuple[Spell, ...]:
        """Return every spell that a gap of a key ever had, in order of time."""
        kind, _, rest = key.partition(":")
        subject = rest.partition(":")[0]
        found = (
            spell for spell in self.of_subject(subject) if spell.kind == kind and spell.key == key
        )
        return tuple(sorted(found, key=lambda spell: spell.days))

    def of_subject(self, subject_id: str) -> tuple[Spell, ...]:
        """Return every spell about a target, post or person, by kind."""
        first = self.facts.first(subject_id)
        found = [s for layer in self.layers for s in layer.spells.get(first, ())]
        rank = list(GapKind)
        ordered = sorted(found, key=lambda s: (rank.index(s.kind), s.policy_row, s.via, s.days))
        return tuple(about(spell, subject_id) for spell in ordered)

    def units(self, subject_id: str, as_of: date) -> tuple[str, ...]:
        """Return the ids of the units that a subject counts in on a day, in no order."""
        places = self.places.units(self.facts.first(subject_id))
        return tuple(place.unit_id for place in places if place.days.holds(as_of))

    def same_as(self, other: GapDays) -> bool:
        """Tell whether both say the same of every subject, unit, kind and day."""
        return self.rows == other.rows and self._said() == other._said()

    def _said(self) -> list[tuple[Mapping[str, tuple[Spell, ...]], object]]:
        return [(layer.spells, layer.asked) for layer in self.layers]

    def _in(self, subject_id: str, unit_id: str, as_of: date) -> bool:
        places = self.places.units(subject_id)
        return any(p.unit_id == unit_id and p.days.holds(as_of) for p in places)

    @cached_property
    def _by_kind(self) -> Mapping[GapKind, Sequence[Found]]:
        spells = (s for layer in self.layers for some in layer.spells.values() for s in some)
        every = in_order((found_of(s, self.facts, self.places) for s in spells), self.facts)
        found: dict[GapKind, list[Found]] = {}
        for each in every:
            found.setdefault(each.spell.kind, []).append(each)
        return found

    def _runs(self, unit_id: str, kind: str, tier: str | None) -> Iterator[Found]:
        """Yield the days on which subjects with a kind of gap count in a unit, each as a spell."""
        for layer in self.layers:
            for subject, spells in layer.spells.items():
                if tier in {None, self.places.tier(subject)} and any(_is(s, kind) for s in spells):
                    for days in self._shared(layer, subject, unit_id, kind):
                        first = next(s for s in spells if _is(s, kind) and s.days.holds(days.since))
                        run = about(first, subject, days)
                        yield found_of(run, self.facts, self.places)

    def _shared(self, layer: Layer, subject: str, unit_id: str, kind: str) -> list[Interval]:
        there = [p.days for p in self.places.units(subject) if p.unit_id == unit_id]
        days = [run for what, run in layer.runs(subject) if what == kind]
        return united(one.clip(other) for one in days for other in there)


def _is(spell: Spell, kind: str) -> bool:
    return is_uncovered(spell) if kind == NOBODY else spell.kind == kind


ASKED: Mapping[str, AskedOf] = {
    NOBODY: targets_asked,
    **{kind: of for definition in KINDS for kind, of in definition.asked.items()},
}
"""Of each kind that is found, who is asked."""


def gap_days(facts: Facts, policy: Policy) -> GapDays:
    """Find the gaps of all kinds."""
    layers = tuple(layer_of(definition, facts, policy) for definition in KINDS)
    places = Places(facts)
    rows = Rows().with_steps(steps_of(layers, places))
    return GapDays(facts, policy, places, layers, rows)


def adjusted(before: GapDays, facts: Facts, touched: Collection[str]) -> GapDays:
    """Return the gaps of facts that differ in some subjects alone: the same as built anew.

    ``touched``: targets (the first of those alike, before and now), posts and people of whom
    anything differs: life, places, assignments, or what a holder holds.
    """
    layers = tuple(layer.again(facts, before.policy, touched) for layer in before.layers)
    places = Places(facts)
    steps: list[Step] = []
    for old, new in zip(before.layers, layers, strict=True):
        subjects = old.differing(new) | set(touched)
        steps += steps_of((old,), before.places, subjects, -1)
        steps += steps_of((new,), places, subjects)
    return GapDays(facts, before.policy, places, layers, before.rows.with_steps(steps))
