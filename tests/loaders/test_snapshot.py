"""A snapshot says all there is in a unit on a day: what it leaves out ends, nothing else does."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graphapp.domain.chain import chain
from graphapp.domain.coverage import gaps
from graphapp.errors import NotOnDateError
from graphapp.model.policy import default_policy
from graphapp.model.scope import WHOLE
from graphapp.write import Store
from loaders import RefusedLoadError, demo_files, load
from tests.stores import demo

ON = date(2025, 11, 1)
BEFORE = date(2025, 10, 31)
POLICY = default_policy()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with demo(tmp_path / "home") as opened:
        yield opened


def rows_of(name: str) -> list[dict[str, str]]:
    (path,) = [path for path in demo_files() if path.stem == name]
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def written(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def uncovered(store: Store, unit: str, day: date) -> set[str]:
    found = gaps(store.reader(), WHOLE, unit, day, tier="village", policy=POLICY)
    return {gap.target.code for gap in found.gaps}


def test_an_assignment_left_out_of_a_snapshot_ends_the_day_before(
    store: Store, tmp_path: Path
) -> None:
    commune = [r for r in rows_of("phan_cong") if r["Mã đối tượng"].startswith("05977-")]
    kept = [r for r in commune if r["Mã đối tượng"] != "05977-02"]
    before = {day: uncovered(store, "20", day) for day in (BEFORE, ON)}
    done = load(
        store, [written(tmp_path / "phan_cong.csv", kept)], actor="t", snapshot=("05977", ON)
    )
    assert uncovered(store, "20", BEFORE) == before[BEFORE]
    assert uncovered(store, "20", ON) == before[ON] | {"05977-02"}
    # the village's own row, and what supervises the commune's officials and is not in the file
    assert done.files[0].ended > 1
    found = chain(store.reader(), WHOLE, "05977-02", BEFORE, policy=POLICY)
    assert found.by_unit[0].responsible[0].until == ON
    assert uncovered(store, "06040", ON) == before[ON] & {f"06040-0{n}" for n in range(9)}


def test_the_same_snapshot_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    commune = [r for r in rows_of("phan_cong") if r["Mã đối tượng"].startswith("05977-")]
    path = written(tmp_path / "phan_cong.csv", commune[:5])
    assert load(store, [path], actor="t", snapshot=("05977", ON)).entry == 2
    assert load(store, [path], actor="t", snapshot=("05977", ON)).entry is None
    store.verify()


def test_a_household_left_out_of_a_snapshot_ends_with_its_home(
    store: Store, tmp_path: Path
) -> None:
    kept = [r for r in rows_of("ho") if r["Mã thôn"] == "05977-01"][:2]
    done = load(store, [written(tmp_path / "ho.csv", kept)], actor="t", snapshot=("05977-01", ON))
    assert done.files[0].ended == 1
    (told,) = [remark for remark in done.remarks if remark.message == "load.snapshot_ended"]
    assert dict(told.values)["who"] == "05977-01-H003"
    with pytest.raises(NotOnDateError):
        chain(store.reader(), WHOLE, "05977-01-H003", ON, policy=POLICY)
    assert chain(store.reader(), WHOLE, "05977-01-H003", BEFORE, policy=POLICY).by_unit


def test_a_tenure_left_out_of_a_snapshot_ends(store: Store, tmp_path: Path) -> None:
    kept = [r for r in rows_of("bo_nhiem") if r["Mã chức vụ"] == "X05977-CT"]
    load(store, [written(tmp_path / "bo_nhiem.csv", kept)], actor="t", snapshot=("05977", ON))
    found = gaps(store.reader(), WHOLE, "05977", ON, tier="village", policy=POLICY)
    assert (found.numerator, found.in_post_numerator) == (0, 5)


def test_a_file_that_can_be_no_snapshot_is_refused_by_name(store: Store) -> None:
    (people,) = [path for path in demo_files() if path.stem == "can_bo"]
    with pytest.raises(RefusedLoadError) as refused:
        load(store, [people], actor="t", snapshot=("05977", ON))
    (place,) = refused.value.places
    assert (place.file, place.remedy) == ("can_bo.csv", "load.no_snapshot")


def test_the_unit_of_a_snapshot_must_live_that_day(store: Store) -> None:
    (households,) = [path for path in demo_files() if path.stem == "ho"]
    with pytest.raises(NotOnDateError):
        load(store, [households], actor="t", snapshot=("178", ON))
