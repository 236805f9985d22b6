"""Dated rows that the pages of people, organisations, decisions and households show.

Dates are half-open, as everywhere inside; the edge converts them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from graphapp.domain.results import Break, DecisionRef, PersonRef, PostRef, Target
from graphapp.domain.span import Load
from graphapp.model.interval import Interval, last_day
from graphapp.model.kinds import Property

Standing = Literal["in_force", "ended", "to_come"]


@dataclass(frozen=True)
class Fact:
    """One property of a record; ``hidden``: it is sensitive, so its value is not told."""

    property: Property
    value: object
    hidden: bool


@dataclass(frozen=True)
class GroupRef:
    """A working group as pages name it."""

    id: str
    code: str
    name: str


@dataclass(frozen=True)
class HeldPost:
    """A post held, over the days on which tenure, post, organisation and unit all stood."""

    post_id: str
    code: str
    title: str
    organisation: Target
    line: str
    unit: Target
    basis: str | None
    term_end: date | None
    acting: bool
    decision: DecisionRef | None
    since: date
    until: date

    def shown(self, as_of: date) -> PostRef:
        """Return the post in the shape in which chains show it."""
        in_force = self.since <= as_of < self.until
        return PostRef(
            self.code, self.title, self.line, self.unit, self.acting, in_force, self.since,
            self.until,
        )  # fmt: skip


@dataclass(frozen=True)
class Duty:
    """One assignment, seen from who holds it.

    ``group``: the working group through which a person holds it. ``outside``: days on which it was
    in force and its holder held no post (nor, where that counts, was a party member).
    """

    id: str
    code: str | None
    target: Target
    kind: str
    duties: str | None
    group: GroupRef | None
    decision: DecisionRef | None
    since: date
    until: date
    outside: tuple[Interval, ...] = ()


@dataclass(frozen=True)
class Supervision:
    """Who is over or under a person, when, and by which decision."""

    person: PersonRef
    decision: DecisionRef | None
    since: date
    until: date


@dataclass(frozen=True)
class Membership:
    """Membership in a working group."""

    group: GroupRef
    head: bool
    since: date
    until: date


@dataclass(frozen=True)
class Leading:
    """A person at the head of an organisation as its member."""

    organisation: Target
    since: date
    until: date


@dataclass(frozen=True)
class SpanUsed(Load):
    """How many targets a person answers for under one row of the policy, and how many it allows."""

    policy_row: str


@dataclass(frozen=True)
class Succession:
    """One unit that came in the place of another; ``step`` counts away from the unit asked for."""

    before: Target
    after: Target
    day: date | None
    extent: str | None
    decision: DecisionRef | None
    step: int = 1

    @property
    def eve(self) -> date | None:
        """Return the last day before it, on which what came before still stood."""
        return last_day(self.day) if self.day else None


@dataclass(frozen=True)
class Answered:
    """Who answered for a target for a time; ``holder`` None: nobody, though somebody had to.

    ``post``: the one held last within that time, of a group's ``head`` where a group answered.
    ``policy_row``: the duty of a gap. ``broken``: why there is a gap, or why who held it did not
    carry the link, on the last of these days that is not after the day asked about.
    """

    since: date
    until: date
    holder: PersonRef | GroupRef | None
    post: PostRef | None = None
    kind: str | None = None
    decision: DecisionRef | None = None
    policy_row: str | None = None
    broken: Break | None = None
    head: PersonRef | None = None


def standing(since: date, until: date, as_of: date) -> Standing:
    """Tell whether a dated row is in force on a date, has ended, or is to come."""
    if until <= as_of:
        return "ended"
    return "in_force" if since <= as_of else "to_come"
