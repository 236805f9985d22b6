"""The policy as an XLSX file that can be changed and handed in again."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from graphapp.export.workbook import CELL, HEADER, Column, open_book
from graphapp.model.interval import day_from_text
from graphapp.model.policy import COLUMNS, Policy, cells_of

if TYPE_CHECKING:
    from graphapp.export.workbook import Form, Value
    from graphapp.model.policy import Column as PolicyColumn

_WIDTHS = {"key": 30, "target": 28, "kinds": 26, "line": 22}


def save_policy(target: IO[bytes], policy: Policy, lang: str) -> None:
    """Write all rows, in the words of a language; read back they say the same."""
    with open_book(target) as book:
        shapes = [Column(_WIDTHS.get(c.name, 14), _form(c)) for c in COLUMNS]
        sheet = book.sheet("Policy" if lang == "en" else "Quy định", shapes)
        sheet.row([column.vi if lang == "vi" else column.en for column in COLUMNS], HEADER)
        sheet.freeze(1)
        for cells in cells_of(policy):
            sheet.row([_value(column, cells[column.name], lang) for column in COLUMNS], CELL)


def _form(column: PolicyColumn) -> Form:
    forms: dict[str, Form] = {"day": "date", "number": "general"}
    return forms.get(column.takes, "text")


def _value(column: PolicyColumn, text: str, lang: str) -> Value:
    if not text:
        return None
    if column.takes == "day":
        return day_from_text(text)
    if column.takes == "number":
        return int(text)
    said = {choice.value: choice.vi if lang == "vi" else choice.en for choice in column.choices}
    if column.takes == "choices":
        return "; ".join(said[part] for part in text.split())
    return said.get(text, text)
