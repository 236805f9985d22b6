"""A picture of the rows of an answer: what they name as boxes, how it hangs together as lines.

From the middle, the unit, person or decision asked about, to the right: each thing stands in the
column of its distance, next to what it hangs on, in the order of the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphapp.domain.network_nodes import Node, nodes_of
from graphapp.domain.network_ties import KINDS, Days
from graphapp.domain.question_library.declared import SCOPE
from graphapp.domain.questions import Answer, AnswerRow, Ref
from graphapp.domain.results import DecisionRef, PersonRef, Target
from graphapp.model.schema import MODEL
from graphapp.render.drawing import LINE, TITLE, Box, Drawing, Join, Shape, draw
from graphapp.render.letters import wrapped
from graphapp.web.network_drawn import relation_word
from graphapp.web.network_pages import Pages
from graphapp.web.site import site

if TYPE_CHECKING:
    from graphapp.words import Words

MOST_ROWS = 40
_ACROSS, _GAP, _PADDING = 275.0, 12.0, 16.0
_WIDE = 190.0  # of a title, as boxes are drawn
_OWN = frozenset({"WITHIN", "WAS_PART_OF", "ANSWERS_IN", "HEADS"})
_STYLES = {
    "PART_OF": ("edge-part", ""),
    "WITHIN": ("edge-part", ""),
    "HOLDS": ("edge-post", ""),
    "BELONGS_TO": ("edge-post", ""),
    "SERVES": ("edge-post", ""),
    "RESPONSIBLE_FOR": ("edge-assignment", "full"),
    "ANSWERS_IN": ("edge-assignment", "full"),
}
_OTHER = ("edge-other", "")


@dataclass(frozen=True)
class Line:
    """A line of the picture between two things."""

    start: str
    relation: str
    end: str


@dataclass(frozen=True)
class Picture:
    """What is drawn: of ``total`` rows the first ``shown``.

    ``paths``: how each line runs, by its id; ``legend``: how lines look; ``pages``: of the boxes.
    """

    drawing: Drawing
    paths: Mapping[str, str]
    shown: int
    total: int
    legend: tuple[tuple[str, str], ...]
    pages: Mapping[str, str]


def picture(answer: Answer, rows: Sequence[AnswerRow], words: Words) -> Picture | None:
    """Return the picture of some rows; None where there are none."""
    if not rows:
        return None
    made = _Made(answer)
    for row in rows[:MOST_ROWS]:
        made.add(row)
    nodes = nodes_of(site().reader, made.refs, Days(answer.as_of, answer.as_of))
    found = {each: nodes.get(each) or _bare(ref) for each, ref in made.refs.items()}
    boxes = {each: _box(node, made.centre, words) for each, node in found.items()}
    below = _tree(made)
    spots = _spots(made, below, {each: _height(box) for each, box in boxes.items()})
    pages = Pages()
    placed = [_at(box, spots[each]) for each, box in boxes.items()]
    drawing = draw(placed, list(_joins(made.lines, found, words)))
    return Picture(
        drawing,
        dict(_paths(drawing, below)),
        min(len(rows), MOST_ROWS),
        len(rows),
        tuple(_legend(made.lines, words)),
        {each: pages.of(node) for each, node in found.items()},
    )


@dataclass
class _Made:
    """The things and the lines of a picture, each once, in the order of the rows."""

    answer: Answer
    refs: dict[str, Ref] = field(default_factory=dict)
    lines: dict[Line, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        question = self.answer.question
        middle = self.answer.values[question.centre]
        if isinstance(middle, DecisionRef):
            ref = Ref(middle.id, middle.number, middle.number)
        elif isinstance(middle, Target | PersonRef):
            ref = Ref(middle.id, middle.code, middle.name)
        else:
            message = "the middle of a picture is a thing"
            raise TypeError(message)
        self.centre = ref.id
        self.refs[ref.id] = ref

    def add(self, row: AnswerRow) -> None:
        """Add what a row names, and its lines."""
        for tie in self.answer.question.ties:
            ends = [self._end(row, each) for each in (tie.start, tie.end)]
            for ref in ends:
                if ref:
                    self.refs.setdefault(ref.id, ref)
            start, end = ends
            if start and end and start.id != end.id:
                self.lines[Line(start.id, tie.relation, end.id)] = None

    def _end(self, row: AnswerRow, name: str) -> Ref | None:
        return self.refs[self.centre] if name == SCOPE else row.ref(name)


def _bare(ref: Ref) -> Node:
    """Return a thing that is not there on the day as the row names it."""
    return Node(ref.id, KINDS.get(MODEL.label_of(ref.id) or "", "unit"), ref.code, ref.name)


def _box(node: Node, centre: str, words: Words) -> Box:
    style = [f"tier-{node.tier}"] if node.tier and node.kind == "unit" else []
    style += [f"line-{line}" for line in sorted(node.lines)[:1]]
    style += ["is-target"] if node.id == centre else []
    style += ["is-whole"] if node.kind == "group" else []
    if node.kind == "unit":
        kind = words.tier(str(node.tier)) if node.tier else ""
    elif node.kind == "organisation":
        kind = words.tier(str(node.body)) if node.body else ""
    else:
        kind = words.text(f"network.kind.{node.kind}")
    lines = () if node.code == node.title else (node.code,)
    about = f"{node.title} ({kind})" if kind else node.title
    return Box(node.id, node.kind, node.title, about, lines, style=" ".join(style))


def _at(box: Box, spot: tuple[float, float]) -> Box:
    return Box(box.id, box.shape, box.title, box.about, box.lines, style=box.style, centre=spot)


def _height(box: Box) -> float:
    return (len(wrapped(box.title, TITLE, _WIDE, bold=True)) + len(box.lines)) * LINE + _PADDING


def _spots(
    made: _Made, below: Mapping[str, Sequence[str]], heights: Mapping[str, float]
) -> dict[str, tuple[float, float]]:
    """Return where each thing stands: a tree from the middle, its leaves one below the other."""
    spots: dict[str, tuple[float, float]] = {}
    floor = 0.0

    def put(each: str, column: int) -> float:
        nonlocal floor
        middles = [put(child, column + 1) for child in below.get(each, ())]
        if middles:
            middle = middles[0]  # on top, so that what is in the middle of it all is seen first
        else:
            middle = floor + heights[each] / 2
            floor += heights[each] + _GAP
        spots[each] = (column * _ACROSS, middle)
        return middle

    put(made.centre, 0)
    return spots


def _tree(made: _Made) -> dict[str, list[str]]:
    """Return what hangs on each thing; what no line leads to hangs on the middle."""
    near: dict[str, dict[str, None]] = {each: {} for each in made.refs}
    for line in made.lines:
        near[line.start][line.end] = None
        near[line.end][line.start] = None
    below: dict[str, list[str]] = {}
    met = {made.centre}
    for start in made.refs:
        if start not in met:
            below.setdefault(made.centre, []).append(start)
            met.add(start)
        level = [start]
        while level:
            level = list(_next_level(level, near, met, below))
    return below


def _next_level(
    level: Iterable[str],
    near: Mapping[str, Iterable[str]],
    met: set[str],
    below: dict[str, list[str]],
) -> Iterator[str]:
    for each in level:
        for other in near[each]:
            if other not in met:
                met.add(other)
                below.setdefault(each, []).append(other)
                yield other


def _joins(lines: Iterable[Line], nodes: Mapping[str, Node], words: Words) -> Iterator[Join]:
    for line in lines:
        style, head = _STYLES.get(line.relation, _OTHER)
        start, end = nodes[line.start].title, nodes[line.end].title
        about = f"{start} – {_word(line.relation, words)} – {end}"
        own = f"{line.start}>{line.relation}>{line.end}"
        yield Join(own, line.start, line.end, style, about, head=head)


def _paths(drawing: Drawing, below: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Lead a line to what hangs on a thing around a corner; what runs across stays straight.

    Corners alone would be a comb in which nobody sees whose tooth is whose.
    """
    shapes = {shape.box.id: shape for shape in drawing.shapes}
    for track in drawing.tracks:
        ends = (shapes[track.join.source], shapes[track.join.target])
        left, right = sorted(ends, key=_middle)
        start, end = left.y + left.height / 2, right.y + right.height / 2
        way = f"M{left.x + left.width:.0f} {start:.0f} "
        if _middle(left) == _middle(right):
            yield track.join.id, track.path
        elif right.box.id in below.get(left.box.id, ()):
            turn = _middle(right) - _ACROSS / 2
            yield track.join.id, f"{way}H{turn:.0f} V{end:.0f} H{right.x:.0f}"
        else:
            yield track.join.id, f"{way}L{right.x:.0f} {end:.0f}"


def _middle(shape: Shape) -> float:
    return round((shape.x + shape.width / 2) / 5) * 5  # corners are rounded to pixels


def _legend(lines: Iterable[Line], words: Words) -> Iterator[tuple[str, str]]:
    for relation in dict.fromkeys(line.relation for line in lines):
        yield _STYLES.get(relation, _OTHER)[0], _word(relation, words)


def _word(relation: str, words: Words) -> str:
    if relation in _OWN:
        return words.text(f"questions.relation.{relation.lower()}")
    return relation_word(relation, words)
