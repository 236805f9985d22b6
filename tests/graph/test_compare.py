"""A graph that does not say what the ledger says is found out, whatever differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphapp.errors import GraphDamagedError
from graphapp.graph.compare import compare, differences
from graphapp.graph.projection import completed, project, within_changes
from graphapp.model.change import Change, ChangeSet
from graphapp.model.schema import MODEL
from tests.graph.world import (
    IN_CHARGE,
    PART_OF,
    UNIT,
    WITHIN,
    change,
    edge,
    person,
    unit,
)

if TYPE_CHECKING:
    from graphapp.graph.port import Engine, Reader

STATE = ChangeSet(
    (
        change(UNIT, "new", unit("u1-1"), unit("u1-2")),
        change(PART_OF, "new", edge("r1-1", "u1-2", "u1-1")),
        change("Person", "new", person("p1-1")),
        change(IN_CHARGE, "new", edge("r1-2", "p1-1", "u1-2", kind="in_charge")),
    )
)
COMPLETED = tuple(completed(STATE))


def test_graph_that_says_the_same_is_counted(graph: Engine, reader: Reader) -> None:
    project(graph, reader, STATE, 1)
    counts = {count.table: (count.ledger, count.graph) for count in compare(graph, STATE)}
    assert set(counts) == {table.key for table in MODEL.tables()}
    found = {key: count for key, count in counts.items() if count != (0, 0)}
    assert found == {
        UNIT: (2, 2),
        PART_OF: (1, 1),
        WITHIN: (3, 3),
        "Person": (1, 1),
        IN_CHARGE: (1, 1),
    }
    assert differences(graph, STATE) == []


@pytest.mark.parametrize(
    ("fault", "table", "missing", "extra", "different"),
    [
        (change("Person", "removed", person("p1-1")), "Person", ("p1-1",), (), ()),
        (change("Person", "new", person("p9-9")), "Person", (), ("p9-9",), ()),
        (change("Person", "changed", person("p1-1", "Khác")), "Person", (), (), ("p1-1",)),
        (change(IN_CHARGE, "new", edge("r1-2", "p1-1", "u1-2", kind="in_charge")), IN_CHARGE,
         (), ("r1-2",), ()),
        (change(IN_CHARGE, "changed", edge("r1-2", "p1-1", "u1-2")), IN_CHARGE, (), (), ("r1-2",)),
        (change(WITHIN, "removed", edge("u1-2/u1-1/0001-01-01", "u1-2", "u1-1")), WITHIN,
         ("u1-2/u1-1/0001-01-01",), (), ()),
    ],
    ids=["missing", "too many", "different", "twice", "null", "derived"],
)  # fmt: skip
def test_difference_is_named_by_table_and_ids(
    graph: Engine,
    reader: Reader,
    fault: Change,
    table: str,
    missing: tuple[str, ...],
    extra: tuple[str, ...],
    different: tuple[str, ...],
) -> None:
    project(graph, reader, STATE, 1)
    graph.apply(ChangeSet(tuple(completed(ChangeSet((fault,))))), 2)
    found = {d.table: (d.missing, d.extra, d.different) for d in differences(graph, STATE)}
    assert found[table] == (missing, extra, different)
    with pytest.raises(GraphDamagedError) as raised:
        compare(graph, STATE)
    assert raised.value.message == "engine.graph_differs"
    assert raised.value.values["count"] == 1


def test_derived_property_that_is_wrong_is_a_difference(graph: Engine) -> None:
    wrong = COMPLETED[2].rows.with_columns(search_key=COMPLETED[2].rows["id"])
    changes = (*COMPLETED[:2], Change(COMPLETED[2].table, "new", wrong), *COMPLETED[3:])
    graph.apply(ChangeSet((*changes, *within_changes(None, STATE))), 1)
    assert [(d.table, d.different) for d in differences(graph, STATE)] == [("Person", ("p1-1",))]
