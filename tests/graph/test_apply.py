"""Applying an entry: all of it or nothing, once, whatever it brings; equal on both engines."""

from __future__ import annotations

import threading
from datetime import date
from typing import TYPE_CHECKING

import pytest

from cypher.catalogue import Catalogue, parse
from graphapp.errors import EngineError, InputError
from graphapp.graph.projection import completed, project
from graphapp.model.change import Change, ChangeSet
from graphapp.model.interval import OPEN_END
from graphapp.model.schema import MODEL
from tests.graph.world import IN_CHARGE, PART_OF, UNIT, canonical, change, edge, person, unit

if TYPE_CHECKING:
    from graphapp.graph.port import Engine, Reader

COUNT = parse(
    "x", "// How many.\n// returns: people integer\nMATCH (p:Person) RETURN count(p) AS people"
)


def derived(*changes: Change) -> ChangeSet:
    return ChangeSet(tuple(completed(ChangeSet(changes))))


def people(graph: Engine) -> list[tuple[str, str]]:
    rows = graph.table(MODEL.table("Person")).sort("id")
    return list(zip(rows["id"], rows["name"], strict=True))


@pytest.fixture
def filled(graph: Engine) -> Engine:
    graph.apply(
        derived(
            change(UNIT, "new", unit("u1-1"), unit("u1-2", household_count=12, kind="phường")),
            change("Person", "new", person("p1-1"), person("p1-2", "Nông Thị Ất")),
            change(IN_CHARGE, "new", edge("r1-1", "p1-1", "u1-1", kind="in_charge")),
        ),
        1,
    )
    return graph


def test_empty_graph_has_applied_nothing(graph: Engine) -> None:
    assert graph.applied() == 0
    assert canonical(graph) == {}


def test_every_type_and_null_comes_back_as_it_was_written(graph: Engine) -> None:
    acting = edge("r1-1", "p1-1", "s1-1", acting=True, term_end=date(2030, 6, 30), basis=None)
    elected = edge("r1-2", "p1-1", "s1-1", acting=None, term_end=None, basis="elected")
    text = "Quyết định số 12/QĐ-UBND: \"đồng ý\"; 'không' \\ xuống\ndòng"
    graph.apply(
        derived(
            change("Person", "new", person("p1-1")),
            change("Post", "new", {"id": "s1-1", "code": "CT", "title": "Chủ tịch", "seats": 2}),
            change("HOLDS:Person:Post", "new", acting, elected),
            change("Decision", "new", {"id": "d1-1", "number": "", "title": text}),
        ),
        1,
    )
    found = canonical(graph)
    assert found["HOLDS:Person:Post"] == [
        ("r1-1", "p1-1", "s1-1", date(1, 1, 1), OPEN_END, None, date(2030, 6, 30), True, None),
        ("r1-2", "p1-1", "s1-1", date(1, 1, 1), OPEN_END, "elected", None, None, None),
    ]
    assert found["Decision"] == [("d1-1", "", None, None, None, None, text)]
    assert found["Post"][0][5] == 2


def test_changed_rows_take_absolute_values(filled: Engine) -> None:
    ended = edge("r1-1", "p1-1", "u1-1", kind="follows", until=date(2025, 7, 1))
    blank = unit("u1-2", household_count=None, kind=None)
    filled.apply(derived(change(IN_CHARGE, "changed", ended), change(UNIT, "changed", blank)), 2)
    found = canonical(filled)
    assert [row[4:8] for row in found[IN_CHARGE]] == [
        ("follows", None, date(1, 1, 1), date(2025, 7, 1))
    ]
    assert found[UNIT][1][6:8] == (None, None)


def test_relation_with_a_new_end_is_removed_and_new_under_one_id(filled: Engine) -> None:
    moved = edge("r1-1", "p1-1", "u1-2", kind="in_charge")
    filled.apply(
        derived(
            change(IN_CHARGE, "new", moved),
            change(IN_CHARGE, "removed", edge("r1-1", "p1-1", "u1-1")),
        ),
        2,
    )
    assert [row[:3] for row in canonical(filled)[IN_CHARGE]] == [("r1-1", "p1-1", "u1-2")]


def test_removed_relation_leaves_others_between_the_same_two(filled: Engine) -> None:
    filled.apply(derived(change(IN_CHARGE, "new", edge("r2-1", "p1-1", "u1-1"))), 2)
    filled.apply(derived(change(IN_CHARGE, "removed", edge("r1-1", "p1-1", "u1-1"))), 3)
    assert [row[0] for row in canonical(filled)[IN_CHARGE]] == ["r2-1"]


def test_removed_node_takes_its_relations_along(filled: Engine) -> None:
    filled.apply(derived(change("Person", "removed", person("p1-1"))), 2)
    assert people(filled) == [("p1-2", "Nông Thị Ất")]
    assert IN_CHARGE not in canonical(filled)


def test_entry_without_changes_is_marked(filled: Engine) -> None:
    before = canonical(filled)
    filled.apply(ChangeSet(), 7)
    assert filled.applied() == 7
    assert canonical(filled) == before


def test_entry_applied_again_changes_nothing(filled: Engine) -> None:
    before = canonical(filled)
    filled.apply(derived(change("Person", "new", person("p1-9"))), 1)
    assert canonical(filled) == before


@pytest.mark.parametrize(
    "bad",
    [
        change("Person", "new", person("p2-1"), person("p1-1")),
        change(IN_CHARGE, "new", edge("r2-1", "p1-1", "u1-1"), edge("r2-2", "p1-1", "u9-9")),
    ],
    ids=["an id that stands", "an end that is missing"],
)
def test_failing_entry_leaves_nothing_and_the_engine_usable(filled: Engine, bad: Change) -> None:
    before = canonical(filled)
    good = change("Person", "changed", person("p1-2", "Lý Văn Tự"))
    with pytest.raises(EngineError):
        filled.apply(derived(good, bad), 2)
    assert canonical(filled) == before
    assert filled.applied() == 1
    filled.apply(derived(good, change("Person", "new", person("p2-1"))), 2)
    assert people(filled)[1:] == [("p1-2", "Lý Văn Tự"), ("p2-1", person("p2-1")["name"])]


def test_what_recording_raises_undoes_the_entry(filled: Engine) -> None:
    before = canonical(filled)

    def refuse() -> None:
        raise InputError("store.change_refused")

    with pytest.raises(InputError):
        filled.apply(derived(change("Person", "new", person("p2-1"))), 2, refuse)
    assert canonical(filled) == before
    assert filled.applied() == 1


def test_recording_comes_once_and_before_others_see_the_entry(filled: Engine) -> None:
    seen: list[int] = []
    filled.apply(
        derived(change("Person", "new", person("p2-1"))), 2, lambda: seen.append(filled.applied())
    )
    assert seen == [1]
    filled.apply(ChangeSet(), 2, lambda: seen.append(0))
    assert seen == [1]


def test_cleared_graph_is_empty_and_takes_entries_from_the_start(filled: Engine) -> None:
    filled.clear()
    assert filled.applied() == 0
    assert canonical(filled) == {}
    filled.apply(derived(change("Person", "new", person("p1-1"))), 1)
    assert [row[0] for row in people(filled)] == ["p1-1"]


def test_schema_may_be_made_again(filled: Engine) -> None:
    before = canonical(filled)
    filled.create_schema()
    assert canonical(filled) == before


def test_readers_go_on_while_entries_are_written(filled: Engine) -> None:
    counts: list[int] = []
    failures: list[Exception] = []
    written = threading.Event()

    def read() -> None:
        try:
            while not written.is_set():
                counts.append(filled.read(COUNT, {})[0]["people"])
        except Exception as error:  # noqa: BLE001 - whatever a thread raises must fail the test
            failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for thread in readers:
        thread.start()
    for seq in range(2, 8):
        pair = change("Person", "new", person(f"p{seq}-1"), person(f"p{seq}-2"))
        filled.apply(derived(pair), seq)
    written.set()
    for thread in readers:
        thread.join()
    assert failures == []
    assert {n % 2 for n in counts} == {0}
    assert filled.read(COUNT, {}) == [{"people": 14}]


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"unit_ids": ["u1-1"], "more": 1},
        {"unit_ids": "u1-1"},
        {"unit_ids": [1]},
        {"unit_ids": None},
    ],
)
def test_wrong_parameters_are_refused(graph: Engine, parameters: dict[str, object]) -> None:
    query = Catalogue.load(graph.name).get("graph/lives")
    with pytest.raises(EngineError, match=r"engine\.parameter_wrong"):
        graph.read(query, parameters)


def test_queries_of_the_projection_answer_alike(graph: Engine, reader: Reader) -> None:
    units = change(UNIT, "new", *(unit(f"u1-{n}", until=date(2025, n, 1)) for n in range(1, 6)))
    parts = change(
        PART_OF, "new", *(edge(f"r1-{n}", f"u1-{n}", f"u1-{n - 1}") for n in range(2, 6))
    )
    project(graph, reader, ChangeSet((units, parts)), 1)
    asked = ["u1-3", "u1-4", "u9-9"]
    assert reader.rows("graph/children", unit_ids=["u1-2", "u1-5"]) == [{"child_id": "u1-3"}]
    assert sorted(reader.rows("graph/lives", unit_ids=asked), key=str) == [
        {"unit_id": "u1-3", "unit_since": date(1, 1, 1), "unit_until": date(2025, 3, 1)},
        {"unit_id": "u1-4", "unit_since": date(1, 1, 1), "unit_until": date(2025, 4, 1)},
    ]
    parents = reader.rows("graph/parents", unit_ids=asked)
    assert sorted((r["child_id"], r["parent_id"]) for r in parents) == [
        ("u1-3", "u1-2"),
        ("u1-4", "u1-3"),
    ]
    within = reader.rows("graph/within", unit_ids=["u1-3"])
    assert sorted((r["ancestor_id"], r["within_depth"], r["within_until"]) for r in within) == [
        ("u1-1", 2, date(2025, 1, 1)),
        ("u1-2", 1, date(2025, 2, 1)),
        ("u1-3", 0, date(2025, 3, 1)),
    ]
    assert [reader.rows(f"graph/{q}", unit_ids=[]) for q in ("children", "lives", "within")] == [
        []
    ] * 3
