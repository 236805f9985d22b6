"""The network around nodes on a date, as filters and scope leave it; fetched as it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from graphapp.domain.decisions import seen_decisions
from graphapp.domain.network_known import Known
from graphapp.domain.network_nodes import Node, nodes_of, with_posts
from graphapp.domain.network_ties import (
    DECIDES,
    EVER,
    RELATIONS,
    UNLESS_ASKED,
    Days,
    Tie,
    decided,
    facts_of,
)
from graphapp.domain.visible import groups_in_scope, people_in_scope, things_in_scope
from graphapp.graph.port import Reader
from graphapp.model.schema import MODEL
from graphapp.model.scope import Scope

NEIGHBOURS = 200
PICTURE = 2_000
PATHS = 20
_OF_A_BODY = frozenset({"person", "post", "organisation"})


@dataclass(frozen=True)
class Asked:
    """What a picture of the network is to show.

    ``centre``: the id of a node; ``opened``: further nodes of which the neighbours are shown, in
    the order in which they were opened; ``to``: the other end of paths. Filters: ``relations``
    (none: all that :data:`UNLESS_ASKED` does not hold back), ``tiers``, ``line``,
    ``organisation``; a node that has no tier or line passes. ``most``: neighbours of one node;
    ``limit``: nodes of the picture; ``paths``: how many of them.
    """

    centre: str
    opened: tuple[str, ...] = ()
    relations: frozenset[str] = frozenset()
    tiers: frozenset[str] = frozenset()
    line: str | None = None
    organisation: str | None = None
    to: str | None = None
    most: int = NEIGHBOURS
    limit: int = PICTURE
    paths: int = PATHS

    @property
    def shown_relations(self) -> frozenset[str]:
        """Return the relations asked for, or those that are shown where none is."""
        if self.relations:
            return self.relations
        around = {MODEL.label_of(each or "") for each in (self.centre, self.to)}
        held_back = UNLESS_ASKED - ({DECIDES} if "Decision" in around else set())
        return frozenset(RELATIONS) - held_back

    @property
    def by_posts(self) -> bool:
        """Tell whether a filter asks for what somebody's posts tell."""
        return bool(self.tiers or self.line or self.organisation)

    def passes(self, node: Node) -> bool:
        """Tell whether the filters leave a node; the two that were named are always left."""
        if node.id in (self.centre, self.to):
            return True
        if self.tiers and node.tier and node.tier not in self.tiers:
            return False
        if self.line and node.lines and self.line not in node.lines:
            return False
        of_it = self.organisation in node.organisations or node.kind not in _OF_A_BODY
        return not self.organisation or of_it


@dataclass
class Field:
    """Nodes and ties of a date that a user may see and the filters leave, each fetched once.

    ``known``: what earlier pictures of the same day have fetched, and where this one adds to it.
    ``ever``: of all days at once instead, where it leaves more than the filters would on any day.
    """

    reader: Reader
    scope: Scope
    asked: Asked
    as_of: date
    known: Known = field(default_factory=Known)
    ever: bool = False
    _ties: dict[str, tuple[Tie, ...]] = field(default_factory=dict)

    @property
    def days(self) -> Days:
        """Return the days that are looked at."""
        return EVER if self.ever else Days(self.as_of, self.as_of)

    def node(self, node_id: str) -> Node | None:
        """Return a node in sight, whatever the filters; None when there is none on the days."""
        if node_id not in self.known.nodes:
            self._learn([node_id])
        return self.known.people.get(node_id) or self.known.nodes[node_id]

    def holding(self, nodes: Iterable[Node]) -> dict[str, Node]:
        """Return the people among some nodes with their posts."""
        people = [node for node in nodes if node.kind == "person"]
        wanted = [node for node in people if node.id not in self.known.people]
        self.known.people.update(with_posts(self.reader, wanted, self.as_of))
        return {node.id: self.known.people[node.id] for node in people}

    def facts(self, ids: Iterable[str]) -> Mapping[str, tuple[Tie, ...]]:
        """Return all relations of nodes whose both ends are in sight, whatever the filters."""
        deciding = DECIDES in self.asked.shown_relations
        known = self.known.ties[deciding]
        wanted = [each for each in dict.fromkeys(ids) if each not in known]
        if wanted:
            found = facts_of(self.reader, wanted, self.days, decisions=deciding)
            every = [tie for ties in found.values() for tie in ties]
            ends = {end for tie in every for end in (tie.start, tie.end)}
            self._learn({*wanted, *ends, *({t.decision_id for t in every} if deciding else ())})
            for each, ties in found.items():
                here = self.known.nodes[each] is not None
                known[each] = tuple(t for t in ties if here and self._stands(t))
        return known

    def ties(self, ids: Iterable[str]) -> Mapping[str, tuple[Tie, ...]]:
        """Return the ties of nodes that the filters leave."""
        wanted = [each for each in dict.fromkeys(ids) if each not in self._ties]
        facts = self.facts(wanted) if wanted else {}
        if self.asked.by_posts and not self.ever:
            ends = {end for each in wanted for tie in facts[each] for end in (tie.start, tie.end)}
            self.holding(node for node in map(self.node, sorted(ends)) if node)
        for each in wanted:
            self._ties[each] = self._left(each, facts[each])
        return self._ties

    def _left(self, around: str, facts: tuple[Tie, ...]) -> tuple[Tie, ...]:
        shown = self.asked.shown_relations
        ties = [tie for tie in facts if tie.relation in shown and around in (tie.start, tie.end)]
        ties += decided(facts, around).values() if DECIDES in shown else ()
        return tuple(tie for tie in ties if self._passes(tie.other(around)))

    def _stands(self, tie: Tie) -> bool:
        """Tell whether both ends are in sight; of ended units only the succession is told."""
        ends = (self.known.nodes.get(tie.start), self.known.nodes.get(tie.end))
        former = tie.relation == "SUCCEEDED_BY"
        return all(node and (former or self.days.meet(node.since, node.until)) for node in ends)

    def _passes(self, node_id: str) -> bool:
        node = self.node(node_id)
        if node is None:
            return False
        if self.ever and node.kind != "unit":  # what it serves or holds may be otherwise each day
            return not self.asked.line or not node.lines or self.asked.line in node.lines
        return self.asked.passes(node)

    def _learn(self, ids: Iterable[str | None]) -> None:
        wanted = {each for each in ids if each and each not in self.known.nodes}
        if not wanted:
            return
        found = nodes_of(self.reader, wanted, self.days)
        seen = _in_scope(self.reader, self.scope, found.values())
        self.known.nodes.update({e: found.get(e) if e in seen else None for e in wanted})


def _in_scope(reader: Reader, scope: Scope, nodes: Iterable[Node]) -> frozenset[str]:
    """Return those nodes that a user may see; a post is seen with its organisation."""
    nodes = list(nodes)
    if scope.is_whole:
        return frozenset(node.id for node in nodes)
    kinds: dict[str, list[str]] = {}
    for node in nodes:
        kinds.setdefault(node.kind, []).append(node.id)
    bodies = {body for node in nodes for body in node.organisations}
    units = kinds.get("unit", [])
    things = things_in_scope(reader, scope, {*units, *bodies})
    return (
        frozenset(n.id for n in nodes if n.id in things or n.organisations & things)
        | people_in_scope(reader, scope, kinds.get("person", ()))
        | groups_in_scope(reader, scope, kinds.get("group", ()))
        | seen_decisions(reader, scope, kinds.get("decision", ()))
    )
