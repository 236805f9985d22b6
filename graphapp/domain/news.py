"""What changed last: the latest entries of the ledger, told in counts and in Viet Nam's time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from graphapp.clock import VIET_NAM
from graphapp.ledger import Entry
from graphapp.model.scope import Scope

_COUNTED = ("added", "changed", "ended")


@dataclass(frozen=True)
class News:
    """One entry: its number, when (Viet Nam's time), by whom, of what kind, and how much.

    ``files`` are the names that were loaded. The counts are of the files' rows; where an entry
    names no files, ``rows`` counts what it changed.
    """

    seq: int
    at: datetime
    actor: str
    kind: str
    files: tuple[str, ...]
    added: int
    changed: int
    ended: int
    rows: int


def news(scope: Scope, entries: Iterable[Entry]) -> tuple[News, ...]:
    """Tell entries, in the order given; to who may see the whole, as they may be about anything."""
    return tuple(_told(entry) for entry in entries) if scope.is_whole else ()


def _told(entry: Entry) -> News:
    files = entry.payload.get("files", ())
    names = dict.fromkeys(str(file.get("name", "")) for file in files)
    added, changed, ended = (sum(file.get(key, 0) for file in files) for key in _COUNTED)
    return News(
        entry.seq,
        entry.at.astimezone(VIET_NAM),
        entry.actor,
        entry.kind,
        tuple(names),
        added,
        changed,
        ended,
        sum(file.rows for file in entry.files),
    )
