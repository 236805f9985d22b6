"""What stands in a unit on a day, listed by brute force: the facts that a comparison of days tells.

Keys name facts by codes: ``("unit", code, tier, since)`` to the key of what it is part of,
``("link", code, tier, since)`` to why it is broken; assignments, people in post and posts just
are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.oracle import answers, duties
from tests.oracle.facts import Group

if TYPE_CHECKING:
    from datetime import date

    from tests.oracle.duties import Charge
    from tests.oracle.facts import Facts, Organisation, Unit

Key = tuple[Any, ...]
State = dict[Key, Any]


def unit_key(unit: Unit) -> Key:
    """Name a unit: codes are given again, so its first day is part of its name."""
    return "unit", unit.code, unit.tier, unit.life.since


def inside(facts: Facts, scope: Unit, day: date) -> list[Unit]:
    """Return the units that lie in a unit on a day, itself among them."""
    living = [unit for unit in facts.units if unit.life.holds(day)]
    return [unit for unit in living if scope in (unit, *duties.above(facts, unit, day))]


def state(facts: Facts, scope: Unit, day: date) -> State:
    """Return everything that stands in a unit on a day."""
    units = inside(facts, scope, day)
    bodies = [
        body
        for body in facts.organisations
        if body.tier is not None and body.life.holds(day) and body.unit in units
    ]
    return {
        **{unit_key(unit): _parent(facts, scope, unit, day) for unit in units},
        **_links(facts, [*units, *bodies], day),
        **_posts(facts, units, day),
    }


def _parent(facts: Facts, scope: Unit, unit: Unit, day: date) -> Key | None:
    above = duties.above(facts, unit, day)
    return None if unit is scope or not above else unit_key(above[0])


def _links(facts: Facts, targets: list[Unit | Organisation], day: date) -> State:
    found: State = {}
    for target in targets:
        broken = answers.link(facts, target, day)["broken"]
        if broken:
            found["link", *_target_key(target)] = broken["reason"]
        for charge in duties.in_force(facts, target, day):
            found[_assignment(charge, target)] = True
    return found


def _assignment(charge: Charge, target: Unit | Organisation) -> Key:
    a = charge.assignment
    holder = a.holder.name if isinstance(a.holder, Group) else a.holder
    return "assignment", a.code, holder, *_target_key(target), a.kind, charge.life.since


def _target_key(target: Unit | Organisation) -> Key:
    return (target.code, target.tier, target.life.since)


def _posts(facts: Facts, units: list[Unit], day: date) -> State:
    found: State = {}
    for post in facts.posts:
        body = post.organisation
        if body.unit in units and post.life.within(body.life, body.unit.life).holds(day):
            found["post", post.code] = True
    for tenure in facts.tenures:
        if tenure.life.holds(day) and tenure.post.organisation.unit in units:
            found["held", tenure.person, tenure.post.code] = True
    return found
