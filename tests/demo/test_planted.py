"""A generated province, loaded: planted file, oracle and program tell of the same broken links."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from graphapp import create_app
from graphapp.cli import run
from graphapp.domain.chain import chain
from graphapp.domain.coverage import gaps
from graphapp.domain.gap_days import GapDays
from graphapp.domain.lived_cover import lived_lines, lived_rows, lived_targets
from graphapp.domain.results import Chain, Link
from graphapp.domain.units import provinces
from graphapp.graph.port import Engine
from graphapp.model.policy import default_policy
from graphapp.model.schema import MODEL
from graphapp.model.scope import WHOLE
from graphapp.session import Session
from graphapp.write import Store
from loaders import DEMO_DAY, load
from loaders.demo.province import FIRST_DAY, Size, write_province
from tests.conftest import LONG
from tests.demo.provinces import (
    DAY,
    PROVINCE,
    REFORM,
    SMALL,
    TIERS,
    Broken,
    Key,
    Planted,
    planted_gaps,
    planted_in,
    written,
)
from tests.oracle import answers, duties, kinds, visited
from tests.oracle.facts import Facts, Target, Unit
from tests.oracle.kinds import Found
from tests.oracle.nearby import Nearby
from tests.oracle.policy import asked
from tests.oracle.tables import read_files
from tests.stores import empty_store

HOUR = 3600
ASKED_ALONE = 40

pytestmark = pytest.mark.timeout(HOUR)


class Province:
    """The files of a province, what was planted in them, and the oracle's reading of them."""

    def __init__(self, folder: Path, size: Size) -> None:
        made = written(folder, size)
        self.files = made.files
        self.planted: Planted = planted_in(made.planted)
        self.gaps = planted_gaps(made.planted)
        self.facts: Facts = read_files(made.files, REFORM)
        self.targets = [
            one for one in answers.targets(self.facts, DAY) if asked(one.tier or "", DAY)
        ]


@pytest.fixture(
    scope="module",
    params=[SMALL, pytest.param(Size(), marks=pytest.mark.long)],
    ids=("small", "whole"),
)
def province(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Province:
    if request.param.communes is None and not LONG:
        pytest.skip("the whole province is for the long run")
    return Province(tmp_path_factory.mktemp("province"), request.param)


@pytest.fixture(scope="module")
def store(
    province: Province, module_graph: Engine, request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Store]:  # fmt: skip
    with empty_store(module_graph, request, tmp_path_factory.mktemp("store")) as opened:
        load(opened, province.files, actor="test", day=DEMO_DAY)
        yield opened


@pytest.fixture(scope="module")
def chains(store: Store, province: Province) -> dict[Target, Chain]:
    """The program's answers, each asked for once."""
    reader, policy = store.reader(), default_policy()
    return {
        one: chain(reader, WHOLE, one.code or "", DAY, policy=policy)
        for one in asked_about(province)
    }


def key_of(target: Target) -> Key:
    return target.tier or "", target.code or ""


# --- the oracle reads the files -----------------------------------------------------------------


def test_the_oracle_finds_what_was_planted_and_nothing_else(province: Province) -> None:
    nearby = Nearby(province.facts)
    found: dict[bool, dict[Key, Broken]] = {True: {}, False: {}}
    states: dict[Key, set[str]] = {}
    for target in province.targets:
        facts = nearby.around(target)
        for duty in asked(target.tier or "", DAY):
            why = duties.broken(facts, target, duty, DAY)
            if why is None:
                states[key_of(target)] = set(duties.states(facts, target, duty, DAY))
            else:
                covered = bool(duties.counted(facts, target, duty, DAY))
                found[covered][key_of(target)] = Broken(duty.key, why.reason, why.since)
    planted = province.planted
    assert found[False] == planted.gaps
    assert found[True] == planted.covered
    assert {key: told for key, told in states.items() if told != {"complete"}} == planted.states


def test_the_oracle_finds_every_kind_of_gap_where_it_was_planted_and_nowhere_else(
    province: Province,
) -> None:
    assert set(kinds.nearby(province.facts, DAY)) == province.gaps


@pytest.mark.parametrize(("day", "seed"), [(FIRST_DAY, 20), (date(2028, 2, 29), 21)])
def test_so_it_is_with_another_day_and_seed(tmp_path: Path, day: date, seed: int) -> None:
    made = write_province(tmp_path, day, seed=seed, size=SMALL)
    found = set(kinds.nearby(read_files(made.files, REFORM), day))
    assert found == planted_gaps(made.planted)


def test_the_oracle_finds_the_posts_that_were_left_vacant(province: Province) -> None:
    held = {tenure.post.code for tenure in province.facts.tenures if tenure.life.holds(DAY)}
    posts = {post.code for post in province.facts.posts if post.life.holds(DAY)}
    assert posts - held == province.planted.vacant_posts


# --- the program reads them too -----------------------------------------------------------------


@pytest.fixture(scope="module")
def days(store: Store) -> GapDays:
    """All gaps of the province, with their days."""
    return store.gap_days()


def test_every_kind_of_gap_is_found_where_it_was_planted_and_nowhere_else(
    store: Store, days: GapDays, province: Province
) -> None:
    codes = codes_of(store, days)
    whole = provinces(store.reader(), WHOLE, DAY)[0].id
    found = [
        Found(
            str(gap.kind), tier_of(days, gap.subject), codes[gap.subject], gap.policy_row,
            codes.get(gap.via, ""),
        )
        for gap in days.listed(whole, DAY)
    ]  # fmt: skip
    assert len(found) == len(set(found))
    assert set(found) == province.gaps


@pytest.mark.parametrize("tier", TIERS)
def test_lived_cover_is_of_what_is_due_all_but_what_was_planted(
    store: Store, days: GapDays, province: Province, tier: str
) -> None:
    reader, planted = store.reader(), {g for g in province.gaps if g.kind == "not_visited"}
    whole = provinces(reader, WHOLE, DAY)[0]
    lines = {one.tier: one for one in lived_lines(reader, WHOLE, days, whole, DAY)}
    missed = {gap.subject for gap in planted if gap.what == tier}
    due = due_for_a_visit(province, tier)
    assert (lines[tier].lived.n, lines[tier].lived.of) == (len(due) - len(missed), len(due))
    asked = sum(one.tier == tier for one in province.targets)
    bare = sum(key[0] == tier for key in province.planted.gaps)
    assert (lines[tier].paper.n, lines[tier].paper.of) == (asked - bare, asked)
    for state, wanted in (("missed", missed), ("visited", due - missed)):
        listed = lived_targets(days, whole.id, DAY, tier, (state,))
        rows = lived_rows(reader, days, DAY, listed[:])
        assert {row.target.code for row in rows} == wanted
        assert len(rows) == len(wanted)
        assert state == "missed" or all(row.last for row in rows)


def test_page_file_twin_and_command_of_lived_cover_tell_the_same(
    store: Store, days: GapDays
) -> None:
    site, reader = create_app(store, store.settings).test_client(), store.reader()
    whole = provinces(reader, WHOLE, DAY)[0]
    asked = f"in={whole.id}&as_of={DAY}&lang=en&tier=cell&state=missed"
    twin = site.get(f"/api/v1/lived?{asked}").get_json()
    page = site.get(f"/lived?{asked}").get_data(as_text=True)
    file = CalamineWorkbook.from_filelike(BytesIO(site.get(f"/lived.xlsx?{asked}").data))
    for line, told in zip(lived_lines(reader, WHOLE, days, whole, DAY), twin["tiers"], strict=True):
        for name, count in (("paper", line.paper), ("lived", line.lived)):
            assert told[name] == {"numerator": count.n, "denominator": count.of}
            assert f"<strong>{count.n:,}</strong>/{count.of:,}" in page
    rows = file.get_sheet_by_name("Rows").to_python()[3:]
    listed = [row["target"]["code"] for row in twin["rows"]]
    assert [row[0] for row in rows] == listed
    assert len(listed) == twin["total"] > 0
    assert all(f">{code}</span>" in page for code in listed)
    words = ["lived", "--in", whole.code, "--on", DAY.isoformat(), "--tier", "cell"]
    told = commanded(store, [*words, "--state", "missed", "--json"])
    assert json.loads(told)["tiers"] == twin["tiers"]
    assert [row["target"]["code"] for row in json.loads(told)["rows"]] == listed
    said = commanded(store, words).splitlines()
    assert sum(" chưa đi trong kỳ" in line for line in said) == len(listed)


@pytest.mark.parametrize("tier", TIERS)
def test_gaps_are_those_that_were_planted(store: Store, province: Province, tier: str) -> None:
    report = gaps(store.reader(), WHOLE, PROVINCE, DAY, tier=tier, policy=default_policy())
    found = {
        (tier, gap.target.code): Broken(gap.policy_row, gap.reason.value, gap.since)
        for gap in report.gaps
    }
    assert found == {key: told for key, told in province.planted.gaps.items() if key[0] == tier}
    assert report.denominator == sum(one.tier == tier for one in province.targets)


def test_links_are_broken_and_strained_as_was_planted(
    chains: dict[Target, Chain], province: Province
) -> None:
    planted = province.planted
    for target, found in chains.items():
        key, link = key_of(target), found.by_unit[0]
        expected = planted.gaps.get(key) or planted.covered.get(key)
        assert broken(link) == expected, key
        if expected is None:
            assert {state.value for state in link.states} == planted.states.get(key, {"complete"})


def test_lines_of_people_break_where_they_were_broken(
    chains: dict[Target, Chain], province: Province
) -> None:
    planted = province.planted.lines
    for target, found in chains.items():
        if isinstance(target, Unit) and target.tier == "village":
            assert found.by_person_complete == (target.code not in planted), target.code
            assert bool(found.cycle) == (planted.get(target.code) == "cycle"), target.code


def test_villages_without_a_cell_are_those_that_were_planted(
    store: Store, province: Province
) -> None:
    units = store._engine.table(MODEL.table("Unit"))
    covered = set(store._engine.table(MODEL.table("COVERS:Organisation:Unit"))["to_id"])
    living = units.filter((units["tier"] == "village") & (units["until"] > DAY))
    bare = {code for id_, code in living.select("id", "code").rows() if id_ not in covered}
    assert bare == province.planted.villages_without_cell


def codes_of(store: Store, days: GapDays) -> dict[str, str]:
    """Lead from every id of a target, post, person and assignment to its code."""
    found: dict[str, str] = {}
    for label in ("Unit", "Household", "Organisation", "Post", "Person"):
        found |= dict(store._engine.table(MODEL.table(label)).select("id", "code").rows())
    made = (a for each in days.facts.alike.values() for a in each.assignments)
    return found | {a.id: a.code or "" for a in made}


def tier_of(days: GapDays, subject: str) -> str:
    """Return what a gap is about: the tier of a target, post or person."""
    known = days.facts.alike.get(days.facts.first(subject))
    if known is not None:
        return known.tier
    return "post" if subject in days.facts.seats else "person"


def due_for_a_visit(province: Province, tier: str) -> set[str]:
    """Return the targets of a tier to which the oracle asks somebody to have come."""
    near, rule = Nearby(province.facts), kinds.DEFAULT.rule("visits", DAY)
    assert rule is not None
    return {
        one.code or ""
        for one in province.targets
        if one.tier == tier
        for duty in kinds.DEFAULT.asked(one, DAY)
        if visited.due(near.around(one), one, duty, rule, DAY)
    }


def commanded(store: Store, words: list[str]) -> str:
    """Return what a command prints."""
    out, home = StringIO(), store.settings.home
    session = Session(words, out, StringIO(), home, opened=store, settings=store.settings)
    assert run(session) == 0
    return out.getvalue()


def asked_about(province: Province) -> Iterator[Target]:
    """All that is planted but for households, of which some are asked about; and others."""
    planted = province.planted
    special = {*planted.gaps, *planted.covered, *planted.states}
    special |= {("village", code) for code in planted.lines}
    homes = [one for one in province.targets if one.tier == "household"]
    others = [one for one in province.targets if one.tier != "household"]
    yield from (one for one in others if key_of(one) in special)
    yield from [one for one in others if key_of(one) not in special][:: 1 if LONG else 3]
    yield from [one for one in homes if key_of(one) in special][::7]
    yield from [one for one in homes if key_of(one) not in special][:: len(homes) // ASKED_ALONE]


def broken(link: Link) -> Broken | None:
    if link.broken is None:
        return None
    return Broken(link.policy_row or "", link.broken.reason.value, link.broken.since)
