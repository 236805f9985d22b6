"""An order of need as an XLSX file: a row a commune, of each kind n, N and the counts by month."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from graphapp.export.workbook import CELL, HEADER, TITLE, Cell, Column, Page, Style, open_book

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from graphapp.domain.need import Commune, Lines, Link, Need
    from graphapp.export.workbook import Value
    from graphapp.need_words import NeedWords


def file_name(found: Need, say: NeedWords) -> str:
    """Return what the file is called: what, which unit, which day."""
    return f"{say.words.text('need.file')}-{found.scope.code}-{found.as_of.isoformat()}.xlsx"


def write_need(  # noqa: PLR0917 - what was found, what of it, and in which words
    target: Path | IO[bytes],
    found: Need,
    rows: Iterable[Commune],
    columns: Sequence[Link],
    lines: Lines,
    say: NeedWords,
) -> None:
    """Write communes in their order as a workbook."""
    text, width = say.words.text, 4 + 3 * len(columns)
    forms = [Column(8), Column(24), Column(10, "text"), Column(40), *[Column(14)] * (width - 4)]
    with open_book(target) as book:
        made = book.sheet(text("need.title"), forms)
        made.row([Cell(text("need.title_for", unit=found.scope.name), TITLE, across=width)])
        about = text("inspection.scope_line", scope=found.scope.name, as_of=found.as_of)
        made.row([Cell(about, Style(align="center"), across=width)])
        made.row([Cell(text("need.order_text"), Style(italic=True, size=10), across=width)])
        heads = [text(f"need.column.{each}") for each in ("order", "commune", "code", "weakest")]
        header = made.row([*heads, *_heads(columns, say)], HEADER)
        made.freeze(2)
        for row in rows:
            made.row(list(_cells(row, columns, lines, say)), CELL)
        made.filter(header)
        made.page(Page("A3", landscape=True, repeat=(header, header), footer="&R&P/&N"))


def _heads(columns: Iterable[Link], say: NeedWords) -> Iterator[str]:
    for link in columns:
        for part in ("of", "total", "trend"):
            yield say.words.text(f"need.column.{part}", kind=say.column(link))


def _cells(row: Commune, columns: Iterable[Link], lines: Lines, say: NeedWords) -> Iterator[Value]:
    yield from (row.place, row.unit.name, row.unit.code, say.weakest(row))
    for link in columns:
        figure = row.figures.get(link)
        yield figure.numerator if figure else None
        yield figure.denominator if figure else None
        yield " ".join(say.words.number(point.n) for point in lines[row.unit.id, link])
