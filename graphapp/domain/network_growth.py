"""How a picture of the network grows: from its beginning by the neighbours of what is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graphapp.domain.network_field import Asked, Field
from graphapp.domain.network_paths import Paths
from graphapp.domain.network_ties import RANK
from graphapp.model.text import sort_key


@dataclass(frozen=True)
class Capped:
    """How many nodes a picture shows of those that were asked for, and how many it may."""

    shown: int
    total: int
    limit: int


@dataclass
class Grown:
    """The ids of a picture in the making, in the order in which they came."""

    shown: dict[str, None]
    via: dict[str, str] = field(default_factory=dict)
    opened: dict[str, None] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)

    def open(self, node_id: str, neighbours: Sequence[str], asked: Asked) -> None:
        """Add the neighbours of a node, as far as the caps allow."""
        self.opened[node_id] = None
        for each in neighbours[: asked.most]:
            if each in self.shown:
                continue
            if len(self.shown) >= asked.limit:
                self.left_out.add(each)
                continue
            self.shown[each] = None
            self.via[each] = node_id

    def capped(self, limit: int) -> Capped | None:
        """Tell what the limit of a picture left out, if anything."""
        if not self.left_out:
            return None
        return Capped(len(self.shown), len(self.shown) + len(self.left_out), limit)


def grow(there: Field, paths: Paths | None) -> Grown:
    """Open the centre and what was opened after it, each when it is in the picture.

    Of paths, their nodes are the beginning, and the centre is opened only where that is asked for.
    """
    asked = there.asked
    if paths is None:
        grown = Grown({asked.centre: None})
        waiting = list(dict.fromkeys((asked.centre, *asked.opened)))
    else:
        ends = (asked.centre, str(asked.to))
        grown = Grown(dict.fromkeys((*ends, *sorted(paths.steps))))
        waiting = list(asked.opened)
    there.ties(waiting)
    while ready := [each for each in waiting if each in grown.shown]:
        each = ready[0]
        waiting.remove(each)
        grown.open(each, _neighbours(there, each), asked)
    return grown


def _neighbours(there: Field, node_id: str) -> list[str]:
    """Return the neighbours of a node in order: by relation, then by name and code."""
    first: dict[str, int] = {}
    for tie in there.ties([node_id])[node_id]:
        rank, other = RANK[tie.relation], tie.other(node_id)
        first[other] = min(rank, first.get(other, rank))
    return sorted(first, key=lambda each: (first[each], *_order(there, each)))


def _order(there: Field, node_id: str) -> tuple[str, str, str]:
    node = there.node(node_id)
    return (sort_key(node.title), node.code, node.id) if node else ("", "", node_id)
