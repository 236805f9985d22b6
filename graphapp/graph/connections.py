"""Connections of ladybug, lent to one reader at a time and kept for the next.

A connection keeps the plan of every query that it has run, which makes the next run much faster
(measured: 0.7 ms against 13 ms). Two things follow. A plan is made for the tables as they were, so
all are thrown away when something is written. And a plan holds 3 to 10 MB of the buffer pool
(measured) until its connection is closed, so only so many are kept.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import ladybug

PLAN_BYTES = 8 << 20


@dataclass(eq=False)
class _Kept:
    """A connection with the names of the queries whose plans it has; ``age`` as of its making."""

    connection: Any
    age: int
    plans: set[str] = field(default_factory=set)


class Connections:
    """Connections to one open database that together keep at most so many plans.

    Each reader has at least the plan of the query it runs, however few may be kept.
    """

    def __init__(self, database: Any, plans: int) -> None:  # noqa: ANN401 - ladybug's types contradict each other
        self._database = database
        self._plans = plans
        self._changing = threading.Lock()
        self._idle: list[_Kept] = []
        self._lent: list[_Kept] = []
        self._age = 0

    @contextmanager
    def lent(self, query: str) -> Iterator[Any]:
        """Lend a connection to run a query; after an exception it is closed, else kept."""
        kept = self._take(query)
        try:
            yield kept.connection
        except BaseException:
            self._give_back(kept, sound=False)
            raise
        self._give_back(kept, sound=True)

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
            while self._idle:
                self._idle.pop().connection.close()

    def _take(self, query: str) -> _Kept:
        """Take the connection that has the plan, else the one used last, else a new one."""
        with self._changing:
            able = [kept for kept in self._idle if query in kept.plans] or self._idle
            kept = able[-1] if able else self._made()
            if kept in self._idle:
                self._idle.remove(kept)
            kept.plans.add(query)
            kept = self._within_bounds(kept, query)
            self._lent.append(kept)
        return kept

    def _within_bounds(self, kept: _Kept, query: str) -> _Kept:
        """Close what was used longest ago while there are too many plans."""
        while self._count() + len(kept.plans) > self._plans and self._idle:
            self._idle.pop(0).connection.close()
        if self._count() + len(kept.plans) <= self._plans or kept.plans == {query}:
            return kept
        kept.connection.close()
        made = self._made()
        made.plans.add(query)
        return made

    def _count(self) -> int:
        return sum(len(kept.plans) for kept in (*self._idle, *self._lent))

    def _made(self) -> _Kept:
        return _Kept(ladybug.Connection(self._database), self._age)

    def _give_back(self, kept: _Kept, *, sound: bool) -> None:
        with self._changing:
            self._lent.remove(kept)
            if sound and kept.age == self._age:
                self._idle.append(kept)
                return
        kept.connection.close()
