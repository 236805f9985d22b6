"""Every kind of gap on one day, by brute force: what is wrong, with what, by which policy row.

A gap is told by codes: its subject's kind and code, the row's key, and what makes it so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.oracle import duties, posts, standing, visited
from tests.oracle.facts import Organisation, Post, Unit
from tests.oracle.nearby import Nearby
from tests.oracle.policy import DUTIES, RULES, asked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from tests.oracle.duties import Charge
    from tests.oracle.facts import Facts, Target
    from tests.oracle.policy import Duty, Rule


class Found(NamedTuple):
    """One gap. ``what``: the tier of a target, else post or person; ``via`` is a code too."""

    kind: str
    what: str
    subject: str
    row: str
    via: str = ""


class Policy(NamedTuple):
    """Duties and rules."""

    duties: Sequence[Duty] = DUTIES
    rules: Sequence[Rule] = RULES

    def asked(self, target: Target, day: date) -> list[Duty]:
        """Return the duties that ask for a target on a day."""
        return asked(target.tier or "", day, self.duties)

    def rule(self, subject: str, day: date) -> Rule | None:
        """Return the rule of a subject that holds on a day."""
        found = [r for r in self.rules if r.subject == subject and r.life.holds(day)]
        return next(iter(found), None)


DEFAULT = Policy()


def everything(facts: Facts, day: date, policy: Policy = DEFAULT) -> set[Found]:
    """Return every gap of a day."""
    targets: list[Target] = [*facts.units, *facts.households, *facts.organisations]
    living = [one for one in targets if one.tier and one.life.holds(day)]
    found = {gap for one in living for gap in of_target(facts, one, day, policy)}
    found |= {gap for one in facts.units for gap in of_unit(facts, one, day, policy)}
    found |= {gap for one in facts.people for gap in of_person(facts, one, day, policy)}
    return found | {gap for one in facts.posts for gap in of_post(facts, one, day, policy)}


def nearby(facts: Facts, day: date, policy: Policy = DEFAULT) -> Iterator[Found]:
    """Yield the same, asking of each subject only what lies around it: for whole provinces."""
    near = Nearby(facts)
    targets: list[Target] = [*facts.units, *facts.households, *facts.organisations]
    for one in targets:
        if one.tier and one.life.holds(day):
            yield from of_target(near.around(one), one, day, policy)
    for unit in facts.units:
        if unit.tier in {"commune", "village"} and unit.life.holds(day):
            yield from of_unit(near.of_unit(unit), unit, day, policy)
    for person in facts.people:
        yield from of_person(near.of_person(person), person, day, policy)
    for post in facts.posts:
        yield from of_post(near.of_post(post), post, day, policy)


def of_target(facts: Facts, target: Target, day: date, policy: Policy = DEFAULT) -> Iterator[Found]:
    """Yield what is wrong with one target that lives that day, all but what is above it."""
    what, code = target.tier or "", target.code or ""
    for duty in policy.asked(target, day):
        yield from _link(facts, target, duty, day)
        rule = policy.rule("visits", day)
        if rule and visited.missed(facts, target, duty, rule, day):
            yield Found("not_visited", what, code, duty.key)
    rule = policy.rule("assignment", day)
    if rule and policy.asked(target, day):
        for charge in duties.in_force(facts, target, day):
            if not (charge.assignment.decision and charge.assignment.duties):
                yield Found("incomplete_assignment", what, code, rule.key, via(charge))
    rule = policy.rule("names", day)
    if rule and isinstance(target, Unit) and posts.misnamed(facts, target, day):
        yield Found("names_differ", what, code, rule.key)


def via(charge: Charge) -> str:
    """Return the code of an assignment, or what else tells which one it is."""
    a = charge.assignment
    return a.code or told(a.holder_code, a.target.code or "", a.kind, a.life.since)


def told(holder: str, target: str, kind: str, since: date) -> str:
    """Name an assignment that has no code."""
    return f"{holder} {kind} {target} {since}"


def _link(facts: Facts, target: Target, duty: Duty, day: date) -> Iterator[Found]:
    """Yield why a link is broken, and every group on it that nobody heads."""
    what, code = target.tier or "", target.code or ""
    found = duties.counted(facts, target, duty, day)
    why = duties.broken(facts, target, duty, day)
    if why and why.reason != "group_without_head":
        unfollowed = isinstance(target, Organisation) and not found
        kind = "unfollowed" if unfollowed else why.reason
        yield Found(kind, what, code, duty.key, via(found[0]) if found else "")
    for charge in found:
        if not standing.answering(facts, charge.assignment.holder, day):
            yield Found("group_without_head", what, code, duty.key, via(charge))


# --- units -------------------------------------------------------------------------------------


def of_unit(facts: Facts, unit: Unit, day: date, policy: Policy = DEFAULT) -> Iterator[Found]:
    """Yield what is wrong above a unit, and with those below it."""
    yield from below_a_break(facts, unit, day, policy)
    yield from by_one_alone(facts, unit, day, policy)


def below_a_break(facts: Facts, unit: Unit, day: date, policy: Policy = DEFAULT) -> Iterator[Found]:
    """Tell of a unit that is answered for, but the nearest unit above it that is not."""
    rule, asking = policy.rule("line", day), policy.asked(unit, day)
    if not rule or not asking or not unit.life.holds(day) or _breaks(facts, unit, day, policy):
        return
    for above in duties.above(facts, unit, day):
        if _breaks(facts, above, day, policy):
            yield Found("line_broken_above", unit.tier, unit.code, rule.key, above.code)
            return


def _breaks(facts: Facts, unit: Unit, day: date, policy: Policy) -> bool:
    return any(duties.broken(facts, unit, duty, day) for duty in policy.asked(unit, day))


def by_one_alone(
    facts: Facts, commune: Unit, day: date, policy: Policy = DEFAULT
) -> Iterator[Found]:
    """Tell who alone answers for many villages of a commune, and for over half of them."""
    rule = policy.rule("sole", day)
    if not rule or commune.tier != "commune" or not commune.life.holds(day):
        return
    villages = [
        one
        for one in facts.units
        if one.tier == "village" and one.life.holds(day)
        if commune in duties.above(facts, one, day)
    ]
    alone = [_alone(facts, village, day, policy) for village in villages]
    for person in sorted(set().union(*alone)):
        number = sum(person in people for people in alone)
        if number >= (rule.number or 0) and 2 * number > len(villages):
            yield Found("single_point", "person", person, rule.key, commune.code)


def _alone(facts: Facts, village: Unit, day: date, policy: Policy) -> set[str]:
    """Return who is, under some duty, everybody who answers for a village."""
    found: set[str] = set()
    for duty in policy.asked(village, day):
        charges = duties.counted(facts, village, duty, day)
        each = [set(standing.answering(facts, c.assignment.holder, day)) for c in charges]
        if len(set().union(*each)) == 1 and all(each):
            found |= set().union(*each)
    return found


# --- people and posts --------------------------------------------------------------------------


def of_person(facts: Facts, person: str, day: date, policy: Policy = DEFAULT) -> Iterator[Found]:
    """Tell of which duties somebody has more targets than the span."""
    if policy.rule("span", day):
        for duty in policy.duties:
            if duty.life.holds(day) and duties.over_span(facts, person, duty, day):
                yield Found("over_span", "person", person, duty.key)


def of_post(facts: Facts, post: Post, day: date, policy: Policy = DEFAULT) -> Iterator[Found]:
    """Tell that nobody holds a post that must be filled, and who is acting in it too long."""
    if posts.vacant(facts, post, day):
        for role in posts.roles(post):
            if rule := policy.rule(role, day):
                yield Found("vacant_seat", "post", post.code, rule.key)
    rule = policy.rule("acting", day)
    for person in posts.acting(facts, post, day, (rule.number or 0) if rule else None):
        yield Found("acting_too_long", "post", post.code, rule.key if rule else "", person)
