"""Numbers are never misread, and codes that became numbers are found again or refused."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.model.kinds import Property, ValueType
from graphapp.model.schema import MODEL
from loaders import load
from loaders.kinds import Column
from loaders.parse import CellError, ColumnReader
from loaders.reading.grid import NUMBER
from tests.loaders.office import cells_of, tables
from tests.loaders.world import PEOPLE, REFORM, load_files, one, refused, told

if TYPE_CHECKING:
    from pathlib import Path

    from graphapp.write import Store
    from loaders import LoadResult

AREA = Column("area", "Diện tích", "Area", Property("area", ValueType.NUMBER, "Diện tích", "Area"))
BEFORE = [
    ["provinceCode", "province", "districtCode", "district", "wardCode", "ward", "wardType"],
    [1, "Thành phố Hà Nội", 2, "Quận Hoàn Kiếm", 37, "Phường Phúc Tân", "phường"],
]


def number(text: str, kind: str = "s") -> object:
    return ColumnReader(AREA).read(text, kind)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("54,71", 54.71), ("54.71", 54.71), ("-3,5", -3.5), ("0,123", 0.123), ("0.123", 0.123),
        ("8310,18", 8310.18), ("1234.567", 1234.567), ("1.2345", 1.2345), ("1234", 1234.0),
        ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1.234.567", 1234567.0),
        ("1,234,567", 1234567.0), ("1.234.567,89", 1234567.89), ("1 234 567,5", 1234567.5),
        ("1\u00a0234", 1234.0),
    ],
)  # fmt: skip
def test_a_number_is_read_as_its_marks_say(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["1.234", "1,234", "-12.345", "999,999"])
def test_a_number_of_two_readings_is_refused(text: str) -> None:
    with pytest.raises(CellError, match=r"reading\.number_of_two_readings"):
        number(text)


@pytest.mark.parametrize("text", ["1.23.4", "1,2,3", "1.2,3,4", "12 34", "1e5", "x", "٣", "1..2"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(CellError, match=r"load\.not_a_number"):
        number(text)


LONGITUDE = Column(
    "longitude", "Kinh độ", "Longitude",
    next(p for p in MODEL.label("Unit").properties if p.name == "longitude"),
)  # fmt: skip


@pytest.mark.parametrize("text", ["106.771", "106,771"])
def test_a_number_reads_in_the_one_way_that_its_property_allows(text: str) -> None:
    assert ColumnReader(LONGITUDE).read(text) == 106.771


@pytest.mark.parametrize("text", ["106771", "1.234.567", "-180,5", "999.999"])
@pytest.mark.parametrize("kind", ["s", NUMBER])
def test_a_number_outside_what_its_property_allows_is_refused(text: str, kind: str) -> None:
    with pytest.raises(CellError, match=r"number_out_of_range|load\.not_a_number"):
        ColumnReader(LONGITUDE).read(text, kind)


@given(st.integers(-180_000_000, 180_000_000))
def test_a_place_is_read_alike_with_a_point_and_a_comma(millionths: int) -> None:
    text = f"{millionths / 1_000_000:.6f}"
    read = ColumnReader(LONGITUDE).read
    assert read(text) == read(text.replace(".", ",")) == float(text)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e14, max_value=1e14))
def test_a_number_cell_is_exact(value: float) -> None:
    assert number(repr(value), NUMBER) == value


@given(st.integers(0, 10**9))
def test_thousands_as_offices_write_them_are_whole_numbers(value: int) -> None:
    count = Column("n", "Số hộ", "N", Property("n", ValueType.INTEGER, "Số hộ", "N"))
    for written in (str(value), f"{value:,}".replace(",", "."), f"{value:,}".replace(",", " ")):
        assert ColumnReader(count).read(written) == value


def loaded(store: Store, path: Path) -> LoadResult:
    return load(store, [path], actor="tester")


def restored(result: LoadResult) -> list[object]:
    said = [r for r in result.remarks if r.message == "reading.zeros_restored"]
    return [dict(remark.values)["code"] for remark in said]


def test_each_tier_of_a_national_list_gets_its_width_back(store: Store, tmp_path: Path) -> None:
    path = tables(tmp_path / "x.xlsx", A=BEFORE)
    result = load(store, [path], actor="tester", day=REFORM)
    assert sorted(map(str, restored(result))) == ["00037", "002", "01"]
    assert one(store, "Unit", "00037")["name"] == "Phường Phúc Tân"


def test_people_whose_codes_became_numbers_are_the_people_who_stand(
    store: Store, tmp_path: Path
) -> None:
    load_files(store, tmp_path, {"a.csv": "Mã cán bộ,Họ và tên\n000123,Vi A\n000124,Vi B\n"})
    path = tables(tmp_path / "b.xlsx", A=[["Mã cán bộ", "Họ và tên"], [123, "Vi A"], [125, "Vi C"]])
    result = loaded(store, path)
    assert restored(result) == ["000123"]
    assert (result.files[0].added, result.files[0].unchanged) == (1, 1)


def test_a_reference_that_became_a_number_is_found_where_one_code_fits(
    province: Store, tmp_path: Path
) -> None:
    people = "Mã cán bộ,Họ và tên\n0012,Vi A\n00012,Vi B\n0077,Vi C\n"
    load_files(province, tmp_path, {"a.csv": people})
    header = ["Mã cán bộ", "Mã chức vụ", "Từ ngày"]
    found = tables(tmp_path / "b.xlsx", A=[header, [77, "X05977-CB", "01/07/2025"]])
    assert restored(loaded(province, found)) == ["0077"]
    two = tables(tmp_path / "c.xlsx", A=[header, [12, "X05977-CB", "01/07/2025"]]).read_bytes()
    (place,) = refused(province, tmp_path, {"c.xlsx": two})
    assert place.remedy == "load.unknown_but_alike"


def test_a_code_as_it_stands_goes_before_one_with_zeros(province: Store, tmp_path: Path) -> None:
    rows = [["Mã phân công", "Mã cán bộ", "Loại đối tượng", "Mã đối tượng", "Từ ngày"],
            ["PC9", "CB1", "tỉnh", 20, "01/08/2025"]]  # fmt: skip
    assert restored(loaded(province, tables(tmp_path / "x.xlsx", A=rows))) == []


def rewritten(path: Path, change: dict[str, Any]) -> bytes:
    """Change what the directory of a zip says of its last part."""
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    for offset, value in change.items():
        data[at + int(offset)] = value
    return bytes(data)


@pytest.mark.parametrize(
    ("change", "remedy"),
    [
        ({"8": 1}, "reading.encrypted"),
        ({"10": 12}, "reading.damaged_zip"),
        ({"16": 99}, "reading.damaged_zip"),
        ({"20": 255, "22": 255}, "reading.damaged_zip"),
        ({"42": 3}, "reading.damaged_zip"),
    ],
    ids=["password", "another packing", "wrong sum", "too long", "no such place"],
)
def test_a_zip_whose_directory_is_wrong_is_refused(
    nothing: Store, tmp_path: Path, change: dict[str, Any], remedy: str
) -> None:
    path = tables(tmp_path / "x.xlsx", A=cells_of(PEOPLE))
    files = {"x.xlsx": rewritten(path, change)}
    assert told(refused(nothing, tmp_path, files))[0][4] == remedy


def test_two_parts_of_one_name_are_refused(nothing: Store, tmp_path: Path) -> None:
    path = tables(tmp_path / "x.xlsx", A=cells_of(PEOPLE))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("XL/Workbook.xml", "x")
    files = {"x.xlsx": path.read_bytes()}
    assert told(refused(nothing, tmp_path, files))[0][4] == "reading.damaged_zip"
