"""What an overview's picture asks for as one goes into it: villages, and facts of a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, jsonify, request

from graphapp.errors import Place, UnknownCodeError, UsageError
from graphapp.web.overview import ask, ask_households, ask_places, tiers_of, wanted
from graphapp.web.overview_words import OverviewWords
from graphapp.web.plan import ground
from graphapp.web.sheet import sheet_target
from graphapp.web.targets import chain_address, record_address
from graphapp.web.view import view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from werkzeug import Response

    from graphapp.domain.overview import Overview, Spot
    from graphapp.domain.results import Responsible, Tally, Target
    from graphapp.web.drawing import Item
    from graphapp.words import Words

overview_marks = Blueprint("overview_marks", __name__, url_prefix="/api/v1/overview")

MOST_COMMUNES = 20
Pair = tuple[str, str]


@overview_marks.get("/marks")
def marks() -> Response:
    """Return the marks of the villages of some communes, at their places on the scope's plan."""
    communes = [each for each in request.args.get("of", "").split(",") if each]
    if len(communes) > MOST_COMMUNES:
        place = Place(column="of", value=str(len(communes)), remedy="overview.many_communes.remedy")
        raise UsageError("overview.many_communes", (place,), most=MOST_COMMUNES)
    unit = sheet_target(wanted())
    paper = ground(ask_places(unit))
    say = OverviewWords(view().words, ask(unit, "village"), {})
    wished = set(communes)
    items = [i for i in say.items() if i.tier == "village" and i.parent in wished]
    return jsonify({"marks": [mark for item in items for mark in _mark(item, paper.at(item.id))]})


def _mark(item: Item, spot: tuple[float, float] | None) -> Iterator[dict[str, Any]]:
    if spot is None:
        return
    names = ("id", "tier", "name", "sign", "about", "href", "parent", "rank")
    told = {name: getattr(item, name) for name in names}
    yield {**told, "x": round(spot[0], 1), "y": round(spot[1], 1)}


@overview_marks.get("/unit")
def unit() -> Response:
    """Return the facts of one unit of an overview in words: its state, who, since when, by what."""
    scope, asked = sheet_target(wanted()), request.args.get("unit", "").strip()
    found, spot = _spot_of(scope, asked)
    homes = None if spot.unit.tier in {"province", "district"} else _homes(spot)
    words = view().words
    say = OverviewWords(words, found, {})
    return jsonify(
        {
            "id": spot.unit.id,
            "name": spot.unit.name,
            "code": spot.unit.code,
            "parent": spot.parent,
            "sign": say.sign(spot),
            "state": say.state(spot),
            "facts": list(facts_of(spot, say, homes)),
            "links": list(_links(spot)),
        }
    )


def _spot_of(scope: Target, wanted_id: str) -> tuple[Overview, Spot]:
    """Look among the communes, which are known from the page, before the villages."""
    for tier in tiers_of(scope):
        found = ask(scope, tier)
        spot = next((each for each in found.spots if each.unit.id == wanted_id), None)
        if spot:
            return found, spot
    raise UnknownCodeError("error.unknown_code", code=wanted_id[:200])


def _homes(spot: Spot) -> Tally | None:
    counted = ask_households(spot.unit, wait=True) or {}
    return counted.get(spot.unit.id)


def facts_of(spot: Spot, say: OverviewWords, homes: Tally | None) -> Iterator[Pair]:
    """Yield what there is to say of a unit: names and values in words."""
    words = view().words
    if say.parent(spot):
        yield words.text("overview.column_within"), say.parent(spot)
    if spot.grade and say.worse_above(spot):
        yield words.text("overview.column_chain"), words.state(spot.grade)
    for each in spot.link.responsible:
        yield words.kind(each.kind), told_of(each, words)
    for message, tally in (
        ("overview.column_villages", spot.villages),
        ("overview.column_households", homes),
    ):
        if tally is not None and tally.denominator:
            yield words.text(message), say.ratio(tally)


def told_of(each: Responsible, words: Words) -> str:
    """Tell who answers: name, post, from when to when, by which decision."""
    who = each.person.name if each.person else each.group or ""
    post = words.post(each.post) if each.post else ""
    by = words.decision(each.decision) if each.decision else words.text("chain.no_decision")
    return ", ".join(part for part in (who, post, words.life(each), by) if part)


def _links(spot: Spot) -> Iterator[Pair]:
    text = view().words.text
    if spot.unit.tier != "village" and spot.depth:
        yield text("overview.open"), view().link("overview.show", **{"in": spot.unit.id})
    yield text("overview.chain"), chain_address(spot.unit)
    yield text("overview.facts"), record_address(spot.unit)
