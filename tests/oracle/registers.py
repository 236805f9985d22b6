"""Lists that also know what has which code, so that a whole province can be read."""

from __future__ import annotations

from collections import defaultdict
from typing import Protocol, TypeVar


class Coded(Protocol):
    """Anything with a code."""

    @property
    def code(self) -> str | None: ...


C = TypeVar("C", bound=Coded)


class Register(list[C]):
    """A list of things in the order in which they were appended, to be asked for by code."""

    def __init__(self) -> None:
        super().__init__()
        self._by_code: defaultdict[str | None, list[C]] = defaultdict(list)

    def append(self, one: C) -> None:
        """Keep one more."""
        super().append(one)
        self._by_code[one.code].append(one)

    def having(self, code: str) -> list[C]:
        """Return those that have a code."""
        return self._by_code.get(code, [])
