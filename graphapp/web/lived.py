"""The page of lived cover: paper n/N beside lived n/N, and who came last to what, or did not."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from flask import Blueprint, current_app, jsonify, render_template, send_file

from graphapp.domain.lived_cover import STATES, lived_lines, lived_rows, lived_targets
from graphapp.domain.lived_json import lived_json
from graphapp.export.workbook import MEDIA_TYPE
from graphapp.lived_file import write_lived
from graphapp.model.policy import TARGET_TIERS
from graphapp.web.asked_unit import above, page_of_unit, unit_asked
from graphapp.web.paging import page_of
from graphapp.web.remembered import Remembered
from graphapp.web.site import site
from graphapp.web.targets import chain_address, record_address
from graphapp.web.view import choice, here, view

if TYPE_CHECKING:
    from flask import Response
    from flask.typing import ResponseReturnValue

    from graphapp.domain.gap_list import Listed
    from graphapp.domain.lived_cover import LivedLine, LivedRow
    from graphapp.domain.results import Target
    from graphapp.web.paging import Page

lived = Blueprint("lived", __name__)
lived_api = Blueprint("lived_api", __name__, url_prefix="/api/v1")

DEFAULT_TIER = "village"
_MOST_KEPT = 8


@lived.get("/lived")
def show() -> ResponseReturnValue:
    """Show lived cover of a unit beside its cover on paper."""
    return page_of_unit("lived.title", _page)


@lived.get("/lived.xlsx")
def file() -> Response:
    """Send the figures and every row that is wanted as an XLSX file."""
    unit, day, words, made = unit_asked(), view().as_of, view().words, BytesIO()
    gaps, listed = site().store.gap_days(), _listed(unit)
    rows = lived_rows(site().reader, gaps, day, listed[:])
    write_lived(made, unit, day, _lines(unit), rows, words)
    made.seek(0)
    name = f"{words.text('lived.file')}-{unit.code}-{_tier()}-{day.isoformat()}.xlsx"
    return send_file(made, MEDIA_TYPE, as_attachment=True, download_name=name)


@lived_api.get("/lived")
def twin() -> Response:
    """Return what the page shows, as an object."""
    unit, page = unit_asked(), _rows(unit_asked())
    told = {"tier": _tier(), "total": page.total, "page": page.number, "pages": page.pages}
    return jsonify(lived_json(view().as_of, unit, _lines(unit), page.rows) | told)


def _page(unit: Target) -> str:
    return render_template(
        "lived/page.html",
        unit=unit,
        above=above(unit),
        lines=_lines(unit),
        list=_rows(unit),
        tier=_tier(),
        tiers=TARGET_TIERS,
        state=_state(),
        states=STATES,
        file_address=here(page=None).replace("/lived?", "/lived.xlsx?", 1),
        address=lambda target: chain_address(target) or record_address(target),
    )


def _tier() -> str:
    return choice("tier", TARGET_TIERS, DEFAULT_TIER)


def _state() -> str:
    return choice("state", STATES, "")


def _lines(unit: Target) -> tuple[LivedLine, ...]:
    now, gaps = site(), site().store.gap_days()
    kept: Remembered[tuple[LivedLine, ...]] = current_app.extensions.setdefault(
        "graphapp.lived", Remembered(_MOST_KEPT)
    )
    return kept.get(
        (unit.id, view().as_of, now.scope, now.policy, now.store.head()),
        lambda: lived_lines(now.reader, now.scope, gaps, unit, view().as_of),
    )


def _rows(unit: Target) -> Page[LivedRow]:
    """Return the page of the rows that the address asks for, by their names."""
    page = page_of(_listed(unit))
    rows = lived_rows(site().reader, site().store.gap_days(), view().as_of, page.rows)
    return page.shown_as(rows)


def _listed(unit: Target) -> Listed:
    now, day, states = site(), view().as_of, (_state(),) if _state() else STATES
    kept: Remembered[Listed] = current_app.extensions.setdefault(
        "graphapp.lived_list", Remembered(_MOST_KEPT)
    )
    return kept.get(
        (unit.id, day, _tier(), states, now.policy, now.store.head()),
        lambda: lived_targets(now.store.gap_days(), unit.id, day, _tier(), states),
    )
