"""The first page: the search field, today's grade of the whole, and what changed last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from graphapp.domain.coverage import gaps
from graphapp.domain.news import news
from graphapp.domain.units import provinces
from graphapp.model.policy import TARGET_TIERS
from graphapp.web.site import site
from graphapp.web.view import view

if TYPE_CHECKING:
    from graphapp.domain.news import News
    from graphapp.domain.results import GapReport, Target

home = Blueprint("home", __name__)

MOST_NEWS = 5


@home.get("/")
def show() -> str:
    """Show the search field and, for each province and duty of the day, how much has nobody."""
    now = site()
    found = provinces(now.reader, now.scope, view().as_of)
    return render_template(
        "home/page.html",
        provinces=[(province, _reports(province)) for province in found],
        notices=now.store.notices,
        news=ask_news(),
    )


def ask_news() -> tuple[News, ...]:
    """Return what changed last, the latest first."""
    return news(site().store.last_entries(MOST_NEWS))


def _reports(province: Target) -> list[GapReport]:
    """Return a report for each kind of target that some duty of the day asks for."""
    now, day = site(), view().as_of
    asked = [tier for tier in TARGET_TIERS if now.policy.asked(tier, day)]
    return [
        gaps(now.reader, now.scope, province.id, day, tier=tier, policy=now.policy)
        for tier in asked
    ]
