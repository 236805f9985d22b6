"""Likely twins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphapp.errors import Place


@dataclass(frozen=True)
class Suggestion:
    """Two codes that may mean one person or unit; ``place`` tells the row and, in words, why."""

    label: str
    code: str
    name: str
    other_code: str
    other_name: str
    place: Place
