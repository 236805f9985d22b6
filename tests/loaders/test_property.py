"""A property that is added to the model can be imported at once, and is compared from then on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cypher.catalogue import Catalogue
from graphapp.graph.ladybug import LadybugEngine
from graphapp.graph.projection import project
from graphapp.graph.reader import GraphReader
from graphapp.model.kinds import Model, Property, ValueType
from graphapp.model.schema import MODEL
from loaders.pipeline import Load
from tests.loaders.world import write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graphapp.model.change import ChangeSet

HEIGHT = Property("height", ValueType.NUMBER, "Độ cao", "Height", aliases=("wardHeightM",))
UNIT = replace(MODEL.label("Unit"), properties=(*MODEL.label("Unit").properties, HEIGHT))
WIDER = Model((UNIT, *MODEL.labels[1:]), MODEL.relations)
HEAD = "Mã đơn vị,Tên đơn vị,Cấp,{}\n20,Tỉnh Lạng Sơn,tỉnh,{}\n"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[LadybugEngine]:
    opened = LadybugEngine(tmp_path / "graph.lbug", 128 << 20, WIDER)
    opened.create_schema()
    yield opened
    opened.close()


def loaded(engine: LadybugEngine, folder: Path, seq: int, header: str, value: str) -> ChangeSet:
    reader = GraphReader(engine, Catalogue.load(engine.name, model=WIDER))
    (path,) = write(folder, {"don_vi.csv": HEAD.format(header, value)})
    load = Load([path], model=WIDER)
    changes = load.resolve(reader, seq)
    assert not load.problems
    project(engine, reader, changes, seq)
    return changes


@pytest.mark.parametrize("header", ["Độ cao", "height", "Height", "wardheightm"])
def test_it_is_a_column_under_its_names(engine: LadybugEngine, tmp_path: Path, header: str) -> None:
    rows = loaded(engine, tmp_path, 1, header, '"8310,18"').rows("Unit", "new")
    assert rows is not None
    assert rows.select("code", "height").rows() == [("20", 8310.18)]


def test_it_is_compared_with_what_stands(engine: LadybugEngine, tmp_path: Path) -> None:
    loaded(engine, tmp_path, 1, "Độ cao", "8310.18")
    assert loaded(engine, tmp_path, 2, "Độ cao", "8310.18").empty
    assert loaded(engine, tmp_path, 2, "Ghi chú", "x").empty
    changed = loaded(engine, tmp_path, 2, "Độ cao", "8310.2").rows("Unit", "changed")
    assert changed is not None
    assert changed["height"].to_list() == [8310.2]
