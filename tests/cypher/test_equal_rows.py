"""Every shared query, asked on both engines over the same data: equal rows, and some of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from cypher.catalogue import SHARED, Catalogue, Query
from graphapp.graph.neo4j import Neo4jEngine
from graphapp.graph.port import Engine, Reader, Row
from graphapp.model.schema import MODEL
from graphapp.model.text import fold
from graphapp.settings import Settings
from graphapp.write import Store, open_store
from loaders import DEMO_DAY, demo_files, load
from tests.neo4j_server import DATABASE
from tests.stores import ladybug_settings

pytestmark = pytest.mark.neo4j

MORE = Path(__file__).resolve().parents[1] / "data" / "both_lines"
ASKED = MORE.parent / "question_library"
DAYS = (date(2025, 6, 30), date(2025, 7, 1), date(2025, 10, 1))
QUERIES = [query for query in Catalogue.load("ladybug") if query.engine == SHARED]
EXEMPT: dict[str, str] = {}
"""Queries that may find nothing here, each with its reason; there is none."""


def filled(store: Store) -> Store:
    """Load the demo and the files that hold what the demo lacks."""
    load(store, demo_files(), actor="test", day=DEMO_DAY)
    load(store, sorted(MORE.glob("*.csv")), actor="test")
    load(store, sorted(ASKED.glob("*.csv")), actor="test")
    return store


@pytest.fixture(scope="module")
def stores(
    neo4j_uri: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, Store]]:
    """The same data on both engines."""
    folder = tmp_path_factory.mktemp("equal")
    engine = Neo4jEngine(neo4j_uri, None, DATABASE)
    engine.clear()
    engine.close()
    served = Settings(folder / "n", "neo4j", neo4j_uri=neo4j_uri, neo4j_database=DATABASE)
    with open_store(ladybug_settings(folder / "l")) as first, open_store(served) as second:
        yield filled(first), filled(second)


@pytest.fixture(scope="module")
def known(stores: tuple[Store, Store]) -> dict[str, list[Any]]:
    """What to ask with: for each parameter's name, its values."""
    return {**ids_and_codes(stores[0]._engine), **WORDS}


WORDS: dict[str, list[Any]] = {
    "as_of": list(DAYS),
    "first_day": list(DAYS[1:2]),
    "last_day": list(DAYS[1:]),
    "tier": ["district", "commune", "village"],
    "kind": ["grassroots", "cell"],
    "kinds": [["in_charge"], ["follows", "supports"]],
    "key": [fold("Lũng Vài"), fold("Nông")],
    "last_key": [f" {fold('Nông')}"],
    "marked": ["Nông"],
    "last_marked": [" Dũng"],
    "code": ["05977", "CB0001", "05977-01-H", "05977-01-H901", "CS05977"],
    "most": [7],
    "skipped": [0, 1],
    "number": ["58", "QĐ"],
    "capitals": ["58", "QĐ"],
    "least": [0, 1],
    "lines": [["state"], ["state", "party", "front"]],
    "poverty": [["poor", "near_poor"]],
    "secretary_titles": [["Bí thư chi bộ"]],
    "head_titles": [["Trưởng khối", "Trưởng thôn"]],
    "member": [False, True],
}


def ids_and_codes(engine: Engine) -> dict[str, list[Any]]:
    """Lists of every id and code there is, and some single ones by label."""
    tables = {t.name: engine.table(t) for t in MODEL.tables() if not t.is_relation}
    codes = {c for rows in tables.values() if "code" in rows.columns for c in rows["code"]}
    for table in MODEL.tables():
        if table.is_relation and "code" in {p.name for p in table.properties}:
            codes |= set(engine.table(table)["code"]) - {None}
    every = sorted(i for rows in tables.values() for i in rows["id"])
    lists = {
        f"{name}_ids": [every]
        for name in (
            "unit",
            "person",
            "household",
            "household_group",
            "organisation",
            "post",
            "visit",
        )
    }
    single = {
        "unit_id": some(tables["Unit"], "code", ["20", "178", "05977", "05977-02"]),
        "person_id": some(tables["Person"], "code", ["CB00012", "CB00027", "DV00001"]),
        "household_id": some(tables["Household"], "code", ["05977-01-H001", "05977-01-H901"]),
        "organisation_id": some(
            tables["Organisation"], "code", ["CS05977", "CB05977-23", "DU05977"]
        ),
        "decision_id": some(tables["Decision"], "number", ["58-QĐ/TU", "1672/NQ"]),
    }
    return {
        **lists, **single, "working_group_ids": [every], "decision_ids": [every], "ids": [every],
        "codes": [sorted(codes)], "numbers": [sorted(tables["Decision"]["number"])],
        "names": [sorted(set(tables["Person"]["name"]))],
        "keys": [sorted({fold(name) for name in tables["Person"]["name"]})],
        "days": [sorted(set(tables["Person"]["birth_date"]) - {None})],
    }  # fmt: skip


def some(rows: Any, column: str, values: list[str]) -> list[str]:
    return sorted(rows.filter(rows[column].is_in(values))["id"])


def asked(query: Query, known: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """Every combination of the values of its parameters."""
    names = list(query.parameters)
    for values in product(*(known[name] for name in names)):
        yield dict(zip(names, values, strict=True))


def counted(rows: list[Row]) -> Counter[tuple[Any, ...]]:
    return Counter(tuple(row.values()) for row in rows)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_both_engines_give_equal_rows(
    query: Query, stores: tuple[Store, Store], known: dict[str, list[Any]]
) -> None:
    readers: tuple[Reader, Reader] = (stores[0].reader(), stores[1].reader())
    found = 0
    for parameters in asked(query, known):
        one, other = (reader.rows(query.name, **parameters) for reader in readers)
        assert counted(one) == counted(other), parameters
        found += len(one)
    assert bool(found) != (query.name in EXEMPT), "no row here, or exempt without need"
