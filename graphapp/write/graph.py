"""Opens the graph of a data folder and brings it to where the ledger is."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from graphapp.errors import (
    EngineError,
    GraphappError,
    GraphDamagedError,
    LedgerDamagedError,
    StoreDamagedError,
)
from graphapp.graph.ladybug import LadybugEngine
from graphapp.graph.neo4j import Neo4jEngine
from graphapp.graph.probe import probe
from graphapp.graph.projection import project
from graphapp.graph.reader import GraphReader
from graphapp.write.report import Notice

if TYPE_CHECKING:
    from pathlib import Path

    from graphapp.graph.port import Engine
    from graphapp.ledger import Ledger
    from graphapp.settings import Settings
    from graphapp.write.folder import DataFolder


def open_graph(
    settings: Settings, folder: DataFolder, ledger: Ledger
) -> tuple[Engine, tuple[Notice, ...]]:
    """Open the graph, mend it from the ledger where it needs that, and say what was mended.

    Raises:
        LedgerDamagedError: the graph holds entries that the ledger does not.
        EngineError: the graph's server does not answer.
    """
    if settings.engine == "neo4j":
        return _open_server(settings, ledger)
    return _open_file(settings, folder, ledger)


def open_ladybug(path: Path, settings: Settings) -> LadybugEngine:
    """Open a graph file, making it and its tables where they are missing.

    Raises:
        GraphDamagedError: it does not open, or has not the tables of the model.
    """
    engine = LadybugEngine(path, settings.buffer_pool_mb << 20)
    try:
        engine.create_schema()
    except BaseException:
        engine.close()
        raise
    return engine


def open_neo4j(settings: Settings) -> Neo4jEngine:
    """Connect to the server and make constraints and indexes.

    Raises:
        EngineError: it does not answer or refuses.
    """
    login = (settings.neo4j_user, settings.neo4j_password) if settings.neo4j_user else None
    engine = Neo4jEngine(settings.neo4j_uri, login, settings.neo4j_database)
    try:
        engine.create_schema()
    except BaseException:
        engine.close()
        raise
    return engine


def bring_up(engine: Engine, ledger: Ledger) -> int:
    """Apply what the graph is missing, and return how many entries that was.

    An empty graph takes all entries folded into one, which is faster and gives the same.

    Raises:
        LedgerDamagedError: the graph holds entries that the ledger does not.
    """
    applied, head = engine.applied(), ledger.head()
    if applied > head:
        raise LedgerDamagedError("store.ledger_behind_graph", entry=head + 1, applied=applied)
    if applied == head:  # before every writing: a reader reads the whole catalogue
        return 0
    reader = GraphReader(engine)
    if applied == 0 and head:
        project(engine, reader, ledger.state(), head)
    else:
        for entry in ledger.entries(after=applied):
            project(engine, reader, ledger.changes(entry), entry.seq)
    return head - applied


def _open_server(settings: Settings, ledger: Ledger) -> tuple[Engine, tuple[Notice, ...]]:
    engine = open_neo4j(settings)
    said: tuple[Notice, ...] = ()
    try:
        engine.applied()
    except GraphDamagedError:
        engine.clear()
        said = (Notice("store.graph_rebuilt.damaged"),)
    return _brought_up(engine, ledger, said)


def _open_file(
    settings: Settings, folder: DataFolder, ledger: Ledger
) -> tuple[Engine, tuple[Notice, ...]]:
    folder.discard(folder.fresh_graph)
    fault = _fault(folder)
    if fault is None:
        try:
            folder.take_record()
            return _brought_up(open_ladybug(folder.graph, settings), ledger, ())
        except (GraphDamagedError, EngineError) as error:
            fault = _notice_of(error)
    folder.set_aside()
    folder.take_record()
    said = (fault,) if ledger.head() else ()
    return _brought_up(open_ladybug(folder.graph, settings), ledger, said)


def _brought_up(
    engine: Engine, ledger: Ledger, said: tuple[Notice, ...]
) -> tuple[Engine, tuple[Notice, ...]]:
    """Bring an engine up, saying so unless it was said that the whole graph is made again."""
    try:
        count = bring_up(engine, ledger)
    except BaseException:
        with suppress(GraphappError):
            engine.close()
        raise
    if count and not said:
        said = (Notice("store.entries_applied", {"count": count}),)
    return engine, said


def _fault(folder: DataFolder) -> Notice | None:
    """Tell why the graph file must not be opened; None when it may."""
    if not folder.graph.exists():
        return Notice("store.graph_rebuilt.missing")
    if folder.recorded:
        return None if folder.matches_record() else Notice("store.graph_rebuilt.altered")
    return None if probe(folder.graph) else Notice("store.graph_rebuilt.damaged")


def _notice_of(error: StoreDamagedError | EngineError) -> Notice:
    if error.message == "engine.schema_differs":
        return Notice("store.graph_rebuilt.outdated")
    return Notice("store.graph_rebuilt.damaged")
