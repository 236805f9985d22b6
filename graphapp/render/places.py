"""Where the nodes of a network stand: a pure function of the picture, on a grid of cells.

The centre stands at the origin. What is over it (parents, superiors, those who answer for it)
stands above, what is under it below, organisations of the state on the left, of the party on the
right, each part as rows that are read like text. The neighbours that a node brings when it is
opened form a block at the free place nearest to it, beyond all that stands in the same columns or
rows. Nodes are opened in the order of the address, so whatever is opened after them moves nothing.
Paths between two nodes run from left to right, a column for each step.
A picture that goes through time is laid out over all days at once: each day leaves gaps, and
nothing in it moves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, hypot, sqrt

from graphapp.domain.network import Edge, Network
from graphapp.domain.network_paths import Paths
from graphapp.domain.network_ties import Tie
from graphapp.domain.network_time import Union

CELL = (240, 150)
"""Width and height of a cell: the largest node and the space around it."""

GAP = 1  # cells between blocks
WIDE = 1.7  # as many columns as rows, that many times
REACH = 24  # columns or rows to either side in which a place for a block is looked for
_UPWARD = frozenset({"PART_OF", "UNDER", "BELONGS_TO", "HOLDS", "MEMBER_OF"})
_BESIDE = frozenset({"SERVES", "COVERS"})
_SIDES = ("left", "right", "above", "below")
Cell = tuple[int, int]


def places(found: Network, union: Union | None = None) -> dict[str, Cell]:
    """Return the place of each node's middle, in pixels from the centre.

    With a union, of all that is in it; what the picture shows besides stands beyond that.
    """
    ground = _Ground()
    if found.paths:
        _lay_paths(ground, _columns(found, found.paths))
    for each in (union, found) if union else (found,):
        _lay(ground, each)
    width, height = CELL
    return {each: (x * width, y * height) for each, (x, y) in ground.cells.items()}


def _lay(ground: _Ground, found: Network | Union) -> None:
    """Put what stands nowhere yet: around the centre, and then around what was opened."""
    brought: defaultdict[str, list[str]] = defaultdict(list)
    for node_id, opener in found.via.items():
        if node_id not in ground.cells:
            brought[opener].append(node_id)
    sides, centre = _Sides(found), found.asked.centre
    if centre not in ground.cells:
        ground.put(centre, (0, 0))
        sides.lay(ground, centre, brought.pop(centre, ()))
    for opener in found.opened:
        block = brought.pop(opener, [])
        if block:
            ground.lay_near(opener, sides.ordered(opener, block))


def _columns(found: Network, paths: Paths) -> dict[str, int]:
    """Return the column of each node of the paths; where there is none, of the two ends."""
    ends = {found.asked.centre: 0, str(found.asked.to): 1}
    return ends | {node.id: paths.steps[node.id] for node in found.nodes if node.id in paths.steps}


def _lay_paths(ground: _Ground, steps: Mapping[str, int]) -> None:
    columns: defaultdict[int, list[str]] = defaultdict(list)
    for each, step in steps.items():
        columns[step].append(each)
    for step, column in columns.items():
        for row, each in enumerate(column):
            ground.put(each, (2 * step, row - len(column) // 2))


@dataclass
class _Ground:
    """Cells taken, and how far they reach in each column and row."""

    cells: dict[str, Cell] = field(default_factory=dict)
    _columns: dict[int, Cell] = field(default_factory=dict)
    _rows: dict[int, Cell] = field(default_factory=dict)

    def put(self, node_id: str, cell: Cell) -> None:
        """Take a cell."""
        x, y = cell
        self.cells[node_id] = cell
        low, high = self._columns.get(x, (y, y))
        self._columns[x] = (min(low, y), max(high, y))
        low, high = self._rows.get(y, (x, x))
        self._rows[y] = (min(low, x), max(high, x))

    def lay(self, block: Sequence[str], corner: Cell, width: int) -> None:
        """Put nodes in rows from a corner on, as text is read, the last row in the middle."""
        for first in range(0, len(block), width):
            row = block[first : first + width]
            for column, each in zip(_spread(width, len(row)), row, strict=True):
                self.put(each, (corner[0] + column, corner[1] + first // width))

    def lay_near(self, opener: str, block: Sequence[str]) -> None:
        """Put a block where it is free and nearest to a node."""
        width = _wide(block)
        size = width, ceil(len(block) / width)
        home = self.cells[opener]
        corner = min(self._free(home, size), key=lambda each: _distance(each, size, home))
        self.lay(block, corner, width)

    def beyond(self, side: str, first: int, size: Cell, gap: int = GAP) -> Cell:
        """Return the corner of a block beyond all that stands in its columns or rows."""
        width, height = size
        if side in ("above", "below"):
            reach = [self._columns[x] for x in range(first, first + width) if x in self._columns]
            ends = reach or [(0, 0)]
            if side == "below":
                return first, max(high for _, high in ends) + 1 + gap
            return first, min(low for low, _ in ends) - height - gap
        reach = [self._rows[y] for y in range(first, first + height) if y in self._rows]
        ends = reach or [(0, 0)]
        if side == "right":
            return max(high for _, high in ends) + 1 + gap, first
        return min(low for low, _ in ends) - width - gap, first

    def _free(self, home: Cell, size: Cell) -> Iterator[Cell]:
        width, height = size
        for shift in range(-REACH, REACH + 1):
            for side in ("below", "above"):
                yield self.beyond(side, home[0] - width // 2 + shift, size)
            for side in ("right", "left"):
                yield self.beyond(side, home[1] - height // 2 + shift, size)


def _wide(block: Sequence[str]) -> int:
    """Return the columns of a block: an odd number, and wide rather than high, as a window is."""
    return ceil(sqrt(WIDE * len(block))) | 1


def _spread(width: int, count: int) -> list[int]:
    """Return the columns of a row, alike on both sides of its middle."""
    spare = width - count
    return [spare // 2 + n + (spare % 2 if n >= count / 2 else 0) for n in range(count)]


def _distance(corner: Cell, size: Cell, home: Cell) -> tuple[float, Cell]:
    across = (corner[0] + (size[0] - 1) / 2 - home[0]) * CELL[0]
    down = (corner[1] + (size[1] - 1) / 2 - home[1]) * CELL[1]
    return hypot(across, down), corner


class _Sides:
    """On which side of the node that brought it each node belongs."""

    def __init__(self, found: Network | Union) -> None:
        self._lines = {node.id: node.lines for node in found.nodes}
        self._edges: defaultdict[frozenset[str], list[Edge | Tie]] = defaultdict(list)
        for edge in found.edges:
            self._edges[frozenset((edge.start, edge.end))].append(edge)

    def lay(self, ground: _Ground, centre: str, brought: Iterable[str]) -> None:
        """Put the neighbours of the centre around it."""
        parts: defaultdict[str, list[str]] = defaultdict(list)
        for each in brought:
            parts[self.of(centre, each)].append(each)
        for side in _SIDES:
            part = parts[side]
            if not part:
                continue
            tall = side in ("left", "right")
            width = ceil(len(part) / ceil(sqrt(len(part)))) if tall else _wide(part)
            size = width, ceil(len(part) / width)
            first = -(size[1] // 2) if tall else -(size[0] // 2)
            ground.lay(part, ground.beyond(side, first, size, gap=0 if tall else GAP), width)

    def ordered(self, opener: str, block: Iterable[str]) -> list[str]:
        """Return a block in the order in which it is read: what is over its opener first."""
        rank = {"above": 0, "left": 1, "right": 2, "below": 3}
        return sorted(block, key=lambda each: rank[self.of(opener, each)])

    def of(self, opener: str, node_id: str) -> str:
        """Return the side of a node, by the first edge between it and its opener."""
        edge = next(iter(self._edges[frozenset((opener, node_id))]), None)
        if edge is None:
            return "below"
        if edge.relation == "SUCCEEDED_BY":
            return "left" if edge.end == opener else "right"
        if edge.relation in _BESIDE and edge.end == opener:
            return "right" if "party" in self._lines[node_id] else "left"
        if edge.relation in _UPWARD or edge.relation in _BESIDE:
            return "above" if edge.start == opener else "below"
        return "above" if edge.end == opener else "below"
