"""The chain page of units, households and organisations: picture and table of both readings."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from flask import redirect, render_template, url_for

from graphapp.domain.below import below
from graphapp.domain.chain import chains
from graphapp.domain.units import in_scope, subject_by_id
from graphapp.model.schema import MODEL
from graphapp.web import beside, beside_asked, picture
from graphapp.web.counts import below_address, with_counts
from graphapp.web.lines import LINES, asked_line, asked_lines
from graphapp.web.picture import walk_words
from graphapp.web.site import site
from graphapp.web.sketch import sketch
from graphapp.web.targets import PATHS, chain_address, meaning, record_address, unit_address
from graphapp.web.view import view

if TYPE_CHECKING:
    from datetime import date

    from werkzeug import Response

    from graphapp.domain.below import Below
    from graphapp.domain.results import Chain, Responsible, Target
    from graphapp.web.picture import Picture

_FACTS = {
    "Unit": "chain.facts",
    "Household": "household.facts",
    "Organisation": "organisation.facts",
}


def ask(target: Target) -> Chain:
    """Return the chain of a target in the line that the address asks for, the first of both."""
    return _ask(target, asked_lines()[:1])[0]


def ask_lines(target: Target) -> tuple[Chain, ...]:
    """Return the chain of a target in each of the lines that the address asks for."""
    return _ask(target, asked_lines())


def _ask(target: Target, lines: tuple[str, ...]) -> tuple[Chain, ...]:
    now, day = site(), view().as_of
    return chains(now.reader, now.scope, target.id, day, policy=now.policy, lines=lines)


def chain_page(wanted: str, label: str) -> str | Response:
    """Show the chain of an id of a label; anything else is redirected to where its chain is.

    What did not exist that day says so on its own page.
    """
    known = subject_by_id(site().reader, wanted)
    if known and MODEL.label_of(wanted) == label and in_scope(site().reader, site().scope, known):
        if beside_asked.is_asked():
            return beside.beside_page(known)
        if not known.life.holds(view().as_of):
            return redirect(record_address(known.target))
    target = meaning(wanted)
    if target.id != wanted or MODEL.label_of(wanted) != label:
        return redirect(beside_asked.kept(chain_address(target)))
    return _page(target, _FACTS[label])


def _page(target: Target, facts_words: str) -> str:
    lines = ask_lines(target)
    found = lines[0]
    counts = below(site().reader, site().scope, target, view().as_of, policy=site().policy)
    return render_template(
        "chain/page.html",
        title=_title(target),
        facts_words=facts_words,
        chain=found,
        chains=lines,
        below=counts,
        below_address=below_address,
        answering=answering(found),
        drawn={**asdict(_drawn(lines, counts)), "words": walk_words(view().words)},
        pictures_address=url_for(
            "api.chain_pictures",
            kind=PATHS[MODEL.label_of(target.id) or "Unit"],
            wanted=target.id,
            line=asked_line(),
            lang=view().lang,
        ),
        picture=picture,
        lines=LINES,
        line=asked_line(),
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


def picture_on(target: Target, day: date) -> Picture:
    """Return the picture of a target's chain on a day on which the target exists."""
    now = site()
    found = chains(now.reader, now.scope, target.id, day, policy=now.policy, lines=asked_lines())
    return _drawn(found, below(now.reader, now.scope, target, day, policy=now.policy))


def _drawn(lines: tuple[Chain, ...], counts: tuple[Below, ...]) -> Picture:
    words, found = view().words, lines[0]

    def address(target: Target) -> str:
        here = target.id == found.target.id and target.tier != "household"
        return (unit_address if here else chain_address)(target, as_of=found.as_of)

    drawn = sketch(found, words, address, also=lines[1:])
    return with_counts(drawn, found.target, counts, found.as_of)
