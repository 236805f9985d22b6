"""Connections of ladybug, lent to one reader at a time and kept for the next.

A connection keeps the plans of the queries it has run: the chain of a village takes a tenth of the
time that it takes on fresh ones (measured: 0.7 ms against 13 ms for one query). A plan is made for
the tables as they were, so all are thrown away when something is written.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import ladybug


class Connections:
    """Idle connections to one open database."""

    def __init__(self, database: Any) -> None:  # noqa: ANN401 - ladybug's types contradict each other
        self._database = database
        self._changing = threading.Lock()
        self._idle: list[Any] = []
        self._age = 0

    @contextmanager
    def lent(self) -> Iterator[Any]:
        """Lend a connection; after an exception it is closed, else kept."""
        connection, age = self._take()
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        self._keep(connection, age)

    @contextmanager
    def fresh(self) -> Iterator[Any]:
        """Lend a connection that is closed after, whatever happens: for writing."""
        connection = ladybug.Connection(self._database)
        try:
            yield connection
        finally:
            connection.close()

    def renew(self) -> None:
        """Throw the kept connections away; those that are lent are not kept again."""
        with self._changing:
            self._age += 1
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _take(self) -> tuple[Any, int]:
        with self._changing:
            if self._idle:
                return self._idle.pop(), self._age
            age = self._age
        return ladybug.Connection(self._database), age

    def _keep(self, connection: Any, age: int) -> None:  # noqa: ANN401 - ladybug's types contradict each other
        with self._changing:
            if age == self._age:
                self._idle.append(connection)
                return
        connection.close()
