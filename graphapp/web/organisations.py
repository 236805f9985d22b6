"""An organisation's page: what it serves and covers, its posts, and who answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template

from graphapp.domain.organisations import organisation_page
from graphapp.domain.units import subject_by_id
from graphapp.model.schema import MODEL
from graphapp.web.chain import answering, chain_page
from graphapp.web.chain import ask as ask_chain
from graphapp.web.parts import part, shown
from graphapp.web.site import site
from graphapp.web.targets import meaning, record_address
from graphapp.web.timeline import answered_timeline
from graphapp.web.view import view

if TYPE_CHECKING:
    from werkzeug import Response

    from graphapp.domain.organisations import OrganisationPage
    from graphapp.domain.results import Chain

organisations = Blueprint("organisations", __name__, url_prefix="/organisations")

PARTS = ("posts", "under", "answered")


@organisations.get("/<wanted>")
def show(wanted: str) -> str | Response:
    """Show an organisation by its id, also on days on which it did not exist; redirect a code."""
    if not is_organisation(wanted):
        return redirect(record_address(meaning(wanted)))
    page = ask(wanted)
    found = _chain(page)
    return render_template(
        "organisations/page.html",
        page=page,
        only=shown(PARTS),
        posts=part("posts", page.posts),
        under=part("under", page.under),
        answered=part("answered", page.answered[::-1]),
        who=answered_timeline(page.answered, view().as_of),
        chain=found,
        answering=found and answering(found),
    )


@organisations.get("/<wanted>/chain")
def chain(wanted: str) -> str | Response:
    """Show who answers for an organisation."""
    return chain_page(wanted, "Organisation")


def ask(organisation_id: str) -> OrganisationPage:
    """Return what is known of an organisation on the page's day."""
    now = site()
    most = now.settings.table_rows
    return organisation_page(
        now.reader, now.scope, organisation_id, view().as_of, policy=now.policy, most=most
    )


def is_organisation(wanted: str) -> bool:
    """Tell whether it is the id of an organisation, of whatever day."""
    return (
        MODEL.label_of(wanted) == "Organisation"
        and subject_by_id(site().reader, wanted) is not None
    )


def _chain(page: OrganisationPage) -> Chain | None:
    """Return the chain where somebody has to answer for such an organisation, or does."""
    if not page.living:
        return None
    found = ask_chain(page.organisation)
    own = found.by_unit[0]
    return found if own.required or own.responsible else None
