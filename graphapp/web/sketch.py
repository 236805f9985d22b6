"""Makes the picture of a chain, in words of one language.

Units and the people of a unit take turns as levels, the province on top; both readings are one
picture: who is responsible for which unit, and the numbered line from person to person.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graphapp.domain.links import is_expiring
from graphapp.domain.person_chain import PersonChain
from graphapp.domain.results import State
from graphapp.web.picture import (
    Edge,
    Mark,
    Node,
    Picture,
    StepMark,
    end_id,
    holder_id,
    lacks_holder,
    missing_id,
    responsible_row,
    step_row,
    unit_row,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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


def sketch(
    chain: Chain, words: Words, address: Callable[[Target], str], *, also: Sequence[Chain] = ()
) -> Picture:
    """Return the picture of a chain; ``address`` tells where a unit or household is opened.

    ``also``: the same chain in other lines, whose people are drawn and numbered as well.
    """
    made = Sketch(chain, words, address)
    made.add_units(chain.by_unit)
    made.add_people(chain.by_unit)
    for each in (chain, *also):
        made.add_line(each)
    return Picture(tuple(made.nodes.values()), tuple(made.edges.values()))


@dataclass
class Sketch:
    """A picture in the making; a person met twice is one node."""

    chain: Chain | PersonChain
    words: Words
    address: Callable[[Target], str]
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[str, Edge] = field(default_factory=dict)

    def add_units(self, links: Sequence[Link]) -> None:
        """Add the target and the units above it, each hung on the one above."""
        below: Target | None = None
        for link in links:
            self._add_unit(link.unit, link)
            if below:
                self._connect(link.unit.id, below.id, "within")
            below = link.unit

    def add_people(self, links: Sequence[Link]) -> None:
        """Add everybody responsible for one of the units, and the gaps."""
        for link in links:
            for responsible in link.responsible:
                self._add_responsible(link.unit, responsible)
            if link.broken and lacks_holder(link):
                self._add_missing(link.unit, link.broken)

    def add_line(self, chain: Chain | PersonChain) -> None:
        """Number the line from person to person and connect its steps."""
        previous: Step | None = None
        for number, step in enumerate(chain.by_person, start=1):
            self._add_step(step, previous, StepMark(number, chain.line))
            previous = step
        if previous and not chain.by_person_complete:
            self._add_end(previous, StepMark(len(chain.by_person), chain.line))

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
                target=unit.id == self._target,
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
        label, sign = self._label(responsible)
        self._connect(holder_id(responsible), unit.id, "assignment", label=label, sign=sign)

    def _complete_person(self, person: PersonRef, responsible: Responsible) -> None:
        """Add what an assignment tells of a person beyond the post: the line, group and load."""
        node = self.nodes[person.id]
        group = (responsible.group,) if responsible.group else ()
        lines = tuple(dict.fromkeys((*node.lines, *group)))
        over = self.words.overload(responsible)
        load = (Mark(State.OVERLOADED, over),) if over else ()
        marks = tuple(dict.fromkeys((*node.marks, *load)))
        about = f"{node.about}, {over}" if over and over not in node.about else node.about
        line = node.line or responsible.line
        self.nodes[person.id] = replace(node, line=line, lines=lines, marks=marks, about=about)

    def _label(self, responsible: Responsible) -> tuple[str, str]:
        """Return what is written at an assignment, and the sign beside it."""
        if responsible.unsound:
            return self.words.reason(responsible.unsound), State.BROKEN
        kind = "" if responsible.kind == "in_charge" else self.words.kind(responsible.kind)
        day = self.chain.as_of
        if not is_expiring(responsible.until, day, self.words.policy.number("expiring", day)):
            return kind, ""
        ends = self.words.text("chain.expires", until=self.words.until(responsible.until))
        return ", ".join(filter(None, (kind, ends))), State.EXPIRING

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
        about = f"{name}, {without}"
        marks = (Mark(State.BROKEN, without),)
        node = holder_id(responsible)
        self._put(Node(node, "group", _level(unit) - 1, name, f"#{row}", about, marks=marks))

    def _add_missing(self, unit: Target, broken: Break) -> None:
        node, why = missing_id(unit), self.words.broken(broken)
        title = self.words.text("chain.nobody")
        about = f"{unit.name}: {why}"
        self._put(
            Node(node, "nobody", _level(unit) - 1, title, f"#{unit_row(unit)}", about, lines=(why,))
        )
        label = self.words.state(State.BROKEN)
        self._connect(node, unit.id, "nobody", label=label, sign=State.BROKEN)

    def _add_step(self, step: Step, previous: Step | None, mark: StepMark) -> None:
        if step.through and step.through.id not in self.nodes:
            self._add_unit(step.through)
        level = self.nodes[previous.person.id].level if previous else 0
        self._add_person(step.person, step.post, step_row(mark.line, mark.number), level)
        node = self.nodes[step.person.id]
        about = self.words.text("chain.about_step", step=mark.number, about=node.about)
        self.nodes[node.id] = replace(node, steps=(*node.steps, mark), about=about)
        self._connect_step(step, previous, mark.line)

    def _connect_step(self, step: Step, previous: Step | None, line: str) -> None:
        if previous is None:
            if step.person.id != self._target:
                self._connect(step.person.id, self._target, "assignment", line=line)
        elif step.by == "supervises":
            self._connect(step.person.id, previous.person.id, "supervises", line=line)
        elif step.through:
            self._connect(step.person.id, step.through.id, "assignment", line=line)
            self._connect(step.through.id, previous.person.id, "post", line=line)

    def _add_end(self, last: Step, mark: StepMark) -> None:
        why = self.words.text("chain.line_ends", person=last.person.name)
        level = max(self.nodes[last.person.id].level - 1, 0)
        title = self.words.text("chain.line_broken")
        row, node = f"#{step_row(mark.line, mark.number)}", end_id(mark.line)
        self._put(Node(node, "nobody", level, title, row, why, lines=(why,)))
        self._connect(node, last.person.id, "nobody", sign=State.BROKEN)

    @property
    def _target(self) -> str:
        """Return the id of what it is a picture of."""
        chain = self.chain
        return chain.person.id if isinstance(chain, PersonChain) else chain.target.id

    def _put(self, node: Node) -> None:
        self.nodes.setdefault(node.id, node)

    def _connect(
        self,
        source: str,
        target: str,
        kind: EdgeType,
        *,
        label: str = "",
        sign: str = "",
        line: str = "",
    ) -> None:
        """Add a line, or let one that stands become part of a line by person."""
        key = f"{kind}-{source}-{target}"
        known = self.edges.get(key)
        lines = (line,) if line else ()
        if known is None:
            broken = sign == State.BROKEN
            self.edges[key] = Edge(key, source, target, kind, label, broken, sign, lines)
        elif line and line not in known.in_line:
            self.edges[key] = replace(known, in_line=(*known.in_line, line))


def _level(unit: Target) -> int:
    return _LEVELS.get(unit.tier, _BELOW_UNITS)
