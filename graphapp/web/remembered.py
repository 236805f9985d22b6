"""Answers that took long, remembered for the next reader until something is written."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Answer = TypeVar("Answer")


class Remembered(Generic[Answer]):
    """At most so many answers; the one asked for last is kept longest.

    The key has to name everything that an answer depends on, the last entry of the ledger among it,
    taken before the answer is made: so what comes later is answered anew.
    """

    def __init__(self, most: int) -> None:
        """Remember at most so many."""
        self._most = most
        self._known: OrderedDict[Hashable, Answer] = OrderedDict()
        self._changing = Lock()

    def known(self, key: Hashable) -> Answer | None:
        """Return what is remembered under a key, if anything is."""
        with self._changing:
            return self._known.get(key)

    def forget(self, key: Hashable) -> None:
        """Remember nothing under a key any more."""
        with self._changing:
            self._known.pop(key, None)

    def get(
        self,
        key: Hashable,
        make: Callable[[], Answer],
        worth: Callable[[Answer], bool] = lambda _: True,
    ) -> Answer:
        """Return what is remembered under a key, else make it, and keep it if it is worth it."""
        with self._changing:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        made = make()
        with self._changing:
            if worth(made):
                self._known[key] = made
                while len(self._known) > self._most:
                    self._known.popitem(last=False)
        return made
