"""Files as they come: what is read, what is refused as a whole, and what is only remarked."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from loaders import RefusedLoadError, load
from tests.loaders.world import PEOPLE, counts, load_files, one, refused, told, write

if TYPE_CHECKING:
    from pathlib import Path

    from graphapp.settings import Settings
    from graphapp.write import Store
    from tests.loaders.world import Content, Told

NAME = "can_bo.csv"
BAD_FILES: dict[str, tuple[Content, Told]] = {
    "nothing at all": (b"", (NAME, None, None, None, "empty_file")),
    "blank cells alone": (b",,,\n,,\n", (NAME, None, None, None, "empty_file")),
    "blank lines alone": (b"\xef\xbb\xbf\r\n \r\n", (NAME, None, None, None, "empty_file")),
    "a header alone": ("Mã cán bộ,Họ và tên\n", (NAME, 1, None, None, "header_only")),
    "another encoding": (
        PEOPLE.encode("utf-8") + "CB9,Đào".encode("cp1258"),
        (NAME, 6, None, None, "reading.not_unicode"),
    ),
    "a zero byte": (PEOPLE.encode() + b"CB9,\0\n", (NAME, 6, None, None, "nul_byte")),
    "a damaged workbook": (
        b"PK\x03\x04rest",
        (NAME, None, None, None, "reading.damaged_zip"),
    ),
    "a quote that is never closed": (
        PEOPLE + 'CB9,"Vi Văn A\n',
        (NAME, 6, None, None, "broken_quotes"),
    ),
    "text after a closing quote": (
        PEOPLE + 'CB9,"Vi"x,,\n',
        (NAME, 6, None, None, "broken_quotes"),
    ),
    "a row too long": (PEOPLE + "CB9,Vi Văn A,,Nam,x\n", (NAME, 6, None, None, "ragged_row")),
    "a row too short": (PEOPLE + "CB9,Vi Văn A\n", (NAME, 6, None, None, "ragged_row")),
    "two columns of one name": (
        "Mã cán bộ,Họ và tên,person_code\nCB9,Vi Văn A,CB9\n",
        (NAME, 1, "person_code", None, "double_column"),
    ),
    "an unread column twice": (
        "Mã cán bộ,Họ và tên,Ghi chú,ghi chú\nCB9,Vi Văn A,,\n",
        (NAME, 1, "ghi chú", None, "double_column"),
    ),
    "a missing column": (
        "Mã cán bộ,Ngày sinh\nCB9,\n",
        (NAME, 1, "Họ và tên", None, "missing_column"),
    ),
    "a header that means nothing to us": (
        "Mã cán bộ,Quý,Xếp loại\nCB9,1,x\n",
        (NAME, 1, None, None, "unknown_kind"),
    ),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_with_its_place(nothing: Store, tmp_path: Path, name: str) -> None:
    content, expected = BAD_FILES[name]
    assert told(refused(nothing, tmp_path, {NAME: content})) == [expected]


def test_a_file_that_is_not_there_is_refused(nothing: Store, tmp_path: Path) -> None:
    with pytest.raises(RefusedLoadError) as caught:
        load(nothing, [tmp_path / NAME, tmp_path], actor="tester")
    places = caught.value.places
    assert [place.remedy for place in places] == ["load.no_such_file", "load.unreadable"]


def test_a_missing_column_is_named_with_the_kind(nothing: Store, tmp_path: Path) -> None:
    files = {"bo_nhiem.csv": "Mã cán bộ,Từ ngày,Đến ngày,Số quyết định\nCB1,01/07/2025,,Q\n"}
    (place,) = refused(nothing, tmp_path, files)
    assert place.column == "Mã chức vụ"
    assert dict(place.values) == {"needed": "Mã chức vụ (Post code)", "kind": "bổ nhiệm (tenures)"}


def test_an_unknown_file_is_told_its_nearest_kind(nothing: Store, tmp_path: Path) -> None:
    files = {NAME: "Mã hộ,Thu nhập,Ghi chú\nH1,1,\n"}
    (place,) = refused(nothing, tmp_path, files)
    assert dict(place.values) == {"kind": "hộ (households)", "columns": "Mã thôn (Village code)"}


def test_a_row_of_several_lines_counts_as_one(nothing: Store, tmp_path: Path) -> None:
    content = 'Mã cán bộ,Họ và tên,Ngày sinh\nCB1,"Vi\nVăn\nA",\n\nCB2,Vi B,x\n'
    assert [place.row for place in refused(nothing, tmp_path, {NAME: content})] == [4]


@pytest.mark.parametrize(
    "content",
    [
        PEOPLE.encode(),
        PEOPLE.encode("utf-8-sig"),
        PEOPLE.replace("\n", "\r\n").encode("utf-8-sig"),
        PEOPLE.replace(",", ";").encode(),
        PEOPLE.replace(",", "\t").encode(),
        unicodedata.normalize("NFD", PEOPLE).encode(),
        PEOPLE.replace("\n", ",,\n").replace("Giới tính,,", "Giới tính,,", 1).encode(),
        PEOPLE.replace("Mã cán bộ,Họ và tên", "MA CAN BO,ho va ten").encode(),
        PEOPLE.replace("Mã cán bộ,Họ và tên", "Person code,full_name").encode(),
        PEOPLE.replace("19/06/1972", "1972-06-19").replace("Nữ", "female").encode(),
        PEOPLE.replace("Nguyễn Ngọc", " Nguyễn   Ngọc").encode(),
        b"\n" + PEOPLE.encode() + b"\n,,,\n\n",
    ],
    ids=[
        "plain", "BOM", "CRLF", "semicolons", "tabs", "NFD", "blank cells past the header",
        "no marks, no case", "English, snake case", "ISO dates", "spaces", "blank lines",
    ],
)  # fmt: skip
def test_every_spelling_of_a_file_gives_the_same(
    store: Store, tmp_path: Path, content: bytes
) -> None:
    load_files(store, tmp_path / "a", {NAME: PEOPLE})
    result = load_files(store, tmp_path / "b", {NAME: content})
    assert (result.entry, counts(result)) == (None, {NAME: (0, 0, 0, 4)})
    assert one(store, "Person", "CB1")["name"] == "Nguyễn Ngọc Nga"


def test_a_column_that_is_not_read_is_remarked(store: Store, tmp_path: Path) -> None:
    result = load_files(store, tmp_path, {NAME: "Mã cán bộ,Họ và tên,Ghi chú\nCB1,Vi A,x\n"})
    (remark,) = result.remarks
    assert (remark.message, remark.place.row, remark.place.column) == (
        "load.column_not_read", 1, "Ghi chú",
    )  # fmt: skip


def test_two_files_of_one_name_are_told_apart(nothing: Store, tmp_path: Path) -> None:
    first = write(tmp_path / "a", {NAME: PEOPLE})
    second = write(tmp_path / "b", {NAME: PEOPLE + "CB9,,,\n"})
    with pytest.raises(RefusedLoadError) as caught:
        load(nothing, [*first, *second], actor="tester")
    (place,) = caught.value.places
    assert place.file == str(second[0])


def test_a_file_that_is_given_twice_counts_once(store: Store, tmp_path: Path) -> None:
    (path,) = write(tmp_path, {NAME: PEOPLE})
    result = load(store, [path, path, path.parent / "." / path.name], actor="tester")
    assert counts(result) == {NAME: (4, 0, 0, 0)}


def test_at_most_a_thousand_remarks_are_kept_and_all_are_counted(
    store: Store, tmp_path: Path
) -> None:
    notes = ",".join(f"Ghi chú {n}" for n in range(1100))
    content = f"Mã cán bộ,Họ và tên,{notes}\nCB1,Vi A{',' * 1100}\n"
    result = load_files(store, tmp_path, {NAME: content})
    assert (len(result.remarks), result.remarks_total) == (1000, 1100)


def test_a_file_over_the_limit_is_not_read(
    nothing: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nothing, "settings", _limited(nothing))
    assert told(refused(nothing, tmp_path, {NAME: PEOPLE})) == [
        (NAME, None, None, None, "too_large")
    ]


def _limited(store: Store) -> Settings:
    return replace(store.settings, csv_max_bytes=10)
