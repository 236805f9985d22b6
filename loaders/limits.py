"""How long a node lasts with what it hangs on: a post with its organisation, that with its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapp.model.interval import Interval
from loaders.organisations import BELONGS_TO, SERVES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loaders.draft import Draft
    from loaders.facts import Edge, Node


class Limits:
    """The lives of nodes, each computed once."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._by_start: dict[str, dict[Node, list[Edge]]] = {}
        self._lives: dict[Node, Interval] = {}

    def of_edge(self, edge: Edge) -> Interval:
        """Return the days on which both ends of an edge are there."""
        if edge.start.label == "Person" and edge.table.name in ("HOLDS", "RESPONSIBLE_FOR"):
            return self.lasting(edge.end)
        return edge.start.life.clip(edge.end.life)

    def prepare(self, nodes: Iterable[Node]) -> None:
        """Fetch what stands of posts and organisations, at once for all."""
        wanted = {node for node in nodes if node.label in ("Post", "Organisation")}
        posts = [node for node in wanted if node.label == "Post"]
        belongs = self._edges(BELONGS_TO, posts)
        seats = {edge.end for post in posts for edge in belongs.get(post, ())}
        self._edges(SERVES, seats | {node for node in wanted if node.label == "Organisation"})

    def lasting(self, node: Node) -> Interval:
        """Return a node's life within the lives of what it hangs on."""
        if node not in self._lives:
            self._lives[node] = self._lasting(node)
        return self._lives[node]

    def _lasting(self, node: Node) -> Interval:
        table = {"Post": BELONGS_TO, "Organisation": SERVES}.get(node.label)
        edges = [] if table is None else self._by_start.get(table, {}).get(node, [])
        days = [edge.life.clip(self.lasting(edge.end)) for edge in edges]
        if not days:
            return node.life
        hull = Interval(min(d.since for d in days), max(d.until for d in days))
        return node.life.clip(hull)

    def _edges(self, table: str, starts: Iterable[Node]) -> dict[Node, list[Edge]]:
        """Return the edges of a table by start: those of this load over those that stand."""
        found: dict[Node, list[Edge]] = {}
        starts = list(starts)
        standing = self._draft.standing.edges(table, "start", starts)
        meant = {edge.id for edge in self._draft.edges[table] if edge.id is not None}
        for edge in self._draft.edges[table]:
            found.setdefault(edge.start, []).append(edge)
        for node in starts:
            kept = (e for e in standing.get(node.id or "", ()) if e.id not in meant)
            found.setdefault(node, []).extend(kept)
        self._by_start[table] = found
        return found
