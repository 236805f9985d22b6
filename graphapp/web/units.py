"""A unit's facts and its chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template

from graphapp.domain.units import subject_by_id, unit_page
from graphapp.model.schema import MODEL
from graphapp.web.chain import chain_page
from graphapp.web.site import site
from graphapp.web.targets import chain_address, meaning, unit_address
from graphapp.web.view import view

if TYPE_CHECKING:
    from werkzeug import Response

units = Blueprint("units", __name__, url_prefix="/units")

MOST_HOUSEHOLDS = 60


@units.get("/<wanted>")
def show(wanted: str) -> str | Response:
    """Show a unit by its id, also on days on which it did not exist; redirect a code."""
    if not _is_unit(wanted):
        return _lead(wanted)
    page = unit_page(site().reader, site().scope, wanted, view().as_of)
    living = page.version.since <= view().as_of < page.version.until
    return render_template(
        "units/page.html", page=page, living=living, most_households=MOST_HOUSEHOLDS
    )


@units.get("/<wanted>/chain")
def chain(wanted: str) -> str | Response:
    """Show who answers for a unit; a unit that did not exist that day says so on its own page."""
    if _is_unit(wanted):
        page = unit_page(site().reader, site().scope, wanted, view().as_of)
        if not page.version.since <= view().as_of < page.version.until:
            return redirect(unit_address(page.version.unit))
    return chain_page(wanted, "Unit")


def _is_unit(wanted: str) -> bool:
    return MODEL.label_of(wanted) == "Unit" and subject_by_id(site().reader, wanted) is not None


def _lead(code: str) -> Response:
    """Redirect a code to the unit, or to the chain of the household or organisation, it means."""
    target = meaning(code)
    is_unit = MODEL.label_of(target.id) == "Unit"
    return redirect(unit_address(target) if is_unit else chain_address(target))
