"""Half-open dates inside, inclusive dates at the edge, converted here and nowhere else.

A fact is in force on ``as_of`` when ``since <= as_of < until``. An open start is stored as
0001-01-01 and an open end as 9999-12-31; both are shown as blank. Files and forms show the last
day inclusive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

OPEN_START = date(1, 1, 1)
OPEN_END = date(9999, 12, 31)
_DAY = timedelta(days=1)
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_VIETNAMESE = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})")


@dataclass(frozen=True, order=True)
class Interval:
    """A half-open stretch of days; empty when ``since >= until``."""

    since: date = OPEN_START
    until: date = OPEN_END

    def holds(self, as_of: date) -> bool:
        """Tell whether the day lies inside."""
        return self.since <= as_of < self.until

    def clip(self, other: Interval) -> Interval:
        """Return what both share; may be empty."""
        if other.since <= self.since and self.until <= other.until:
            return self
        return Interval(max(self.since, other.since), min(self.until, other.until))

    def overlaps(self, other: Interval) -> bool:
        """Tell whether both share a day."""
        return max(self.since, other.since) < min(self.until, other.until)

    @property
    def empty(self) -> bool:
        """Tell whether no day lies inside."""
        return self.since >= self.until


ALWAYS = Interval()


def united(intervals: Iterable[Interval]) -> list[Interval]:
    """Return the days of all, as stretches apart from each other, in order."""
    found: list[Interval] = []
    for each in sorted(i for i in intervals if not i.empty):
        if found and each.since <= found[-1].until:
            found[-1] = Interval(found[-1].since, max(found[-1].until, each.until))
        else:
            found.append(each)
    return found


def without(whole: Interval, taken: Sequence[Interval]) -> list[Interval]:
    """Return what is left of a stretch of days; ``taken`` as :func:`united` returns them."""
    left, since = [], whole.since
    for each in taken:
        left.append(Interval(since, min(each.since, whole.until)))
        since = max(since, each.until)
    left.append(Interval(since, whole.until))
    return [days for days in left if not days.empty]


def start_from_edge(value: date | None) -> date:
    """Turn a first day as files and forms give it (None: open) into ``since``."""
    return OPEN_START if value is None else value


def end_from_edge(last_day: date | None) -> date:
    """Turn an inclusive last day (None: open) into a half-open ``until``."""
    return OPEN_END if last_day is None or last_day >= OPEN_END - _DAY else last_day + _DAY


def start_to_edge(since: date) -> date | None:
    """Return the first day to show; None for an open start."""
    return None if since <= OPEN_START else since


def end_to_edge(until: date) -> date | None:
    """Return the inclusive last day to show; None for an open end."""
    return None if until >= OPEN_END else until - _DAY


def last_day(until: date) -> date:
    """Return the last day inside an interval that ends at ``until``."""
    return until if until >= OPEN_END else until - _DAY


def day_from_text(text: str) -> date:
    """Read a day, yyyy-mm-dd or dd/mm/yyyy, never guessed; ValueError for anything else."""
    match = _ISO.fullmatch(text.strip()) or _VIETNAMESE.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    return date(int(match["year"]), int(match["month"]), int(match["day"]))
