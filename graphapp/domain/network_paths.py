"""All paths between two nodes of the network, those of fewest links first, as far as caps allow.

Balls grow around both ends, the smaller one first, a ring at a time; when they reach far enough
for paths of a length, those are walked. So nothing is fetched that no path of that length meets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from graphapp.domain.network_field import Field
from graphapp.model.text import sort_key

LONGEST = 8  # links
COUNTED = 1_000  # paths, of which the first are shown
_FETCHED = 4_000  # nodes of which the neighbours are looked at
_STEPS = 200_000  # of walking


@dataclass(frozen=True)
class Paths:
    """Paths between two nodes, each as its nodes, fewest links first.

    ``found``: how many were counted; ``limit``: how many are shown at most; ``longest``: links of
    a path that is looked for; ``complete``: there is no other path of at most so many links.
    """

    items: tuple[tuple[str, ...], ...]
    found: int
    limit: int
    longest: int
    complete: bool

    @property
    def steps(self) -> dict[str, int]:
        """Return how many links from the start each node lies, the end as far as it ever does."""
        found: dict[str, int] = {}
        for item in self.items:
            for step, each in enumerate(item[:-1]):
                found[each] = min(step, found.get(each, step))
        if self.items:
            found[self.items[0][-1]] = max(len(item) for item in self.items) - 1
        return found

    @property
    def links(self) -> frozenset[frozenset[str]]:
        """Return the pairs of nodes that follow each other on a path."""
        return frozenset(frozenset(pair) for item in self.items for pair in pairwise(item))


def paths_between(there: Field, start: str, end: str, limit: int) -> Paths:
    """Return the paths between two nodes in sight, within the filters of the field."""
    search = _Search(there, start, end)
    items: list[tuple[str, ...]] = []
    found = 0
    for length in range(1, LONGEST + 1):
        if not search.reach(length):
            break
        for item in search.walk(length):
            found += 1
            if len(items) < limit:
                items.append(item)
            if found == COUNTED:
                search.cut = True
                break
        if search.cut or found >= limit:
            break
    else:
        return Paths(tuple(items), found, limit, LONGEST, found <= limit)
    return Paths(tuple(items), found, limit, LONGEST, complete=False)


@dataclass
class _Ball:
    """Nodes around an end by their distance; ``edge``: the last ring, not looked beyond yet."""

    distance: dict[str, int]
    edge: list[str]
    radius: int = 0


@dataclass
class _Search:
    """What is known of the network between two nodes; ``cut``: a cap ended the search."""

    there: Field
    start: str
    end: str
    cut: bool = False
    _near: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _sorted: dict[str, list[str]] = field(default_factory=dict)
    _fetched: int = 0
    _steps: int = 0

    def __post_init__(self) -> None:
        self._fore = _Ball({self.start: 0}, [self.start])
        self._back = _Ball({self.end: 0}, [self.end])

    def reach(self, length: int) -> bool:
        """Look so far that no path of a length is missed; False when that is too much."""
        while self._fore.radius + self._back.radius < length:
            smaller = min(self._fore, self._back, key=lambda ball: len(ball.edge))
            if self._fetched + len(smaller.edge) > _FETCHED:
                self.cut = True
                return False
            self._grow(smaller)
        self._sorted.clear()
        return True

    def _grow(self, ball: _Ball) -> None:
        self._fetched += len(ball.edge)
        ties = self.there.ties(ball.edge)
        ring: dict[str, None] = {}
        for each in ball.edge:
            for other in {tie.other(each) for tie in ties[each]} - {each}:
                self._near[each].add(other)
                self._near[other].add(each)
                if other not in ball.distance:
                    ring[other] = None
        ball.radius += 1
        ball.distance |= dict.fromkeys(ring, ball.radius)
        ball.edge = list(ring)

    def walk(self, length: int) -> Iterator[tuple[str, ...]]:
        """Give every path of exactly so many links, in the order of names."""
        trail = [self.start]
        rest = [iter(self._onward(self.start, length - 1))]
        while rest:
            each = next(rest[-1], None)
            self._steps += 1
            if self._steps > _STEPS:
                self.cut = True
                return
            if each is None:
                rest.pop()
                trail.pop()
            elif each not in trail:
                left = length - len(trail)
                if left == 0:
                    yield (*trail, each)
                else:
                    trail.append(each)
                    rest.append(iter(self._onward(each, left - 1)))

    def _onward(self, node_id: str, left: int) -> Iterable[str]:
        """Return the neighbours from which the end can be reached in so many links."""
        far = self._back.radius + 1  # as near may be what the ball does not hold
        distance = self._back.distance
        near = self._neighbours(node_id)
        if left == 0:
            return [each for each in near if each == self.end]
        return [e for e in near if e != self.end and distance.get(e, far) <= left]

    def _neighbours(self, node_id: str) -> list[str]:
        if node_id not in self._sorted:
            self._sorted[node_id] = sorted(self._near[node_id], key=self._order)
        return self._sorted[node_id]

    def _order(self, node_id: str) -> tuple[str, str]:
        node = self.there.node(node_id)
        return (sort_key(node.title) if node else "", node_id)
