"""A real, empty Neo4j for the tests: `with empty_neo4j(classpath, folder) as server: …`."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from tools.neo4j.server import Neo4jServer, Neo4jServerError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["DATABASE", "Neo4jServer", "Neo4jServerError", "empty_neo4j"]

DATABASE = "neo4j"
_READY_SECONDS = 60.0


@contextmanager
def empty_neo4j(classpath: str, home: Path, *, java: str = "java") -> Iterator[Neo4jServer]:
    """Start a server on a port of its own, see that its database is empty, stop it at the end.

    `server.uri` is the address; it asks for no password (`auth=None`).

    Raises:
        Neo4jServerError: it didn't start, the port is another's, or the database isn't empty.
    """
    with Neo4jServer(classpath, home, java=java) as server:
        count = _count_nodes(server.uri)
        if count:
            raise Neo4jServerError(f"{home} already holds {count} nodes")
        yield server


def _count_nodes(uri: str) -> int:
    """Count, waiting (bounded) for the database: Bolt answers a little before it is there."""
    deadline = time.monotonic() + _READY_SECONDS
    with neo4j.GraphDatabase.driver(uri) as driver:
        while True:
            try:
                rows = driver.execute_query("MATCH (n) RETURN count(n) AS n", database_=DATABASE)
                return int(rows.records[0]["n"])
            except (DriverError, Neo4jError):
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.25)
