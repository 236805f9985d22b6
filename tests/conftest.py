"""What the tests share: the `graph` fixture, once on each engine, and how long a run is wanted."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from graphapp.graph.ladybug import LadybugEngine
from graphapp.graph.neo4j import Neo4jEngine
from graphapp.graph.reader import GraphReader
from tests.neo4j_server import DATABASE, empty_neo4j

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from graphapp.graph.port import Engine, Reader

CLASSPATH = os.environ.get("GRAPHAPP_TEST_NEO4J_CLASSPATH", "")
WHY_NO_NEO4J = os.environ.get("GRAPHAPP_TEST_NEO4J_CLASSPATH_WHY_NOT") or "run by do.py test"
JAVA = os.environ.get("GRAPHAPP_TEST_JAVA") or "java"
LONG = bool(os.environ.get("GRAPHAPP_TEST_LONG"))
POOL_BYTES = 128 << 20
# the gate asks the same of every machine, however slow; the long run draws anew each time
settings.register_profile("graphapp", derandomize=not LONG, deadline=None, print_blob=True)
settings.load_profile("graphapp")
ENGINES = ["ladybug", pytest.param("neo4j", marks=pytest.mark.neo4j)]


@pytest.fixture(scope="session")
def neo4j_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real Neo4j of our own, one for the whole run; skips where there is none."""
    if not CLASSPATH:
        pytest.skip(WHY_NO_NEO4J)
    with empty_neo4j(CLASSPATH, tmp_path_factory.mktemp("neo4j"), java=JAVA) as server:
        yield server.uri


@contextmanager
def empty_engine(name: str, folder: Path, uri: Callable[[], str]) -> Iterator[Engine]:
    """Open an empty graph with its schema; closes it at the end."""
    engine: Engine
    if name == "ladybug":
        engine = LadybugEngine(folder / "graph.lbug", POOL_BYTES)
    else:
        engine = Neo4jEngine(uri(), None, DATABASE)
        engine.clear()
    try:
        engine.create_schema()
        yield engine
    finally:
        engine.close()


@pytest.fixture(params=ENGINES)
def graph(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty graph for one test, once on each engine."""
    uri = lambda: str(request.getfixturevalue("neo4j_uri"))  # noqa: E731 - Neo4j starts when first needed
    with empty_engine(request.param, tmp_path, uri) as engine:
        yield engine


@pytest.fixture
def reader(graph: Engine) -> Reader:
    """Asks the queries of the catalogue of `graph`."""
    return GraphReader(graph)


@pytest.fixture(scope="module", params=ENGINES)
def module_graph(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """An empty graph for all tests of a module, once on each engine.

    There is one Neo4j database: a module uses this fixture or `graph`, not both.
    """
    uri = lambda: str(request.getfixturevalue("neo4j_uri"))  # noqa: E731 - Neo4j starts when first needed
    folder = tmp_path_factory.mktemp(request.param)
    with empty_engine(request.param, folder, uri) as engine:
        yield engine


@pytest.fixture(scope="module")
def module_reader(module_graph: Engine) -> Reader:
    """Asks the queries of the catalogue of `module_graph`."""
    return GraphReader(module_graph)


@pytest.fixture(scope="session")
def times() -> Callable[[int, int], int]:
    """How often to do something: `times(short, long)`, by the run that is wanted."""
    return lambda short, long: long if LONG else short
