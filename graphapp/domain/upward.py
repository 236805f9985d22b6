"""The ways up from what is answered for to the province, and whom they hang on.

Rules: ``docs/rules.md`` ("Whose absence breaks whose line"). Pure: ids in, ids out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

PROVINCE = "province"
"""The node at which every way up ends."""


@dataclass(frozen=True)
class Upward:
    """Who answers for what and who stands above whom on a date, in one line.

    ``answering``: people by the id of what they answer for; ``above``: who supervises somebody;
    ``seats``: the units of somebody's posts; ``top``: who holds a post of the province.
    """

    answering: Mapping[str, frozenset[str]]
    above: Mapping[str, frozenset[str]]
    seats: Mapping[str, tuple[str, ...]]
    top: frozenset[str]

    def onward(self, here: str, absent: str | None = None) -> frozenset[str]:
        """Return where the way goes on from a target or a person, as if somebody were not there.

        From a target to who answers for it; from a person to who supervises, and only if nobody
        does: to the province from a post there, else to who answers for a unit of a post.
        """
        out = frozenset({absent} if absent else ())
        if here in self.answering:
            return self.answering[here] - out
        above = self.above.get(here, frozenset()) - out
        if above:
            return above
        if here in self.top:
            return frozenset({PROVINCE})
        found = (self.answering.get(seat, frozenset()) for seat in self.seats.get(here, ()))
        return frozenset().union(*found) - out - {here}


@dataclass(frozen=True)
class WayUp:
    """How a target reaches the province: past so many people on the shortest way.

    ``people`` is None where no way reaches it; ``ends`` are those at whom the ways end then, none
    where nobody answers for the target.
    """

    people: int | None
    ends: frozenset[str]


def ways(facts: Upward, targets: Iterable[str], absent: str | None = None) -> nx.DiGraph:
    """Return all ways up from targets as a graph directed upward, without somebody absent."""
    graph = nx.DiGraph()
    graph.add_node(PROVINCE)
    waiting = sorted(set(targets))
    graph.add_nodes_from(waiting)
    while waiting:
        here = waiting.pop()
        for there in sorted(facts.onward(here, absent)):
            if there not in graph:
                waiting.append(there)
            graph.add_edge(here, there)
    return graph


def ways_up(facts: Upward, targets: Collection[str]) -> dict[str, WayUp]:
    """Tell of each target how it reaches the province, or where its ways end."""
    graph = ways(facts, targets)
    steps = nx.single_source_shortest_path_length(graph.reverse(copy=False), PROVINCE)
    return {each: _way_up(graph, each, steps) for each in targets}


def _way_up(graph: nx.DiGraph, target: str, steps: Mapping[str, int]) -> WayUp:
    if target in steps:
        return WayUp(steps[target] - 1, frozenset())
    met = nx.descendants(graph, target)
    return WayUp(None, frozenset(each for each in met if not graph.out_degree(each)) or met)


def breaking(facts: Upward, targets: Collection[str]) -> dict[str, frozenset[str]]:
    """Return whose absence breaks whose line: by person, the targets that would not reach it.

    All ways that stand pass everybody who is found: they dominate the target in the graph turned
    round. Whether a new way opens in somebody's absence is then looked up without that person.
    """
    graph = ways(facts, targets)
    nearest = nx.immediate_dominators(graph.reverse(copy=False), PROVINCE)
    passed: defaultdict[str, set[str]] = defaultdict(set)
    for target in targets:
        at = nearest.get(target, PROVINCE)
        while at != PROVINCE:
            passed[at].add(target)
            at = nearest[at]
    broken = {person: _broken(facts, those, person) for person, those in passed.items()}
    return {person: those for person, those in broken.items() if those}


def _broken(facts: Upward, targets: set[str], absent: str) -> frozenset[str]:
    return frozenset(targets - nx.ancestors(ways(facts, targets, absent), PROVINCE))


Answers = tuple[frozenset[str], ...]
"""Who answers through each assignment that counts; nobody for a group without a head."""


def answers_alone(found: Iterable[Answers]) -> frozenset[str]:
    """Return who answers alone under one of several duties: without whom nobody would.

    A group without a head goes on answering on paper, so beside it nobody is alone.
    """
    alone: set[str] = set()
    for answers in found:
        everybody = frozenset().union(*answers)
        if len(everybody) == 1 and all(answers):
            alone |= everybody
    return frozenset(alone)
