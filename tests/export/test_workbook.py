"""Workbooks as an office program reads them: by calamine, and their XML where it is silent."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from python_calamine import CalamineWorkbook

from graphapp.export.workbook import (
    BAD,
    HEADER,
    TITLE,
    Book,
    Cell,
    Column,
    Page,
    bad,
    open_book,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Grid = list[list[Any]]


def written(fill: Callable[[Book], object]) -> io.BytesIO:
    made = io.BytesIO()
    with open_book(made) as book:
        fill(book)
    made.seek(0)
    return made


def grid(made: io.BytesIO, sheet: str = "S") -> Grid:
    return CalamineWorkbook.from_filelike(made).get_sheet_by_name(sheet).to_python()


def part(made: io.BytesIO, name: str) -> str:
    with zipfile.ZipFile(made) as archive:
        return archive.read(name).decode()


def row_of(*values: Any) -> list[Any]:
    return grid(written(lambda book: book.sheet("S").row(values)))[0]


@pytest.mark.parametrize(
    "text", ["=1+1", "+84", "-x", "@SUM(A1)", "\tx", "https://a.vn", "mailto:a"]
)
def test_text_that_could_act_stays_text(text: str) -> None:
    made = written(lambda book: book.sheet("S").row([text]))
    assert grid(made) == [[text]]
    sheet = part(made, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_text_like_a_formula_stays_text_when_it_is_edited() -> None:
    made = written(lambda book: book.sheet("S").row(["=1+1"]))
    assert 'quotePrefix="1"' in part(made, "xl/styles.xml")


def test_codes_keep_their_zeros_and_columns_of_codes_stay_text_below_the_table() -> None:
    made = written(lambda book: book.sheet("S", [Column(9, "text")]).row(["05977"]))
    assert grid(made) == [["05977"]]
    assert 'numFmtId="49"' in part(made, "xl/styles.xml")
    assert 'style="' in part(made, "xl/worksheets/sheet1.xml").partition("<cols>")[2]


def test_days_are_date_cells_shown_day_first() -> None:
    made = written(lambda book: book.sheet("S").row([date(2025, 7, 1), date(1899, 5, 4)]))
    assert grid(made) == [[date(2025, 7, 1), "04/05/1899"]]
    assert "dd/mm/yyyy" in part(made, "xl/styles.xml")


def test_figures_truths_and_blanks_are_kept() -> None:
    values = (12, 1.5, True, "x", None, "y")
    assert row_of(*values) == [12, 1.5, True, "x", "", "y"]


def test_number_that_a_spreadsheet_would_spoil_is_written_as_text() -> None:
    assert row_of(12345678901234567, float("inf")) == ["12345678901234567", "inf"]


def test_text_longer_than_a_cell_is_cut() -> None:
    assert len(row_of("ố" * 40_000)[0]) == 16_000


def test_refused_cell_bears_its_remark() -> None:
    made = written(lambda book: book.sheet("S").row(["a", bad("31/02/2025", "Không có ngày này")]))
    assert "Không có ngày này" in part(made, "xl/comments1.xml")
    assert BAD.fill.removeprefix("#").upper() in part(made, "xl/styles.xml")


def test_title_stretches_and_the_next_cell_stands_behind_it() -> None:
    made = written(lambda book: book.sheet("S").row([Cell("T", TITLE, across=3), "x"]))
    assert grid(made) == [["T", "", "", "x"]]
    assert '<mergeCell ref="A1:C1"/>' in part(made, "xl/worksheets/sheet1.xml")


def test_head_stays_in_sight_and_on_every_printed_page() -> None:
    def fill(book: Book) -> None:
        sheet = book.sheet("S", [Column(20), Column(8)])
        header = sheet.row(["Thôn", "Số hộ"], HEADER, height=30)
        sheet.freeze(1)
        sheet.row(["Khối 1", 3])
        sheet.filter(header)
        sheet.page(Page("A3", landscape=True, repeat=(header, header), footer="Trang &P/&N"))

    made = written(fill)
    sheet = part(made, "xl/worksheets/sheet1.xml")
    assert 'topLeftCell="B2"' in sheet
    assert '<autoFilter ref="A1:B2"/>' in sheet
    assert 'paperSize="8"' in sheet
    assert 'orientation="landscape"' in sheet
    assert "Trang &amp;P/&amp;N" in sheet
    assert "$1:$1" in part(made, "xl/workbook.xml")


def test_names_of_sheets_are_made_fit_and_told_apart() -> None:
    made = written(lambda book: [book.sheet(n) for n in ("a/b:c", "A B C", "", "'x'", "y" * 40)])
    names = CalamineWorkbook.from_filelike(made).sheet_names
    assert names == ["a b c", "A B C (2)", "Sheet", "x", "y" * 31]


def test_many_rows_go_to_a_file(tmp_path: Path) -> None:
    path = tmp_path / "m.xlsx"
    with open_book(path) as book:
        sheet = book.sheet("S")
        for number in range(2_000):
            sheet.row([number, "Nà Lùng"])
    assert len(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()) == 2_000


def test_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with (
        pytest.raises(OSError, match="nowhere"),
        open_book(tmp_path / "nowhere" / "m.xlsx") as book,
    ):
        book.sheet("S")
