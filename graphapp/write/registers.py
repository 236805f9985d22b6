"""What entries that change nothing in the graph say, folded: policies, accepted gaps, tasks.

They stand in the ledger alone: the graph takes their number and no row, on either engine alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from threading import Lock
from typing import TYPE_CHECKING

from graphapp.clock import VIET_NAM
from graphapp.domain.acceptances import Acceptance, Acceptances
from graphapp.domain.gap_kinds import GapKey
from graphapp.domain.tasks import Note, Task, Tasks
from graphapp.model.interval import Interval, end_from_edge
from graphapp.model.policy import Policy, policy_of_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graphapp.ledger import Entry, Ledger

POLICY = "policy"
ACCEPTANCE, ACCEPTANCE_ENDED = "acceptance", "acceptance_ended"
TASK, TASK_NOTE, TASK_WITHDRAWN = "task", "task_note", "task_withdrawn"


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
    acceptances: Acceptances = field(default_factory=Acceptances)
    tasks: Tasks = field(default_factory=Tasks)

    def after(self, entry: Entry) -> Registers:
        """Return what stands after one more entry; those of other kinds change nothing."""
        fold = _FOLDS.get(entry.kind)
        return fold(self, entry) if fold else self


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


def recorded_on(entry: Entry) -> date:
    """Return the day in Viet Nam on which an entry was recorded."""
    return entry.at.astimezone(VIET_NAM).date()


def _policy(found: Registers, entry: Entry) -> Registers:
    policy = policy_of_cells(entry.payload["rows"], f"#{entry.seq}")
    made = PolicyEntry(entry.seq, entry.at, entry.actor, entry.payload["note"], policy)
    return replace(found, policies=(*found.policies, made))


def _accepted(found: Registers, entry: Entry) -> Registers:
    told = entry.payload
    days = Interval(date.fromisoformat(told["since"]), end_from_edge(_day(told["until"])))
    made = Acceptance(entry.seq, GapKey.read(told["key"]), days, told["why"], entry.actor)
    return replace(found, acceptances=Acceptances((*found.acceptances.every, made)))


def _ended(found: Registers, entry: Entry) -> Registers:
    day = _day(entry.payload["day"])
    every = tuple(
        replace(each, days=Interval(each.days.since, day), ended_by=entry.actor)
        if each.number == entry.payload["number"]
        else each
        for each in found.acceptances.every
    )
    return replace(found, acceptances=Acceptances(every))


def _given(found: Registers, entry: Entry) -> Registers:
    told, day = entry.payload, _day(entry.payload["given"])
    notes = (Note(told["note"], entry.actor, day),) if told["note"] else ()
    key, due = GapKey.read(told["key"]), _day(told["due"])
    made = Task(entry.seq, key, told["person"], due, day, entry.actor, notes)
    return replace(found, tasks=Tasks((*found.tasks.every, made)))


def _noted(found: Registers, entry: Entry) -> Registers:
    note = Note(entry.payload["note"], entry.actor, recorded_on(entry))
    return _changed(found, entry, lambda task: replace(task, notes=(*task.notes, note)))


def _withdrawn(found: Registers, entry: Entry) -> Registers:
    day = _day(entry.payload["day"])
    return _changed(found, entry, lambda task: replace(task, withdrawn=day))


def _changed(found: Registers, entry: Entry, change: Callable[[Task], Task]) -> Registers:
    number = entry.payload["number"]
    every = tuple(change(t) if t.number == number else t for t in found.tasks.every)
    return replace(found, tasks=Tasks(every))


def _day(text: str) -> date:
    return date.fromisoformat(text)


_FOLDS: Mapping[str, Callable[[Registers, Entry], Registers]] = {
    POLICY: _policy,
    ACCEPTANCE: _accepted,
    ACCEPTANCE_ENDED: _ended,
    TASK: _given,
    TASK_NOTE: _noted,
    TASK_WITHDRAWN: _withdrawn,
}
