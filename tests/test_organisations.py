"""Random organisations, loaded from files: chains and gaps equal the oracle's on both engines."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from graphapp.domain.chain import chain
from graphapp.domain.coverage import gaps
from graphapp.domain.results import Reason, State
from graphapp.model.interval import Interval
from graphapp.model.policy import TARGET_TIERS, Policy, PolicyRow, Rule, default_policy
from graphapp.model.scope import WHOLE
from loaders import load
from tests.conftest import LONG
from tests.oracle import answers
from tests.oracle.organisations import organisations
from tests.oracle.policy import DUTIES, RULES, TWO_LINES
from tests.oracle.tables import read_folder
from tests.shapes import shape_of_chain, shape_of_gaps
from tests.stores import empty_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from graphapp.graph.port import Engine, Reader
    from tests.oracle.answers import Answer
    from tests.oracle.draft import Sample
    from tests.oracle.facts import Facts
    from tests.oracle.policy import Duty

ORGANISATIONS = 200 if LONG else 14
HOUR = 3600


def test_policy_of_the_program_is_the_one_of_the_oracle() -> None:
    assert policy_of(DUTIES) == default_policy()


@pytest.mark.timeout(HOUR)
def test_chains_and_gaps_of_random_organisations_equal_the_oracle(
    module_graph: Engine, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    seen: Counter[str] = Counter()

    @settings(
        max_examples=ORGANISATIONS,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(organisations())
    def equal(sample: Sample) -> None:
        files = tmp_path_factory.mktemp("files")
        with empty_store(module_graph, request, tmp_path_factory.mktemp("home")) as store:
            load(store, sample.write(files), actor="test")
            facts = read_folder(files)
            for day in sample.days:
                seen.update(told(check_chains(facts, store.reader(), day, DUTIES)))
                check_gaps(facts, store.reader(), day, DUTIES)
            for _ in check_chains(facts, store.reader(), sample.days[-1], TWO_LINES):
                seen["two lines"] += 1
            check_gaps(facts, store.reader(), sample.days[-1], TWO_LINES)

    equal()
    assert set(seen) >= {*map(str, State), *map(str, Reason), "cycle", "group", "two lines"}


def check_chains(
    facts: Facts, reader: Reader, day: date, duties: Sequence[Duty]
) -> Iterator[Answer]:
    """Compare the chain of every target on a day, in both lines, and give the oracle's."""
    for target in answers.targets(facts, day):
        for line in ("state", "party"):
            expected = answers.chain(facts, target, day, line, duties)
            policy = policy_of(duties)
            found = chain(reader, WHOLE, str(target.code), day, policy=policy, line=line)
            assert shape_of_chain(found) == expected
            yield expected


def check_gaps(facts: Facts, reader: Reader, day: date, duties: Sequence[Duty]) -> None:
    """Compare the gaps of every kind of target in one unit of each tier."""
    living = {unit.tier: unit for unit in facts.units if unit.life.holds(day)}
    for unit in living.values():
        for tier in TARGET_TIERS:
            expected = answers.gaps(facts, unit, day, tier, duties)
            found = gaps(reader, WHOLE, unit.code, day, tier=tier, policy=policy_of(duties))
            assert shape_of_gaps(found) == expected


def policy_of(duties: Sequence[Duty]) -> Policy:
    """Give the program a policy of the oracle."""
    return Policy(
        tuple(
            PolicyRow(
                key=duty.key,
                target=duty.target,
                post_tier=duty.post_tier,
                line=duty.line,
                accepts_group=duty.accepts_group,
                accepts_member=duty.accepts_member,
                interval=Interval(*duty.life),
                span=duty.span,
                span_groups=duty.span_groups,
                kinds=duty.kinds,
                visit_months=duty.visit_months,
            )
            for duty in duties
        ),
        tuple(Rule(r.key, r.subject, r.number, Interval(*r.life)) for r in RULES),
    )


def told(chains: Iterator[Answer]) -> Iterator[str]:
    """Tell what chains show: states, reasons, cycles and groups."""
    for one in chains:
        yield from ["cycle"] if one["cycle"] else []
        for link in one["by_unit"]:
            yield from link["states"]
            yield from [link["broken"]["reason"]] if link["broken"] else []
            yield from ["group" for answering in link["responsible"] if answering["group"]]
