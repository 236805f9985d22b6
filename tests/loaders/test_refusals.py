"""Rows that cannot be: refused with file, row, column, value and remedy, and nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders import RefusedLoadError, demo_files, load
from tests.loaders.world import (
    ASSIGNMENTS,
    OLD,
    PEOPLE,
    POSTS,
    REFORM,
    TENURES,
    UNITS,
    VILLAGES,
    WORLD,
    load_files,
    refused,
    told,
    with_line,
    write,
)

if TYPE_CHECKING:
    from pathlib import Path

    from graphapp.write import Store

HEAD = {name: text.splitlines()[0] for name, text in WORLD.items()}
MEMBERS = "Mã cán bộ,Mã tổ chức,Mã tổ,Từ ngày,Đứng đầu"
ORGANISATIONS = "Mã tổ chức,Tên tổ chức,Hệ,Loại tổ chức,Mã đơn vị,Cấp,Mã tổ chức cấp trên"
MERGERS = "Mã cũ,Mã mới,Ngày hiệu lực,Phạm vi"
GROUPS = "Mã tổ,Tên tổ,Từ ngày,Đến ngày"


def rows_of(name: str, *lines: str) -> dict[str, str]:
    return {name: "\n".join([HEAD[name], *lines]) + "\n"}


def file_of(header: str, *lines: str, name: str = "x.csv") -> dict[str, str]:
    return {name: "\n".join([header, *lines]) + "\n"}


CASES = {
    "an unknown person": (
        rows_of("bo_nhiem.csv", "CB9,X05977-CB,01/07/2025,,"),
        [("bo_nhiem.csv", 2, "Mã cán bộ", "CB9", "unknown_person")],
    ),
    "an unknown post": (
        rows_of("bo_nhiem.csv", "CB1,X9,01/07/2025,,"),
        [("bo_nhiem.csv", 2, "Mã chức vụ", "X9", "unknown_post")],
    ),
    "an unknown unit": (
        rows_of("phan_cong.csv", "PC9,CB1,xã,09999,01/07/2025,"),
        [("phan_cong.csv", 2, "Mã đối tượng", "09999", "unknown_unit")],
    ),
    "an unknown household": (
        rows_of("phan_cong.csv", "PC9,CB1,hộ,H9,01/07/2025,"),
        [("phan_cong.csv", 2, "Mã đối tượng", "H9", "unknown_household")],
    ),
    "an unknown household group": (
        rows_of("phan_cong.csv", "PC9,CB1,nhóm hộ,N9,01/07/2025,"),
        [("phan_cong.csv", 2, "Mã đối tượng", "N9", "unknown_household_group")],
    ),
    "an unknown organisation": (
        rows_of("phan_cong.csv", "PC9,CB1,chi bộ,C9,01/07/2025,"),
        [("phan_cong.csv", 2, "Mã đối tượng", "C9", "unknown_organisation")],
    ),
    "an unknown working group": (
        file_of(MEMBERS, "CB1,,T9,,x"),
        [("x.csv", 2, "Mã tổ", "T9", "unknown_group")],
    ),
    "a unit of another tier": (
        rows_of("phan_cong.csv", "PC9,CB1,thôn,05977,01/08/2025,"),
        [("phan_cong.csv", 2, "Mã đối tượng", "05977", "wrong_unit_tier")],
    ),
    "a code valid only before the date": (
        rows_of("phan_cong.csv", "PC9,CB1,huyện,178,01/07/2025,"),
        [("phan_cong.csv", 2, "Mã đối tượng", "178", "no_longer")],
    ),
    "a code valid only after the date": (
        rows_of("phan_cong.csv", "PC9,CB1,xã,05983,30/06/2025,"),
        [("phan_cong.csv", 2, "Mã đối tượng", "05983", "not_yet")],
    ),
    "an assignment to a village before it exists": (
        rows_of("phan_cong.csv", "PC9,CB3,thôn,05983-01,14/10/2025,"),
        [("phan_cong.csv", 2, "Mã đối tượng", "05983-01", "not_yet")],
    ),
    "an assignment to a household before its village exists": (
        rows_of("phan_cong.csv", "PC9,CB3,hộ,H2,14/10/2025,"),
        [("phan_cong.csv", 2, "Từ ngày", "14/10/2025", "before_it_exists")],
    ),
    "a household before its village exists": (
        file_of("Mã hộ,Mã thôn,Từ ngày", "H9,05983-01,14/10/2025"),
        [("x.csv", 2, "Mã thôn", "05983-01", "not_yet")],
    ),
    "a tenure before the post's unit exists": (
        {
            **rows_of("chuc_vu.csv", "X05983-CT,Chủ tịch,05983,xã"),
            **rows_of("bo_nhiem.csv", "CB4,X05983-CT,30/06/2025,,"),
        },
        [("bo_nhiem.csv", 2, "Từ ngày", "30/06/2025", "before_it_exists")],
    ),
    "an end before its start": (
        rows_of("bo_nhiem.csv", "CB4,X05977-CB,01/08/2025,31/07/2025,"),
        [("bo_nhiem.csv", 2, "Đến ngày", "31/07/2025", "ends_before_start")],
    ),
    "a unit that ends before it starts": (
        rows_of("don_vi.csv", "05990,Xã X,xã,20,02/07/2025,01/07/2025"),
        [
            ("don_vi.csv", 2, "Đến ngày", "01/07/2025", "ends_before_start"),
        ],
    ),
    "an organisation that ended before its unit began": (
        file_of(
            "Mã tổ chức,Tên tổ chức,Hệ,Loại tổ chức,Mã đơn vị,Cấp,Đến ngày",
            "O1,Hội,Mặt trận,khác,05983,xã,31/12/2024",
        ),
        [("x.csv", 2, "Mã đơn vị", "05983", "never_together")],
    ),
    "a household that begins after its village has ended": (
        file_of("Mã hộ,Mã thôn,Từ ngày", "H9,05983-02,01/01/2026"),
        [("x.csv", 2, "Mã thôn", "05983-02", "no_longer")],
    ),
    "an assignment after the post and household are over": (
        {
            **file_of("Mã hộ,Mã thôn,Đến ngày", "H9,05977-01,31/08/2025", name="ho.csv"),
            **rows_of("phan_cong.csv", "PC9,CB3,hộ,H9,01/09/2025,"),
        },
        [("phan_cong.csv", 2, "Từ ngày", "01/09/2025", "after_its_end")],
    ),
    "a name that two people share": (
        file_of("Họ và tên,Mã chức vụ,Từ ngày", "Lương Đức Phong,X05977-CB,01/07/2025"),
        [("x.csv", 2, "Họ và tên", "Lương Đức Phong", "name_shared")],
    ),
    "a name that nobody has": (
        file_of("Họ và tên,Mã chức vụ,Từ ngày", "Luong Duc Phong,X05977-CB,01/07/2025"),
        [("x.csv", 2, "Họ và tên", "Luong Duc Phong", "unknown_name")],
    ),
    "a code with another person's name": (
        file_of("Mã cán bộ,Họ và tên,Mã chức vụ,Từ ngày", "CB1,Vi Văn A,X05977-CB,01/07/2025"),
        [("x.csv", 2, "Họ và tên", "Vi Văn A", "name_of_another")],
    ),
    "neither code nor name": (
        file_of("Mã cán bộ,Họ và tên,Mã chức vụ,Từ ngày", ",,X05977-CB,01/07/2025"),
        [("x.csv", 2, "Họ và tên", None, "blank_person")],
    ),
    "a cycle of supervision with what stands": (
        rows_of("phan_cong.csv", "PC9,CB3,cán bộ,CB1,01/09/2025,"),
        [("phan_cong.csv", 2, "Mã đối tượng", "CB1", "supervision_cycle")],
    ),
    "a person who supervises himself": (
        rows_of("phan_cong.csv", "PC9,CB4,cán bộ,CB4,01/09/2025,"),
        [("phan_cong.csv", 2, "Mã đối tượng", "CB4", "supervision_cycle")],
    ),
    "overlapping tenures in a post of one seat": (
        rows_of("bo_nhiem.csv", "CB4,X05977-CT,01/08/2025,,"),
        [("bo_nhiem.csv", 2, "Từ ngày", "01/08/2025", "post_taken")],
    ),
    "the same person twice in a post": (
        rows_of("bo_nhiem.csv", "CB3,X05977-CT,01/08/2025,,"),
        [
            ("bo_nhiem.csv", 2, "Từ ngày", "01/08/2025", "twice_at_once"),
            ("bo_nhiem.csv", 2, "Từ ngày", "01/08/2025", "post_taken"),
        ],
    ),
    "a village with two communes at once": (
        file_of("Mã đơn vị,Tên đơn vị,Cấp,Mã đơn vị cha", "05977-01,Khối 1,thôn,05983"),
        [("x.csv", 2, "Mã đơn vị cha", "05983", "two_parents")],
    ),
    "a household in two villages at once": (
        rows_of("ho.csv", "H1,05977-02,Hộ nghèo"),
        [("ho.csv", 2, "Mã thôn", "05977-02", "two_homes")],
    ),
    "a parent of the same tier, so that two could be part of each other": (
        rows_of("don_vi.csv", "05977,Phường Đông Kinh,xã,05983,01/07/2025,"),
        [("don_vi.csv", 2, "Mã đơn vị cha", "05983", "wrong_unit_tier")],
    ),
    "a province with a parent": (
        rows_of("don_vi.csv", "20,Tỉnh Lạng Sơn,tỉnh,178,,"),
        [("don_vi.csv", 2, "Mã đơn vị cha", "178", "no_parent_possible")],
    ),
    "a parent that had ended": (
        rows_of("don_vi.csv", "05990,Xã X,xã,178,01/07/2025,"),
        [("don_vi.csv", 2, "Mã đơn vị cha", "178", "parent_at_another_time")],
    ),
    "a code for two units at once": (
        rows_of("don_vi.csv", "05990,Xã X,xã,20,,30/06/2025", "05990,Xã Y,xã,20,01/06/2025,"),
        [
            ("don_vi.csv", 3, "Từ ngày", "01/06/2025", "code_twice"),
        ],
    ),
    "an old commune that goes on": (
        {
            **rows_of("thon.csv", "05990-01,Thôn 1,05977,05990,,,,"),
            **rows_of("don_vi.csv", "05990,Xã X,xã,20,,"),
        },
        [("thon.csv", 2, "Mã xã cũ", "05990", "old_commune_goes_on")],
    ),
    "an assignment's code that is taken": (
        rows_of("phan_cong.csv", "PC3,CB3,thôn,05977-02,01/07/2025,"),
        [("phan_cong.csv", 2, "Mã phân công", "PC3", "code_taken")],
    ),
    "a person and a group in one row": (
        {
            **file_of(GROUPS, "T1,Tổ 1,,", name="to.csv"),
            **file_of(
                "Mã cán bộ,Mã tổ,Loại đối tượng,Mã đối tượng,Từ ngày", "CB1,T1,xã,05977,01/08/2025"
            ),
        },
        [("x.csv", 2, "Mã tổ", "T1", "person_and_group")],
    ),
    "a group that supervises": (
        {
            **file_of(GROUPS, "T1,Tổ 1,,", name="to.csv"),
            "x.csv": "Mã tổ,Loại đối tượng,Mã đối tượng,Từ ngày\nT1,cán bộ,CB1,01/08/2025\n",
        },
        [("x.csv", 2, "Mã tổ", "T1", "group_supervises")],
    ),
    "a cell that is none": (
        {
            **file_of(ORGANISATIONS, "O1,Đảng ủy,Đảng,cấp ủy,05977,xã,", name="o.csv"),
            **rows_of("phan_cong.csv", "PC9,CB1,chi bộ,O1,01/08/2025,"),
        },
        [("phan_cong.csv", 2, "Mã đối tượng", "O1", "not_a_cell")],
    ),
    "a cycle of organisations": (
        file_of(ORGANISATIONS, "O1,A,Đảng,cấp ủy,05977,xã,O2", "O2,B,Đảng,cấp ủy,05977,xã,O1"),
        [("x.csv", 3, "Mã tổ chức cấp trên", "O1", "organisation_cycle")],
    ),
    "a member of nothing": (
        file_of(MEMBERS, "CB1,,,,x"),
        [("x.csv", 2, "Mã tổ", None, "member_of_nothing")],
    ),
    "a post of nothing": (
        rows_of("chuc_vu.csv", "X-1,Công chức,,"),
        [("chuc_vu.csv", 2, "Mã đơn vị", None, "post_of_nothing")],
    ),
    "a code on two tiers where the row does not say which": (
        {
            **rows_of("don_vi.csv", "20,Huyện X,huyện,,,"),
            **file_of("Mã chức vụ,Tên chức vụ,Mã đơn vị", "P1,Chủ tịch,20"),
        },
        [("x.csv", 2, "Mã đơn vị", "20", "unit_of_which_tier")],
    ),
    "a post in two organisations at once": (
        {
            **rows_of("chuc_vu.csv", "20-CT,Chủ tịch UBND tỉnh,05977,xã"),
        },
        [("chuc_vu.csv", 2, "Mã đơn vị", "05977", "two_organisations")],
    ),
    "a merger of a unit that goes on": (
        file_of(MERGERS, "05983,05977,01/07/2025,"),
        [("x.csv", 2, "Mã cũ", "05983", "not_ended_by")],
    ),
    "a merger into a unit that was there no longer": (
        file_of(MERGERS, "05977,05980,01/07/2025,"),
        [("x.csv", 2, "Mã mới", "05980", "not_begun_by")],
    ),
    "a merger without a day": (
        file_of(MERGERS, "05980,05977,,"),
        [("x.csv", 2, "Ngày hiệu lực", None, "merger_without_day")],
    ),
    "two rows that disagree": (
        rows_of("can_bo.csv", "CB9,Vi Văn A,,Nam", "CB9,Vi Văn B,,Nam"),
        [("can_bo.csv", 3, "Họ và tên", "Vi Văn B", "rows_disagree")],
    ),
    "a number of seats below what stands": (
        file_of("Mã chức vụ,Tên chức vụ,Mã đơn vị,Cấp,Số người", "P1,Phó,05977,xã,2")
        | rows_of(
            "bo_nhiem.csv",
            "CB1,P1,01/08/2025,,",
            "CB2,P1,01/08/2025,,",
            "CB4,P1,01/09/2025,,",
        ),
        [("bo_nhiem.csv", 4, "Từ ngày", "01/09/2025", "post_taken")],
    ),
    "two rows that disagree on a decision": (
        file_of(
            "Số quyết định,Ngày ban hành,Cơ quan ban hành,Trích yếu",
            "QĐ-1,01/08/2025,UBND tỉnh,A",
            "QĐ-1,01/08/2025,UBND tỉnh,B",
        ),
        [("x.csv", 3, "Trích yếu", "B", "rows_disagree")],
    ),
    "two rows that disagree on a tenure": (
        file_of(
            "Mã cán bộ,Mã chức vụ,Từ ngày,Đến ngày",
            "CB4,X05977-CB,01/08/2025,",
            "CB4,X05977-CB,01/08/2025,31/08/2025",
        ),
        [("x.csv", 3, "Đến ngày", "31/08/2025", "rows_disagree")],
    ),
    "a decision that several issuers have given": (
        file_of(
            "Số quyết định,Ngày ban hành,Cơ quan ban hành",
            "QĐ-1,01/08/2025,UBND tỉnh",
            "QĐ-1,01/08/2025,Tỉnh ủy",
        )
        | rows_of("bo_nhiem.csv", "CB4,X05977-CB,01/08/2025,,QĐ-1"),
        [("bo_nhiem.csv", 2, "Số quyết định", "QĐ-1", "decision_shared")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_with_its_place(standing: Store, tmp_path: Path, name: str) -> None:
    files, expected = CASES[name]
    assert told(refused(standing, tmp_path, files)) == expected


def test_every_bad_row_is_told_at_once(nothing: Store, tmp_path: Path) -> None:
    files = WORLD | {
        "can_bo.csv": with_line(PEOPLE, "CB5,,01/01/1970,Nam", "CB6,Vi Văn A,31/02/1970,Nam"),
        "bo_nhiem.csv": with_line(TENURES, "CB9,X05977-CB,01/07/2025,,", "CB5,X9,1/7/25,,"),
        "phan_cong.csv": with_line(ASSIGNMENTS, "PC9,CB1,huyện,178,01/07/2025,"),
    }
    assert sorted(told(refused(nothing, tmp_path, files)), key=str) == [
        ("bo_nhiem.csv", 5, "Mã cán bộ", "CB9", "unknown_person"),
        ("bo_nhiem.csv", 6, "Mã chức vụ", "X9", "unknown_post"),
        ("bo_nhiem.csv", 6, "Từ ngày", "1/7/25", "not_a_date"),
        ("can_bo.csv", 6, "Họ và tên", None, "blank_cell"),
        ("can_bo.csv", 7, "Ngày sinh", "31/02/1970", "no_such_day"),
        ("phan_cong.csv", 6, "Mã đối tượng", "178", "no_longer"),
    ]


def test_what_refers_to_a_refused_row_is_not_refused_for_it(nothing: Store, tmp_path: Path) -> None:
    files = WORLD | {
        "don_vi.csv": UNITS.replace("Phường Đông Kinh,xã", "Phường Đông Kinh,tổng"),
        "can_bo.csv": with_line(PEOPLE, "CB5,Vi Văn A"),
        "bo_nhiem.csv": with_line(TENURES, "CB5,X05977-CB,01/07/2025,,"),
    }
    assert {place[4] for place in told(refused(nothing, tmp_path, files))} == {
        "not_a_choice",
        "ragged_row",
    }


def test_a_refused_load_counts_the_refused_rows_of_each_file(
    nothing: Store, tmp_path: Path
) -> None:
    files = {"can_bo.csv": PEOPLE + "CB5,,x,Nam\n", "don_vi.csv": UNITS}
    with pytest.raises(RefusedLoadError) as caught:
        load(nothing, write(tmp_path, files), actor="tester")
    result = caught.value.result
    assert [(f.kind, f.added, f.refused) for f in result.files] == [
        ("people", 0, 1),
        ("units", 0, 0),
    ]
    assert (result.entry, caught.value.total, caught.value.exit_code) == (None, 2, 3)


def test_at_most_a_thousand_places_are_shown_and_all_are_counted(
    nothing: Store, tmp_path: Path
) -> None:
    files = {"can_bo.csv": PEOPLE + "".join(f"X{n},A,x,Nam\n" for n in range(1200))}
    with pytest.raises(RefusedLoadError) as caught:
        load(nothing, write(tmp_path, files), actor="tester")
    assert (len(caught.value.places), caught.value.total) == (1000, 1200)


def test_a_cycle_within_one_file_is_refused_once(nothing: Store, tmp_path: Path) -> None:
    lines = ("PC8,CB3,cán bộ,CB2,01/09/2025,30/09/2025", "PC9,CB2,cán bộ,CB1,30/09/2025,")
    files = WORLD | {"phan_cong.csv": with_line(ASSIGNMENTS, *lines)}
    (place,) = refused(nothing, tmp_path, files)
    assert place.remedy == "load.supervision_cycle"
    assert dict(place.values)["day"].isoformat() == "2025-09-30"


def test_supervision_that_turns_round_on_another_day_is_no_cycle(
    province: Store, tmp_path: Path
) -> None:
    lines = ("PC1,CB1,cán bộ,CB3,01/07/2025,31/08/2025", "PC9,CB3,cán bộ,CB1,01/09/2025,")
    result = load_files(province, tmp_path, rows_of("phan_cong.csv", *lines))
    assert result.entry == 2


@pytest.mark.parametrize("name", ["xa_phuong_truoc_2025", "xa_phuong_tu_2025", "chuyen_doi_2025"])
def test_files_without_dates_need_a_day(nothing: Store, tmp_path: Path, name: str) -> None:
    path = next(path for path in demo_files() if path.stem == name)
    places = refused(nothing, tmp_path, {path.name: path.read_bytes()})
    assert told(places) == [(path.name, None, None, None, "day_missing")]


def test_loading_twice_with_another_mistake_in_between_leaves_no_trace(
    province: Store, tmp_path: Path
) -> None:
    files = {"xa_cu.csv": OLD, "thon.csv": VILLAGES, "chuc_vu.csv": POSTS.replace(",xã", ",làng")}
    places = refused(province, tmp_path, files, REFORM)
    assert [place.row for place in places] == [4, 5]
    assert province.verify().entries == 1
