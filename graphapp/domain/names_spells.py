"""Villages whose own file names another official than the one who is in charge.

The file tells no date: it speaks of how things stand at last. So it is held against the last
stretch of days on which the same people are in charge, and against nothing before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphapp.domain.assignments import in_force
from graphapp.domain.day_sets import answering_bounds, rule_days, ruled, shared
from graphapp.domain.gap_kinds import GapKind, Spell
from graphapp.domain.links import answering
from graphapp.domain.spells import Asked, pieces
from graphapp.domain.spells_facts import Alike, Facts
from graphapp.model.interval import Interval
from graphapp.model.policy import Policy
from graphapp.model.text import fold

_SEVERAL = re.compile(r"[;,\n]")
_ADDRESSED = re.compile(r"^(ong|ba|dong chi|d/c|dc)\.? ")


def misnamed(facts: Facts, policy: Policy) -> Iterator[Spell]:
    """Yield the days on which a village's file names none of those in charge."""
    for village, days, people in _named(facts):
        names = {spelled for person in people for spelled in _spellings(facts.people[person].name)}
        if not any(_spellings(name) & names for name in _told(facts.named[village])):
            for rule, ruling in rule_days(policy, "names"):
                for each in shared([days], ruling):
                    yield Spell(GapKind.NAMES_DIFFER, village, rule.key, each)


def named_asked(facts: Facts, policy: Policy) -> Iterator[Asked]:
    """Yield the days on which a file's word on who is in charge of a village can be checked."""
    for village, days, _ in _named(facts):
        for each in shared([days], ruled(policy, "names")):
            yield Asked(village, each)


def _named(facts: Facts) -> Iterator[tuple[str, Interval, frozenset[str]]]:
    """Yield the villages whose file names somebody, since when who is in charge of them."""
    for village, told in facts.named.items():
        target = facts.alike.get(village)
        if target is not None and target.tier == "village" and _told(told):
            days, people = last_in_charge(facts, target)
            if people:
                yield village, days, people


def last_in_charge(facts: Facts, target: Alike) -> tuple[Interval, frozenset[str]]:
    """Return the last stretch of days on which the same people are in charge, and who they are."""
    made = [each for each in target.assignments if each.kind == "in_charge"]
    last, who = Interval(target.subject.life.since, target.subject.life.since), frozenset[str]()
    for days in pieces(target.subject.life, answering_bounds(facts, made)):
        current = in_force(made, days.since)
        found = (p.id for a in current for p in answering(a, facts.holders, days.since))
        people = frozenset(found)
        if people and people == who and last.until == days.since:
            last = Interval(last.since, days.until)
        elif people:
            last, who = days, people
    return last, who


def _told(text: str) -> list[str]:
    return [name for name in _SEVERAL.split(text) if name.strip()]


def _spellings(name: str) -> set[str]:
    """Return a name without marks, as it stands and without how people are addressed."""
    bare = fold(name)
    return {bare, _ADDRESSED.sub("", bare)}
