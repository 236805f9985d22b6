"""Visits: who came, when, and what the visit was about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from graphapp.write import Store
from tests.loaders.world import counts, edges, load_files, one, refused, told

HEADER = "Mã lượt,Mã cán bộ,Loại đối tượng,Mã đối tượng,Ngày đi cơ sở,Hình thức đi cơ sở,Nội dung\n"
GROUPS = "Mã nhóm hộ,Tên nhóm hộ,Từ ngày\nNH1,Nhóm hộ 1,01/07/2025\n"


def of(*lines: str) -> dict[str, str]:
    return {"di_co_so.csv": HEADER + "".join(f"{line}\n" for line in lines)}


def test_a_visit_is_tied_to_whoever_came_and_to_what_it_was_about(
    province: Store, tmp_path: Path
) -> None:
    files = of(
        "L1,CB3,thôn,05977-01,05/08/2025,đi cơ sở,Nắm tình hình",
        "L2,CB3,hộ,H1,06/08/2025,dự họp,Thăm hộ",
    )
    load_files(province, tmp_path, files)
    visit, village = one(province, "Visit", "L1"), one(province, "Unit", "05977-01")
    assert (visit["date"], visit["kind"]) == (date(2025, 8, 5), "visited")
    assert visit["purpose"] == "Nắm tình hình"
    (about,) = edges(province, "ABOUT:Visit:Unit", visit["id"])
    assert about["end_id"] == village["id"]
    came = edges(province, "VISITED:Person:Visit", one(province, "Person", "CB3")["id"])
    assert {row["end_id"] for row in came} == {visit["id"], one(province, "Visit", "L2")["id"]}


def test_the_same_visits_again_change_nothing(province: Store, tmp_path: Path) -> None:
    files = of("L1,CB3,thôn,05977-01,05/08/2025,đi cơ sở,Nắm tình hình")
    assert counts(load_files(province, tmp_path, files)) == {"di_co_so.csv": (1, 0, 0, 0)}
    assert counts(load_files(province, tmp_path, files)) == {"di_co_so.csv": (0, 0, 0, 1)}


def test_a_visit_to_a_group_of_households_is_tied_to_the_group(
    province: Store, tmp_path: Path
) -> None:
    files = of("L1,CB3,nhóm hộ,NH1,05/08/2025,dự họp,Họp nhóm hộ")
    load_files(province, tmp_path, {**files, "nhom_ho.csv": GROUPS})
    visit, group = one(province, "Visit", "L1"), one(province, "HouseholdGroup", "NH1")
    (about,) = edges(province, "ABOUT:Visit:HouseholdGroup", visit["id"])
    assert about["end_id"] == group["id"]


def test_a_visit_before_its_village_or_to_a_person_is_refused(
    province: Store, tmp_path: Path
) -> None:
    files = of(
        "L1,CB3,thôn,05983-01,01/09/2025,đi cơ sở,",
        "L2,CB3,cán bộ,CB2,05/08/2025,đi cơ sở,",
        "L3,CB9,thôn,05977-01,05/08/2025,đi cơ sở,",
    )
    places = refused(province, tmp_path, files)
    assert told(places) == [
        ("di_co_so.csv", 2, "Mã đối tượng", "05983-01", "not_yet"),
        ("di_co_so.csv", 3, "Loại đối tượng", "cán bộ", "visit_of_nothing"),
        ("di_co_so.csv", 4, "Mã cán bộ", "CB9", "unknown_person"),
    ]
