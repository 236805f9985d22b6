"""Sets of days, each as stretches apart from each other and in order, as ``united`` gives them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from graphapp.domain.assignments import Assignment
from graphapp.domain.spells_facts import Facts
from graphapp.model.interval import OPEN_END, Interval, united, without
from graphapp.model.policy import Policy, Rule


def shared(one: Iterable[Interval], other: Sequence[Interval]) -> list[Interval]:
    """Return the days of both."""
    both = (days.clip(each) for days in one for each in other)
    return united(days for days in both if not days.empty)


def less(whole: Iterable[Interval], taken: Iterable[Interval]) -> list[Interval]:
    """Return the days of the first that the second lacks."""
    out = united(taken)
    return [left for days in whole for left in without(days, out)]


def rule_days(policy: Policy, subject: str) -> Iterator[tuple[Rule, list[Interval]]]:
    """Yield the rules of a subject with the days on which each is the one that holds."""
    taken: list[Interval] = []
    for rule in policy.rules:
        if rule.subject == subject:
            yield rule, less([rule.interval], taken)
            taken.append(rule.interval)


def ruled(policy: Policy, subject: str) -> list[Interval]:
    """Return the days on which there is a rule of a subject."""
    return united(days for _, some in rule_days(policy, subject) for days in some)


def answering_bounds(facts: Facts, made: Iterable[Assignment]) -> Iterator[date]:
    """Yield the days on which somebody else may begin to answer for assignments."""
    for each in made:
        yield from (each.interval.since, each.interval.until)
        for head in facts.holders.heads.get(each.holder_id, ()):
            yield from (head.interval.since, head.interval.until)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > OPEN_END.year:
        return OPEN_END
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
