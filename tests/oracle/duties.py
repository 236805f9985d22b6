"""One duty, one target, one day: who is assigned, whether it holds, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tests.oracle import standing
from tests.oracle.facts import DAY, OPEN_END, TIERS, Group, Household, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from tests.oracle.facts import Assignment, Facts, Life, Target
    from tests.oracle.policy import Duty

ORDER = ("in_charge", "follows", "supports", "attends")
STATES = ("broken", "overloaded", "expiring", "acting", "complete")
EXPIRING = 90 * DAY


class Why(NamedTuple):
    """A reason and the day since when, where one can be named."""

    reason: str
    since: date | None = None


@dataclass(frozen=True)
class Charge:
    """An assignment as one target sees it: cut to the target's life and to its group's."""

    assignment: Assignment
    life: Life

    @property
    def order(self) -> tuple[int, date, str, str]:
        """Sort those in force: who leads comes first."""
        a = self.assignment
        return ORDER.index(a.kind), self.life.since, a.holder_code, a.code or ""


def charges(facts: Facts, target: Target) -> list[Charge]:
    """Return all assignments that ever touch a target, a household's through its group too."""
    found = [Charge(a, a.life) for a in facts.assignments if a.target is target]
    if isinstance(target, Household) and target.group:
        found += [
            Charge(a, a.life.within(target.grouped))
            for a in facts.assignments
            if a.target is target.group
        ]
    return [charge for charge in found if not charge.life.empty]


def in_force(facts: Facts, target: Target, day: date) -> list[Charge]:
    """Return the assignments of any kind in force that day, the leading one first."""
    held = [charge for charge in charges(facts, target) if charge.life.holds(day)]
    return sorted(held, key=lambda charge: charge.order)


def counted(facts: Facts, target: Target, duty: Duty, day: date) -> list[Charge]:
    """Return those in force whose kind the duty counts; the target is covered if there is one."""
    return [c for c in in_force(facts, target, day) if c.assignment.kind in duty.kinds]


def unsound(facts: Facts, charge: Charge, duty: Duty, day: date) -> Why | None:
    """Tell why an assignment in force does not carry the duty; None when it does."""
    holder = charge.assignment.holder
    people = standing.answering(facts, holder, day)
    if not people:
        return Why("group_without_head")
    leader = people[0]
    if isinstance(holder, Group) and duty.accepts_group:
        fits = standing.in_post(facts, leader, day)
    else:
        held = standing.in_force(facts, leader, day)
        fits = any(standing.matches(tenure, duty) for tenure in held)
    if fits or standing.accepted(facts, leader, duty, day):
        return None
    left = standing.left_on(facts, leader, day)
    return Why("holder_left_post", left) if left else Why("wrong_tier")


def broken(facts: Facts, target: Target, duty: Duty, day: date) -> Why | None:
    """Tell why the duty is not done for a target; None when somebody does it."""
    found = [unsound(facts, c, duty, day) for c in counted(facts, target, duty, day)]
    if not found:
        return uncovered(facts, target, duty, day)
    return None if None in found else found[0]


def in_post_covered(facts: Facts, target: Target, duty: Duty, day: date) -> bool:
    """Tell whether somebody assigned is in any post, or a member where that is enough."""
    return any(
        standing.in_post(facts, person, day) or standing.accepted(facts, person, duty, day)
        for charge in counted(facts, target, duty, day)
        for person in standing.answering(facts, charge.assignment.holder, day)
    )


# --- why nobody is assigned ---------------------------------------------------------------------


def uncovered(facts: Facts, target: Target, duty: Duty, day: date) -> Why:
    """Tell from a target's past why nobody is assigned to it."""
    past = [
        charge
        for charge in charges(facts, target)
        if charge.assignment.kind in duty.kinds and charge.life.since <= day
    ]
    if not past:
        return _never(facts, target, duty, day)
    final = max(past, key=_recency)
    people = standing.answering(facts, final.assignment.holder, final.life.until - DAY)
    return (
        _post_gone(facts, people, final.life.until - DAY, day)
        or _holder_left(facts, people, duty, day)
        or Why("assignment_expired", final.life.until)
    )


def _recency(charge: Charge) -> tuple[date, date, str, str]:
    a = charge.assignment
    return charge.life.until, charge.life.since, a.holder_code, a.code or ""


def _never(facts: Facts, target: Target, duty: Duty, day: date) -> Why:
    """Nobody ever, unless a unit that it stands in for had somebody on its last day."""
    closed = [
        old.life.until
        for old, new in facts.succeeded
        if new is target
        and old.life.until <= day
        and counted(facts, old, duty, old.life.until - DAY)
    ]
    return Why("unit_closed", max(closed)) if closed else Why("never_assigned")


def _post_gone(facts: Facts, people: list[str], final: date, day: date) -> Why | None:
    """The last holder's post, as it was then, has lost its tier or its unit."""
    held = standing.posts(facts, people[0], final) if people else []
    if not held:
        return None
    unit = held[0].post.organisation.unit
    peers = [one for one in facts.units if one.tier == unit.tier]
    if not any(one.life.holds(day) for one in peers):
        return Why("tier_abolished", max(p.life.until for p in peers if p.life.until <= day))
    return Why("unit_closed", unit.life.until) if unit.life.until <= day else None


def _holder_left(facts: Facts, people: list[str], duty: Duty, day: date) -> Why | None:
    left = standing.left_on(facts, people[0], day) if people else None
    if left is None or standing.accepted(facts, people[0], duty, day):
        return None
    return Why("holder_left_post", left)


# --- how well it is done ------------------------------------------------------------------------


def states(facts: Facts, target: Target, duty: Duty, day: date) -> list[str]:
    """Return all states of a target's link under a duty, worst first."""
    if broken(facts, target, duty, day):
        return ["broken"]
    sound = [c for c in counted(facts, target, duty, day) if not unsound(facts, c, duty, day)]
    leading = sound[0]
    person = standing.answering(facts, leading.assignment.holder, day)[0]
    through = standing.answers_through(facts, person, duty, day)
    found = {
        "overloaded": over_span(facts, person, duty, day),
        "expiring": leading.life.until != OPEN_END and leading.life.until <= day + EXPIRING,
        "acting": through is not None and through.life.holds(day) and through.acting,
    }
    return ordered(state for state, holds in found.items() if holds) or ["complete"]


def over_span(facts: Facts, person: str, duty: Duty, day: date) -> bool:
    """Tell whether somebody has more targets than the duty's span, directly or by groups."""
    direct, groups = load(facts, person, duty, day)
    return direct > duty.span or (duty.span_groups is not None and groups > duty.span_groups)


def load(facts: Facts, person: str, duty: Duty, day: date) -> tuple[int, int]:
    """Count a person's targets of a duty, and groups of households, on assignments in force."""
    mine = [
        a.target
        for a in facts.assignments
        if a.kind in duty.kinds
        and a.life.holds(day)
        and standing.answering(facts, a.holder, day)[:1] == [person]
    ]
    direct = {id(one) for one in mine if not isinstance(one, Group) and one.tier == duty.target}
    groups = {id(one) for one in mine if isinstance(one, Group)}
    return len(direct), len(groups) if duty.target == "household" else 0


def ordered(found: Iterable[str]) -> list[str]:
    """Return distinct states, worst first."""
    return sorted(set(found), key=STATES.index)


# --- where a target stands ----------------------------------------------------------------------


def above(facts: Facts, target: Target, day: date) -> list[Unit]:
    """Return the units over a target that day, nearest first; a unit itself is not among them."""
    line: list[Unit] = []
    if isinstance(target, Unit):
        nearest = [p.parent for p in facts.part_of if p.child is target and p.life.holds(day)]
    else:
        nearest = [target.village if isinstance(target, Household) else target.unit]
    for unit in nearest:
        line += [unit, *above(facts, unit, day)]
    return sorted(line, key=lambda unit: TIERS.index(unit.tier), reverse=True)
