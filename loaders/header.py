"""Finds the header of a table: under titles, of one row or of several, with merged cells or not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from graphapp.model.text import normal
from loaders.kinds import header_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from loaders.kinds import Kind
    from loaders.reading import Grid, Merge

_SEARCHED = 40  # rows: titles above a header are few
_DEEP = 3
_ENOUGH = 2


@dataclass(frozen=True)
class Header:
    """Where the header stands and what it says; ``rows`` are positions in the grid.

    ``shown`` is what messages call each column, ``keys`` the spellings under which it may be known.
    """

    rows: range
    shown: tuple[str, ...]
    keys: tuple[tuple[str, ...], ...]


def ranker(kinds: Sequence[Kind]) -> Callable[[Iterable[Sequence[str]]], int]:
    """Return what tells how much of some rows is a header of one of the kinds."""

    def rank(rows: Iterable[Sequence[str]]) -> int:
        return max((_score(kinds, _keys([row])) for row in rows), default=0)

    return rank


def find_header(grid: Grid, kinds: Sequence[Kind]) -> Header:
    """Return the header: the first row that knows two columns of a kind, else the best.

    Rows that start together are taken as one header where they know more columns than the first
    alone, or where cells of the first are merged with those below.
    """
    scores = [_score(kinds, _keys([cells])) for _, cells in grid.rows[:_SEARCHED]]
    best = max(scores, default=0)
    start = next(i for i, score in enumerate(scores) if score >= min(best, _ENOUGH))
    return max(_candidates(grid, start), key=lambda header: _score(kinds, header.keys))


def _candidates(grid: Grid, start: int) -> list[Header]:
    """Return the headers that hold a row: alone first, with rows above and below after."""
    spans = [
        range(first, first + deep)
        for deep in range(1, _DEEP + 1)
        for first in range(max(0, start - deep + 1), start + 1)
        if first + deep <= len(grid.rows) and _together(grid, range(first, first + deep))
    ]
    forced = max((_merged_depth(grid, span) for span in spans if span[0] == start), default=1)
    deep_enough = [span for span in spans if span[0] < start or len(span) >= forced]
    return [_header(grid, span) for span in (deep_enough or spans)]


def _together(grid: Grid, span: range) -> bool:
    numbers = [grid.rows[i][0] for i in span]
    return numbers[-1] - numbers[0] == len(numbers) - 1


def _merged_depth(grid: Grid, span: range) -> int:
    """Return over how many rows the cells of the first row are merged downward."""
    number = grid.rows[span[0]][0]
    depths = [m.last_row - number + 1 for m in grid.merged if m.first_row == number]
    return min(max(depths, default=1), _DEEP)


def _header(grid: Grid, span: range) -> Header:
    rows = [grid.rows[i] for i in span]
    levels = [_spread(number, cells, rows, grid.merged) for number, cells in rows]
    wide = max(len(level) for level in levels)
    columns = [
        [normal(level[j]) if j < len(level) else "" for level in levels] for j in range(wide)
    ]
    while columns and not any(columns[-1]):
        columns.pop()
    paths = [_path(column) for column in columns]
    shown = tuple(" – ".join(path) for path in paths)
    return Header(span, shown, tuple(_spellings(path) for path in paths))


def _spread(
    number: int,
    cells: Sequence[str],
    rows: Sequence[tuple[int, list[str]]],
    merged: Sequence[Merge],
) -> list[str]:
    """Write merged cells into all they cover; without merges a parent goes on over its children."""
    filled = list(cells)
    ours = [m for m in merged if m.first_row == number and m.first_column < len(filled)]
    for merge in ours:
        for j in range(merge.first_column, min(merge.last_column + 1, len(filled))):
            filled[j] = filled[merge.first_column]
    if not ours and number != rows[-1][0]:
        below = next(cells for other, cells in rows if other > number)
        for j in range(1, len(filled)):
            if not filled[j].strip() and j < len(below) and below[j].strip():
                filled[j] = filled[j - 1]
    return filled


def _path(column: Sequence[str]) -> list[str]:
    """Return the texts over a column from the top, each once."""
    path: list[str] = []
    for text in column:
        if text and text not in path:
            path.append(text)
    return path


def _spellings(path: Sequence[str]) -> tuple[str, ...]:
    """Return the keys under which a column may be known: with its parents first, then alone."""
    if not path:
        return ()
    said = [" ".join(path), " ".join(reversed(path)), *_pairs(path), path[-1]]
    keys = [key for text in said for key in _plain_and_bare(text)]
    return tuple(dict.fromkeys(key for key in keys if key))


def _pairs(path: Sequence[str]) -> list[str]:
    if len(path) <= _ENOUGH:
        return []
    return [f"{path[-2]} {path[-1]}", f"{path[-1]} {path[-2]}"]


@lru_cache(4096)
def _plain_and_bare(text: str) -> tuple[str, str]:
    """Return the key of a header and the key without what is in brackets at its end."""
    bare = text.rstrip(" *:.").removesuffix(")").rpartition("(")[0] if ")" in text[-3:] else text
    return header_key(text), header_key(bare)


def _keys(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(_plain_and_bare(normal(cell)) for cell in rows[0])


def _score(kinds: Sequence[Kind], keys: Sequence[Sequence[str]]) -> int:
    """Return how many columns of the best kind are known."""
    return max(len(known_columns(kind, keys)) for kind in kinds)


def known_columns(kind: Kind, keys: Sequence[Sequence[str]]) -> set[str]:
    """Return the columns of a kind among some headers."""
    by_name = kind.by_name
    return {by_name[key].key for column in keys for key in column if key in by_name}
