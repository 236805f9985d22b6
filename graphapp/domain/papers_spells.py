"""Assignments that name no decision, or do not say what is to be done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graphapp.domain.day_sets import rule_days, ruled, shared
from graphapp.domain.gap_kinds import GapKind, Spell
from graphapp.domain.spells import Asked
from graphapp.domain.spells_facts import Alike, Facts
from graphapp.model.interval import Interval, united
from graphapp.model.policy import Policy


def incomplete(facts: Facts, policy: Policy) -> Iterator[Spell]:
    """Yield the days of assignments, to what a row asks for, without decision or duties."""
    rules = list(rule_days(policy, "assignment"))
    for target in facts.alike.values():
        found: defaultdict[str, list[Interval]] = defaultdict(list)
        for each in target.assignments:
            if not each.decision_id or each.id not in facts.told:
                found[each.id].append(each.interval)
        asked = asked_days(target, policy) if found else []
        for assignment, intervals in found.items():
            for rule, ruling in rules:
                for days in shared(shared(united(intervals), asked), ruling):
                    yield Spell(
                        GapKind.INCOMPLETE_ASSIGNMENT,
                        target.subject.target.id,
                        rule.key,
                        days,
                        assignment,
                    )


def assigned(facts: Facts, policy: Policy) -> Iterator[Asked]:
    """Yield the days on which somebody is assigned to what a row asks for."""
    ruling = ruled(policy, "assignment")
    for target in facts.alike.values():
        taken = united(each.interval for each in target.assignments)
        for days in shared(shared(taken, asked_days(target, policy)), ruling):
            yield Asked(target.subject.target.id, days)


def asked_days(target: Alike, policy: Policy) -> list[Interval]:
    """Return the days on which some row asks for a target."""
    return united(
        row.interval.clip(target.subject.life) for row in policy.rows if row.target == target.tier
    )
