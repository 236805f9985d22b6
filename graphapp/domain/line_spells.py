"""Units that are answered for as they should be, but under one that is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from graphapp.domain.day_sets import less, rule_days, ruled, shared
from graphapp.domain.gap_kinds import GapKind, Spell
from graphapp.domain.papers_spells import asked_days
from graphapp.domain.spells import Asked
from graphapp.domain.spells_facts import Alike, Facts
from graphapp.domain.spells_links import breaks
from graphapp.model.interval import Interval, united
from graphapp.model.policy import Policy

_Days = list[Interval]


def broken_above(facts: Facts, policy: Policy) -> Iterator[Spell]:
    """Yield the days on which a unit's own links hold, and that of one above does not."""
    units = {i: one for i, one in facts.alike.items() if i in facts.units}
    broken = {i: days for i, one in units.items() if (days := _broken(facts, one, policy))}
    for unit, target in units.items():
        if asked := asked_days(target, policy):
            sound = less(asked, broken.get(unit, ()))
            for above, days in _nearest(facts, unit, sound, broken).items():
                for rule, ruling in rule_days(policy, "line"):
                    for each in shared(united(days), ruling):
                        yield Spell(GapKind.LINE_BROKEN_ABOVE, unit, rule.key, each, above)


def units_asked(facts: Facts, policy: Policy) -> Iterator[Asked]:
    """Yield the days on which a row asks for a unit."""
    for unit, target in facts.alike.items():
        if unit in facts.units:
            for days in shared(asked_days(target, policy), ruled(policy, "line")):
                yield Asked(unit, days)


def _broken(facts: Facts, unit: Alike, policy: Policy) -> _Days:
    """Return the days on which a link of a unit that a row asks for is broken."""
    rows = [row for row in policy.rows if row.target == unit.tier]
    return united(days for row in rows for days, _ in breaks(facts, unit, row))


def _nearest(
    facts: Facts, unit: str, sound: _Days, broken: Mapping[str, _Days]
) -> dict[str, _Days]:
    """Return the nearest unit above with a broken link, by the days on which it is that."""
    found: defaultdict[str, _Days] = defaultdict(list)
    left = sound
    for above in sorted(facts.above.get(unit, ()), key=lambda each: each.depth):
        if above.depth and above.unit_id in broken and left:
            there = shared(shared(left, [above.days]), broken[above.unit_id])
            found[above.unit_id] += there
            left = less(left, there)
    return found
