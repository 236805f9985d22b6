"""Where the two engines answer differently by themselves, the way we ask gives the same rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cypher.catalogue import parse
from graphapp.graph.projection import completed
from graphapp.model.change import ChangeSet
from tests.graph.world import IN_CHARGE, UNIT, change, edge, person, unit

if TYPE_CHECKING:
    from graphapp.graph.port import Engine

NAMES = ["Đình Lập", "Ân", "Chi Lăng", "Ất", "Dương", "Ăng"]


@pytest.fixture(scope="module")
def filled(module_graph: Engine) -> Engine:
    names = [person(f"p1-{n}", name) for n, name in enumerate(NAMES, start=1)]
    units = [unit(f"u1-{n}", household_count=10 * n) for n in range(1, 4)]
    changes = (
        change(UNIT, "new", *units, unit("u1-9", tier="village")),
        change("Person", "new", *names),
        change(IN_CHARGE, "new", edge("r1-1", "p1-1", "u1-1"), edge("r1-2", "p1-1", "u1-2")),
    )
    module_graph.apply(ChangeSet(tuple(completed(ChangeSet(changes)))), 1)
    return module_graph


def asked(graph: Engine, returns: str, text: str, **parameters: Any) -> list[tuple[Any, ...]]:
    kinds: dict[type[Any], str] = {str: "text", list: "text_list"}
    declared = ", ".join(f"{name} {kinds[type(value)]}" for name, value in parameters.items())
    query = parse("x", f"// One.\n// params: {declared}\n// returns: {returns}\n{text}")
    return [tuple(row.values()) for row in graph.read(query, parameters)]


def test_sum_of_integers_is_an_integer_and_of_nothing_what_coalesce_says(filled: Engine) -> None:
    text = "MATCH (u:Unit {tier: $tier}) RETURN coalesce(sum(u.household_count), 0) AS households"
    assert asked(filled, "households integer", text, tier="commune") == [(60,)]
    assert asked(filled, "households integer", text, tier="village") == [(0,)]
    assert asked(filled, "households integer", text, tier="none") == [(0,)]


def test_names_sort_by_the_vietnamese_alphabet_by_their_key(filled: Engine) -> None:
    text = "MATCH (p:Person) RETURN p.name AS person_name ORDER BY p.sort_key"
    found = [name for (name,) in asked(filled, "person_name text", text)]
    assert found == ["Ăng", "Ân", "Ất", "Chi Lăng", "Dương", "Đình Lập"]


def test_names_are_found_without_marks_by_their_key(filled: Engine) -> None:
    text = "MATCH (p:Person) WHERE p.search_key CONTAINS $folded RETURN p.name AS person_name"
    assert asked(filled, "person_name text", text, folded="dinh") == [("Đình Lập",)]


def test_empty_list_gives_no_rows(filled: Engine) -> None:
    text = "UNWIND $ids AS wanted_id MATCH (p:Person {id: wanted_id}) RETURN p.id AS person_id"
    assert asked(filled, "person_id text", text, ids=[]) == []


def test_ids_come_with_what_hangs_on_them_by_optional_match(filled: Engine) -> None:
    text = """UNWIND $ids AS wanted_id
MATCH (p:Person {id: wanted_id})
OPTIONAL MATCH (p)-[:RESPONSIBLE_FOR]->(u:Unit)
WITH p, u WHERE u.id IS NOT NULL
RETURN p.id AS person_id, u.id AS unit_id ORDER BY unit_id"""
    found = asked(filled, "person_id text, unit_id text", text, ids=["p1-1", "p1-2", "p9-9"])
    assert found == [("p1-1", "u1-1"), ("p1-1", "u1-2")]


def test_comparing_with_null_finds_nothing_and_raises_nothing(filled: Engine) -> None:
    text = "MATCH (u:Unit) WHERE u.kind = $kind OR u.household_count > 20 RETURN u.id AS unit_id"
    assert asked(filled, "unit_id text", text, kind="phường") == [("u1-3",)]


def test_nulls_sort_as_the_greatest(filled: Engine) -> None:
    text = "MATCH (u:Unit) RETURN u.id AS unit_id ORDER BY u.household_count"
    assert [i for (i,) in asked(filled, "unit_id text", text)] == ["u1-1", "u1-2", "u1-3", "u1-9"]
    found = asked(filled, "unit_id text", f"{text} DESC")
    assert [i for (i,) in found] == ["u1-9", "u1-3", "u1-2", "u1-1"]
