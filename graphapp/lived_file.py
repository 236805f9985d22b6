"""Lived cover as an XLSX file: the figures of every tier, and the rows behind those of one."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from graphapp.export.workbook import CELL, HEADER, TITLE, Cell, Column, Page, Style, open_book

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from graphapp.domain.lived_cover import LivedLine, LivedRow
    from graphapp.domain.results import Target
    from graphapp.export.workbook import Book, Value
    from graphapp.export.workbook import Sheet as Made
    from graphapp.words import Words

_FIGURES = ("tier", "covered", "asked", "visited", "due")
_ROWS = (
    ("code", 16), ("target", 26), ("place", 30), ("state", 30), ("last", 12), ("who", 24),
    ("purpose", 34), ("outcome", 34),
)  # fmt: skip


def write_lived(  # noqa: PLR0917 - which unit and day, what was found, and in which words
    target: Path | IO[bytes],
    unit: Target,
    as_of: date,
    lines: Iterable[LivedLine],
    rows: Iterable[LivedRow],
    words: Words,
) -> None:
    """Write lived cover and its rows as a workbook."""
    with open_book(target) as book:
        heading = words.text("lived.figures", scope=unit.name, as_of=as_of)
        _figures(book, heading, lines, words)
        _rows(book, heading, rows, words)


def _figures(book: Book, heading: str, lines: Iterable[LivedLine], words: Words) -> None:
    made = book.sheet(words.text("lived.sheet_figures"), [Column(30), *[Column(16)] * 4])
    _head(made, heading, words.text("lived.hint"), len(_FIGURES))
    made.row([words.text(f"lived.column.{name}") for name in _FIGURES], HEADER)
    for each in lines:
        told = (each.paper.n, each.paper.of, each.lived.n, each.lived.of)
        made.row([words.tier(each.tier), *told], CELL)
    made.page(Page("A4", landscape=True, repeat=(0, 0), footer="&R&P/&N"))


def _rows(book: Book, heading: str, rows: Iterable[LivedRow], words: Words) -> None:
    forms = [Column(wide, "text" if name == "code" else "general") for name, wide in _ROWS]
    made = book.sheet(words.text("lived.sheet_rows"), forms)
    _head(made, heading, "", len(_ROWS))
    header = made.row([words.text(f"lived.column.{name}") for name, _ in _ROWS], HEADER)
    made.freeze(2)
    for row in rows:
        made.row(list(_cells(row, words)), CELL)
    made.filter(header)
    made.page(Page("A4", landscape=True, repeat=(header, header), footer="&R&P/&N"))


def _head(made: Made, heading: str, hint: str, width: int) -> None:
    made.row([Cell(heading, TITLE, across=width)])
    made.row([Cell(hint, Style(italic=True, size=10), across=width)])


def _cells(row: LivedRow, words: Words) -> Iterator[Value]:
    last = row.last
    yield row.target.code
    yield row.target.name
    yield row.place
    missed = words.text("lived.missed_since", since=row.since)
    yield missed if row.missed else words.text("lived.state.visited")
    yield last.day if last else words.text("lived.never")
    yield last.person.name if last else ""
    yield (last.purpose or "") if last else ""
    yield (last.outcome or "") if last else ""
