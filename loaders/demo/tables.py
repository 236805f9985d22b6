"""The tables that an office keeps, and how they are written: CSV, or XLSX with typed dates."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Cell = str | int | date | None
_PROVINCE = "TỈNH LẠNG SƠN"
_NOTE = "Dữ liệu sinh tự động để trình diễn, không có người thật"


@dataclass
class Table:
    """One table: ``title`` stands above its header in a workbook; ``name`` is the file's."""

    name: str
    title: str
    header: tuple[str, ...]
    workbook: bool = False
    rows: list[tuple[Cell, ...]] = field(default_factory=list)

    def add(self, *cells: Cell) -> None:
        """Add a row, cells in the order of the header."""
        self.rows.append(cells)

    def write(self, folder: Path, day: date) -> Path:
        """Write the table into a folder, a workbook as one of that day, and return its file."""
        path = folder / f"{self.name}{'.xlsx' if self.workbook else '.csv'}"
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.workbook:
            self._as_workbook(path, day)
        else:
            self._as_csv(path)
        return path

    def _as_csv(self, path: Path) -> None:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(self.header)
            writer.writerows(map(_text_cells, self.rows))

    def _as_workbook(self, path: Path, day: date) -> None:
        options = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
        with xlsxwriter.Workbook(str(path), options) as book:
            book.set_properties({"created": datetime.combine(day, time())})
            sheet = book.add_worksheet("Danh sách")
            bold = book.add_format({"bold": True})
            days = book.add_format({"num_format": "dd/mm/yyyy"})
            sheet.set_column(0, len(self.header), 18)
            for number, line in enumerate((_PROVINCE, self.title, _NOTE)):
                sheet.write_string(number, 0, line, bold)
            sheet.write_row(4, 0, self.header, bold)
            for number, row in enumerate(self.rows, start=5):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(number, column, cell, days)
                    elif isinstance(cell, int):
                        sheet.write_number(number, column, cell)
                    elif cell:
                        sheet.write_string(number, column, cell)


_TEXTS: dict[date, str] = {}


def _text_cells(cells: Iterable[Cell]) -> list[str | int]:
    return [
        _as_text(cell) if isinstance(cell, date) else "" if cell is None else cell for cell in cells
    ]


def _as_text(day: date) -> str:
    """Return a day as offices write it; most days come many times."""
    if day not in _TEXTS:
        _TEXTS[day] = f"{day:%d/%m/%Y}"
    return _TEXTS[day]
