"""The matrix of gaps by day, kept in memory in step with the ledger: built at first use.

An entry that changes nothing of the graph leaves it as it is; after any other it is made to fit
when it is asked for next. ``verify`` compares it with one built anew.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from graphapp.domain.gap_days import adjusted, gap_days
from graphapp.domain.spells_again import read_again, touched
from graphapp.domain.spells_read import Read, facts_of, read
from graphapp.errors import GraphappError, GraphDamagedError, StoreBusyError
from graphapp.model.change import ChangeSet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graphapp.domain.gap_days import GapDays
    from graphapp.graph.port import Reader, Row
    from graphapp.ledger import Ledger
    from graphapp.model.policy import Policy


@dataclass(frozen=True)
class _Kept:
    """What was built: of which entry, from what was read."""

    seq: int
    read: Read
    days: GapDays


class KeptGapDays:
    """Builds the matrix, keeps it, and brings it to where the graph is."""

    def __init__(self, reader: Reader, ledger: Ledger, applied: Callable[[], int]) -> None:
        self._reader = _Stoppable(reader, applied)
        self._ledger = ledger
        self._lock = Lock()
        self._kept: _Kept | None = None
        self._beginning = Lock()
        self._work: Thread | None = None

    def now(self, policy: Policy) -> GapDays:
        """Return the matrix under a policy; whoever asks while it is built waits for it."""
        with self._lock:
            if self._kept is None or self._is_behind(self._kept, policy):
                with _no_collecting():
                    self._kept = self._in_step(policy)
            return self._kept.days

    def begin(self, policy: Callable[[], Policy]) -> Thread:
        """Build the matrix beside everything else; whoever begins meanwhile gets the same work."""
        with self._beginning:
            if self._work is None or not self._work.is_alive():
                self._work = Thread(target=self._built_early, args=(policy,), daemon=True)
                self._work.start()
            return self._work

    def within(self, policy: Callable[[], Policy], seconds: float) -> bool:
        """Tell whether the matrix is in step, at once or after some seconds; else it is begun."""
        kept = self._kept
        if kept is not None and not self._is_behind(kept, policy()):
            return True
        work = self.begin(policy)
        work.join(seconds)
        return not work.is_alive()

    def stop(self) -> None:
        """Let what is being built end at its next query; wait for the one that runs."""
        self._reader.stop()

    def _built_early(self, policy: Callable[[], Policy]) -> None:
        with suppress(GraphappError):  # whoever asks for it meets the error, and tells it
            self.now(policy())

    def _is_behind(self, kept: _Kept, policy: Policy) -> bool:
        return kept.seq != self._ledger.head() or kept.days.policy != policy

    def check(self, policy: Policy) -> None:
        """Compare what is kept, if anything is, with one built anew; what differs is thrown away.

        Raises:
            GraphDamagedError: they differ.
        """
        with self._lock:
            if self._kept is None:
                return
            with _no_collecting():
                kept = self._in_step(policy)
                self._kept = fresh = self._built(policy)
        if not kept.days.same_as(fresh.days):
            raise GraphDamagedError("trend.matrix_differs", entry=kept.seq)

    def _in_step(self, policy: Policy) -> _Kept:
        kept, head = self._kept, self._ledger.head()
        if kept is None:
            return self._built(policy)
        if kept.seq != head:
            kept = self._brought_up(kept, policy)
        if kept.days.policy != policy:
            kept = _Kept(kept.seq, kept.read, gap_days(kept.days.facts, policy))
        return kept

    def _brought_up(self, kept: _Kept, policy: Policy) -> _Kept:
        """Follow the entries that the graph has taken since; those still on their way come next."""
        applied = self._reader.applied()
        entries = [e for e in self._ledger.entries(after=kept.seq) if e.seq <= applied]
        changes = [self._ledger.changes(entry) for entry in entries]
        every = ChangeSet(tuple(change for each in changes for change in each.changes))
        if every.empty:
            return _Kept(applied, kept.read, kept.days)
        again = read_again(self._reader, kept.read, every)
        if again is None or self._reader.applied() != applied:
            return self._built(policy)
        facts = facts_of(again.read)
        some = touched(kept.days.facts, facts, again.holders)
        return _Kept(applied, again.read, adjusted(kept.days, facts, some))

    def _built(self, policy: Policy) -> _Kept:
        seq, known = self._read_whole()
        return _Kept(seq, known, gap_days(facts_of(known), policy))

    def _read_whole(self) -> tuple[int, Read]:
        """Read what one entry left: once more when another one came in between."""
        while True:
            seq = self._reader.applied()
            known = read(self._reader)
            if self._reader.applied() == seq:
                return seq, known


class _Stoppable:
    """Asks the graph until it is told to stop: nothing is asked of a graph that is closed."""

    def __init__(self, reader: Reader, applied: Callable[[], int]) -> None:
        self._reader = reader
        self._applied = applied
        self._asking = Lock()
        self._stopped = False

    def rows(self, name: str, **parameters: Any) -> list[Row]:  # noqa: ANN401 - declared per query
        """Run the catalogue's query of that name; raises StoreBusyError once told to stop."""
        with self._going():
            return self._reader.rows(name, **parameters)

    def applied(self) -> int:
        """Return the number of the last entry that the graph holds; raises as ``rows`` does."""
        with self._going():
            return self._applied()

    @contextmanager
    def _going(self) -> Iterator[None]:
        with self._asking:
            if self._stopped:
                raise StoreBusyError("store.closed")
            yield

    def stop(self) -> None:
        """Ask nothing more."""
        with self._asking:
            self._stopped = True


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Make millions of small things that stay, without the collector ever looking at them.

    None refers back to another, so they go when nobody has them any more. Measured: building takes
    a third of the time, and no page waits a second for the collector to go through them all.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collecting:
            gc.enable()
