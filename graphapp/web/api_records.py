"""The JSON twins of the pages of people, organisations, decisions, households and units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, jsonify, redirect

from graphapp.domain.as_json import person_chain_json
from graphapp.domain.decisions import find_decision
from graphapp.domain.pages_json import (
    decision_page_json,
    history_json,
    household_json,
    news_json,
    organisation_json,
    person_json,
    unit_json,
)
from graphapp.domain.people import find_person
from graphapp.web import decisions, home, households, organisations, people, units
from graphapp.web.lines import asked_line
from graphapp.web.person_chain import ask as ask_person_chain
from graphapp.web.site import site
from graphapp.web.targets import meaning, record_address
from graphapp.web.view import view

if TYPE_CHECKING:
    from werkzeug import Response

api_records = Blueprint("api_records", __name__, url_prefix="/api/v1")


@api_records.get("/people/<wanted>", endpoint="people")
def person(wanted: str) -> Response:
    """Return a person."""
    found = find_person(site().reader, site().scope, wanted)
    if found.id != wanted:
        return redirect(record_address(found, api=True))
    return jsonify(person_json(people.ask(wanted)))


@api_records.get("/people/<wanted>/chain", endpoint="person_chain")
def person_chain(wanted: str) -> Response:
    """Return who stands above a person, and how much the person answers for."""
    found = find_person(site().reader, site().scope, wanted)
    if found.id != wanted:
        line = asked_line()
        return redirect(view().link("api_records.person_chain", wanted=found.id, line=line))
    return jsonify([person_chain_json(each) for each in ask_person_chain(wanted)])


@api_records.get("/decisions/<path:wanted>", endpoint="decisions")
def decision(wanted: str) -> Response:
    """Return a decision, and the page of what it decides that the address asks for."""
    found = find_decision(site().reader, site().scope, wanted)
    if found.id != wanted:
        return redirect(record_address(found, api=True))
    return jsonify(decision_page_json(decisions.ask(wanted)))


@api_records.get("/organisations/<wanted>", endpoint="organisations")
def organisation(wanted: str) -> Response:
    """Return an organisation."""
    if not organisations.is_organisation(wanted):
        return redirect(record_address(meaning(wanted), api=True))
    return jsonify(organisation_json(organisations.ask(wanted)))


@api_records.get("/households/<wanted>", endpoint="households")
def household(wanted: str) -> Response:
    """Return a household, masked as its page is."""
    if not households.is_household(wanted):
        return redirect(record_address(meaning(wanted), api=True))
    return jsonify(household_json(households.ask(wanted)))


@api_records.get("/units/<wanted>", endpoint="units")
def unit(wanted: str) -> Response:
    """Return the facts of a unit."""
    if not units.is_unit(wanted):
        return redirect(record_address(meaning(wanted), api=True))
    return jsonify(unit_json(units.ask(wanted)))


@api_records.get("/units/<wanted>/history", endpoint="history")
def history(wanted: str) -> Response:
    """Return the history of a unit."""
    if not units.is_unit(wanted):
        return redirect(view().link("api_records.history", wanted=meaning(wanted).id))
    return jsonify(history_json(units.ask_history(wanted)))


@api_records.get("/news")
def news() -> Response:
    """Return what changed last, the latest first."""
    return jsonify([news_json(each) for each in home.ask_news()])
