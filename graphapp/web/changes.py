"""What changed in a unit between two days: as a list, as figures, and as a picture of both days."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, redirect, render_template, request, url_for

from graphapp.domain.changes import CHANGE_KINDS, Change, changes
from graphapp.domain.snapshot import Snapshot, snapshot
from graphapp.domain.units import find, provinces, subject_by_id
from graphapp.errors import NotOnDateError
from graphapp.web.branches import draw_branches
from graphapp.web.changes_rows import SORTS, matching, sorted_rows
from graphapp.web.changes_words import ChangesWords
from graphapp.web.changes_work import works
from graphapp.web.coverage import csv_cell
from graphapp.web.flow import draw_flow
from graphapp.web.overview import (
    LAYOUTS,
    ask_days,
    ask_households,
    ask_places,
    asked_text,
    kept,
    known,
    waits,
    wanted,
)
from graphapp.web.paging import page_of
from graphapp.web.plan import draw_plan, ground
from graphapp.web.site import site
from graphapp.web.view import choice, here, read_day, view

if TYPE_CHECKING:
    from datetime import date

    from werkzeug import Response as BaseResponse

    from graphapp.domain.results import Tally, Target
    from graphapp.web.changes_work import Work
    from graphapp.web.drawing import Drawing

changed = Blueprint("changes", __name__)

KINDS = tuple(kind.value for kind in CHANGE_KINDS)
TIERS = ("commune", "village")
CHANGE_LAYOUTS = ("flow", *LAYOUTS)
_LONG = ("province", "district")  # compared beside the page
_PATIENCE = 0.25  # s
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


@changed.get("/changes")
def show() -> str | BaseResponse:
    """Show what changed in a unit; without one in the only province, else offer the provinces.

    The second day is the page's day, so that the slider and the day of the page turn it.
    """
    if not wanted():
        found = provinces(site().reader, site().scope, view().as_of)
        if len(found) == 1:
            return redirect(here(**{"in": found[0].id}))
        return render_template("overview/choose.html", choices=found)
    since, until = sorted(days())
    told = {"from": since.isoformat(), "as_of": until.isoformat(), "to": None}
    if days() != (since, until) or "to" in request.args:
        return redirect(here(**told))
    unit = unit_of(since, until)
    if unit.id != wanted():
        return redirect(here(**{"in": unit.id, **told}))
    work = _work(unit, since, until)
    if work and not work.over.wait(_PATIENCE):
        return render_template(
            "changes/waiting.html", unit=unit, first=since, second=until, work=work
        )
    return _page(ask(unit, since, until))


def _work(unit: Target, since: date, until: date) -> Work | None:
    """Return the work that an answer still takes; None where it is known, or done at once."""
    key = (unit.id, since, until, site().store.head())
    answered = known(("changes", unit.id, since, until)) is not None
    if unit.tier not in _LONG or answered or key in works().failed:
        return None
    steps = (
        lambda: _snapshot(unit, since),
        lambda: _snapshot(unit, until),
        lambda: ask(unit, since, until),
    )
    return works().begun(key, steps)


def progress(unit: Target, since: date, until: date) -> tuple[int, int]:
    """Return how many steps of how many are done; begins with them where nobody has."""
    work = _work(unit, since, until)
    return (work.done, work.steps) if work else (1, 1)


def _page(found: Compared) -> str:
    kind = choice("kind", ("", *KINDS), "")
    say = ChangesWords(view().words, found.first, found.second, found.changes)
    rows = sorted_rows(asked_rows(found), choice("sort", SORTS, SORTS[0]))
    homes = [_households(found.unit, each) for each in (found.first, found.second)]
    return render_template(
        "changes/page.html",
        found=found,
        say=say,
        kind=kind,
        listed=page_of(rows),
        drawing=draw_changes(found, say),
        layout=_layout(found),
        layouts=CHANGE_LAYOUTS,
        tier=_tier(found.unit),
        tiers=TIERS,
        households=homes,
        text=asked_text(),
        sorts=SORTS,
        sort=choice("sort", SORTS, SORTS[0]),
        stops=ask_days(found.unit),
        csv_address=url_for("changes.file", **_given(found)),
    )


@changed.get("/changes.csv")
def file() -> Response:
    """Send every row of the list as a CSV file that office programs open."""
    since, until = sorted(days())
    found = asked_changes()
    say = ChangesWords(view().words, found.first, found.second, found.changes)
    made = io.StringIO()
    rows = csv.writer(made)
    rows.writerow(say.columns())
    for change in asked_rows(found):
        rows.writerow(csv_cell(cell) for cell in say.cells(change))
    name = f"{view().words.text('changes.file')}-{found.unit.code}-{since}-{until}.csv"
    return Response(
        _BOM + made.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def days() -> tuple[date, date]:
    """Read the two days; without them, the same day a year before and the page's day."""
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


def asked_changes() -> Compared:
    """Return what changed in the unit and between the days that the address names."""
    since, until = sorted(days())
    return ask(unit_of(since, until), since, until)


def asked_rows(found: Compared) -> tuple[Change, ...]:
    """Return the rows of the list that the address asks for, by kind and words."""
    return matching(found.of_kind(choice("kind", ("", *KINDS), "")), asked_text())


def _snapshot(unit: Target, day: date) -> Snapshot:
    now = site()
    return kept(("snapshot", unit.id, day), lambda: snapshot(now.reader, unit.id, day, now.policy))


def _households(unit: Target, found: Snapshot) -> Tally | None:
    """Return how many households of a unit nobody answers for, if they were or can be counted."""
    if unit.id not in found.units:
        return None
    counted = ask_households(unit, wait=waits(unit), on=found.as_of)
    return counted.get(unit.id) if counted else None


def _layout(found: Compared) -> str:
    """Read the layout: before and after where units came, went or moved, unless told otherwise."""
    hung = any(change.key[0] == "unit" for change in found.changes)
    return choice("layout", CHANGE_LAYOUTS, "flow" if hung else "map")


def _tier(unit: Target) -> str:
    return choice("tier", TIERS, "commune" if unit.tier == "province" else "village")


def draw_changes(found: Compared, say: ChangesWords) -> Drawing:
    """Draw the units of both days as the address asks."""
    villages, layout = _tier(found.unit) == "village", _layout(found)
    items = say.items(villages=villages)
    if layout == "tree":
        return draw_branches(items)
    if layout == "map":
        return draw_plan(items, ground(ask_places(found.unit)))
    outside = [say.outer_item(unit, _outer_sign(unit, found)) for unit in say.outside().values()]
    date = view().words.date
    both = (date(found.first.as_of), date(found.second.as_of))
    return draw_flow([say.in_flow(item) for item in (*items, *outside)], say.ways(), both)


def _outer_sign(unit: Target, found: Compared) -> str:
    """Tell by its life what became of a unit that lies beyond the one that is looked at."""
    subject = subject_by_id(site().reader, unit.id)
    if subject is None:
        return "same"
    if not subject.life.holds(found.second.as_of):
        return "gone"
    return "same" if subject.life.holds(found.first.as_of) else "added"


def _given(found: Compared) -> dict[str, Any]:
    now = view()
    return {
        "in": found.unit.id,
        "from": found.first.as_of.isoformat(),
        "to": found.second.as_of.isoformat(),
        "as_of": now.as_of.isoformat(),
        "lang": now.lang,
        **{name: request.args[name] for name in ("kind", "text") if request.args.get(name)},
    }
