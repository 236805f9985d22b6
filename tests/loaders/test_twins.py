"""Likely twins are suggested with both codes and why: never merged, never in the way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.i18n import LANGUAGES, Translator
from loaders import Wanted, check
from loaders.twin_people import _guises, is_near
from loaders.twin_units import are_near
from tests.loaders.world import (
    OLD,
    PEOPLE,
    POSTS,
    UNITS,
    VILLAGES,
    load_files,
    one,
    with_line,
    write,
)

if TYPE_CHECKING:
    from pathlib import Path

    from graphapp.write import Store

HEAD = "Mã cán bộ,Họ và tên,Ngày sinh,Giới tính\n"
VILLAGE = VILLAGES.splitlines(keepends=True)[0]


def suggested(store: Store, folder: Path, files: dict[str, str]) -> list[tuple[str, str, str]]:
    """The new code, the other one, and why."""
    result = check(store, Wanted(tuple(write(folder / "new", files))))
    assert result.suggestions_total == len(result.suggestions)
    for each in result.suggestions:
        for lang in LANGUAGES:
            assert Translator(lang).text(each.place.remedy, **dict(each.place.values))
    return [
        (each.code, each.other_code, each.place.remedy.removeprefix("twins."))
        for each in result.suggestions
    ]


def people(*lines: str) -> dict[str, str]:
    return {"can_bo.csv": HEAD + "".join(f"{line}\n" for line in lines)}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("N1,Nguyễn Ngọc Nga,19/06/1972,", "same_birth"),
        ("N1,NGUYEN NGOC NGA,19/06/1972,", "same_birth"),
        ("N1,Nguyễn Ngọc Ngà,19/06/1973,", "near_birth"),
        ("N1,Nguyễn Ngọc Nga,19/06/1927,", "near_birth"),
        ("N1,Nguyễn Ngọc Ngân,19/06/1972,", "near_name"),
        ("N1,Nguyễn Ngọc Nga,01/02/1980,", None),
        ("N1,Nguyễn Ngọc Nga,,", None),
        ("N1,Lê Thị Hoa,19/06/1972,", None),
    ],
)
def test_new_person_may_be_one_that_stands(
    province: Store, tmp_path: Path, line: str, why: str | None
) -> None:
    wanted = [] if why is None else [("N1", "CB1", why)]
    assert suggested(province, tmp_path, people(line)) == wanted


def test_people_of_one_file_are_compared_too_each_pair_once(store: Store, tmp_path: Path) -> None:
    files = people("A1,Nông Văn Đạt,19/08/1986,", "A2,Nông Văn Đạt,19/08/1986,")
    assert suggested(store, tmp_path, files) == [("A2", "A1", "same_birth")]


def test_same_name_in_one_organisation_is_enough_where_a_birth_date_is_lacking(
    province: Store, tmp_path: Path
) -> None:
    files = people("N1,Lương Đức Phong,,")
    files["bo_nhiem.csv"] = "Mã cán bộ,Mã chức vụ,Từ ngày\nN1,X05977-CB,01/09/2025\n"
    assert suggested(province, tmp_path, files) == [("N1", "CB3", "same_body")]
    files["chuc_vu.csv"] = with_line(POSTS, "X05977-PCT,Phó Chủ tịch UBND phường,05977,xã")
    files["bo_nhiem.csv"] = "Mã cán bộ,Mã chức vụ,Từ ngày\nN1,X05977-PCT,01/09/2025\n"
    assert suggested(province, tmp_path, files) == [("N1", "CB3", "same_body")]


def test_known_codes_and_their_namesakes_are_not_told_again(
    province: Store, tmp_path: Path
) -> None:
    assert suggested(province, tmp_path, {"can_bo.csv": PEOPLE}) == []


def test_suggestion_is_no_more_than_that(province: Store, tmp_path: Path) -> None:
    files = people("N1,Nguyễn Ngọc Nga,19/06/1972,")
    assert suggested(province, tmp_path, files) != []
    load_files(province, tmp_path / "load", files)
    assert one(province, "Person", "N1")["id"] != one(province, "Person", "CB1")["id"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("05977-09,Khối 1,05977,,khối,,,", "near_unit"),
        ("05977-09,Tổ dân phố 1,05977,,khối,,,", None),
        ("05977-09,Khối 3,05977,,khối,,,", None),
        ("05983-09,Khối 1,05983,,khối,,01/11/2025,", "near_unit"),
        ("05983-09,Khối 2,05983,,khối,,01/01/2026,", None),
    ],
)
def test_new_unit_may_be_a_sibling_that_lives_at_the_same_time(
    province: Store, tmp_path: Path, line: str, why: str | None
) -> None:
    known = {"05977": "05977-01", "05983": "05983-01"}[line[:5]]
    wanted = [] if why is None else [(line[:8], known, why)]
    assert suggested(province, tmp_path, {"thon.csv": f"{VILLAGE}{line}\n"}) == wanted


def test_units_of_one_load_are_compared_too(store: Store, tmp_path: Path) -> None:
    lines = with_line(
        VILLAGES, "05977-10,Thôn Nà Lùng,05977,,thôn,,,", "05977-11,Bản Nà Lung,05977,,bản,,,"
    )
    files = {"don_vi.csv": UNITS, "xa_cu.csv": OLD, "thon.csv": lines, "chuc_vu.csv": POSTS}
    assert suggested(store, tmp_path, files) == [("05977-11", "05977-10", "near_unit")]


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Thôn Nà Lùng", "Bản Nà Lung", True),
        ("Khuổi Mươi Phai", "Khuổi Mươn Phai", True),
        ("Nà Lùng", "Nà Làng", False),
        ("Nà Lùng 1", "Nà Lùng 2", False),
        ("Nà Lùng I", "Nà Lùng II", False),
        ("Nà Mò A", "Nà Mò B", False),
        ("Thôn 1", "THÔN 1", True),
        ("Thôn 1", "Khối 1", False),
    ],
)  # fmt: skip
def test_names_of_units_are_near_only_with_the_same_numbers(
    one: str,
    other: str,
    near: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    assert are_near(one, other) is near


@pytest.mark.parametrize(
    ("day", "other", "near"),
    [
        (date(1972, 6, 5), date(1972, 5, 6), True),
        (date(1972, 6, 19), date(1972, 6, 18), True),
        (date(1972, 6, 19), date(1927, 6, 19), True),
        (date(1972, 6, 19), date(1982, 6, 19), True),
        (date(1972, 6, 19), date(1972, 7, 18), False),
        (date(1972, 6, 19), date(1981, 6, 19), False),
    ],
)
def test_days_are_near_that_one_slip_parts(
    day: date,
    other: date,
    near: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    assert is_near(day, other) is near


DAYS = st.dates(date(1940, 1, 1), date(2008, 12, 31))


@given(DAYS, DAYS)
def test_near_days_are_near_both_ways_and_share_a_guise(day: date, other: date) -> None:
    assert is_near(day, other) is is_near(other, day)
    if is_near(day, other):
        assert set(_guises(day)) & set(_guises(other))
