"""From spells to days: how runs of days are found, told apart and named.

A kind of gap is a function from facts and policy to spells (``spells_kinds`` lists them all). What
must be asked on every day is asked once a *piece*: between two days on which anything that it
rests on begins or ends, the answer is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from graphapp.domain.gap_kinds import GapKind, Spell
from graphapp.domain.spells_facts import Facts
from graphapp.model.interval import Interval
from graphapp.model.policy import Policy


@dataclass(frozen=True, slots=True)
class Asked:
    """The days on which a subject is asked about: it counts in the N of n/N on each of them."""

    subject: str
    days: Interval


NOBODY = "nobody"
"""Beside the kinds: nobody at all answers for a target under some row, for whatever reason."""

_UNCOVERED = frozenset(
    {
        GapKind.NEVER_ASSIGNED,
        GapKind.ASSIGNMENT_EXPIRED,
        GapKind.HOLDER_LEFT_POST,
        GapKind.TIER_ABOLISHED,
        GapKind.UNIT_CLOSED,
        GapKind.UNFOLLOWED,
    }
)
"""A link that breaks for one of these, with no assignment in force."""

Spells = Callable[[Facts, Policy], Iterable[Spell]]
AskedOf = Callable[[Facts, Policy], Iterable[Asked]]


@dataclass(frozen=True)
class Definition:
    """How some kinds of gap are found, and of how many: of each kind, who is asked.

    ``spells`` yields a subject's spells of one kind, row and ``via`` without overlap; those of
    different rows may overlap, and count once. ``asked`` may overlap too. Both tell of targets
    that are alike once, about the first. ``by_target``: they go through ``facts.alike`` and judge
    each target by itself, so that they can be asked about some targets alone (``Facts.only``).
    """

    spells: Spells
    asked: Mapping[GapKind, AskedOf]
    by_target: bool


def pieces(whole: Interval, bounds: Iterable[date]) -> Iterator[Interval]:
    """Cut days at bounds; nothing where there are none."""
    if whole.empty:
        return
    inside = {day for day in bounds if whole.since < day < whole.until}
    days = [whole.since, *sorted(inside), whole.until]
    for since, until in pairwise(days):
        yield Interval(since, until)


def merged(spells: Iterable[Spell]) -> Iterator[Spell]:
    """Join spells that follow each other and tell the same; given in order of time."""
    last: Spell | None = None
    for each in spells:
        if last is not None and last.days.until == each.days.since and _same(last, each):
            last = _over(last, Interval(last.days.since, each.days.until))
            continue
        if last is not None:
            yield last
        last = each
    if last is not None:
        yield last


def _same(one: Spell, other: Spell) -> bool:
    return (
        one.kind is other.kind
        and one.via == other.via
        and one.reason is other.reason
        and one.since == other.since
        and one.policy_row == other.policy_row
        and one.subject == other.subject
    )


def _over(spell: Spell, days: Interval) -> Spell:
    return about(spell, spell.subject, days)


def about(spell: Spell, subject: str, days: Interval | None = None) -> Spell:
    """Return the same of another subject that is alike, or over other days."""
    return Spell(
        spell.kind,
        subject,
        spell.policy_row,
        days or spell.days,
        spell.via,
        spell.reason,
        spell.since,
    )


def is_uncovered(spell: Spell) -> bool:
    """Tell whether nobody at all answers under the row: what the gap report counts."""
    return spell.kind in _UNCOVERED and not spell.via
