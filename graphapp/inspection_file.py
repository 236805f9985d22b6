"""An inspection as an XLSX file: the figures of every kind, and the rows behind them."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from graphapp.export.workbook import CELL, HEADER, TITLE, Cell, Column, Page, Style, open_book
from graphapp.inspection_words import InspectionWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from graphapp.domain.gap_rows import GapRow
    from graphapp.domain.inspection import Inspection, Wish
    from graphapp.domain.inspector import Handled
    from graphapp.export.workbook import Book, Value
    from graphapp.export.workbook import Sheet as Made
    from graphapp.words import Words

_MIDDLE = Style(align="center")
_FIGURES = ("numerator", "denominator", "accepted", "given")
_NEWS = ("opened", "closed", "still")
_ROWS = (
    ("code", 12), ("subject", 26), ("tier", 12), ("place", 30), ("kind", 26), ("why", 44),
    ("since", 12), ("rule", 34), ("state", 26),
)  # fmt: skip


def file_name(found: Inspection, words: Words) -> str:
    """Return what the file is called: what, which unit, which day."""
    return f"{words.text('inspection.file')}-{found.scope.code}-{found.as_of.isoformat()}.xlsx"


def write_inspection(  # noqa: PLR0917 - what was found, what was asked, and in which words
    target: Path | IO[bytes],
    found: Inspection,
    wish: Wish,
    rows: Iterable[GapRow],
    handled: Handled,
    words: Words,
) -> None:
    """Write an inspection and its rows as a workbook."""
    say = InspectionWords(words)
    with open_book(target) as book:
        _figures(book, found, say)
        _rows(book, found, rows, say, (say.filters(wish), handled))


def _figures(book: Book, found: Inspection, say: InspectionWords) -> None:
    text = say.words.text
    heads = ("kind", "tier", *_FIGURES)
    made = book.sheet(text("inspection.sheet_figures"), [Column(44), Column(22), *[Column(13)] * 4])
    _head(made, found, say, len(heads), text("inspection.figures_hint"))
    header = made.row([text(f"inspection.column.{head}") for head in heads], HEADER)
    for line in found.lines:
        for each in line.figures:
            told = (each.numerator, each.denominator, each.accepted, each.given)
            made.row([say.name(line.name), say.tier(each.tier), *told], CELL)
    made.filter(header)
    made.row([])
    made.row([text(f"inspection.column.{head}") for head in ("kind", *_NEWS)], HEADER)
    for line in found.lines:
        news = (line.news.opened, line.news.closed, line.news.still)
        made.row([say.name(line.name), *news], CELL)
    made.page(Page("A4", landscape=True, repeat=(header, header), footer="&R&P/&N"))


def _rows(
    book: Book,
    found: Inspection,
    rows: Iterable[GapRow],
    say: InspectionWords,
    dealt: tuple[str, Handled],
) -> None:
    text = say.words.text
    filters, handled = dealt
    forms = [Column(wide, "text" if name == "code" else "general") for name, wide in _ROWS]
    made = book.sheet(text("inspection.sheet_rows"), forms)
    _head(made, found, say, len(_ROWS), text("inspection.filter_line", filters=filters))
    header = made.row([text(f"inspection.column.{name}") for name, _ in _ROWS], HEADER)
    made.freeze(2)
    for row in rows:
        made.row(list(_cells(row, say, handled)), CELL)
    made.filter(header)
    made.page(Page("A4", landscape=True, repeat=(header, header), footer="&R&P/&N"))


def _head(made: Made, found: Inspection, say: InspectionWords, width: int, hint: str) -> None:
    text, scope = say.words.text, found.scope.name
    made.row([Cell(text("inspection.title_for", unit=scope), TITLE, across=width)])
    about = text("inspection.scope_line", scope=scope, as_of=found.as_of)
    made.row([Cell(about, _MIDDLE, across=width)])
    made.row([Cell(hint, Style(italic=True, size=10), across=width)])


def _cells(row: GapRow, say: InspectionWords, handled: Handled) -> Iterator[Value]:
    yield row.subject.code
    yield row.subject.name
    yield say.own_tier(row)
    yield row.place
    yield say.name(row.spell.kind)
    yield say.why(row)
    yield row.since
    yield say.words.duty(row.spell.policy_row)
    yield say.handling(row, handled)
