"""What two likely twins are to each other, before it is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loaders.facts import Node

HEAP = 60
"""At most so many are compared with one another: a birth date of many is nobody's own."""


@dataclass(frozen=True)
class Alike:
    """A new node and what it may be: code and name of another, and why, as a message."""

    node: Node
    code: str
    name: str
    why: str
    values: tuple[tuple[str, object], ...] = ()
