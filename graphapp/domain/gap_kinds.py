"""The kinds of gap that an inspection looks for, and what one gap is: a spell of days.

A *spell* is a longest run of days on which one subject breaks one row of the policy in one way.
Every kind has one definition, a function from facts to spells, which date, trend and count read.
Rules: ``docs/rules.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graphapp.domain.results import Reason
from graphapp.model.interval import Interval


class GapKind(StrEnum):
    """What is wrong, in the order in which pages name it."""

    NEVER_ASSIGNED = "never_assigned"
    ASSIGNMENT_EXPIRED = "assignment_expired"
    HOLDER_LEFT_POST = "holder_left_post"
    WRONG_TIER = "wrong_tier"
    TIER_ABOLISHED = "tier_abolished"
    UNIT_CLOSED = "unit_closed"
    GROUP_WITHOUT_HEAD = "group_without_head"
    UNFOLLOWED = "unfollowed"
    LINE_BROKEN_ABOVE = "line_broken_above"
    ACTING_TOO_LONG = "acting_too_long"
    OVER_SPAN = "over_span"
    SINGLE_POINT = "single_point"
    INCOMPLETE_ASSIGNMENT = "incomplete_assignment"
    VACANT_SEAT = "vacant_seat"
    NAMES_DIFFER = "names_differ"
    NOT_VISITED = "not_visited"


@dataclass(frozen=True, slots=True)
class Spell:
    """One gap: ``days`` on which a subject breaks a policy row in one way.

    ``subject`` and ``via`` are ids of ours; ``via`` is what makes it so, blank where the subject
    says it all: an assignment, the holder of an acting post, a unit above. ``reason`` is that of
    the link, for kinds that are about one. ``since`` is the day to name, None where none can be:
    not always the first of ``days``, as a household that moved in found its assignment expired.
    """

    kind: GapKind
    subject: str
    policy_row: str
    days: Interval
    via: str = ""
    reason: Reason | None = None
    since: date | None = None

    @property
    def key(self) -> str:
        """Return what names this gap on all of its days: ``kind:subject:policy_row:via``."""
        return str(GapKey(self.kind, self.subject, self.policy_row, self.via))


@dataclass(frozen=True, slots=True)
class GapKey:
    """What an accepted gap or a task is about: the same gap on another day has the same key.

    No part holds a colon: ids of ours have none, and keys of policy rows are refused with one.
    """

    kind: GapKind
    subject: str
    policy_row: str
    via: str = ""

    def __str__(self) -> str:
        """Return the key as addresses and the ledger hold it."""
        return f"{self.kind}:{self.subject}:{self.policy_row}:{self.via}"

    @classmethod
    def read(cls, text: str) -> GapKey:
        """Read a key; ValueError for what is none."""
        kind, subject, row, via = text.split(":")
        if not (subject and row):
            raise ValueError(text)
        return cls(GapKind(kind), subject, row, via)
