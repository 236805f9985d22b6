"""The JSON twins of the pages, in the shapes that the command line prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, jsonify, redirect

from graphapp.domain.as_json import gaps_json, lines_json, search_json
from graphapp.domain.sheet_json import sheet_json
from graphapp.domain.units import in_scope, subject_by_id
from graphapp.web import beside, beside_asked, coverage, search
from graphapp.web.chain import ask_lines
from graphapp.web.chain_days import pictures_of_person, pictures_of_target
from graphapp.web.sheet import ask as ask_sheet
from graphapp.web.sheet import sheet_target
from graphapp.web.site import site
from graphapp.web.targets import chain_address, is_meant, meaning

if TYPE_CHECKING:
    from werkzeug import Response

api = Blueprint("api", __name__, url_prefix="/api/v1")


@api.get("/<any(units, households, organisations):kind>/<wanted>/chain")
def chain(kind: str, wanted: str) -> Response:
    """Return the chain of a unit, household or organisation, or two side by side."""
    known = subject_by_id(site().reader, wanted)
    if known and beside_asked.is_asked() and in_scope(site().reader, site().scope, known):
        return jsonify(beside.pair_json(beside.ask_pair(known)))
    target = meaning(wanted)
    if not is_meant(target, wanted, kind):
        return redirect(beside_asked.kept(chain_address(target, api=True)))
    return jsonify(lines_json(ask_lines(target)))


@api.get("/<any(units, households, organisations):kind>/<wanted>/chain/days")
def chain_pictures(kind: str, wanted: str) -> Response:
    """Return the picture of a chain on each day on which it changes."""
    known = subject_by_id(site().reader, wanted)
    seen = known and in_scope(site().reader, site().scope, known)
    target = known.target if known and seen else meaning(wanted)
    if not is_meant(target, wanted, kind):
        abort(404)
    return jsonify(pictures_of_target(target))


@api.get("/people/<wanted>/chain/days")
def person_pictures(wanted: str) -> Response:
    """Return the picture of a person's chain on each day on which it changes."""
    return jsonify(pictures_of_person(wanted))


@api.get("/gaps")
def gaps() -> Response:
    """Return the gaps of a unit, all of them: the shape has no pages."""
    return jsonify(gaps_json(coverage.ask()))


@api.get("/sheet/<wanted>")
def sheet(wanted: str) -> Response:
    """Return the assignment sheet of a unit, all rows that the filters leave."""
    return jsonify(sheet_json(ask_sheet(sheet_target(wanted))))


@api.get("/search")
def find() -> Response:
    """Return what a text finds."""
    return jsonify(search_json(search.ask()))
