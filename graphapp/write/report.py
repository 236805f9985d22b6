"""What the write path tells: notices of what was mended, and what a check or a rebuild found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphapp.graph.compare import Count


@dataclass(frozen=True)
class Notice:
    """Something the user should be told: a message id and its values."""

    message: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class VerifyReport:
    """All is well: what was checked. ``head_hash`` is blank for an empty ledger."""

    entries: int
    files: int
    head_hash: str
    tables: tuple[Count, ...]


@dataclass(frozen=True)
class RebuildReport:
    """A fresh graph stands in the place of the old one."""

    entries: int
    tables: tuple[Count, ...]
    seconds: float
