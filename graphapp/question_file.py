"""An answer of the question library as an XLSX file: question, sentence, what was asked, rows."""

from __future__ import annotations

from datetime import date
from typing import IO, TYPE_CHECKING

from graphapp.clock import today
from graphapp.domain.question_library.declared import Holds
from graphapp.domain.questions import Ref
from graphapp.errors import Place, UsageError
from graphapp.export.workbook import CELL, HEADER, TITLE, Column, Page, Style, open_book
from graphapp.export.workbook import Cell as Made
from graphapp.question_words import QuestionWords

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from graphapp.domain.question_library.declared import Column as Declared
    from graphapp.domain.questions import Answer, AnswerRow, Cell
    from graphapp.export.workbook import Book, Value
    from graphapp.words import Words

_WIDTHS = {Holds.REF: 30, Holds.DECISION: 30, Holds.CHOICE: 16, Holds.NUMBER: 12}
_DAY_WIDTH, _CODE_WIDTH = 14, 14
_HINT = Style(italic=True, size=10, wrap=True)
_SAID = Style(bold=True, wrap=True)


def file_name(answer: Answer) -> str:
    """Return what the file is called: which question, which unit, which day."""
    code = f"-{answer.unit.code}" if answer.unit else ""
    return f"{answer.question.name}{code}-{answer.as_of.isoformat()}.xlsx"


def write_answer(
    target: Path | IO[bytes], answer: Answer, rows: Sequence[AnswerRow], words: Words
) -> None:
    """Write an answer with some of its rows as a workbook."""
    with open_book(target) as book:
        _write(book, answer, rows, QuestionWords(words))


def save_answer(path: Path, answer: Answer, words: Words) -> None:
    """Write an answer with all its rows to a file; raises UsageError where that cannot be."""
    try:
        write_answer(path, answer, answer.rows, words)
    except OSError as error:
        place = Place(str(path), remedy="sheet.cannot_write.remedy")
        raise UsageError("sheet.cannot_write", (place,), path=str(path)) from error


def _write(book: Book, answer: Answer, rows: Sequence[AnswerRow], say: QuestionWords) -> None:
    columns = answer.question.columns
    made = book.sheet(
        say.words.text("questions.sheet"),
        [Column(5), *(each for column in columns for each in _forms(column))],
    )
    width = 1 + sum(len(_forms(column)) for column in columns)
    made.row([Made(say.question(answer.question), TITLE, across=width)])
    made.row([Made(say.sentence(answer), _SAID, across=width)], height=32)
    for line in _said(answer, rows, say):
        made.row([Made(line, _HINT, across=width)], height=28)
    made.row([])
    headings = [head for column in columns for head in _headings(column, say)]
    header = made.row([say.words.text("sheet.number"), *headings], HEADER)
    made.freeze()
    for number, row in enumerate(rows, 1):
        cells = [v for c in columns for v in _values(c, row.cells[c.key], say)]
        made.row([number, *cells], CELL)
    if rows:
        made.filter(header)
    made.page(Page("A4", landscape=True, repeat=(header, header), footer="&R&P/&N"))


def _said(answer: Answer, rows: Sequence[AnswerRow], say: QuestionWords) -> list[str]:
    """Tell what was asked, on which day, and whether the rows are all of them."""
    given = [
        f"{say.heading(p)}: {say.value(p, answer.values[p.name])}"
        for p in answer.question.parameters
    ]
    text = say.words.text
    lines = [
        say.about(answer.question),
        "; ".join([*given, text("questions.as_of", as_of=answer.as_of)]),
        text("questions.made_on", day=today()),
    ]
    if len(rows) < len(answer.rows):
        lines.append(text("questions.filtered", n=len(rows), total=len(answer.rows)))
    return lines


def _forms(column: Declared) -> list[Column]:
    if column.holds is Holds.REF:
        return [Column(_WIDTHS[Holds.REF]), Column(_CODE_WIDTH, "text")]
    if column.holds in (Holds.DAY, Holds.LAST_DAY):
        return [Column(_DAY_WIDTH, "date")]
    return [Column(_WIDTHS[column.holds])]


def _headings(column: Declared, say: QuestionWords) -> list[str]:
    heading = say.heading(column)
    if column.holds is not Holds.REF:
        return [heading]
    return [heading, say.words.text("questions.code_of", name=heading)]


def _values(column: Declared, cell: Cell, say: QuestionWords) -> list[Value]:
    """Return the cells of a column: of a thing its name and its code."""
    if column.holds is Holds.REF:
        return [cell.name, cell.code] if isinstance(cell, Ref) else [None, None]
    if column.holds in (Holds.DECISION, Holds.CHOICE):
        return [say.cell(column, cell)]
    return [cell if isinstance(cell, str | int | date) else None]
