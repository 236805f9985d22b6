"""Reads a policy that somebody hands in, CSV or XLSX, with headers in either language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphapp.errors import InputError, Place
from graphapp.model.policy import (
    COLUMNS,
    Column,
    Policy,
    bad_cells,
    canonical,
    column_named,
    policy_of_good_cells,
)
from loaders.problems import Problems
from loaders.reading import ReadingLimits, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from loaders.reading import Grid

_ENOUGH = 3
_SEARCHED = 40  # rows: titles above a header are few


@dataclass(frozen=True)
class PolicyFile:
    """A policy as it was read; ``numbers``: in which row of the file each key stands."""

    policy: Policy
    numbers: Mapping[str, int]


def read_policy_file(path: Path, name: str, limits: ReadingLimits) -> PolicyFile:
    """Read a policy; the sheet whose header knows most of its columns is the one.

    Raises InputError that names every bad place.
    """
    problems = Problems()
    grids = read(path, name, problems, limits, _rank)
    if problems:
        raise InputError("error.policy", tuple(problems.places), path=name)
    grid = max(grids, key=lambda grid: _rank(_head(grid)), default=None)
    if grid is None or _rank(_head(grid)) < _ENOUGH:
        raise _refused(name, [_missing(name, [c.vi for c in COLUMNS], [c.en for c in COLUMNS])])
    return _policy(grid, name)


def _policy(grid: Grid, name: str) -> PolicyFile:
    start = max(range(len(_head(grid))), key=lambda i: _rank([grid.rows[i][1]]))
    header = grid.rows[start][1]
    known = {i: column for i, text in enumerate(header) if (column := column_named(text))}
    lacking = [c for c in COLUMNS if c not in known.values() and c.required]
    if lacking:
        raise _refused(name, [_missing(name, [c.vi for c in lacking], [c.en for c in lacking])])
    shown = {column.name: header[i].strip() for i, column in known.items()}
    rows = [(number, _cells(cells, known)) for number, cells in grid.rows[start + 1 :]]
    places = [
        replace(place, file=name, sheet=grid.sheet, row=number, column=shown.get(str(place.column)))
        for number, row in rows
        for place in bad_cells(row)
    ]
    if places or not rows:
        raise _refused(name, places or [Place(name, remedy="policy.bad.empty")])
    policy = policy_of_good_cells([row for _, row in rows])
    return PolicyFile(policy, {row["key"]: number for number, row in rows})


def _cells(cells: Sequence[str], known: Mapping[int, Column]) -> dict[str, str]:
    named = {column.name: cells[i] for i, column in known.items() if i < len(cells)}
    return canonical(named)


def _head(grid: Grid) -> list[list[str]]:
    return [cells for _, cells in grid.rows[:_SEARCHED]]


def _rank(rows: Iterable[Sequence[str]]) -> int:
    """Return how many columns of a policy the row knows that knows most."""
    return max((len(set(_known(cells))) for cells in rows), default=0)


def _known(cells: Sequence[str]) -> Iterator[str]:
    for text in cells:
        column = column_named(text)
        if column is not None:
            yield column.name


def _missing(name: str, vi: Sequence[str], en: Sequence[str]) -> Place:
    values = (("columns_vi", ", ".join(vi)), ("columns_en", ", ".join(en)))
    return Place(name, remedy="policy.bad.header", values=values)


def _refused(name: str, places: Sequence[Place]) -> InputError:
    return InputError("error.policy", tuple(places), path=name)
