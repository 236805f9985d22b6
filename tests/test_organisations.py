"""Random organisations, loaded from files: chains and gaps equal the oracle's on both engines."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from graphapp.domain.chain import chain
from graphapp.domain.coverage import gaps
from graphapp.domain.results import Reason, State
from graphapp.model.policy import TARGET_TIERS, default_policy
from graphapp.model.scope import WHOLE
from loaders import load
from tests.conftest import LONG
from tests.oracle import answers
from tests.oracle.organisations import organisations
from tests.oracle.tables import read_folder
from tests.shapes import shape_of_chain, shape_of_gaps
from tests.stores import empty_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from graphapp.graph.port import Engine, Reader
    from tests.oracle.answers import Answer
    from tests.oracle.draft import Sample
    from tests.oracle.facts import Facts

ORGANISATIONS = 200 if LONG else 25
HOUR = 3600


@pytest.mark.timeout(HOUR)
def test_chains_and_gaps_of_random_organisations_equal_the_oracle(
    module_graph: Engine, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    seen: Counter[str] = Counter()

    @settings(
        max_examples=ORGANISATIONS,
        derandomize=not LONG,
        database=None,
        deadline=None,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(organisations())
    def equal(sample: Sample) -> None:
        files = tmp_path_factory.mktemp("files")
        with empty_store(module_graph, request, tmp_path_factory.mktemp("home")) as store:
            load(store, sample.write(files), actor="test")
            facts = read_folder(files)
            for day in sample.days:
                seen.update(told(check_chains(facts, store.reader(), day)))
                check_gaps(facts, store.reader(), day)

    equal()
    assert set(seen) >= {*map(str, State), *map(str, Reason), "cycle", "group"}


def check_chains(facts: Facts, reader: Reader, day: date) -> Iterator[Answer]:
    """Compare the chain of every target on a day, in both lines, and give the oracle's."""
    for target in answers.targets(facts, day):
        for line in ("state", "party"):
            expected = answers.chain(facts, target, day, line)
            policy = default_policy()
            found = chain(reader, WHOLE, str(target.code), day, policy=policy, line=line)
            assert shape_of_chain(found) == expected
            yield expected


def check_gaps(facts: Facts, reader: Reader, day: date) -> None:
    """Compare the gaps of every tier in the province, and in one unit of every other tier."""
    living = {unit.tier: unit for unit in facts.units if unit.life.holds(day)}
    for unit in living.values():
        for tier in TARGET_TIERS:
            expected = answers.gaps(facts, unit, day, tier)
            found = gaps(reader, WHOLE, unit.code, day, tier=tier, policy=default_policy())
            assert shape_of_gaps(found) == expected


def told(chains: Iterator[Answer]) -> Iterator[str]:
    """Tell what chains show: states, reasons, cycles and groups."""
    for one in chains:
        yield from ["cycle"] if one["cycle"] else []
        for link in one["by_unit"]:
            yield from link["states"]
            yield from [link["broken"]["reason"]] if link["broken"] else []
            yield from ["group" for answering in link["responsible"] if answering["group"]]
