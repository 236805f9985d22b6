"""The server engine: Neo4j by its driver, alone or in a cluster.

Every transaction is a managed one, so the driver may run it again: an apply looks for its marker
first and writes it last, in the same transaction. Bookmarks make a session see what an earlier one
wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import neo4j
import neo4j.time
import polars as pl

from cypher import bulk, ddl
from graphapp.errors import EngineError, GraphDamagedError
from graphapp.graph.failures import translated
from graphapp.graph.sequence import in_sequence
from graphapp.graph.values import check_parameters, rows_of
from graphapp.model.change import Change, ChangeSet, Kind, columns
from graphapp.model.schema import MODEL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cypher.catalogue import Query
    from graphapp.graph.port import Row
    from graphapp.model.kinds import Model, Table

BATCH = 10_000
_UNIQUE = ("UNIQUENESS", "NODE_PROPERTY_UNIQUENESS")
_STATEMENTS: Mapping[Kind, Callable[[Table], str]] = {
    "new": bulk.neo4j_create,
    "changed": bulk.neo4j_set,
    "removed": bulk.neo4j_delete,
}


class Neo4jEngine:
    """One database of a server."""

    name = "neo4j"

    def __init__(
        self,
        uri: str,
        auth: tuple[str, str] | None,
        database: str,
        model: Model = MODEL,
    ) -> None:
        """Connect; raises EngineError when the server cannot be reached or refuses the login."""
        self._database = database
        self._model = model
        with translated(self.name):
            self._driver = neo4j.GraphDatabase.driver(
                uri, auth=auth, notifications_min_severity="OFF"
            )
            self._driver.verify_connectivity()

    def read(self, query: Query, parameters: Mapping[str, Any]) -> list[Row]:
        """Run a read query in a managed transaction."""
        check_parameters(query, parameters)
        names, rows = self._fetch(query.text, parameters)
        return rows_of(query, names, rows)

    def create_schema(self) -> None:
        """Make constraints and indexes; raises GraphDamagedError when one is not as declared."""
        with translated(self.name), self._session() as session:
            for statement in (*ddl.neo4j_schema(self._model), bulk.AWAIT_INDEXES):
                session.run(statement).consume()
        _, rows = self._fetch(bulk.SHOW_CONSTRAINTS)
        stand = {(*labels, *properties) for kind, labels, properties in rows if kind in _UNIQUE}
        wanted = ddl.neo4j_constraints(self._model)
        differing = [c.name for c in wanted if (c.label, c.unique) not in stand]
        if differing:
            raise GraphDamagedError("engine.schema_differs", tables=", ".join(differing))

    def applied(self) -> int:
        """Return the number of the last entry applied."""
        _, ((least, most),) = self._fetch(bulk.APPLIED_RANGE)
        if least is not None and least < 0:
            raise GraphDamagedError("engine.clear_cut_short")
        return most or 0

    def apply(self, changes: ChangeSet, seq: int) -> None:
        """Apply one entry in one transaction; raises EngineError when it is not applied."""
        with translated(self.name), self._session() as session:
            session.execute_write(_apply, changes, seq)

    def table(self, table: Table) -> pl.DataFrame:
        """Return every row of a table."""
        schema = pl.Schema(columns(table, derived=True))
        names, rows = self._fetch(bulk.neo4j_rows(table))
        native = [[_native(value) for value in row] for row in rows]
        frame = pl.DataFrame(native, {name: schema[name] for name in names}, orient="row")
        return frame.select(schema.names())

    def clear(self) -> None:
        """Remove every node of the model, in batches; a marker tells until all are gone."""
        with translated(self.name), self._session() as session:
            session.run(bulk.MARK_CLEARING).consume()
            for statement in (*bulk.neo4j_clear(self._model), bulk.UNMARK):
                session.run(statement).consume()

    def close(self) -> None:
        """Close every connection."""
        with translated(self.name):
            self._driver.close()

    def _session(self) -> neo4j.Session:
        return self._driver.session(
            database=self._database,
            bookmark_manager=self._driver.execute_query_bookmark_manager,
        )

    def _fetch(
        self, text: str, parameters: Mapping[str, Any] | None = None
    ) -> tuple[list[str], list[list[Any]]]:
        """Read everything that a statement returns; the driver may run it again."""
        with translated(self.name):
            found = self._driver.execute_query(
                text,
                dict(parameters or {}),
                routing_=neo4j.RoutingControl.READ,
                database_=self._database,
            )
        return found.keys, [record.values() for record in found.records]


def _apply(transaction: neo4j.ManagedTransaction, changes: ChangeSet, seq: int) -> None:
    """Write an entry unless the graph has it: the driver runs this again after a lost commit."""
    applied = transaction.run(bulk.APPLIED_RANGE).single(strict=True)["most"] or 0
    if seq <= applied:
        return
    for change in in_sequence(changes):
        _write(transaction, change)
    transaction.run(bulk.MARK, seq=seq).consume()


def _write(transaction: neo4j.ManagedTransaction, change: Change) -> None:
    statement = _STATEMENTS[change.kind](change.table)
    for batch in change.rows.iter_slices(BATCH):
        done = transaction.run(statement, rows=batch.to_dicts()).consume().counters
        if change.kind == "new" and done.nodes_created + done.relationships_created != len(batch):
            raise EngineError("engine.end_missing", table=change.table.key)


def _native(value: object) -> object:
    return value.to_native() if isinstance(value, neo4j.time.Date) else value
