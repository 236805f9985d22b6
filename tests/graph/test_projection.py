"""What is applied entry by entry is what one projection of the whole gives, on both engines."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

import pytest

from graphapp.errors import InputError
from graphapp.graph.compare import compare, differences, expected
from graphapp.graph.projection import completed, project, rebuild, within_changes
from graphapp.graph.reader import GraphReader
from graphapp.model.change import ChangeSet
from graphapp.model.schema import MODEL
from tests.graph.world import PART_OF, UNIT, WITHIN, History, canonical, change, edge, person, unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphapp.graph.port import Engine, Reader

ENTRIES = 8


def filled(graph: Engine) -> Reader:
    reader = GraphReader(graph)
    units = change(UNIT, "new", unit("u1-1"), unit("u1-2"), unit("u1-3"))
    parts = change(PART_OF, "new", edge("r1-1", "u1-2", "u1-1"), edge("r1-2", "u1-3", "u1-2"))
    project(graph, reader, ChangeSet((units, parts)), 1)
    return reader


@pytest.mark.parametrize("seed", range(4))
def test_entries_one_by_one_give_what_the_whole_gives(
    graph: Engine, reader: Reader, seed: int, times: Callable[[int, int], int]
) -> None:
    for round_ in range(times(2, 25)):
        history = History(random.Random(1000 * seed + round_))
        graph.clear()
        entries = [(number, history.next()) for number in range(1, ENTRIES + 1)]
        for number, changes in entries:
            project(graph, reader, changes, number)
        step_by_step = canonical(graph)
        compare(graph, history.state())
        rebuild(graph, reader, entries)
        assert canonical(graph) == step_by_step
        graph.clear()
        project(graph, reader, history.state(), ENTRIES)
        assert canonical(graph) == step_by_step
        assert graph.applied() == ENTRIES


@pytest.mark.parametrize("seed", range(4))
def test_what_a_torn_attempt_left_is_mended(graph: Engine, reader: Reader, seed: int) -> None:
    """A kill in ladybug's commit may keep what changed rows that stood, without the new rows."""
    history = History(random.Random(seed))
    for number in range(1, ENTRIES + 1):
        changes = history.next()
        whole = (*completed(changes), *within_changes(reader if number > 1 else None, changes))
        torn = ChangeSet(tuple(c for c in whole if c.kind != "new"))
        graph.apply(torn, 2 * number - 1)
        project(graph, reader, changes, 2 * number)
        assert differences(graph, history.state()) == []


def test_entry_that_is_applied_already_changes_nothing(graph: Engine) -> None:
    reader = filled(graph)
    before = canonical(graph)
    project(graph, reader, ChangeSet((change(UNIT, "new", unit("u1-9")),)), 1)
    graph.apply(
        ChangeSet(tuple(completed(ChangeSet((change("Person", "new", person("p1-1")),))))), 1
    )
    assert canonical(graph) == before
    assert graph.applied() == 1


def test_derived_properties_follow_a_change_of_name(graph: Engine) -> None:
    reader = filled(graph)
    renamed = change(UNIT, "changed", unit("u1-2", name="Phường Đông Kinh"))
    project(graph, reader, ChangeSet((renamed,)), 2)
    rows = {row["id"]: row for row in graph.table(MODEL.table(UNIT)).iter_rows(named=True)}
    assert rows["u1-2"]["search_key"] == "phuong dong kinh"
    assert rows["u1-3"]["search_key"] == "xa u1-3"


def test_only_units_below_a_change_are_derived_again(graph: Engine) -> None:
    reader = filled(graph)
    shortened = change(UNIT, "changed", unit("u1-2", since=date(2025, 1, 1)))
    found = within_changes(reader, ChangeSet((shortened,)))
    touched = {row["from_id"] for c in found for row in c.rows.iter_rows(named=True)}
    assert touched == {"u1-2", "u1-3"}


def test_change_that_would_be_a_cycle_is_refused_and_changes_nothing(graph: Engine) -> None:
    reader = filled(graph)
    before = canonical(graph)
    loop = change(PART_OF, "new", edge("r2-1", "u1-1", "u1-3"))
    with pytest.raises(InputError, match=r"engine\.cycle"):
        project(graph, reader, ChangeSet((loop,)), 2)
    assert canonical(graph) == before
    assert graph.applied() == 1


def test_expected_rows_have_every_table_and_derived_column() -> None:
    state = ChangeSet((change(UNIT, "new", unit("u1-1")),))
    rows = expected(state)
    assert set(rows) == {table.key for table in MODEL.tables()}
    assert rows[UNIT]["search_key"].to_list() == ["xa u1-1"]
    assert rows[WITHIN]["to_id"].to_list() == ["u1-1"]
