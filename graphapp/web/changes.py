"""What changed in a unit between two days: as a list, as figures, and as a picture of both days."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, redirect, render_template, request, url_for

from graphapp.domain.changes import CHANGE_KINDS, Change, changes
from graphapp.domain.snapshot import Snapshot, snapshot
from graphapp.domain.units import find, provinces
from graphapp.errors import NotOnDateError
from graphapp.web.branches import draw_branches
from graphapp.web.changes_words import ChangesWords
from graphapp.web.coverage import csv_cell
from graphapp.web.overview import LAYOUTS, ask_households, ask_places, kept, waits, wanted
from graphapp.web.plan import draw_plan, ground
from graphapp.web.site import site
from graphapp.web.view import choice, here, page_number, read_day, view

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from werkzeug import Response as BaseResponse

    from graphapp.domain.results import Tally, Target
    from graphapp.web.drawing import Drawing

changed = Blueprint("changes", __name__)

KINDS = tuple(kind.value for kind in CHANGE_KINDS)
TIERS = ("commune", "village")
_BOM = "\ufeff"


@dataclass(frozen=True)
class Compared:
    """Two days of a unit and what changed between them; ``unit`` is told as of one of them."""

    unit: Target
    first: Snapshot
    second: Snapshot
    changes: tuple[Change, ...]

    def of_kind(self, kind: str) -> tuple[Change, ...]:
        """Return the changes of a kind; all of them for none."""
        return tuple(c for c in self.changes if not kind or c.kind == kind)


@dataclass(frozen=True)
class Listed:
    """A page of the list."""

    rows: tuple[Change, ...]
    total: int
    number: int
    pages: int
    first: int


@changed.get("/changes")
def show() -> str | BaseResponse:
    """Show what changed in a unit; without one in the only province, else offer the provinces."""
    if not wanted():
        found = provinces(site().reader, site().scope, view().as_of)
        if len(found) == 1:
            return redirect(here(**{"in": found[0].id}))
        return render_template("overview/choose.html", choices=found)
    since, until = days()
    if since > until:
        return redirect(here(**{"from": until.isoformat(), "to": since.isoformat()}))
    unit = unit_of(since, until)
    if unit.id != wanted():
        return redirect(here(**{"in": unit.id}))
    return _page(ask(unit, since, until))


def _page(found: Compared) -> str:
    kind = choice("kind", ("", *KINDS), "")
    say = ChangesWords(view().words, found.first, found.second, found.changes)
    rows = found.of_kind(kind)
    homes = [_households(found.unit, each) for each in (found.first, found.second)]
    return render_template(
        "changes/page.html",
        found=found,
        say=say,
        kind=kind,
        listed=_listed(rows),
        drawing=_draw(found, say),
        layout=_layout(),
        layouts=LAYOUTS,
        tier=_tier(found.unit),
        tiers=TIERS,
        households=homes,
        csv_address=url_for("changes.file", **_given(found)),
    )


@changed.get("/changes.csv")
def file() -> Response:
    """Send every row of the list as a CSV file that office programs open."""
    since, until = days()
    found = ask(unit_of(since, until), min(since, until), max(since, until))
    say = ChangesWords(view().words, found.first, found.second, found.changes)
    made = io.StringIO()
    rows = csv.writer(made)
    rows.writerow(say.columns())
    for change in found.of_kind(choice("kind", ("", *KINDS), "")):
        rows.writerow(csv_cell(cell) for cell in say.cells(change))
    name = f"{view().words.text('changes.file')}-{found.unit.code}-{since}-{until}.csv"
    return Response(
        _BOM + made.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def days() -> tuple[date, date]:
    """Read the two days; without them, the page's day and the same day a year before."""
    until, since = request.args.get("to", "").strip(), request.args.get("from", "").strip()
    second = read_day(until) if until else view().as_of
    return (read_day(since) if since else _year_before(second)), second


def _year_before(day: date) -> date:
    year = max(1, day.year - 1)
    return (
        day.replace(year=year, day=28)
        if (day.month, day.day) == (2, 29)
        else day.replace(year=year)
    )


def unit_of(since: date, until: date) -> Target:
    """Return the unit that the address names, as it is known on the second day, else the first."""
    now = site()
    try:
        return find(now.reader, now.scope, wanted(), until, ("Unit",))
    except NotOnDateError:
        return find(now.reader, now.scope, wanted(), since, ("Unit",))


def ask(unit: Target, since: date, until: date) -> Compared:
    """Return what changed in a unit between two days."""
    now = site()
    first, second = _snapshot(unit, since), _snapshot(unit, until)
    told = kept(
        ("changes", unit.id, since, until),
        lambda: changes(now.reader, now.scope, first, second),
    )
    return Compared(unit, first, second, told)


def _snapshot(unit: Target, day: date) -> Snapshot:
    now = site()
    return kept(("snapshot", unit.id, day), lambda: snapshot(now.reader, unit.id, day, now.policy))


def _households(unit: Target, found: Snapshot) -> Tally | None:
    """Return how many households of a unit nobody answers for, if they were or can be counted."""
    if unit.id not in found.units:
        return None
    counted = ask_households(unit, wait=waits(unit), on=found.as_of)
    return counted.get(unit.id) if counted else None


def _listed(rows: Sequence[Change]) -> Listed:
    size = site().settings.table_rows
    pages = max(1, -(-len(rows) // size))
    number = min(page_number(), pages)
    first = (number - 1) * size
    return Listed(tuple(rows[first : first + size]), len(rows), number, pages, first)


def _layout() -> str:
    return choice("layout", LAYOUTS, LAYOUTS[0])


def _tier(unit: Target) -> str:
    return choice("tier", TIERS, "village" if unit.tier == "commune" else "commune")


def _draw(found: Compared, say: ChangesWords) -> Drawing:
    items = say.items(villages=_tier(found.unit) == "village")
    if _layout() == "tree":
        return draw_branches(items)
    return draw_plan(items, ground(ask_places(found.unit)))


def _given(found: Compared) -> dict[str, Any]:
    now = view()
    return {
        "in": found.unit.id,
        "from": found.first.as_of.isoformat(),
        "to": found.second.as_of.isoformat(),
        "as_of": now.as_of.isoformat(),
        "lang": now.lang,
        **({"kind": request.args["kind"]} if request.args.get("kind") else {}),
    }
