"""People who answer for more than a duty allows one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from graphapp.domain.assignments import Assignment, counted
from graphapp.domain.day_sets import ruled, shared
from graphapp.domain.gap_kinds import GapKind, Spell
from graphapp.domain.spells import Asked, pieces
from graphapp.domain.spells_facts import Facts
from graphapp.model.interval import Interval, united
from graphapp.model.policy import Policy, PolicyRow

_HOMES = "household"
_Held = list[tuple[str, Interval]]


@dataclass
class _Load:
    """What one person answers for under a row: targets, and groups of households, with the days."""

    targets: _Held = field(default_factory=list)
    groups: _Held = field(default_factory=list)

    @property
    def intervals(self) -> list[Interval]:
        return [days for _, days in (*self.targets, *self.groups)]

    def over(self, row: PolicyRow) -> Iterator[Interval]:
        """Yield the days on which it is more than the row allows, piece by piece."""
        if not _over(row, self.targets, self.groups):
            return  # not even if all were held at once
        intervals = self.intervals
        bounds = {day for days in intervals for day in (days.since, days.until)}
        whole = Interval(min(bounds), max(bounds))
        for days in pieces(whole, bounds):
            if _over(row, _on(self.targets, days), _on(self.groups, days)):
                yield days


def over_span(facts: Facts, policy: Policy) -> Iterator[Spell]:
    """Yield the days on which somebody has more targets of a duty than its span."""
    ruling = ruled(policy, "span")
    for row in policy.rows:
        for person, load in _loads(facts, row).items():
            for days in shared(united(load.over(row)), shared(ruling, [row.interval])):
                yield Spell(GapKind.OVER_SPAN, person, row.key, days)


def loaded(facts: Facts, policy: Policy) -> Iterator[Asked]:
    """Yield the days on which somebody answers for a target of a duty."""
    ruling = ruled(policy, "span")
    for row in policy.rows:
        for person, load in _loads(facts, row).items():
            for days in shared(united(load.intervals), shared(ruling, [row.interval])):
                yield Asked(person, days)


def _over(row: PolicyRow, targets: _Held, groups: _Held) -> bool:
    if len({target for target, _ in targets}) > row.span:
        return True
    return row.span_groups is not None and len({group for group, _ in groups}) > row.span_groups


def _on(held: _Held, days: Interval) -> _Held:
    return [each for each in held if each[1].holds(days.since)]


def _loads(facts: Facts, row: PolicyRow) -> dict[str, _Load]:
    """Return by person what counts under a row: of a working group it is its leading head's."""
    found: defaultdict[str, _Load] = defaultdict(_Load)
    for target, made in facts.direct.items():
        known = facts.alike.get(facts.first(target))
        if known is not None and known.tier != row.target:
            continue
        if known is None and (row.target != _HOMES or row.span_groups is None):
            continue
        for each in counted(made, row):
            for person, days in leading(facts, each):
                load = found[person]
                (load.groups if known is None else load.targets).append((target, days))
    return found


def leading(facts: Facts, assignment: Assignment) -> Iterator[tuple[str, Interval]]:
    """Yield who leads on an assignment, and when: its person, or the first head of its group."""
    if not assignment.by_group:
        yield assignment.holder_id, assignment.interval
        return
    heads = facts.holders.heads[assignment.holder_id]
    bounds = {day for head in heads for day in (head.interval.since, head.interval.until)}
    for days in pieces(assignment.interval, bounds):
        people = facts.holders.heads_on(assignment.holder_id, days.since)
        if people:
            yield people[0].id, days
