"""The first page: the search field, today's grade of the whole, and what changed last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, current_app, render_template

from graphapp.domain.coverage import figures
from graphapp.domain.news import news
from graphapp.domain.units import provinces
from graphapp.model.policy import TARGET_TIERS
from graphapp.web.remembered import Remembered
from graphapp.web.site import site
from graphapp.web.view import view
from graphapp.write import loads_undone

if TYPE_CHECKING:
    from graphapp.domain.news import News
    from graphapp.domain.results import Tally, Target

    _Figures = dict[str, Tally]

home = Blueprint("home", __name__)

MOST_NEWS = 5
# figures that were counted, until something is written: those of a whole province take seconds
_KEPT, _MOST_KEPT = "graphapp.home", 64


@home.get("/")
def show() -> str:
    """Show the search field and, for each province and duty of the day, how much has nobody."""
    now = site()
    entry = now.store.head()
    found = provinces(now.reader, now.scope, view().as_of)
    return render_template(
        "home/page.html",
        provinces=[(province, _figures(province, entry)) for province in found],
        notices=now.store.notices,
        news=ask_news(),
    )


def ask_news() -> tuple[News, ...]:
    """Return what changed last, the latest first."""
    latest = site().store.last_entries(MOST_NEWS)
    return news(site().scope, latest, loads_undone(site().store.entries, latest))


def _figures(province: Target, entry: int) -> _Figures:
    """Return the figures of each kind of target that some duty of the day asks for.

    ``entry`` was the last one before they are counted, so that what comes later is counted anew.
    """
    now, day = site(), view().as_of

    def count() -> _Figures:
        return {
            tier: figures(now.reader, now.scope, province.id, day, tier=tier, policy=now.policy)
            for tier in TARGET_TIERS
            if now.policy.asked(tier, day)
        }

    kept: Remembered[_Figures] = current_app.extensions.setdefault(_KEPT, Remembered(_MOST_KEPT))
    return kept.get((province.id, entry, day, now.scope), count)
