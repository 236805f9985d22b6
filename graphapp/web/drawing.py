"""What a drawn overview is made of: marks, lines and names, whatever their arrangement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

LETTER, HEIGHT = 6.9, 16.0  # of 12 px text, wide enough for Vietnamese letters
_GAP = 4.0
Spot = tuple[float, float]


@dataclass(frozen=True)
class Item:
    """What is to be drawn of a unit. ``sign``: its mark; ``about``: everything in words.

    ``parent``: what it hangs under; ``former``: what it hung under before, where that is told;
    ``note``: a few words after its name; ``rank``: whose name is drawn first, where room is short.
    """

    id: str
    tier: str
    name: str
    sign: str
    about: str
    href: str
    parent: str | None = None
    former: str | None = None
    note: str = ""
    rank: int = 0
    lost: bool = False


@dataclass(frozen=True)
class Box:
    """A rectangle on the paper."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether they share a bit of paper."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def holds(self, other: Box) -> bool:
        """Tell whether another lies inside."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


@dataclass(frozen=True)
class Name:
    """A name beside a mark; ``anchor`` as SVG has it."""

    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class Mark:
    """An item at its place; ``label`` is None where there is no room for its name."""

    item: Item
    x: float
    y: float
    size: float
    label: Name | None = None


@dataclass(frozen=True)
class Line:
    """A line over some points that ends at an item: how it hangs ``now``, or hung ``before``.

    ``start``: the item where it begins, if it begins at one.
    """

    kind: str
    points: tuple[Spot, ...]
    item: str
    start: str = ""

    @property
    def path(self) -> str:
        """Return the line as SVG draws it."""
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in self.points)


@dataclass(frozen=True)
class Drawing:
    """A picture. ``missing``: items that have no place in it; ``notes``: they are shown.

    ``heads``: words at a place, above what stands below them.
    """

    frame: Box
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    missing: tuple[str, ...] = ()
    notes: bool = False
    heads: tuple[tuple[float, float, str], ...] = ()

    @property
    def size(self) -> Spot:
        """Return width and height."""
        return self.frame.right - self.frame.left, self.frame.bottom - self.frame.top

    @property
    def start(self) -> str:
        """Return the item that keys reach first: one that is no village, if there is any."""
        upper = (mark.item.id for mark in self.marks if mark.item.tier != "village")
        return next(upper, self.marks[0].item.id if self.marks else "")

    @property
    def view(self) -> str:
        """Return the frame as SVG has it."""
        width, height = self.size
        return f"{self.frame.left:.0f} {self.frame.top:.0f} {width:.0f} {height:.0f}"


def box_of(mark: Mark) -> Box:
    """Return the paper that a mark takes."""
    half = mark.size / 2
    return Box(mark.x - half, mark.y - half, mark.x + half, mark.y + half)


def wide(boxes: Iterable[Box], frame: Box) -> Box:
    """Return the frame, larger where something would be cut off."""
    edge = 8
    for box in boxes:
        frame = Box(
            min(frame.left, box.left - edge), min(frame.top, box.top - edge),
            max(frame.right, box.right + edge), max(frame.bottom, box.bottom + edge),
        )  # fmt: skip
    return frame


def labelled(marks: Sequence[Mark], frame: Box, *, villages: bool) -> Iterator[Mark]:
    """Name the marks where there is room: of those that are in the way, the first by rank."""
    wanted = [mark for mark in marks if _named(mark.item, villages=villages)]
    taken = [box_of(mark) for mark in wanted]
    names: dict[str, Name] = {}
    for mark in sorted(wanted, key=lambda m: m.item.rank):
        own = box_of(mark)
        for name, box in _choices(mark):
            if frame.holds(box) and not any(box.meets(t) for t in taken if t != own):
                names[mark.item.id] = name
                taken.append(box)
                break
    return (replace(mark, label=names.get(mark.item.id)) for mark in marks)


def _named(item: Item, *, villages: bool) -> bool:
    """Tell whether there is to be a name: of what is lost only of districts, which are few."""
    if item.lost:
        return item.tier == "district"
    return villages or item.tier != "village"


def _choices(mark: Mark) -> Iterator[tuple[Name, Box]]:
    """Yield where the name may stand: right, left, below, above."""
    width, half = len(mark.item.name) * LETTER, mark.size / 2 + _GAP
    x, y = mark.x, mark.y
    right, left = x + half, x - half
    yield Name(right, y + 4, "start"), Box(right, y - 8, right + width, y + 8)
    yield Name(left, y + 4, "end"), Box(left - width, y - 8, left, y + 8)
    for middle in (y + half + 8, y - half - 8):
        box = Box(x - width / 2, middle - 8, x + width / 2, middle + 8)
        yield Name(x, middle + 4, "middle"), box
