"""The trend of a kind of gap in a unit: n of N at the end of each month, and what became of them.

Every number is read off the same rows of days as the count of a day, so a list of that day has as
many rows. Of a unit that ended, the line ends with it: its successor has one of its own.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graphapp.domain.as_json import target_json
from graphapp.domain.gap_days import Between, Count, GapDays, TrendPoint
from graphapp.domain.gap_kinds import Spell
from graphapp.domain.results import Target
from graphapp.domain.spells_places import PERSON
from graphapp.model.interval import Interval, end_to_edge, start_to_edge
from graphapp.model.policy import TARGET_TIERS

MONTHS = 60
TIERS = ("province", *TARGET_TIERS, PERSON)
"""Whose gaps a trend may be about, where it is not of all."""
_YEAR = 12


@dataclass(frozen=True)
class Trend:
    """A kind of gap (``NOBODY`` among them) in a unit up to a day; ``tier`` blank: of all tiers.

    ``tiers``: those of which anything there was ever asked. ``life``: of the unit: points lie in
    it alone. ``since``, with the count ``before``, and ``between``: what became of the gaps after
    that day and up to the last.
    """

    unit: Target
    life: Interval
    kind: str
    tier: str
    as_of: date
    points: tuple[TrendPoint, ...]
    tiers: tuple[str, ...]
    since: date
    before: Count
    between: Between

    @property
    def is_asked(self) -> bool:
        """Tell whether anything was asked on any of the days."""
        return any(point.of for point in self.points)

    @property
    def most(self) -> TrendPoint:
        """Return the point of the largest number, the latest of them."""
        return max(self.points, key=lambda point: (point.n, point.day))

    def runs(self, name: str) -> Sequence[Spell]:
        """Return the list of a name: opened, closed, still."""
        lists = {"opened": self.between.opened, "closed": self.between.closed}
        return lists.get(name, self.between.still)


def trend(gaps: GapDays, unit: Target, kind: str, tier: str, *, as_of: date, since: date) -> Trend:
    """Tell the trend of a unit that the caller found in the user's scope."""
    life = gaps.facts.units[unit.id].life
    days = [day for day in (*month_ends(as_of), as_of) if life.holds(day)]
    return Trend(
        unit,
        life,
        kind,
        tier,
        as_of,
        gaps.trend(unit.id, kind, tier or None, days),
        tuple(sorted(gaps.tiers(unit.id, kind))),
        since,
        gaps.count(unit.id, since, kind, tier or None),
        gaps.between(unit.id, kind, since, as_of, tier or None),
    )


def month_ends(as_of: date, months: int = MONTHS) -> list[date]:
    """Return the last days of so many months up to a day, that day among them if it is one."""
    number = as_of.year * _YEAR + as_of.month - 1
    if _month_end(number) > as_of:
        number -= 1
    return [_month_end(each) for each in range(number - months + 1, number + 1) if each >= _YEAR]


def _month_end(number: int) -> date:
    year, month = divmod(number, _YEAR)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def year_before(as_of: date) -> date:
    """Return the same day of the year before, of 29 February the last day of that month."""
    if as_of.year == 1:
        return as_of
    if (as_of.month, as_of.day) == (2, 29):
        return date(as_of.year - 1, 2, 28)
    return as_of.replace(year=as_of.year - 1)


def by_year(points: Iterable[TrendPoint]) -> Iterator[tuple[int, list[TrendPoint | None]]]:
    """Yield years with the point of each month; None where there is none. The day comes last.

    Of a month that the trend ends in, the day itself stands for the month.
    """
    years: dict[int, list[TrendPoint | None]] = {}
    for point in points:
        months = years.setdefault(point.day.year, [None] * _YEAR)
        months[point.day.month - 1] = point
    yield from sorted(years.items())


def trend_json(found: Trend) -> dict[str, Any]:
    """Return a trend as an object; dates are ISO, the last day inclusive."""
    between = found.between
    return {
        "scope": target_json(found.unit),
        "kind": found.kind,
        "tier": found.tier or None,
        "as_of": found.as_of.isoformat(),
        "points": [
            {"day": point.day.isoformat(), "numerator": point.n, "denominator": point.of}
            for point in found.points
        ],
        "since": found.since.isoformat(),
        "opened": len(between.opened),
        "closed": len(between.closed),
        "still_open": len(between.still),
    }


def run_json(run: Spell) -> dict[str, Any]:
    """Return the days on which a subject counted, as an object."""
    first, last = start_to_edge(run.days.since), end_to_edge(run.days.until)
    return {
        "key": run.key,
        "since": first and first.isoformat(),
        "until": last and last.isoformat(),
        "reason": run.reason and run.reason.value,
        "policy_row": run.policy_row,
    }
