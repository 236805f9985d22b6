"""What changed in a unit between two days: units, posts, people in post, assignments, links.

Each change turns one fact of the first day into what it is on the second; all of them together
turn what stood on the first day into what stands on the second, and nothing else does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graphapp.domain.assignments import Subject, unit_subject
from graphapp.domain.overview import by_name
from graphapp.domain.results import Break, PersonRef, Responsible, Target
from graphapp.domain.snapshot import Assigned, Held, Snapshot, StandingPost
from graphapp.domain.visible import things_in_scope
from graphapp.graph.port import Reader, Row
from graphapp.model.choices import TIERS
from graphapp.model.interval import OPEN_END, OPEN_START
from graphapp.model.scope import Scope


class ChangeKind(StrEnum):
    """What happened, in the order in which it is told."""

    UNIT_ENDED = "unit_ended"
    UNIT_BEGUN = "unit_begun"
    UNIT_MOVED = "unit_moved"
    LINK_BROKEN = "link_broken"
    LINK_MENDED = "link_mended"
    LINK_OTHERWISE = "link_otherwise"
    ASSIGNMENT_ENDED = "assignment_ended"
    ASSIGNMENT_BEGUN = "assignment_begun"
    LEFT_POST = "left_post"
    TOOK_POST = "took_post"
    POST_ENDED = "post_ended"
    POST_BEGUN = "post_begun"


CHANGE_KINDS = tuple(ChangeKind)
_RANK = {kind: rank for rank, kind in enumerate(CHANGE_KINDS)}
_TIER_RANK = {choice.value: rank for rank, choice in enumerate(TIERS)}
Key = tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """One change. ``target``: the unit or organisation concerned; ``day``: when, if it is known.

    ``before`` and ``after``: what a unit was and is part of; ``others``: what one that ended
    became, or one that began was made of. ``broke`` and ``breaks``: why a link was and is broken.
    ``key`` names the fact.
    """

    kind: ChangeKind
    key: Key
    target: Target
    day: date | None = None
    before: Target | None = None
    after: Target | None = None
    others: tuple[Target, ...] = ()
    broke: Break | None = None
    breaks: Break | None = None
    person: PersonRef | None = None
    post: StandingPost | None = None
    responsible: Responsible | None = None


@dataclass(frozen=True)
class Moves:
    """What units came from and became, what they lay in, also outside the scope, and since when."""

    made_of: Mapping[str, tuple[Target, ...]]
    became: Mapping[str, tuple[Target, ...]]
    parents: Mapping[tuple[str, date], Target]
    moved: Mapping[str, date]


def changes(reader: Reader, scope: Scope, first: Snapshot, second: Snapshot) -> tuple[Change, ...]:
    """Return what changed between two days, of units first, then by kind and name.

    What a unit came from or became is told where the user may see it.
    """
    moves = _moves(reader, scope, first, second)
    found = [
        *_units(first, second, moves),
        *_links(first, second),
        *_assigned(first, second),
        *_held(first, second),
        *_posts(first, second),
    ]
    return tuple(sorted(found, key=_order))


def _order(change: Change) -> tuple[object, ...]:
    tier = _TIER_RANK.get(change.target.tier, len(_TIER_RANK))
    return _RANK[change.kind], tier, by_name(change.target), change.key


# --- units --------------------------------------------------------------------------------------


def _units(first: Snapshot, second: Snapshot, moves: Moves) -> Iterator[Change]:
    for unit_id in {**first.units, **second.units}:
        old, new = first.units.get(unit_id), second.units.get(unit_id)
        subject = new or old
        if subject is None:
            continue
        change = _unit(subject, first.as_of, second.as_of, moves)
        stays = old is not None and new is not None
        if not stays or first.parents.get(unit_id) != second.parents.get(unit_id):
            yield change


def _unit(subject: Subject, first: date, second: date, moves: Moves) -> Change:
    """Tell what became of a unit: ended, begun, or hung elsewhere, be it outside the scope."""
    target, key = subject.target, ("unit", subject.target.id)
    before, after = (moves.parents.get((target.id, day)) for day in (first, second))
    if not subject.life.holds(second):
        day, others = _end(subject.life.until), moves.became.get(target.id, ())
        return Change(ChangeKind.UNIT_ENDED, key, target, day, before, None, others)
    if not subject.life.holds(first):
        day, others = _start(subject.life.since), moves.made_of.get(target.id, ())
        return Change(ChangeKind.UNIT_BEGUN, key, target, day, None, after, others)
    since = moves.moved.get(target.id)
    day = since if since and since > first else None
    return Change(ChangeKind.UNIT_MOVED, key, target, day, before, after)


def _moves(reader: Reader, scope: Scope, first: Snapshot, second: Snapshot) -> Moves:
    ids = sorted(
        unit
        for unit in {**first.units, **second.units}
        if (unit in first.units) != (unit in second.units)
        or first.parents.get(unit) != second.parents.get(unit)
    )
    days = (first.as_of, second.as_of)
    rows = {day: _rows(reader, "changes/parents", ids, as_of=day) for day in days}
    parents = {day: _others(rows[day]) for day in days}
    made_of = _others(_rows(reader, "units/predecessors", ids))
    became = _others(_rows(reader, "units/successors", ids))
    every = (made_of, became, *parents.values())
    named = {unit.id for each in every for units in each.values() for unit in units}
    seen = things_in_scope(reader, scope, named)
    return Moves(
        _seen(made_of, seen),
        _seen(became, seen),
        {
            (child, day): units[0]
            for day in days
            for child, units in _seen(parents[day], seen).items()
            if units
        },
        {row["start_id"]: row["within_since"] for row in rows[days[1]]},
    )


_Units = Mapping[str, tuple[Target, ...]]


def _rows(reader: Reader, query: str, ids: list[str], **asked: date) -> list[Row]:
    return reader.rows(query, unit_ids=ids, **asked) if ids else []


def _others(rows: Iterable[Row]) -> _Units:
    found: defaultdict[str, dict[str, Target]] = defaultdict(dict)
    for row in rows:
        found[row["start_id"]][row["unit_id"]] = unit_subject(row).target
    return {unit: tuple(others.values()) for unit, others in found.items()}


def _seen(units: _Units, seen: Collection[str]) -> _Units:
    return {i: tuple(unit for unit in others if unit.id in seen) for i, others in units.items()}


# --- everything else ----------------------------------------------------------------------------


def _links(first: Snapshot, second: Snapshot) -> Iterator[Change]:
    for target_id in {**first.links, **second.links}:
        old, new = first.links.get(target_id), second.links.get(target_id)
        broke, breaks = (link.broken if link else None for link in (old, new))
        if (broke and broke.reason) == (breaks and breaks.reason):
            continue
        target = next(link.unit for link in (new, old) if link)
        kind = ChangeKind.LINK_OTHERWISE
        if not (broke and breaks):
            kind = ChangeKind.LINK_BROKEN if breaks else ChangeKind.LINK_MENDED
        day = breaks.since if breaks else None
        yield Change(kind, ("link", target_id), target, day, broke=broke, breaks=breaks)


def _assigned(first: Snapshot, second: Snapshot) -> Iterator[Change]:
    for key in first.assigned.keys() ^ second.assigned.keys():
        ended = key in first.assigned
        each = (first if ended else second).assigned[key]
        yield _assignment(each, key, ended=ended)


def _assignment(each: Assigned, key: str, *, ended: bool) -> Change:
    responsible = each.responsible
    return Change(
        ChangeKind.ASSIGNMENT_ENDED if ended else ChangeKind.ASSIGNMENT_BEGUN,
        ("assignment", key),
        each.target,
        _end(responsible.until) if ended else _start(responsible.since),
        person=responsible.person,
        responsible=responsible,
    )


def _held(first: Snapshot, second: Snapshot) -> Iterator[Change]:
    for key in first.held.keys() ^ second.held.keys():
        ended = key in first.held
        each: Held = (first if ended else second).held[key]
        yield Change(
            ChangeKind.LEFT_POST if ended else ChangeKind.TOOK_POST,
            ("held", *key),
            each.post.unit,
            _end(each.life.until) if ended else _start(each.life.since),
            person=each.person,
            post=each.post,
        )


def _posts(first: Snapshot, second: Snapshot) -> Iterator[Change]:
    for key in first.posts.keys() ^ second.posts.keys():
        ended = key in first.posts
        post = (first if ended else second).posts[key]
        yield Change(
            ChangeKind.POST_ENDED if ended else ChangeKind.POST_BEGUN,
            ("post", key),
            post.unit,
            _end(post.life.until) if ended else _start(post.life.since),
            post=post,
        )


def _start(day: date) -> date | None:
    return None if day == OPEN_START else day


def _end(day: date) -> date | None:
    return None if day == OPEN_END else day
