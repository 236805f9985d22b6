"""The first page: the search field, today's grade of the whole, and what changed last."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, cast

from flask import Blueprint, current_app, render_template

from graphapp.domain.coverage import figures
from graphapp.domain.news import news
from graphapp.domain.units import provinces
from graphapp.model.policy import TARGET_TIERS
from graphapp.web.site import site
from graphapp.web.view import view

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from graphapp.domain.news import News
    from graphapp.domain.results import Tally, Target
    from graphapp.model.scope import Scope

    _Key = tuple[str, int, date, Scope]
    _Figures = dict[str, Tally]

home = Blueprint("home", __name__)

MOST_NEWS = 5
_KEPT = 64


@dataclass
class _Remembered:
    """Figures that were counted, until something is written: a whole province takes seconds."""

    known: OrderedDict[_Key, _Figures] = field(default_factory=OrderedDict)
    changing: Lock = field(default_factory=Lock)

    def get(self, key: _Key, count: Callable[[], _Figures]) -> _Figures:
        """Return what was counted for a key, else count it; the key asked last is kept longest."""
        with self.changing:
            found = self.known.get(key)
        if found is None:
            found = count()
        with self.changing:
            self.known[key] = found
            self.known.move_to_end(key)
            while len(self.known) > _KEPT:
                self.known.popitem(last=False)
        return found


@home.get("/")
def show() -> str:
    """Show the search field and, for each province and duty of the day, how much has nobody."""
    now = site()
    entry = next((each.seq for each in now.store.last_entries(1)), 0)
    found = provinces(now.reader, now.scope, view().as_of)
    return render_template(
        "home/page.html",
        provinces=[(province, _figures(province, entry)) for province in found],
        notices=now.store.notices,
        news=ask_news(),
    )


def ask_news() -> tuple[News, ...]:
    """Return what changed last, the latest first."""
    return news(site().scope, site().store.last_entries(MOST_NEWS))


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

    kept = current_app.extensions.setdefault("graphapp.home", _Remembered())
    return cast("_Remembered", kept).get((province.id, entry, day, now.scope), count)
