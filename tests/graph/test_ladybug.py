"""The embedded engine: its file, its folder, and what it leaves beside it."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cypher.catalogue import Catalogue, parse
from graphapp.errors import EngineError, GraphDamagedError
from graphapp.graph.ladybug import LadybugEngine
from graphapp.graph.projection import completed
from graphapp.model.change import ChangeSet
from graphapp.model.kinds import Model
from graphapp.model.schema import MODEL
from tests.conftest import POOL_BYTES
from tests.graph.world import canonical, change, person

if TYPE_CHECKING:
    from cypher.catalogue import Query

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = ChangeSet(tuple(completed(ChangeSet((change("Person", "new", person("p1-1")),)))))


def opened(path: Path, model: Model = MODEL) -> LadybugEngine:
    engine = LadybugEngine(path, POOL_BYTES, model)
    engine.create_schema()
    return engine


def test_what_was_applied_is_there_after_closing_and_opening(tmp_path: Path) -> None:
    engine = opened(tmp_path / "graph.lbug")
    engine.apply(PEOPLE, 1)
    before = canonical(engine)
    engine.close()
    again = opened(tmp_path / "graph.lbug")
    assert again.applied() == 1
    assert canonical(again) == before
    again.close()


def test_path_with_quotes_blanks_and_marks_is_taken(tmp_path: Path) -> None:
    engine = opened(tmp_path / 'Lạng Sơn\'s "graph"' / "đồ thị.lbug")
    engine.apply(PEOPLE, 1)
    assert engine.table(MODEL.table("Person")).height == 1
    engine.close()


def test_nothing_is_left_beside_the_graph(tmp_path: Path) -> None:
    engine = opened(tmp_path / "graph.lbug")
    engine.apply(PEOPLE, 1)
    with pytest.raises(EngineError):
        engine.apply(PEOPLE, 2)
    engine.table(MODEL.table("Person"))
    engine.close()
    assert [path.name for path in tmp_path.iterdir()] == ["graph.lbug"]


def test_files_of_an_apply_that_was_killed_are_removed_at_the_next_opening(tmp_path: Path) -> None:
    left = tmp_path / "graph.lbug.files-abc"
    left.mkdir()
    (left / "0.parquet").write_bytes(b"x")
    opened(tmp_path / "graph.lbug").close()
    assert not left.exists()


def test_file_that_is_no_graph_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "graph.lbug").write_bytes(b"no graph" * 1000)
    with pytest.raises(GraphDamagedError, match=r"engine\.graph_unopenable"):
        LadybugEngine(tmp_path / "graph.lbug", POOL_BYTES)


OPEN = """
import sys
from pathlib import Path
from graphapp.errors import StoreBusyError
from graphapp.graph.ladybug import LadybugEngine
try:
    LadybugEngine(Path(sys.argv[1]), 1 << 26)
except StoreBusyError as error:
    print(error.message)
"""


def test_file_that_another_process_has_is_busy(tmp_path: Path) -> None:
    engine = opened(tmp_path / "graph.lbug")
    command = [sys.executable, "-c", OPEN, str(tmp_path / "graph.lbug")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    engine.close()
    assert done.stdout.strip() == "engine.busy"


@pytest.mark.parametrize("what", ["a property", "a pair of labels"])
def test_graph_of_another_model_is_said_to_differ(tmp_path: Path, what: str) -> None:
    if what == "a property":
        unit, *others = MODEL.labels
        fewer = type(unit)(
            unit.name, unit.prefix, unit.vi, unit.en, tuple(p for p in unit.properties[:-1])
        )
        other, table = Model((fewer, *others), MODEL.relations), "Unit"
    else:
        kept = [r for r in MODEL.relations if r.name != "MEMBER_OF"]
        member = MODEL.relation("MEMBER_OF")
        narrow = type(member)(
            member.name, member.vi, member.en, member.pairs[:1], member.properties
        )
        other, table = Model(MODEL.labels, (*kept, narrow)), "MEMBER_OF"
    opened(tmp_path / "graph.lbug", other).close()
    with pytest.raises(GraphDamagedError) as raised:
        opened(tmp_path / "graph.lbug")
    assert raised.value.message == "engine.schema_differs"
    assert raised.value.values["tables"] == table


def test_failing_query_is_an_error_that_names_the_engine(tmp_path: Path) -> None:
    engine = opened(tmp_path / "graph.lbug")
    query = parse("x", "// One.\n// returns: a text\nMATCH (n:Nobody) RETURN n.id AS a")
    with pytest.raises(EngineError) as raised:
        engine.read(query, {})
    engine.close()
    assert raised.value.message == "engine.failed"
    assert raised.value.values["engine"] == "ladybug"


BY_ID = re.compile(r"UNWIND \$(\w+) AS (\w+)\nMATCH \(\w+:\w+ \{id: \2\}\)")


def test_queries_that_begin_at_ids_look_them_up_in_the_index(tmp_path: Path) -> None:
    """A MATCH of a relation right after UNWIND scans the whole table; OPTIONAL MATCH does not."""
    engine = opened(tmp_path / "graph.lbug")
    queries = [query for query in Catalogue.load("ladybug") if BY_ID.search(query.text)]
    scanning = [q.name for q in queries if "QUERY_PRIMARY_KEY_LOOKUP" not in plan_of(engine, q)]
    engine.close()
    assert len(queries) > 3
    assert scanning == []


def plan_of(engine: LadybugEngine, query: Query) -> str:
    values = {"date": date(2025, 7, 1), "text": "x", "text_list": ["x"], "integer": 1}
    parameters = {name: values[kind] for name, kind in query.parameters.items()}
    with engine._connections.fresh() as connection:
        result = connection.execute(f"EXPLAIN {query.text}", parameters)
        rows = result.get_all()
        result.close()
    return "\n".join(str(row[0]) for row in rows)
