"""What a load would change is told row by row, with values before and after."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from loaders import Wanted, check
from loaders.differences import SHOWN
from tests.loaders.world import (
    ASSIGNMENTS,
    HOUSEHOLDS,
    PEOPLE,
    TENURES,
    VILLAGES,
    with_line,
    write,
)

if TYPE_CHECKING:
    from pathlib import Path

    from graphapp.write import Store
    from loaders import Altered, Difference
    from loaders.rows import Value


def differences(store: Store, folder: Path, **files: str) -> tuple[Difference, ...]:
    named = {f"{name}.csv": text for name, text in files.items()}
    return check(store, Wanted(tuple(write(folder, named)))).differences


def told(altered: tuple[Altered, ...]) -> list[tuple[str, str | None, Value, Value]]:
    return [(each.table, each.property, each.old, each.new) for each in altered]


def test_changed_row_tells_each_property_before_and_after(standing: Store, tmp_path: Path) -> None:
    (found,) = differences(standing, tmp_path, thon=VILLAGES.replace("Khối 1,05977,05980,khối,215",
        "Khối Một,05977,05980,khối,220"))  # fmt: skip
    assert (found.file, found.row, found.outcome) == ("thon.csv", 2, "changed")
    assert (found.table, found.code, found.name) == ("Unit", "05977-01", "Khối Một")
    assert told(found.altered) == [
        ("Unit", "household_count", 215, 220),
        ("Unit", "name", "Khối 1", "Khối Một"),
    ]


def test_ended_row_tells_its_last_day_and_a_decision_by_its_number(
    standing: Store, tmp_path: Path
) -> None:
    changed = TENURES.replace("01/07/2025,,NQ-735", "01/07/2025,31/12/2026,QĐ-9")
    (found,) = differences(standing, tmp_path, bo_nhiem=changed)
    assert (found.code, found.name) == ("CB3 → X05977-CT", "Lương Đức Phong → Chủ tịch UBND phường")
    holds = "HOLDS:Person:Post"
    assert told(found.altered) == [
        (holds, "decision_id", "NQ-735", "QĐ-9"),
        (holds, "until", None, date(2026, 12, 31)),
    ]
    (found,) = differences(
        standing,
        tmp_path,
        phan_cong=ASSIGNMENTS.replace("05977,01/07/2025,", "05977,01/07/2025,31/12/2025"),
    )
    assert found.outcome == "ended"


def test_added_row_tells_what_it_is_and_what_comes_along(standing: Store, tmp_path: Path) -> None:
    (found,) = differences(
        standing, tmp_path, thon=with_line(VILLAGES, "05983-09,Khối 9,05983,,khối,9,01/08/2025,")
    )
    assert (found.row, found.outcome, found.code) == (6, "added", "05983-09")
    assert ("Unit", "since", None, date(2025, 8, 1)) in told(found.altered)
    assert ("PART_OF:Unit:Unit", None, None, "Phường Lương Văn Tri (05983)") in told(found.altered)


def test_sensitive_values_are_named_and_masked(standing: Store, tmp_path: Path) -> None:
    found = differences(
        standing, tmp_path, can_bo=PEOPLE.replace("19/06/1972", "20/06/1972"),
        ho=HOUSEHOLDS.replace("Hộ nghèo", "Hộ khá"),
    )  # fmt: skip
    assert [(each.code, told(each.altered), each.altered[0].masked) for each in found] == [
        ("CB1", [("Person", "birth_date", None, None)], True),
        ("H1", [("Household", "category", None, None)], True),
    ]
    assert found[1].name == ""


def test_what_a_snapshot_leaves_out_is_told_as_ended(standing: Store, tmp_path: Path) -> None:
    paths = write(tmp_path, {"ho.csv": HOUSEHOLDS.replace("H2,05983-01,Hộ cận nghèo\n", "")})
    wanted = Wanted(tuple(paths), snapshot=("20", date(2026, 1, 1)))
    (found,) = check(standing, wanted).differences
    assert (found.row, found.outcome, found.code) == (None, "ended", "H2 → 05983-01")
    assert told(found.altered) == [("LIVES_IN:Household:Unit", "until", None, date(2025, 12, 31))]


def test_first_rows_of_each_file_are_told(standing: Store, tmp_path: Path) -> None:
    many = [f"X{n},Vi {n},," for n in range(SHOWN + 9)]
    found = differences(
        standing,
        tmp_path,
        a=with_line(PEOPLE, *many),
        b=with_line(VILLAGES, "05983-09,K,05983,,,,,"),
    )
    assert len([each for each in found if each.file == "a.csv"]) == SHOWN
    assert len([each for each in found if each.file == "b.csv"]) == 1
