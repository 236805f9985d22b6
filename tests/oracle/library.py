"""Questions of the library, answered by brute force over lists: what is counted, and of how many.

Things are named by their codes. Only questions that the facts of the oracle can tell are here.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.oracle import answers, duties, standing
from tests.oracle.facts import OPEN_END, Group, Unit
from tests.oracle.policy import asked
from tests.oracle.stands import inside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from tests.oracle.facts import Assignment, Facts, Organisation, Post

Key = tuple[Any, ...]


class Found(NamedTuple):
    """What a question counts (or how many, where it only counts), and of how many."""

    counted: set[Key] | int
    total: int

    @property
    def number(self) -> int:
        """Return n."""
        return self.counted if isinstance(self.counted, int) else len(self.counted)


def villages_without_official(facts: Facts, scope: Unit, day: date) -> Found:
    return _gaps(facts, scope, day, "village")


def communes_without_official(facts: Facts, scope: Unit, day: date) -> Found:
    return _gaps(facts, scope, day, "commune")


def households_without_anyone(facts: Facts, scope: Unit, day: date) -> Found:
    found = _gaps(facts, scope, day, "household")
    return Found(found.number, found.total)


def _gaps(facts: Facts, scope: Unit, day: date, tier: str) -> Found:
    told = answers.gaps(facts, scope, day, tier)
    return Found({(gap["target"]["code"],) for gap in told["gaps"]}, told["denominator"])


def groups_without_head(facts: Facts, scope: Unit, day: date) -> Found:
    groups = {
        a.holder
        for a in _assignments(facts, scope, day)
        if isinstance(a.holder, Group) and a.holder.life.holds(day)
    }
    headless = {(group.code,) for group in groups if not standing.heads(facts, group, day)}
    return Found(headless, len(groups))


def officials_over_span(facts: Facts, scope: Unit, day: date) -> Found:
    asking = asked("village", day)
    kinds = {kind for duty in asking for kind in duty.kinds}
    most = min((duty.span for duty in asking), default=0)
    villages: dict[str, set[int]] = {}
    here: set[str] = set()
    inner = {id(unit) for unit in inside(facts, scope, day)}
    for a in facts.assignments:
        target = a.target
        if not (isinstance(target, Unit) and target.tier == "village" and a.life.holds(day)):
            continue
        if a.kind in kinds and isinstance(a.holder, str):
            villages.setdefault(a.holder, set()).add(id(target))
            if id(target) in inner:
                here.add(a.holder)
    return Found({(person,) for person in here if len(villages[person]) > most}, len(here))


def left_uncovered_by(facts: Facts, person: str, day: date) -> Found:
    places, alone = 0, set()
    for tier in ("district", "commune", "village"):
        kinds = {kind for duty in asked(tier, day) for kind in duty.kinds}
        for unit in (u for u in facts.units if u.tier == tier and u.life.holds(day)):
            holders = {
                c.assignment.holder_code
                for c in duties.in_force(facts, unit, day)
                if c.assignment.kind in kinds
            }
            places += person in holders
            if holders == {person}:
                alone.add((unit.code,))
    return Found(alone, places)


def assignments_without_decision(facts: Facts, scope: Unit, day: date) -> Found:
    found = _assignments(facts, scope, day)
    return Found(sum(a.decision is None for a in found), len(found))


def assignments_ending_soon(facts: Facts, scope: Unit, day: date, days: int = 90) -> Found:
    found = _assignments(facts, scope, day)
    last = day + timedelta(days=days)
    return Found(sum(a.life.until != OPEN_END and a.life.until <= last for a in found), len(found))


def acting_posts(facts: Facts, scope: Unit, day: date, days: int = 180) -> Found:
    inner = inside(facts, scope, day)
    acting = [
        t
        for t in facts.tenures
        if t.acting and t.life.holds(day) and t.post.organisation.unit in inner
    ]
    first = day - timedelta(days=days)
    long = {(t.person, t.post.code) for t in acting if t.life.since <= first}
    return Found(long, len({(t.person, t.post.code) for t in acting}))


def vacant_posts(facts: Facts, scope: Unit, day: date) -> Found:
    inner = inside(facts, scope, day)
    posts = [post for post in facts.posts if _stands(post, day) and post.organisation.unit in inner]
    held = {t.post.code for t in facts.tenures if t.life.holds(day)}
    return Found({(post.code,) for post in posts if post.code not in held}, len(posts))


def officials_without_superior(facts: Facts, scope: Unit, day: date) -> Found:
    inner = [unit for unit in inside(facts, scope, day) if unit.tier != "village"]
    people = _in_post(facts, inner, day)
    led = {s.inferior for s in facts.supervisions if s.life.holds(day)}
    return Found({(person,) for person in people - led}, len(people))


def people_with_several_posts(facts: Facts, scope: Unit, day: date) -> Found:
    people = _in_post(facts, inside(facts, scope, day), day)
    several = {
        (person,)
        for person in people
        if len({t.post.code for t in standing.in_force(facts, person, day)}) > 1
    }
    return Found(several, len(people))


def villages_changed_commune(facts: Facts, scope: Unit, day: date, since: date) -> Found:
    villages = [unit for unit in inside(facts, scope, day) if unit.tier == "village"]
    moved = set()
    for village in villages:
        before = duties.above(facts, village, since) if village.life.holds(since) else []
        now = duties.above(facts, village, day)
        if before and now and before[0] is not now[0]:
            moved.add((village.code,))
    return Found(moved, len(villages))


def officials_outside_own_commune(facts: Facts, scope: Unit, day: date) -> Found:
    officials, outside = set(), set()
    for a in _assignments(facts, scope, day):
        if not (isinstance(a.holder, str) and isinstance(a.target, Unit)):
            continue
        held = standing.in_force(facts, a.holder, day)
        own = [t.post.organisation.unit for t in held]
        communes = [unit for unit in own if unit.tier == "commune"]
        if a.target.tier != "village" or not communes:
            continue
        officials.add(a.holder)
        above = duties.above(facts, a.target, day)
        if above and above[0] not in communes:
            outside.add((a.holder,))
    return Found(outside, len(officials))


def answered_for(facts: Facts, unit: Unit, day: date) -> Found:
    every = [a for a in facts.assignments if a.target is unit and a.life.until > day]
    now = {(a.holder_code,) for a in every if a.life.since <= day}
    return Found(now, len({a.holder_code for a in every}))


OF_UNITS: dict[str, Callable[[Facts, Unit, date], Found]] = {
    each.__name__: each
    for each in (
        villages_without_official,
        communes_without_official,
        households_without_anyone,
        groups_without_head,
        officials_over_span,
        assignments_without_decision,
        assignments_ending_soon,
        acting_posts,
        vacant_posts,
        officials_without_superior,
        people_with_several_posts,
        officials_outside_own_commune,
        answered_for,
    )
}
"""Questions that a unit and a day are enough for; the rest is what it is where nothing is given."""


# --- what several questions need ----------------------------------------------------------------


def _assignments(facts: Facts, scope: Unit, day: date) -> list[Assignment]:
    """Return the assignments in force to units inside a unit."""
    inner = {id(unit) for unit in inside(facts, scope, day)}
    return [a for a in facts.assignments if id(a.target) in inner and a.life.holds(day)]


def _in_post(facts: Facts, units: Iterable[Unit], day: date) -> set[str]:
    places = list(units)
    return {
        t.person for t in facts.tenures if t.life.holds(day) and t.post.organisation.unit in places
    }


def _stands(post: Post, day: date) -> bool:
    body: Organisation = post.organisation
    return post.life.within(body.life, body.unit.life).holds(day)
