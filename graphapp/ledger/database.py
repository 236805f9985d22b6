"""The ledger's SQLite database: how it is opened, what it holds, and what its errors mean."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from graphapp.errors import GraphappError, LedgerDamagedError, StoreBusyError, StoreDamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

VERSION = 1
"""Of the tables below, kept in the database's ``user_version``."""

TABLES = MetaData()
ENTRY = Table(
    "entry",
    TABLES,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("payload", String, nullable=False),
    Column("payload_hash", String, nullable=False),
    Column("previous_hash", String, nullable=False),
    Column("hash", String, nullable=False),
)

# primary result codes of SQLite: busy, locked; then those that say nothing about the file itself
_BUSY = {5, 6}
_NOT_WRITTEN = {
    3,
    8,
    10,
    13,
    14,
    23,
}  # permission, read-only, input/output, full, can't open, denied


class Database:
    """An open database. Connections are made per use; writing takes the write lock at once."""

    def __init__(self, path: Path) -> None:
        path.touch(mode=0o600)
        self._engine = create_engine(URL.create("sqlite", database=str(path)))
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database.

        Raises:
            LedgerDamagedError: the file is no database or is malformed.
        """
        with _translated(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in one write transaction, durable when the block ends without error.

        Raises:
            LedgerDamagedError: the file is no database or is malformed.
            GraphappError: the disk is full or refuses; nothing was recorded.
        """
        with _translated(), self._engine.connect() as connection:
            connection.execution_options(graphapp_begin="BEGIN IMMEDIATE")
            with connection.begin():
                yield connection

    def create(self, *, may_be_new: bool) -> None:
        """Make the tables in a new database.

        Raises:
            LedgerDamagedError: it is new, and may not be: entries were lost.
            StoreDamagedError: a newer program made it.
        """
        with self.writing() as connection:
            version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
            if version > VERSION:
                raise StoreDamagedError("ledger.newer", version=version, known=VERSION)
            if version == VERSION:
                return
            if not may_be_new:
                raise LedgerDamagedError("ledger.lost", entry=1)
            TABLES.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")

    def check(self) -> None:
        """Let SQLite look through every page.

        Raises:
            LedgerDamagedError: a page or an index does not hold.
        """
        with self.reading() as connection:
            found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
        if found != "ok":
            raise LedgerDamagedError("ledger.pages_damaged", detail=str(found))

    def close(self) -> None:
        """Close every connection; the write-ahead log is folded into the file."""
        self._engine.dispose()


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - SQLAlchemy does not type it
    connection.isolation_level = None  # transactions are begun by _begin, in the mode it is told
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    connection.exec_driver_sql(options.get("graphapp_begin", "BEGIN"))


@contextmanager
def _translated() -> Iterator[None]:
    """Turn errors of SQLite into ours, by the primary code of each."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise _ours(error) from error


def _ours(error: Exception) -> GraphappError:
    origin = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(origin, "sqlite_errorcode", 0) & 0xFF
    if code in _BUSY:
        return StoreBusyError("ledger.busy")
    if code in _NOT_WRITTEN:
        return GraphappError("ledger.not_written", detail=str(origin))
    return LedgerDamagedError("ledger.pages_damaged", detail=str(origin))
