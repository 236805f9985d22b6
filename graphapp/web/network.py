"""The network explorer: a picture that the address describes, as a page and as its twin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, current_app, jsonify, redirect, render_template, request

from graphapp.domain.network import network as find_network
from graphapp.domain.network_known import Known
from graphapp.domain.network_ties import RELATIONS
from graphapp.domain.network_time import union_of
from graphapp.domain.suggest import suggestions
from graphapp.errors import NotOnDateError, Place, UnknownCodeError, UsageError
from graphapp.web.network_address import Address, read_address
from graphapp.web.network_drawn import drawn
from graphapp.web.remembered import Remembered
from graphapp.web.search import LONGEST
from graphapp.web.site import site
from graphapp.web.suggest import about
from graphapp.web.view import here, view

if TYPE_CHECKING:
    from datetime import date

    from werkzeug import Response

_KEPT, _MOST_DAYS = "graphapp.network", 4
_MOST_KNOWN = 20_000  # nodes of a day, about a kilobyte each with their ties

network = Blueprint("network", __name__)
network_api = Blueprint("network_api", __name__, url_prefix="/api/v1")


@network.get("/network")
def show() -> str | Response:
    """Show the network around a centre; without one, or with a name alone, the way to one."""
    if not request.args.get("centre", "").strip():
        return render_template("network/page.html", drawn=None, choices=[], asked=request.args)
    try:
        address = read_address()
    except NotOnDateError:
        raise
    except UnknownCodeError as error:
        return _named(error)
    if address.moved:
        return redirect(here(**address.moved))
    return render_template("network/page.html", drawn=ask(address), relations=RELATIONS)


@network_api.get("/network", endpoint="show")
def twin() -> Response:
    """Return the same picture as data."""
    if not request.args.get("centre", "").strip():
        place = Place(column="centre", remedy="network.no_centre.remedy")
        raise UsageError("network.no_centre", (place,))
    address = read_address()
    return redirect(here(**address.moved)) if address.moved else jsonify(ask(address))


def ask(address: Address) -> dict[str, Any]:
    """Return the picture of an address in the words of the page."""
    now, day, asked = site(), view().as_of, address.asked
    found = find_network(now.reader, now.scope, asked, day, policy=now.policy, known=_known(day))
    through = address.through_time and found.paths is None
    union = union_of(now.reader, now.scope, asked, _known(None)) if through else None
    return drawn(found, address, union)


def _known(day: date | None) -> Known:
    """Return what was read for pictures of a day, or of all, since the last entry.

    When it became too much, the next picture begins anew.
    """
    now = site()
    kept: Remembered[Known] = current_app.extensions.setdefault(_KEPT, Remembered(_MOST_DAYS))
    key = (now.store.head(), day, now.scope)
    known = kept.get(key, Known)
    if len(known.nodes) > _MOST_KNOWN:
        kept.forget(key)
    return known


def _named(error: UnknownCodeError) -> str | Response:
    """Lead a name on to what it means; where several are called so, they are to choose from."""
    name = str(error.values.get("code") or error.values.get("number") or "")
    part = next(
        (key for key in ("centre", "to", "organisation") if request.args.get(key) == name), ""
    )
    now = site()
    found = suggestions(now.reader, now.scope, name[:LONGEST], view().as_of) if part else ()
    if len(found) == 1:
        return redirect(here(**{part: found[0].record.id}))
    if not found:
        raise error
    choices = [
        {"href": here(**{part: each.record.id}), "title": each.name, "about": about(each)}
        for each in found
    ]
    return render_template("network/page.html", drawn=None, choices=choices, asked=request.args)
