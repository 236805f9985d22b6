"""Every mistake is told, not the first only: of a row, of a file, of several files at once."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from loaders import RefusedLoadError, Wanted, check
from tests.loaders.world import WORLD, counts, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from graphapp.errors import Place
    from graphapp.write import Store

    Mistake = tuple[dict[str, str], set[str]]

PERSON: Mistake = ({"Mã cán bộ": "CB99"}, {"load.unknown_person"})
ENDS: Mistake = ({"Đến ngày": "01/01/2020"}, {"load.ends_before_start"})
KINDS: Mapping[str, tuple[dict[str, str], dict[str, Mistake]]] = {
    "assignment": (
        {
            "Mã phân công": "P{n}", "Mã cán bộ": "CB3", "Loại đối tượng": "thôn",
            "Mã đối tượng": "05977-01", "Từ ngày": "01/08/2025", "Đến ngày": "01/09/2025",
            "Số quyết định": "", "Ngày ban hành": "",
        },
        {
            "unknown person": PERSON,
            "unknown kind": ({"Loại đối tượng": "châu"}, {"load.not_a_choice"}),
            "unknown target": (
                {"Mã đối tượng": "X99"}, {"load.unknown_unit", "load.unknown_target"},
            ),
            "bad first day": ({"Từ ngày": "32/01/2025"}, {"load.no_such_day"}),
            "bad last day": ({"Đến ngày": "hôm qua"}, {"load.not_a_date"}),
            "bad day of decision": ({"Ngày ban hành": "2025"}, {"reading.number_as_date"}),
            "ends before its start": ENDS,
        },
    ),
    "tenure": (
        {
            "Mã cán bộ": "CB4", "Mã chức vụ": "X05977-CB", "Từ ngày": "01/08/2025",
            "Đến ngày": "01/09/2025", "Số quyết định": "",
        },
        {
            "unknown person": PERSON,
            "nobody": ({"Mã cán bộ": ""}, {"load.blank_person"}),
            "unknown post": ({"Mã chức vụ": "X99"}, {"load.unknown_post"}),
            "no post": ({"Mã chức vụ": ""}, {"load.blank_cell"}),
            "no first day": ({"Từ ngày": ""}, {"load.blank_cell"}),
            "ends before its start": ENDS,
        },
    ),
    "village": (
        {
            "Mã thôn": "05977-{n}", "Tên thôn": "Khối {n}", "Mã xã": "05977", "Mã xã cũ": "",
            "Số hộ": "9", "Ngày thành lập": "01/08/2025", "Ngày kết thúc": "01/09/2025",
        },
        {
            "no code": ({"Mã thôn": ""}, {"load.blank_cell"}),
            "no name": ({"Tên thôn": ""}, {"load.blank_cell"}),
            "unknown commune": ({"Mã xã": "X99"}, {"load.unknown_unit"}),
            "unknown old commune": ({"Mã xã cũ": "Y99"}, {"load.unknown_unit"}),
            "no number": ({"Số hộ": "nhiều"}, {"load.not_an_integer"}),
            "ends before its start": (
                {"Ngày kết thúc": "01/01/2020"}, {"load.ends_before_start"},
            ),
        },
    ),
    "unit": (
        {
            "Mã đơn vị": "1{n}", "Tên đơn vị": "Xã {n}", "Cấp": "xã", "Mã đơn vị cha": "20",
            "Từ ngày": "01/08/2025", "Đến ngày": "01/09/2025", "Thuộc từ ngày": "01/08/2025",
            "Thuộc đến ngày": "01/09/2025",
        },
        {
            "no code": ({"Mã đơn vị": ""}, {"load.blank_cell"}),
            "unknown tier": ({"Cấp": "vùng"}, {"load.not_a_choice"}),
            "unknown parent": ({"Mã đơn vị cha": "X99"}, {"load.unknown_unit"}),
            "ends before its start": ENDS,
            "leaves before it joins": (
                {"Thuộc đến ngày": "01/01/2020"}, {"load.ends_before_start"},
            ),
        },
    ),
    "household": (
        {
            "Mã hộ": "H9{n}", "Mã thôn": "05977-01", "Mã nhóm hộ": "", "Diện": "Hộ nghèo",
            "Từ ngày": "01/08/2025", "Đến ngày": "01/09/2025",
        },
        {
            "no code": ({"Mã hộ": ""}, {"load.blank_cell"}),
            "unknown village": ({"Mã thôn": "X99"}, {"load.unknown_unit"}),
            "unknown group": ({"Mã nhóm hộ": "N99"}, {"load.unknown_household_group"}),
            "ends before its start": ENDS,
        },
    ),
    "organisation": (
        {
            "Mã tổ chức": "T{n}", "Tên tổ chức": "Chi bộ", "Hệ": "Đảng", "Loại tổ chức": "chi bộ",
            "Mã đơn vị": "05977", "Mã tổ chức cấp trên": "", "Mã thôn phụ trách": "05977-01",
            "Từ ngày": "01/08/2025", "Đến ngày": "01/09/2025",
        },
        {
            "no code": ({"Mã tổ chức": ""}, {"load.blank_cell"}),
            "unknown line": ({"Hệ": "Hội"}, {"load.not_a_choice"}),
            "unknown unit": ({"Mã đơn vị": "X99"}, {"load.unknown_unit"}),
            "unknown organisation above": (
                {"Mã tổ chức cấp trên": "Y99"}, {"load.unknown_organisation"},
            ),
            "unknown village": ({"Mã thôn phụ trách": "05977-01; Z99"}, {"load.unknown_unit"}),
            "ends before its start": ENDS,
        },
    ),
    "merger": (
        {"Mã cũ": "05980", "Mã mới": "05983", "Ngày hiệu lực": "01/07/2025", "Phạm vi": "toàn bộ"},
        {
            "unknown old": ({"Mã cũ": "X99"}, {"load.unknown_unit"}),
            "unknown new": ({"Mã mới": "Y99"}, {"load.unknown_unit"}),
            "bad day": ({"Ngày hiệu lực": "1/7"}, {"load.not_a_date"}),
            "unknown extent": ({"Phạm vi": "nửa"}, {"load.not_a_choice"}),
        },
    ),
    "visit": (
        {
            "Mã lượt": "L{n}", "Mã cán bộ": "CB3", "Loại đối tượng": "thôn",
            "Mã đối tượng": "05977-01", "Ngày đi cơ sở": "01/08/2025",
            "Hình thức đi cơ sở": "",
        },
        {
            "unknown person": PERSON,
            "unknown target": ({"Mã đối tượng": "X99"}, {"load.unknown_unit"}),
            "unknown kind of visit": ({"Hình thức đi cơ sở": "bay"}, {"load.not_a_choice"}),
            "bad day": ({"Ngày đi cơ sở": "1/8"}, {"load.not_a_date"}),
        },
    ),
}  # fmt: skip


def refused(store: Store, paths: list[Path]) -> tuple[Place, ...]:
    with pytest.raises(RefusedLoadError) as caught:
        check(store, Wanted(tuple(paths)))
    return caught.value.places


def table(header: dict[str, str], rows: list[dict[str, str]]) -> str:
    lines = [",".join(row[name].replace("{n}", str(n)) for name in header)
             for n, row in enumerate(rows, start=20)]  # fmt: skip
    return "\n".join([",".join(header), *lines]) + "\n"


@pytest.mark.parametrize("kind", KINDS)
def test_row_of_several_mistakes_is_told_all_of_them(
    standing: Store, tmp_path: Path, kind: str
) -> None:
    good, mistakes = KINDS[kind]
    rows, planted = [], []
    for count in range(1, len(mistakes) + 1):
        for chosen in combinations(mistakes.values(), count):
            columns = [column for changes, _ in chosen for column in changes]
            if len(set(columns)) == len(columns):
                rows.append({**good, **{k: v for changes, _ in chosen for k, v in changes.items()}})
                planted.append(chosen)
    # a bad or blank first day cannot be compared with the last one
    told: dict[int, list[Place]] = {}
    for place in refused(standing, write(tmp_path, {"tep.csv": table(good, rows)})):
        told.setdefault(place.row or 0, []).append(place)
    for number, (row, chosen) in enumerate(zip(rows, planted, strict=True), start=2):
        for changes, remedies in chosen:
            (column,) = changes
            places = [
                p for p in told.get(number, ()) if p.column == column and p.remedy in remedies
            ]
            knows_start = row.get("Từ ngày") in (None, "01/08/2025")
            if knows_start or "load.ends_before_start" not in remedies:
                assert len(places) == 1, (row, column, told.get(number))


def test_files_beside_one_that_cannot_be_understood_are_told_their_own_mistakes(
    standing: Store, tmp_path: Path
) -> None:
    paths = write(tmp_path, {
        "nguoi.csv": "Mã cán bộ,Ngày sinh,Giới tính\nCB7,01/01/1980,Nam\n",
        "bo_nhiem.csv": WORLD["bo_nhiem.csv"].splitlines()[0] + "\n"
        "CB7,X05977-CB,01/08/2025,,\nCB8,X05977-CB,01/08/2025,01/07/2025,\n",
        "phan_cong.csv": WORLD["phan_cong.csv"].splitlines()[0] + "\n"
        "P9,CB7,thôn,X99,01/08/2025,\n",
    })  # fmt: skip
    places = [(p.file, p.row, p.column, p.remedy) for p in refused(standing, paths)]
    assert places == [
        ("nguoi.csv", 1, "Họ và tên", "load.missing_column"),
        ("bo_nhiem.csv", 3, "Đến ngày", "load.ends_before_start"),
        ("bo_nhiem.csv", 3, "Mã cán bộ", "load.unknown_person"),
        ("phan_cong.csv", 2, "Mã đối tượng", "load.unknown_unit"),
    ]


def test_files_beside_one_that_lacks_its_day_are_told_their_own_mistakes(
    standing: Store, tmp_path: Path
) -> None:
    paths = write(tmp_path, {
        "xa.csv": "provinceCode,province,wardCode,ward,wardType\n20,Lạng Sơn,06001,Ba Xã,xã\n",
        "phan_cong.csv": WORLD["phan_cong.csv"].splitlines()[0] + "\n"
        "P8,CB3,xã,06001,01/08/2025,\nP9,CB3,xã,06002,01/08/2025,\n",
    })  # fmt: skip
    places = [(p.file, p.row, p.column, p.remedy) for p in refused(standing, paths)]
    assert places == [
        ("xa.csv", None, None, "load.day_missing"),
        ("phan_cong.csv", 3, "Mã đối tượng", "load.unknown_unit"),
    ]


def test_copy_of_a_file_is_left_out_and_told_in_one_remark(nothing: Store, tmp_path: Path) -> None:
    paths = write(tmp_path, {**WORLD, "thon - Copy.csv": WORLD["thon.csv"]})
    result = check(nothing, Wanted(tuple(paths)))
    assert counts(result)["thon.csv"] == (4, 0, 0, 0)
    assert counts(result)["thon - Copy.csv"] == (0, 0, 0, 4)
    (told,) = [remark.place for remark in result.remarks if remark.message == "load.same_file"]
    assert (told.file, told.row, told.values) == ("thon - Copy.csv", None, (("other", "thon.csv"),))


def test_mistakes_of_a_file_handed_in_twice_are_told_once(standing: Store, tmp_path: Path) -> None:
    bad = WORLD["bo_nhiem.csv"].replace("CB2", "CB99")
    paths = write(tmp_path, {"a.csv": bad, "b.csv": bad})
    assert [(p.file, p.remedy) for p in refused(standing, paths)] == [
        ("a.csv", "load.unknown_person")
    ]


def test_what_an_unreadable_file_may_tell_is_not_called_unknown(
    standing: Store, tmp_path: Path
) -> None:
    (tmp_path / "anh.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    paths = write(tmp_path, {
        "bo_nhiem.csv": WORLD["bo_nhiem.csv"].splitlines()[0] + "\n"
        "CB8,X05977-CB,01/08/2025,01/07/2025,\n",
    })  # fmt: skip
    told = refused(standing, [tmp_path / "anh.xlsx", *paths])
    assert [p.remedy for p in told if p.file == "bo_nhiem.csv"] == ["load.ends_before_start"]
