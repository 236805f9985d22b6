"""In what order the changes of one entry are written, on either engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphapp.model.change import Change, ChangeSet, Kind

_KINDS: tuple[Kind, ...] = ("changed", "removed", "new")


def in_sequence(changes: ChangeSet) -> list[Change]:
    """Return the changes that have rows: changed, removed, new.

    What is removed goes relations first, what is new comes nodes first.
    """
    return [change for kind in _KINDS for change in _of_kind(changes, kind)]


def _of_kind(changes: ChangeSet, kind: Kind) -> list[Change]:
    found = [c for c in changes.changes if c.kind == kind and not c.rows.is_empty()]
    return sorted(found, key=lambda c: c.table.is_relation, reverse=kind == "removed")
