"""Rows of days: +1 where something begins, -1 where it ends, summed along the row when asked for.

A row once asked is kept summed; a changed row is another object, so readers never see half of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from typing import NamedTuple


class RowKey(NamedTuple):
    """Which row: ``what`` is a kind of gap, or what tells who is asked."""

    unit_id: str
    what: object
    tier: str


class Step(NamedTuple):
    """A number more (or less) in a row from a day on."""

    key: RowKey
    day: date
    number: int


@dataclass(frozen=True)
class DayRow:
    """One row: the steps by day, none of them 0."""

    steps: Mapping[date, int]
    _days: list[date] = field(default_factory=list, compare=False)
    _sums: list[int] = field(default_factory=list, compare=False)

    def at(self, day: date) -> int:
        """Return the sum up to a day, that day included."""
        if len(self._sums) != len(self.steps):
            days = sorted(self.steps)
            self._days[:] = days
            self._sums[:] = accumulate(self.steps[each] for each in days)
        place = bisect_right(self._days, day)
        return self._sums[place - 1] if place else 0


_EMPTY = DayRow({})


@dataclass(frozen=True)
class Rows:
    """All rows that are not empty, by unit and what they count, then by tier."""

    rows: Mapping[tuple[str, object], Mapping[str, DayRow]] = field(default_factory=dict)

    def at(self, unit_id: str, what: object, tier: str | None, day: date) -> int:
        """Return the sum of a row on a day; of all tiers together where none is named."""
        found = self.rows.get((unit_id, what), {})
        if tier is not None:
            return found.get(tier, _EMPTY).at(day)
        return sum(row.at(day) for row in found.values())

    def with_steps(self, steps: Iterable[Step]) -> Rows:
        """Return the rows with further steps taken; those that they do not touch are shared."""
        taken: dict[RowKey, dict[date, int]] = {}
        for key, day, number in steps:
            row = taken.get(key)
            if row is None:
                row = taken[key] = dict(self._row(key).steps)
            row[day] = row.get(day, 0) + number
        rows = dict(self.rows)
        for key, row in taken.items():
            tiers = {**rows.get(key[:2], {}), key.tier: _row_of(row)}
            left = {tier: each for tier, each in tiers.items() if each.steps}
            rows[key[:2]] = left
            if not left:
                del rows[key[:2]]
        return Rows(rows)

    def _row(self, key: RowKey) -> DayRow:
        return self.rows.get(key[:2], {}).get(key.tier, _EMPTY)


def _row_of(steps: Mapping[date, int]) -> DayRow:
    return DayRow({day: number for day, number in steps.items() if number})
