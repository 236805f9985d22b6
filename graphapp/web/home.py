"""The first page: the search field, today's figures, and what the program has to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from graphapp.domain.coverage import gaps
from graphapp.domain.units import provinces
from graphapp.web.site import site
from graphapp.web.view import view

if TYPE_CHECKING:
    from graphapp.domain.results import GapReport

home = Blueprint("home", __name__)

TIER = "village"


@home.get("/")
def show() -> str:
    """Show the search field and, for each province, how many villages have nobody."""
    asked = bool(site().policy.asked(TIER, view().as_of))
    notices = site().store.notices
    return render_template("home/page.html", reports=_reports(), asked=asked, notices=notices)


def _reports() -> list[GapReport]:
    now, day = site(), view().as_of
    return [
        gaps(now.reader, now.scope, province.id, day, tier=TIER, policy=now.policy)
        for province in provinces(now.reader, now.scope, day)
    ]
