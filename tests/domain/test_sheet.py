"""The assignment sheet on both engines: the oracle's links, the chain's and the gaps' verdicts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphapp.domain.chain import chain
from graphapp.domain.coverage import gaps
from graphapp.domain.sheet import sheet
from graphapp.domain.sheet_json import sheet_json
from graphapp.domain.sheet_table import Cover, Wish
from graphapp.errors import InputError, NotOnDateError, UnknownCodeError
from graphapp.model.policy import Policy, default_policy
from graphapp.model.scope import WHOLE, Scope
from graphapp.model.text import sort_key
from loaders import demo_files, load
from tests.oracle import answers, duties
from tests.oracle.tables import read_files
from tests.shapes import shape_of_link
from tests.stores import empty_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphapp.domain.sheet_table import Seat, Sheet, VillageRow
    from graphapp.graph.port import Engine, Reader
    from tests.oracle.facts import Facts, Household, Unit

DATA = Path(__file__).resolve().parents[1] / "data"
MORE = [
    path
    for folder in ("both_lines", "village_posts")
    for path in sorted((DATA / folder).glob("*.csv"))
    if path.stem != "visits"
]
PROVINCE, WARD = "20", "05977"
LAST_OF_DISTRICTS, FIRST_WITHOUT = date(2025, 6, 30), date(2025, 7, 1)
AUTUMN = date(2025, 10, 1)
DAYS = (date(2024, 6, 1), LAST_OF_DISTRICTS, FIRST_WITHOUT, AUTUMN, date(2026, 11, 22))
each_day = pytest.mark.parametrize("day", DAYS, ids=str)


@pytest.fixture(scope="module")
def reader(
    module_graph: Engine, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Reader]:
    """The roster with what it lacks: party organisations, groups, posts of villages."""
    with empty_store(module_graph, request, tmp_path_factory.mktemp("sheet")) as store:
        load(store, demo_files(real_communes=False), actor="test")
        load(store, MORE, actor="test")
        yield store.reader()


@pytest.fixture(scope="module")
def facts() -> Facts:
    """What the oracle reads in the same files; it knows neither decisions nor village posts."""
    told = [p for p in MORE if p.parent.name == "both_lines" and p.stem != "decisions"]
    return read_files([*demo_files(real_communes=False), *told])


def ask(reader: Reader, day: date, unit: str = PROVINCE, **wish: str | int) -> Sheet:
    wanted = replace(Wish(), **wish)
    return sheet(reader, WHOLE, unit, day, policy=default_policy(), wish=wanted)


def row_of(found: Sheet, code: str) -> VillageRow:
    return next(row for row in found.rows if row.village.code == code)


def people(seats: tuple[Seat, ...]) -> list[list[str]]:
    return [[holder.person.name for holder in seat.holders] for seat in seats]


# --- the same as the oracle, the chain and the gaps -----------------------------------------------


@each_day
def test_every_village_has_a_row_with_the_links_of_the_oracle(
    reader: Reader, facts: Facts, day: date
) -> None:
    rows = {row.village.code: row for row in ask(reader, day).rows}
    villages = [u for u in facts.units if u.tier == "village" and u.life.holds(day)]
    assert sorted(rows) == sorted(village.code for village in villages)
    for village in villages:
        line = [village, *duties.above(facts, village, day)]
        links = [answers.link(facts, unit, day) for unit in line if unit.tier != "province"]
        row = rows[village.code]
        assert [shape_of_link(link) for link in (row.link, *row.above)] == links


@each_day
def test_households_are_counted_as_the_oracle_does(reader: Reader, facts: Facts, day: date) -> None:
    bare = {
        g["target"]["code"] for g in answers.gaps(facts, province(facts), day, "household")["gaps"]
    }
    expected: dict[str, list[Household]] = {}
    for household in facts.households:
        if household.life.holds(day):
            expected.setdefault(household.village.code, []).append(household)
    for row in ask(reader, day).rows:
        homes = expected.get(row.village.code, [])
        covered = sum(home.code not in bare for home in homes)
        assert row.households == Cover(covered, len(homes)), row.village.code


def province(facts: Facts) -> Unit:
    return next(unit for unit in facts.units if unit.tier == "province")


@each_day
def test_states_are_those_of_the_gap_report_and_counts_those_of_its_households(
    reader: Reader, day: date
) -> None:
    found = ask(reader, day)
    asked = [gaps(reader, WHOLE, PROVINCE, day, tier=t, policy=default_policy()) for t in TIERS]
    report, homes = asked
    reasons = {gap.target.id: (gap.reason, gap.since) for gap in report.gaps}
    nobody = {
        row.village.id: row.link.broken and (row.link.broken.reason, row.link.broken.since)
        for row in found.rows
        if not any(each.kind == "in_charge" for each in row.link.responsible)
    }
    assert nobody == reasons
    assert (found.total, sum(n for _, n in found.tallies)) == (report.denominator,) * 2
    covers = [row.households for row in found.rows if row.households]
    assert sum(c.total - c.covered for c in covers) == homes.numerator
    assert sum(c.total for c in covers) == homes.denominator


TIERS = ("village", "household")


@pytest.mark.parametrize("day", [LAST_OF_DISTRICTS, AUTUMN], ids=str)
def test_links_are_those_of_each_villages_and_organisations_chain(
    reader: Reader, day: date
) -> None:
    rows = [r for i, r in enumerate(ask(reader, day).rows) if i % 25 == 0 or r.cells]
    for row in rows:
        found = chain(reader, WHOLE, row.village.id, day, policy=default_policy())
        assert found.by_unit[:-1] == (row.link, *row.above)
        for link in (*row.cells, *row.party_above):
            own = chain(reader, WHOLE, link.unit.id, day, policy=default_policy())
            assert own.by_unit[0] == link


def test_several_duties_for_households_count_what_is_covered_under_all(reader: Reader) -> None:
    rows = default_policy().rows
    home = next(row for row in rows if row.target == "household")
    both = Policy((*rows, replace(home, key="follow", kinds=("follows",))))
    found = sheet(reader, WHOLE, WARD, AUTUMN, policy=both)
    report = gaps(reader, WHOLE, WARD, AUTUMN, tier="household", policy=both)
    covers = [row.households for row in found.rows if row.households]
    assert sum(c.total - c.covered for c in covers) == report.numerator
    assert (sum(c.covered for c in covers), sum(c.total for c in covers)) == (2, 8)


def test_households_that_nobody_asks_for_are_not_counted(reader: Reader) -> None:
    policy = Policy(tuple(r for r in default_policy().rows if r.target != "household"))
    assert {r.households for r in sheet(reader, WHOLE, WARD, AUTUMN, policy=policy).rows} == {None}


# --- party organisations and posts of villages ----------------------------------------------------


def test_cells_stand_in_the_rows_of_all_villages_that_they_cover(reader: Reader) -> None:
    found = ask(reader, AUTUMN, WARD)
    cells = {r.village.name: [link.unit.code for link in r.cells] for r in found.rows}
    merged = ["CB05977-23"]
    assert cells == {
        "Khối 1": ["CB05977-01"], "Khối 2": merged, "Khối 3": merged,
        "Khối 4": ["CB05977-04"], "Khối 5": [],
    }  # fmt: skip
    above = {row.village.name: [link.unit.code for link in row.party_above] for row in found.rows}
    assert above["Khối 3"] == ["CS05977"]
    assert above["Khối 4"] == ["DU05977"]
    assert above["Khối 5"] == []
    assert not any(row.cells for row in ask(reader, LAST_OF_DISTRICTS).rows)


def test_posts_of_villages_name_who_holds_them_on_the_day(reader: Reader) -> None:
    row = row_of(ask(reader, AUTUMN, WARD), "05977-01")
    assert people(row.secretary) == [["Mã Văn Thôn Hai"]]
    assert people(row.front_head) == [["Bế Thị Thôn Một"]]
    assert row.front_head[0].holders[0].acting
    assert people(row.village_head) == [[]]
    before = row_of(ask(reader, date(2025, 8, 31), WARD), "05977-01")
    assert people(before.secretary) == [["Bế Thị Thôn Một"]]


def test_one_post_may_be_of_two_roles_and_of_every_village_of_its_cell(reader: Reader) -> None:
    found = ask(reader, FIRST_WITHOUT, WARD)
    for code in ("05977-02", "05977-03"):
        row = row_of(found, code)
        assert people(row.secretary) == people(row.village_head) == [["Đàm Thị Thôn Ba"]]
    vacant = row_of(ask(reader, AUTUMN, WARD), "05977-02")
    assert people(vacant.secretary) == [[]]


# --- order, filters, pages ------------------------------------------------------------------------


def test_rows_stand_by_the_vietnamese_alphabet(reader: Reader) -> None:
    found = ask(reader, AUTUMN)
    communes = [section.commune.name for section in found.sections if section.commune]
    assert communes == sorted(communes, key=sort_key)
    assert [unit.name for unit in found.communes] == communes
    for section in found.sections:
        names = [row.village.name for row in section.rows]
        assert names == sorted(names, key=sort_key)


def test_rows_are_filtered_by_state_reason_and_commune_while_the_tallies_stay(
    reader: Reader,
) -> None:
    whole = ask(reader, AUTUMN)
    broken = ask(reader, AUTUMN, state="broken")
    assert broken.found == dict(whole.tallies)["broken"] == len(broken.rows)
    assert (broken.total, broken.tallies) == (whole.total, whole.tallies)
    left = ask(reader, AUTUMN, reason="holder_left_post")
    assert {row.link.broken.reason for row in left.rows if row.link.broken} == {"holder_left_post"}
    assert 0 < left.found < broken.found
    ward = next(unit for unit in whole.communes if unit.code == WARD)
    for name in (ward.id, WARD):
        assert {row.commune for row in ask(reader, AUTUMN, commune=name).rows} == {ward}
    assert ask(reader, AUTUMN, commune="u9-9").found == 0


@pytest.mark.parametrize(
    ("text", "villages"),
    [
        ("KHOI 4", ["05977-04"]),
        ("05977-02", ["05977-02"]),
        ("ma van thon hai", ["05977-01"]),
        ("Chi bộ ghép", ["05977-02", "05977-03"]),
        ("không có ai", []),
    ],
)
def test_rows_are_found_by_what_they_name_with_or_without_marks(
    reader: Reader, text: str, villages: list[str]
) -> None:
    found = ask(reader, AUTUMN, WARD, text=text)
    assert [row.village.code for row in found.rows] == villages
    assert found.found == len(villages)


def test_pages_hold_whole_communes(reader: Reader) -> None:
    whole = ask(reader, AUTUMN)
    first = ask(reader, AUTUMN, page=1, page_rows=20)
    others = (ask(reader, AUTUMN, page=n, page_rows=20) for n in range(2, first.pages + 1))
    pages = [first, *others]
    assert len(pages) > 1
    assert [row for page in pages for row in page.rows] == list(whole.rows)
    assert [page.first for page in pages] == [
        sum(len(before.rows) for before in pages[:i]) for i in range(len(pages))
    ]
    communes = [section.commune for page in pages for section in page.sections]
    assert len(communes) == len(set(communes))
    beyond = ask(reader, AUTUMN, page=99, page_rows=20)
    assert (beyond.number, beyond.rows) == (len(pages), pages[-1].rows)


# --- which units ----------------------------------------------------------------------------------


def test_district_has_a_sheet_while_it_stands(reader: Reader) -> None:
    found = ask(reader, LAST_OF_DISTRICTS, "178")
    assert found.unit.name == "Thành phố Lạng Sơn"
    assert [unit.code for unit in found.above] == [PROVINCE]
    assert {row.above[-1].unit.code for row in found.rows} == {"178"}
    with pytest.raises(NotOnDateError):
        ask(reader, FIRST_WITHOUT, "178")


def test_sheet_of_a_commune_tells_who_answers_above_it(reader: Reader) -> None:
    found = ask(reader, AUTUMN, WARD)
    assert [link.unit.code for link in found.rows[0].above] == [WARD]
    assert found.rows[0].above[0].responsible


def test_village_has_no_sheet_of_its_own(reader: Reader) -> None:
    with pytest.raises(InputError) as caught:
        ask(reader, AUTUMN, "05977-02")
    assert caught.value.message == "sheet.no_sheet"


def test_commune_without_villages_has_an_empty_sheet(reader: Reader) -> None:
    found = ask(reader, AUTUMN, "06990")
    assert (found.total, found.found, found.pages, found.rows) == (0, 0, 1, ())


def test_unit_out_of_scope_is_unknown(reader: Reader) -> None:
    ward = ask(reader, AUTUMN, WARD).unit
    inside = Scope(frozenset({ward.id}))
    assert sheet(reader, inside, WARD, AUTUMN, policy=default_policy()).total == 5
    with pytest.raises(UnknownCodeError):
        sheet(reader, inside, PROVINCE, AUTUMN, policy=default_policy())


def test_shape_for_machines_holds_every_row(reader: Reader) -> None:
    made = sheet_json(ask(reader, AUTUMN, WARD))
    assert made["villages"] == made["found"] == len(made["rows"]) == 5
    row = made["rows"][0]
    assert row["village"]["code"] == "05977-01"
    assert row["households"] == {"covered": 4, "total": 5}
    assert row["secretary"][0]["holders"][0]["person"]["code"] == "TT00002"
    assert row["secretary"][0]["holders"][0]["since"] == "2025-09-01"
    assert row["cells"][0]["unit"]["code"] == "CB05977-01"
    assert row["above"][0]["unit"]["code"] == WARD
