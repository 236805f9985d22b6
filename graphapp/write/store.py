"""An opened data folder: lock held, ledger checked, graph mended; its readers, its one writer."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Self

from graphapp.errors import GraphappError, GraphDamagedError, LedgerDamagedError, StoreBusyError
from graphapp.graph.projection import completed, within_changes
from graphapp.graph.reader import GraphReader
from graphapp.ledger import Ledger
from graphapp.model.change import ChangeSet
from graphapp.model.policy import Policy, policy_of
from graphapp.write.check import check
from graphapp.write.folder import DataFolder
from graphapp.write.gap_days import KeptGapDays
from graphapp.write.graph import bring_up, open_graph
from graphapp.write.rebuild import compared, rebuild
from graphapp.write.registers import Following, Registers
from graphapp.write.report import VerifyReport
from graphapp.write.swap import CurrentEngine
from graphapp.write.undo import UNDO, UNDOES, undoing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from graphapp.domain.gap_days import GapDays
    from graphapp.graph.port import Engine, Reader
    from graphapp.ledger import Entry
    from graphapp.settings import Settings
    from graphapp.write.report import Notice, RebuildReport

    _Record = Callable[[str, str, Mapping[str, Any], ChangeSet], Entry]


def open_store(settings: Settings) -> Store:
    """Open a data folder, making it where there is none.

    Raises:
        StoreBusyError: another process holds it.
        LedgerDamagedError: the ledger does not hold, or ends before what the graph has; names the
            entry.
        UsageError: there can be no folder there.
        EngineError: the graph's server does not answer.
    """
    folder = DataFolder(settings.home)
    folder.make()
    folder.lock(settings.busy_wait_seconds)
    try:
        return _opened(settings, folder)
    except BaseException:
        folder.unlock()
        raise


class Store:
    """Owns a data folder until it is closed. ``notices`` tell what the opening mended."""

    def __init__(
        self,
        settings: Settings,
        folder: DataFolder,
        ledger: Ledger,
        engine: Engine,
        notices: tuple[Notice, ...],
    ) -> None:
        self.settings = settings
        self.notices = notices
        self._folder = folder
        self._ledger = ledger
        self._engine = CurrentEngine(engine)
        self._reader = GraphReader(self._engine)
        self._following = Following(ledger)
        self._gap_days = KeptGapDays(self._reader, ledger, self._engine.applied)
        self._told: Policy | None = None
        self._writing = threading.Lock()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def reader(self) -> Reader:
        """Return what asks the graph; good for any thread, while writing and through a rebuild."""
        return self._reader

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Give the one writer; others wait. An entry that an earlier failure left out is applied.

        Raises:
            StoreDamagedError: the graph cannot be brought to where the ledger is.
        """
        with self._held():
            bring_up(self._engine, self._ledger)
            yield Writer(self._ledger.head() + 1, self._record)

    def head(self) -> int:
        """Return the number of the last entry recorded; 0 when there is none."""
        return self._ledger.head()

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """Yield what was recorded, in order."""
        return self._ledger.entries(after)

    def last_entries(self, most: int) -> list[Entry]:
        """Return the latest entries, the last one first."""
        return [*self._ledger.entries(max(0, self._ledger.head() - most))][::-1]

    def registers(self) -> Registers:
        """Return what stands in the ledger alone, as of the last entry."""
        return self._following.now()

    def policy(self) -> Policy:
        """Return the policy in force: recorded last, else the setting's file, else the default.

        Raises:
            InputError: none was recorded, and the file of the setting does not read.
        """
        recorded = self.registers().policies
        if recorded:
            return recorded[-1].policy
        if self._told is None:
            self._told = policy_of(self.settings.policy)
        return self._told

    def gap_days(self) -> GapDays:
        """Return all gaps by day, in step with the ledger and under the policy in force.

        The first time takes seconds for a province; whoever asks meanwhile waits.
        """
        return self._gap_days.now(self.policy())

    def has_gap_days_within(self, seconds: float) -> bool:
        """Tell whether :meth:`gap_days` answers at once, now or after some seconds of waiting."""
        return self._gap_days.within(self.policy, seconds)

    def undo(self, entry: int, actor: str) -> Entry:
        """Take a load back by a new entry, as a whole; return that entry.

        Raises:
            InputError: there is no such load, it is undone, or a later entry rests on it; names it.
        """
        with self.writing() as writer:
            changes = undoing(self._ledger, entry)
            return writer.commit(UNDO, actor, {UNDOES: entry}, changes)

    def verify(self) -> VerifyReport:
        """Check the ledger, its files, and the graph against them; writers wait.

        Raises:
            LedgerDamagedError: the ledger or a file does not hold; names the entry.
            GraphDamagedError: the graph does not say what the ledger says; names the table.
        """
        with self._held():
            self._ledger.verify()
            entries = list(self._ledger.entries())
            tables = compared(self._engine, self._ledger)
            self._gap_days.check(self.policy())
        files = {file.sha256 for entry in entries for file in entry.files}
        return VerifyReport(len(entries), len(files), entries[-1].hash if entries else "", tables)

    def rebuild(self) -> RebuildReport:
        """Make the graph again from the ledger and compare the two; readers go on, writers wait.

        Raises:
            LedgerDamagedError: a file of the ledger does not hold; names the entry.
            GraphDamagedError: the fresh graph does not say what the ledger says.
        """
        with self._held():
            return rebuild(self.settings, self._folder, self._ledger, self._engine)

    def close(self) -> None:
        """Let everything go, once nobody writes or reads. Closing again does nothing."""
        with self._writing:
            if self._closed:
                return
            self._closed = True
            self._gap_days.stop()
            try:
                self._engine.close()
                if self._engine.name == "ladybug":
                    with suppress(OSError):  # a full disk: the next opening probes the graph
                        self._folder.leave_record()
            finally:
                self._ledger.close()
                self._folder.unlock()

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Hold the writer lock of a store that is open."""
        with self._writing:
            if self._closed:
                raise StoreBusyError("store.closed")
            yield

    def _record(
        self, kind: str, actor: str, payload: Mapping[str, Any], changes: ChangeSet
    ) -> Entry:
        """Append and apply; the caller holds the writer lock.

        The graph takes the changes first, in a transaction that it commits only when the entry is
        durable: what no graph can take is never recorded, and what is recorded can be shown.
        """
        recording = _Recording(lambda: self._ledger.append(kind, actor, payload, changes))
        seq = self._ledger.head() + 1
        prepared = self._prepared(changes)
        try:
            self._engine.apply(prepared, seq, recording)
        except Exception as error:
            if recording.failure is not None:  # in the ledger's words, not the engine's
                raise recording.failure from None
            if recording.entry is None:
                raise
            self._mend(seq, error)
        if recording.entry is None:
            raise LedgerDamagedError("store.ledger_behind_graph", entry=seq, applied=seq)
        return recording.entry

    def _prepared(self, changes: ChangeSet) -> ChangeSet:
        """Return the changes with all that is derived; refuses what no graph could hold."""
        reader = self._reader if self._engine.applied() else None
        return ChangeSet((*completed(changes), *within_changes(reader, changes)))

    def _mend(self, seq: int, cause: Exception) -> None:
        """Bring the graph to a recorded entry that it did not take: again, else from the ledger."""
        with suppress(GraphappError):
            bring_up(self._engine, self._ledger)
            return
        try:
            # a server's graph would stand empty, were it not to take the entry this time either
            if self._engine.name == "ladybug":
                rebuild(self.settings, self._folder, self._ledger, self._engine)
                return
        except GraphappError as error:
            cause = error
        raise GraphDamagedError("store.recorded_not_shown", entry=seq, detail=str(cause)) from cause


class _Recording:
    """Appends an entry once, however often it is called, and keeps what came of it."""

    def __init__(self, append: Callable[[], Entry]) -> None:
        self._append = append
        self.entry: Entry | None = None
        self.failure: Exception | None = None

    def __call__(self) -> None:
        if self.entry is None:
            try:
                self.entry = self._append()
            except Exception as error:
                self.failure = error
                raise


class Writer:
    """Records one entry. ``seq`` is the number it will get: ids of new rows are made with it."""

    def __init__(self, seq: int, record: _Record) -> None:
        self.seq = seq
        self._record: _Record | None = record

    def commit(
        self, kind: str, actor: str, payload: Mapping[str, Any], changes: ChangeSet
    ) -> Entry:
        """Append the entry, apply it, and return it when both are durable.

        Raises:
            InputError: the changes are none that a graph could hold; nothing was recorded.
            EngineError: the graph does not take them; nothing was recorded.
            GraphDamagedError: the entry is recorded, but the graph could not keep it.
            RuntimeError: this writer has recorded its entry already.
        """
        if self._record is None:
            message = "a writer records one entry"
            raise RuntimeError(message)
        check(changes, self.seq, restoring=kind == UNDO)
        record, self._record = self._record, None
        return record(kind, actor, payload, changes)


def _opened(settings: Settings, folder: DataFolder) -> Store:
    ledger = Ledger.open(folder.home)
    try:
        engine, notices = open_graph(settings, folder, ledger)
    except BaseException:
        ledger.close()
        raise
    return Store(settings, folder, ledger, engine, notices)
