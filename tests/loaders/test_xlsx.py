"""Workbooks: what of a sheet is read, what is left out and told, what its cells may hold."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from loaders import RefusedLoadError, load
from tests.loaders.office import book, cells_of, sheet, tables, with_part
from tests.loaders.world import (
    ASSIGNMENTS,
    HOUSEHOLDS,
    PEOPLE,
    POSTS,
    TENURES,
    UNITS,
    VILLAGES,
    WORLD,
    edges,
    every,
    one,
)

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter.workbook import Workbook

    from graphapp.write import Store
    from loaders import LoadResult

DAY = date(2025, 7, 1)
MERGED = {
    "A5:A6": "STT",
    "B5:B6": "Mã phân\ncông (*)",
    "C5:D5": "Người phụ trách",
    "E5:F5": "Đối tượng",
    "G5:H5": "Quyết định",
    "I5:I6": "TỪ NGÀY (dd/mm/yyyy)",
    "J5:J6": "Ghi chú",
}


def checked(store: Store, path: Path) -> LoadResult:
    return load(store, [path], actor="tester", dry_run=True)


def remarks(result: LoadResult) -> list[tuple[str | None, int | None, str | None, str]]:
    return [
        (r.place.sheet, r.place.row, r.place.value, r.message.rpartition(".")[2])
        for r in result.remarks
    ]


def places(store: Store, path: Path) -> list[tuple[int | None, str | None, str | None, str]]:
    with pytest.raises(RefusedLoadError) as caught:
        checked(store, path)
    return [(p.row, p.column, p.value, p.remedy) for p in caught.value.places]


def counted(result: LoadResult) -> list[tuple[str | None, str | None, int, int, int, int]]:
    return [(f.sheet, f.kind, f.added, f.changed, f.ended, f.unchanged) for f in result.files]


def test_the_world_as_one_workbook_is_the_world_as_eight_files(
    standing: Store, tmp_path: Path
) -> None:
    path = tables(tmp_path / "w.xlsx", **{n[:-4]: cells_of(text) for n, text in WORLD.items()})
    result = checked(standing, path)
    assert {(f.added, f.changed, f.ended) for f in result.files} == {(0, 0, 0)}
    assert [f.sheet for f in result.files] == [name[:-4] for name in WORLD]
    assert len({f.sha256 for f in result.files}) == 1


def the_office(workbook: Workbook) -> None:
    """A sheet of assignments as a ward keeps it."""
    page = workbook.add_worksheet("Phân công")
    day = workbook.add_format({"num_format": "dd/mm/yyyy"})
    page.merge_range("A1:D1", "UBND PHƯỜNG ĐÔNG KINH")
    page.merge_range("E1:J1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    page.merge_range("A3:J3", "BẢNG PHÂN CÔNG")
    for span, text in {
        "A5:A6": "STT",
        "B5:B6": "Mã phân\ncông (*)",
        "I5:I6": "TỪ NGÀY (dd/mm/yyyy)",
        "J5:J6": "Ghi chú",
        "C5:D5": "Người phụ trách",
        "E5:F5": "Đối tượng",
        "G5:H5": "Quyết định",
    }.items():
        page.merge_range(span, text)
    page.write_row("C6", ["Mã cán bộ", "Họ tên", "Loại đối tượng", "Mã đối tượng", "Số", "Ngày"])
    page.write_row("A7", [f"({n})" for n in range(1, 11)])
    page.merge_range("A8:J8", "I. Khối 1")
    page.write_row("A9", [1, "PC2", "CB1", "Nguyễn Ngọc Nga", "xã", 5977, "QĐ-1"])
    page.write_datetime("H9", datetime(2025, 6, 30), day)  # noqa: DTZ001 - a cell has no zone
    page.write_datetime("I9", datetime(2025, 7, 1), day)  # noqa: DTZ001 - the same
    page.write_row("A10", [2, "PC3", "CB3", "", "thôn", "05977-01", "", "", "01/07/2025"])
    page.write_row("A11", ["STT", "Mã phân công", "Mã cán bộ", "Họ tên", "Loại đối tượng"])
    page.write_row("A12", [3, "PC4", "CB3", "…", "hộ", "H1", "-", "", "1/8/2025"])
    page.write_row("A13", [4, "PC9", "(khuyết)", "", "hộ", "H1", "", "", "1/8/2025"])
    page.write("A14", 5)
    page.write_row("A15", ["Tổng cộng", "", "", "", "", 3])
    page.write("B17", "Nơi nhận:")
    page.write("G17", "Lạng Sơn, ngày 01 tháng 7 năm 2025")
    page.write("G19", "CHỦ TỊCH")
    page.write("G22", "Nguyễn Văn A")
    hidden = sheet(workbook, cells_of(PEOPLE + "CB9,Ẩn,,\n"), "Nháp")
    hidden.hide()
    sheet(workbook, cells_of(PEOPLE + "CB9,Rất ẩn,,\n"), "Cũ").very_hidden()
    sheet(workbook, [["Xã", "Thu", "Chi"], ["a", 1, 2]], "Thống kê")
    workbook.add_worksheet("Sheet3")
    drawn = workbook.add_chart({"type": "line"})
    drawn.add_series({"values": "='Thống kê'!$B$2:$C$2"})
    workbook.add_chartsheet("Biểu đồ").set_chart(drawn)


def test_a_sheet_as_a_ward_keeps_it_is_read_and_what_is_no_data_is_told(
    province: Store, tmp_path: Path
) -> None:
    result = load(province, [book(tmp_path / "a.xlsx", the_office)], actor="tester")
    assert counted(result) == [("Phân công", "assignments", 0, 1, 0, 2)]
    page = "Phân công"
    assert remarks(result) == [
        ("Nháp", None, None, "hidden_sheet"),
        ("Cũ", None, None, "hidden_sheet"),
        ("Thống kê", None, None, "sheet_not_read"),
        (page, 1, None, "titles"),
        (page, 7, "(1)", "numbers_of_columns"),
        (page, 8, "I. Khối 1", "section"),
        (page, 11, "STT", "repeated_header"),
        (page, 13, "4", "vacant"),
        (page, 14, "5", "only_numbered"),
        (page, 15, "Tổng cộng", "total"),
        (page, 17, "Nơi nhận:", "signature"),
        (page, 19, "CHỦ TỊCH", "signature"),
        (page, 22, "Nguyễn Văn A", "signature"),
        (page, 6, None, "column_not_read"),
        (page, 9, "5977", "zeros_restored"),
    ]
    person = one(province, "Person", "CB1")["id"]
    (edge,) = edges(province, "RESPONSIBLE_FOR:Person:Unit", person)
    decisions = every(province, "Decision", "QĐ-1", "number")
    (decision,) = [found for found in decisions if found["date"] == date(2025, 6, 30)]
    assert edge["decision_id"] == decision["id"]


CELLS: dict[str, tuple[str, list[Any], str | None]] = {
    "a day as a cell of that type": ("Ngày sinh", [DAY], None),
    "a day with the time of midnight": ("Ngày sinh", [datetime(2025, 7, 1)], None),  # noqa: DTZ001 - a cell has no zone
    "a day as text": ("Ngày sinh", ["01/07/2025", "1/7/2025", "2025-07-01 00:00:00"], None),
    "a day with a time": ("Ngày sinh", [datetime(2025, 7, 1, 8, 30)], "reading.time_of_day"),  # noqa: DTZ001 - a cell has no zone
    "a bare number as a day": ("Ngày sinh", [45839, "45839", 2025, 1.5], "reading.number_as_date"),
    "a year of two digits": ("Ngày sinh", ["01/07/25"], "load.not_a_date"),
    "a truth as a day": ("Ngày sinh", [True], "load.not_a_date"),
    "a whole number as a count": ("Số hộ", [12, 12.0, "1.234", "1 234", "1\u00a0234"], None),
    "a count with decimals": ("Số hộ", [12.5, "12,5", "1,234", "1.23", -1], "load.not_an_integer"),
    "a truth as yes": ("Tạm quyền", [True, False, "có", 1, 0], None),
    "a number as neither": ("Tạm quyền", [2], "load.not_yes_or_no"),
    "a day as a name": ("Tên", [DAY], "reading.date_as_text"),
    "a truth as a name": ("Tên", [True], "reading.boolean_as_text"),
    "a number as a name": ("Tên", [113], None),
    "an error as a name": ("Tên", ["#N/A", "#REF!"], "reading.error_cell"),
    "a day as a code": ("Mã", [DAY], "reading.date_as_text"),
    "a number with decimals as a code": ("Mã", [5977.5, -3, 1e20], "reading.number_as_code"),
    "a code that was shortened": ("Mã", ["1,23E+10", "1.23e10"], "reading.lost_digits"),
}  # fmt: skip
FRAMES: dict[str, tuple[list[str], list[Any]]] = {
    "Ngày sinh": (["Mã cán bộ", "Họ và tên", "Ngày sinh"], ["CB9", "Vi A", ...]),
    "Số hộ": (["Mã thôn", "Tên thôn", "Mã xã", "Số hộ"], ["T9", "Thôn", "05977", ...]),
    "Tạm quyền": (
        ["Mã cán bộ", "Mã chức vụ", "Từ ngày", "Tạm quyền"],
        ["CB4", "X05977-CB", "01/07/2025", ...],
    ),
    "Tên": (["Mã cán bộ", "Họ và tên"], ["CB9", ...]),
    "Mã": (["Mã cán bộ", "Họ và tên"], [..., "Vi A"]),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_is_what_it_is_or_is_refused_with_what_to_do(
    standing: Store, tmp_path: Path, name: str
) -> None:
    frame, values, remedy = CELLS[name]
    header, row = FRAMES[frame]
    for value in values:
        cells = [value if cell is ... else cell for cell in row]
        path = tables(tmp_path / "x.xlsx", Bảng=[header, cells])
        if remedy is None:
            assert checked(standing, path).files[0].added == 1, value
        else:
            assert [place[3] for place in places(standing, path)] == [remedy], value


def test_formulas_give_their_values_and_none_without_one_is_taken_for_a_blank(
    standing: Store, tmp_path: Path
) -> None:
    def build(workbook: Workbook) -> None:
        page = sheet(workbook, [["Mã cán bộ", "Họ và tên", "Ngày sinh"], ["CB9"], ["CB8"], ["CB7"]])
        page.write_formula("B2", '="Vi "&"A"', None, "Vi A")
        page.write_formula("B3", '="Vi "&"B"', None, "")
        page.write_formula("B4", "=NA()", None, "#N/A")

    assert places(standing, book(tmp_path / "x.xlsx", build)) == [
        (3, "Họ và tên", "=", "reading.formula_without_value"),
        (4, "Họ và tên", "#N/A", "reading.error_cell"),
    ]


def test_dates_of_the_other_calendar_of_excel_are_the_same_days(
    province: Store, tmp_path: Path
) -> None:
    rows = [["Mã cán bộ", "Họ và tên", "Ngày sinh"], ["CB1", "Nguyễn Ngọc Nga", date(1972, 6, 19)]]
    path = book(tmp_path / "x.xlsx", lambda b: sheet(b, rows) and None, date_1904=True)
    assert counted(checked(province, path))[0][2:] == (0, 0, 0, 1)


def test_cells_merged_downward_hold_for_each_of_their_rows(standing: Store, tmp_path: Path) -> None:
    def build(workbook: Workbook) -> None:
        page = sheet(
            workbook,
            [
                ["Mã xã", "Mã thôn", "Tên thôn"],
                [None, "T1", "A"],
                [None, "T2", "B"],
                ["05983", "T3", "C"],
            ],
        )
        page.merge_range("A2:A3", "05977")

    assert checked(standing, book(tmp_path / "x.xlsx", build)).files[0].added == 3


def test_numbers_as_codes_find_their_zeros_again(store: Store, tmp_path: Path) -> None:
    units = cells_of(UNITS.replace("05977", "5977").replace("05983", "5983"))
    for row in units[1:]:
        row[0] = int(row[0])  # type: ignore[call-overload]  # a cell that Excel made a number
    villages = cells_of(VILLAGES.replace(",05977,", ",5977,").replace(",05983,", ",5983,"))
    for row in villages[1:]:
        row[2], row[3] = int(row[2]), ""  # type: ignore[call-overload]  # the same
    path = tables(tmp_path / "x.xlsx", Xã=units, Thôn=villages)
    result = load(store, [path], actor="tester")
    assert one(store, "Unit", "05977")["name"] == "Phường Đông Kinh"
    assert {message for *_, message in remarks(result)} == {"zeros_restored"}
    again = load(store, [path], actor="tester")
    assert again.entry is None


def test_a_code_of_text_that_lost_its_zero_is_found_and_told(
    standing: Store, tmp_path: Path
) -> None:
    path = tmp_path / "pc.csv"
    header = ASSIGNMENTS.splitlines()[0]
    path.write_text(f"{header}\nPC9,CB1,xã,5977,01/07/2025,\nPC8,CB1,xã,5977.0,02/07/2025,\n")
    result = checked(standing, path)
    assert result.files[0].added == 2
    assert [message for *_, message in remarks(result)].count("zeros_restored") == 2


def test_a_sheet_like_one_of_ours_is_no_stranger_but_a_mistake(
    standing: Store, tmp_path: Path
) -> None:
    households = [["Mã hộ", "Thôn", "Diện", "Từ ngày"], ["H9", "T1", "", ""]]
    path = tables(tmp_path / "x.xlsx", A=cells_of(PEOPLE), B=households)
    assert [place[3] for place in places(standing, path)] == ["load.missing_column"]


def test_a_template_sheet_that_nobody_filled_is_told(standing: Store, tmp_path: Path) -> None:
    path = tables(tmp_path / "x.xlsx", A=cells_of(PEOPLE), B=cells_of(POSTS)[:1])
    result = checked(standing, path)
    assert counted(result) == [("A", "people", 0, 0, 0, 4)]
    assert remarks(result) == [("B", None, None, "sheet_without_rows")]


def test_a_workbook_whose_sheets_are_all_hidden_is_refused(standing: Store, tmp_path: Path) -> None:
    def build(workbook: Workbook) -> None:
        workbook.add_worksheet("Trống")
        sheet(workbook, cells_of(PEOPLE), "A").hide()

    assert places(standing, book(tmp_path / "x.xlsx", build)) == [
        (None, None, None, "reading.only_hidden")
    ]


@pytest.mark.parametrize(
    ("rows", "row", "remedy"),
    [
        ([["CB9", "Vi A"], *cells_of(PEOPLE)], 1, "reading.row_above_header"),
        ([*cells_of(PEOPLE), *cells_of(HOUSEHOLDS)], 6, "reading.second_header"),
        (
            [*cells_of(PEOPLE), [None, "NGƯỜI LẬP BIỂU"], ["CB9", "Vi A"]],
            7,
            "reading.row_after_signature",
        ),
        ([*cells_of(PEOPLE), [None, "Vi A", "01/07/1980"]], 6, "load.blank_cell"),
        ([*cells_of(PEOPLE), ["Tổng hợp", None, "01/07/1980"]], 6, "load.blank_cell"),
    ],
    ids=["above", "another table", "after the signatures", "without code", "without name"],
)
def test_what_may_be_data_is_refused_not_left_out(
    standing: Store, tmp_path: Path, rows: list[list[Any]], row: int, remedy: str
) -> None:
    found = places(standing, tables(tmp_path / "x.xlsx", A=rows))
    assert (row, remedy) in [(place[0], place[3]) for place in found]


TOTALS: tuple[list[Any], ...] = (
    ["Cộng: 4 khối"],
    ["Cộng: 4 khối", "", "", 590],
    ["", "Cộng", "", 590],
    ["Cộng", "4 khối", "", 590],
    ["Cộng 5"],
    ["Tổng cộng: 12 hộ", "", "", 590],
    ["", "Tổng số thôn, khối: 4"],
    ["Tổng cộng (4 khối)", "", 4, 590],
    ["Cộng dồn", "", "", "1.590"],
    ["TỔNG", 4, "", "590 hộ"],
)


@pytest.mark.parametrize("row", TOTALS, ids=lambda row: " | ".join(map(str, row)))
def test_rows_that_sum_up_are_left_out_and_told(
    standing: Store, tmp_path: Path, row: list[Any]
) -> None:
    header = ["Mã thôn", "Tên thôn", "Mã xã", "Số hộ"]
    rows = [header, ["05977-01", "Khối 1", "05977", 215], row]
    result = checked(standing, tables(tmp_path / "x.xlsx", A=rows))
    assert counted(result) == [("A", "villages", 0, 0, 0, 1)]
    assert [(told[1], told[3]) for told in remarks(result)] == [(3, "total")]


def test_people_are_summed_up_where_their_codes_stand(standing: Store, tmp_path: Path) -> None:
    rows = [*cells_of(PEOPLE), ["Tổng cộng: 4", "4 người"], ["Cộng", "4"]]
    result = checked(standing, tables(tmp_path / "x.xlsx", A=rows))
    assert [told[1] for told in remarks(result) if told[3] == "total"] == [6, 7]


@pytest.mark.parametrize("name", ["Cộng Hòa", "Cộng", "Tổng", "Tổng Cọt", "Cộng 5"])
def test_village_whose_name_is_like_a_total_stays(
    standing: Store, tmp_path: Path, name: str
) -> None:
    rows: list[list[Any]] = [["Tên thôn", "Mã thôn", "Mã xã", "Số hộ"]]
    rows += [[name, "05977-09", "05977", 215], ["Khối 1", "05977-01", "05977", 215]]
    result = checked(standing, tables(tmp_path / "x.xlsx", A=rows))
    assert counted(result) == [("A", "villages", 1, 0, 0, 1)]
    assert remarks(result) == []
    rows[1][1] = ""
    found = places(standing, tables(tmp_path / "y.xlsx", A=rows))
    assert [(place[0], place[3]) for place in found] == [(2, "load.blank_cell")]


@pytest.mark.parametrize(
    "headers",
    [
        ["Quyết định", "Số", "Ngày", "Thời gian", "Từ", "Đến"],
        ["QUYẾT ĐỊNH", "Số QĐ", "Ngày QĐ", "Thời gian giữ chức", "TỪ NGÀY", "đến ngày"],
        ["Quyet dinh", "so (*)", "ngay:", "Thoi gian", "tu ngay", "Den ngay (dd/mm/yyyy)"],
        ["Decision", "Decision\nnumber", "Ngày ban hành", "Time", "From", "To"],
    ],
)
def test_parents_over_children_are_one_header(
    standing: Store, tmp_path: Path, headers: list[str]
) -> None:
    group, number, day, time_of, first, last = headers
    above = ["STT", "Mã cán bộ", "Mã chức vụ", group, None, time_of, None]
    below = [None, None, None, number, day, first, last]
    row = [1, "CB4", "X05977-CB", "QĐ-9", "30/06/2025", "01/07/2025", None]
    path = tables(tmp_path / "x.xlsx", A=[above, below, row])
    result = checked(standing, path)
    assert (result.files[0].kind, result.files[0].added, result.remarks) == ("tenures", 1, ())
    text = "\n".join(";".join("" if c is None else str(c) for c in r) for r in (above, below, row))
    csv = tmp_path / "x.csv"
    csv.write_text(text.replace("\n", "\r\n") if "\nn" not in text else "")
    if csv.stat().st_size:
        assert checked(standing, csv).files[0].added == 1


def test_columns_beside_the_table_are_told(standing: Store, tmp_path: Path) -> None:
    rows: list[list[Any]] = cells_of(PEOPLE)
    rows[2] = [*rows[2], None, None, "xem lại"]
    result = checked(standing, tables(tmp_path / "x.xlsx", A=rows))
    assert remarks(result) == [("A", 3, None, "column_without_header")]


def test_a_workbook_by_another_hand_reads_the_same(standing: Store, tmp_path: Path) -> None:
    path = tables(tmp_path / "x.xlsx", A=cells_of(TENURES))
    part = "xl/worksheets/sheet1.xml"
    with_part(
        path, part, lambda xml: xml.replace(b"<c ", b'<c ph="1" ').replace(b'"><v>', b'" ><v>')
    )
    assert counted(checked(standing, path))[0][2:] == (0, 0, 0, 3)


def test_hidden_rows_are_read_and_told(standing: Store, tmp_path: Path) -> None:
    def build(workbook: Workbook) -> None:
        page = sheet(workbook, cells_of(PEOPLE), "A")
        page.set_row(2, None, None, {"hidden": True})
        page.set_row(3, None, None, {"hidden": True})

    result = checked(standing, book(tmp_path / "x.xlsx", build))
    assert counted(result)[0][2:] == (0, 0, 0, 4)
    assert remarks(result) == [("A", 3, None, "hidden_rows")]
    assert dict(result.remarks[0].values) == {"count": 2}


def test_a_sheet_in_another_code_beside_one_of_ours_is_refused(
    standing: Store, tmp_path: Path
) -> None:
    path = tables(tmp_path / "x.xlsx", A=cells_of(PEOPLE), B=[["M· hé", "M· th«n"], ["H1", "T1"]])
    assert [place[3] for place in places(standing, path)] == ["reading.not_unicode"]


def test_a_sheet_of_errors_alone_is_no_blank_sheet(standing: Store, tmp_path: Path) -> None:
    def build(workbook: Workbook) -> None:
        workbook.add_worksheet("A").write_formula("B2", "=NA()", None, "#N/A")

    assert [place[3] for place in places(standing, book(tmp_path / "x.xlsx", build))] == [
        "load.header_only"
    ]
