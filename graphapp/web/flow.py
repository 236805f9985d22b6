"""Draws what units hung under before beside what they hang under after, with a line for each.

On the left the units of the first day under their districts, on the right those of the second day;
between them, where they are few, every village that was hung elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graphapp.web.drawing import Box, Drawing, Item, Line, Mark, Name
from graphapp.web.plan import SIZES

ROW, INDENT, PAD, GAP = 22.0, 22.0, 16.0, 48.0
_LETTER = 6.2  # names stand alone here: they need no room to spare
MOST_VILLAGES = 300


@dataclass(frozen=True)
class Way:
    """What became of something: ``old`` gave ``unit`` to ``new``; no unit: it became ``new``."""

    old: str
    new: str
    unit: str = ""


@dataclass
class _Flow:
    """The picture in the making: where each column begins, and the rows put so far."""

    items: Mapping[str, Item]
    columns: tuple[float, float, float]
    marks: dict[str, Mark] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    y: float = PAD + ROW

    def put(self, unit: str, x: float, y: float) -> Mark:
        """Put a unit with its name to the right of its mark."""
        item = self.items[unit]
        size = SIZES[item.tier] if item.tier != "district" else SIZES["commune"]
        self.marks[unit] = Mark(item, x, y, size, Name(x + size / 2 + 6, y + 4, "start"))
        return self.marks[unit]

    def join(self, kind: str, start: str, end: str) -> None:
        """Draw a line from the end of a name to the mark of another unit."""
        one, other = self.marks[start], self.marks[end]
        first = (one.x + one.size / 2 + 10 + _width(one.item), one.y)
        self.lines.append(Line(kind, (first, (other.x - other.size / 2 - 4, other.y)), end, start))


def draw_flow(items: Sequence[Item], ways: Iterable[Way], days: tuple[str, str]) -> Drawing:
    """Draw the units between which there are ways, and what is new or gone, under their days."""
    known = {item.id: item for item in items}
    every = [w for w in ways if w.old in known and w.new in known]
    rows = [w for w in every if w.unit in known]
    rows = rows if len(rows) <= MOST_VILLAGES else []
    right = {w.new for w in every} | {i.id for i in items if _stands(i) and i.sign == "added"}
    left = {w.old for w in every} | {i.id for i in items if i.lost and i.tier == "commune"}
    left -= right
    flow = _Flow(known, _columns(known, left, rows))
    _put_left(flow, left, every, rows)
    _put_right(flow, right, every)
    _join(flow, every, rows)
    ends = [m.x + m.size + 10 + _width(m.item) for m in flow.marks.values()]
    frame = Box(0, 0, max(ends, default=0.0) + PAD, flow.y + PAD)
    heads = ((PAD - 8, PAD + 4, days[0]), (flow.columns[2] - 8, PAD + 4, days[1]))
    return Drawing(frame, tuple(flow.marks.values()), tuple(flow.lines), notes=True, heads=heads)


def _stands(item: Item) -> bool:
    return item.tier == "commune" and not item.lost


def _columns(
    known: Mapping[str, Item], left: Iterable[str], rows: Sequence[Way]
) -> tuple[float, float, float]:
    first = PAD + INDENT
    second = first + 20 + max((_width(known[unit]) for unit in left), default=0.0) + GAP
    third = second + 20 + max((_width(known[w.unit]) for w in rows), default=0.0) + GAP
    return first, second, third if rows else second + GAP


def _put_left(flow: _Flow, left: set[str], every: Sequence[Way], rows: Sequence[Way]) -> None:
    """Put what was there before, under its districts; what went the same way stands together."""
    to: defaultdict[str, list[str]] = defaultdict(list)
    for way in every:
        to[way.old].append(flow.items[way.new].name)
    given: defaultdict[str, list[Way]] = defaultdict(list)
    for way in rows:
        given[way.old].append(way)
    order = {unit: number for number, unit in enumerate(flow.items)}
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for unit in sorted(left, key=lambda u: (max(to[u], key=to[u].count, default=""), order[u])):
        homes[flow.items[unit].parent or ""].append(unit)
    for home in sorted(homes, key=lambda h: order.get(h, -1)):
        if home in flow.items:
            flow.put(home, PAD, flow.y)
            flow.y += ROW
        for unit in homes[home]:
            _put_rows(flow, unit, sorted(given[unit], key=lambda w: (order[w.new], order[w.unit])))


def _put_rows(flow: _Flow, unit: str, ways: Sequence[Way]) -> None:
    start = flow.y
    for way in ways:
        flow.put(way.unit, flow.columns[1], flow.y)
        flow.y += ROW
    flow.y = max(flow.y, start + ROW)
    flow.put(unit, flow.columns[0], (start + flow.y - ROW) / 2)


def _put_right(flow: _Flow, right: Iterable[str], every: Sequence[Way]) -> None:
    """Put what is there after as near to where it came from as there is room."""
    sources: defaultdict[str, list[float]] = defaultdict(list)
    for way in every:
        mark = flow.marks.get(way.unit) or flow.marks.get(way.old)
        if mark:
            sources[way.new].append(mark.y)
    order = {unit: number for number, unit in enumerate(flow.items)}
    wishes = {u: sum(sources[u]) / len(sources[u]) if sources[u] else flow.y for u in right}
    y = PAD
    for unit in sorted(wishes, key=lambda u: (wishes[u], order[u])):
        y = max(y + ROW, wishes[unit])
        flow.put(unit, flow.columns[2], y)
    flow.y = max(flow.y, y + ROW)


def _join(flow: _Flow, every: Sequence[Way], rows: Sequence[Way]) -> None:
    for way in rows:
        if way.old != way.new and way.unit in flow.marks:
            flow.join("before", way.old, way.unit)
            flow.join("moved", way.unit, way.new)
    drawn = {(way.old, way.new) for way in rows}
    for old, new in dict.fromkeys((way.old, way.new) for way in every):
        if (old, new) not in drawn and old != new:
            flow.join("moved", old, new)


def _width(item: Item) -> float:
    return (len(item.name) + 1 + len(item.note)) * _LETTER
