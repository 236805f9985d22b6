"""A household's page, masked: where it is, who answers for it now and who did before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template

from graphapp.domain.households import household_page
from graphapp.domain.units import subject_by_id
from graphapp.model.schema import MODEL
from graphapp.web import picture
from graphapp.web.chain import answering, chain_page
from graphapp.web.chain import ask as ask_chain
from graphapp.web.parts import part, shown
from graphapp.web.site import site
from graphapp.web.targets import meaning, record_address
from graphapp.web.timeline import answered_timeline
from graphapp.web.view import view

if TYPE_CHECKING:
    from werkzeug import Response

    from graphapp.domain.households import HouseholdPage

households = Blueprint("households", __name__, url_prefix="/households")

PARTS = ("answered",)


@households.get("/<wanted>")
def show(wanted: str) -> str | Response:
    """Show a household by its id, also on days on which it did not exist; redirect a code."""
    if not is_household(wanted):
        return redirect(record_address(meaning(wanted)))
    page = ask(wanted)
    found = ask_chain(page.household) if page.living else None
    return render_template(
        "households/page.html",
        page=page,
        only=shown(PARTS),
        answered=part("answered", page.answered[::-1]),
        who=answered_timeline(page.answered, view().as_of),
        chain=found,
        answering=found and answering(found),
        picture=picture,
    )


@households.get("/<wanted>/chain")
def chain(wanted: str) -> str | Response:
    """Show who answers for a household."""
    return chain_page(wanted, "Household")


def ask(household_id: str) -> HouseholdPage:
    """Return what is known, and told, of a household on the page's day."""
    now = site()
    return household_page(now.reader, now.scope, household_id, view().as_of, policy=now.policy)


def is_household(wanted: str) -> bool:
    """Tell whether it is the id of a household, of whatever day."""
    return (
        MODEL.label_of(wanted) == "Household" and subject_by_id(site().reader, wanted) is not None
    )
