"""The inspection page: every kind of gap in a unit, where to go first, and the rows behind."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from flask import Blueprint, jsonify, render_template, send_file

from graphapp.domain.gap_rows import Named
from graphapp.domain.inspection import SORTS, STATES, Wish, inspection, rows_of
from graphapp.domain.inspection_json import inspection_json
from graphapp.domain.inspector import NAMES, TIERS, handled_on, inspector_of
from graphapp.domain.need import need
from graphapp.domain.results import Reason
from graphapp.export.workbook import MEDIA_TYPE
from graphapp.inspection_file import file_name, write_inspection
from graphapp.web.asked_unit import above, page_of_unit, unit_asked
from graphapp.web.inspection_links import InspectionLinks
from graphapp.web.need_links import NeedLinks
from graphapp.web.paging import page_of
from graphapp.web.site import site
from graphapp.web.view import choice, here, view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response
    from flask.typing import ResponseReturnValue

    from graphapp.domain.gap_index import Ordered
    from graphapp.domain.gap_kinds import Spell
    from graphapp.domain.gap_rows import GapRow
    from graphapp.domain.inspection import Inspection
    from graphapp.domain.inspector import Handled, Inspector
    from graphapp.domain.need import Commune
    from graphapp.domain.results import Target
    from graphapp.web.paging import Page

inspections = Blueprint("inspection", __name__)
inspections_api = Blueprint("inspection_api", __name__, url_prefix="/api/v1")

FIRST = 5
"""How many communes the page names as those to go to first."""
REASONS = tuple(reason.value for reason in Reason)


@inspections.get("/inspection")
def show() -> ResponseReturnValue:
    """Show what an inspection of a unit finds."""
    return page_of_unit("inspection.title", _page)


@inspections.get("/inspection.xlsx")
def file() -> Response:
    """Send the figures and every row that is wanted as an XLSX file."""
    unit, made = unit_asked(), BytesIO()
    found, listed = ask(unit), ask_rows(unit, wish())
    rows = named(listed[:])
    write_inspection(made, found, wish(), rows, handled(), view().words)
    made.seek(0)
    return send_file(
        made, MEDIA_TYPE, as_attachment=True, download_name=file_name(found, view().words)
    )


@inspections_api.get("/inspection")
def twin() -> Response:
    """Return what the page shows, as an object."""
    unit = unit_asked()
    listed = ask_rows(unit, wish())
    page = shown(listed)
    told = {"total": page.total, "page": page.number, "pages": page.pages}
    return jsonify(inspection_json(ask(unit), page.rows, handled()) | told)


def _page(unit: Target) -> str:
    found, asked = ask(unit), wish()
    return render_template(
        "inspection/page.html",
        found=found,
        first=first_of(unit),
        need=NeedLinks(view().words),
        above=above(unit),
        wish=asked,
        list=shown(ask_rows(unit, asked)),
        say=InspectionLinks(view().words, handled()),
        choices={"kinds": NAMES, "reasons": REASONS, "states": STATES, "sorts": SORTS},
        file_address=here(page=None).replace("/inspection?", "/inspection.xlsx?", 1),
    )


def wish() -> Wish:
    """Read which gaps are wanted."""
    return Wish(
        choice("kind", NAMES, ""),
        choice("tier", TIERS, ""),
        choice("reason", REASONS, ""),
        choice("state", STATES, ""),
        choice("sort", SORTS, SORTS[0]),
    )


def inspector() -> Inspector:
    """Return what counts and lists gaps, as of the last entry and policy."""
    return inspector_of(site().store.gap_days())


def handled() -> Handled:
    """Return which gaps are accepted or given out on the page's day."""
    registers, gaps = site().store.registers(), site().store.gap_days()
    return handled_on(view().as_of, registers.acceptances, registers.tasks, gaps)


def ask(unit: Target) -> Inspection:
    """Return what an inspection of a unit finds on the page's day."""
    return inspection(inspector(), unit, view().as_of, handled())


def ask_rows(unit: Target, asked: Wish) -> Ordered:
    """Return the gaps in a unit that are wanted."""
    return rows_of(inspector(), unit, view().as_of, asked, handled())


def named(spells: Sequence[Spell]) -> tuple[GapRow, ...]:
    """Name some gaps."""
    return Named(inspector().gaps, view().as_of).rows(site().reader, spells)


def shown(listed: Ordered) -> Page[GapRow]:
    """Return the page of the rows that the address asks for, by their names."""
    page = page_of(listed)
    return page.shown_as(named(page.rows))


def first_of(unit: Target) -> tuple[Commune, ...] | None:
    """Return the communes to go to first; None of a unit that has none below it."""
    if unit.tier not in {"province", "district"}:
        return None
    found = need(inspector(), unit, view().as_of, handled())
    return tuple(each for each in found.communes[:FIRST] if each.weakest)
