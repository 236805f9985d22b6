"""Files to take away: a picture with its lists as one HTML file that opens without the site."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, cast

from flask import Blueprint, Response, current_app, redirect, request

from graphapp.clock import now
from graphapp.domain.people import find_person
from graphapp.model.schema import MODEL
from graphapp.model.text import fold
from graphapp.render.offline import Parts, Stamp, offline, read_parts
from graphapp.web.changes import asked_changes
from graphapp.web.lines import asked_lines
from graphapp.web.network import ask as drawn_network
from graphapp.web.network_address import read_address
from graphapp.web.offline_chain import chain_sheet
from graphapp.web.offline_network import network_sheet
from graphapp.web.offline_person import person_sheet
from graphapp.web.offline_plan import changes_sheet, overview_sheet
from graphapp.web.overview import asked, wanted
from graphapp.web.sheet import sheet_target
from graphapp.web.site import site
from graphapp.web.targets import PATHS, is_meant, meaning
from graphapp.web.view import here, view

if TYPE_CHECKING:
    from werkzeug import Response as BaseResponse

    from graphapp.render.offline import Sheet

files = Blueprint("offline", __name__)

_KEY = "graphapp.offline"


@files.get("/<any(units, households, organisations):kind>/<wanted>/chain/offline.html")
def chain(kind: str, wanted: str) -> BaseResponse:
    """Hand out the chain of a unit, a household or a party organisation."""
    target = meaning(wanted)
    if not is_meant(target, wanted, kind):
        path = PATHS[MODEL.label_of(target.id) or "Unit"]
        line, own = request.args.get("line"), f"{files.name}.{chain.__name__}"
        return redirect(view().link(own, kind=path, wanted=target.id, line=line))
    return handed_out(chain_sheet(target, asked_lines(), stamp), f"chuoi-{target.code}")


@files.get("/people/<wanted>/chain/offline.html")
def person(wanted: str) -> BaseResponse:
    """Hand out the chain of a person; a code leads to the id."""
    found = find_person(site().reader, site().scope, wanted)
    if found.id != wanted:
        line, own = request.args.get("line"), f"{files.name}.{person.__name__}"
        return redirect(view().link(own, wanted=found.id, line=line))
    return handed_out(person_sheet(found, stamp), f"chuoi-{found.code}")


@files.get("/network/offline.html")
def network() -> BaseResponse:
    """Hand out the network that the address describes, as its page draws it."""
    address = read_address()
    if address.moved:
        return redirect(here(**address.moved))
    found = drawn_network(address)
    return handed_out(network_sheet(found, stamp), f"mang-{found['title']}")


@files.get("/overview/offline.html")
def overview() -> BaseResponse:
    """Hand out the overview that the address describes."""
    unit = sheet_target(wanted())
    return handed_out(overview_sheet(asked(unit), stamp), f"toan-canh-{unit.code}")


@files.get("/changes/offline.html")
def changed() -> BaseResponse:
    """Hand out what changed between the two days of the address."""
    found = asked_changes()
    return handed_out(changes_sheet(found, stamp), f"thay-doi-{found.unit.code}")


def stamp(scope: str) -> Stamp:
    """Return whose file it is: the user who runs the site, until accounts exist; now; the day."""
    moment, words = now(), view().words
    at = f"{words.date(moment.date())} {moment:%H:%M}"
    return Stamp(getpass.getuser(), at, words.date(view().as_of), scope)


def handed_out(sheet: Sheet, name: str) -> Response:
    """Return a file for the browser to keep; it is made anew each time."""
    content = offline(sheet, _parts(), view().words.text)
    response = Response(content, mimetype="text/html")
    told = f"{_plain(name)}-{view().as_of.isoformat()}.html"
    response.headers["Content-Disposition"] = f'attachment; filename="{told}"'
    return response


def _plain(name: str) -> str:
    """Return a name for a file: letters and digits without marks, anything else a hyphen."""
    kept = (letter if letter.isascii() and letter.isalnum() else "-" for letter in fold(name))
    return "".join(kept).strip("-")[:80]


def _parts() -> Parts:
    """Return style, script and fonts, read once."""
    known = current_app.extensions.get(_KEY)
    if known is None:
        known = current_app.extensions[_KEY] = read_parts(site().assets.folder)
    return cast("Parts", known)
