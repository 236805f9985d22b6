"""How many targets have which kind of gap in which unit, counted on one day after the other."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from tests.oracle import duties, kinds, standing
from tests.oracle.facts import DAY, OPEN_END, OPEN_START, Organisation, Unit

if TYPE_CHECKING:
    from datetime import date

    from tests.oracle.facts import Facts, Life, Target
    from tests.oracle.kinds import Policy

OF_TARGETS = (
    "never_assigned",
    "assignment_expired",
    "holder_left_post",
    "wrong_tier",
    "tier_abolished",
    "unit_closed",
    "group_without_head",
)
FOLLOWED = ("organisation", "cell")


class Cell(NamedTuple):
    """A unit, a kind of gap and a tier of targets."""

    unit: Unit
    kind: str
    tier: str


def counts(facts: Facts, day: date, policy: Policy) -> dict[Cell, tuple[int, int]]:
    """Return n and N of every unit, kind and tier of which anything is asked on a day."""
    having: defaultdict[Cell, int] = defaultdict(int)
    asked: defaultdict[Cell, int] = defaultdict(int)
    for target in living(facts, day):
        tier = target.tier or ""
        if not policy.asked(target, day):
            continue
        found = {gap.kind for gap in kinds.of_target(facts, target, day, policy)}
        for unit in where(facts, target, day):
            for kind in (*OF_TARGETS, *(("unfollowed",) if tier in FOLLOWED else ())):
                asked[Cell(unit, kind, tier)] += 1
                having[Cell(unit, kind, tier)] += kind in found
    return {cell: (having[cell], number) for cell, number in asked.items()}


def living(facts: Facts, day: date) -> list[Target]:
    """Return the targets that live on a day."""
    every: list[Target] = [*facts.units, *facts.households, *facts.organisations]
    return [target for target in every if target.tier and target.life.holds(day)]


def where(facts: Facts, target: Target, day: date) -> list[Unit]:
    """Return the units that a target counts in on a day."""
    own = [target] if isinstance(target, Unit) else []
    return [*own, *duties.above(facts, target, day)]


def of_others(facts: Facts, day: date, policy: Policy) -> dict[tuple[Unit, str], int]:
    """Return how many posts and people have which kind in which unit on a day."""
    found: defaultdict[tuple[Unit, str], set[str]] = defaultdict(set)
    for post in facts.posts:
        for gap in kinds.of_post(facts, post, day, policy):
            for unit in _up(facts, post.organisation.unit, day):
                found[unit, gap.kind].add(gap.subject)
    alone = (g for one in facts.units for g in kinds.by_one_alone(facts, one, day, policy))
    spans = (g for one in facts.people for g in kinds.of_person(facts, one, day, policy))
    for gap in (*alone, *spans):
        for unit in where_person(facts, gap.subject, day):
            found[unit, gap.kind].add(gap.subject)
    return {cell: len(subjects) for cell, subjects in found.items()}


def where_person(facts: Facts, person: str, day: date) -> list[Unit]:
    """Return the units that somebody counts in: by the post, else by the cell."""
    held = standing.posts(facts, person, day)
    if held:
        unit = held[0].post.organisation.unit
        line = [] if unit.life.holds(day) else duties.above(facts, unit, unit.life.until - DAY)
        lasting = [one for one in (unit, *line) if one.life.holds(day)]
        return _up(facts, lasting[0], day) if lasting else []
    cells = [
        (one.life, one.body.unit)
        for one in facts.memberships
        if one.person == person and isinstance(one.body, Organisation) and one.body.kind == "cell"
        if one.life.holds(day) and one.body.life.holds(day) and one.body.unit.life.holds(day)
    ]
    return _up(facts, min(cells, key=lambda each: each[0])[1], day) if cells else []


def _up(facts: Facts, unit: Unit, day: date) -> list[Unit]:
    return [unit, *duties.above(facts, unit, day)]


def days_of_change(facts: Facts) -> list[date]:
    """Return every day on which a fact begins or ends, with the day before and the day after."""
    lives: list[Life] = [
        one.life
        for listed in (
            facts.units, facts.part_of, facts.organisations, facts.posts, facts.tenures,
            facts.households, facts.household_groups, facts.working_groups, facts.memberships,
            facts.assignments,
        )
        for one in listed
    ]  # fmt: skip
    bounds = {day for life in lives for day in life} - {OPEN_START, OPEN_END}
    return sorted({day + step * DAY for day in bounds for step in (-1, 0, 1)})
