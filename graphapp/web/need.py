"""The order of need: communes by their weakest link, with a small line for every kind of gap."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from flask import Blueprint, jsonify, render_template, request, send_file

from graphapp.domain.inspector import NAMES
from graphapp.domain.need import NONE, SORTS, VILLAGES, Wish, columns_of, months, need
from graphapp.domain.need_json import need_json
from graphapp.domain.spells import NOBODY
from graphapp.export.workbook import MEDIA_TYPE
from graphapp.need_file import file_name, write_need
from graphapp.need_words import NeedWords
from graphapp.web.asked_unit import page_of_unit, unit_asked
from graphapp.web.inspection import handled, inspector
from graphapp.web.need_links import NeedLinks, Sparks
from graphapp.web.overview import asked_text
from graphapp.web.paging import page_of
from graphapp.web.site import site
from graphapp.web.view import choice, here, view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response
    from flask.typing import ResponseReturnValue

    from graphapp.domain.need import Commune, Lines, Link, Need
    from graphapp.domain.results import Target
    from graphapp.web.paging import Page

needs = Blueprint("need", __name__)
needs_api = Blueprint("need_api", __name__, url_prefix="/api/v1")

PERIODS = {"year": 12, "five_years": 60}
COLUMNS = ("few", "all")
WEAKEST = (*(name for name in NAMES if name != NOBODY), NONE)
_FEW = (
    NOBODY, "unfollowed", "holder_left_post", "line_broken_above", "vacant_seat", "not_visited",
)  # fmt: skip


@dataclass(frozen=True)
class Table:
    """A page of the communes that are wanted; ``every``: of how many."""

    page: Page[Commune]
    every: int


@needs.get("/need")
def show() -> ResponseReturnValue:
    """Show the communes of a unit in the order of need."""
    return page_of_unit("need.title", _page)


@needs.get("/need.xlsx")
def file() -> Response:
    """Send every commune that is wanted as an XLSX file."""
    found, made = ask(unit_asked()), BytesIO()
    rows, columns = wish().of(found), _columns(found)
    say = NeedWords(view().words)
    write_need(made, found, rows, columns, lines_of(rows, columns), say)
    made.seek(0)
    return send_file(made, MEDIA_TYPE, as_attachment=True, download_name=file_name(found, say))


@needs_api.get("/need")
def twin() -> Response:
    """Return what the page shows, as an object."""
    found = ask(unit_asked())
    table = table_of(found)
    lines = lines_of(table.page.rows, _columns(found))
    told = {"total": table.page.total, "page": table.page.number, "pages": table.page.pages}
    return jsonify(need_json(found, table.page.rows, lines) | told)


def ask(unit: Target) -> Need:
    """Return the communes of a unit in the order of need on the page's day."""
    return need(inspector(), unit, view().as_of, handled())


def wish() -> Wish:
    """Read which communes are wanted, in what order."""
    return Wish(asked_text(), choice("weakest", WEAKEST, ""), choice("sort", SORTS, SORTS[0]))


def table_of(found: Need) -> Table:
    """Return the page of the communes that the address asks for."""
    return Table(page_of(wish().of(found)), len(found.communes))


def lines_of(rows: Sequence[Commune], columns: Sequence[Link]) -> Lines:
    """Count by month what is shown of some communes."""
    days, counts = months(view().as_of, PERIODS[_period()]), site().store.gap_days()
    return {
        (row.unit.id, link): counts.trend(row.unit.id, *link, days)
        for row in rows
        for link in columns
    }


def _page(unit: Target) -> str:
    found = ask(unit)
    table, columns = table_of(found), _columns(found)
    lines = lines_of(table.page.rows, columns)
    return render_template(
        "need/page.html",
        found=found,
        table=table,
        columns=columns,
        wish=wish(),
        asked={"tier": _tier(), "columns": _shown(), "period": _period()},
        say=NeedLinks(view().words),
        sparks=Sparks(lines),
        span=months(view().as_of, PERIODS[_period()]),
        choices={
            "weakest": WEAKEST, "columns": COLUMNS, "periods": tuple(PERIODS), "sorts": SORTS,
        },
        file_address=here(page=None).replace("/need?", "/need.xlsx?", 1),
    )  # fmt: skip


def _tier() -> str:
    return choice("tier", ("commune", "village", "household", "organisation", "cell"), "village")


def _shown() -> str:
    return choice("columns", COLUMNS, COLUMNS[0])


def _period() -> str:
    return choice("period", tuple(PERIODS), "year")


def _columns(found: Need) -> list[Link]:
    """Return what is counted: the main kinds, that which is asked for by name, or all."""
    every = list(columns_of(found, _tier()))
    if VILLAGES not in every and any(VILLAGES in each.figures for each in found.communes):
        every.insert(0, VILLAGES)
    shown = {*_FEW, request.args.get("weakest", "")}
    return every if _shown() == "all" else [link for link in every if link[0] in shown]
