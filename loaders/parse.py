"""Turns the cells of a row into typed values, as the model declares each column."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from graphapp.model.interval import OPEN_END, OPEN_START, end_from_edge, start_from_edge
from graphapp.model.kinds import ValueType
from graphapp.model.text import fold, normal
from loaders.rows import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graphapp.model.kinds import Property
    from loaders.problems import Problems
    from loaders.rows import FileTable, RawFile, Value

_DAY_FIRST = re.compile(r"(\d\d)/(\d\d)/(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_INTEGER = re.compile(r"\d{1,15}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,15}(?:[.,]\d{1,15})?", re.ASCII)
_YEARS = range(1800, 2201)
_YES = frozenset({"co", "x", "true", "yes", "1", "dung"})
_NO = frozenset({"khong", "false", "no", "0", "sai"})


class CellError(ValueError):
    """A cell cannot be read; ``remedy`` is a message id with values. Ends as a place."""

    def __init__(self, remedy: str, **values: object) -> None:
        super().__init__(remedy)
        self.remedy = remedy
        self.values = values


def parse(raw: RawFile, table: FileTable, problems: Problems) -> Iterator[Row]:
    """Yield every row; a cell that cannot be read is told and is no key of the row's values."""
    readers = [(i, column, _Reader(column.declared)) for i, _, column in table.columns]
    for number, cells in raw.rows:
        row = Row(table, number, cells)
        for i, column, reader in readers:
            try:
                value = reader.read(cells[i])
            except CellError as error:
                problems.in_row(row, column.key, error.remedy, **error.values)
                continue
            if column.required and not cells[i].strip():
                problems.in_row(row, column.key, "load.blank_cell")
                continue
            row.values[column.key] = value
        yield row


class _Reader:
    """Reads the cells of one column, each distinct text once."""

    def __init__(self, declared: Property) -> None:
        self._read = _by_choice(declared) if declared.choices else _READERS[declared.type]
        self._edge = {"since": _start, "until": _end}.get(declared.name, _plain)
        self._boolean = declared.type is ValueType.BOOLEAN
        self._known: dict[str, Value] = {}

    def read(self, cell: str) -> Value:
        """Return the value of a cell; raises CellError."""
        if cell in self._known:
            return self._known[cell]
        text = normal(cell)
        if not text.isprintable():
            raise CellError("load.invisible_characters")
        value = self._edge(self._read(text) if text else self._blank())
        self._known[cell] = value
        return value

    def _blank(self) -> Value:
        return False if self._boolean else None


def parse_date(text: str) -> date:
    """Return a date written dd/mm/yyyy or ISO; raises CellError."""
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    elif match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    else:
        raise CellError("load.not_a_date")
    try:
        value = date(year, month, day)
    except ValueError:
        raise CellError("load.no_such_day") from None
    if year not in _YEARS and value not in (OPEN_START, OPEN_END):
        raise CellError("load.year_out_of_range", first=str(_YEARS[0]), last=str(_YEARS[-1]))
    return value


def _integer(text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise CellError("load.not_an_integer")
    return int(text)


def _number(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise CellError("load.not_a_number")
    return float(text.replace(",", "."))


def _boolean(text: str) -> bool:
    folded = fold(text)
    if folded in _YES | _NO:
        return folded in _YES
    raise CellError("load.not_yes_or_no")


def _by_choice(declared: Property) -> Callable[[str], str]:
    known = {
        fold(name): choice.value
        for choice in declared.choices
        for name in (choice.value, choice.vi, choice.en, *choice.aliases)
    }
    allowed = ", ".join(f"{choice.vi} ({choice.en})" for choice in declared.choices)

    def read(text: str) -> str:
        try:
            return known[fold(text)]
        except KeyError:
            raise CellError("load.not_a_choice", allowed=allowed) from None

    return read


def _start(value: Value) -> Value:
    return start_from_edge(value if isinstance(value, date) else None)


def _end(value: Value) -> Value:
    return end_from_edge(value if isinstance(value, date) else None)


def _plain(value: Value) -> Value:
    return value


_READERS: dict[ValueType, Callable[[str], Value]] = {
    ValueType.TEXT: _plain,
    ValueType.INTEGER: _integer,
    ValueType.NUMBER: _number,
    ValueType.DATE: parse_date,
    ValueType.BOOLEAN: _boolean,
}
