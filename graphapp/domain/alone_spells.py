"""People without whom many villages of a commune, and over half of them, have nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from graphapp.domain.assignments import counted, in_force
from graphapp.domain.day_sets import answering_bounds, rule_days, ruled, shared
from graphapp.domain.gap_kinds import GapKind, Spell
from graphapp.domain.links import answering
from graphapp.domain.spells import Asked, pieces
from graphapp.domain.spells_facts import Alike, Facts
from graphapp.domain.upward import answers_alone
from graphapp.model.interval import Interval, united
from graphapp.model.policy import Policy

_VILLAGE, _COMMUNE = "village", "commune"
_Days = list[Interval]


def single_points(facts: Facts, policy: Policy) -> Iterator[Spell]:
    """Yield the days on which a commune's villages hang on one person, by person and commune."""
    alone = {i: _alone(facts, one, policy) for i, one in _villages(facts)}
    for commune, villages in _communes(facts).items():
        by_person: defaultdict[str, list[_Days]] = defaultdict(list)
        for village, days in villages.items():
            for person, theirs in alone[village].items():
                if there := shared(theirs, days):
                    by_person[person].append(there)
        for rule, ruling in rule_days(policy, "sole"):
            for person, some in by_person.items():
                found = _over_half(some, list(villages.values()), rule.number or 0)
                for each in shared(united(found), ruling):
                    yield Spell(GapKind.SINGLE_POINT, person, rule.key, each, commune)


def answering_for_villages(facts: Facts, policy: Policy) -> Iterator[Asked]:
    """Yield the days on which somebody answers for a village."""
    ruling = ruled(policy, "sole")
    for _, village in _villages(facts):
        for people, days in _answering(facts, village, policy):
            for person in frozenset().union(*(one for each in people for one in each)):
                for each in shared([days], ruling):
                    yield Asked(person, each)


def _villages(facts: Facts) -> Iterator[tuple[str, Alike]]:
    return ((i, one) for i, one in facts.alike.items() if one.tier == _VILLAGE)


def _communes(facts: Facts) -> dict[str, dict[str, _Days]]:
    """Return the villages of every commune, and when they were part of it."""
    found: defaultdict[str, defaultdict[str, _Days]] = defaultdict(lambda: defaultdict(list))
    for village, _ in _villages(facts):
        for above in facts.above.get(village, ()):
            if facts.units[above.unit_id].target.tier == _COMMUNE:
                found[above.unit_id][village].append(above.days)
    return {commune: dict(villages) for commune, villages in found.items()}


def _alone(facts: Facts, village: Alike, policy: Policy) -> Mapping[str, _Days]:
    """Return who alone answers for a village under some row, and when."""
    found: defaultdict[str, _Days] = defaultdict(list)
    for rows, days in _answering(facts, village, policy):
        for person in answers_alone(tuple(rows)):
            found[person].append(days)
    return {person: united(days) for person, days in found.items()}


_Answers = list[tuple[frozenset[str], ...]]


def _answering(facts: Facts, village: Alike, policy: Policy) -> Iterator[tuple[_Answers, Interval]]:
    """Yield, by row, who answers for a village by each assignment that counts."""
    rows = [row for row in policy.rows if row.target == _VILLAGE]
    bounds = {day for row in rows for day in (row.interval.since, row.interval.until)}
    bounds.update(answering_bounds(facts, village.assignments))
    for days in pieces(village.subject.life, bounds):
        current = in_force(village.assignments, days.since)
        yield (
            [
                tuple(
                    frozenset(p.id for p in answering(each, facts.holders, days.since))
                    for each in counted(current, row)
                )
                for row in rows
                if row.interval.holds(days.since)
            ],
            days,
        )


def _over_half(alone: list[_Days], villages: list[_Days], least: int) -> Iterator[Interval]:
    """Yield the days on which so many villages, and over half of all, hang on somebody."""
    if len(alone) < least:
        return
    bounds = {d for some in (*alone, *villages) for days in some for d in (days.since, days.until)}
    for days in pieces(Interval(min(bounds), max(bounds)), bounds):
        number, among = _on(alone, days), _on(villages, days)
        if number and number >= least and 2 * number > among:
            yield days


def _on(some: list[_Days], days: Interval) -> int:
    return sum(any(each.holds(days.since) for each in one) for one in some)
