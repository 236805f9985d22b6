"""What differs between two policies, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from graphapp.model.policy.cells import cells_of
from graphapp.model.policy.rows import Policy

_NONE: Mapping[str, str] = {}


@dataclass(frozen=True)
class RowChange:
    """A row that is added, changed or removed; ``columns`` are those in which it differs."""

    kind: Literal["added", "changed", "removed"]
    key: str
    before: Mapping[str, str]
    after: Mapping[str, str]
    columns: tuple[str, ...] = ()


def changes_between(old: Policy, new: Policy) -> tuple[RowChange, ...]:
    """Return what is otherwise in the new policy: its rows in order, then those it lacks."""
    before = {cells["key"]: cells for cells in cells_of(old)}
    after = {cells["key"]: cells for cells in cells_of(new)}
    found = [_change(key, before.get(key), cells) for key, cells in after.items()]
    gone = [RowChange("removed", key, before[key], _NONE) for key in before if key not in after]
    return (*(change for change in found if change), *gone)


def _change(key: str, old: Mapping[str, str] | None, new: Mapping[str, str]) -> RowChange | None:
    if old is None:
        return RowChange("added", key, _NONE, new)
    differ = tuple(name for name, text in new.items() if text != old[name])
    return RowChange("changed", key, old, new, differ) if differ else None
