"""A later file is a delta: what it says changes, what it does not say stays."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from graphapp.model.interval import OPEN_END, OPEN_START
from tests.loaders.world import (
    ASSIGNMENTS,
    POSTS,
    TENURES,
    VILLAGES,
    counts,
    edges,
    every,
    load_files,
    one,
    refused,
    told,
    with_line,
)

if TYPE_CHECKING:
    from pathlib import Path

    from graphapp.write import Store

UNIT = "Mã đơn vị,Tên đơn vị,Cấp"
TENURE = "Mã cán bộ,Mã chức vụ,Từ ngày"
REFORM = date(2025, 7, 1)


def again(
    store: Store, folder: Path, *lines: str, name: str = "x.csv"
) -> tuple[int, int, int, int]:
    """Load one file and return what its rows did: added, changed, ended, unchanged."""
    return counts(load_files(store, folder / "later", {name: "\n".join(lines)}))[name]


def test_an_absent_column_keeps_what_stands(province: Store, tmp_path: Path) -> None:
    before = one(province, "Person", "CB1")
    assert again(province, tmp_path, "Mã cán bộ,Họ và tên", "CB1,Nguyễn Thị Nga") == (0, 1, 0, 0)
    assert one(province, "Person", "CB1") == before | {"name": "Nguyễn Thị Nga"}


def test_a_blank_cell_of_a_column_takes_a_value_away(province: Store, tmp_path: Path) -> None:
    assert again(province, tmp_path, "Mã cán bộ,Họ và tên,Ngày sinh", "CB2,Nông Văn Đạt,") == (
        0, 1, 0, 0,
    )  # fmt: skip
    assert one(province, "Person", "CB2")["birth_date"] is None


def test_only_an_end_is_counted_as_ended(province: Store, tmp_path: Path) -> None:
    head, *lines = TENURES.splitlines()
    closed = lines[2].replace("01/07/2025,,", "01/07/2025,31/12/2025,")
    assert again(province, tmp_path, head, *lines[:2], closed) == (0, 0, 1, 2)
    (tenure,) = edges(province, "HOLDS:Person:Post", one(province, "Person", "CB3")["id"])
    assert tenure["until"] == date(2026, 1, 1)


def test_a_blank_end_opens_what_had_ended(province: Store, tmp_path: Path) -> None:
    again(province, tmp_path, f"{TENURE},Đến ngày", "CB3,X05977-CT,01/07/2025,31/12/2025")
    assert again(province, tmp_path, TENURE, "CB3,X05977-CT,01/07/2025") == (0, 0, 0, 1)
    assert again(province, tmp_path, f"{TENURE},Đến ngày", "CB3,X05977-CT,01/07/2025,") == (
        0, 1, 0, 0,
    )  # fmt: skip
    (tenure,) = edges(province, "HOLDS:Person:Post", one(province, "Person", "CB3")["id"])
    assert tenure["until"] == OPEN_END


def test_a_second_tenure_of_the_same_post_is_another(province: Store, tmp_path: Path) -> None:
    lines = ("CB3,X05977-CT,01/07/2025,31/12/2025", "CB4,X05977-CT,01/01/2026,30/06/2026",
             "CB3,X05977-CT,01/07/2026,")  # fmt: skip
    assert again(province, tmp_path, f"{TENURE},Đến ngày", *lines) == (2, 0, 1, 0)
    held = edges(province, "HOLDS:Person:Post", one(province, "Person", "CB3")["id"])
    assert [row["since"] for row in held] == [REFORM, date(2026, 7, 1)]


def test_a_unit_keeps_its_id_when_it_is_renamed(province: Store, tmp_path: Path) -> None:
    before = one(province, "Unit", "05983")
    line = "05983,Phường Tân Thanh,xã"
    assert again(province, tmp_path, UNIT, line) == (0, 1, 0, 0)
    assert one(province, "Unit", "05983") == before | {"name": "Phường Tân Thanh"}


def test_an_undated_row_means_the_newest_of_a_code(province: Store, tmp_path: Path) -> None:
    again(province, tmp_path, UNIT, "05977,Phường Mới,xã")
    names = [unit["name"] for unit in every(province, "Unit", "05977")]
    assert names == ["Phường Vĩnh Trại", "Phường Mới"]


def test_a_dated_row_means_the_one_that_lived_then(province: Store, tmp_path: Path) -> None:
    again(province, tmp_path, f"{UNIT},Đến ngày", "05977,Phường Xưa,xã,30/06/2025")
    names = [unit["name"] for unit in every(province, "Unit", "05977")]
    assert names == ["Phường Xưa", "Phường Đông Kinh"]


def test_a_code_given_again_after_its_end_is_a_new_unit(province: Store, tmp_path: Path) -> None:
    lines = ("05983,Phường Lương Văn Tri,xã,01/07/2025,31/12/2026", "05983,Xã Z,xã,01/01/2027,")
    assert again(province, tmp_path, f"{UNIT},Từ ngày,Đến ngày", *lines) == (1, 0, 1, 0)
    first, second = every(province, "Unit", "05983")
    assert (first["until"], second["since"]) == (date(2027, 1, 1), date(2027, 1, 1))
    assert (first["name"], second["name"]) == ("Phường Lương Văn Tri", "Xã Z")


def test_a_unit_may_end_and_its_end_be_corrected(province: Store, tmp_path: Path) -> None:
    ended, changed = (0, 0, 1, 0), (0, 1, 0, 0)
    for last, done in (("31/12/2026", ended), ("30/06/2026", ended), ("31/12/2027", changed)):
        line = f"05983,Phường Lương Văn Tri,xã,{last}"
        assert again(province, tmp_path, f"{UNIT},Đến ngày", line) == done
    assert one(province, "Unit", "05983")["until"] == date(2028, 1, 1)


def test_a_village_moves_to_another_commune_on_a_day(province: Store, tmp_path: Path) -> None:
    head = "Mã thôn,Tên thôn,Mã xã,Thuộc từ ngày,Thuộc đến ngày"
    lines = ("05977-01,Khối 1,05977,01/07/2025,31/12/2025", "05977-01,Khối 1,05983,01/01/2026,")
    again(province, tmp_path, head, *lines)
    parents = edges(province, "PART_OF:Unit:Unit", one(province, "Unit", "05977-01")["id"])
    days = [(row["since"], row["until"]) for row in parents]
    moved = date(2026, 1, 1)
    assert days == [(OPEN_START, REFORM), (REFORM, moved), (moved, OPEN_END)]
    assert again(province, tmp_path, head, *lines) == (0, 0, 0, 2)


def test_a_village_follows_the_reform_in_a_later_load(store: Store, tmp_path: Path) -> None:
    before = {
        "don_vi.csv": f"{UNIT},Mã đơn vị cha\n20,Tỉnh,tỉnh,\n178,Huyện,huyện,20\n"
        "05980,Xã A,xã,178\n",
        "thon.csv": "Mã thôn,Tên thôn,Mã xã\nV1,Thôn 1,05980\n",
    }
    load_files(store, tmp_path / "before", before)
    after = {
        "don_vi.csv": f"{UNIT},Mã đơn vị cha,Từ ngày,Đến ngày\n178,Huyện,huyện,20,,30/06/2025\n"
        "05977,Xã B,xã,20,01/07/2025,\n",
        "xa_cu.csv": "Mã xã cũ,Tên xã cũ,Mã huyện,Đến ngày\n05980,Xã A,178,30/06/2025\n",
        "thon.csv": "Mã thôn,Tên thôn,Mã xã,Mã xã cũ\nV1,Thôn 1,05977,05980\n",
    }
    village = one(store, "Unit", "V1")
    result = load_files(store, tmp_path / "after", after)
    assert counts(result)["thon.csv"] == (0, 1, 0, 0)
    assert one(store, "Unit", "V1") == village
    days = [
        (row["since"], row["until"]) for row in edges(store, "PART_OF:Unit:Unit", village["id"])
    ]
    assert days == [(OPEN_START, REFORM), (REFORM, OPEN_END)]
    assert load_files(store, tmp_path / "after", after).entry is None


def test_a_post_stays_where_it_is_when_its_code_comes_again(
    province: Store, tmp_path: Path
) -> None:
    post = one(province, "Post", "X05977-CT")
    before = edges(province, "BELONGS_TO:Post:Organisation", post["id"])
    lines = ("05977,Phường Đông Kinh,xã,01/07/2025,31/12/2026", "05977,Phường Y,xã,01/01/2027,")
    again(province, tmp_path, f"{UNIT},Từ ngày,Đến ngày", *lines)
    result = load_files(province, tmp_path / "posts", {"chuc_vu.csv": POSTS})
    assert counts(result)["chuc_vu.csv"][0] == 0
    after = edges(province, "BELONGS_TO:Post:Organisation", post["id"])
    assert [edge["end_id"] for edge in after] == [edge["end_id"] for edge in before]


def test_a_later_post_finds_the_committee_again(province: Store, tmp_path: Path) -> None:
    head = POSTS.splitlines()[0]
    assert again(province, tmp_path, head, "X05977-PC,Phó Chủ tịch,05977,xã") == (1, 0, 0, 0)
    known, new = (
        edges(province, "BELONGS_TO:Post:Organisation", one(province, "Post", code)["id"])
        for code in ("X05977-CT", "X05977-PC")
    )
    assert known[0]["end_id"] == new[0]["end_id"]


def test_an_assignment_is_known_by_its_code_when_its_start_is_corrected(
    province: Store, tmp_path: Path
) -> None:
    head = ASSIGNMENTS.splitlines()[0]
    line = "PC3,CB3,thôn,05977-01,15/07/2025,"
    assert again(province, tmp_path, head, line) == (0, 1, 0, 0)
    person = one(province, "Person", "CB3")["id"]
    (row,) = edges(province, "RESPONSIBLE_FOR:Person:Unit", person)
    assert (row["code"], row["since"]) == ("PC3", date(2025, 7, 15))


def test_an_assignment_without_a_code_is_known_by_its_start_and_kind(
    province: Store, tmp_path: Path
) -> None:
    head = "Mã cán bộ,Loại đối tượng,Mã đối tượng,Từ ngày,Đến ngày,Hình thức phân công"
    line = "CB3,thôn,05977-01,01/07/2025,31/12/2025,phụ trách"
    assert again(province, tmp_path, head, line) == (0, 0, 1, 0)
    assert again(province, tmp_path, head, line.replace("phụ trách", "")) == (0, 0, 0, 1)
    assert again(province, tmp_path, head, line.replace("phụ trách", "hỗ trợ")) == (1, 0, 0, 0)


def test_a_household_moves(province: Store, tmp_path: Path) -> None:
    head = "Mã hộ,Mã thôn,Từ ngày,Đến ngày"
    lines = ("H1,05977-01,,31/12/2025", "H1,05977-02,01/01/2026,")
    again(province, tmp_path, head, *lines)
    household = one(province, "Household", "H1")
    homes = edges(province, "LIVES_IN:Household:Unit", household["id"])
    moved = date(2026, 1, 1)
    assert [(h["since"], h["until"]) for h in homes] == [(OPEN_START, moved), (moved, OPEN_END)]
    assert (household["since"], household["until"]) == (OPEN_START, OPEN_END)
    assert again(province, tmp_path, head, *lines) == (0, 0, 0, 2)


def test_a_village_that_has_ended_may_be_loaded_again(province: Store, tmp_path: Path) -> None:
    result = load_files(province, tmp_path / "again", {"thon.csv": VILLAGES})
    assert (result.entry, counts(result)["thon.csv"]) == (None, (0, 0, 0, 4))


def test_codes_of_a_long_file_are_known_as_those_of_a_short_one(
    province: Store, tmp_path: Path
) -> None:
    many = range(5_100)  # more codes than are asked for one by one
    homes = "Mã hộ,Mã thôn\n" + "".join(f"M{i},05977-01\n" for i in many)
    given = "Mã phân công,Mã cán bộ,Loại đối tượng,Mã đối tượng,Từ ngày\n"
    given += "".join(f"M{i},CB3,hộ,M{i},01/08/2025\n" for i in many)
    taken = refused(
        province,
        tmp_path / "taken",
        {"ho.csv": homes, "pc.csv": with_line(given, "PC1,CB3,thôn,05977-02,01/08/2025")},
    )
    assert told(taken) == [("pc.csv", 5_102, "Mã phân công", "PC1", "code_taken")]
    moved = with_line(given, "PC4,CB3,hộ,H1,15/08/2025")
    result = load_files(province, tmp_path / "moved", {"ho.csv": homes, "pc.csv": moved})
    assert counts(result)["pc.csv"] == (5_100, 1, 0, 0)
