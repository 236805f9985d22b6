"""What changed last: the latest entries of the ledger, told in counts and in Viet Nam's time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from graphapp.clock import VIET_NAM
from graphapp.ledger import Entry
from graphapp.model.scope import Scope

_COUNTED = ("added", "changed", "ended")
_NONE: Mapping[int, Entry] = {}


@dataclass(frozen=True)
class News:
    """One entry: its number, when (Viet Nam's time), by whom, of what kind, and how much.

    ``files`` are the names that were loaded. The counts are of the files' rows; where an entry
    names no files, ``rows`` counts what it changed. ``undoes`` is the load that an entry took back,
    its ``rows`` are the rows that this load had added, changed and ended.
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
    undoes: int | None = None


def news(
    scope: Scope, entries: Iterable[Entry], undone: Mapping[int, Entry] = _NONE
) -> tuple[News, ...]:
    """Tell entries, in the order given; to who may see the whole, as they may be about anything.

    ``undone``: the load that each undoing took back, by the number of the undoing.
    """
    return tuple(_told(entry, undone) for entry in entries) if scope.is_whole else ()


def _told(entry: Entry, undone: Mapping[int, Entry]) -> News:
    load = undone.get(entry.seq)
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
        _rows(entry) if load is None else _rows_of_files(load),
        None if load is None else load.seq,
    )


def _rows(entry: Entry) -> int:
    return sum(file.rows for file in entry.files)


def _rows_of_files(load: Entry) -> int:
    files = load.payload.get("files", ())
    return sum(file.get(key, 0) for file in files for key in _COUNTED) or _rows(load)
