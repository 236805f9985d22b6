"""A policy as the program reads it: duties and rules, each with the days on which it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphapp.model.interval import Interval

TARGET_TIERS = ("district", "commune", "village", "household", "organisation", "cell")
NUMBERED = ("acting", "expiring", "sole")
"""Subjects of rules that need a number: days, days, villages."""
SUBJECTS = (
    *NUMBERED,
    "span",
    "assignment",
    "line",
    "cell_secretary",
    "village_head",
    "front_head",
    "names",
    "visits",
)


@dataclass(frozen=True)
class PolicyRow:
    """One duty. ``post_tier``/``line``: whose post counts (line ``either``: state or party).

    ``span``: targets per person; ``span_groups``: household groups per person, where groups count.
    ``accepts_group``: a working group's head may answer; ``accepts_member``: a party member may.
    ``visit_months``: a visit is due within so many calendar months; None where none is asked for.
    """

    key: str
    target: str
    post_tier: str
    line: str
    accepts_group: bool
    accepts_member: bool
    interval: Interval
    span: int
    span_groups: int | None
    kinds: tuple[str, ...]
    visit_months: int | None = None


@dataclass(frozen=True)
class Rule:
    """One rule: what of its subject (one of ``SUBJECTS``) is a gap while the rule holds.

    ``number``: ``acting`` more than so many days; ``expiring`` within so many days; ``sole``, whose
    absence leaves so many villages of a commune without anybody; None for every other subject.
    """

    key: str
    subject: str
    number: int | None
    interval: Interval


@dataclass(frozen=True)
class Policy:
    """All duties and rules, in the order of the file."""

    rows: tuple[PolicyRow, ...]
    rules: tuple[Rule, ...] = ()

    def asked(self, target: str, as_of: date) -> tuple[PolicyRow, ...]:
        """Return the rows that ask for a kind of target on a date, in the file's order."""
        return tuple(r for r in self.rows if r.target == target and r.interval.holds(as_of))

    def rule(self, subject: str, as_of: date) -> Rule | None:
        """Return the rule of a subject on a date; None where the policy says nothing of it."""
        found = (r for r in self.rules if r.subject == subject and r.interval.holds(as_of))
        return next(found, None)

    def number(self, subject: str, as_of: date) -> int | None:
        """Return the number of the rule of a subject on a date, where there is one."""
        rule = self.rule(subject, as_of)
        return rule.number if rule else None
