"""A generated province, loaded: planted file, oracle and program tell of the same broken links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graphapp.domain.chain import chain
from graphapp.domain.coverage import gaps
from graphapp.domain.results import Chain, Link
from graphapp.graph.port import Engine
from graphapp.model.policy import default_policy
from graphapp.model.schema import MODEL
from graphapp.model.scope import WHOLE
from graphapp.write import Store
from loaders import DEMO_DAY, load
from loaders.demo.province import Size
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
from tests.oracle import answers, duties, kinds
from tests.oracle.facts import Facts, Target, Unit
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


def test_the_oracle_finds_the_posts_that_were_left_vacant(province: Province) -> None:
    held = {tenure.post.code for tenure in province.facts.tenures if tenure.life.holds(DAY)}
    posts = {post.code for post in province.facts.posts if post.life.holds(DAY)}
    assert posts - held == province.planted.vacant_posts


# --- the program reads them too -----------------------------------------------------------------


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
