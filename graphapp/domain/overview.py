"""A unit at a glance: how every commune or village in it is answered for on a date.

Links, states and reasons are those of the chain, counts those of the gap report; here they are only
put side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from graphapp.domain.assignments import Subject, unit_subject
from graphapp.domain.chain import links_of
from graphapp.domain.coverage import shares
from graphapp.domain.results import STATES, Link, State, Tally, Target
from graphapp.domain.units import find
from graphapp.graph.port import Reader
from graphapp.model.policy import Policy
from graphapp.model.scope import Scope
from graphapp.model.text import sort_key

OVERVIEW_TIERS = ("commune", "village")


@dataclass(frozen=True)
class Spot:
    """A unit of an overview. ``depth``: how far below the scope; ``parent``: what it hangs under.

    ``link`` is its own; ``grade`` that of its chain: the worst state over all required links from
    it upward, None where nobody asks for any of them. ``villages``: how many of its villages have
    nobody; None where nobody asks for villages, and for a village.
    """

    unit: Target
    parent: str | None
    depth: int
    link: Link
    grade: State | None
    villages: Tally | None


@dataclass(frozen=True)
class Overview:
    """The units of a scope on a date, the scope first, each before what hangs under it.

    ``tier``: down to which; units side by side are in the order of the Vietnamese alphabet.
    ``above``: the units that the scope lies in, nearest first.
    """

    as_of: date
    scope: Target
    tier: str
    above: tuple[Target, ...]
    spots: tuple[Spot, ...]


def overview(
    reader: Reader, scope: Scope, wanted: str, as_of: date, *, tier: str, policy: Policy
) -> Overview:
    """Return the overview of a unit, by id or code, down to communes or villages.

    Raises what ``units.find`` raises.
    """
    unit = find(reader, scope, wanted, as_of, ("Unit",))
    rows = reader.rows("coverage/units", unit_id=unit.id, as_of=as_of)
    parents = {
        row["unit_id"]: row["parent_id"]
        for row in reader.rows("coverage/parents", unit_id=unit.id, as_of=as_of)
    }
    inside = [unit_subject(r) for r in rows if tier == "village" or r["unit_tier"] != "village"]
    line = [unit_subject(row) for row in reader.rows("units/line", unit_id=unit.id, as_of=as_of)]
    above = [each for each in line if each.target.id != unit.id]
    links = links_of(reader, [*inside, *above], as_of, policy)
    tallies = {
        tally.unit.id: tally
        for tally in shares(reader, scope, unit.id, as_of, tier="village", policy=policy)
    }
    over = frozenset(state for each in above for state in links[each.target.id].states)
    placed = _ordered(inside, parents, unit.id)
    spots = tuple(_spots(placed, links, tallies, over))
    return Overview(as_of, unit, tier, tuple(each.target for each in above), spots)


def households_without(
    reader: Reader, scope: Scope, wanted: str, as_of: date, *, policy: Policy
) -> dict[str, Tally]:
    """Count the households that nobody answers for, by the id of every unit in a unit."""
    found = shares(reader, scope, wanted, as_of, tier="household", policy=policy)
    return {tally.unit.id: tally for tally in found}


_Placed = tuple[Subject, str | None, int]


def _ordered(inside: Sequence[Subject], parents: Mapping[str, str], root: str) -> Iterator[_Placed]:
    """Yield each unit with its parent and depth, the root first, children after their parent."""
    below: defaultdict[str | None, list[Subject]] = defaultdict(list)
    known = {each.target.id: each for each in inside}
    for each in sorted(inside, key=lambda s: by_name(s.target)):
        if each.target.id != root:
            below[parents.get(each.target.id)].append(each)
    waiting: list[_Placed] = [(known[root], None, 0)]
    while waiting:
        here, parent, depth = waiting.pop()
        yield here, parent, depth
        children = below[here.target.id]
        waiting += [(child, here.target.id, depth + 1) for child in reversed(children)]


def _spots(
    placed: Iterable[_Placed],
    links: Mapping[str, Link],
    tallies: Mapping[str, Tally],
    over: frozenset[State],
) -> Iterator[Spot]:
    found: dict[str | None, frozenset[State]] = {None: over}
    for subject, parent, depth in placed:
        unit = subject.target
        link = links[unit.id]
        found[unit.id] = found[parent].union(link.states)
        grade = next((state for state in STATES if state in found[unit.id]), None)
        villages = None if unit.tier == "village" else tallies.get(unit.id)
        yield Spot(unit, parent, depth, link, grade, villages)


@lru_cache(maxsize=8192)
def by_name(unit: Target) -> tuple[str, str, str]:
    """Return the order of a unit among others: Vietnamese alphabet, then code."""
    return sort_key(unit.name), unit.code, unit.id
