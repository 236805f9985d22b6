"""The server engine: Neo4j by its driver, alone or in a cluster.

Every transaction is a managed one, so the driver may run it again: an apply looks for its marker
first and writes it last. Bookmarks make a session see what an earlier one wrote.
"""

from __future__ import annotations

from dataclasses import dataclass
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
TRANSACTION_ROWS = 25_000
_STATEMENTS: Mapping[Kind, Callable[[Table], str]] = {
    "new": bulk.neo4j_create,
    "changed": bulk.neo4j_set,
    "removed": bulk.neo4j_delete,
}
_REPEATABLE = {**_STATEMENTS, "new": bulk.neo4j_merge}


class Neo4jEngine:
    """One database of a server."""

    name = "neo4j"

    def __init__(
        self,
        uri: str,
        auth: tuple[str, str] | None,
        database: str,
        model: Model = MODEL,
        *,
        transaction_rows: int = TRANSACTION_ROWS,
    ) -> None:
        """Connect; raises EngineError when the server cannot be reached or refuses the login."""
        self._database = database
        self._model = model
        self._transaction_rows = transaction_rows
        with translated(self.name):
            self._driver = neo4j.GraphDatabase.driver(
                uri, auth=auth, notifications_min_severity="OFF"
            )
            try:
                self._driver.verify_connectivity()
            except BaseException:
                self._driver.close()
                raise

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

    def apply(self, changes: ChangeSet, seq: int, record: Callable[[], None] | None = None) -> None:
        """Apply one entry; raises EngineError when it is not applied.

        One transaction must fit the server's memory. So a large entry is written by several, the
        marker in the last: until then readers see a part of it. Each part leaves a mark of its own,
        so that a repeated one changes nothing and rows are created, which is twice as fast as
        looking for each. An apply that was cut short is finished by the next one, which does look.
        """
        parts = _parts(in_sequence(changes), self._transaction_rows)
        begun = len(parts) > 1 and self._fetch(bulk.PARTS_BEGUN, {"seq": seq})[1][0][0] > 0
        with translated(self.name), self._session() as session:
            for number, part in enumerate(parts, start=1):
                # what cannot be undone any more once the first part stands is recorded before
                recorded = record if number == 1 else None
                last = number == len(parts)
                session.execute_write(
                    _Work(part, seq, number, recorded, fresh=not begun, last=last)
                )

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
            for statement in (*bulk.neo4j_clear(self._model), bulk.UNMARK_PARTS, bulk.UNMARK):
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


@dataclass(frozen=True)
class _Work:
    """What one transaction of an apply does; the driver runs it again after a lost commit.

    ``fresh``: nothing of the entry stood when its apply began.
    """

    changes: list[Change]
    seq: int
    number: int
    record: Callable[[], None] | None
    fresh: bool
    last: bool

    def __call__(self, transaction: neo4j.ManagedTransaction) -> None:
        """Write the changes unless the graph has the entry, or this part of it."""
        applied = transaction.run(bulk.APPLIED_RANGE).single(strict=True)["most"] or 0
        if self.seq <= applied or (self.fresh and self._is_done(transaction)):
            return
        for change in self.changes:
            self._write(transaction, change)
        self._mark(transaction)
        if self.record is not None:
            self.record()

    def _is_done(self, transaction: neo4j.ManagedTransaction) -> bool:
        done = transaction.run(bulk.PART_DONE, seq=self.seq, number=self.number)
        return bool(done.single(strict=True)["parts"])

    def _mark(self, transaction: neo4j.ManagedTransaction) -> None:
        if self.last:
            transaction.run(bulk.UNMARK_PARTS).consume()
            transaction.run(bulk.MARK, seq=self.seq).consume()
        elif self.fresh:
            transaction.run(bulk.MARK_PART, seq=self.seq, number=self.number).consume()

    def _write(self, transaction: neo4j.ManagedTransaction, change: Change) -> None:
        statements = _STATEMENTS if self.fresh else _REPEATABLE
        statement = statements[change.kind](change.table)
        for batch in change.rows.iter_slices(BATCH):
            found = transaction.run(statement, rows=batch.to_dicts())
            if change.kind == "new" and found.single(strict=True)["written"] != len(batch):
                raise EngineError("engine.end_missing", table=change.table.key)
            found.consume()


def _parts(changes: list[Change], limit: int) -> list[list[Change]]:
    """Split changes, in order, into parts of at most so many rows; one part where they are few."""
    parts: list[list[Change]] = [[]]
    room = limit
    for change in changes:
        start = 0
        while start < len(change.rows):
            if not room:
                parts.append([])
                room = limit
            piece = change.rows.slice(start, room)
            parts[-1].append(Change(change.table, change.kind, piece))
            start += len(piece)
            room -= len(piece)
    return parts


def _native(value: object) -> object:
    return value.to_native() if isinstance(value, neo4j.time.Date) else value
