"""Reads the rows of a workbook: the first row with known headers, then dates and whole numbers."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import python_calamine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Value = object


def read_sheet(
    path: Path, is_header: Callable[[set[str]], bool]
) -> tuple[list[str], list[dict[str, str]]]:
    """Return header and rows of a workbook's first sheet; ValueError when it has no header."""
    book = python_calamine.CalamineWorkbook.from_path(path)
    rows = [[_text(cell) for cell in row] for row in book.get_sheet_by_index(0).to_python()]
    for number, row in enumerate(rows):
        if is_header({cell for cell in row if cell}):
            return row, [dict(zip(row, cells, strict=True)) for cells in rows[number + 1 :]]
    raise ValueError(path.name)


def _text(cell: Value) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
