"""The chain page of units, households and organisations: picture and table of both readings."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from flask import redirect, render_template

from graphapp.domain.chain import chain
from graphapp.domain.units import subject_by_id
from graphapp.model.schema import MODEL
from graphapp.web import picture
from graphapp.web.site import site
from graphapp.web.sketch import sketch
from graphapp.web.targets import chain_address, meaning, record_address, unit_address
from graphapp.web.view import choice, view

if TYPE_CHECKING:
    from typing import Any

    from werkzeug import Response

    from graphapp.domain.results import Chain, Responsible, Target

LINES = ("state", "party")
_FACTS = {
    "Unit": "chain.facts",
    "Household": "household.facts",
    "Organisation": "organisation.facts",
}


def ask(target: Target) -> Chain:
    """Return the chain of a target in the line that the address asks for."""
    line = choice("line", LINES, "state")
    now = site()
    return chain(now.reader, now.scope, target.id, view().as_of, policy=now.policy, line=line)


def chain_page(wanted: str, label: str) -> str | Response:
    """Show the chain of an id of a label; anything else is redirected to where its chain is.

    What did not exist that day says so on its own page.
    """
    known = subject_by_id(site().reader, wanted)
    if known and not known.life.holds(view().as_of) and MODEL.label_of(wanted) == label:
        return redirect(record_address(known.target))
    target = meaning(wanted)
    if target.id != wanted or MODEL.label_of(wanted) != label:
        return redirect(chain_address(target))
    found = ask(target)
    return render_template(
        "chain/page.html",
        title=_title(target),
        facts_words=_FACTS[label],
        chain=found,
        answering=answering(found),
        drawn=_drawn(found),
        picture=picture,
        lines=LINES,
    )


def _title(target: Target) -> str:
    """Return what the page is called; a household has no name but its code."""
    if target.tier == "household":
        return view().words.text("household.title", code=target.code)
    return target.name


def answering(found: Chain) -> Responsible | None:
    """Return who carries the first link: the first whose assignment counts and is sound."""
    own = found.by_unit[0]
    for each in own.responsible:
        counts = each.span is not None or not own.required  # only what counts has a span
        if each.person and counts and each.unsound is None:
            return each
    return None


def _drawn(found: Chain) -> dict[str, Any]:
    """Return the picture as data, with the words that its movements need."""
    words = view().words

    def address(target: Target) -> str:
        here = target.id == found.target.id and target.tier != "household"
        return unit_address(target) if here else chain_address(target)

    drawn = sketch(found, words, address)
    keys = ("up", "down")
    return {**asdict(drawn), "words": {key: words.text(f"chain.go.{key}") for key in keys}}
