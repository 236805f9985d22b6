"""The spells of one definition by subject, and what they add to the rows of days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from graphapp.domain.gap_kinds import Spell
from graphapp.domain.spells import NOBODY, AskedOf, Definition, is_uncovered
from graphapp.domain.spells_facts import Facts
from graphapp.model.interval import Interval, united
from graphapp.model.policy import Policy

T = TypeVar("T")
Days = Sequence[Interval]


@dataclass(frozen=True)
class Layer:
    """What one definition found, by subject; ``asked`` by who is asked."""

    definition: Definition
    spells: Mapping[str, tuple[Spell, ...]]
    asked: Mapping[AskedOf, Mapping[str, Days]]

    def runs(self, subject: str) -> Iterator[tuple[object, Interval]]:
        """Yield on which days a subject counts, and as what; no two of one kind overlap."""
        by_kind: defaultdict[object, list[Interval]] = defaultdict(list)
        for spell in self.spells.get(subject, ()):
            by_kind[spell.kind].append(spell.days)
            if is_uncovered(spell):
                by_kind[NOBODY].append(spell.days)
        for asked, days in self.asked.items():
            by_kind[asked] = list(days.get(subject, ()))
        for what, days_of in by_kind.items():
            for each in united(days_of):
                yield what, each

    def subjects(self) -> set[str]:
        """Return all about whom anything was found."""
        return {*self.spells, *(each for asked in self.asked.values() for each in asked)}

    def again(self, facts: Facts, policy: Policy, subjects: Collection[str]) -> Layer:
        """Return the layer with some targets judged anew, or all, where none can be alone."""
        if not self.definition.by_target:
            return layer_of(self.definition, facts, policy)
        some = layer_of(self.definition, facts.only(subjects), policy)
        return Layer(
            self.definition,
            _replaced(self.spells, some.spells, subjects),
            {
                asked: _replaced(known, some.asked[asked], subjects)
                for asked, known in self.asked.items()
            },
        )

    def differing(self, other: Layer) -> set[str]:
        """Return the subjects about whom two layers of one definition say different things."""
        found = _differing(self.spells, other.spells)
        for asked, days in self.asked.items():
            found |= _differing(days, other.asked[asked])
        return found


def layer_of(definition: Definition, facts: Facts, policy: Policy) -> Layer:
    """Find all spells of a definition."""
    spells: defaultdict[str, list[Spell]] = defaultdict(list)
    for spell in definition.spells(facts, policy):
        spells[spell.subject].append(spell)
    asked = {of: _asked(of, facts, policy) for of in dict.fromkeys(definition.asked.values())}
    ordered = {i: tuple(sorted(found, key=_order)) for i, found in spells.items()}
    return Layer(definition, ordered, asked)


def _asked(of: AskedOf, facts: Facts, policy: Policy) -> dict[str, Days]:
    found: defaultdict[str, list[Interval]] = defaultdict(list)
    for each in of(facts, policy):
        found[each.subject].append(each.days)
    return {subject: tuple(united(days)) for subject, days in found.items()}


def _order(spell: Spell) -> tuple[str, str, str, Interval]:
    return (spell.kind, spell.policy_row, spell.via, spell.days)


def _replaced(
    known: Mapping[str, T], found: Mapping[str, T], subjects: Collection[str]
) -> dict[str, T]:
    kept = dict(known)
    for subject in subjects:
        kept.pop(subject, None)
    return {**kept, **found}


def _differing(one: Mapping[str, T], other: Mapping[str, T]) -> set[str]:
    return {each for each in {*one, *other} if one.get(each) != other.get(each)}
