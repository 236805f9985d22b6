"""Turns the cells of a row into typed values, as the model declares each column."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from graphapp.model.interval import OPEN_END, OPEN_START, end_from_edge, start_from_edge
from graphapp.model.kinds import ValueType
from graphapp.model.text import fold, normal
from loaders.problems import in_both
from loaders.reading.grid import BOOLEAN, DAY, ERROR, NUMBER, TEXT, UNCALCULATED
from loaders.rows import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graphapp.model.kinds import Property
    from loaders.kinds import Column
    from loaders.problems import Problems
    from loaders.rows import FileTable, RawFile, Value

_DAY_FIRST = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})(?: 0?0:00(?::00)?)?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_ISO_TIME = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d.*", re.ASCII)
_INTEGER = re.compile(
    r"\d{1,15}|[1-9]\d{0,2}(?:\.\d{3}){1,4}|[1-9]\d{0,2}(?: \d{3}){1,4}", re.ASCII
)
_EXACT = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?", re.ASCII)
_PLAIN = re.compile(r"-?\d{1,15}(?:[.,]\d{1,15})?", re.ASCII)
_EITHER = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_GROUPED = tuple(
    (re.compile(rf"-?[1-9]\d{{0,2}}(?:{groups})", re.ASCII), mark)
    for groups, mark in (
        (r"(?:\.\d{3}){2,4}|(?:\.\d{3}){1,4},\d{1,9}", "."),
        (r"(?:,\d{3}){2,4}|(?:,\d{3}){1,4}\.\d{1,9}", ","),
        (r"(?: \d{3}){1,4}(?:[.,]\d{1,9})?", " "),
    )
)
_DIGITS = re.compile(r"\d{1,15}", re.ASCII)
_EXPONENT = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.ASCII | re.IGNORECASE)
_POINT_ZERO = re.compile(r"(\d+)[.]0+", re.ASCII)
_BLANKS = frozenset({"-", "–", "—", "…", "khuyết", "vacant"})
_ERROR_CELLS = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!)"
)
_YEARS = range(1800, 2201)
_YES = frozenset({"co", "x", "true", "yes", "1", "dung"})
_NO = frozenset({"khong", "false", "no", "0", "sai"})
_CODES = frozenset({"code", "number"})


class CellError(ValueError):
    """A cell cannot be read; ``remedy`` is a message id with values. Ends as a place."""

    def __init__(self, remedy: str, **values: object) -> None:
        super().__init__(remedy)
        self.remedy = remedy
        self.values = values


def parse(raw: RawFile, table: FileTable, problems: Problems) -> Iterator[Row]:
    """Yield every row; a cell that cannot be read is told and is no key of the row's values."""
    readers = [(i, column, ColumnReader(column)) for i, _, column in table.columns]
    for number, cells in raw.rows:
        types = raw.types.get(number)
        row = Row(table, number, cells, types)
        for i, column, reader in readers:
            cell = cells[i]
            try:
                value = reader.read(cell, TEXT if types is None else types[i])
            except CellError as error:
                problems.in_row(row, column.key, error.remedy, **error.values)
                continue
            if column.required and cell in reader.blanks:
                problems.in_row(row, column.key, "load.blank_cell")
                continue
            row.values[column.key] = value
            if cell in reader.mended:
                problems.remark(row, column.key, "reading.code_without_point", code=value)
        yield row


class ColumnReader:
    """Reads the cells of one column, each distinct text of a type once.

    ``blanks``: what it met that says nothing. ``mended``: what it met that was no code as it stood.
    """

    def __init__(self, column: Column) -> None:
        declared = column.declared
        self._declared = declared
        self._is_code = is_code(column)
        self._choices = _by_choice(declared) if declared.choices else None
        self._edge = {"since": _start, "until": _end}.get(declared.name, _plain)
        self._known: dict[str, dict[str, Value]] = {}
        self.blanks: set[str] = set()
        self.mended: set[str] = set()

    def read(self, cell: str, kind: str = TEXT) -> Value:
        """Return the value of a cell; raises CellError."""
        known = self._known.get(kind)
        if known is None:
            known = self._known[kind] = {}
        elif cell in known:
            return known[cell]
        text = normal(cell)
        _refuse_what_says_nothing(text, kind)
        if says_nothing(text):
            self.blanks.add(cell)
            value = self._edge(False if self._declared.type is ValueType.BOOLEAN else None)
        else:
            value = self._edge(self._value(cell, text, kind))
        known[cell] = value
        return value

    def _value(self, cell: str, text: str, kind: str) -> Value:
        if self._choices is not None:
            return self._choices(text)
        if self._declared.type is ValueType.NUMBER:
            return _number_of(self._declared, text, kind)
        if not self._is_code:
            return _READERS[self._declared.type](text, kind)
        code = _code(text, kind)
        if code != text:
            self.mended.add(cell)
        return code


def is_code(column: Column) -> bool:
    """Tell whether the cells of a column are codes."""
    return bool(column.refers) or column.declared.name in _CODES or column.key == "target"


def _refuse_what_says_nothing(text: str, kind: str) -> None:
    if not text.isprintable():
        raise CellError("load.invisible_characters")
    if kind == ERROR or _ERROR_CELLS.fullmatch(text):
        raise CellError("reading.error_cell")
    if kind == UNCALCULATED:
        raise CellError("reading.formula_without_value")


def says_nothing(text: str) -> bool:
    """Tell whether a cell is blank, or says so: a dash, dots, (khuyết)."""
    bare = text.strip("() ").casefold()
    return not bare.strip(".") or bare in _BLANKS or not bare.strip("-")


def parse_date(text: str) -> date:
    """Return a date written dd/mm/yyyy or ISO; raises CellError."""
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    elif match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    else:
        raise CellError(_why_no_date(text))
    try:
        value = date(year, month, day)
    except ValueError:
        raise CellError("load.no_such_day") from None
    if year not in _YEARS and value not in (OPEN_START, OPEN_END):
        raise CellError("load.year_out_of_range", first=str(_YEARS[0]), last=str(_YEARS[-1]))
    return value


def _why_no_date(text: str) -> str:
    if _DIGITS.fullmatch(text) or _EXACT.fullmatch(text):
        return "reading.number_as_date"
    return "reading.time_of_day" if _ISO_TIME.fullmatch(text) else "load.not_a_date"


def _date(text: str, kind: str) -> date:
    if kind == NUMBER:
        raise CellError("reading.number_as_date")
    return parse_date(text)


def _text(text: str, kind: str) -> str:
    if kind == DAY:
        raise CellError("reading.date_as_text")
    if kind == BOOLEAN:
        raise CellError("reading.boolean_as_text")
    return text


def _code(text: str, kind: str) -> str:
    """Return a code: text, or a whole number that a spreadsheet has made of it."""
    if kind == NUMBER and not _DIGITS.fullmatch(text):
        raise CellError("reading.number_as_code")
    if kind == TEXT and _EXPONENT.fullmatch(text):
        raise CellError("reading.lost_digits")
    whole = _POINT_ZERO.fullmatch(text) if kind == TEXT else None
    return whole[1] if whole else _text(text, kind)


def _integer(text: str, _: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise CellError("load.not_an_integer")
    return int(text.replace(".", "").replace(" ", ""))


def _number(text: str) -> float:
    for grouped, mark in _GROUPED:
        if grouped.fullmatch(text):
            return float(text.replace(mark, "").replace(",", "."))
    if not _PLAIN.fullmatch(text):
        raise CellError("load.not_a_number")
    return float(text.replace(",", "."))


def _number_of(declared: Property, text: str, kind: str) -> float:
    """Return the one number that the text may say; of two readings (1.234) none is guessed.

    What the property allows tells: 106.771 is a longitude, never 106 thousand.
    """
    readings = _readings(text, kind)
    allowed = [number for number in readings if declared.allows(number)]
    if not allowed:
        raise CellError("reading.number_out_of_range", least=declared.least, most=declared.most)
    if len(allowed) > 1:
        raise CellError("reading.number_of_two_readings")
    return allowed[0]


def _readings(text: str, kind: str) -> tuple[float, ...]:
    if kind == NUMBER and _EXACT.fullmatch(text):
        return (float(text),)
    if not _EITHER.fullmatch(text):
        return (_number(text),)
    whole, part = re.split("[.,]", text)
    return float(f"{whole}.{part}"), float(whole + part)


def _boolean(text: str, _: str) -> bool:
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
    allowed = in_both("allowed", declared.choices)

    def read(text: str) -> str:
        try:
            return known[fold(text)]
        except KeyError:
            raise CellError("load.not_a_choice", **allowed) from None

    return read


def _start(value: Value) -> Value:
    return start_from_edge(value if isinstance(value, date) else None)


def _end(value: Value) -> Value:
    return end_from_edge(value if isinstance(value, date) else None)


def _plain(value: Value) -> Value:
    return value


_READERS: dict[ValueType, Callable[[str, str], Value]] = {
    ValueType.TEXT: _text,
    ValueType.INTEGER: _integer,
    ValueType.DATE: _date,
    ValueType.BOOLEAN: _boolean,
}
