"""The server engine: its constraints, its transactions, and what a cut leaves behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import neo4j
import neo4j.exceptions
import pytest
from neo4j import ManagedTransaction

from graphapp.errors import EngineError, GraphDamagedError
from graphapp.graph.compare import differences
from graphapp.graph.neo4j import Neo4jEngine
from graphapp.graph.projection import completed, project, within_changes
from graphapp.graph.reader import GraphReader
from graphapp.model.change import ChangeSet
from tests.graph.world import IN_CHARGE, PART_OF, UNIT, canonical, change, edge, person, unit
from tests.neo4j_server import DATABASE

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.neo4j
STATE = ChangeSet(
    (
        change(UNIT, "new", *(unit(f"u1-{n}") for n in range(1, 8))),
        change(PART_OF, "new", *(edge(f"r1-{n}", f"u1-{n}", "u1-1") for n in range(2, 8))),
        change("Person", "new", person("p1-1")),
        change(IN_CHARGE, "new", *(edge(f"r2-{n}", "p1-1", f"u1-{n}") for n in range(1, 8))),
    )
)


@pytest.fixture
def engine(neo4j_uri: str) -> Iterator[Neo4jEngine]:
    engine = Neo4jEngine(neo4j_uri, None, DATABASE, transaction_rows=5)
    engine.clear()
    engine.create_schema()
    yield engine
    engine.close()


@pytest.fixture
def driver(neo4j_uri: str) -> Iterator[neo4j.Driver]:
    with neo4j.GraphDatabase.driver(neo4j_uri) as driver:
        yield driver


def test_large_entry_is_written_by_several_transactions_and_marked_last(
    engine: Neo4jEngine, neo4j_uri: str
) -> None:
    seen: list[int] = []
    reader = GraphReader(engine)
    changes = ChangeSet(tuple(completed(STATE)))
    engine.apply(changes, 1, lambda: seen.append(engine.applied()))
    assert (seen, engine.applied()) == ([0], 1)
    in_parts = canonical(engine)
    engine.clear()
    whole = Neo4jEngine(neo4j_uri, None, DATABASE)
    whole.apply(changes, 1)
    whole.close()
    assert canonical(engine) == in_parts
    engine.clear()
    project(engine, reader, STATE, 1)
    assert differences(engine, STATE) == []


@pytest.mark.parametrize("parts", range(6))
def test_large_entry_that_was_cut_short_is_finished_by_the_next_apply(
    engine: Neo4jEngine, monkeypatch: pytest.MonkeyPatch, parts: int
) -> None:
    reader = GraphReader(engine)
    done: list[int] = []
    write = neo4j.Session.execute_write

    def cut(session: neo4j.Session, work: object, *_: object) -> None:
        if len(done) == parts:
            raise EngineError("engine.failed", engine="neo4j", detail="cut")
        done.append(1)
        write(session, work)  # type: ignore[arg-type]  # the work is what the engine gave

    with monkeypatch.context() as patch:
        patch.setattr(neo4j.Session, "execute_write", cut)
        with pytest.raises(EngineError):
            project(engine, reader, STATE, 1)
    assert engine.applied() == 0
    project(engine, reader, STATE, 1)
    assert engine.applied() == 1
    assert differences(engine, STATE) == []


@pytest.mark.parametrize("rows", [5, 25_000])
def test_transaction_that_the_driver_repeats_changes_nothing_more(
    neo4j_uri: str, engine: Neo4jEngine, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    """A commit whose answer is lost: the driver runs the work again, on what is there by then."""
    lost: list[int] = []
    commit = ManagedTransaction._commit

    def lose_answer(transaction: ManagedTransaction) -> None:
        commit(transaction)  # type: ignore[no-untyped-call]  # the driver's own, untyped
        lost.append(1)
        if len(lost) in (1, 4):
            raise neo4j.exceptions.SessionExpired

    repeating = Neo4jEngine(neo4j_uri, None, DATABASE, transaction_rows=rows)
    with monkeypatch.context() as patch:
        patch.setattr(ManagedTransaction, "_commit", lose_answer)
        repeating.apply(ChangeSet((*completed(STATE), *within_changes(None, STATE))), 1)
    repeating.close()
    assert len(lost) > 1
    assert differences(engine, STATE) == []


def test_clear_that_was_cut_short_is_noticed(engine: Neo4jEngine, driver: neo4j.Driver) -> None:
    project(engine, GraphReader(engine), STATE, 1)
    driver.execute_query("CREATE (:Applied {seq: -1})", database_=DATABASE)
    with pytest.raises(GraphDamagedError, match=r"engine\.clear_cut_short"):
        engine.applied()
    engine.clear()
    assert engine.applied() == 0


def test_constraint_that_is_not_as_declared_is_noticed(
    engine: Neo4jEngine, driver: neo4j.Driver
) -> None:
    driver.execute_query("DROP CONSTRAINT unit_id", database_=DATABASE)
    other = "CREATE CONSTRAINT unit_id FOR (n:Unit) REQUIRE n.somewhere IS UNIQUE"
    driver.execute_query(other, database_=DATABASE)
    try:
        with pytest.raises(GraphDamagedError) as raised:
            engine.create_schema()
        assert raised.value.message == "engine.schema_differs"
        assert raised.value.values["tables"] == "unit_id"
    finally:
        driver.execute_query("DROP CONSTRAINT unit_id", database_=DATABASE)
        engine.create_schema()


def test_nodes_and_relations_of_others_are_left_alone(
    engine: Neo4jEngine, driver: neo4j.Driver
) -> None:
    made = "CREATE (:Stranger {id: 'x'})-[:PART_OF]->(:Stranger {id: 'y'})"
    found = "MATCH (a:Stranger)-[:PART_OF]->(b:Stranger) RETURN a.id + b.id AS ids"
    driver.execute_query(made, database_=DATABASE)
    try:
        project(engine, GraphReader(engine), STATE, 1)
        engine.clear()
        assert canonical(engine) == {}
        rows = driver.execute_query(found, database_=DATABASE).records
        assert [row["ids"] for row in rows] == ["xy"]
    finally:
        driver.execute_query("MATCH (n:Stranger) DETACH DELETE n", database_=DATABASE)


def test_database_that_is_not_there_is_an_error(neo4j_uri: str) -> None:
    engine = Neo4jEngine(neo4j_uri, None, "nowhere")
    with pytest.raises(EngineError) as raised:
        engine.applied()
    engine.close()
    assert raised.value.message == "engine.failed"
