"""Draws units as a tree from left to right; many villages stand side by side on their line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graphapp.web.drawing import LETTER, Box, Drawing, Item, Line, Mark, Name
from graphapp.web.plan import SIZES

ROW, INDENT, PAD = 22.0, 34.0, 16.0
_MANY = 120  # villages: more of them stand side by side
_STEP = 14.0
_SIDE = 10.0
_ROW_OF, _NEXT = 20, 15.0  # villages side by side, and how far below the next ones stand


@dataclass
class _Tree:
    below: Mapping[str | None, Sequence[Item]]
    flat: bool
    edge: float
    marks: list[Mark] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    y: float = PAD

    def grow(self, item: Item, depth: int) -> Mark:
        """Put an item on the next row and what hangs under it below."""
        mark = self._row(item, PAD + depth * INDENT)
        aside: list[Item] = []
        for child in self.below.get(item.id, ()):
            if self.flat and child.tier == "village":
                aside.append(child)
                continue
            lower = self.grow(child, depth + 1)
            corner = (mark.x, lower.y)
            points = ((mark.x, mark.y), corner, (lower.x, lower.y))
            self.lines.append(Line("now", points, child.id, item.id))
        self._beside(mark, aside)
        return mark

    def _row(self, item: Item, x: float) -> Mark:
        size = SIZES[item.tier]
        label = Name(x + size / 2 + 6, self.y + 4, "start")
        self.marks.append(Mark(item, x, self.y, size, label))
        self.y += ROW
        return self.marks[-1]

    def _beside(self, mark: Mark, villages: Sequence[Item]) -> None:
        """Put villages on the row of what they hang under, in columns that all rows share."""
        if not villages:
            return
        first = self.edge + _STEP
        for start in range(0, len(villages), _ROW_OF):
            y = mark.y + start // _ROW_OF * _NEXT
            row = villages[start : start + _ROW_OF]
            self.lines.append(
                Line("row", ((first, y), (first + (len(row) - 1) * _STEP, y)), mark.item.id)
            )
            for number, each in enumerate(row):
                self.marks.append(Mark(each, first + number * _STEP, y, _SIDE))
        self.y += (len(villages) - 1) // _ROW_OF * _NEXT


def draw_branches(items: Sequence[Item]) -> Drawing:
    """Draw the items, whose order is kept, under the first of them."""
    known = {item.id for item in items}
    below: defaultdict[str | None, list[Item]] = defaultdict(list)
    for item in items:
        below[item.parent if item.parent in known else None].append(item)
    flat = sum(item.tier == "village" for item in items) > _MANY
    tree = _Tree(below, flat, _edge(items, below, flat=flat))
    for root in below[None]:
        tree.grow(root, 0)
    right = max((m.x + m.size for m in tree.marks), default=0.0)
    frame = Box(0, 0, max(right, tree.edge) + PAD, tree.y + PAD)
    return Drawing(frame, tuple(tree.marks), tuple(tree.lines), notes=True)


def _edge(
    items: Sequence[Item], below: Mapping[str | None, Sequence[Item]], *, flat: bool
) -> float:
    """Return where the names end of all rows that villages may stand on."""
    depths: dict[str, int] = {}
    waiting = [(item, 0) for item in below.get(None, ())]
    while waiting:
        item, depth = waiting.pop()
        depths[item.id] = depth
        waiting += [(child, depth + 1) for child in below.get(item.id, ())]
    rows = [item for item in items if not flat or _has_villages(below, item)]
    return max(
        (PAD + depths[i.id] * INDENT + 20 + _width(i) for i in rows if i.id in depths), default=0.0
    )


def _has_villages(below: Mapping[str | None, Sequence[Item]], item: Item) -> bool:
    return any(child.tier == "village" for child in below.get(item.id, ()))


def _width(item: Item) -> float:
    return (len(item.name) + 1 + len(item.note)) * LETTER
