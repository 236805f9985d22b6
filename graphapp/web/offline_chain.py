"""What a file with a chain shows: the picture of the page, the facts of each box, both readings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphapp.domain.below import below
from graphapp.domain.chain import chains
from graphapp.render.drawing import Box, Join
from graphapp.render.offline import Row, Sheet, Table
from graphapp.web.counts import with_counts
from graphapp.web.offline_people import people_facts
from graphapp.web.picture import holder_id
from graphapp.web.site import site
from graphapp.web.sketch import sketch
from graphapp.web.view import view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from graphapp.domain.person_chain import PersonChain
    from graphapp.domain.results import Chain, Link, Responsible, Step, Target
    from graphapp.render.offline import Stamp
    from graphapp.web.picture import Edge, Node, Picture
    from graphapp.words import Words

Pair = tuple[str, str]
_HEADS = {"within": "", "post": "", "supervises": "hollow"}
LEGEND = (
    ("node-unit", "chain.legend_unit"),
    ("node-person", "chain.legend_state"),
    ("line-party", "chain.legend_party"),
    ("line-front", "chain.legend_front"),
    ("node-nobody", "chain.legend_nobody"),
    ("node-count", "chain.legend_count"),
    ("edge-within", "chain.legend_within"),
    ("edge-post", "chain.legend_post"),
    ("edge-assignment", "chain.legend_assignment"),
    ("edge-supervises", "chain.legend_supervises"),
    ("edge-assignment is-broken", "chain.legend_broken"),
)


def chain_sheet(target: Target, lines: tuple[str, ...], stamp: Callable[[str], Stamp]) -> Sheet:
    """Return the chain of a target in some lines as a file shows it."""
    now, words = site(), view().words
    found = chains(now.reader, now.scope, target.id, view().as_of, policy=now.policy, lines=lines)
    counts = below(now.reader, now.scope, target, view().as_of, policy=now.policy)
    picture = with_counts(sketch(found[0], words, lambda _: "", also=found[1:]), target, counts)
    title = words.text("chain.title_for", name=target.name)
    scope = f"{target.name} ({words.level(target.tier)}, {target.code})"
    return Sheet(
        words.lang,
        title,
        _lead(found[0], words),
        stamp(scope),
        _boxes(picture, found[0], words),
        tuple(join_of(edge, picture, words) for edge in picture.edges),
        (_by_unit(found[0], words), *(_by_person(each, words) for each in found)),
        tuple((kind, words.text(message)) for kind, message in LEGEND),
    )


def _lead(found: Chain, words: Words) -> str:
    return f"{words.text('chain.grade')}: {words.states(found.states) or words.state(found.grade)}"


@dataclass
class Facts:
    """What is told of each box of a chain's picture, in the making."""

    words: Words
    pairs: defaultdict[str, list[Pair]] = field(default_factory=lambda: defaultdict(list))

    def add(self, box: str, label: str, value: str) -> None:
        """Add a fact unless nothing is told or it stands there."""
        if value and (label, value) not in self.pairs[box]:
            self.pairs[box].append((label, value))

    def add_link(self, link: Link) -> None:
        """Add what a link tells of its unit, and of who is responsible for it."""
        words, unit = self.words, link.unit
        self.add(unit.id, words.text("offline.code"), unit.code)
        for each in link.responsible:
            who = each.person.name if each.person else each.group or ""
            self.add(unit.id, words.kind(each.kind), _told(who, each, words))
            box = holder_id(each)
            if each.person:
                self.add(box, words.text("offline.code"), each.person.code)
            if each.post:
                self.add(box, words.text("offline.post"), words.post(each.post))
            self.add(box, words.kind(each.kind), _told(unit.name, each, words))

    def add_steps(self, steps: Iterable[Step]) -> None:
        """Add codes and posts of the people of a way up."""
        words = self.words
        for step in steps:
            self.add(step.person.id, words.text("offline.code"), step.person.code)
            if step.post:
                self.add(step.person.id, words.text("offline.post"), words.post(step.post))

    def add_people(self, ids: Iterable[str]) -> None:
        """Add the properties of people; what is sensitive is named and hidden."""
        for person, pairs in people_facts(ids, self.words).items():
            for label, value in pairs:
                self.add(person, label, value)


def _told(name: str, each: Responsible, words: Words) -> str:
    """Tell of an assignment: to or of whom, from when to when, by which decision."""
    by = words.decision(each.decision) if each.decision else words.text("chain.no_decision")
    return ", ".join(part for part in (name, words.life(each), by) if part)


def _boxes(picture: Picture, found: Chain, words: Words) -> tuple[Box, ...]:
    facts = Facts(words)
    for link in found.by_unit:
        facts.add_link(link)
    facts.add_people(node.id for node in picture.nodes if node.shape == "person")
    return tuple(box_of(node, tuple(facts.pairs[node.id])) for node in picture.nodes)


def box_of(node: Node, details: tuple[Pair, ...]) -> Box:
    """Return a node of the picture with what is told of it."""
    style = [f"tier-{node.tier}" if node.tier else "", f"line-{node.line}" if node.line else ""]
    style.append("is-target" if node.target else "")
    return Box(
        node.id,
        node.shape,
        node.title,
        node.about,
        node.lines,
        tuple((mark.state, mark.word) for mark in node.marks),
        details,
        " ".join(filter(None, style)),
        " ".join(str(step.number) for step in node.steps[:1]),
        node.level,
    )


def join_of(edge: Edge, picture: Picture, words: Words) -> Join:
    """Return a line of the picture, in words too."""
    titles = {node.id: node.title for node in picture.nodes}
    above, below = titles[edge.source], titles[edge.target]
    message = "offline.join_broken" if edge.broken else f"offline.join_{edge.type}"
    style = f"edge-{edge.type}"
    style += " is-broken" if edge.broken else ""
    style += " in-line" if edge.in_line else ""
    head = "broken" if edge.broken else _HEADS.get(edge.type, "full")
    about = words.text(message, above=above, below=below, why=edge.label)
    return Join(edge.id, edge.source, edge.target, style, about, edge.label, head)


def _by_unit(found: Chain, words: Words) -> Table:
    columns = (
        words.text("chain.by_unit"), words.text("offline.state"), words.text("chain.column_who"),
        words.text("offline.post"), words.text("chain.column_kind"),
        words.text("chain.column_decision"), words.text("chain.column_since"),
        words.text("chain.column_until"),
    )  # fmt: skip
    rows = tuple(row for link in found.by_unit for row in _unit_rows(link, words))
    return Table(words.text("chain.by_unit_caption", name=found.target.name), columns, rows)


def _unit_rows(link: Link, words: Words) -> list[Row]:
    state = words.broken(link.broken) if link.broken else words.states(link.states)
    state = state or words.text("chain.not_required")
    rows = [_responsible_row(link, each, state, words) for each in link.responsible]
    return rows or [Row((link.unit.name, state, "–", "", "", "", "", ""), (link.unit.id,))]


def _responsible_row(link: Link, each: Responsible, state: str, words: Words) -> Row:
    who = each.person.name if each.person else each.group or ""
    cells = (
        link.unit.name,
        state,
        who,
        words.post(each.post) if each.post else "",
        words.kind(each.kind),
        words.decision(each.decision) if each.decision else words.text("chain.no_decision"),
        words.since(each.since) or "–",
        words.until(each.until) or "–",
    )
    return Row(cells, (link.unit.id, holder_id(each)))


def _by_person(found: Chain, words: Words) -> Table:
    name, line = found.target.name, words.line(found.line)
    caption = words.text("chain.by_person_caption", name=name, line=line)
    return by_person(found, caption, words.text("chain.by_person_none", name=name), words)


def by_person(found: Chain | PersonChain, caption: str, none: str, words: Words) -> Table:
    """Return the people of a chain, the first one first; a sentence where there is nobody."""
    columns = (
        words.text("chain.column_person"), words.text("offline.code"), words.text("offline.post"),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                f"{number}. {step.person.name}",
                step.person.code,
                words.post(step.post) if step.post else words.text("chain.no_post"),
            ),
            (step.person.id,),
        )
        for number, step in enumerate(found.by_person, 1)
    )
    return Table(caption, columns, rows or (Row((none, "", ""), ()),))
