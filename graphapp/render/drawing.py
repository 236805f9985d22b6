"""A picture of boxes and lines as shapes with places, drawn without a browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graphapp.render.layers import MARGIN, Placed, Point, Sized, place
from graphapp.render.letters import width_of, wrapped

TITLE, PLAIN, SMALL = 14.0, 13.0, 12.0
LINE = 18.0  # stacked Vietnamese marks need 18 px for 14 px letters
_LIMIT, _LABEL_LIMIT, _MARK = 190.0, 150.0, 20.0
_PAD_X, _PAD_Y = 14.0, 8.0
_LEAST = 60.0


@dataclass(frozen=True)
class Box:
    """A thing of the picture. It has a ``level`` to be placed by, or its ``centre``.

    ``style``: classes of its look; ``marks``: pairs of a state and its word.
    """

    id: str
    shape: str
    title: str
    about: str
    lines: tuple[str, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    style: str = ""
    step: str = ""
    level: int = 0
    centre: Point | None = None


@dataclass(frozen=True)
class Join:
    """A line between two boxes. ``head``: full, hollow, broken or blank for none."""

    id: str
    source: str
    target: str
    style: str
    about: str
    label: str = ""
    head: str = ""


@dataclass(frozen=True)
class Row:
    """A line of text in a box; ``mark``: the sign before it."""

    text: str
    x: float
    y: float
    bold: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Shape:
    """A box with its corner, size and text."""

    box: Box
    x: float
    y: float
    width: float
    height: float
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Track:
    """A line with its path and, where it is named, the rows of its label."""

    join: Join
    path: str
    label: tuple[Row, ...]
    back: tuple[float, float, float, float] | None


@dataclass(frozen=True)
class Drawing:
    """Everything that is drawn."""

    shapes: tuple[Shape, ...]
    tracks: tuple[Track, ...]
    width: float
    height: float


def draw(boxes: Sequence[Box], joins: Sequence[Join]) -> Drawing:
    """Size, place and join boxes: by their centres where all have one, else in layers."""
    sized = {box.id: _size(box) for box in boxes}
    known = [j for j in joins if j.source in sized and j.target in sized and j.source != j.target]
    by_centres = bool(boxes) and all(box.centre for box in boxes)
    if by_centres:
        placed = _by_centres(boxes, sized, known)
    else:
        layers = [Sized(box.id, box.level, *sized[box.id]) for box in boxes]
        placed = place(layers, [(join.id, join.source, join.target) for join in known])
    shapes = tuple(_shape(box, placed.corners[box.id], sized[box.id]) for box in boxes)
    step = _line if by_centres else _bend
    tracks = tuple(_track(join, placed.routes[join.id], step) for join in known)
    return Drawing(shapes, tracks, round(placed.width), round(placed.height))


def _texts(box: Box) -> list[tuple[str, bool, str]]:
    """Return the lines of a box: text, whether bold, and the sign before it."""
    found = [(part, True, "") for part in wrapped(box.title, TITLE, _LIMIT, bold=True)]
    found += [(part, False, "") for line in box.lines for part in wrapped(line, PLAIN, _LIMIT)]
    for state, word in box.marks:
        parts = wrapped(word, PLAIN, _LIMIT - _MARK)
        found += [(part, False, "" if number else state) for number, part in enumerate(parts)]
    return found


def _wide(text: str, bold: bool, mark: str) -> float:  # noqa: FBT001 - a line of text as it is
    return width_of(text, TITLE if bold else PLAIN, bold=bold) + (_MARK if mark else 0)


def _size(box: Box) -> tuple[float, float]:
    texts = _texts(box)
    width = max(_LEAST, *(_wide(*each) for each in texts)) + 2 * _PAD_X
    return round(width), round(len(texts) * LINE + 2 * _PAD_Y)


def _shape(box: Box, corner: Point, size: tuple[float, float]) -> Shape:
    rows = []
    for number, (text, bold, mark) in enumerate(_texts(box)):
        left = (size[0] - _wide(text, bold, mark)) / 2
        x = size[0] / 2 + (_MARK / 2 if mark else 0)
        y = _PAD_Y + number * LINE
        rows.append(Row(text, round(left if mark else x), y, bold, mark))
    return Shape(box, round(corner[0]), round(corner[1]), *size, tuple(rows))


def _by_centres(
    boxes: Sequence[Box], sized: Mapping[str, tuple[float, float]], joins: Sequence[Join]
) -> Placed:
    """Keep the centres as they are, moved to the margin, with straight lines between them."""
    centres = {box.id: box.centre or (0.0, 0.0) for box in boxes}
    left = min(centres[each][0] - size[0] / 2 for each, size in sized.items()) - MARGIN
    top = min(centres[each][1] - size[1] / 2 for each, size in sized.items()) - MARGIN
    right = max(centres[each][0] + size[0] / 2 for each, size in sized.items())
    bottom = max(centres[each][1] + size[1] / 2 for each, size in sized.items())
    moved = {each: (x - left, y - top) for each, (x, y) in centres.items()}
    corners = {
        each: (moved[each][0] - size[0] / 2, moved[each][1] - size[1] / 2)
        for each, size in sized.items()
    }
    routes = {
        join.id: (
            _edge_of(moved[join.source], moved[join.target], sized[join.source]),
            _edge_of(moved[join.target], moved[join.source], sized[join.target]),
        )
        for join in joins
    }
    return Placed(corners, routes, right - left + MARGIN, bottom - top + MARGIN)


def _edge_of(centre: Point, other: Point, size: tuple[float, float]) -> Point:
    """Return where the line from a box's centre to another point leaves the box."""
    dx, dy = other[0] - centre[0], other[1] - centre[1]
    ratios = [half / abs(d) for half, d in ((size[0] / 2, dx), (size[1] / 2, dy)) if d]
    share = min([*ratios, 1.0])
    return centre[0] + dx * share, centre[1] + dy * share


def _track(join: Join, points: Sequence[Point], step: Callable[[Point, Point], str]) -> Track:
    path = f"M{_at(points[0])}" + "".join(step(one, other) for one, other in pairwise(points))
    # between the first two layers there is no box that could hide a label
    x, y = (points[0][0] + points[1][0]) / 2, (points[0][1] + points[1][1]) / 2
    parts = wrapped(join.label, SMALL, _LABEL_LIMIT) if join.label else []
    if not parts:
        return Track(join, path, (), None)
    wide = max(width_of(part, SMALL) for part in parts) + 8
    tall = len(parts) * 16.0 + 2
    rows = tuple(
        Row(part, round(x, 1), round(y - tall / 2 + 13 + number * 16, 1))
        for number, part in enumerate(parts)
    )
    back = (round(x - wide / 2, 1), round(y - tall / 2, 1), round(wide, 1), tall)
    return Track(join, path, rows, back)


def _line(_: Point, other: Point) -> str:
    return f"L{_at(other)}"


def _bend(one: Point, other: Point) -> str:
    """Lead on: straight down a lane, else in a curve that leaves upright."""
    if abs(one[0] - other[0]) <= 1 or abs(one[1] - other[1]) <= 1:
        return _line(one, other)
    half = (one[1] + other[1]) / 2
    return f"C{_at((one[0], half))} {_at((other[0], half))} {_at(other)}"


def _at(point: Point) -> str:
    return f"{point[0]:.0f} {point[1]:.0f}"
