"""A list of gaps, each of a subject of its own, kept as one for all that are alike."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice
from typing import overload

from graphapp.domain.gap_kinds import Spell
from graphapp.domain.holders import TIER_RANK
from graphapp.domain.spells import about
from graphapp.domain.spells_facts import Facts
from graphapp.domain.spells_places import Places

_LAST = len(TIER_RANK)


@dataclass(frozen=True)
class Found:
    """A spell with its tier, and the ids of all subjects that it is about."""

    spell: Spell
    tier: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Listed(Sequence[Spell]):
    """Gaps in a stable order, one by one; a part of them is made when it is asked for."""

    found: tuple[Found, ...]

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(len(each.ids) for each in self.found))

    def __len__(self) -> int:
        """Count them."""
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, index: int) -> Spell: ...
    @overload
    def __getitem__(self, index: slice) -> list[Spell]: ...
    def __getitem__(self, index: int | slice) -> Spell | list[Spell]:
        """Return one, or a part."""
        if isinstance(index, slice):
            first, last, step = index.indices(len(self))
            if step == 1:
                return list(islice(self._from(first), max(0, last - first)))
            return [self[each] for each in range(first, last, step)]
        place = range(len(self))[index]
        return next(self._from(place))

    def __iter__(self) -> Iterator[Spell]:
        """Go through all."""
        return self._from(0)

    def _from(self, first: int) -> Iterator[Spell]:
        start = bisect_right(self._ends, first)
        skipped = first - (self._ends[start - 1] if start else 0)
        for each in islice(self.found, start, None):
            for subject in each.ids[skipped:]:
                yield about(each.spell, subject)
            skipped = 0


def in_order(found: Iterable[Found], facts: Facts) -> list[Found]:
    """Put spells in the order of tiers, codes of subjects, kinds, rows, and days."""
    return sorted(found, key=lambda each: _order(each, facts))


def found_of(spell: Spell, facts: Facts, places: Places) -> Found:
    """Say of whom a spell is."""
    target = facts.alike.get(spell.subject)
    ids = target.ids if target else (spell.subject,)
    return Found(spell, places.tier(spell.subject), ids)


def _order(found: Found, facts: Facts) -> tuple[int, str, str, str, str, str, str]:
    spell = found.spell
    rank = TIER_RANK.get(found.tier, _LAST)
    days = f"{spell.days.since}{spell.days.until}"
    code = code_of(spell.subject, facts)
    row = f"{spell.policy_row} {spell.via}"
    return (rank, found.tier, code, spell.subject, spell.kind, row, days)


def code_of(subject_id: str, facts: Facts) -> str:
    """Return the code of a target, a post or a person."""
    if subject_id in facts.alike:
        return facts.alike[subject_id].subject.target.code
    if subject_id in facts.seats:
        return facts.seats[subject_id].code
    return facts.people[subject_id].code
