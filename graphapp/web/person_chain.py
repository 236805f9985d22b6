"""The chain page of a person: the way up, and counts of what the person answers for."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING

from flask import redirect, render_template, url_for

from graphapp.domain.people import find_person
from graphapp.domain.person_chain import person_chains
from graphapp.domain.results import State
from graphapp.web import picture
from graphapp.web.lines import LINES, asked_line, asked_lines
from graphapp.web.picture import Edge, Mark, Node, Picture, walk_words
from graphapp.web.site import site
from graphapp.web.sketch import Sketch
from graphapp.web.targets import chain_address
from graphapp.web.view import view

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from werkzeug import Response

    from graphapp.domain.person_chain import Charge, PersonChain


def ask(person_id: str, day: date | None = None) -> tuple[PersonChain, ...]:
    """Return the chain of a person in each of the lines asked for, on the page's day or another."""
    now, lines, as_of = site(), asked_lines(), day or view().as_of
    return person_chains(now.reader, now.scope, person_id, as_of, policy=now.policy, lines=lines)


def picture_on(person_id: str, day: date) -> Picture:
    """Return the picture of a person's chain on a day."""
    return drawn(ask(person_id, day))


def person_chain_page(wanted: str) -> str | Response:
    """Show who stands above a person by id; redirect a code."""
    person = find_person(site().reader, site().scope, wanted)
    if person.id != wanted:
        return redirect(view().link("people.chain", wanted=person.id, line=asked_line()))
    chains = ask(wanted)
    shown = drawn(chains)
    return render_template(
        "chain/person.html",
        person=person,
        title=person.name,
        chains=chains,
        drawn={**asdict(shown), "words": walk_words(view().words)},
        picture=picture,
        lines=LINES,
        line=asked_line(),
        told=told,
        over=over,
        duties_address=_duties_address(chains[0]),
        pictures_address=url_for(
            "api.person_pictures", wanted=wanted, line=asked_line(), lang=view().lang
        ),
    )


def told(charge: Charge) -> str:
    """Tell how many somebody has in what way: 6, in charge."""
    words = view().words
    return words.text("chain.charge", n=words.number(charge.count), kind=words.kind(charge.kind))


def over(charge: Charge) -> str:
    """Tell by how much the span is exceeded; blank when it is not."""
    load = charge.load
    if load is None or not load.over:
        return ""
    return view().words.text("chain.overload", load=load.count, span=load.span)


def drawn(chains: Sequence[PersonChain]) -> Picture:
    """Return the picture of a person's chain in one or both lines, with counts of charges below."""
    first = chains[0]
    made = Sketch(first, view().words, partial(chain_address, as_of=first.as_of))
    for each in chains:
        made.add_line(each)
    nodes = {**made.nodes, first.person.id: replace(made.nodes[first.person.id], target=True)}
    below = [_node(first, charge, nodes[first.person.id].level + 1) for charge in first.charges]
    edges = [Edge(f"within-{n.id}", first.person.id, n.id, "assignment") for n in below]
    return Picture((*nodes.values(), *below), (*made.edges.values(), *edges))


def node_id(charge: Charge) -> str:
    """Return which node of the picture counts a charge."""
    return f"charge-{charge.tier}-{charge.kind}"


def _node(chain: PersonChain, charge: Charge, level: int) -> Node:
    title = view().words.tiers(charge.tier)
    marks = (Mark(State.OVERLOADED, over(charge)),) if over(charge) else ()
    about = ", ".join(filter(None, (f"{title}: {told(charge)}", over(charge))))
    return Node(
        node_id(charge), "count", level, title[:1].upper() + title[1:],
        _duties_address(chain), about, tier=charge.tier, lines=(told(charge),), marks=marks,
    )  # fmt: skip


def _duties_address(chain: PersonChain) -> str:
    return view().link("people.show", wanted=chain.person.id, show="assignments")
