"""The graph engines: filled from the ledger alone, and asked by the program's own queries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from graphapp.graph.ladybug import LadybugEngine
from graphapp.graph.neo4j import Neo4jEngine
from graphapp.graph.projection import project
from graphapp.graph.reader import GraphReader
from graphapp.ledger import Ledger
from graphapp.model.schema import MODEL
from tools.debian import find_java
from tools.neo4j.jars import find_jars
from tools.neo4j.server import Neo4jServer

if TYPE_CHECKING:
    from benchmarks.plain import Frames, Line
    from graphapp.graph.port import Engine
    from graphapp.model.change import ChangeSet


class GraphProvince:
    """One engine, filled with all entries of a ledger."""

    def __init__(self, engine: Engine, entries: list[tuple[int, ChangeSet]]) -> None:
        """Fill the engine."""
        self.name = engine.name
        self.engine = engine
        self.reader = GraphReader(engine)
        engine.create_schema()
        for seq, changes in entries:
            project(engine, self.reader, changes, seq)

    def line(self, unit: str, day: date) -> Line:
        """Return who answers, unit by unit."""
        steps = [row["unit_id"] for row in self.reader.rows("units/line", unit_id=unit, as_of=day)]
        held: dict[str, list[str]] = {step: [] for step in steps}
        for row in self.reader.rows("responsibility/of_units", unit_ids=steps):
            if row["assignment_since"] <= day < row["assignment_until"]:
                held[row["target_id"]].append(row["holder_id"])
        return [(step, tuple(sorted(held[step]))) for step in steps]

    def bare_villages(self, unit: str, day: date) -> set[str]:
        """Return the villages under a unit that nobody is in charge of."""
        asked = {"unit_id": unit, "tier": "village", "as_of": day}
        answered = {
            row["target_id"]
            for row in self.reader.rows("coverage/units_answered", **asked)
            if (row["assignment_kind"] or "in_charge") == "in_charge"
        }
        return {row["unit_id"] for row in self.reader.rows("units/below", **asked)} - answered

    def frames(self) -> Frames:
        """Return every table, for those who have no engine of their own."""
        return {table.key: self.engine.table(table) for table in MODEL.tables()}


def entries_of(home: Path) -> list[tuple[int, ChangeSet]]:
    """Return what a data folder's ledger holds."""
    ledger = Ledger.open(home)
    try:
        return [(entry.seq, ledger.changes(entry)) for entry in ledger.entries()]
    finally:
        ledger.close()


@contextmanager
def empty_ladybug(folder: Path) -> Iterator[Engine]:
    """Open an empty graph file."""
    engine = LadybugEngine(folder / "alone" / "graph.lbug")
    try:
        yield engine
    finally:
        engine.close()


@contextmanager
def empty_neo4j(folder: Path) -> Iterator[Engine]:
    """Start a server of our own with an empty database."""
    java, jars = find_java(), find_jars()
    if not (java.path and jars.path):
        raise LookupError(java.why_not or jars.why_not)
    with Neo4jServer(jars.path, folder / "server", java=java.path) as server:
        engine = Neo4jEngine(server.uri, None, "neo4j")
        try:
            yield engine
        finally:
            engine.close()
