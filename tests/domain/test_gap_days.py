"""Gaps by day: counts and trends equal the oracle's, and what is adjusted equals what is built."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphapp.domain.gap_days import gap_days
from graphapp.domain.gap_kinds import GapKind
from graphapp.domain.spells_read import facts_of, read
from graphapp.errors import GraphDamagedError
from graphapp.model.change import Change, ChangeSet, Kind, frame
from graphapp.model.interval import OPEN_END
from graphapp.model.schema import MODEL
from graphapp.write import open_store
from loaders import load
from tests.conftest import LONG
from tests.oracle import trends
from tests.oracle.draft import DAYS
from tests.oracle.kinds import DEFAULT, Policy
from tests.oracle.organisations import organisations
from tests.oracle.policy import RULES, TWO_LINES
from tests.oracle.tables import read_folder
from tests.stores import demo, empty_store, ladybug_settings
from tests.test_organisations import policy_of

if TYPE_CHECKING:
    from pathlib import Path

    from graphapp.domain.gap_days import GapDays
    from graphapp.graph.port import Engine
    from tests.oracle.draft import Sample
    from tests.oracle.facts import Facts, Unit

ORGANISATIONS = 200 if LONG else 6
CHANGES = 8
HOUR = 3600
OTHER_KINDS = ("acting_too_long", "over_span", "single_point", "vacant_seat")
LINK_KINDS = (*trends.OF_TARGETS, "unfollowed")


def unit_ids(found: GapDays, facts: Facts) -> dict[Unit, str]:
    """Lead from the oracle's units to ours: by code, tier and first day."""
    ours = {(s.target.code, s.target.tier, s.life.since): i for i, s in found.facts.units.items()}
    return {unit: ours[unit.code, unit.tier, unit.life.since] for unit in facts.units}


def told(found: GapDays, ids: dict[Unit, str], day: date) -> dict[trends.Cell, tuple[int, int]]:
    """Return what is not 0 of 0 in any unit, of the kinds that are about links."""
    cells = [
        trends.Cell(unit, kind, tier)
        for unit, unit_id in ids.items()
        for kind in LINK_KINDS
        for tier in found.tiers(unit_id, GapKind(kind))
    ]
    counts = {c: found.count(ids[c.unit], day, GapKind(c.kind), c.tier) for c in cells}
    return {cell: (each.n, each.of) for cell, each in counts.items() if each.of or each.n}


def told_of_others(found: GapDays, ids: dict[Unit, str], day: date) -> dict[tuple[Unit, str], int]:
    """Return how many posts and people have a gap in which unit, where any has."""
    counts = {
        (unit, kind): found.count(unit_id, day, kind).n
        for unit, unit_id in ids.items()
        for kind in OTHER_KINDS
    }
    return {cell: number for cell, number in counts.items() if number}


@pytest.mark.timeout(HOUR)
def test_counts_of_random_organisations_equal_the_oracle_on_every_day_of_change(
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
            known, facts = facts_of(read(store.reader())), read_folder(files)
        for policy in (DEFAULT, Policy(TWO_LINES, RULES)):
            found = gap_days(known, policy_of(policy.duties))
            ids = unit_ids(found, facts)
            every = 1 if LONG or policy is DEFAULT else 4
            for day in trends.days_of_change(facts)[::every]:
                expected = trends.counts(facts, day, policy)
                assert told(found, ids, day) == expected, day
                others = trends.of_others(facts, day, policy)
                assert told_of_others(found, ids, day) == others, day
                seen.update(kind for _, kind in others)
                seen.update(cell.kind for cell, (n, _) in expected.items() if n)

    equal()
    assert set(seen) >= {*LINK_KINDS, "acting_too_long", "over_span"}


# --- after an entry ------------------------------------------------------------------------------

CHANGED = (
    *(t.key for t in MODEL.tables() if t.name in {"RESPONSIBLE_FOR", "MEMBER_OF"}),
    *["HOLDS:Person:Post"] * 3,
    "LIVES_IN:Household:Unit",
    "IN_GROUP:Household:HouseholdGroup",
    "Household",
    "HouseholdGroup",
    "WorkingGroup",
    "Organisation",
    "Post",
    "Visit",
    "VISITED:Person:Visit",
    *(t.key for t in MODEL.tables() if t.name == "ABOUT"),
)


@st.composite
def a_change(draw: st.DrawFn, engine: Engine, seq: int) -> ChangeSet:
    """Draw what one entry does to one row: other days, another holder or target, gone, or new."""
    table = MODEL.table(draw(st.sampled_from(CHANGED)))
    rows = engine.table(table).sort("id")
    if rows.is_empty():
        return ChangeSet()
    row = rows.row(draw(st.integers(0, rows.height - 1)), named=True)
    how = draw(st.sampled_from(("days", "days", "gone", "again")[: 4 if table.is_relation else 2]))
    if how == "days":
        row |= {draw(st.sampled_from(("since", "until"))): draw(LATER), "date": draw(LATER)}
    if how == "again":
        row |= {"id": f"r{seq}-1", "since": draw(LATER), "until": OPEN_END}
        ends = [end for end in ("from_id", "to_id") if draw(st.booleans())]
        row |= {end: draw(st.sampled_from(sorted(set(rows[end])))) for end in ends}
    kinds: dict[str, Kind] = {"days": "changed", "gone": "removed", "again": "new"}
    return ChangeSet((Change(table, kinds[how], frame(table, [row])),))


LATER = st.sampled_from(DAYS)


@pytest.mark.timeout(HOUR)
def test_what_single_changes_adjust_equals_what_is_built_anew(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    seen: Counter[str] = Counter()

    @settings(
        max_examples=ORGANISATIONS, database=None, suppress_health_check=[HealthCheck.too_slow]
    )
    @given(organisations(), st.data())
    def equal(sample: Sample, data: st.DataObject) -> None:
        files = tmp_path_factory.mktemp("files")
        with open_store(ladybug_settings(tmp_path_factory.mktemp("home"))) as store:
            load(store, sample.write(files), actor="test")
            before = store.gap_days()
            for _ in range(CHANGES):
                with store.writing() as writer:
                    changes = data.draw(a_change(store._engine, writer.seq))
                    writer.commit("test", "test", {}, changes)
                found = store.gap_days()
                seen.update(c.table.name for c in changes.changes if found.rows != before.rows)
                before = found
                fresh = gap_days(facts_of(read(store.reader())), store.policy())
                assert found.same_as(fresh)

    equal()
    assert set(seen) >= {"RESPONSIBLE_FOR", "HOLDS"}


def test_an_entry_that_changes_nothing_leaves_the_matrix_as_it_is(tmp_path: Path) -> None:
    with demo(tmp_path) as store:
        before = store.gap_days()
        with store.writing() as writer:
            writer.commit("test", "test", {}, ChangeSet())
        assert store.gap_days() is before


def test_verify_finds_a_matrix_that_is_not_what_the_graph_says(tmp_path: Path) -> None:
    with demo(tmp_path) as store:
        found = store.gap_days()
        row = next(iter(next(iter(found.rows.rows.values())).values()))
        assert isinstance(row.steps, dict)
        row.steps[date(2025, 12, 24)] = 7
        with pytest.raises(GraphDamagedError):
            store.verify()
        assert store.gap_days() is not found
        store.verify()
