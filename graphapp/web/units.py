"""A unit's facts, its chain, and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template

from graphapp.domain.history import unit_history
from graphapp.domain.lives import lives
from graphapp.domain.organisations import organisations_at
from graphapp.domain.units import subject_by_id, unit_facts, unit_page
from graphapp.model.schema import MODEL
from graphapp.web.chain import answering, chain_page
from graphapp.web.chain import ask as ask_chain
from graphapp.web.parts import part, shown
from graphapp.web.site import site
from graphapp.web.targets import meaning, record_address
from graphapp.web.timeline import answered_timeline, timeline
from graphapp.web.view import view

if TYPE_CHECKING:
    from werkzeug import Response

    from graphapp.domain.history import UnitHistory
    from graphapp.domain.results import Place, Target, UnitPage
    from graphapp.web.timeline import Timeline

units = Blueprint("units", __name__, url_prefix="/units")

MOST_ORGANISATIONS = 60
UNIT_PARTS = ("households",)
PARTS = ("answered",)


@units.get("/<wanted>")
def show(wanted: str) -> str | Response:
    """Show a unit by its id, also on days on which it did not exist; redirect a code."""
    if not is_unit(wanted):
        return redirect(record_address(meaning(wanted)))
    page = ask(wanted)
    shown(UNIT_PARTS)  # another word is refused
    living = page.version.since <= view().as_of < page.version.until
    found = ask_chain(page.version.unit) if living else None
    return render_template(
        "units/page.html",
        page=page,
        living=living,
        facts=unit_facts(site().reader, wanted),
        chain=found,
        answering=found and answering(found),
        organisations=_organisations(wanted) if living else (),
        households=part("households", page.households),
        most_organisations=MOST_ORGANISATIONS,
    )


@units.get("/<wanted>/chain")
def chain(wanted: str) -> str | Response:
    """Show who answers for a unit."""
    return chain_page(wanted, "Unit")


@units.get("/<wanted>/history")
def history(wanted: str) -> str | Response:
    """Show a unit through mergers and reforms, and who answered for it over time."""
    if not is_unit(wanted):
        return redirect(history_address(meaning(wanted)))
    found = ask_history(wanted)
    return render_template(
        "units/history.html",
        history=found,
        only=shown(PARTS),
        lives=_timeline(lives(site().reader, found)),
        parents=_timeline(found.parents),
        answered=part("answered", found.answered[::-1]),
        who=answered_timeline(found.answered, view().as_of),
    )


def ask(unit_id: str) -> UnitPage:
    """Return the facts of a unit on the page's day."""
    return unit_page(site().reader, site().scope, unit_id, view().as_of)


def ask_history(unit_id: str) -> UnitHistory:
    """Return the history of a unit."""
    now = site()
    return unit_history(now.reader, now.scope, unit_id, view().as_of, policy=now.policy)


def is_unit(wanted: str) -> bool:
    """Tell whether it is the id of a unit, of whatever day."""
    return MODEL.label_of(wanted) == "Unit" and subject_by_id(site().reader, wanted) is not None


def history_address(target: Target) -> str:
    """Return where the history of a unit is shown; of anything else, its page, which has it."""
    if MODEL.label_of(target.id) != "Unit":
        return record_address(target)
    return view().link("units.history", wanted=target.id)


def _timeline(places: tuple[Place, ...]) -> Timeline[Place]:
    return timeline(places, view().as_of, lambda place: place.target.id)


def _organisations(unit_id: str) -> tuple[Target, ...]:
    return organisations_at(site().reader, unit_id, view().as_of, most=MOST_ORGANISATIONS + 1)
