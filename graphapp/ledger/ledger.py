"""The ledger: append, read, verify, replay. It is the truth; the graph is a view of it."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from graphapp.errors import GraphappError, LedgerDamagedError, StoreDamagedError
from graphapp.ledger.database import ENTRY, Database
from graphapp.ledger.entry import (
    CHANGES,
    Entry,
    NamedFile,
    canonical,
    entry_hash,
    sha256,
    storable,
    written_at,
)
from graphapp.ledger.files import FileStore
from graphapp.ledger.fold import conform, fold
from graphapp.model.change import KINDS, Change, ChangeSet
from graphapp.model.schema import MODEL

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path

    from sqlalchemy import Connection, RowMapping

_LATEST = select(ENTRY.c.seq, ENTRY.c.hash).order_by(ENTRY.c.seq.desc()).limit(1)


class Ledger:
    """An open ledger. Safe for many readers in one process, and one writer at a time."""

    def __init__(self, database: Database, files: FileStore) -> None:
        self._database = database
        self._files = files

    @classmethod
    def open(cls, folder: Path) -> Ledger:
        """Open ``ledger.sqlite`` and ``files/`` in a folder, making them where there are none.

        Every entry's hash and payload is checked, and every file that was not found good before.

        Raises:
            LedgerDamagedError: an entry, its payload or a file does not hold; names the entry.
            StoreDamagedError: a newer program made it.
        """
        files = FileStore(folder / "files")
        files.make()
        files.recall()
        path = folder / "ledger.sqlite"
        path.touch(mode=0o600)
        ledger = cls(Database(path), files)
        try:
            ledger._begin()
        except BaseException:
            ledger.close()
            raise
        return ledger

    def head(self) -> int:
        """Return the number of the last entry; 0 when there is none."""
        with self._database.reading() as connection:
            return _latest(connection)[0]

    def append(
        self, kind: str, actor: str, payload: Mapping[str, Any], changes: ChangeSet
    ) -> Entry:
        """Record a change durably: its files first, then the entry in one transaction.

        Raises:
            ValueError: the payload uses the key that names the files.
            GraphappError: the disk is full or refuses; nothing was recorded.
        """
        if CHANGES in payload:
            message = f"a payload's {CHANGES!r} is the ledger's own"
            raise ValueError(message)
        named = self._keep(changes)
        body = canonical({**payload, CHANGES: [vars(file) for file in named]})
        with self._database.writing() as connection:
            row = _next_row(connection, actor, kind, body)
            connection.execute(insert(ENTRY).values(row))
        return _entry(row)

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """Yield the entries whose number is greater than ``after``, in order."""
        query = select(ENTRY).where(ENTRY.c.seq > after).order_by(ENTRY.c.seq)
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        yield from map(_entry, rows)

    def changes(self, entry: Entry, tables: Collection[str] | None = None) -> ChangeSet:
        """Read what an entry changed, in the columns of the model as it is now.

        ``tables``: the keys of those to read; all unless given.

        Raises:
            LedgerDamagedError: a file is missing or holds something else; names the entry.
        """
        wanted = [file for file in entry.files if tables is None or file.table in tables]
        return ChangeSet(tuple(self._change(file, entry.seq) for file in wanted))

    def state(
        self, *, before: int | None = None, tables: Collection[str] | None = None
    ) -> ChangeSet:
        """Fold all entries: every row that stands after the last one, as if it were new.

        ``before``: fold the entries before this one. ``tables``: the keys of those to fold; the
        relations of a removed node go with it only where both are folded.

        Raises:
            LedgerDamagedError: a file is missing or holds something else; names the entry.
        """
        return fold(
            self.changes(entry, tables)
            for entry in self.entries()
            if before is None or entry.seq < before
        )

    def verify(self) -> None:
        """Check every page of the database, every entry and the content of every file.

        Raises:
            LedgerDamagedError: something does not hold; names the entry where one can be named.
        """
        for entry in self._checked_entries():
            for file in entry.files:
                self._files.check(file.sha256, entry=entry.seq)
        self._database.check()

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def _begin(self) -> None:
        with _naming_entry(lambda: 1):
            self._database.create(may_be_new=self._files.empty)
        seen: set[str] = set()
        for entry in self._checked_entries():
            for file in entry.files:
                self._files.check_unless_known(file.sha256, entry=entry.seq)
                seen.add(file.sha256)
        self._files.remember(seen)

    def _checked_entries(self) -> Iterator[Entry]:
        """Yield every entry after checking number, payload and hashes."""
        expected, previous = 1, ""
        with _naming_entry(lambda: expected), self._database.reading() as connection:
            for row in connection.execute(select(ENTRY).order_by(ENTRY.c.seq)).mappings():
                _check(row, expected, previous)
                yield _entry(row)
                expected, previous = expected + 1, row["hash"]

    def _keep(self, changes: ChangeSet) -> list[NamedFile]:
        """Write the files, durably, of every change that has rows."""
        kept = [change for change in changes.changes if not change.rows.is_empty()]
        try:
            named = [
                NamedFile(c.table.key, c.kind, self._files.put(c.rows), c.rows.height) for c in kept
            ]
            self._files.sync()
        except OSError as error:
            raise GraphappError("ledger.not_written", detail=str(error)) from error
        return named

    def _change(self, file: NamedFile, seq: int) -> Change:
        try:
            table = MODEL.table(file.table)
            kind = next(kind for kind in KINDS if kind == file.change)
        except (KeyError, StopIteration):
            raise StoreDamagedError("ledger.unknown_table", entry=seq, table=file.table) from None
        return Change(table, kind, conform(table, self._files.get(file.sha256, entry=seq)))


@contextmanager
def _naming_entry(reached: Callable[[], int]) -> Iterator[None]:
    """Name the entry at which SQLite could read no further."""
    try:
        yield
    except LedgerDamagedError as error:
        if "entry" in error.values:
            raise
        raise LedgerDamagedError("ledger.unreadable", entry=reached(), **error.values) from error


def _latest(connection: Connection) -> tuple[int, str]:
    row = connection.execute(_LATEST).one_or_none()
    return (0, "") if row is None else (row[0], row[1])


def _next_row(connection: Connection, actor: str, kind: str, body: str) -> dict[str, Any]:
    seq, previous = _latest(connection)
    covered: dict[str, Any] = {
        "seq": seq + 1,
        "at": written_at(datetime.now(UTC)),
        "actor": storable(actor),
        "kind": kind,
        "payload_hash": sha256(body),
        "previous_hash": previous,
    }
    return {**covered, "payload": body, "hash": entry_hash(**covered)}


def _check(row: RowMapping, expected: int, previous: str) -> None:
    if row["seq"] != expected:
        raise LedgerDamagedError("ledger.entry_missing", entry=expected)
    if not all(isinstance(value, str) for name, value in row.items() if name != "seq"):
        raise LedgerDamagedError("ledger.entry_damaged", entry=expected)
    if sha256(row["payload"]) != row["payload_hash"]:
        raise LedgerDamagedError("ledger.payload_damaged", entry=expected)
    covered = {name: row[name] for name in row if name not in ("payload", "hash")}
    if row["previous_hash"] != previous or entry_hash(**covered) != row["hash"]:
        raise LedgerDamagedError("ledger.entry_damaged", entry=expected)


def _entry(row: Mapping[Any, Any]) -> Entry:
    return Entry(
        seq=row["seq"],
        at=datetime.fromisoformat(row["at"]),
        actor=row["actor"],
        kind=row["kind"],
        payload=json.loads(row["payload"]),
        hash=row["hash"],
        previous_hash=row["previous_hash"],
    )
