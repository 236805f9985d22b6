"""Writes XLSX files row by row, in constant memory; nothing in a cell can act as a formula.

Texts stay texts: codes keep their zeros, a name that begins with ``=`` or ``http`` is a name. Dates
are date cells shown as dd/mm/yyyy. Rows go downwards; a row once written is gone from memory.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Literal

import xlsxwriter

Value = str | int | float | bool | date | None
Form = Literal["general", "text", "date"]
Paper = Literal["A3", "A4"]

_PAPERS: dict[Paper, int] = {"A3": 8, "A4": 9}
_TEXT = 49  # the number that the format of texts has in every workbook
_NUMBER_FORMATS: dict[Form, str | int] = {
    "general": "General",
    "text": _TEXT,
    "date": "dd/mm/yyyy",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FIRST_DAY = date(1900, 3, 1)  # before it Excel's calendar has a day that never was
_EXACT = 10**15  # a longer number loses its last figures in a spreadsheet
_LONGEST_TEXT = 16_000  # half of what a cell holds, as a letter may count twice
_LONGEST_NAME = 31
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}


MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""What a workbook is called on its way to a browser."""


@dataclass(frozen=True)
class Style:
    """How a cell looks. ``fill`` and ``colour`` are written ``#rrggbb``."""

    bold: bool = False
    italic: bool = False
    size: int = 11
    fill: str = ""
    colour: str = ""
    align: Literal["left", "center", "right"] = "left"
    border: bool = False
    wrap: bool = False


PLAIN = Style()
HEADER = Style(bold=True, fill="#dce9f2", align="center", border=True, wrap=True)
CELL = Style(border=True, wrap=True)
BAD = Style(fill="#fbd5b5", border=True, wrap=True)
REMARK = Style(italic=True, fill="#fff3c4", border=True, wrap=True)
TITLE = Style(bold=True, size=14, align="center")


@dataclass(frozen=True)
class Cell:
    """A value with its look; ``remark`` is shown when the cell is pointed at.

    ``across``: over how many columns it stretches.
    """

    value: Value
    style: Style | None = None
    remark: str = ""
    across: int = 1


@dataclass(frozen=True)
class Column:
    """A column: its width in letters, and what its cells hold, blank ones below the table too."""

    width: float = 12
    form: Form = "general"


@dataclass(frozen=True)
class Page:
    """How a sheet is printed; ``repeat``: first and last row, from 0, to print on every page.

    ``watermark``: a PNG that is printed behind the cells of every page.
    """

    paper: Paper = "A4"
    landscape: bool = False
    repeat: tuple[int, int] | None = None
    footer: str = ""
    watermark: bytes = b""


class Sheet:
    """One sheet being written, from its first row downwards."""

    def __init__(self, book: Book, made: Any, columns: Sequence[Column]) -> None:  # noqa: ANN401 - XlsxWriter carries no types
        self._book = book
        self._made = made
        self._columns = tuple(columns)
        self.next_row = 0
        for i, column in enumerate(self._columns):
            made.set_column(i, i, column.width, book.look(PLAIN, column.form))

    def row(
        self, cells: Sequence[Value | Cell], style: Style = PLAIN, height: float | None = None
    ) -> int:
        """Write the next row and return its number, from 0; ``style`` is for cells without one."""
        number = self.next_row
        self.next_row += 1
        if height is not None:
            self._made.set_row(number, height)
        place = 0
        for each in cells:
            cell = each if isinstance(each, Cell) else Cell(each)
            self._write(number, place, cell, cell.style or style)
            place += cell.across
        return number

    def freeze(self, columns: int = 0) -> None:
        """Keep in sight the rows written so far, and so many columns from the left."""
        self._made.freeze_panes(self.next_row, columns)

    def filter(self, header: int) -> None:
        """Offer filters on the header in a row, down to the last row written."""
        last = max(self.next_row - 1, header)
        self._made.autofilter(header, 0, last, max(len(self._columns) - 1, 0))

    def page(self, page: Page) -> None:
        """Set how the sheet is printed: as wide as the paper, as long as it takes."""
        self._made.set_paper(_PAPERS[page.paper])
        if page.landscape:
            self._made.set_landscape()
        self._made.set_margins(**_MARGINS)
        self._made.fit_to_pages(1, 0)
        if page.repeat:
            self._made.repeat_rows(*page.repeat)
        if page.footer:
            self._made.set_footer(page.footer)
        if page.watermark:
            picture = {
                "image_center": "watermark.png",
                "image_data_center": BytesIO(page.watermark),
            }
            self._made.set_header("&C&G", picture)

    def _write(self, row: int, place: int, cell: Cell, style: Style) -> None:
        value = _writable(cell.value)
        look = self._book.look(style, self._form(place, value), _looks_like_formula(value))
        if cell.across > 1:
            self._made.merge_range(row, place, row, place + cell.across - 1, "", look)
        self._put(row, place, value, look)
        if cell.remark:
            self._made.write_comment(row, place, cell.remark[:_LONGEST_TEXT], {"x_scale": 2})

    def _put(self, row: int, place: int, value: Value, look: Any) -> None:  # noqa: ANN401 - see above
        if value is None:
            self._made.write_blank(row, place, None, look)
        elif isinstance(value, bool):
            self._made.write_boolean(row, place, value, look)
        elif isinstance(value, date):
            self._made.write_datetime(row, place, value, look)
        elif isinstance(value, str):
            self._made.write_string(row, place, value, look)
        else:
            self._made.write_number(row, place, value, look)

    def _form(self, place: int, value: Value) -> Form:
        """Return how the cell is formatted: a date always as one, else as its column says."""
        if isinstance(value, date):
            return "date"
        return self._columns[place].form if place < len(self._columns) else "general"


class Book:
    """A workbook being written; opened by :func:`open_book`."""

    def __init__(self, made: Any) -> None:  # noqa: ANN401 - XlsxWriter carries no types
        self._made = made
        self._looks: dict[tuple[Style, Form, bool], Any] = {}
        self._names: set[str] = set()

    def sheet(self, name: str, columns: Sequence[Column] = ()) -> Sheet:
        """Add a sheet; a name that Excel would refuse, or that is taken, is changed a little."""
        return Sheet(self, self._made.add_worksheet(self._free_name(name)), columns)

    def look(self, style: Style, form: Form, formula_like: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 - one of XlsxWriter's own; a part of a key
        """Return XlsxWriter's format of a style, made once."""
        key = (style, form, formula_like)
        if key not in self._looks:
            self._looks[key] = self._made.add_format(_properties(*key))
        return self._looks[key]

    def _free_name(self, wanted: str) -> str:
        bare = _FORBIDDEN_IN_NAME.sub(" ", wanted).strip(" '") or "Sheet"
        name, number = bare[:_LONGEST_NAME], 1
        while name.casefold() in self._names:
            number += 1
            ending = f" ({number})"
            name = bare[: _LONGEST_NAME - len(ending)] + ending
        self._names.add(name.casefold())
        return name


@contextmanager
def open_book(target: Path | IO[bytes]) -> Iterator[Book]:
    """Write a workbook to a file or a stream; it is whole when the block has ended.

    Raises OSError where the file cannot be written.
    """
    if isinstance(target, Path):
        with target.open("wb") as file, open_book(file) as book:
            yield book
        return
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": "Times New Roman", "font_size": 11},
    }
    made = xlsxwriter.Workbook(target, options)
    try:
        yield Book(made)
    finally:
        made.close()


def bad(cell: Value, remark: str) -> Cell:
    """Return a cell that is refused, marked by colour and remark."""
    return Cell(cell, BAD, remark)


def _writable(value: Value) -> Value:
    """Return what a spreadsheet can hold: else its text."""
    if isinstance(value, str):
        return value[:_LONGEST_TEXT]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, date):
        return value if value >= _FIRST_DAY else f"{value:%d/%m/}{value.year:04d}"
    return value if math.isfinite(value) and abs(value) < _EXACT else str(value)


def _looks_like_formula(value: Value) -> bool:
    return isinstance(value, str) and value.startswith(_FORMULA)


def _properties(style: Style, form: Form, formula_like: bool) -> dict[str, Any]:  # noqa: FBT001 - a part of a key
    return {
        "font_name": "Times New Roman",
        "font_size": style.size,
        "bold": style.bold,
        "italic": style.italic,
        "align": style.align,
        "valign": "vcenter" if style.align == "center" else "top",
        "text_wrap": style.wrap,
        "border": int(style.border),
        "num_format": _NUMBER_FORMATS[form],
        "quote_prefix": formula_like,
        **({"bg_color": style.fill} if style.fill else {}),
        **({"font_color": style.colour} if style.colour else {}),
    }
