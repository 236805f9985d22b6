"""From a file to tables of known kinds: its sheets, their headers, the rows under them."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from loaders.body import data_of
from loaders.header import Header, find_header, ranker
from loaders.own_remarks import without_own_remarks
from loaders.reading import read
from loaders.reading.legacy import LOST, named, suspect
from loaders.recognise import is_near, is_ours, recognise
from loaders.rows import RawFile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from loaders.kinds import Kind
    from loaders.problems import Problems
    from loaders.reading import Grid, ReadingLimits
    from loaders.rows import FileTable

    Table = tuple[RawFile | None, FileTable | None]

_SUSPECTS = 20_000


def read_tables(
    path: Path, name: str, kinds: Sequence[Kind], limits: ReadingLimits, problems: Problems
) -> list[Table]:
    """Return the tables of a file; a file or sheet that is refused has no kind, its places told."""
    grids = read(path, name, problems, limits, ranker(kinds))
    for grid in grids:
        for told in grid.told:
            source = (name, told.sheet)
            problems.remark_in_file(source, told.message, row=told.row, count=told.count)
    headed = (without_own_remarks(grid, find_header(grid, kinds)) for grid in grids)
    found = [(grid, _raw(grid, header)) for grid, header in headed]
    kept = [pair for pair in found if _is_meant(*pair, found, kinds, problems)]
    tables = [_table(grid, raw, kinds, problems) for grid, raw in kept]
    return tables or [(None, None)]


def _is_meant(
    grid: Grid, raw: RawFile, found: Sequence[tuple[Grid, RawFile]], kinds: Sequence[Kind],
    problems: Problems,
) -> bool:  # fmt: skip
    """Tell whether a sheet is to be read: beside one of ours, a sheet of something else is not."""
    others = [other for _, other in found if other is not raw and other.rows]
    if not any(is_ours(other, kinds) for other in others):
        return True
    if not raw.rows and is_ours(raw, kinds):
        problems.remark_in_file(raw.source, "reading.sheet_without_rows")
        return False
    if is_ours(raw, kinds) or is_near(raw, kinds) or _other_code(grid) is not None:
        return True
    problems.remark_in_file(raw.source, "reading.sheet_not_read")
    return False


def _table(grid: Grid, raw: RawFile, kinds: Sequence[Kind], problems: Problems) -> Table:
    if not raw.rows:
        row = raw.header_row
        problems.in_file(raw.name, "load.header_only", row=row, sheet=raw.sheet)
        return raw, None
    if _in_other_code(grid, problems):
        return raw, None
    table = recognise(raw, kinds, problems)
    return raw if table is None else data_of(raw, grid, table, kinds, problems), table


def _raw(grid: Grid, header: Header) -> RawFile:
    rows = grid.rows[header.rows.stop :]
    last = grid.rows[header.rows[-1]][0]
    types = dict(grid.types)
    _repeat_merged(grid, dict(rows), types)
    return RawFile(
        grid.name, grid.path, grid.sha256, header.shown, tuple(rows), (), grid.sheet, last,
        header.keys, types,
    )  # fmt: skip


def _repeat_merged(grid: Grid, rows: dict[int, list[str]], types: dict[int, str]) -> None:
    """Write the value of cells merged downward into each of their rows."""
    for merge in grid.merged:
        column = merge.first_column
        top = rows.get(merge.first_row)
        if top is None or column >= len(top) or not top[column]:
            continue
        kind = types.get(merge.first_row, "s" * len(top))[column]
        for number in range(merge.first_row + 1, merge.last_row + 1):
            cells = rows.get(number)
            if cells is not None and column < len(cells) and not cells[column]:
                cells[column] = top[column]
                letters = types.get(number, "s" * len(cells))
                types[number] = letters[:column] + kind + letters[column + 1 :]


def _in_other_code(grid: Grid, problems: Problems) -> bool:
    """Refuse a table whose letters are not Unicode, by the name of what they are."""
    found = _other_code(grid)
    if found is None:
        return False
    encoding, number, value = found
    remedy = "reading.lost_letters" if encoding == LOST else "reading.not_unicode"
    problems.in_file(
        grid.name, remedy, row=number, value=value, sheet=grid.sheet, encoding=encoding
    )
    return True


def _other_code(grid: Grid) -> tuple[str, int, str] | None:
    """Return in what a table is written that is not Unicode, and the first cell that shows it."""
    odd = [(n, cell) for n, cells in grid.rows if suspect("\n".join(cells)) for cell in cells]
    odd = odd[:_SUSPECTS]
    encoding = named(cell for _, cell in odd) if odd else None
    if encoding is None:
        return None
    certain = ((n, cell) for n, cell in odd if named([cell]) is not None)
    likely = ((n, cell) for n, cell in odd if suspect(cell))
    return encoding, *next(chain(certain, likely))
