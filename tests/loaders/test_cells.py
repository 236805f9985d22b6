"""Cells: what each type takes and what it refuses."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.i18n import Translator
from graphapp.model.interval import OPEN_END
from loaders.parse import CellError, parse_date
from tests.loaders.world import UNITS, VILLAGES, edges, load_files, one, refused, told, with_line

if TYPE_CHECKING:
    from pathlib import Path

    from graphapp.write import Store

DAYS = st.dates(date(1800, 1, 1), date(2200, 12, 31))


@given(DAYS)
def test_a_day_is_read_as_offices_and_as_iso_write_it(day: date) -> None:
    assert parse_date(f"{day:%d/%m/%Y}") == parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("1/7/25", "not_a_date"),
        ("001/7/2025", "not_a_date"),
        ("01/07/25", "not_a_date"),
        ("2025-7-1", "not_a_date"),
        ("01-07-2025", "not_a_date"),
        ("07/2025", "not_a_date"),
        ("hôm nay", "not_a_date"),
        ("٠١/٠٧/٢٠٢٥", "not_a_date"),
        ("31/06/2025", "no_such_day"),
        ("29/02/2025", "no_such_day"),
        ("2025-13-01", "no_such_day"),
        ("00/00/0000", "no_such_day"),
        ("01/07/2255", "year_out_of_range"),
        ("01/07/0225", "year_out_of_range"),
    ],
)
def test_anything_else_is_no_day(text: str, remedy: str) -> None:
    with pytest.raises(CellError) as caught:
        parse_date(text)
    assert caught.value.remedy == f"load.{remedy}"


@pytest.mark.parametrize(
    ("line", "column", "value", "remedy"),
    [
        ("V1,Thôn,05977,,,x,,", "Số hộ", "x", "not_an_integer"),
        ("V1,Thôn,05977,,,-1,,", "Số hộ", "-1", "not_an_integer"),
        ('V1,Thôn,05977,,,"1,000",,', "Số hộ", "1,000", "not_an_integer"),
        ("V1,Thôn,05977,,,1.00,,", "Số hộ", "1.00", "not_an_integer"),
        ("V1,Thôn,05977,,,٣,,", "Số hộ", "٣", "not_an_integer"),
        ("V1,,05977,,,,,", "Tên thôn", None, "blank_cell"),
        ("V1,Thôn,,,,,,", "Mã xã", None, "blank_cell"),
        ("V\u200b1,Thôn,05977,,,,,", "Mã thôn", "V\u200b1", "invisible_characters"),
        ("V1,Th\u0007ôn,05977,,,,,", "Tên thôn", "Th\u0007ôn", "invisible_characters"),
        ("V1,Thôn,05977,,,,32/01/2025,", "Ngày thành lập", "32/01/2025", "no_such_day"),
    ],
)
def test_a_bad_cell_is_told_with_what_it_says(
    standing: Store, tmp_path: Path, line: str, column: str, value: str | None, remedy: str
) -> None:
    files = {"thon.csv": with_line(VILLAGES.splitlines()[0] + "\n", line)}
    assert told(refused(standing, tmp_path, files)) == [("thon.csv", 2, column, value, remedy)]


def test_a_tier_that_is_none_is_told_what_there_is(nothing: Store, tmp_path: Path) -> None:
    (place,) = refused(nothing, tmp_path, {"don_vi.csv": UNITS.replace(",tỉnh,", ",bang,")})
    told = Translator("vi").text(place.remedy, **dict(place.values))
    assert "Chọn một trong: tỉnh, huyện, xã, thôn." in told
    told = Translator("en").text(place.remedy, **dict(place.values))
    assert "province, district, commune, village." in told


@pytest.mark.parametrize("word", ["xã", "XÃ", "xa", "commune", "phường", "Thị trấn", "cấp xã"])
def test_a_choice_is_known_by_any_of_its_names(store: Store, tmp_path: Path, word: str) -> None:
    load_files(store, tmp_path, {"x.csv": f"Mã đơn vị,Tên đơn vị,Cấp\n1,X,{word}\n"})
    assert one(store, "Unit", "1")["tier"] == "commune"


@pytest.mark.parametrize(
    ("word", "value"),
    [("có", True), ("x", True), ("TRUE", True), ("1", True), ("yes", True), ("Không", False),
     ("0", False), ("no", False), ("false", False), ("", False)],
)  # fmt: skip
def test_yes_and_no_in_any_spelling(
    province: Store, tmp_path: Path, word: str, value: bool  # noqa: FBT001 - a value under test
) -> None:  # fmt: skip
    content = f"Mã cán bộ,Mã chức vụ,Từ ngày,Tạm quyền\nCB4,X05977-CB,01/07/2025,{word}\n"
    load_files(province, tmp_path, {"x.csv": content})
    person = one(province, "Person", "CB4")["id"]
    (row,) = edges(province, "HOLDS:Person:Post", person)
    assert row["acting"] is value


def test_a_word_that_is_neither_is_refused(standing: Store, tmp_path: Path) -> None:
    content = "Mã cán bộ,Mã chức vụ,Từ ngày,Tạm quyền\nCB4,X05977-CB,01/07/2025,có lẽ\n"
    assert told(refused(standing, tmp_path, {"x.csv": content})) == [
        ("x.csv", 2, "Tạm quyền", "có lẽ", "not_yes_or_no")
    ]


def test_the_last_day_is_inclusive_in_files_and_exclusive_inside(province: Store) -> None:
    assert one(province, "Unit", "178")["until"] == date(2025, 7, 1)
    assert one(province, "Unit", "20")["until"] == OPEN_END


def test_the_end_of_all_days_is_an_open_end(store: Store, tmp_path: Path) -> None:
    content = "Mã đơn vị,Tên đơn vị,Cấp,Đến ngày\n1,X,xã,31/12/9999\n"
    load_files(store, tmp_path, {"x.csv": content})
    assert one(store, "Unit", "1")["until"] == OPEN_END
