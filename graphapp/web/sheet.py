"""The assignment sheet ("Bảng phân công") of a commune, district or province: page and file."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, send_file

from graphapp.clock import today
from graphapp.domain.results import Reason
from graphapp.domain.sheet import sheet
from graphapp.domain.sheet_table import STATE_CHOICES, Wish
from graphapp.domain.units import find, line_above, provinces, subject_by_id
from graphapp.errors import Place, UsageError
from graphapp.export.workbook import MEDIA_TYPE
from graphapp.sheet_file import file_name, write_sheet
from graphapp.sheet_words import SheetWords
from graphapp.web.site import site
from graphapp.web.view import choice, page_number, view

if TYPE_CHECKING:
    from werkzeug import Response

    from graphapp.domain.results import Target
    from graphapp.domain.sheet_table import Sheet

sheets = Blueprint("sheet", __name__)

REASONS = tuple(reason.value for reason in Reason)
MOST_LETTERS = 200
ALL_PAGES = "all"
_FILTERS = ("state", "reason", "commune", "text")


@sheets.get("/sheet")
def choose() -> str | Response:
    """Lead to the sheet of the only province; where there are several or none, offer them."""
    now = site()
    found = provinces(now.reader, now.scope, view().as_of)
    if len(found) == 1:
        return redirect(sheet_address(found[0]))
    return render_template("sheet/choose.html", choices=found)


@sheets.get("/sheet/<wanted>")
def show(wanted: str) -> str | Response:
    """Show the sheet of a unit; a code leads to the id, a village to its commune's sheet."""
    target = sheet_target(wanted)
    if target.id != wanted:
        return redirect(sheet_address(target, **_given()))
    everything = request.args.get("page") == ALL_PAGES  # what is printed as a whole
    found = ask(target, page=None if everything else page_number())
    return render_template(
        "sheet/page.html",
        sheet=found,
        say=SheetWords(view().words),
        states=STATE_CHOICES,
        reasons=REASONS,
        made_on=today(),
        all_pages=ALL_PAGES,
        everything=everything,
        file_address=view().link("sheet.file", wanted=target.id, **_given()),
    )


@sheets.get("/sheet/<wanted>/file")
def file(wanted: str) -> Response:
    """Send every row that is looked at as an XLSX file that the importer reads back."""
    found = ask(sheet_target(wanted))
    made = BytesIO()
    write_sheet(made, site().reader, found, view().words, made_on=today())
    made.seek(0)
    return send_file(
        made, MEDIA_TYPE, as_attachment=True, download_name=file_name(found, view().words)
    )


def ask(target: Target, page: int | None = None) -> Sheet:
    """Return the sheet that the address asks for: a page of it, or all rows."""
    now = site()
    text = request.args.get("text", "").strip()
    if len(text) > MOST_LETTERS:
        place = Place(column="text", value=text[:MOST_LETTERS], remedy="sheet.long_text.remedy")
        raise UsageError("sheet.long_text", (place,))
    wish = Wish(
        choice("state", STATE_CHOICES, ""),
        choice("reason", REASONS, ""),
        request.args.get("commune", "").strip(),
        text,
        page,
        now.settings.table_rows,
    )
    return sheet(now.reader, now.scope, target.id, view().as_of, policy=now.policy, wish=wish)


def sheet_target(wanted: str) -> Target:
    """Return the unit whose sheet an id or code asks for: of a village, that of its commune.

    Raises what ``units.find`` raises.
    """
    now = site()
    target = find(now.reader, now.scope, wanted, view().as_of, ("Unit",))
    if target.tier != "village":
        return target
    subject = subject_by_id(now.reader, target.id)
    above = line_above(now.reader, subject, view().as_of) if subject else []
    return above[0].target if above else target


def sheet_address(target: Target, **given: str) -> str:
    """Return where the sheet of a unit is shown on the page's day."""
    return view().link("sheet.show", wanted=target.id, **given)


def _given() -> dict[str, str]:
    """Return the filters of the address."""
    return {name: request.args[name] for name in _FILTERS if request.args.get(name)}
