"""Five years of a generated province: whoever answers then was in office, and few are left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

import pytest

from loaders.demo.places import Commune
from loaders.demo.province import SEED, Size, generate
from loaders.demo.tables import Cell
from loaders.demo.world import World
from tests.demo.provinces import DAY, REFORM

PAST = date(2022, 6, 1), date(2024, 1, 15), date(2025, 6, 30)
FEW = 0.06
SPAN = 150
Row = tuple[Cell, ...]


@pytest.fixture(scope="module")
def world() -> World:
    return World(SEED, DAY, homes=7)


@pytest.fixture(scope="module")
def communes(world: World) -> list[Commune]:
    """All communes, their villages small."""
    return generate(world, Size(homes=7))


def holds(row: Row, day: date, first: int = 6) -> bool:
    since, until = row[first], row[first + 1]
    return (since or date.min) <= day <= (until or date.max)  # type: ignore[operator]  # days


def in_force(world: World, day: date, word: str) -> Iterator[Row]:
    for name in ("phan_cong_truoc_2025", "phan_cong_nhom_ho", "phan_cong_tinh"):
        yield from (row for row in world.tables[name].rows if row[3] == word and holds(row, day))


def living(world: World, word: str, day: date) -> set[Cell]:
    """Return the codes of what somebody must answer for on a day before the reform."""
    rows = world.tables
    if word == "huyện":
        return {row["districtCode"] for row in _read(world)}
    if word == "thôn":
        return {row[0] for row in rows["thon"].rows if holds(row, day, 7)}
    if word == "nhóm hộ":
        return {row[0] for row in rows["nhom_ho"].rows if holds(row, day, 2)}
    kind = "chi bộ" if word == "chi bộ" else "tổ chức cơ sở đảng"
    return {row[0] for row in rows["to_chuc"].rows if row[3] == kind and holds(row, day, 9)}


def _read(world: World) -> list[dict[str, Cell]]:
    table = world.tables["xa_phuong_truoc_2025"]
    return [dict(zip(table.header, row, strict=True)) for row in table.rows]


@pytest.mark.usefixtures("communes")
@pytest.mark.parametrize("day", PAST, ids=str)
@pytest.mark.parametrize("word", ["thôn", "chi bộ", "tổ chức", "nhóm hộ"])
def test_few_are_without_anybody_on_any_day(world: World, word: str, day: date) -> None:
    wanted = living(world, word, day)
    bare = wanted - {row[4] for row in in_force(world, day, word)}
    assert 0 < len(bare) < FEW * len(wanted)


@pytest.mark.usefixtures("communes")
@pytest.mark.parametrize("day", PAST, ids=str)
def test_nearly_every_district_has_somebody_of_the_province(world: World, day: date) -> None:
    bare = living(world, "huyện", day) - {row[4] for row in in_force(world, day, "huyện")}
    assert len(bare) <= 2


def test_officials_of_its_own_district_answered_for_a_village(
    world: World, communes: list[Commune]
) -> None:
    posts: dict[Cell, set[str]] = defaultdict(set)
    for person, post, *_ in world.tables["bo_nhiem"].rows:
        posts[person].add(str(post).split("-")[0])
    olds = {village.code: village.old for one in communes for village in one.villages}
    for row in world.tables["phan_cong_truoc_2025"].rows:
        if row[3] == "thôn":
            old = olds[str(row[4])]
            assert old is not None
            mine = {f"UB{old.district.code}", f"UB{old.code}C"}  # of the commune: planted breaks
            assert posts[row[1]] & mine, row


def test_no_commune_decides_before_it_is_there(world: World, communes: list[Commune]) -> None:
    made = {
        office.name: office.since
        for one in communes
        for office in (one.state_office, one.party_office)
    }
    signed = [row for row in world.tables["quyet_dinh"].rows if row[2] in made]
    assert signed
    assert min(row[1] for row in signed) == REFORM  # type: ignore[type-var]  # days


@pytest.mark.usefixtures("communes")
def test_posts_have_as_many_seats_as_were_filled(world: World) -> None:
    held = Counter(row[1] for row in world.tables["bo_nhiem"].rows if holds(row, DAY, 2))
    seats = {row[0]: row[3] for row in world.tables["chuc_vu"].rows}
    free = [int(str(seats[post])) - number for post, number in held.items()]
    assert min(free) == 0
    assert max(free) < 10
    assert sum(map(bool, free)) < FEW * len(free)


@pytest.mark.usefixtures("communes")
def test_every_village_cell_stood_under_its_old_communes_party_organisation(world: World) -> None:
    bases = {row[0] for row in world.tables["to_chuc"].rows if str(row[0]).endswith("C")}
    cells = {row[0] for row in world.tables["to_chuc"].rows if row[3] == "chi bộ" and not row[9]}
    told = {row[0]: row[6] for row in world.tables["chi_bo_truoc_2025"].rows}
    assert cells <= set(told)
    assert set(told.values()) <= bases


@pytest.mark.usefixtures("communes")
def test_names_are_as_offices_write_them(world: World) -> None:
    names = {str(row[1]) for row in world.tables["to_chuc"].rows}
    titles = {str(row[1]) for row in world.tables["chuc_vu"].rows}
    assert {"Huyện ủy Tràng Định", "Thành ủy Lạng Sơn", "UBND phường Kỳ Lừa"} <= names
    assert not any(" Xã " in one or " Phường " in one or " Huyện " in one for one in names)
    assert not any(one.startswith(("Khối ", "Thôn ")) for one in names)
    assert {"Chủ tịch UBND phường", "Trưởng khối", "Trưởng thôn"} <= titles
    assert not any("{" in one for one in titles)


@pytest.mark.usefixtures("communes")
def test_every_working_group_has_a_head_of_its_own(world: World) -> None:
    rows = world.tables["thanh_vien"].rows
    heads = Counter(row[0] for row in rows if row[1] and row[5] == "có")
    assert set(heads.values()) == {1}
    assert len(heads) == len(world.tables["to_cong_tac"].rows)
