"""Posts that must be filled and that nobody holds, and people who act in a post for too long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta

from graphapp.domain.day_sets import less, rule_days, ruled, shared
from graphapp.domain.gap_kinds import GapKind, Spell
from graphapp.domain.spells import Asked
from graphapp.domain.spells_facts import Facts, Seat
from graphapp.model.interval import Interval, united
from graphapp.model.policy import Policy
from graphapp.model.village_roles import roles_of

_RULES: Mapping[str, str] = {
    "secretary": "cell_secretary",
    "village_head": "village_head",
    "front_head": "front_head",
}


def vacant_seats(facts: Facts, policy: Policy) -> Iterator[Spell]:
    """Yield the days on which a post of a secretary or head is there and nobody holds it."""
    for seat in facts.seats.values():
        for subject in _subjects(seat):
            bare = less(_standing(seat), (held.days for held in seat.held))
            for rule, days in rule_days(policy, subject):
                for each in shared(bare, days):
                    yield Spell(GapKind.VACANT_SEAT, seat.id, rule.key, each)


def seats_asked(facts: Facts, policy: Policy) -> Iterator[Asked]:
    """Yield the days on which a post is there that must be filled."""
    for seat in facts.seats.values():
        for subject in _subjects(seat):
            for days in shared(_standing(seat), ruled(policy, subject)):
                yield Asked(seat.id, days)


def _subjects(seat: Seat) -> list[str]:
    """Return the subjects of the rules by which a post must be filled, mostly none."""
    return [_RULES[role] for role in roles_of(seat.title, seat.organisation.kind)]


def _standing(seat: Seat) -> list[Interval]:
    return united(place.days for place in seat.places)


# --- acting too long ---------------------------------------------------------------------------


def acting_too_long(facts: Facts, policy: Policy) -> Iterator[Spell]:
    """Yield the days on which somebody has acted in a post for more days than the rule allows."""
    for seat in facts.seats.values():
        for person, runs in _acting(seat).items():
            for rule, days in rule_days(policy, "acting"):
                late = (_after(run, rule.number or 0) for run in runs)
                for each in shared((one for one in late if not one.empty), days):
                    yield Spell(GapKind.ACTING_TOO_LONG, seat.id, rule.key, each, via=person)


def acting_asked(facts: Facts, policy: Policy) -> Iterator[Asked]:
    """Yield the days on which a post is held acting."""
    asked = ruled(policy, "acting")
    for seat in facts.seats.values():
        for runs in _acting(seat).values():
            for days in shared(runs, asked):
                yield Asked(seat.id, days)


def _acting(seat: Seat) -> dict[str, list[Interval]]:
    """Return by person the days of acting; terms that follow each other are one."""
    found: defaultdict[str, list[Interval]] = defaultdict(list)
    for held in seat.held:
        if held.acting:
            found[held.person_id].append(held.days)
    return {person: united(days) for person, days in found.items()}


def _after(run: Interval, days: int) -> Interval:
    """Return what of a run lies after so many days of it."""
    if (run.until - run.since).days <= days:
        return Interval(run.until, run.until)
    return Interval(run.since + timedelta(days=days), run.until)
