"""Makes the picture of a chain, in words of one language.

Units and the people of a unit take turns as levels, the province on top; both readings are one
picture: who is responsible for which unit, and the numbered line from person to person.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graphapp.domain.results import State
from graphapp.web.picture import (
    Edge,
    Mark,
    Node,
    Picture,
    holder_id,
    lacks_holder,
    missing_id,
    responsible_row,
    step_row,
    unit_row,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphapp.domain.results import (
        Break,
        Chain,
        Link,
        PersonRef,
        PostRef,
        Responsible,
        Step,
        Target,
    )
    from graphapp.web.picture import EdgeType
    from graphapp.words import Words

_LEVELS = {"province": 0, "district": 2, "commune": 4, "village": 6}
_BELOW_UNITS = 8
_END = "end-of-line"


def sketch(chain: Chain, words: Words, address: Callable[[Target], str]) -> Picture:
    """Return the picture of a chain; ``address`` tells where a unit or household is opened."""
    made = _Sketch(chain, words, address)
    made.add_units()
    made.add_people()
    made.add_line()
    return Picture(tuple(made.nodes.values()), tuple(made.edges.values()))


@dataclass
class _Sketch:
    """A picture in the making; a person met twice is one node."""

    chain: Chain
    words: Words
    address: Callable[[Target], str]
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[str, Edge] = field(default_factory=dict)

    def add_units(self) -> None:
        """Add the target and the units above it, each hung on the one above."""
        below: Target | None = None
        for link in self.chain.by_unit:
            self._add_unit(link.unit, link)
            if below:
                self._connect(link.unit.id, below.id, "within")
            below = link.unit

    def add_people(self) -> None:
        """Add everybody responsible for one of the units, and the gaps."""
        for link in self.chain.by_unit:
            for responsible in link.responsible:
                self._add_responsible(link.unit, responsible)
            if link.broken and lacks_holder(link):
                self._add_missing(link.unit, link.broken)

    def add_line(self) -> None:
        """Number the line from person to person and connect its steps."""
        previous: Step | None = None
        for number, step in enumerate(self.chain.by_person, start=1):
            self._add_step(step, previous, number)
            previous = step
        if previous and not self.chain.by_person_complete:
            self._add_end(previous)

    def _add_unit(self, unit: Target, link: Link | None = None) -> None:
        name = f"{unit.name} ({self.words.level(unit.tier)})"
        states = link.states if link else ()
        self._put(
            Node(
                unit.id,
                "unit",
                _level(unit),
                unit.name,
                self.address(unit),
                about=f"{name}: {self._about_link(link)}" if link else name,
                tier=unit.tier,
                marks=tuple(Mark(state, self.words.state(state)) for state in states),
                target=unit.id == self.chain.target.id,
            )
        )

    def _about_link(self, link: Link) -> str:
        if link.broken:
            return self.words.broken(link.broken)
        if not link.required:
            return self.words.text("chain.not_required")
        return self.words.states(link.states)

    def _add_responsible(self, unit: Target, responsible: Responsible) -> None:
        row = responsible_row(unit, responsible)
        if responsible.person is None:
            self._add_headless(unit, responsible, row)
        else:
            self._add_person(responsible.person, responsible.post, row, _level(unit) - 1)
            self._complete_person(responsible.person, responsible)
        broken = responsible.unsound is not None
        label = self._label(responsible)
        self._connect(holder_id(responsible), unit.id, "assignment", label=label, broken=broken)

    def _complete_person(self, person: PersonRef, responsible: Responsible) -> None:
        """Add what an assignment tells of a person beyond the post: the line, the group."""
        node = self.nodes[person.id]
        group = (responsible.group,) if responsible.group else ()
        lines = tuple(dict.fromkeys((*node.lines, *group)))
        self.nodes[person.id] = replace(node, line=node.line or responsible.line, lines=lines)

    def _label(self, responsible: Responsible) -> str:
        if responsible.unsound:
            return self.words.reason(responsible.unsound)
        return "" if responsible.kind == "in_charge" else self.words.kind(responsible.kind)

    def _add_person(self, person: PersonRef, post: PostRef | None, row: str, level: int) -> None:
        if person.id in self.nodes:
            return
        plain = Node(person.id, "person", level, person.name, f"#{row}", person.name)
        self._put(self._with_post(plain, post))
        if post and post.in_force and post.unit.id in self.nodes:
            self._connect(post.unit.id, person.id, "post")

    def _with_post(self, node: Node, post: PostRef | None) -> Node:
        """Place a person below the unit of the post; a post elsewhere or left is said in full."""
        if post is None:
            without = self.words.text("chain.no_post")
            return replace(node, lines=(without,), about=f"{node.title}, {without}")
        near = post.unit.id in self.nodes and post.in_force
        acting = Mark(State.ACTING, self.words.state(State.ACTING))
        return replace(
            node,
            level=_level(post.unit) + 1,
            line=post.line,
            lines=(post.title if near else self.words.post(post, bare=True),),
            marks=(acting,) if post.in_force and post.acting else (),
            about=f"{node.title}, {self.words.post(post)}",
        )

    def _add_headless(self, unit: Target, responsible: Responsible, row: str) -> None:
        without = self.words.text("chain.without_head")
        name = responsible.group or ""
        node = Node(
            holder_id(responsible),
            "person",
            _level(unit) - 1,
            name,
            f"#{row}",
            f"{name}, {without}",
        )
        self._put(replace(node, line=responsible.line, lines=(without,)))

    def _add_missing(self, unit: Target, broken: Break) -> None:
        node, why = missing_id(unit), self.words.broken(broken)
        title = self.words.text("chain.nobody")
        about = f"{unit.name}: {why}"
        self._put(
            Node(node, "nobody", _level(unit) - 1, title, f"#{unit_row(unit)}", about, lines=(why,))
        )
        label = self.words.state(State.BROKEN)
        self._connect(node, unit.id, "nobody", label=label, broken=True)

    def _add_step(self, step: Step, previous: Step | None, number: int) -> None:
        if step.through and step.through.id not in self.nodes:
            self._add_unit(step.through)
        level = self.nodes[previous.person.id].level if previous else 0
        self._add_person(step.person, step.post, step_row(number), level)
        node = self.nodes[step.person.id]
        about = self.words.text("chain.about_step", step=number, about=node.about)
        self.nodes[node.id] = replace(node, step=number, about=about)
        self._connect_step(step, previous)

    def _connect_step(self, step: Step, previous: Step | None) -> None:
        if previous is None:
            self._connect(step.person.id, self.chain.target.id, "assignment", in_line=True)
        elif step.by == "supervises":
            self._connect(step.person.id, previous.person.id, "supervises", in_line=True)
        elif step.through:
            self._connect(step.person.id, step.through.id, "assignment", in_line=True)
            self._connect(step.through.id, previous.person.id, "post", in_line=True)

    def _add_end(self, last: Step) -> None:
        why = self.words.text("chain.line_ends", person=last.person.name)
        level = max(self.nodes[last.person.id].level - 1, 0)
        title = self.words.text("chain.line_broken")
        row = f"#{step_row(len(self.chain.by_person))}"
        self._put(Node(_END, "nobody", level, title, row, why, lines=(why,)))
        self._connect(_END, last.person.id, "nobody", broken=True)

    def _put(self, node: Node) -> None:
        self.nodes.setdefault(node.id, node)

    def _connect(
        self,
        source: str,
        target: str,
        kind: EdgeType,
        *,
        label: str = "",
        broken: bool = False,
        in_line: bool = False,
    ) -> None:
        """Add a line, or let one that stands become part of the line by person."""
        key = f"{kind}-{source}-{target}"
        known = self.edges.get(key)
        if known is None:
            self.edges[key] = Edge(key, source, target, kind, label, broken, in_line)
        elif in_line:
            self.edges[key] = replace(known, in_line=True)


def _level(unit: Target) -> int:
    return _LEVELS.get(unit.tier, _BELOW_UNITS)
