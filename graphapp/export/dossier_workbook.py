"""Writes a paper as a workbook: what it is about on the first sheet, a sheet for each section."""

from __future__ import annotations

import math
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING

from graphapp.export.document import watermark_of
from graphapp.export.workbook import CELL, HEADER, TITLE, Cell, Column, Page, Style, open_book

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphapp.domain.paper import Cell as Told
    from graphapp.domain.paper import Paper, Section, Table
    from graphapp.export.workbook import Book, Sheet, Value

_WIDTH = 130  # letters that a sheet is wide, landscape on A4
_SHARES = 100
_LABEL, _VALUE = 38, 90
_LINE, _MOST_LINES = 15.0, 27  # points; a row cannot be higher than 409
_WIDE = 1.15  # words do not fill their lines
_CAPTION = Style(bold=True, italic=True)
_QUIET = Style(italic=True)
_LABELLED = Style(bold=True, border=True, wrap=True)
_SIDES = {"left": CELL, "center": CELL, "right": Style(border=True, wrap=True, align="right")}


def workbook_of(paper: Paper) -> bytes:
    """Return a paper as an XLSX file; numbers and days are such, all else is text."""
    made = BytesIO()
    page = _page(paper)
    with open_book(made) as book:
        _first(book, paper, page)
        for section in paper.sections[1:]:
            _section(book, paper, section, page)
    return made.getvalue()


def _page(paper: Paper) -> Page:
    about = f"{paper.subject}, {paper.as_of}".replace("&", "&&")
    made = f"{paper.maker.actor}, {paper.maker.at}".replace("&", "&&")
    footer = f"&L{about}&C{made}&R&P/&N"[:255]  # a longer one Excel refuses
    return Page("A4", landscape=True, footer=footer, watermark=watermark_of(paper))


def _first(book: Book, paper: Paper, page: Page) -> None:
    """Say what the paper is, for whom it was made, and its first section: facts and figures."""
    section = paper.sections[0]
    sheet = book.sheet(section.title, [Column(_LABEL, "text"), Column(_VALUE, "text")])
    for text in (paper.title, paper.subject):
        sheet.row([Cell(text, TITLE, across=2)])
    for label, value in paper.particulars:
        sheet.row([Cell(label, _LABELLED), Cell(value, CELL)], height=_height((value,), (_VALUE,)))
    sheet.row([Cell(paper.note, _QUIET, across=2)])
    sheet.row([])
    for label, cell in section.facts:
        height = _height((label, cell.text), (_LABEL, _VALUE))
        sheet.row([Cell(label, _LABELLED), Cell(_value(cell), CELL)], height=height)
    for table in section.tables:
        _table(sheet, table, (_LABEL, _VALUE))
    sheet.page(page)


def _section(book: Book, paper: Paper, section: Section, page: Page) -> None:
    sheet = book.sheet(section.title, _columns(section))
    sheet.row([Cell(f"{section.title}: {paper.subject}", Style(bold=True, size=13))])
    told = f"{paper.as_of}. {paper.maker.actor}, {paper.maker.at}"
    sheet.row([Cell(told, _QUIET)])
    if section.lead:
        sheet.row([Cell(section.lead, _QUIET)])
    widths = [column.width for column in _columns(section)]
    headers = [_table(sheet, table, widths) for table in section.tables]
    if len(headers) == 1 and headers[0] is not None:
        sheet.filter(headers[0])
    sheet.page(page)


def _columns(section: Section) -> list[Column]:
    """Make each column as wide as the widest of its tables wants it."""
    shares = zip_longest(*(_widths(table) for table in section.tables), fillvalue=0)
    return [Column(max(found) * _WIDTH / _SHARES, "text") for found in shares]


def _widths(table: Table) -> list[int]:
    return [column.share for column in table.columns]


def _table(sheet: Sheet, table: Table, widths: Sequence[float]) -> int | None:
    """Write a table and return the row of its header; None where there is nothing in it."""
    sheet.row([])
    if table.caption:
        sheet.row([Cell(table.caption, _CAPTION)])
    if not table.rows:
        sheet.row([Cell(table.none)])
        return None
    titles = [column.title for column in table.columns]
    header = sheet.row(titles, HEADER, _height(titles, widths))
    sides = [_SIDES[column.align] for column in table.columns]
    for row in table.rows:
        cells = [Cell(_value(cell), side) for cell, side in zip(row, sides, strict=True)]
        sheet.row(cells, height=_height([cell.text for cell in row], widths))
    if table.note:
        sheet.row([Cell(table.note, _QUIET)])
    return header


def _height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Return how high a row has to be: not every program looks when it opens a file."""
    lines = (
        math.ceil(len(text) * _WIDE / width) for text, width in zip(texts, widths, strict=False)
    )
    return _LINE * max(1, min(max(lines), _MOST_LINES))


def _value(cell: Told) -> Value:
    return cell.text if cell.value is None else cell.value
