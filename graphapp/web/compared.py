"""Puts what differs between two chains into words: as rows of a table, as marks on two pictures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphapp.domain.differences import Standing
from graphapp.domain.results import PersonRef, Responsible, State, Step, Target
from graphapp.web.picture import Mark, Picture, end_id, holder_id
from graphapp.web.targets import chain_address, record_address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from graphapp.domain.differences import Compared, Part
    from graphapp.web.picture import Node
    from graphapp.words import Words

# what people call the fields of a part that may differ; what has no word of its own goes unnamed
_FIELDS = {
    "name": "unit", "code": "unit", "id": "unit", "person": "person", "group": "group",
    "kind": "kind", "line": "line", "post": "post", "decision": "decision", "since": "since",
    "until": "until", "unsound": "state", "load": "load", "span": "load", "states": "state",
    "broken": "state", "required": "duty", "by": "by", "through": "by", "others": "others",
    "complete": "state", "cycle": "others", "number": "number", "role": "role", "count": "count",
}  # fmt: skip


@dataclass(frozen=True)
class Heading:
    """What tells one of two chains from the other: the day, the target, or both."""

    target: Target
    day: date
    by_day: bool
    by_target: bool

    def text(self, words: Words) -> str:
        """Return it in words."""
        name = words.text("household.title", code=self.target.code)
        name = name if self.target.tier == "household" else self.target.name
        if not self.by_day:
            return name
        day = words.date(self.day)
        return f"{name}, {day}" if self.by_target else day


@dataclass(frozen=True)
class Cell:
    """One side of a row; ``states`` stand before the title with their signs."""

    title: str
    href: str = ""
    lines: tuple[str, ...] = ()
    states: tuple[Mark, ...] = ()
    node: str = ""


@dataclass(frozen=True)
class Row:
    """One place of two chains. ``change`` is a sign's name, ``word`` what it says."""

    where: str
    change: str
    word: str
    cells: tuple[Cell | None, Cell | None]

    @property
    def nodes(self) -> str:
        """Return the nodes of the pictures that it tells of."""
        return " ".join(dict.fromkeys(cell.node for cell in self.cells if cell))


def rows_of(
    compared: Sequence[Compared], headings: Sequence[Heading], words: Words
) -> tuple[Row, ...]:
    """Return the table beside two pictures, what is the same included."""
    by_day = headings[0].by_day
    first, second = (_Teller(words, heading.day) for heading in headings)
    return tuple(
        Row(
            _where(each, words),
            change_sign(each.change, by_day=by_day),
            change_word(each.change, each.fields, words, by_day=by_day),
            (
                first.cell(each.before, each.place.rung) if each.before else None,
                second.cell(each.after, each.place.rung) if each.after else None,
            ),
        )
        for each in compared
    )


def with_marks(
    drawn: Sequence[Picture | None], compared: Sequence[Compared], words: Words, *, by_day: bool
) -> list[Picture | None]:
    """Mark in two pictures what the other has not, and what it has otherwise."""
    first, second = drawn
    if first is None or second is None:
        return list(drawn)
    fields = {**_fields_by_node(compared), **_counted_otherwise(first, second)}
    return [
        _marked(first, second, "gone", fields, words, by_day=by_day),
        _marked(second, first, "added", fields, words, by_day=by_day),
    ]


def change_word(change: str, fields: Sequence[str], words: Words, *, by_day: bool) -> str:
    """Return what a change is called, with what differs: "khác: người, chức vụ"."""
    return _word(change, _named(fields, words), words, by_day=by_day)


def change_sign(change: str, *, by_day: bool) -> str:
    """Return the sign of a change: between two places of one day nothing comes or goes."""
    return "only" if not by_day and change in {"gone", "added"} else change


def _marked(
    own: Picture,
    other: Picture,
    alone: str,
    fields: Mapping[str, Sequence[str]],
    words: Words,
    *,
    by_day: bool,
) -> Picture:
    there = {node.id for node in other.nodes}
    targets = {node.id for node in (*own.nodes, *other.nodes) if node.target}

    def change(node: Node) -> str:
        if node.id in there:
            return "changed" if node.id in fields else ""
        return "" if node.id in targets and not by_day else alone

    nodes = []
    for node in own.nodes:
        found = change(node)
        names = _named(fields.get(node.id, ()), words) if found == "changed" else ""
        nodes.append(_with_mark(node, found, names, words, by_day=by_day) if found else node)
    return replace(own, nodes=tuple(nodes))


def _with_mark(node: Node, change: str, names: str, words: Words, *, by_day: bool) -> Node:
    word = _word(change, names, words, by_day=by_day)
    sign = change_sign(change, by_day=by_day)
    marks = (*node.marks, Mark(sign, word))
    return replace(node, marks=marks, about=f"{node.about}, {word}", differs=sign)


def _word(change: str, names: str, words: Words, *, by_day: bool) -> str:
    sign = change_sign(change, by_day=by_day)
    word = words.text(f"beside.change.{sign}")
    return f"{word}: {names}" if names and change == "changed" else word


def _named(fields: Sequence[str], words: Words) -> str:
    """Name what differs, each once."""
    names = dict.fromkeys(_FIELDS[field] for field in fields if field in _FIELDS)
    return ", ".join(words.text(f"beside.field.{name}") for name in names)


def _fields_by_node(compared: Sequence[Compared]) -> dict[str, list[str]]:
    """Return what differs of each node, wherever in the chain it stands."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in compared:
        if each.change == "same":
            continue
        for part in (each.before, each.after):
            if part is not None:
                found[_node(part, each.place.rung)] += _differing(each, part)
    return found


def _counted_otherwise(first: Picture, second: Picture) -> dict[str, list[str]]:
    """Return the counts of both pictures that do not say the same."""
    told = {node.id: node.lines for node in first.nodes if node.shape == "count"}
    both = [node for node in second.nodes if node.id in told]
    return {node.id: ["count"] for node in both if node.lines != told[node.id]}


def _differing(each: Compared, part: Part) -> tuple[str, ...]:
    """Name what differs of a node where a part of it is another, or in one chain alone."""
    if isinstance(part, Step) and (not each.fields or "person" in each.fields):
        return ("number",)  # another person stands there: this one stands elsewhere in the line
    return each.fields or ("role",)


def _node(part: Part, rung: str) -> str:
    if isinstance(part, Target):
        return part.id
    if isinstance(part, Standing):
        return part.unit.id
    if isinstance(part, Responsible):
        return holder_id(part)
    return part.person.id if isinstance(part, Step) else end_id(rung)


def _where(each: Compared, words: Words) -> str:
    place = each.place
    if place.aspect == "step":
        return words.text("beside.step", step=place.number, line=words.line(place.rung))
    if place.aspect == "end":
        return words.text("beside.end", line=words.line(place.rung))
    return words.text(f"beside.{place.aspect}_at", level=words.level(place.rung))


@dataclass(frozen=True)
class _Teller:
    """Tells parts of the chain of one day."""

    words: Words
    day: date

    def cell(self, part: Part, rung: str) -> Cell:
        """Return a part as one side of a row."""
        node = _node(part, rung)
        if isinstance(part, Target):
            return Cell(part.name, chain_address(part, as_of=self.day), (part.code,), node=node)
        if isinstance(part, Responsible):
            return replace(self._holder(part), node=node)
        if isinstance(part, Step):
            return replace(self._step(part), node=node)
        if isinstance(part, Standing):
            return replace(self._standing(part), node=node)
        state = State.COMPLETE if part.complete else State.BROKEN
        return Cell("", states=(Mark(state, self.words.state(state)),), node=node)

    def _standing(self, part: Standing) -> Cell:
        words = self.words
        if not part.required:
            return Cell(words.text("chain.not_required"))
        broken = part.broken and words.broken(part.broken)
        told = {state: words.state(state) for state in part.states}
        if broken:
            told[State.BROKEN] = broken
        return Cell("", states=tuple(Mark(state, word) for state, word in told.items()))

    def _holder(self, part: Responsible) -> Cell:
        words = self.words
        post = words.post(part.post) if part.post else words.text("chain.no_post")
        if part.person is None:
            post = words.text("chain.without_head")
        decision = part.decision and words.decision(part.decision)
        decision = decision or words.text("chain.no_decision")
        lines = [words.kind(part.kind), post, decision, words.life(part)]
        if part.group and part.person:
            lines.insert(2, words.text("chain.group", group=part.group))
        marks = []
        if part.unsound:
            reason = words.text("chain.not_counted", reason=words.reason(part.unsound))
            marks.append(Mark(State.BROKEN, reason))
        if words.overload(part):
            marks.append(Mark(State.OVERLOADED, words.overload(part)))
        name, href = self._person(part.person) if part.person else (part.group or "", "")
        return Cell(name, href, tuple(filter(None, lines)), tuple(marks))

    def _step(self, part: Step) -> Cell:
        post = self.words.post(part.post) if part.post else self.words.text("chain.no_post")
        name, href = self._person(part.person)
        return Cell(name, href, (post,))

    def _person(self, person: PersonRef) -> tuple[str, str]:
        return person.name, record_address(person, as_of=self.day)
