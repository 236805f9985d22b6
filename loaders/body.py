"""What stands under a header and is no data: repeated headers, sections, totals, signatures.

Such a row is left out only where it cannot be data (a column that every row must fill is blank in
it), and each one is told. What may be either is refused.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from graphapp.model.text import normal
from loaders.chaff import is_numbers, is_section, is_signature, is_total, is_vacant, may_sum
from loaders.kinds import header_key
from loaders.parse import is_code, says_nothing
from loaders.recognise import numbering

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.kinds import Kind
    from loaders.problems import Problems
    from loaders.reading import Grid
    from loaders.rows import FileTable, RawFile

    Filled = list[tuple[int, str]]

_HOLDERS = ("person", "person_name", "group")
_MOSTLY = 2
_DIGIT = re.compile("[0-9]")


def data_of(
    raw: RawFile, grid: Grid, table: FileTable, kinds: Sequence[Kind], problems: Problems
) -> RawFile:
    """Return a table with the rows alone that are data; what else there is is told or refused."""
    body = _Body(raw, grid, table, kinds, problems)
    body.look_above()
    rows: list[tuple[int, list[str]]] = []
    ragged: list[list[str]] = []
    for number, cells in raw.rows:
        if not body.is_data(number, cells):
            continue
        fitted = body.fitted(number, cells)
        if fitted is None:
            ragged.append(cells)
        else:
            rows.append((number, fitted))
    body.look_beside(rows)
    return replace(raw, rows=tuple(rows), ragged=tuple(ragged))


class _Body:
    def __init__(
        self, raw: RawFile, grid: Grid, table: FileTable, kinds: Sequence[Kind], problems: Problems
    ) -> None:
        self._raw = raw
        self._grid = grid
        self._problems = problems
        self._width = len(raw.header)
        self._numbering = numbering(raw)
        self._read = {i for i, _, _ in table.columns}
        self._needed = _needed(table)
        self._codes = {i for i, _, column in table.columns if is_code(column)}
        self._probe = min(i for group in self._needed for i in group)
        self._first = min((i for i in range(self._width) if i not in self._numbering), default=0)
        self._holders = [table.places[key][0] for key in _HOLDERS if key in table.places]
        self._levels = [set(keys) for keys in raw.keys]
        self._names = {key for kind in kinds for key in kind.by_name}
        self._wide = {
            (m.first_row, m.first_column) for m in grid.merged if m.last_column > m.first_column
        }
        self._signed = False
        self._start = raw.rows[0][0] if raw.rows else 0

    def is_data(self, number: int, cells: Sequence[str]) -> bool:
        """Tell whether a row is data (or may be, and will be refused); tells what is left out."""
        lacking = self._lacks(cells)
        probe = cells[self._probe]
        if lacking or number == self._start or not _has_digit(probe) or may_sum(probe):
            reason = self._reason(number, cells, lacking=lacking)
            if reason is not None:
                return self._left_out(number, cells, reason)
        if self._vacant(cells):
            return self._left_out(number, cells, "reading.vacant")
        if self._signed:
            self._refuse(number, "reading.row_after_signature")
            return False
        return True

    def fitted(self, number: int, cells: list[str]) -> list[str] | None:
        """Return a row as wide as the header; None when it is refused for its width."""
        found = len(cells)
        while found > self._width and not cells[found - 1].strip():
            found -= 1
        if found == self._width:
            return cells if len(cells) == found else cells[:found]
        if self._grid.ragged_ok:
            return (cells + [""] * (self._width - len(cells)))[: self._width]
        self._problems.in_file(
            self._raw.name, "load.ragged_row", row=number, sheet=self._raw.sheet, found=found,
            expected=self._width,
        )  # fmt: skip
        return None

    def look_above(self) -> None:
        """Tell the rows above the header; refuse what looks like data there."""
        above = [row for row in self._grid.rows if row[0] < self._raw.rows[0][0]]
        titles = [row for row in above if not self._is_header(row[1])]
        for number, cells in titles:
            if not self._lacks(cells) and _has_digit(cells[self._probe]):
                self._refuse(number, "reading.row_above_header")
        top = [number for number, _ in titles if number < self._raw.header_row]
        if top:
            self._problems.remark_in_file(
                self._raw.source, "reading.titles", row=top[0], first=str(top[0]), last=str(top[-1])
            )

    def look_beside(self, rows: Sequence[tuple[int, list[str]]]) -> None:
        """Tell the columns that hold something under a blank header, or beside the table."""
        blank = [i for i, keys in enumerate(self._raw.keys) if not keys]
        for i in blank:
            self._tell_column(i, next((n for n, cells in rows if cells[i].strip()), None))
        if self._grid.ragged_ok:
            beside = (
                (n, i)
                for n, cells in self._raw.rows
                for i in range(self._width, len(cells))
                if cells[i].strip()
            )
            number, i = next(beside, (None, 0))
            self._tell_column(i, number)

    def _tell_column(self, i: int, number: int | None) -> None:
        if number is not None:
            self._problems.remark_in_file(
                self._raw.source, "reading.column_without_header", row=number, letter=letter_of(i)
            )

    def _lacks(self, cells: Sequence[str]) -> bool:
        """Tell whether something is blank that no row of data may leave so."""
        wide = len(cells)
        for group in self._needed:
            for i in group:
                if i < wide and cells[i] and not cells[i].isspace():
                    break
            else:
                return True
        return False

    def _reason(self, number: int, cells: Sequence[str], *, lacking: bool) -> str | None:
        """Return why a row is no data, as a message id; None: it is, or may be."""
        if number == self._start and is_numbers([cell for cell in cells if cell.strip()]):
            return "reading.numbers_of_columns"
        if self._is_header(cells):
            return "reading.repeated_header"
        filled = [(i, normal(c)) for i, c in enumerate(cells) if not says_nothing(normal(c))]
        told = [(i, text) for i, text in filled if i not in self._numbering]
        if self._is_total(told, lacking=lacking) or self._is_total(filled, lacking=lacking):
            return "reading.total"
        if lacking:
            return self._beyond_data(number, filled, told)
        if is_signature([text for _, text in told]):
            self._signed = True
            return "reading.signature"
        return None

    def _is_total(self, filled: Filled, *, lacking: bool) -> bool:
        """Tell whether a row sums up: it lacks something, or has words where a code should be."""
        codes = [text for i, text in filled if i in self._codes]
        if not lacking and (not codes or filled[0][1] != codes[0]):
            return False
        return is_total([text for _, text in filled], codes)

    def _beyond_data(self, number: int, filled: Filled, told: Filled) -> str | None:
        if not told:
            text = filled[0][1] if filled else ""
            is_title = is_section(text, text) and len(filled) == 1
            return "reading.section" if is_title else "reading.only_numbered"
        if self._signed or is_signature([text for _, text in told]):
            self._signed = True
            return "reading.signature"
        at, text = told[0]
        heads = at == self._first or at not in self._read or (number, at) in self._wide
        ordinal = next((text for i, text in filled if i in self._numbering), "")
        if len(told) == 1 and heads and is_section(text, ordinal):
            return "reading.section"
        return None

    def _is_header(self, cells: Sequence[str]) -> bool:
        """Tell whether a row repeats the header; refuses another table's header on the sheet."""
        keys = [(i, header_key(cell)) for i, cell in enumerate(cells) if cell.strip()]
        ours = sum(1 for i, key in keys if i < self._width and key in self._levels[i])
        if ours * _MOSTLY > len(keys):
            return True
        known = sum(1 for _, key in keys if key in self._names)
        return known > _MOSTLY and known * _MOSTLY > len(keys)

    def _vacant(self, cells: Sequence[str]) -> bool:
        wide = len(cells)
        found = False
        for i in self._holders:
            cell = cells[i] if i < wide else ""
            if cell and not cell.isspace():
                if not is_vacant(cell):
                    return False
                found = True
        return found

    def _left_out(self, number: int, cells: Sequence[str], reason: str) -> bool:
        shown = next((normal(cell) for cell in cells if cell.strip()), None)
        if reason == "reading.repeated_header" and not self._ours(cells):
            self._refuse(number, "reading.second_header")
        else:
            self._problems.remark_in_file(self._raw.source, reason, row=number, value=shown)
        return False

    def _ours(self, cells: Sequence[str]) -> bool:
        keys = [(i, header_key(cell)) for i, cell in enumerate(cells) if cell.strip()]
        ours = sum(1 for i, key in keys if i < self._width and key in self._levels[i])
        return ours * _MOSTLY > len(keys)

    def _refuse(self, number: int, remedy: str) -> None:
        self._problems.in_file(self._raw.name, remedy, row=number, sheet=self._raw.sheet)


def _needed(table: FileTable) -> list[list[int]]:
    """Return the columns that a row of data fills: of each group at least one."""
    lone = [[i] for i, _, column in table.columns if column.required]
    groups = [[table.places[key][0] for key in g if key in table.places] for g in table.kind.one_of]
    return lone + groups


def _has_digit(text: str) -> bool:
    return _DIGIT.search(text) is not None


def letter_of(column: int) -> str:
    """Return the letter by which a spreadsheet knows a column; columns count from 0."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
