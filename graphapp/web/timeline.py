"""Dated rows as a timeline: lanes of bars over one stretch of days, with the page's day marked.

Places are in percent of the width, so that the bars follow the width of the page while the words
beside them stay as large as they are.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Generic, Literal, Protocol, TypeVar

from graphapp.domain.records import standing
from graphapp.model.interval import OPEN_END, OPEN_START

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from graphapp.domain.records import Answered

MOST = 24
_ROOM = 0.04  # of the days, left and right of the outermost
_THINNEST = 0.5  # percent: a single day must be seen
_MOST_TICKS = 6
_LEAST_DAYS = 365

Look = Literal["in_force", "ended", "to_come", "gap"]


class Dated(Protocol):
    """Anything with half-open days."""

    @property
    def since(self) -> date:
        """Return the first day."""

    @property
    def until(self) -> date:
        """Return the day after the last."""


Row = TypeVar("Row", bound=Dated)


@dataclass(frozen=True)
class Bar:
    """One stretch. ``begins`` and ``ends`` tell whether its ends lie within what is shown."""

    x: float
    width: float
    look: Look
    begins: bool
    ends: bool

    @property
    def end(self) -> float:
        """Return where it ends."""
        return round(self.x + self.width, 2)


@dataclass(frozen=True)
class Lane(Generic[Row]):
    """Rows that are about the same thing, in order of time, and their bars."""

    rows: tuple[Row, ...]
    bars: tuple[Bar, ...]

    @property
    def row(self) -> Row:
        """Return the last row, which names the lane."""
        return self.rows[-1]


@dataclass(frozen=True)
class Timeline(Generic[Row]):
    """Lanes in order of time. ``left_out``: how many lanes the tables alone tell."""

    lanes: tuple[Lane[Row], ...]
    day: float
    ticks: tuple[tuple[float, int], ...]
    left_out: int

    def has(self, look: Look) -> bool:
        """Tell whether some bar looks so, to be explained in the legend."""
        return any(bar.look == look for lane in self.lanes for bar in lane.bars)


@dataclass(frozen=True)
class _Scale:
    first: date
    days: int

    def place(self, day: date) -> float:
        passed = (day - self.first).days / self.days
        return round(100 * min(max(passed, 0.0), 1.0), 2)


def timeline(
    rows: Iterable[Row],
    as_of: date,
    lane: Callable[[Row], Hashable],
    gap: Callable[[Row], bool] = lambda _: False,
) -> Timeline[Row]:
    """Lay rows out: those of one ``lane`` beside each other; ``gap``: in the row there is nobody.

    Of more than ``MOST`` lanes those that reach the furthest are shown.
    """
    by_lane: defaultdict[Hashable, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.since, row.until)):
        by_lane[lane(row)].append(row)
    groups = list(by_lane.values())
    kept = sorted(groups, key=lambda group: (group[-1].until, group[-1].since))[-MOST:]
    shown = [group for group in groups if group in kept]
    scale = _scale([row for group in shown for row in group], as_of)

    def bar(row: Row) -> Bar:
        look: Look = "gap" if gap(row) else standing(row.since, row.until, as_of)
        start, end = scale.place(row.since), scale.place(row.until)
        width = round(max(end - start, _THINNEST), 2)
        return Bar(start, width, look, row.since > OPEN_START, row.until < OPEN_END)

    lanes = [Lane(tuple(group), tuple(bar(row) for row in group)) for group in shown]
    return Timeline(tuple(lanes), scale.place(as_of), _ticks(scale), len(groups) - len(lanes))


def answered_timeline(rows: Sequence[Answered], as_of: date) -> Timeline[Answered]:
    """Lay out who answered for something: a lane a holder and kind, and one a duty unfulfilled."""

    def lane(row: Answered) -> tuple[str, str | None]:
        return (row.holder.id, row.kind) if row.holder else ("", row.policy_row)

    return timeline(rows, as_of, lane, lambda row: row.holder is None)


def _scale(rows: Sequence[Dated], as_of: date) -> _Scale:
    """Return the days from the first to the last that is told, with some room on either side."""
    told = [as_of, *(day for row in rows for day in (row.since, row.until))]
    told = [day for day in told if OPEN_START < day < OPEN_END]
    first, last = min(told), max(told)
    days = max((last - first).days, _LEAST_DAYS)
    room = max(int(days * _ROOM), 1)
    return _Scale(first - timedelta(days=room), days + 2 * room)


def _ticks(scale: _Scale) -> tuple[tuple[float, int], ...]:
    """Return where years begin: every one, or every second, fifth, … when there are many."""
    last = scale.first + timedelta(days=scale.days)
    years = range(scale.first.year + 1, last.year + 1)
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 500) if len(years) <= s * _MOST_TICKS)
    return tuple((scale.place(date(year, 1, 1)), year) for year in years if year % step == 0)
