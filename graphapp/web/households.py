"""A household's page is its chain; a grass-roots organisation or cell is shown the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect

from graphapp.web.chain import chain_page
from graphapp.web.view import view

if TYPE_CHECKING:
    from werkzeug import Response

households = Blueprint("households", __name__, url_prefix="/households")
organisations = Blueprint("organisations", __name__, url_prefix="/organisations")


@households.get("/<wanted>")
def show(wanted: str) -> str | Response:
    """Show who answers for a household."""
    return chain_page(wanted, "Household")


@households.get("/<wanted>/chain")
def chain(wanted: str) -> Response:
    """Lead to the household's page: its chain is what there is to show."""
    return redirect(view().link("households.show", wanted=wanted))


@organisations.get("/<wanted>", endpoint="show")
def show_organisation(wanted: str) -> str | Response:
    """Show who answers for a party organisation."""
    return chain_page(wanted, "Organisation")
