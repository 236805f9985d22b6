"""Places boxes in layers from top to bottom and leads lines around them.

For pictures of some dozens of boxes that no browser lays out. Lines that pass a layer keep a free
lane in it, as a box of no width; the order in a layer follows the neighbours' means (barycentres),
the places follow the neighbours as near as the spacing lets them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

GAP, ROW_GAP, MARGIN = 26.0, 56.0, 24.0
_PORT = 20.0
_SWEEPS = 12
Point = tuple[float, float]


@dataclass(frozen=True)
class Sized:
    """A box to be placed: its layers follow ``level``."""

    id: str
    level: int
    width: float
    height: float


@dataclass(frozen=True)
class Placed:
    """Corners of the boxes (left, top), the points of each line, and the size of it all."""

    corners: Mapping[str, Point]
    routes: Mapping[str, tuple[Point, ...]]
    width: float
    height: float


def place(boxes: Sequence[Sized], lines: Sequence[tuple[str, str, str]]) -> Placed:
    """Place boxes; ``lines``: id, from, to. Lines to or from what is no box are left out."""
    made = _Layers({box.id: box for box in boxes})
    made.add_ranks(lines)
    made.add_lanes(lines)
    made.sort()
    return made.placed()


@dataclass
class _Layers:
    """A picture in the making; ``order``: boxes and lanes of each layer, from left to right."""

    boxes: dict[str, Sized]
    ranks: dict[str, int] = field(default_factory=dict)
    order: list[list[str]] = field(default_factory=list)
    above: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    below: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    paths: dict[str, list[str]] = field(default_factory=dict)
    centres: dict[str, float] = field(default_factory=dict)

    def add_ranks(self, lines: Iterable[tuple[str, str, str]]) -> None:
        """Part a level into several layers where a line joins two boxes of it."""
        depth = dict.fromkeys(self.boxes, 0)
        level = {box.id: box.level for box in self.boxes.values()}
        same = [(a, b) for _, a, b in lines if a in level and b in level and level[a] == level[b]]
        for _ in self.boxes:  # a cycle ends with the last round
            moved = [(a, b) for a, b in same if a != b and depth[b] <= depth[a]]
            if not moved:
                break
            for a, b in moved:
                depth[b] = min(depth[a] + 1, len(self.boxes))
        keys = sorted({(level[each], depth[each]) for each in self.boxes})
        rank = {key: number for number, key in enumerate(keys)}
        self.ranks = {each: rank[level[each], depth[each]] for each in self.boxes}
        self.order = [[] for _ in keys]
        for each, number in self.ranks.items():
            self.order[number].append(each)

    def add_lanes(self, lines: Iterable[tuple[str, str, str]]) -> None:
        """Give each line a lane in every layer that it passes."""
        for name, source, target in lines:
            if source not in self.ranks or target not in self.ranks or source == target:
                continue
            first, last = sorted((source, target), key=lambda each: self.ranks[each])
            path = [first]
            for number in range(self.ranks[first] + 1, self.ranks[last]):
                lane = f"{name} @{number}"
                self.order[number].append(lane)
                path.append(lane)
            path.append(last)
            for upper, lower in pairwise(path):
                self.below[upper].append(lower)
                self.above[lower].append(upper)
            self.paths[name] = path if first == source else path[::-1]

    def sort(self) -> None:
        """Order each layer by its neighbours, downward and upward in turn, then place it."""
        self._spread()
        for sweep in range(_SWEEPS):
            near = self.above if sweep % 2 == 0 else self.below
            for layer in self.order if sweep % 2 == 0 else self.order[::-1]:
                layer.sort(key=lambda each, near=near: self._mean(each, near))  # type: ignore[misc]  # a lambda's default has no type
                self._pack(layer)
        for sweep in range(_SWEEPS):
            for layer in self.order if sweep % 2 == 0 else self.order[::-1]:
                self._settle(layer)

    def placed(self) -> Placed:
        """Return corners and routes, moved so that nothing lies left of the margin."""
        tops = self._tops()
        left = min((self.centres[b] - self._width(b) / 2 for b in self.centres), default=0) - MARGIN
        right = max((self.centres[b] + self._width(b) / 2 for b in self.centres), default=0)
        corners = {
            box.id: (self.centres[box.id] - box.width / 2 - left, self._top(box, tops))
            for box in self.boxes.values()
        }
        ports = self._ports()
        routes = {name: self._route(name, corners, tops, ports, left) for name in self.paths}
        height = tops[-1][1] + MARGIN if tops else 2 * MARGIN
        return Placed(corners, routes, right - left + MARGIN, height)

    def _width(self, each: str) -> float:
        return self.boxes[each].width if each in self.boxes else 0.0

    def _spread(self) -> None:
        for layer in self.order:
            self._pack(layer)

    def _pack(self, layer: Sequence[str]) -> None:
        """Put a layer side by side around the middle."""
        at = 0.0
        for each in layer:
            self.centres[each] = at + self._width(each) / 2
            at += self._width(each) + GAP
        for each in layer:
            self.centres[each] -= (at - GAP) / 2

    def _mean(self, each: str, near: Mapping[str, Sequence[str]]) -> float:
        found = [self.centres[other] for other in near.get(each, ())]
        return sum(found) / len(found) if found else self.centres[each]

    def _settle(self, layer: Sequence[str]) -> None:
        """Move a layer towards its neighbours' means as near as order and spacing allow.

        Least squares over an order: neighbours that would overlap move as one block.
        """
        blocks: list[tuple[float, int]] = []  # mean of the wishes less the room before, how many
        rooms = self._rooms(layer)
        for each, room in zip(layer, rooms, strict=True):
            near = [*self.above[each], *self.below[each]]
            wish = sum(self.centres[o] for o in near) / len(near) if near else self.centres[each]
            blocks.append((wish - room, 1))
            while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
                (a, n), (b, m) = blocks[-2], blocks[-1]
                blocks[-2:] = [((a * n + b * m) / (n + m), n + m)]
        starts = [start for start, count in blocks for _ in range(count)]
        for each, start, room in zip(layer, starts, rooms, strict=True):
            self.centres[each] = start + room

    def _rooms(self, layer: Sequence[str]) -> list[float]:
        """Return how far each centre has to be from the first one at least."""
        rooms = [0.0]
        for one, other in pairwise(layer):
            rooms.append(rooms[-1] + (self._width(one) + self._width(other)) / 2 + GAP)
        return rooms[: len(layer)]

    def _tops(self) -> list[Point]:
        """Return where each layer begins and ends."""
        tops: list[Point] = []
        at = MARGIN
        for layer in self.order:
            tall = max((self.boxes[b].height for b in layer if b in self.boxes), default=0)
            tops.append((at, at + tall))
            at += tall + ROW_GAP
        return tops

    def _top(self, box: Sized, tops: Sequence[Point]) -> float:
        begins, ends = tops[self.ranks[box.id]]
        return (begins + ends - box.height) / 2

    def _ports(self) -> dict[tuple[str, str], float]:
        """Return how far from the middle of a box each line leaves it, by line and box.

        Lines at one side of a box stand side by side in the order in which they lead away.
        """
        sides: defaultdict[tuple[str, bool], list[tuple[float, str]]] = defaultdict(list)
        for name, path in self.paths.items():
            down = self._goes_down(path)
            sides[path[0], down].append((self.centres[path[1]], name))
            sides[path[-1], not down].append((self.centres[path[-2]], name))
        found: dict[tuple[str, str], float] = {}
        for (box, _), lines in sides.items():
            apart = min(_PORT, self.boxes[box].width * 0.7 / len(lines))
            for number, (_, name) in enumerate(sorted(lines)):
                found[name, box] = (number - (len(lines) - 1) / 2) * apart
        return found

    def _goes_down(self, path: Sequence[str]) -> bool:
        return self.ranks[path[0]] <= self.ranks[path[-1]]

    def _route(
        self,
        name: str,
        corners: Mapping[str, Point],
        tops: Sequence[Point],
        ports: Mapping[tuple[str, str], float],
        left: float,
    ) -> tuple[Point, ...]:
        """Lead a line from box to box, straight through the lanes between."""
        path = self.paths[name]
        down = self._goes_down(path)
        points: list[Point] = []
        for each in path:
            x = self.centres[each] - left
            if each in self.boxes:
                top = corners[each][1]
                bottom = top + self.boxes[each].height
                y = bottom if (each == path[0]) == down else top
                points.append((x + ports[name, each], y))
            else:
                begins, ends = tops[int(each.rsplit("@", 1)[1])]
                points += [(x, begins), (x, ends)] if down else [(x, ends), (x, begins)]
        return tuple(points)
