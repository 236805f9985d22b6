"""Broken links as spells: ``links.judge``, asked once for each piece of days of a target and row.

So a chain, the gap report and a spell cannot say different things of one day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from graphapp.domain.assignments import Assignment, counted, in_force, is_group
from graphapp.domain.gap_kinds import GapKind, Spell
from graphapp.domain.holders import Holders
from graphapp.domain.links import judge
from graphapp.domain.results import Break, Reason
from graphapp.domain.spells import Asked, merged, pieces
from graphapp.domain.spells_facts import Alike, Facts
from graphapp.model.interval import Interval, united, without
from graphapp.model.policy import Policy, PolicyRow

FOLLOWED = frozenset({"organisation", "cell"})
"""Targets of which nobody in charge is a kind of its own, whatever the reason."""

_KINDS = {
    Reason.NEVER_ASSIGNED: GapKind.NEVER_ASSIGNED,
    Reason.ASSIGNMENT_EXPIRED: GapKind.ASSIGNMENT_EXPIRED,
    Reason.HOLDER_LEFT_POST: GapKind.HOLDER_LEFT_POST,
    Reason.WRONG_TIER: GapKind.WRONG_TIER,
    Reason.TIER_ABOLISHED: GapKind.TIER_ABOLISHED,
    Reason.UNIT_CLOSED: GapKind.UNIT_CLOSED,
}


def link_spells(facts: Facts, policy: Policy) -> Iterator[Spell]:
    """Yield what breaks the links of targets, each by its reason, and groups without a head."""
    for target in facts.alike.values():
        for row in policy.rows:
            if row.target == target.tier:
                yield from merged(broken(facts, target, row))
                yield from _headless(facts, target, row)


def broken(facts: Facts, target: Alike, row: PolicyRow) -> Iterator[Spell]:
    """Yield the pieces of days on which a link is broken, in order of time.

    A link that is broken for want of a head is told by the assignment, as any other such is.
    """
    relevant = counted(target.assignments, row)
    for days, why in breaks(facts, target, row):
        if why.reason is Reason.GROUP_WITHOUT_HEAD:
            continue
        current = in_force(relevant, days.since)
        via = current[0].id if current else ""
        kind = _KINDS[why.reason]
        if not current and target.tier in FOLLOWED:
            kind = GapKind.UNFOLLOWED
        yield Spell(kind, target.subject.target.id, row.key, days, via, why.reason, why.since)


def breaks(facts: Facts, target: Alike, row: PolicyRow) -> Iterator[tuple[Interval, Break]]:
    """Yield the pieces of days on which a link is broken, whatever the reason, with it."""
    relevant = counted(target.assignments, row)
    left = without(target.subject.life.clip(row.interval), _sound(facts.holders, relevant, row))
    if not left:
        return
    bounds = _bounds(facts, target, relevant)
    for days in (piece for each in left for piece in pieces(each, bounds)):
        why = judge(target.subject, relevant, row, facts.known(days.since)).broken
        if why is not None:
            yield days, why


def _sound(holders: Holders, relevant: Iterable[Assignment], row: PolicyRow) -> list[Interval]:
    """Return days of which nothing needs to be judged: somebody who fits is assigned.

    Whoever holds a post of the row's tier and line, or is a member where the row accepts one,
    carries the link: so most days of most targets are told without asking.
    """
    return united(
        each.interval.clip(days)
        for each in relevant
        if not is_group(each.holder_id)
        for days in (
            *(t.interval for t in holders.tenures[each.holder_id] if t.matches(row)),
            *(holders.cells[each.holder_id] if row.accepts_member else ()),
        )
    )


def _headless(facts: Facts, target: Alike, row: PolicyRow) -> Iterator[Spell]:
    """Yield the days on which a counted assignment is held by a group that nobody heads."""
    for each in counted(target.assignments, row):
        if is_group(each.holder_id):
            headed = united(head.interval for head in facts.holders.heads[each.holder_id])
            for days in without(each.interval.clip(row.interval), headed):
                yield Spell(
                    GapKind.GROUP_WITHOUT_HEAD,
                    target.subject.target.id,
                    row.key,
                    days,
                    each.id,
                    Reason.GROUP_WITHOUT_HEAD,
                )


def _bounds(facts: Facts, target: Alike, relevant: Sequence[Assignment]) -> set[date]:
    """Return the days on which the judgement of a link can become another."""
    found = set(facts.bounds)
    for before in facts.predecessors.get(target.subject.target.id, ()):
        found.add(before.until)
    found.update(_ends(each.interval for each in relevant))
    for holder in {each.holder_id for each in relevant}:
        found.update(_bounds_of(facts.holders, holder))
    return found


def _bounds_of(holders: Holders, holder_id: str) -> Iterator[date]:
    """Yield the days on which what a person or a group holds begins or ends."""
    if is_group(holder_id):
        for head in holders.heads[holder_id]:
            yield from _ends((head.interval,))
            yield from _bounds_of(holders, head.person.id)
        return
    tenures = holders.tenures[holder_id]
    yield from _ends(tenure.interval for tenure in tenures)
    yield from (tenure.unit_life.until for tenure in tenures)
    yield from _ends(holders.cells[holder_id])


def _ends(intervals: Iterable[Interval]) -> Iterator[date]:
    for each in intervals:
        yield each.since
        yield each.until


def targets_asked(facts: Facts, policy: Policy) -> Iterator[Asked]:
    """Yield the days on which a row asks for a target."""
    for target in facts.alike.values():
        for row in policy.rows:
            if row.target == target.tier:
                days = target.subject.life.clip(row.interval)
                if not days.empty:
                    yield Asked(target.subject.target.id, days)


def bodies_asked(facts: Facts, policy: Policy) -> Iterator[Asked]:
    """Yield the days on which a row asks for a cell or a grass-roots organisation."""
    some = [i for i, target in facts.alike.items() if target.tier in FOLLOWED]
    yield from targets_asked(facts.only(some), policy)
