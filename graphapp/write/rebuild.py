"""Makes the graph again from the ledger, while the site runs, and compares the two."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from graphapp.errors import GraphappError
from graphapp.graph.compare import compare
from graphapp.graph.projection import project
from graphapp.graph.reader import GraphReader
from graphapp.write.graph import open_ladybug
from graphapp.write.report import RebuildReport

if TYPE_CHECKING:
    from graphapp.graph.compare import Count
    from graphapp.graph.port import Engine
    from graphapp.ledger import Ledger
    from graphapp.settings import Settings
    from graphapp.write.folder import DataFolder
    from graphapp.write.swap import CurrentEngine


def rebuild(
    settings: Settings, folder: DataFolder, ledger: Ledger, current: CurrentEngine
) -> RebuildReport:
    """Put a fresh graph, compared with the ledger, in the place of the current one.

    A graph file is built beside the old one, which answers meanwhile. A server's graph is emptied
    and filled again; readers wait.

    Raises:
        GraphDamagedError: the fresh graph does not say what the ledger says.
    """
    started = time.monotonic()
    if current.name == "neo4j":
        with current.alone() as engine:
            engine.clear()
            tables = _filled(engine, ledger)
    else:
        tables = _built_beside(settings, folder, ledger, current)
    return RebuildReport(ledger.head(), tables, time.monotonic() - started)


def compared(engine: Engine, ledger: Ledger) -> tuple[Count, ...]:
    """Compare a graph with the ledger, table by table.

    Raises:
        GraphDamagedError: a table differs; names it and what stands in one of them alone.
    """
    return tuple(compare(engine, ledger.state()))


def _filled(engine: Engine, ledger: Ledger) -> tuple[Count, ...]:
    head = ledger.head()
    if head:
        project(engine, GraphReader(engine), ledger.state(), head)
    return compared(engine, ledger)


def _built_beside(
    settings: Settings, folder: DataFolder, ledger: Ledger, current: CurrentEngine
) -> tuple[Count, ...]:
    folder.discard(folder.fresh_graph)
    fresh = open_ladybug(folder.fresh_graph, settings)
    try:
        tables = _filled(fresh, ledger)
    except BaseException:
        with suppress(GraphappError):
            fresh.close()
        folder.discard(folder.fresh_graph)
        raise
    fresh.close()
    with current.alone() as old:
        with suppress(GraphappError):  # what does not close well is thrown away all the same
            old.close()
        folder.put_fresh_in_place()
        current.put(open_ladybug(folder.graph, settings))
    return tables
