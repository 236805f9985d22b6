"""Accepted gaps: in force, over and ended; the form to accept one, and to end it early."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from flask import Blueprint, jsonify, redirect, render_template, request

from graphapp.clock import today
from graphapp.domain.acceptances import AcceptanceState
from graphapp.domain.follow_up import accepted_json, accepted_rows
from graphapp.errors import InputError
from graphapp.web.follow_up import asked_key, sent_day, sent_number, subject_of
from graphapp.web.paging import page_of
from graphapp.web.site import site
from graphapp.web.view import view
from graphapp.write import accept, accepted, end_acceptance

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug import Response

    from graphapp.domain.follow_up import AcceptedRow
    from graphapp.domain.gap_kinds import GapKey

acceptances = Blueprint("accepted", __name__, url_prefix="/accepted")
accepted_api = Blueprint("accepted_api", __name__, url_prefix="/api/v1/accepted")


@acceptances.get("")
def show() -> str:
    """Show accepted gaps by how they stand on the page's day."""
    every = ask()
    page = page_of(every)
    found: dict[AcceptanceState, list[AcceptedRow]] = {}
    for row in page.rows:
        found.setdefault(row.state, []).append(row)
    counts = Counter(row.state for row in every)
    return render_template(
        "accepted/page.html", found=found, counts=counts, page=page, today_=today()
    )


@acceptances.route("/new", methods=("GET", "POST"))
def new() -> ResponseReturnValue:
    """Show the form that lets a gap stand until a day; record what was sent, else tell why not."""
    key = asked_key()
    if request.method == "GET":
        return _form(key)
    subject_of(key)
    try:
        accept(site().store, key, sent_day("until"), request.form.get("why", ""), site().actor)
    except InputError as error:
        return _form(key, error), error.http_status
    return redirect(view().link("accepted.show"), 303)


@acceptances.post("/end")
def end() -> Response:
    """Let a gap stand no longer."""
    number = sent_number()
    subject_of(accepted(site().store, number).key)
    end_acceptance(site().store, number, site().actor)
    return redirect(view().link("accepted.show"), 303)


@accepted_api.get("")
def show_as_json() -> Response:
    """Return accepted gaps by how they stand on the page's day."""
    return jsonify({"as_of": view().as_of.isoformat(), "accepted": accepted_json(ask())})


def ask() -> tuple[AcceptedRow, ...]:
    """Return the accepted gaps that the user may see."""
    now = site()
    return accepted_rows(now.reader, now.scope, now.store.registers().acceptances, view().as_of)


def _form(key: GapKey, error: InputError | None = None) -> str:
    subject, place = subject_of(key)
    return render_template(
        "accepted/new.html", key=key, subject=subject, place=place, error=error, given=request.form
    )
