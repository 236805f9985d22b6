"""Search: marks or none; old names and codes lead to what came after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request

from graphapp.domain.results import SearchResult
from graphapp.domain.search import search as find
from graphapp.web.site import site
from graphapp.web.view import here, view

if TYPE_CHECKING:
    from werkzeug import Response

search = Blueprint("search", __name__)

LONGEST = 200


@search.get("/search")
def show() -> str | Response:
    """Show what a text finds; without a text, the empty field; one longer than any name is cut."""
    if len(request.args.get("q", "")) > LONGEST:
        return redirect(here(q=_text()))
    return render_template("search/page.html", found=ask())


def ask() -> SearchResult:
    """Search for the address's text, cut to a length that a name can have."""
    now = site()
    most = now.settings.search_rows
    return find(now.reader, now.scope, _text(), view().as_of, most=most)


def _text() -> str:
    return request.args.get("q", "")[:LONGEST]
