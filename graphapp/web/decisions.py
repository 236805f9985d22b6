"""A decision's page: what it is, and all that it decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template

from graphapp.domain.decisions import KINDS, decision_page, decisions_called, find_decision
from graphapp.web.parts import Part, shown, wanted_page
from graphapp.web.site import site
from graphapp.web.targets import record_address
from graphapp.web.view import view

if TYPE_CHECKING:
    from werkzeug import Response

    from graphapp.domain.decisions import DecisionPage

decisions = Blueprint("decisions", __name__, url_prefix="/decisions")


@decisions.get("/<path:wanted>")
def show(wanted: str) -> str | Response:
    """Show a decision by id; redirect a number, which has a stroke in it more often than not.

    Where several offices gave the number, the search offers them.
    """
    if len(decisions_called(site().reader, site().scope, wanted)) > 1:
        return redirect(view().link("search.show", q=wanted))
    decision = find_decision(site().reader, site().scope, wanted)
    if decision.id != wanted:
        return redirect(record_address(decision))
    page, only = ask(wanted), shown(KINDS)
    sections = [
        Part(s.kind, s.items, s.total, s.number, s.pages, s.first, s.kind == only)
        for s in page.sections
    ]
    return render_template("decisions/page.html", page=page, only=only, sections=sections)


def ask(decision_id: str) -> DecisionPage:
    """Return what a decision decides: the page of it that the address asks for."""
    now = site()
    size = now.settings.table_rows
    return decision_page(
        now.reader, now.scope, decision_id, kind=shown(KINDS), page=wanted_page(), size=size
    )
