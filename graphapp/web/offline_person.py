"""What a file with a person's chain shows: the way up, and counts of what the person carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapp.render.offline import Row, Sheet, Table
from graphapp.web.offline_chain import LEGEND, Facts, box_of, by_person, join_of
from graphapp.web.person_chain import ask, drawn, node_id, over, told
from graphapp.web.view import view

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphapp.domain.person_chain import PersonChain
    from graphapp.domain.results import PersonRef
    from graphapp.render.offline import Stamp
    from graphapp.words import Words


def person_sheet(person: PersonRef, stamp: Callable[[str], Stamp]) -> Sheet:
    """Return the chain of a person in the lines asked for as a file shows it."""
    words, found = view().words, ask(person.id)
    picture = drawn(found)
    facts = Facts(words)
    for each in found:
        facts.add_steps(each.by_person)
    facts.add_people(node.id for node in picture.nodes if node.shape == "person")
    return Sheet(
        words.lang,
        words.text("chain.title_for", name=person.name),
        words.text("chain.charges", as_of=view().as_of),
        stamp(f"{person.name} ({person.code})"),
        tuple(box_of(node, tuple(facts.pairs[node.id])) for node in picture.nodes),
        tuple(join_of(edge, picture, words) for edge in picture.edges),
        (_charges(found[0], words), *(_upward(each, words) for each in found)),
        tuple((kind, words.text(message)) for kind, message in LEGEND),
    )


def _charges(found: PersonChain, words: Words) -> Table:
    texts = ("offline.kind", "chain.column_kind", "offline.state")
    columns = tuple(words.text(each) for each in texts)
    rows = tuple(
        Row((words.tiers(each.tier), told(each), over(each)), (node_id(each),))
        for each in found.charges
    )
    return Table(words.text("chain.charges", as_of=found.as_of), columns, rows)


def _upward(found: PersonChain, words: Words) -> Table:
    name, line = found.person.name, words.line(found.line)
    caption = words.text("chain.by_person_from", name=name, line=line)
    return by_person(found, caption, words.text("chain.by_person_none", name=name), words)
