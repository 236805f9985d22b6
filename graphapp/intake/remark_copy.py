"""A copy of the user's own sheets with what is wrong beside each row, in one more column.

Every row stands where it stood, titles and signatures included, so that the numbers of the rows in
messages lead to the same rows of the copy. What the loader cannot open has no copy.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import IO, TYPE_CHECKING

from graphapp.export.workbook import BAD, HEADER, PLAIN, REMARK, Cell, Column, open_book
from graphapp.model.text import normal
from loaders.header import find_header, ranker
from loaders.kinds import kinds
from loaders.own_remarks import TITLE, without_own_remarks
from loaders.problems import Problems
from loaders.reading import read
from loaders.reading.grid import DAY, NUMBER, TEXT

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from pathlib import Path

    from graphapp.errors import Place
    from graphapp.export.workbook import Book, Sheet, Style, Value
    from graphapp.i18n import Translator
    from loaders.header import Header
    from loaders.reading import Grid, ReadingLimits

MOST_ROWS = 1_048_576
_COMMENTS = 500  # each is a drawing: thousands make a workbook slow to open
_TITLE_ROWS = 12  # a header further down is not kept in sight
_WIDTH, _REMARK_WIDTH, _WIDEST = 12, 60, 40
_LOOKED_AT = 200


@dataclass(frozen=True)
class Note:
    """What is told of one place: its column, if it has one, the words, and if it is refused."""

    column: str | None
    text: str
    bad: bool


@dataclass
class Notes:
    """What is told of one file, by sheet and row; ``None`` is the whole file or sheet."""

    rows: dict[tuple[str | None, int | None], list[Note]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def of_sheet(self, sheet: str | None) -> list[Note]:
        """Return what is told of a sheet as a whole, and of the file."""
        told = self.rows.get((sheet, None), [])
        return told if sheet is None else [*self.rows.get((None, None), []), *told]

    def of_others(self, copied: Container[str | None]) -> list[str]:
        """Return what is told of sheets that the copy lacks, hidden ones, each by its name."""
        return [
            f"{sheet}: {note.text}"
            for (sheet, _), told in self.rows.items()
            if sheet is not None and sheet not in copied
            for note in told
        ]


def notes_of(
    places: Iterable[Place], remarks: Iterable[Place], words: Translator
) -> dict[str, Notes]:
    """Sort what is told by file, in words."""
    found: dict[str, Notes] = defaultdict(Notes)
    for some, bad in ((places, True), (remarks, False)):
        for place in some:
            text = words.text(place.remedy, **dict(place.values))
            note = Note(place.column, text, bad)
            found[place.file or ""].rows[place.sheet, place.row].append(note)
    return dict(found)


def write_copy(  # noqa: PLR0917 - a file and its name, where to, what of, how
    source: Path, name: str, target: IO[bytes], notes: Notes, words: Translator,
    limits: ReadingLimits,
) -> bool:  # fmt: skip
    """Write the copy of one file; False where it cannot be read as a table at all."""
    known = kinds()
    grids = read(source, name, Problems(), limits, ranker(known))
    if not grids or any(grid.rows and grid.rows[-1][0] > MOST_ROWS for grid in grids):
        return False
    with open_book(target) as book:
        comments = _COMMENTS
        others = notes.of_others({grid.sheet for grid in grids})
        for grid in grids:
            own, header = without_own_remarks(grid, find_header(grid, known))
            comments = _Copy(own, header, notes, words, others).write(book, comments)
            others = []
    return True


class _Copy:
    """One sheet being copied."""

    def __init__(
        self, grid: Grid, header: Header, notes: Notes, words: Translator, others: Sequence[str]
    ) -> None:
        self._grid = grid
        self._others = others
        self._notes = notes
        self._words = words
        self._header = {grid.rows[i][0] for i in header.rows}
        self._named = {normal(text): i for i, text in reversed([*enumerate(header.shown)]) if text}
        self._width = max(len(header.shown), *(len(cells) for _, cells in grid.rows))
        self._across = {
            (m.first_row, m.first_column): min(m.last_column, self._width - 1) - m.first_column + 1
            for m in grid.merged
            if m.first_row == m.last_row
        }

    def write(self, book: Book, comments: int) -> int:
        """Write the sheet; returns how many comments may still be made."""
        sheet = book.sheet(self._grid.sheet or self._grid.name.rpartition(".")[0], self._columns())
        self._comments = comments
        last_header = max(self._header)
        for number, cells in self._grid.rows:
            while sheet.next_row < number - 1:
                self._write_row(sheet, sheet.next_row + 1, [])
            self._write_row(sheet, number, cells)
            if number == last_header <= _TITLE_ROWS:
                sheet.freeze()
        return self._comments

    def _columns(self) -> list[Column]:
        rows = [cells for _, cells in self._grid.rows[:_LOOKED_AT]]
        wide = [
            max((len(cells[i]) for cells in rows if i < len(cells)), default=0)
            for i in range(self._width)
        ]
        own = [Column(max(_WIDTH, min(_WIDEST, letters + 2)), "text") for letters in wide]
        return [*own, Column(_REMARK_WIDTH, "text")]

    def _write_row(self, sheet: Sheet, number: int, cells: Sequence[str]) -> None:
        told = self._notes.rows.get((self._grid.sheet, number), [])
        in_header = number in self._header
        bad = {self._named[n.column]: n.text for n in told if n.bad and n.column in self._named}
        style = HEADER if in_header else PLAIN
        row = list(self._cells(number, cells, bad, style))
        last = self._last(number, told)
        if last is not None:
            row += [Cell(None)] * (self._width - sum(cell.across for cell in row))
            sheet.row([*row, last])
        else:
            sheet.row(row)

    def _cells(
        self, number: int, cells: Sequence[str], bad: dict[int, str], style: Style
    ) -> Iterator[Cell]:
        types = self._grid.types.get(number, "")
        wide = max([len(cells), *(i + 1 for i in bad)])
        i = 0
        while i < wide:
            text = cells[i] if i < len(cells) else ""
            across = self._across.get((number, i), 1)
            value = _value(text, types[i] if i < len(types) else TEXT)
            if i in bad:
                yield Cell(value, BAD, self._comment(bad[i]), across)
            else:
                yield Cell(value, style, across=across)
            i += across

    def _comment(self, text: str) -> str:
        self._comments -= 1
        return text if self._comments >= 0 else ""

    def _last(self, number: int, told: Sequence[Note]) -> Cell | None:
        """Return the cell of the column of remarks; the header's tells of the sheet as a whole."""
        lines = [f"{n.column}: {n.text}" if n.column else n.text for n in told]
        if number == max(self._header):
            title = self._words.text(TITLE)
            whole = [note.text for note in self._notes.of_sheet(self._grid.sheet)]
            return Cell("\n".join([title, *self._others, *whole, *lines]), HEADER)
        if not lines:
            return None
        return Cell("\n".join(lines), BAD if any(note.bad for note in told) else REMARK)


def _value(text: str, kind: str) -> Value:
    """Return a cell as it was: a day or number again, where its text says it exactly."""
    if kind == DAY:
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    if kind == NUMBER:
        number = float(text)
        return int(text) if number == int(number) else number
    return text or None
