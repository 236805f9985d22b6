"""Every kind of gap as spells: on any day, on days at all edges, what the oracle finds that day."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from graphapp.domain.gap_kinds import GapKind, Spell
from graphapp.domain.results import Reason
from graphapp.domain.spells_kinds import KINDS
from graphapp.domain.spells_read import facts_of, read
from graphapp.model.interval import OPEN_END, OPEN_START, Interval
from graphapp.model.policy import Policy, Rule, default_policy
from graphapp.model.schema import MODEL
from loaders import load
from tests.conftest import LONG
from tests.oracle import kinds
from tests.oracle import policy as told
from tests.oracle.facts import Life
from tests.oracle.inspected import inspected
from tests.oracle.kinds import Found
from tests.oracle.tables import read_folder
from tests.stores import empty_store
from tests.test_organisations import policy_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graphapp.domain.spells_facts import Facts
    from graphapp.graph.port import Engine
    from graphapp.write import Store
    from tests.oracle.draft import Sample

ORGANISATIONS = 150 if LONG else 6
DAYS = 1000 if LONG else 24
HOUR, ONE_DAY = 3600, timedelta(days=1)
AUTUMN = date(2025, 9, 15)
# duties that overlap, small numbers, and rules that begin, end and follow each other
STRICT = kinds.Policy(
    tuple(replace(duty, visit_months=2) for duty in told.TWO_LINES),
    (
        told.Rule("acting_at_first", "acting", 30, Life(until=AUTUMN)),
        told.Rule("acting_since", "acting", 200, Life(since=AUTUMN)),
        told.Rule("sole", "sole", 1, Life(since=date(2024, 9, 1))),
        told.Rule("span", "span", None, Life(until=AUTUMN)),
        told.Rule("assignment", "assignment", None, Life(since=told.REFORM)),
        told.Rule("line", "line", None, Life(until=date(2026, 1, 1))),
        told.Rule("village_head", "village_head", None, Life(since=AUTUMN)),
        told.Rule("names", "names", None, Life(until=date(2026, 1, 1))),
        told.Rule("visits", "visits", None, Life(since=date(2025, 6, 15))),
    ),
)


def ours(policy: kinds.Policy) -> Policy:
    """Give the program a policy of the oracle."""
    rules = (Rule(r.key, r.subject, r.number, Interval(*r.life)) for r in policy.rules)
    return Policy(policy_of(policy.duties).rows, tuple(rules))


class Told:
    """The spells of the program, told by codes as the oracle tells its gaps."""

    def __init__(self, store: Store, policy: Policy) -> None:
        self.codes: dict[str, str] = {}
        for label in MODEL.labels:
            table = store._engine.table(MODEL.table(label.name))
            if "code" in table.columns:
                self.codes |= dict(table.select("id", "code").rows())
        known = read(store.reader())
        for target, made in known.assigned.items():
            for a in made:
                named = kinds.told(a.holder_code, self.codes[target], a.kind, a.interval.since)
                self.codes[a.id] = a.code or named
        facts = facts_of(known)
        self.spells = {found: list(spells) for found, spells in self._by_gap(facts, policy).items()}

    def _by_gap(self, facts: Facts, policy: Policy) -> dict[Found, list[Spell]]:
        found: defaultdict[Found, list[Spell]] = defaultdict(list)
        for definition in KINDS:
            for spell in definition.spells(facts, policy):
                assert spell.kind in definition.asked
                for gap in self._gaps(facts, spell):
                    found[gap].append(spell)
        return found

    def _gaps(self, facts: Facts, spell: Spell) -> Iterator[Found]:
        target = facts.alike.get(spell.subject)
        what = target.tier if target else "post" if spell.subject in facts.seats else "person"
        via = self.codes[spell.via] if spell.via else ""
        for each in target.ids if target else (spell.subject,):
            yield Found(str(spell.kind), what, self.codes[each], spell.policy_row, via)

    def on(self, day: date) -> set[Found]:
        """Return the gaps of a day."""
        return {
            gap
            for gap, spells in self.spells.items()
            if any(spell.days.holds(day) for spell in spells)
        }

    def touching(self) -> Iterator[tuple[Spell, Spell]]:
        """Yield spells that tell the same and should have been one, or that overlap."""
        by_key: defaultdict[str, set[Spell]] = defaultdict(set)
        for spells in self.spells.values():
            for spell in spells:
                by_key[spell.key].add(spell)
        for some_spells in by_key.values():
            for one, other in pairwise(sorted(some_spells, key=lambda each: each.days)):
                same = (one.reason, one.since) == (other.reason, other.since)
                touch = same and one.days.until == other.days.since
                if touch or one.days.until > other.days.since:
                    yield one, other

    def edges(self) -> set[date]:
        """Return the first and the last day of every spell, and the days beside them."""
        bounds = {
            day
            for spells in self.spells.values()
            for spell in spells
            for day in (spell.days.since, spell.days.until)
        }
        inside = bounds - {OPEN_START, OPEN_END}
        return inside | {day - ONE_DAY for day in inside}


def some(days: Iterable[date]) -> list[date]:
    """Return so many of all days, spread evenly."""
    ordered = sorted(days)
    return ordered[:: -(-len(ordered) // DAYS)] if ordered else []


@pytest.mark.timeout(HOUR)
def test_spells_are_what_the_oracle_finds_on_the_days_of_every_edge(
    module_graph: Engine, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    seen: Counter[str] = Counter()

    @settings(
        max_examples=ORGANISATIONS,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(inspected())
    def equal(sample: Sample) -> None:
        files = tmp_path_factory.mktemp("files")
        with empty_store(module_graph, request, tmp_path_factory.mktemp("home")) as store:
            load(store, sample.write(files), actor="test")
            facts = read_folder(files)
            for policy in (kinds.DEFAULT, STRICT):
                found = Told(store, ours(policy))
                for day in {*sample.days, *some(found.edges())}:
                    expected = kinds.everything(facts, day, policy)
                    assert found.on(day) == expected, day
                    seen.update({gap.kind for gap in expected})
                assert not list(found.touching())

    equal()
    # how a link breaks is drawn often enough in the tests of chains and counts
    assert set(seen) >= set(map(str, GapKind)) - (set() if LONG else set(map(str, Reason)))


def test_the_default_policy_is_the_one_that_the_oracle_reads() -> None:
    assert ours(kinds.DEFAULT) == default_policy()
