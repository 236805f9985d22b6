"""The work list: gaps given to people, each closed by itself once the graph says it is no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from graphapp.domain.gap_kinds import GapKey, Spell
from graphapp.model.interval import OPEN_END, united

SOON = timedelta(days=7)
"""How near the day is by which a task that is due soon has to be done."""


class TaskState(StrEnum):
    """How a task stands on a day, in the order in which the page tells them."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class KnownGaps(Protocol):
    """What is known of gaps over time: that of the graph, or a plain one in a test."""

    def of_key(self, key: str) -> Sequence[Spell]:
        """Return every spell that a gap of a key ever had."""
        ...


@dataclass(frozen=True)
class Note:
    """What somebody wrote at a task: by whom, and on which day."""

    text: str
    actor: str
    day: date


@dataclass(frozen=True)
class Task:
    """A gap that a person is asked to mend by a day; ``number``: that of its entry.

    ``given``: the day on which it was recorded. ``withdrawn``: since when it is taken back.
    """

    number: int
    key: GapKey
    person_id: str
    due: date
    given: date
    actor: str
    notes: tuple[Note, ...] = ()
    withdrawn: date | None = None


@dataclass(frozen=True)
class Standing:
    """A task on a day; ``closed``: the first day on which the gap is no more, up to that day."""

    task: Task
    state: TaskState
    closed: date | None


@dataclass(frozen=True)
class Tasks:
    """All that was ever given out, in the order in which it was recorded."""

    every: tuple[Task, ...] = ()

    def numbered(self, number: int) -> Task | None:
        """Return the one that an entry recorded."""
        return next((each for each in self.every if each.number == number), None)

    def of(self, key: str) -> tuple[Task, ...]:
        """Return those about the gap of a key."""
        return tuple(each for each in self.every if str(each.key) == key)

    def on(self, as_of: date, gaps: KnownGaps) -> tuple[Standing, ...]:
        """Return how each task given by a day stands on it, by state, then by its due day."""
        found = [standing(each, as_of, gaps) for each in self.every if each.given <= as_of]
        order = [*TaskState]
        found.sort(key=lambda s: (order.index(s.state), s.task.due, s.task.number))
        return tuple(found)


def standing(task: Task, as_of: date, gaps: KnownGaps) -> Standing:
    """Tell how a task stands on a day."""
    closed = closed_on(task, gaps.of_key(str(task.key)))
    if task.withdrawn and task.withdrawn <= min(as_of, closed or OPEN_END):
        return Standing(task, TaskState.WITHDRAWN, None)
    if closed and closed <= as_of:
        return Standing(task, TaskState.CLOSED, closed)
    if task.due < as_of:
        return Standing(task, TaskState.OVERDUE, None)
    near = task.due <= as_of + SOON
    return Standing(task, TaskState.DUE_SOON if near else TaskState.OPEN, None)


def closed_on(task: Task, spells: Iterable[Spell]) -> date | None:
    """Return the first day, from that of the giving, on which the gap does not hold; else None."""
    day = task.given
    for days in united(spell.days for spell in spells):
        if days.holds(day):
            day = days.until
    return None if day >= OPEN_END else day
