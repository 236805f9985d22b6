"""Search: marks or none; old names and codes lead to what came after."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from graphapp.domain.results import SearchResult
from graphapp.domain.search import search as find
from graphapp.web.site import site
from graphapp.web.view import view

search = Blueprint("search", __name__)

LONGEST = 200


@search.get("/search")
def show() -> str:
    """Show what a text finds; without a text, the empty field."""
    return render_template("search/page.html", found=ask())


def ask() -> SearchResult:
    """Search for the address's text, cut to a length that a name can have."""
    now = site()
    text = request.args.get("q", "")[:LONGEST]
    most = now.settings.search_rows
    return find(now.reader, now.scope, text, view().as_of, most=most)
