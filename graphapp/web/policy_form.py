"""The form of one row of the policy: read, checked, and put in its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphapp.errors import InputError, UsageError
from graphapp.model.interval import day_from_text
from graphapp.model.policy import (
    COLUMN,
    FIRST_DAY,
    LAST_DAY,
    SUBJECTS,
    bad_cells,
    canonical,
    cells_of,
    policy_of_good_cells,
)
from graphapp.model.policy.editing import (
    changed_from,
    free_key,
    keys_of,
    with_row,
    without_row,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from werkzeug.datastructures import MultiDict

    from graphapp.errors import Place
    from graphapp.model.kinds import Choice
    from graphapp.model.policy import Policy

_BLANK = {**dict.fromkeys(COLUMN, ""), "accepts_group": "no", "accepts_member": "no"}
_DUTY = {**_BLANK, "target": "village", "post_tier": "commune", "line": "state"}
_RULE = {**dict.fromkeys(COLUMN, ""), "target": "acting"}


@dataclass(frozen=True)
class PolicyForm:
    """One row as it was sent: ``cells`` canonical, ``key`` blank for a new one.

    ``entry``: the policy that was in force when the form was opened. ``change_from``: from which
    day on the row is otherwise, as it was typed; blank: on all of its days.
    """

    rows: Sequence[Mapping[str, str]]
    key: str
    cells: Mapping[str, str]
    change_from: str = ""
    note: str = ""
    entry: int = 0
    removes: bool = False

    @classmethod
    def sent(cls, policy: Policy, given: MultiDict[str, str]) -> PolicyForm:
        """Read what was sent."""
        cells = {name: given.get(name, "") for name in COLUMN}
        cells["kinds"] = " ".join(given.getlist("kinds"))
        entry = given.get("entry", "0")
        return cls(
            cells_of(policy),
            given.get("key", ""),
            canonical(cells if cells["target"] in SUBJECTS else {**_BLANK, **_full(cells)}),
            given.get("change_from", "").strip(),
            given.get("note", "").strip(),
            int(entry) if entry.isascii() and entry.isdigit() else 0,
            given.get("action") == "remove",
        )

    @property
    def is_rule(self) -> bool:
        """Tell whether it is the form of a rule."""
        return self.cells["target"] in SUBJECTS

    def policy(self) -> Policy:
        """Return the policy with the row as it was sent.

        Raises InputError: cells that do not read.
        """
        if self.key and self.key not in keys_of(self.rows):
            raise InputError("policy.no_row", row=self.key)
        if self.removes:
            return policy_of_good_cells(without_row(self.rows, self.key))
        key = self.key or free_key(keys_of(self.rows), self.cells)
        row = {**self.cells, "key": key}
        places = (*bad_cells(row), *self._bad_day())
        if places:
            raise InputError("policy.refused", places)
        day = _day(self.change_from)
        changed = changed_from(self.rows, row, day) if day else with_row(self.rows, row)
        return policy_of_good_cells(changed)

    def _bad_day(self) -> tuple[Place, ...]:
        day = _day(self.change_from)
        if not self.change_from or (day and FIRST_DAY <= day <= LAST_DAY):
            return ()
        place = COLUMN["from"].wrong(self.change_from)
        return (replace(place, column="change_from"),) if place else ()


def row_form(policy: Policy, key: str, shape: str) -> PolicyForm:
    """Return the form of a row there is, or of a new one.

    Raises UsageError: the policy has no such row.
    """
    rows = cells_of(policy)
    if not key:
        return PolicyForm(rows, "", _RULE if shape == "rule" else _DUTY)
    found = next((cells for cells in rows if cells["key"] == key), None)
    if found is None:
        raise UsageError("policy.no_row", row=key)
    return PolicyForm(rows, key, found)


def duty_choices() -> dict[str, tuple[Choice, ...]]:
    """Return what may be chosen in each column of a duty, and the subjects of rules."""
    every = {name: column.choices for name, column in COLUMN.items() if column.choices}
    targets = every["target"]
    return {
        **every,
        "target": tuple(c for c in targets if c.value not in SUBJECTS),
        "subject": tuple(c for c in targets if c.value in SUBJECTS),
    }


def _full(cells: Mapping[str, str]) -> dict[str, str]:
    """Return what was told; a box that is not ticked is sent by no browser."""
    return {name: text for name, text in cells.items() if text}


def _day(text: str) -> date | None:
    try:
        return day_from_text(text)
    except ValueError:
        return None
