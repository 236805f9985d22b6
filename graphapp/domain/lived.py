"""Lived cover: what somebody answers for and also came to, within the period that a duty asks.

*Lived on a day*: a visit within so many calendar months before it, by whoever held an assignment
that counts on the day of the visit, of a working group by any member. A household is also visited
with its group. Visits are due from so many months after the cover, and the rule on visits, began.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from graphapp.domain.assignments import Assignment, counted
from graphapp.domain.day_sets import less, months_after, rule_days, shared
from graphapp.domain.gap_kinds import GapKind, Spell
from graphapp.domain.spells import Asked
from graphapp.domain.spells_facts import Alike, Facts, Visit
from graphapp.model.interval import Interval, united
from graphapp.model.policy import Policy, PolicyRow

_Due = tuple[Alike, PolicyRow, int, list[Interval]]


def not_visited(facts: Facts, policy: Policy) -> Iterator[Spell]:
    """Yield the days on which a visit to a target that is covered was due, and none was made."""
    for target, row, months, due in _due(facts, policy):
        made = (each.day for each in visits_to(facts, target, row))
        lived = (Interval(day, months_after(day, months)) for day in made)
        for days in less(due, lived):
            yield Spell(GapKind.NOT_VISITED, target.subject.target.id, row.key, days)


def visits_asked(facts: Facts, policy: Policy) -> Iterator[Asked]:
    """Yield the days on which a target must have been visited."""
    for target, _, _, due in _due(facts, policy):
        for days in due:
            yield Asked(target.subject.target.id, days)


def _due(facts: Facts, policy: Policy) -> Iterator[_Due]:
    """Yield the targets of a duty that asks for visits, with the days on which one was due."""
    rules = list(rule_days(policy, "visits"))
    for row in policy.rows:
        for target in facts.alike.values() if row.visit_months else ():
            if target.tier == row.target and target.assignments:
                covered = [each.interval for each in counted(target.assignments, row)]
                for rule, ruling in rules:
                    asked = row.interval.clip(rule.interval).clip(target.subject.life)
                    runs = shared(united(covered), [asked])
                    due = shared(_settled(runs, row.visit_months or 0), ruling)
                    yield target, row, row.visit_months or 0, due


def _settled(runs: Iterable[Interval], months: int) -> list[Interval]:
    """Return what of each run lies after its first so many months."""
    late = (Interval(months_after(run.since, months), run.until) for run in runs)
    return [each for each in late if not each.empty]


def visits_to(facts: Facts, target: Alike, row: PolicyRow) -> Sequence[Visit]:
    """Return the visits that count for a target under a duty, in order of days."""
    found = [*facts.visits.get(target.subject.target.id, ())]
    for group, days in target.groups:
        found += [each for each in facts.visits.get(group, ()) if days.holds(each.day)]
    made = counted(target.assignments, row)
    return sorted(
        (each for each in found if _answers(facts, made, each)),
        key=lambda each: (each.day, each.id),
    )


def last_visit(facts: Facts, target: Alike, policy: Policy, as_of: date) -> Visit | None:
    """Return the last visit up to a day that counts under a duty that asks for visits then."""
    rows = [row for row in policy.asked(target.tier, as_of) if row.visit_months]
    found = (each for row in rows for each in visits_to(facts, target, row) if each.day <= as_of)
    return max(found, key=lambda each: (each.day, each.id), default=None)


def _answers(facts: Facts, made: Iterable[Assignment], visit: Visit) -> bool:
    """Tell whether whoever came held an assignment on that day, or was in the group that did."""
    holders = {each.holder_id for each in made if each.interval.holds(visit.day)}
    if visit.person_id in holders:
        return True
    members = (m for i in holders if i in facts.groups for m in facts.groups[i].members)
    return any(m.person_id == visit.person_id and m.days.holds(visit.day) for m in members)
