"""The embedded engine: one file, one process, a connection for each read, one write at a time.

Bulk work goes through Parquet files in a folder beside the graph. A transaction writes what changes
rows that stood before, then copies the new rows, and copies the marker last: rows of a COPY become
durable at the checkpoint of the commit, so the marker can never be there without them.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ladybug
import polars as pl

from cypher import bulk, ddl
from graphapp.errors import EngineError, GraphDamagedError, StoreBusyError
from graphapp.graph.connections import PLAN_BYTES, Connections
from graphapp.graph.failures import translated
from graphapp.graph.sequence import in_sequence
from graphapp.graph.values import check_parameters, rows_of
from graphapp.model.change import Change, ChangeSet, columns
from graphapp.model.schema import MODEL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cypher.catalogue import Query
    from graphapp.graph.port import Row
    from graphapp.model.kinds import Model, Table

BUFFER_POOL_BYTES = 1 << 30
_LOCKED = "lock"


class LadybugEngine:
    """One open graph file."""

    name = "ladybug"

    def __init__(
        self, path: Path, buffer_pool_bytes: int = BUFFER_POOL_BYTES, model: Model = MODEL
    ) -> None:
        """Open the file, making it where there is none.

        Raises GraphDamagedError when it does not open, StoreBusyError when another process has it.
        """
        self._path = path.resolve()
        self._model = model
        self._writing = threading.RLock()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._database = _open(self._path, buffer_pool_bytes)
        plans = buffer_pool_bytes // 2 // PLAN_BYTES
        self._connections = Connections(self._database, plans)
        for left in path.parent.glob(f"{path.name}.files-*"):
            shutil.rmtree(left, ignore_errors=True)

    def read(self, query: Query, parameters: Mapping[str, Any]) -> list[Row]:
        """Run a read query on a connection that nobody else has meanwhile."""
        check_parameters(query, parameters)
        with translated(self.name), self._connections.lent(query.name) as connection:
            names, rows = _fetch(connection, query.text, parameters)
        return rows_of(query, names, rows)

    def create_schema(self) -> None:
        """Make missing tables; raises GraphDamagedError when one is of another shape."""
        with self._writing, translated(self.name), self._connections.fresh() as connection:
            for statement in ddl.ladybug_schema(self._model):
                _run(connection, statement)
            differing = _differing(connection, self._model)
        self._connections.renew()
        if differing:
            raise GraphDamagedError("engine.schema_differs", tables=", ".join(differing))

    def applied(self) -> int:
        """Return the number of the last entry applied."""
        with translated(self.name), self._connections.fresh() as connection:
            _, rows = _fetch(connection, bulk.APPLIED_RANGE)
        return rows[0][1] or 0

    def apply(self, changes: ChangeSet, seq: int, record: Callable[[], None] | None = None) -> None:
        """Apply one entry; raises EngineError when it is not applied."""
        with self._writing:
            if seq <= self.applied():
                return
            with self._folder() as folder:
                statements = _statements(changes, seq, folder)
                try:
                    self._write(statements, record)
                except EngineError:
                    # an exception may come from after the commit: what stands decides
                    if self.applied() < seq:
                        raise

    def table(self, table: Table) -> pl.DataFrame:
        """Return every row of a table, by way of a Parquet file."""
        with (
            self._folder() as folder,
            translated(self.name),
            self._connections.fresh() as connection,
        ):
            file = folder / "rows.parquet"
            _run(connection, bulk.ladybug_export(table, file))
            found = pl.read_parquet(file, memory_map=False)
        schema = pl.Schema(columns(table, derived=True))
        return found.select(schema.names()).cast(schema)

    def clear(self) -> None:
        """Drop every table and make it again, in one transaction."""
        statements = [*ddl.ladybug_drop(self._model), *ddl.ladybug_schema(self._model)]
        with self._writing:
            self._write(statements)

    def close(self) -> None:
        """Close the file."""
        with self._writing, translated(self.name):
            self._connections.renew()
            self._database.close()

    @contextmanager
    def _folder(self) -> Iterator[Path]:
        """Make a folder beside the graph and remove it after."""
        with (
            translated(self.name),
            tempfile.TemporaryDirectory(
                prefix=f"{self._path.name}.files-", dir=self._path.parent
            ) as folder,
        ):
            yield Path(folder)

    def _write(
        self, statements: list[str], before_commit: Callable[[], None] | None = None
    ) -> None:
        """Run all in one transaction of a connection that is closed after, whatever happens.

        An exception ends ladybug's transaction: another statement on that connection would be kept.
        """
        try:
            with translated(self.name), self._connections.fresh() as connection:
                for statement in (bulk.BEGIN, *statements):
                    _run(connection, statement)
                if before_commit is not None:
                    before_commit()
                _run(connection, bulk.COMMIT)
        finally:
            self._connections.renew()


def _open(path: Path, buffer_pool_bytes: int) -> Any:  # noqa: ANN401 - ladybug's types contradict each other
    try:
        return ladybug.Database(path, buffer_pool_size=buffer_pool_bytes)
    except RuntimeError as error:
        if _LOCKED in str(error):
            raise StoreBusyError("engine.busy", detail=str(error)) from error
        raise GraphDamagedError("engine.graph_unopenable", detail=str(error)) from error


def _fetch(
    connection: Any,  # noqa: ANN401 - ladybug's types contradict each other
    text: str,
    parameters: Mapping[str, Any] | None = None,
) -> tuple[list[str], list[list[Any]]]:
    """Run one statement, read everything and close the result: unread ones hold memory."""
    result = connection.execute(text, dict(parameters or {}))
    try:
        # twice as fast as get_all, which asks before each row whether there is one
        rows = [result.get_next() for _ in range(result.get_num_tuples())]
        return result.get_column_names(), rows
    finally:
        result.close()


def _run(connection: Any, statement: str) -> None:  # noqa: ANN401 - ladybug's types contradict each other
    connection.execute(statement).close()


def _differing(connection: Any, model: Model) -> list[str]:  # noqa: ANN401 - ladybug's types contradict each other
    """Return the tables that are not as the model declares them."""
    pairs = ddl.ladybug_pairs(model)
    found = []
    for name, declared in ddl.ladybug_columns(model).items():
        stands = [tuple(row) for row in _fetch(connection, ddl.ladybug_describe(name))[1]]
        joined = pairs.get(name)
        if joined is not None:
            rows = _fetch(connection, ddl.ladybug_connections(name))[1]
            joined = joined ^ {(row[0], row[1]) for row in rows}
        if [(n, _TYPE_NAMES.get(t, t)) for n, t in stands] != declared or joined:
            found.append(name)
    return found


_TYPE_NAMES = {"BOOL": "BOOLEAN"}


def _statements(changes: ChangeSet, seq: int, folder: Path) -> list[str]:
    """Write the files and return the statements, the marker's last."""
    steps = enumerate(in_sequence(_with_changed_relations_copied(changes)))
    found = [_statement(change, folder / f"{number}.parquet") for number, change in steps]
    marker = folder / "marker.parquet"
    pl.DataFrame({"seq": [seq]}, schema={"seq": pl.Int64}).write_parquet(marker)
    return [*found, bulk.ladybug_copy_marker(marker)]


def _with_changed_relations_copied(changes: ChangeSet) -> ChangeSet:
    """Remove a changed relation and copy it anew: setting 100,000 of them takes 20 seconds."""
    found: list[Change] = []
    for change in changes.changes:
        if change.kind == "changed" and change.table.is_relation:
            found.append(Change(change.table, "removed", change.rows))
            found.append(Change(change.table, "new", change.rows))
        else:
            found.append(change)
    return ChangeSet(tuple(found))


def _statement(change: Change, file: Path) -> str:
    """Write a change's rows to a file, the columns in the order of the tables; tell what to run."""
    table = change.table
    ends = ["from_id", "to_id"] if table.is_relation else []
    own = [p.name for p in table.properties]
    if change.kind == "removed":
        change.rows.select("id", *ends).write_parquet(file)
        return bulk.ladybug_delete(table, file)
    change.rows.select(*ends, "id", *own).write_parquet(file)
    if change.kind == "new":
        return bulk.ladybug_copy(table, file)
    return bulk.ladybug_set(table, file)
