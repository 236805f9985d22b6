"""The kinds of files beyond the roster: organisations, members, groups, decisions, mergers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from graphapp.model.interval import OPEN_END, OPEN_START
from loaders.kinds import Kind, kinds
from loaders.recognise import header_key
from tests.loaders.world import counts, edges, every, load_files, one

if TYPE_CHECKING:
    from pathlib import Path

    from graphapp.write import Store
    from loaders import LoadResult

REFORM = date(2025, 7, 1)
CELLS = """\
Mã tổ chức,Tên tổ chức,Hệ,Loại tổ chức,Mã đơn vị,Cấp,Mã tổ chức cấp trên,Mã thôn phụ trách
DU,Đảng ủy phường Đông Kinh,Đảng,cấp ủy,05977,xã,,
CB01,Chi bộ Khối 1,Đảng,chi bộ,05977,xã,DU,05977-01; 05977-02
"""
MEMBERS = """\
Mã cán bộ,Mã tổ chức,Mã tổ,Từ ngày,Đến ngày,Đứng đầu
CB3,CB01,,01/08/2025,,có
CB4,,T1,,,x
"""
GROUPS = "Mã tổ,Tên tổ,Từ ngày,Đến ngày\nT1,Tổ công tác số 1,01/07/2025,\n"
HOME_GROUPS = "Mã nhóm hộ,Tên nhóm hộ,Từ ngày\nNH1,Nhóm hộ 1,01/07/2025\n"
HOMES = "Mã hộ,Mã thôn,Diện,Mã nhóm hộ\nH1,05977-01,Hộ nghèo,NH1\n"
DUTIES = """\
Mã cán bộ,Mã tổ,Loại đối tượng,Mã đối tượng,Hình thức phân công,Từ ngày,Nhiệm vụ,Số quyết định
,T1,xã,05983,,01/08/2025,Nắm tình hình,QĐ-9
CB3,,nhóm hộ,NH1,theo dõi,01/08/2025,,
CB1,,chi bộ,CB01,dự sinh hoạt,01/08/2025,,
"""
FILES = {
    "to_chuc.csv": CELLS,
    "thanh_vien.csv": MEMBERS,
    "to.csv": GROUPS,
    "nhom_ho.csv": HOME_GROUPS,
    "ho.csv": HOMES,
    "phan_cong.csv": DUTIES,
}


@pytest.fixture
def organised(province: Store, tmp_path: Path) -> Store:
    load_files(province, tmp_path / "organised", FILES)
    return province


def again(store: Store, folder: Path, *lines: str, name: str = "x.csv") -> LoadResult:
    return load_files(store, folder / "later", {name: "\n".join(lines)})


def messages(result: LoadResult) -> list[tuple[str, int | None, str | None]]:
    return [(r.message.removeprefix("load."), r.place.row, r.place.column) for r in result.remarks]


def test_all_of_it_again_changes_nothing(organised: Store, tmp_path: Path) -> None:
    assert load_files(organised, tmp_path / "again", FILES).entry is None


def test_a_cell_serves_its_commune_under_its_committee_and_covers_villages(
    organised: Store,
) -> None:
    cell, above = one(organised, "Organisation", "CB01"), one(organised, "Organisation", "DU")
    assert (cell["line"], cell["kind"], cell["since"]) == ("party", "cell", OPEN_START)
    (serves,) = edges(organised, "SERVES:Organisation:Unit", cell["id"])
    assert serves["end_id"] == every(organised, "Unit", "05977")[1]["id"]
    assert (serves["since"], serves["until"]) == (REFORM, OPEN_END)
    (under,) = edges(organised, "UNDER:Organisation:Organisation", cell["id"])
    assert under["end_id"] == above["id"]
    covered = edges(organised, "COVERS:Organisation:Unit", cell["id"])
    villages = {one(organised, "Unit", code)["id"] for code in ("05977-01", "05977-02")}
    assert {edge["end_id"] for edge in covered} == villages


def test_members_belong_to_cells_and_groups_and_may_lead_them(organised: Store) -> None:
    (cell,) = edges(
        organised, "MEMBER_OF:Person:Organisation", one(organised, "Person", "CB3")["id"]
    )
    assert (cell["since"], cell["head"]) == (date(2025, 8, 1), True)
    (group,) = edges(
        organised, "MEMBER_OF:Person:WorkingGroup", one(organised, "Person", "CB4")["id"]
    )
    assert (group["since"], group["head"]) == (REFORM, True)


def test_a_household_is_in_its_group_while_that_is_there(organised: Store) -> None:
    (inside,) = edges(
        organised, "IN_GROUP:Household:HouseholdGroup", one(organised, "Household", "H1")["id"]
    )
    assert (inside["since"], inside["until"]) == (REFORM, OPEN_END)


def test_a_group_answers_for_a_commune_by_a_decision(organised: Store) -> None:
    group = one(organised, "WorkingGroup", "T1")
    (duty,) = edges(organised, "RESPONSIBLE_FOR:WorkingGroup:Unit", group["id"])
    (decision,) = every(organised, "Decision", "QĐ-9", "number")
    assert (duty["kind"], duty["duties"]) == ("in_charge", "Nắm tình hình")
    assert duty["decision_id"] == decision["id"]
    assert decision["date"] == date(2025, 8, 1)


def test_assignments_to_groups_of_households_and_cells_have_their_kind(organised: Store) -> None:
    person = one(organised, "Person", "CB3")["id"]
    (group,) = edges(organised, "RESPONSIBLE_FOR:Person:HouseholdGroup", person)
    assert group["kind"] == "follows"
    head = one(organised, "Person", "CB1")["id"]
    (cell,) = edges(organised, "RESPONSIBLE_FOR:Person:Organisation", head)
    assert cell["kind"] == "attends"


def test_a_post_of_a_named_organisation_is_in_it(organised: Store, tmp_path: Path) -> None:
    again(organised, tmp_path, "Mã chức vụ,Tên chức vụ,Mã tổ chức", "CB01-BT,Bí thư chi bộ,CB01")
    post = one(organised, "Post", "CB01-BT")
    (edge,) = edges(organised, "BELONGS_TO:Post:Organisation", post["id"])
    assert edge["end_id"] == one(organised, "Organisation", "CB01")["id"]


def test_a_person_may_be_named_where_nobody_shares_the_name(
    organised: Store, tmp_path: Path
) -> None:
    line = "Nông Văn Đạt,X05977-CB,01/08/2025"
    again(organised, tmp_path, "Họ và tên,Mã chức vụ,Từ ngày", line)
    held = edges(organised, "HOLDS:Person:Post", one(organised, "Person", "CB2")["id"])
    assert [row["since"] for row in held] == [date(2021, 7, 1), date(2025, 8, 1)]


# --- decisions ------------------------------------------------------------

DECISIONS = "Số quyết định,Ngày ban hành,Cơ quan ban hành,Loại văn bản,Trích yếu"
TOLD = f"{DECISIONS}\nQĐ-127,15/01/2024,UBND tỉnh,quyết định,Về việc bổ nhiệm\n"


@pytest.mark.parametrize("first", ["before", "after"])
def test_a_decision_told_in_full_is_the_one_known_by_number_and_start(
    store: Store, tmp_path: Path, first: str
) -> None:
    parts = [
        {"qd.csv": TOLD},
        {
            "don_vi.csv": "Mã đơn vị,Tên đơn vị,Cấp\n20,Tỉnh,tỉnh\n",
            "can_bo.csv": "Mã cán bộ,Họ và tên\nCB1,Vi A\n",
            "chuc_vu.csv": "Mã chức vụ,Tên chức vụ,Mã đơn vị\nP,Chủ tịch,20\n",
            "bo_nhiem.csv": "Mã cán bộ,Mã chức vụ,Từ ngày,Số quyết định\nCB1,P,15/01/2024,QĐ-127\n",
        },
    ]
    for number, files in enumerate(parts if first == "before" else parts[::-1]):
        load_files(store, tmp_path / str(number), files)
    (decision,) = every(store, "Decision", "QĐ-127", "number")
    assert (decision["issuer"], decision["title"]) == ("UBND tỉnh", "Về việc bổ nhiệm")
    (tenure,) = edges(store, "HOLDS:Person:Post", one(store, "Person", "CB1")["id"])
    assert tenure["decision_id"] == decision["id"]


def test_number_date_and_issuer_together_tell_decisions_apart(store: Store, tmp_path: Path) -> None:
    lines = ("QĐ-1,01/08/2025,UBND tỉnh,,", "QĐ-1,01/08/2025,Tỉnh ủy,,", "QĐ-1,02/08/2025,,,")
    result = again(store, tmp_path, DECISIONS, *lines)
    assert counts(result)["x.csv"] == (3, 0, 0, 0)
    assert again(store, tmp_path, DECISIONS, *lines).entry is None


def test_a_tenure_may_name_date_and_issuer_of_its_decision(province: Store, tmp_path: Path) -> None:
    head = "Mã cán bộ,Mã chức vụ,Từ ngày,Số quyết định,Ngày ban hành,Cơ quan ban hành"
    line = "CB4,X05977-CB,01/08/2025,QĐ-1,30/07/2025,UBND phường"
    again(province, tmp_path, head, line)
    (decision,) = every(province, "Decision", "QĐ-1", "number")
    assert (decision["date"], decision["issuer"]) == (date(2025, 7, 30), "UBND phường")
    assert again(province, tmp_path, head, line).entry is None


def test_a_blank_number_takes_the_decision_away(province: Store, tmp_path: Path) -> None:
    head = "Mã cán bộ,Mã chức vụ,Từ ngày,Số quyết định"
    again(province, tmp_path, head, "CB3,X05977-CT,01/07/2025,")
    (tenure,) = edges(province, "HOLDS:Person:Post", one(province, "Person", "CB3")["id"])
    assert tenure["decision_id"] is None


# --- mergers ------------------------------------------------------------


def test_a_merger_joins_what_ended_to_what_began(province: Store, tmp_path: Path) -> None:
    head = "Mã cũ,Mã mới,Ngày hiệu lực,Phạm vi,Tên cũ,Tên mới,Số quyết định"
    lines = (
        "05977,05977,01/07/2025,toàn bộ,Phường Vĩnh Trại,Phường Đông Kinh,NQ-1672",
        "05980,05977,01/07/2025,một phần,Phường Đông Kinh,phuong dong kinh,NQ-1672",
    )
    result = again(province, tmp_path, head, *lines)
    assert (counts(result)["x.csv"], result.remarks) == ((2, 0, 0, 0), ())
    old, new = every(province, "Unit", "05977")
    (whole,) = edges(province, "SUCCEEDED_BY:Unit:Unit", old["id"])
    (part,) = edges(province, "SUCCEEDED_BY:Unit:Unit", one(province, "Unit", "05980")["id"])
    assert {whole["end_id"], part["end_id"]} == {new["id"]}
    assert (whole["day"], whole["extent"], part["extent"]) == (REFORM, "whole", "part")
    assert whole["decision_id"] == part["decision_id"] is not None


def test_a_merger_that_names_another_unit_is_remarked(province: Store, tmp_path: Path) -> None:
    line = "05980,05977,01/07/2025,Xã Hồng Phong"
    result = again(province, tmp_path, "Mã cũ,Mã mới,Ngày hiệu lực,Tên cũ", line)
    assert messages(result) == [("name_differs", 2, "Tên cũ")]


def test_a_part_may_leave_a_unit_that_goes_on(province: Store, tmp_path: Path) -> None:
    units = "Mã đơn vị,Tên đơn vị,Cấp,Mã đơn vị cha,Từ ngày\n05985,Xã Mới,xã,20,01/01/2026\n"
    mergers = "Mã cũ,Mã mới,Ngày hiệu lực,Phạm vi\n05983,05985,01/01/2026,một phần\n"
    load_files(province, tmp_path / "split", {"u.csv": units, "m.csv": mergers})
    (split,) = edges(province, "SUCCEEDED_BY:Unit:Unit", one(province, "Unit", "05983")["id"])
    assert split["day"] == date(2026, 1, 1)


# --- remarks ------------------------------------------------------------


def test_an_assignment_that_outlives_its_unit_ends_with_it(province: Store, tmp_path: Path) -> None:
    head = "Mã cán bộ,Loại đối tượng,Mã đối tượng,Từ ngày,Đến ngày"
    lines = ("CB2,huyện,178,01/04/2024,", "CB2,xã,05980,01/04/2024,30/06/2025")
    result = again(province, tmp_path, head, *lines)
    assert messages(result) == [("ends_with_it", 2, "Đến ngày")]
    duties = edges(province, "RESPONSIBLE_FOR:Person:Unit", one(province, "Person", "CB2")["id"])
    assert {duty["until"] for duty in duties} == {REFORM}
    assert again(province, tmp_path, head, *lines).entry is None


def test_what_hangs_on_a_unit_that_is_closed_later_stays_as_it_is_written(
    province: Store, tmp_path: Path
) -> None:
    person = one(province, "Person", "CB3")["id"]
    before = edges(province, "RESPONSIBLE_FOR:Person:Unit", person)
    head = "Mã đơn vị,Tên đơn vị,Cấp,Đến ngày"
    again(province, tmp_path, head, "05977-01,Khối 1,thôn,31/12/2025")
    assert edges(province, "RESPONSIBLE_FOR:Person:Unit", person) == before


def test_an_assignment_outside_the_tenure_is_remarked(province: Store, tmp_path: Path) -> None:
    head = "Mã cán bộ,Loại đối tượng,Mã đối tượng,Từ ngày,Đến ngày"
    lines = (
        "CB2,huyện,178,30/06/2021,30/06/2022",
        "CB3,xã,05983,01/07/2025,",
        "CB4,xã,05983,01/07/2025,",
    )
    result = again(province, tmp_path, head, *lines)
    assert messages(result) == [("outside_tenure", 2, "Từ ngày")]


def test_an_assignment_that_is_given_twice_is_remarked(province: Store, tmp_path: Path) -> None:
    head = "Mã phân công,Mã cán bộ,Loại đối tượng,Mã đối tượng,Từ ngày,Đến ngày"
    result = again(province, tmp_path, head, "PC9,CB3,thôn,05977-01,01/09/2025,")
    assert messages(result) == [("assigned_twice", 2, "Từ ngày")]


def test_a_unit_that_is_said_to_begin_later_is_remarked(province: Store, tmp_path: Path) -> None:
    head = "Mã đơn vị,Tên đơn vị,Cấp,Từ ngày"
    result = again(province, tmp_path, head, "20,Tỉnh Lạng Sơn,tỉnh,01/01/2000")
    assert messages(result) == [("start_moved", 2, "Từ ngày")]


def test_a_group_that_a_household_never_met_is_left_out_with_a_remark(
    organised: Store, tmp_path: Path
) -> None:
    head = "Mã hộ,Mã thôn,Mã nhóm hộ,Đến ngày"
    result = again(organised, tmp_path, head, "H9,05977-01,NH1,30/06/2025")
    assert messages(result) == [("never_together", 2, "Mã nhóm hộ")]
    household = one(organised, "Household", "H9")["id"]
    assert edges(organised, "IN_GROUP:Household:HouseholdGroup", household) == []


# --- kinds as data ------------------------------------------------------------


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_no_header_of_a_kind_means_two_columns(kind: Kind) -> None:
    named = [(header_key(name), column.key) for column in kind.columns for name in column.names]
    assert len({name for name, _ in named}) == len(set(named))
