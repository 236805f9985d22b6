"""The copy with remarks: the user's own sheet, row by row, with what is wrong beside it."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from graphapp.i18n import Translator
from graphapp.intake.remark_copy import notes_of, write_copy
from graphapp.write import open_store
from loaders import LoadResult, RefusedLoadError, Wanted, check
from loaders.reading import ReadingLimits
from tests.loaders.world import OLD, UNITS, VILLAGES, counts, settings_of, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graphapp.errors import Place
    from graphapp.write import Store

VI = Translator("vi")
TITLE = "Ghi chú của chương trình"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(settings_of(tmp_path_factory.mktemp("copies"))) as opened:
        yield opened


def copied(
    store: Store, path: Path, *others: Path
) -> tuple[dict[str, list[list[Any]]], LoadResult]:
    """Check files and copy the first; returns the copy's cells by sheet, and what was found."""
    places: tuple[Place, ...] = ()
    try:
        result = check(store, Wanted((path, *others)))
    except RefusedLoadError as refused:
        result, places = refused.result, refused.places
    notes = notes_of(places, (remark.place for remark in result.remarks), VI)
    made = BytesIO()
    assert write_copy(path, path.name, made, notes[path.name], VI, ReadingLimits())
    made.seek(0)
    book = CalamineWorkbook.from_filelike(made)
    sheets = {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }
    path.with_suffix(".copy.xlsx").write_bytes(made.getvalue())
    return sheets, result


def test_copy_of_a_csv_has_its_rows_its_codes_and_the_remarks(store: Store, tmp_path: Path) -> None:
    bad = VILLAGES.replace("15/10/2025", "31/02/2025")
    units, old, villages = write(tmp_path, {"don_vi.csv": UNITS, "xa_cu.csv": OLD, "thon.csv": bad})
    sheets, _ = copied(store, villages, units, old)
    (rows,) = sheets.values()
    own = [line.split(",") for line in bad.splitlines()]
    assert [row[:-1] for row in rows] == own
    assert [row[-1] for row in rows] == [
        TITLE, "", "", "Ngày thành lập: Lịch không có ngày này. Sửa ngày, tháng hoặc năm.", "",
    ]  # fmt: skip


def workbook(path: Path, *, bad: bool = True) -> Path:
    """A sheet as an office keeps it: titles, a header of two rows, a section, a signature."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False})
    sheet = book.add_worksheet("Thôn 2026")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.merge_range(0, 0, 0, 5, "UBND TỈNH LẠNG SƠN")
    sheet.merge_range(1, 0, 1, 5, "DANH SÁCH THÔN, KHỐI PHỐ")
    for column, (title, below) in enumerate(
        [
            ("Mã thôn", ""),
            ("Tên thôn", ""),
            ("Mã xã", ""),
            ("Số hộ", ""),
            ("Ngày", "thành lập"),
            ("Ngày", "kết thúc"),
        ]
    ):
        if below:
            sheet.write(3, column, title)
            sheet.write(4, column, below)
        else:
            sheet.merge_range(3, column, 4, column, title)
    sheet.write(5, 0, "I. Phường Đông Kinh")
    sheet.write_row(6, 0, ["05977-01", "Khối 1", "05977", 215])
    sheet.write_datetime(6, 4, date(2025, 10, 15), day)
    sheet.write_row(7, 0, ["05977-02", "=1+1", "5999" if bad else "05977", 208.0])
    sheet.write(7, 4, "31/02/2025" if bad else "01/12/2025")
    book.add_worksheet("Ghi chú nội bộ").write(0, 0, "Không phải bảng nào cả")
    book.close()
    return path


def test_copy_of_a_workbook_keeps_titles_headers_days_and_numbers_where_they_were(
    store: Store, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "thon.xlsx")
    sheets, _ = copied(store, path, *write(tmp_path, {"don_vi.csv": UNITS}))
    assert list(sheets) == ["Thôn 2026", "Ghi chú nội bộ"]
    rows = sheets["Thôn 2026"]
    assert rows[0][0] == "UBND TỈNH LẠNG SƠN"
    assert rows[1][0] == "DANH SÁCH THÔN, KHỐI PHỐ"
    assert [row[-1] for row in rows[1:4]] == ["", "", ""]
    assert rows[3][:4] == ["Mã thôn", "Tên thôn", "Mã xã", "Số hộ"]
    assert rows[4][4:6] == ["thành lập", "kết thúc"]
    assert rows[4][-1].startswith(TITLE)
    assert rows[5][0] == "I. Phường Đông Kinh"
    assert rows[6][:5] == ["05977-01", "Khối 1", "05977", 215.0, date(2025, 10, 15)]
    assert rows[6][-1] == ""
    assert rows[7][:5] == ["05977-02", "=1+1", "5999", 208.0, "31/02/2025"]
    told = rows[7][-1]
    assert "Mã xã: Không có đơn vị nào mang mã 5999" in told
    assert "thành lập: Lịch không có ngày này" in told


def test_mended_copy_is_read_as_the_mended_sheet(store: Store, tmp_path: Path) -> None:
    units = write(tmp_path, {"don_vi.csv": UNITS})
    good = workbook(tmp_path / "good.xlsx", bad=False)
    wanted = counts(check(store, Wanted((good, *units))))
    _, result = copied(store, good, *units)
    assert counts(result) == wanted
    copy = good.with_suffix(".copy.xlsx")
    again = check(store, Wanted((copy, *units)))
    assert list(counts(again).values()) == list(wanted.values())
    assert [remark.message for remark in again.remarks] == [
        remark.message for remark in result.remarks
    ]


def test_copy_tells_of_hidden_sheets_and_leaves_the_wrong_number_a_number(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "thon.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Thôn")
    sheet.write_row(0, 0, ["Mã thôn", "Tên thôn", "Mã xã", "Số hộ", "Ngày kết thúc"])
    sheet.write_row(1, 0, ["05977-01", "Khối 1", "05977", 12.5, 45839])
    sheet.write_row(2, 0, ["05977-02", "Khối 2", 59990, "12,5", "45839"])
    book.add_worksheet("Nháp").hide()
    book.close()
    sheets, _ = copied(store, path, *write(tmp_path, {"don_vi.csv": UNITS}))
    assert list(sheets) == ["Thôn"]
    rows = sheets["Thôn"]
    assert "Nháp: " in rows[0][-1]
    assert [type(cell) for cell in rows[1][3:5]] == [float, float]
    assert rows[1][3:5] == [12.5, 45839.0]
    assert rows[2][:5] == ["05977-02", "Khối 2", 59990.0, "12,5", "45839"]
    assert rows[2][-1]


def test_what_is_no_table_has_no_copy(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "anh.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    with pytest.raises(RefusedLoadError) as refused:
        check(store, Wanted((path,)))
    notes = notes_of(refused.value.places, (), VI)["anh.xlsx"]
    made = BytesIO()
    assert not write_copy(path, path.name, made, notes, VI, ReadingLimits())
    assert made.getvalue() == b""
