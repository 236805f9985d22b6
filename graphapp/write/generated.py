"""Whether the data is generated: a load of the demonstration says so in its entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapp.write.undo import undone_by

if TYPE_CHECKING:
    from graphapp.write.store import Store

GENERATED = "generated"
"""The key under which the payload of such a load tells what was generated."""


def generated(store: Store) -> str | None:
    """Return what was generated of what is loaded: ``province`` or ``roster``; None: nothing."""
    entries = list(store.entries())
    undone = undone_by(entries)
    told = [
        one.payload[GENERATED]["what"]
        for one in entries
        if GENERATED in one.payload and one.seq not in undone
    ]
    return str(told[-1]) if told else None
