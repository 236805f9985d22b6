"""The trend page: a kind of gap in a unit by month over five years, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from flask import Blueprint, jsonify, redirect, render_template, request

from graphapp.domain.gap_days import ASKED
from graphapp.domain.gap_kinds import GapKind
from graphapp.domain.gap_rows import Named
from graphapp.domain.spells import NOBODY
from graphapp.domain.trend import TIERS, by_year, run_json, trend, trend_json, year_before
from graphapp.errors import Place, UsageError
from graphapp.model.interval import last_day
from graphapp.model.policy import TARGET_TIERS
from graphapp.web.asked_unit import page_of_unit, unit_asked
from graphapp.web.paging import page_of
from graphapp.web.site import site
from graphapp.web.trend_drawing import draw_trend
from graphapp.web.view import choice, here, read_day, view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response
    from flask.typing import ResponseReturnValue

    from graphapp.domain.gap_kinds import Spell
    from graphapp.domain.gap_rows import GapRow
    from graphapp.domain.results import Target
    from graphapp.domain.trend import Trend
    from graphapp.web.paging import Page

trends = Blueprint("trend", __name__)
trends_api = Blueprint("trend_api", __name__, url_prefix="/api/v1")

KINDS = (NOBODY, *(kind.value for kind in GapKind if kind in ASKED))
REFORM = date(2025, 7, 1)
"""The first day without the tier of districts: a line may bend there for that reason alone."""
LISTS = ("opened", "closed", "still")


@dataclass(frozen=True)
class Runs:
    """One page of a list, by its name."""

    name: str
    page: Page[GapRow]


@trends.get("/trend")
def show() -> ResponseReturnValue:
    """Show the trend of a unit; a first day that the page's day has overtaken is left out."""
    if "from" in request.args and _since() >= view().as_of:
        return redirect(here(**{"from": None}))
    return page_of_unit("trend.title", _page)


@trends_api.get("/trend")
def twin() -> Response:
    """Return the trend, and one list if it is asked for."""
    found, name = ask(unit_asked()), choice("show", LISTS, "")
    runs = {"runs": [run_json(run) for run in found.runs(name)]} if name else {}
    return jsonify({**trend_json(found), **runs})


def ask(unit: Target) -> Trend:
    """Return the trend that the address asks for.

    Raises UsageError where the first day is not before the page's day.
    """
    since = _since()
    if since >= view().as_of:
        place = Place(column="from", value=since.isoformat(), remedy="trend.from_late.remedy")
        raise UsageError("trend.from_late", (place,), since=since, as_of=view().as_of)
    return trend(
        site().store.gap_days(),
        unit,
        choice("kind", KINDS, NOBODY),
        choice("tier", TIERS, ""),
        as_of=view().as_of,
        since=since,
    )


def _since() -> date:
    given = request.args.get("from", "").strip()
    return read_day(given) if given else year_before(view().as_of)


def _page(unit: Target) -> str:
    found = ask(unit)
    return render_template(
        "trend/page.html",
        found=found,
        drawing=draw_trend(found.points, REFORM),
        reform=REFORM,
        years=list(by_year(found.points)),
        months=range(1, 13),
        kinds=KINDS,
        lists=LISTS,
        list=_listed(found),
        targets=TARGET_TIERS,
    )


def _listed(found: Trend) -> Runs:
    name = choice("show", LISTS, LISTS[0])
    runs = found.runs(name)
    page = page_of(runs)
    return Runs(name, page.shown_as(_named(page.rows, name)))


def _named(runs: Sequence[Spell], name: str) -> tuple[GapRow, ...]:
    """Name each gap and where it lay, on its first day, its last day, or the page's day."""
    by_day: dict[date, list[int]] = {}
    for place, run in enumerate(runs):
        days = {"opened": run.days.since, "closed": last_day(run.days.until)}
        by_day.setdefault(days.get(name, view().as_of), []).append(place)
    found: dict[int, GapRow] = {}
    for day, places in by_day.items():
        names = Named(site().store.gap_days(), day)
        rows = names.rows(site().reader, [runs[place] for place in places])
        found.update(zip(places, rows, strict=True))
    return tuple(found[place] for place in range(len(runs)))
