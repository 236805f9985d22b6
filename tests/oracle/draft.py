"""A random organisation while it is being drawn: its rows by file, and the dice."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

from tests.oracle.facts import DAY, OPEN_END, OPEN_START, Life
from tests.oracle.policy import REFORM

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hypothesis.strategies import DrawFn

T = TypeVar("T")
Cells = dict[str, str]

DAYS = (
    date(2024, 1, 1),
    date(2024, 9, 1),
    date(2025, 3, 1),
    date(2025, 6, 1),
    REFORM,
    date(2025, 8, 1),
    date(2025, 9, 10),
    date(2025, 10, 1),
    date(2025, 12, 31),
    date(2026, 3, 1),
    date(2026, 7, 1),
)


@dataclass(frozen=True)
class Sample:
    """An organisation as files, and days on which to ask about it."""

    files: dict[str, list[Cells]]
    days: tuple[date, ...]

    def write(self, folder: Path) -> list[Path]:
        """Write the CSV files into a folder and return their paths."""
        return [_write(folder / f"{name}.csv", rows) for name, rows in self.files.items()]


def _write(path: Path, rows: list[Cells]) -> Path:
    headers = list(dict.fromkeys(header for row in rows for header in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headers, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


class Draft:
    """Draws and keeps rows. Draws shrink to the first option, to False and to the least."""

    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw
        self.files: dict[str, list[Cells]] = {}
        self.bounds: set[date] = {REFORM}

    def one(self, options: Sequence[T]) -> T:
        """Draw one of several."""
        return self.draw(st.sampled_from(options))

    def chance(self, percent: int) -> bool:
        """Draw a yes in so many of a hundred cases."""
        return self.draw(st.integers(0, 99)) >= 100 - percent

    def count(self, least: int, most: int) -> int:
        """Draw a number."""
        return self.draw(st.integers(least, most))

    def draw_some(self, options: Sequence[T], least: int, most: int) -> list[T]:
        """Draw several different ones, in any order."""
        left = list(options)
        return [left.pop(self.count(0, len(left) - 1)) for _ in range(self.count(least, most))]

    def life(self, inside: Life, *, lasting: int = 50) -> Life:
        """Draw a dated start inside a life, and an end: in ``lasting`` of 100 cases the life's."""
        starts = [day for day in DAYS if inside.holds(day)] or [inside.until - DAY]
        if inside.since != OPEN_START:
            starts.insert(0, inside.since)
        since = self.one(starts)
        ends = [day for day in DAYS if since < day < inside.until]
        if not ends or self.chance(lasting):
            return Life(since, inside.until)
        return Life(since, self.one(ends))

    def add(
        self, file: str, cells: Cells, life: Life | None = None, *, open_end: bool = False
    ) -> None:
        """Add a row; ``open_end`` leaves the last day blank although there is one."""
        dates = {} if life is None else self.dates(life, open_end=open_end)
        self.files.setdefault(file, []).append(cells | dates)

    def dates(
        self,
        life: Life,
        first: str = "Từ ngày",
        last: str = "Đến ngày",
        *,
        open_end: bool = False,
    ) -> Cells:
        """Return the cells of a life and remember its bounds."""
        self.bounds.update(set(life) - {OPEN_START, OPEN_END})
        blank_end = open_end or life.until == OPEN_END
        return {
            first: "" if life.since == OPEN_START else self._written(life.since),
            last: "" if blank_end else self._written(life.until - DAY),
        }

    def _written(self, day: date) -> str:
        return day.isoformat() if self.chance(20) else day.strftime("%d/%m/%Y")

    def sample(self) -> Sample:
        """Return what was drawn, with days on and beside the bounds of its facts."""
        near = sorted({day + step * DAY for day in self.bounds for step in (-1, 0, 1)})
        drawn = [self.one(near) for _ in range(2)]
        days = (self.one((REFORM, REFORM - DAY)), *drawn, self.one(DAYS[5:]))
        return Sample(self.files, tuple(dict.fromkeys(days)))
