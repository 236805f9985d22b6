"""The network around anything on a date: nodes, ties, what is hidden, what of it is broken.

It starts from one node and grows by the neighbours of the nodes that are opened. A household is
never a node: it is counted at its village.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import networkx as nx

from graphapp.domain.decisions import decisions_by_id
from graphapp.domain.network_field import Asked, Field
from graphapp.domain.network_growth import Capped, Grown, grow
from graphapp.domain.network_households import households_of
from graphapp.domain.network_known import Known
from graphapp.domain.network_links import Carried, carried, judged
from graphapp.domain.network_nodes import Node
from graphapp.domain.network_paths import Paths, paths_between
from graphapp.domain.network_ties import DECIDES, RANK, RELATIONS, UNLESS_ASKED, Tie
from graphapp.domain.results import DecisionRef, Link, Reason, State
from graphapp.errors import Place, UnknownCodeError
from graphapp.graph.port import Reader
from graphapp.model.interval import Interval
from graphapp.model.policy import Policy
from graphapp.model.scope import Scope


@dataclass(frozen=True)
class Edge:
    """A tie between two nodes of the picture, over the days that both ends share with it.

    ``state``: of an assignment that counts, or acting; ``broken``: why an assignment does not
    carry its link; ``on_path``: it lies on one of the paths shown.
    """

    id: str
    relation: str
    start: str
    end: str
    since: date
    until: date
    kind: str | None = None
    acting: bool = False
    head: bool = False
    decision: DecisionRef | None = None
    state: State | None = None
    broken: Reason | None = None
    on_path: bool = False


@dataclass(frozen=True)
class Offered:
    """What can be filtered by around what is opened: how many ties or nodes of each there are.

    Relations are counted before any filter, tiers and lines before those of nodes.
    """

    relations: Mapping[str, int] = field(default_factory=dict)
    tiers: Mapping[str, int] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Network:
    """A picture of the network on a date.

    ``via``: by which opened node each node but the centre came; ``opened``: the nodes of which
    the neighbours are shown, in that order; ``paths``: those from the centre ``to`` another node.
    """

    asked: Asked
    as_of: date
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    via: Mapping[str, str] = field(default_factory=dict)
    opened: tuple[str, ...] = ()
    capped: Capped | None = None
    paths: Paths | None = None
    offered: Offered = field(default_factory=Offered)
    organisation: Node | None = None

    @property
    def relations(self) -> dict[str, int]:
        """Count the edges of each relation that there is, in order."""
        counts = Counter(edge.relation for edge in self.edges)
        return {relation: counts[relation] for relation in RELATIONS if counts[relation]}

    @property
    def tiers(self) -> dict[str, int]:
        """Count the nodes of each tier that there is."""
        return dict(Counter(node.tier for node in self.nodes if node.tier))


def network(
    reader: Reader,
    scope: Scope,
    asked: Asked,
    as_of: date,
    *,
    policy: Policy | None = None,
    known: Known | None = None,
) -> Network:
    """Return the picture that was asked for; with a policy, links are judged.

    ``known``: what pictures of the same day, scope and policy have read since the last entry.

    Raises UnknownCodeError when the centre, or the other end of paths, is no node in sight on the
    date.
    """
    there = Field(reader, scope, asked, as_of, known or Known())
    for end in filter(None, (asked.centre, asked.to)):
        if there.node(end) is None:
            place = Place(value=end, remedy="error.unknown_code.remedy")
            raise UnknownCodeError("error.unknown_code", (place,), code=end)
    paths = _paths(there)
    grown = grow(there, paths)
    people = _people(there, grown)
    nodes = _nodes(there, grown, people)
    links = judged(reader, nodes, as_of, policy, there.known)
    homes = households_of(reader, nodes, as_of, policy, there.known)
    return Network(
        asked,
        as_of,
        tuple(_told(node, links.get(node.id), homes.get(node.id)) for node in nodes),
        _edges(there, grown, carried(links.values(), as_of, policy), paths),
        grown.via,
        tuple(grown.opened),
        grown.capped(asked.limit),
        paths,
        offered=_offered(there, grown, people),
        organisation=there.node(asked.organisation) if asked.organisation else None,
    )


def as_networkx(found: Network) -> nx.MultiDiGraph:
    """Return a picture as a graph of networkx: nodes by id, edges keyed by their own id."""
    graph = nx.MultiDiGraph()
    graph.add_nodes_from((node.id, {"node": node}) for node in found.nodes)
    graph.add_edges_from((edge.start, edge.end, edge.id, {"edge": edge}) for edge in found.edges)
    return graph


def _paths(there: Field) -> Paths | None:
    asked = there.asked
    if asked.to is None or asked.to == asked.centre:
        return None
    return paths_between(there, asked.centre, asked.to, asked.paths)


def _around(there: Field, grown: Grown) -> set[str]:
    """Return the nodes next to what is opened, whatever the filters of nodes, and those shown."""
    shown = there.asked.shown_relations
    facts = there.facts(grown.opened)
    ends = {
        end
        for each in grown.opened
        for tie in facts[each]
        if tie.relation in shown
        for end in (tie.start, tie.end)
    }
    return ends | grown.shown.keys()


def _people(there: Field, grown: Grown) -> dict[str, Node]:
    """Return the people in and next to the picture with their posts."""
    return there.holding(node for node in map(there.node, sorted(_around(there, grown))) if node)


def _offered(there: Field, grown: Grown, people: Mapping[str, Node]) -> Offered:
    facts = there.facts(grown.opened)
    ties = {tie.id: tie for each in grown.opened for tie in facts[each]}
    relations = Counter(tie.relation for tie in ties.values())
    relations[DECIDES] = len({tie.decision_id for tie in ties.values()} - {None})
    around = (people.get(each) or there.node(each) for each in _around(there, grown))
    nodes = [node for node in around if node]
    return Offered(
        relations,
        Counter(node.tier for node in nodes if node.tier),
        Counter(line for node in nodes for line in node.lines),
    )


def _nodes(there: Field, grown: Grown, people: Mapping[str, Node]) -> list[Node]:
    ties = there.ties(grown.shown)
    nodes = [node for node in map(there.node, grown.shown) if node]
    return [
        replace(
            people.get(node.id, node),
            opened=node.id in grown.opened,
            hidden=len({tie.other(node.id) for tie in ties[node.id]} - grown.shown.keys()),
        )
        for node in nodes
    ]


def _told(node: Node, link: Link | None, homes: tuple[int, int] | None) -> Node:
    """Return a node with how its link stands and how many households it has."""
    if link is None:
        return node
    return replace(
        node, states=link.states, broken=link.broken, required=link.required, households=homes
    )


def _edges(
    there: Field, grown: Grown, told: Mapping[str, Carried], paths: Paths | None
) -> tuple[Edge, ...]:
    every: dict[str, Tie] = {}
    for each, ties in there.ties(grown.shown).items():
        if each in grown.shown:
            every |= {tie.id: tie for tie in ties if tie.other(each) in grown.shown}
    decisions = _decisions(there, every.values())
    walked = paths.links if paths else frozenset()
    found = (
        _edge(there, tie, decisions.get(tie.decision_id or ""), told.get(tie.id), walked)
        for tie in every.values()
    )
    return tuple(sorted(found, key=lambda e: (RANK[e.relation], e.start, e.end, e.since, e.id)))


def _decisions(there: Field, ties: Iterable[Tie]) -> Mapping[str, DecisionRef]:
    known = there.known.decisions
    wanted = {tie.decision_id for tie in ties if tie.decision_id} - known.keys()
    known.update(decisions_by_id(there.reader, wanted))
    return known


def _edge(
    there: Field,
    tie: Tie,
    decision: DecisionRef | None,
    told: Carried | None,
    walked: frozenset[frozenset[str]],
) -> Edge:
    days = Interval(tie.since, tie.until)
    for node in (there.node(tie.start), there.node(tie.end)):
        if node and tie.relation not in UNLESS_ASKED:
            days = days.clip(Interval(node.since, node.until))
    return Edge(
        tie.id,
        tie.relation,
        tie.start,
        tie.end,
        days.since,
        days.until,
        tie.kind,
        tie.acting,
        tie.head,
        decision,
        told.state if told else State.ACTING if tie.acting else None,
        told.broken if told else None,
        frozenset((tie.start, tie.end)) in walked,
    )
