"""The network of all days at once: where everything stands that is there on any, and what changes.

A picture that goes through time is laid out over this once, so that nothing in it moves from one
day to the next. It holds at least what each day shows: filters that follow somebody's posts are
those of a day, and leave everybody here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from graphapp.domain.network_field import Asked, Field
from graphapp.domain.network_growth import grow
from graphapp.domain.network_known import Known
from graphapp.domain.network_nodes import Node
from graphapp.domain.network_ties import RANK, UNLESS_ASKED, Tie
from graphapp.graph.port import Reader
from graphapp.model.interval import OPEN_END, OPEN_START, Interval
from graphapp.model.scope import Scope

MOST = 10_000  # nodes; a day shows fewer
_NEEDED = {"organisation": "SERVES", "post": "BELONGS_TO"}


@dataclass(frozen=True)
class Union:
    """What is around the opened nodes on any day.

    ``days``: from which something of it is otherwise than the day before, and the last one before
    them; all while the centre is there.
    """

    asked: Asked
    nodes: tuple[Node, ...]
    edges: tuple[Tie, ...]
    via: Mapping[str, str]
    opened: tuple[str, ...]
    days: tuple[date, ...]
    paths: None = None


def union_of(reader: Reader, scope: Scope, asked: Asked, known: Known | None = None) -> Union:
    """Return the union of the pictures of all days; ``known``: what others of them have read."""
    wide = replace(asked, most=MOST, limit=MOST)
    there = Field(reader, scope, wide, OPEN_START, known or Known(), ever=True)
    grown = grow(there, None)
    nodes = {node.id: node for node in map(there.node, grown.shown) if node}
    ties = {
        tie.id: tie
        for each, around in there.ties(grown.shown).items()
        if each in nodes
        for tie in around
        if tie.other(each) in nodes
    }
    ordered = sorted(ties.values(), key=lambda t: (RANK[t.relation], t.start, t.end, t.since, t.id))
    return Union(
        asked,
        tuple(nodes.values()),
        tuple(ordered),
        grown.via,
        tuple(grown.opened),
        _days(there, nodes, ordered),
    )


def _days(there: Field, nodes: Mapping[str, Node], ties: Sequence[Tie]) -> tuple[date, ...]:
    lives = _lives(there, nodes)
    found = {day for tie in ties for each in _seen(tie, nodes) for day in (each.since, each.until)}
    found |= {each.since for each in lives}
    found -= {OPEN_START, OPEN_END}
    found |= {min(found) - timedelta(days=1)} if found else set()
    return tuple(sorted(day for day in found if any(each.holds(day) for each in lives)))


def _lives(there: Field, nodes: Mapping[str, Node]) -> list[Interval]:
    """Return when the centre is there: an organisation while it serves a unit, a post likewise."""
    centre = nodes[there.asked.centre]
    needed = _NEEDED.get(centre.kind)
    if needed is None:
        return [Interval(centre.since, centre.until)]
    facts = there.facts([centre.id])[centre.id]
    needing = [tie for tie in facts if tie.relation == needed and tie.start == centre.id]
    known = {tie.end: there.node(tie.end) for tie in needing}
    ends = {centre.id: centre, **{each: node for each, node in known.items() if node}}
    return [days for tie in needing for days in _seen(tie, ends)]


def _seen(tie: Tie, nodes: Mapping[str, Node]) -> Iterator[Interval]:
    """Give the days on which a tie is there, as both its ends let it be seen."""
    days = Interval(tie.since, tie.until)
    for end in (tie.start, tie.end):
        if tie.relation not in UNLESS_ASKED:
            days = days.clip(Interval(nodes[end].since, nodes[end].until))
    if not days.empty:
        yield days
