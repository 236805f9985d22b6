"""Random organisations, from files: overviews and what changed between days equal the oracle's."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from graphapp.domain.changes import CHANGE_KINDS, Change, ChangeKind, changes
from graphapp.domain.overview import overview
from graphapp.domain.snapshot import snapshot
from graphapp.domain.units import find, subject_by_id
from graphapp.model.scope import WHOLE
from loaders import load
from tests.conftest import LONG
from tests.oracle import answers, stands
from tests.oracle.organisations import organisations
from tests.oracle.policy import DUTIES
from tests.oracle.tables import read_folder
from tests.stores import empty_store
from tests.test_organisations import policy_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from graphapp.domain.results import Target
    from graphapp.graph.port import Engine, Reader
    from tests.oracle.draft import Sample
    from tests.oracle.facts import Facts, Unit
    from tests.oracle.stands import Key, State

ORGANISATIONS = 150 if LONG else 12
POLICY = policy_of(DUTIES)
UNITS = {ChangeKind.UNIT_BEGUN, ChangeKind.UNIT_ENDED, ChangeKind.UNIT_MOVED}
ENDS = {
    ChangeKind.UNIT_ENDED,
    ChangeKind.ASSIGNMENT_ENDED,
    ChangeKind.LEFT_POST,
    ChangeKind.POST_ENDED,
}


@pytest.mark.timeout(3600)
def test_overviews_and_changes_of_random_organisations_equal_the_oracle(
    module_graph: Engine, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    seen: Counter[str] = Counter()

    @settings(
        max_examples=ORGANISATIONS, database=None, suppress_health_check=[HealthCheck.too_slow]
    )
    @given(organisations())
    def equal(sample: Sample) -> None:
        files = tmp_path_factory.mktemp("files")
        with empty_store(module_graph, request, tmp_path_factory.mktemp("home")) as store:
            load(store, sample.write(files), actor="test")
            facts, reader = read_folder(files), store.reader()
            for first, second in pairwise(sorted(sample.days)):
                for scope in scopes(facts, first, second):
                    seen.update(check_changes(facts, reader, scope, first, second))
            check_overviews(facts, reader, sample.days[0])

    equal()
    assert set(seen) >= set(CHANGE_KINDS)


def scopes(facts: Facts, first: date, second: date) -> list[Unit]:
    """One unit of each tier that lives on either day."""
    living = [u for u in facts.units if u.life.holds(first) or u.life.holds(second)]
    return list({unit.tier: unit for unit in living}.values())


def check_changes(
    facts: Facts, reader: Reader, scope: Unit, first: date, second: date
) -> list[ChangeKind]:
    """What stood on the first day, changed as told, is what stands on the second."""
    unit = find(reader, WHOLE, scope.code, first if scope.life.holds(first) else second)
    days = (snapshot(reader, unit.id, day, POLICY) for day in (first, second))
    told = changes(reader, WHOLE, *days)
    assert applied(reader, stands.state(facts, scope, first), told, stands.unit_key(scope)) == (
        stands.state(facts, scope, second)
    )
    return [change.kind for change in told]


def applied(reader: Reader, state: State, told: Iterable[Change], root: Key) -> State:
    """Change facts as told; what then hangs under nothing in the scope has left it."""
    after = dict(state)
    for change in told:
        key = key_of(reader, change)
        if change.kind in UNITS and change.kind is not ChangeKind.UNIT_ENDED:
            parent = change.after and unit_key(reader, change.after)
            after[key] = None if key == root else parent
        elif change.kind in ENDS or (key[0] == "link" and not change.breaks):
            del after[key]
        else:
            after[key] = change.breaks.reason if change.breaks else True
    return {
        key: value for key, value in after.items() if key[0] != "unit" or hangs(after, key, root)
    }


def hangs(state: State, key: Key | None, root: Key) -> bool:
    """Tell whether a unit hangs under the root."""
    while key is not None and key != root:
        key = state.get(key)
    return key == root and root in state


def key_of(reader: Reader, change: Change) -> Key:
    """Name the fact that changed as the oracle does."""
    target = change.target
    if change.kind in UNITS:
        return unit_key(reader, target)
    if change.post is not None:
        person = (change.person.code,) if change.person else ()
        return ("held" if person else "post", *person, change.post.code)
    name = (target.code, target.tier, since_of(reader, target))
    if change.responsible is None:
        return ("link", *name)
    found = change.responsible
    holder = found.group or (found.person.code if found.person else None)
    return ("assignment", found.assignment_code, holder, *name, found.kind, found.since)


def unit_key(reader: Reader, unit: Target) -> Key:
    return "unit", unit.code, unit.tier, since_of(reader, unit)


def since_of(reader: Reader, target: Target) -> date:
    subject = subject_by_id(reader, target.id)
    assert subject is not None
    return subject.life.since


def check_overviews(facts: Facts, reader: Reader, day: date) -> None:
    """Every unit of each province is there with its own states, its chain's grade, its gaps."""
    for scope in (u for u in facts.units if u.tier == "province" and u.life.holds(day)):
        found = overview(reader, WHOLE, scope.code, day, tier="village", policy=POLICY)
        units = {(unit.code, unit.tier): unit for unit in stands.inside(facts, scope, day)}
        assert {(s.unit.code, s.unit.tier) for s in found.spots} == set(units)
        for spot in found.spots:
            expected = answers.chain(facts, units[spot.unit.code, spot.unit.tier], day)
            assert [*spot.link.states] == expected["by_unit"][0]["states"]
            assert (spot.grade or "complete") == expected["grade"]
        bare = answers.gaps(facts, scope, day, "village")
        tally = found.spots[0].villages
        counted = (tally.numerator, tally.denominator) if tally else (0, 0)
        assert counted == (bare["numerator"], bare["denominator"])
