"""Lived cover: whether somebody who answers for a target came within the period that is asked."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from tests.oracle import duties
from tests.oracle.facts import Group, Household
from tests.oracle.posts import run_of

if TYPE_CHECKING:
    from tests.oracle.facts import Facts, Target, Visit
    from tests.oracle.policy import Duty, Rule


def missed(facts: Facts, target: Target, duty: Duty, rule: Rule, day: date) -> bool:
    """Tell whether a target that is covered long enough had no visit within the period."""
    return due(facts, target, duty, rule, day) and not any(
        visit.day <= day < months_after(visit.day, duty.visit_months or 0)
        and counts(facts, target, duty, visit)
        for visit in facts.visits
    )


def due(facts: Facts, target: Target, duty: Duty, rule: Rule, day: date) -> bool:
    """Tell whether a target is covered for so long that somebody must have come."""
    if not duty.visit_months:
        return False
    charges = [c for c in duties.charges(facts, target) if c.assignment.kind in duty.kinds]
    since = run_of([c.life.within(duty.life, rule.life) for c in charges], day)
    return since is not None and day >= months_after(since, duty.visit_months)


def counts(facts: Facts, target: Target, duty: Duty, visit: Visit) -> bool:
    """Tell whether a visit was to a target, or its group, by somebody who answered for it."""
    to_group = (
        isinstance(target, Household)
        and visit.target is target.group
        and target.grouped.holds(visit.day)
    )
    found = duties.counted(facts, target, duty, visit.day)
    holders = [charge.assignment.holder for charge in found]
    return (visit.target is target or to_group) and any(
        _is_of(facts, visit.person, holder, visit.day) for holder in holders
    )


def _is_of(facts: Facts, person: str, holder: str | Group, day: date) -> bool:
    """Tell whether somebody is a holder, or any member of the group that is."""
    if not isinstance(holder, Group):
        return holder == person
    return any(
        one.body is holder and one.person == person and one.life.holds(day)
        for one in facts.memberships
    )


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, the last one of a shorter month."""
    number = day.month - 1 + months
    year, month = day.year + number // 12, number % 12 + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, monthrange(year, month)[1]))
