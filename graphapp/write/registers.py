"""What entries that change nothing in the graph say, folded in memory: the policies recorded.

They stand in the ledger alone: the graph takes their number and no row, on either engine alike.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING

from graphapp.model.policy import Policy, cells_of, policy_of_cells

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from graphapp.ledger import Entry, Ledger

POLICY = "policy"


@dataclass(frozen=True)
class PolicyEntry:
    """A policy as it was recorded: by whom, when, with what note; in force until the next one."""

    entry: int
    at: datetime
    actor: str
    note: str
    policy: Policy


@dataclass(frozen=True)
class Registers:
    """What stands after some entry of the ledger; the policies in the order of their entries."""

    policies: tuple[PolicyEntry, ...] = ()

    def after(self, entry: Entry) -> Registers:
        """Return what stands after one more entry."""
        if entry.kind == POLICY:
            return replace(self, policies=(*self.policies, _policy(entry)))
        return self


class Following:
    """The registers as of the last entry; every entry is read once, by whoever asks first."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._reading = Lock()
        self._seen = 0
        self._found = Registers()

    def now(self) -> Registers:
        """Return what stands after the last entry."""
        with self._reading:
            if self._ledger.head() > self._seen:
                for entry in self._ledger.entries(self._seen):
                    self._found, self._seen = self._found.after(entry), entry.seq
            return self._found


def policy_payload(policy: Policy, note: str) -> Mapping[str, Any]:
    """Return a policy as an entry of the ledger holds it."""
    return {"rows": cells_of(policy), "note": note}


def _policy(entry: Entry) -> PolicyEntry:
    policy = policy_of_cells(entry.payload["rows"], f"#{entry.seq}")
    return PolicyEntry(entry.seq, entry.at, entry.actor, entry.payload["note"], policy)
