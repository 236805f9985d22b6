"""Adding a property is one edit: here it is made, and everything derived from the model follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cypher.ddl import ladybug_schema
from graphapp.docs import model_page
from graphapp.graph.ladybug import LadybugEngine
from graphapp.graph.neo4j import Neo4jEngine
from graphapp.graph.port import Engine
from graphapp.graph.projection import project
from graphapp.graph.reader import GraphReader
from graphapp.model.change import columns
from graphapp.model.kinds import Model, Property, ValueType
from graphapp.model.schema import MODEL
from loaders.kinds import kinds
from loaders.pipeline import Load
from loaders.reading import ReadingLimits
from tests.conftest import DATABASE, ENGINES

ADDED = Property("population", ValueType.INTEGER, "Dân số", "Population", aliases=("số dân",))
FILE = "Mã đơn vị,Tên đơn vị,Cấp,Dân số\n20,Tỉnh Lạng Sơn,tỉnh,{}\n"
MOST = 1 << 20


def with_property(model: Model, label: str, added: Property) -> Model:
    """The one edit."""
    labels = tuple(
        replace(each, properties=(*each.properties, added)) if each.name == label else each
        for each in model.labels
    )
    return Model(labels, model.relations)


WIDER = with_property(MODEL, "Unit", ADDED)


@pytest.fixture(params=ENGINES)
def graph(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty graph of the wider model, once on each engine."""
    engine: Engine
    if request.param == "ladybug":
        engine = LadybugEngine(tmp_path / "graph.lbug", 128 << 20, WIDER)
    else:
        engine = Neo4jEngine(request.getfixturevalue("neo4j_uri"), None, DATABASE, WIDER)
        engine.clear()
    engine.create_schema()
    yield engine
    engine.close()


def loading(tmp_path: Path, value: str) -> Load:
    path = tmp_path / "don_vi.csv"
    path.write_text(FILE.format(value), "utf-8")
    return Load([path], model=WIDER, limits=ReadingLimits(MOST))


def test_it_is_loaded_validated_and_stored(graph: Engine, tmp_path: Path) -> None:
    reader = GraphReader(graph)
    load = loading(tmp_path, "818300")
    changes = load.resolve(reader, 1)
    assert not load.problems
    project(graph, reader, changes, 1)
    stored = graph.table(WIDER.table("Unit"))
    assert stored.select("code", "population").rows() == [("20", 818300)]


def test_a_bad_value_of_it_is_refused_with_its_place(graph: Engine, tmp_path: Path) -> None:
    load = loading(tmp_path, "rất đông")
    load.resolve(GraphReader(graph), 1)
    (place,) = load.problems.places
    assert (place.row, place.column, place.value) == (2, "Dân số", "rất đông")


def test_ddl_frames_import_columns_and_docs_have_it() -> None:
    assert any("`population` INT64" in statement for statement in ladybug_schema(WIDER))
    assert "population" in columns(WIDER.table("Unit"))
    units = next(kind for kind in kinds(WIDER) if kind.name == "units")
    assert units.column("population").names == ("Dân số", "Population", "số dân")
    assert any("`population`" in line for line in model_page(WIDER))
    assert not any("`population`" in line for line in model_page())
