"""Workbooks as an office keeps them, written for the tests."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    Build = Callable[[Workbook], None]
    Rows = Sequence[Sequence[Any]]


def book(path: Path, build: Build, **options: Any) -> Path:
    """Write a workbook."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path), options) as workbook:
        build(workbook)
    return path


def sheet(workbook: Workbook, rows: Rows, name: str | None = None, first: int = 0) -> Worksheet:
    """Write rows onto a sheet of their own; None leaves a cell blank, a date is a date cell."""
    page = workbook.add_worksheet(name)
    day = workbook.add_format({"num_format": "dd/mm/yyyy"})
    for i, row in enumerate(rows, start=first):
        for j, value in enumerate(row):
            if isinstance(value, date | datetime):
                page.write_datetime(i, j, value, day)
            elif value is not None:
                page.write(i, j, value)
    return page


def tables(path: Path, **sheets: Rows) -> Path:
    """Write a workbook of plain sheets."""

    def build(workbook: Workbook) -> None:
        for name, rows in sheets.items():
            sheet(workbook, rows, name)

    return book(path, build)


def cells_of(text: str) -> list[list[str]]:
    """Return a CSV text without quotes as rows of cells."""
    return [line.split(",") for line in text.splitlines()]


def with_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Rewrite one part of a workbook's zip."""
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    assert part in parts
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, change(data) if name == part else data)
    return path
