"""The carried data: the roster, the real communes, both, in any order and number of loads."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

import pytest

from graphapp.model.interval import OPEN_END, OPEN_START
from graphapp.write import open_store
from loaders import DEMO_DAY, demo_files, load
from tests.loaders.picture import picture
from tests.loaders.world import counts, edges, every, one, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from graphapp.write import Store

REFORM = date(2025, 7, 1)
ROSTER = demo_files(real_communes=False)
REAL = tuple(path for path in demo_files() if path not in ROSTER)
BY_NAME = {path.name: path for path in demo_files()}


def load_parts(store: Store, parts: Sequence[Sequence[Path]]) -> None:
    for part in parts:
        assert load(store, part, actor="tester", day=DEMO_DAY).entry is not None


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Everything in one load."""
    with open_store(settings_of(tmp_path_factory.mktemp("both"))) as opened:
        load_parts(opened, [demo_files()])
        yield opened


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The eight files of the roster."""
    with open_store(settings_of(tmp_path_factory.mktemp("alone"))) as opened:
        load_parts(opened, [ROSTER])
        yield opened


def test_the_roster_is_what_its_files_say(alone: Store) -> None:
    sizes = {key: len(told) for key, told in picture(alone).items()}
    assert sizes == {
        "Unit": 17 + 35 + 78,
        "Household": 72,
        "Person": 72,
        "Organisation": 17,
        "Post": 71,
        "Decision": 72,
        "PART_OF:Unit:Unit": 16 + 35 + 76 + 78,
        "LIVES_IN:Household:Unit": 72,
        "SERVES:Organisation:Unit": 17,
        "BELONGS_TO:Post:Organisation": 71,
        "HOLDS:Person:Post": 72,
        "RESPONSIBLE_FOR:Person:Unit": 4 + 9 + 144,
        "RESPONSIBLE_FOR:Person:Household": 56,
        "SUPERVISES:Person:Person": 56,
    }


@pytest.mark.parametrize("files", [ROSTER, ROSTER[::-1], ROSTER[3:5]], ids=["all", "turned", "two"])
def test_the_same_files_again_change_nothing(alone: Store, files: Sequence[Path]) -> None:
    result = load(alone, files, actor="tester")
    assert result.entry is None
    assert all(added + changed + ended == 0 for added, changed, ended, _ in counts(result).values())
    assert sum(file.unchanged for file in result.files) > 0


def test_the_real_communes_and_the_roster_mean_the_same_units(both: Store) -> None:
    sizes = {key: len(told) for key, told in picture(both).items()}
    assert sizes["Unit"] == 1 + 11 + 194 + 65 + 78
    assert sizes["PART_OF:Unit:Unit"] == 11 + 194 + 65 + 76 + 78
    assert sizes["SUCCEEDED_BY:Unit:Unit"] == 196


@pytest.mark.parametrize(
    "parts",
    [
        [REAL, ROSTER],
        [ROSTER, REAL],
        [demo_files()[::-1]],
        [ROSTER[:3], REAL, ROSTER[3:]],
        [
            [BY_NAME[f"{name}.csv"]]
            for name in (
                "xa_phuong_truoc_2025", "xa_phuong_tu_2025", "chuyen_doi_2025", "don_vi", "xa_cu",
                "thon", "ho", "can_bo", "chuc_vu", "bo_nhiem", "phan_cong",
            )
            if name not in ("don_vi", "xa_cu")  # say nothing that the real communes do not
        ],
    ],
    ids=["communes first", "roster first", "turned round", "in three", "one by one"],
)  # fmt: skip
def test_the_order_of_files_and_loads_does_not_matter(
    store: Store, both: Store, parts: Sequence[Sequence[Path]]
) -> None:
    load_parts(store, parts)
    assert picture(store) == picture(both)


def test_the_order_of_rows_does_not_matter(store: Store, alone: Store, tmp_path: Path) -> None:
    shuffled = []
    for path in ROSTER:
        header, *lines = path.read_text("utf-8-sig").splitlines()
        random.Random(path.name).shuffle(lines)
        shuffled.append(tmp_path / path.name)
        shuffled[-1].write_text("\n".join([header, *lines]), "utf-8")
    load_parts(store, [shuffled])
    assert picture(store) == picture(alone)


def test_a_code_given_twice_is_two_units(both: Store) -> None:
    old, new = every(both, "Unit", "05977")
    assert (old["name"], old["since"], old["until"]) == ("Phường Vĩnh Trại", OPEN_START, REFORM)
    assert (new["name"], new["since"], new["until"]) == ("Phường Đông Kinh", REFORM, OPEN_END)


def test_a_village_is_part_of_its_old_commune_then_of_the_new_one(both: Store) -> None:
    village = one(both, "Unit", "05977-04")
    before, after = edges(both, "PART_OF:Unit:Unit", village["id"])
    assert (before["since"], before["until"]) == (OPEN_START, REFORM)
    assert (after["since"], after["until"]) == (REFORM, OPEN_END)
    old, new = one(both, "Unit", "06247"), every(both, "Unit", "05977")[1]
    assert (before["end_id"], after["end_id"]) == (old["id"], new["id"])


def test_a_village_founded_later_has_the_new_commune_alone(both: Store) -> None:
    village = one(both, "Unit", "05983-01")
    (only,) = edges(both, "PART_OF:Unit:Unit", village["id"])
    assert (only["since"], only["until"]) == (date(2025, 10, 15), OPEN_END)


def test_the_posts_of_a_unit_are_in_its_one_committee(both: Store) -> None:
    committee = one(both, "Organisation", "UBND-05977-20250701")
    assert committee["name"] == "UBND Phường Đông Kinh"
    assert (committee["line"], committee["kind"]) == ("state", "people_committee")
    for code in ("X05977-CT", "X05977-CB4"):
        (edge,) = edges(both, "BELONGS_TO:Post:Organisation", one(both, "Post", code)["id"])
        assert edge["end_id"] == committee["id"]
    (serves,) = edges(both, "SERVES:Organisation:Unit", committee["id"])
    assert serves["end_id"] == every(both, "Unit", "05977")[1]["id"]


def test_a_decision_known_by_its_number_alone_takes_the_start(both: Store) -> None:
    (decision,) = every(both, "Decision", "QĐ-127", "number")
    assert (decision["date"], decision["issuer"]) == (date(2024, 1, 15), None)
    person = one(both, "Person", "CB00001")
    (tenure,) = edges(both, "HOLDS:Person:Post", person["id"])
    assert tenure["decision_id"] == decision["id"]


def test_a_household_lives_as_long_as_its_village_where_no_date_is_given(both: Store) -> None:
    household = one(both, "Household", "05983-01-H001")
    (home,) = edges(both, "LIVES_IN:Household:Unit", household["id"])
    assert home["since"] == household["since"] == date(2025, 10, 15)


def test_communes_have_their_centre_points_and_areas(both: Store) -> None:
    old, new = every(both, "Unit", "05977")
    assert (old["latitude"], old["longitude"], old["area"]) == (21.855352, 106.765418, None)
    assert (new["latitude"], new["longitude"], new["area"]) == (21.8068, 106.771, 54.71)
    told = [row for row in picture(both)["Unit"] if "('latitude', None)" not in row]
    assert len(told) == 194 + 65


def test_part_of_a_ward_goes_into_each_of_its_successors(both: Store) -> None:
    divided = [
        row for row in picture(both)["SUCCEEDED_BY:Unit:Unit"] if "('extent', 'part')" in row
    ]
    assert len(divided) == 4


def test_assignments_outside_the_tenure_are_remarked(alone: Store) -> None:
    result = load(alone, ROSTER, actor="tester")
    places = {(r.place.file, r.place.row) for r in result.remarks}
    assert {remark.message for remark in result.remarks} == {"load.outside_tenure"}
    assert ("phan_cong.csv", 17) in places  # CB00006: assigned from 01/04/2024, in post from 05/04


def test_the_entry_names_the_files(alone: Store) -> None:
    (entry,) = alone.entries()
    named = {file["name"]: file for file in entry.payload["files"]}
    assert set(named) == {path.name for path in ROSTER}
    assert named["thon.csv"]["kind"] == "villages"
    assert named["thon.csv"]["added"] == 78
    assert len(named["thon.csv"]["sha256"]) == 64
    assert entry.payload["day"] == "2025-07-01"


def test_a_dry_run_writes_nothing(store: Store) -> None:
    result = load(store, ROSTER, actor="tester", dry_run=True)
    assert (result.dry_run, result.entry) == (True, None)
    assert sum(file.added for file in result.files) == 686
    assert list(store.entries()) == []
