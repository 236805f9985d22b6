"""Lets one engine take another's place while readers go on: they wait a moment, they never fail."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import polars as pl

    from cypher.catalogue import Query
    from graphapp.graph.port import Engine, Row
    from graphapp.model.change import ChangeSet
    from graphapp.model.kinds import Table


class SwapLock:
    """Many may share it, or one may have it alone; who wants it alone goes before new sharers."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._sharing = 0
        self._alone = False

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Hold it together with others."""
        with self._changed:
            self._changed.wait_for(lambda: not self._alone)
            self._sharing += 1
        try:
            yield
        finally:
            with self._changed:
                self._sharing -= 1
                self._changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold it alone, after all who share it have let go."""
        with self._changed:
            self._changed.wait_for(lambda: not self._alone)
            self._alone = True
            self._changed.wait_for(lambda: self._sharing == 0)
        try:
            yield
        finally:
            with self._changed:
                self._alone = False
                self._changed.notify_all()


class CurrentEngine:
    """The engine that answers now. Reading shares it; a swap waits until nobody reads.

    Everything but reading is for the one writer.
    """

    def __init__(self, engine: Engine) -> None:
        self.name = engine.name
        self._engine = engine
        self._lock = SwapLock()

    def read(self, query: Query, parameters: Mapping[str, Any]) -> list[Row]:
        """Run a read query on the engine of the moment."""
        with self._lock.shared():
            return self._engine.read(query, parameters)

    def table(self, table: Table) -> pl.DataFrame:
        """Read every row of a table from the engine of the moment."""
        with self._lock.shared():
            return self._engine.table(table)

    def applied(self) -> int:
        """Return the number of the last entry that the engine of the moment holds."""
        with self._lock.shared():
            return self._engine.applied()

    def create_schema(self) -> None:
        """Make what is missing of the schema."""
        self._engine.create_schema()

    def apply(self, changes: ChangeSet, seq: int, record: Callable[[], None] | None = None) -> None:
        """Apply one entry."""
        self._engine.apply(changes, seq, record)

    def clear(self) -> None:
        """Empty the graph; nobody reads meanwhile."""
        with self._lock.alone():
            self._engine.clear()

    def close(self) -> None:
        """Close the engine once nobody reads."""
        with self._lock.alone():
            self._engine.close()

    @contextmanager
    def alone(self) -> Iterator[Engine]:
        """Give the engine itself while nobody reads; ``put`` may be called inside."""
        with self._lock.alone():
            yield self._engine

    def put(self, engine: Engine) -> None:
        """Let another engine answer from now on."""
        self._engine = engine
