"""Draws a trend: n on top, N below it, over the same months; lines, text and links, no script.

Two scales beside each other would let a line of 3 look like one of 300: each has its own strip,
with its own zero. Where nothing is asked n has no line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphapp.domain.gap_days import TrendPoint

WIDTH, LEFT, RIGHT = 760, 64, 16
TOP, TALL, BETWEEN, LOW = 24, 180, 42, 60
BOTTOM = 26
HEIGHT = TOP + TALL + BETWEEN + LOW + BOTTOM
_STEPS = (1, 2, 5)
_LINES = 4
_ROOM = 26  # between the names of two years, at least
Run = Sequence[tuple[date, int]]
"""Days one after the other, with a number each."""


@dataclass(frozen=True)
class Tick:
    """A line across a strip, or a year below; ``label`` as it is written."""

    place: float
    label: float


@dataclass(frozen=True)
class Dot:
    """A point of the upper line, with the point that it stands for."""

    x: float
    y: float
    point: TrendPoint


@dataclass(frozen=True)
class Strip:
    """Lines over the months, from ``top`` down to ``foot``, with their scale."""

    top: float
    foot: float
    lines: tuple[str, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True)
class TrendDrawing:
    """The whole picture."""

    upper: Strip
    lower: Strip
    dots: tuple[Dot, ...]
    years: tuple[Tick, ...]
    marked: float | None
    """Where the day that is marked stands, if the months reach over it."""

    width = WIDTH
    height = HEIGHT
    left = LEFT
    right = WIDTH - RIGHT


def draw_trend(points: Sequence[TrendPoint], marked: date) -> TrendDrawing | None:
    """Draw at least two points; None for fewer. ``marked``: a day to be seen in the picture."""
    if len(points) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    across = _Across(points[0].day, points[-1].day)
    runs = [[*run] for asked, run in groupby(points, key=lambda point: point.of > 0) if asked]
    upper = _strip([[(p.day, p.n) for p in run] for run in runs], across, TOP, TALL)
    lower = _strip([[(p.day, p.of) for p in points]], across, TOP + TALL + BETWEEN, LOW)
    most = upper.ticks[-1].label
    asked = [point for point in points if point.of]
    dots = tuple(Dot(across.at(p.day), _down(p.n, most, TOP, TALL), p) for p in asked)
    inside = points[0].day < marked <= points[-1].day
    return TrendDrawing(
        upper, lower, dots, tuple(_years(across)), across.at(marked) if inside else None
    )


@dataclass(frozen=True)
class _Across:
    """Where days stand from left to right."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Return where a day stands."""
        share = (day - self.first).days / (self.last - self.first).days
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _strip(runs: Sequence[Run], across: _Across, top: float, tall: float) -> Strip:
    largest = max((value for run in runs for _, value in run), default=0)
    step = _step(largest, _LINES if tall == TALL else 1)
    most = step * max(1, -(-largest // step))
    ticks = (Tick(_down(each, most, top, tall), each) for each in range(0, most + 1, step))
    lines = (
        " ".join(f"{across.at(day)},{_down(value, most, top, tall)}" for day, value in run)
        for run in runs
    )
    return Strip(top, top + tall, tuple(lines), tuple(ticks))


def _step(most: int, lines: int) -> int:
    """Return a round number of which so many, or fewer, reach over the most."""
    power = 1
    while True:
        for each in _STEPS:
            if each * power * lines >= most:
                return each * power
        power *= 10


def _down(value: float, most: float, top: float, tall: float) -> float:
    return round(top + tall * (1 - value / most), 1)


def _years(across: _Across) -> Iterator[Tick]:
    """Yield the first days of years, as many as have room for their names."""
    last = -float(WIDTH)
    for year in range(across.first.year + 1, across.last.year + 1):
        place = across.at(date(year, 1, 1))
        if place - last >= _ROOM:
            last = place
            yield Tick(place, year)
