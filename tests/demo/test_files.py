"""The files of a generated province: the same from the same seed, and full of what was asked."""

from __future__ import annotations

import ast
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import loaders.demo
from loaders.demo.province import SEED, Size, generate, write_province
from loaders.demo.world import World
from tests.demo.provinces import DAY, SMALL, TIERS, written

REASONS = {
    "never_assigned", "assignment_expired", "holder_left_post", "tier_abolished", "unit_closed",
    "wrong_tier", "group_without_head",
}  # fmt: skip


OTHERS = {
    "unfollowed", "line_broken_above", "acting_too_long", "over_span", "single_point",
    "incomplete_assignment", "vacant_seat", "names_differ", "not_visited",
}  # fmt: skip


@pytest.fixture(scope="module")
def world() -> World:
    """The whole province, before it is written."""
    made = World(SEED, DAY, Size().homes)
    generate(made, Size())
    return made


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_seed_and_day_give_the_same_files(tmp_path: Path) -> None:
    for name in ("one", "other"):
        written(tmp_path / name)
    assert contents(tmp_path / "one") == contents(tmp_path / "other")


def test_another_seed_gives_other_files(tmp_path: Path) -> None:
    written(tmp_path / "one")
    write_province(tmp_path / "other", DAY, seed=SEED + 1, size=SMALL)
    assert contents(tmp_path / "one") != contents(tmp_path / "other")


def test_a_day_before_the_village_mergers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="2026-10-01"):
        write_province(tmp_path, date(2026, 1, 1), size=SMALL)


def test_it_knows_nothing_of_the_program() -> None:
    for path in Path(str(loaders.demo.__file__)).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in getattr(node, "names", [])]
            module = getattr(node, "module", None) or ""
            assert not any(name.startswith("graphapp") for name in [module, *names]), path


def test_the_whole_province_has_the_numbers_of_a_province(world: World) -> None:
    rows = {name: table.rows for name, table in world.tables.items()}
    ended = sum(row[8] is not None for row in rows["thon"])
    in_post = {row[0] for row in rows["bo_nhiem"] if row[3] is None and row[0].startswith("CB")}  # type: ignore[union-attr]  # a code
    real = "xa_phuong_truoc_2025", "xa_phuong_tu_2025", "chuyen_doi_2025"
    assert [len(rows[name]) for name in real] == [194, 65, 196]
    assert 1_550 < len(rows["thon"]) - ended < 1_750
    assert 190_000 < len({row[0] for row in rows["ho"]}) < 210_000
    assert 2_900 < len(in_post) < 3_500
    assert 28_000 < sum(str(row[0]).startswith("DV") for row in rows["dang_vien"]) < 32_000


def test_every_reason_and_state_is_planted_for_every_kind_of_target(world: World) -> None:
    planted = world.planted
    for tier in TIERS:
        reasons = {one.reason for one in planted.breaks if one.tier == tier}
        states = {one.state for one in planted.states if one.tier == tier}
        missing = {"tier_abolished"} if tier == "commune" else set()  # communes answer since then
        assert reasons == REASONS - missing, tier
        assert states == {"overloaded", "expiring", "acting"}, tier
    assert set(planted.lines.values()) == {
        "nobody", "superior has left", "cycle", "nobody above"
    }  # fmt: skip
    assert planted.vacant_posts
    assert planted.villages_without_cell


@pytest.mark.parametrize("size", [Size(), SMALL], ids=("whole", "small"))
def test_every_kind_of_gap_is_planted_and_none_twice(size: Size) -> None:
    made = World(SEED, DAY, size.homes)
    generate(made, size)
    assert {gap.kind for gap in made.planted.gaps} == REASONS | OTHERS
    assert len(set(made.planted.gaps)) == len(made.planted.gaps)


def test_about_three_people_in_a_hundred_share_their_name(world: World) -> None:
    rows = [*world.tables["can_bo"].rows, *world.tables["dang_vien"].rows]
    names = Counter(row[1] for row in rows)
    shared = sum(count for count in names.values() if count > 1)
    assert 0.02 < shared / len(rows) < 0.05
