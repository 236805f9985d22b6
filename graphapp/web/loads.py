"""Loading files by the site: hand in, look through, mend, confirm, take back."""

from __future__ import annotations

import getpass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import Blueprint, jsonify, redirect, render_template, request, send_file

from graphapp.clock import VIET_NAM
from graphapp.difference_words import about, name_of, value_of
from graphapp.domain.units import find
from graphapp.errors import InputError, Place, UsageError
from graphapp.export.workbook import MEDIA_TYPE
from graphapp.intake import Order
from graphapp.model.interval import day_from_text
from graphapp.model.scope import WHOLE
from graphapp.web.load_answers import (
    entries_page,
    entry_of,
    job_answer,
    job_pages,
    loads_answer,
    percent,
    status,
)
from graphapp.web.site import site
from graphapp.web.view import view
from loaders import kind_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from werkzeug import Response

    from graphapp.intake import Job
    from graphapp.web.load_answers import EntryRow, JobPage

loads = Blueprint("loads", __name__, url_prefix="/loads")
intake = Blueprint("intake", __name__, url_prefix="/loads")
loads_api = Blueprint("intake_api", __name__, url_prefix="/api/v1/loads")

_NAMED = 3


@loads.context_processor
@intake.context_processor
def _for_templates() -> dict[str, Any]:
    return {
        "moment": _moment,
        "job_name": _job_name,
        "entry_name": _entry_name,
        "kind_name": kind_name,
        "status": status,
        "about": about,
        "name_of": name_of,
        "value_of": value_of,
        "percent": percent,
    }


@loads.get("")
def show() -> str:
    """Show what is handed in, what was loaded, and where to hand in more."""
    page = entries_page(site().store)
    jobs = job_pages(site().store, site().desk, site().desk.jobs())
    return render_template("loads/page.html", page=page, jobs=jobs, settings=site().settings)


@intake.post("")
def submit() -> Response:
    """Take files in."""
    given = [(f.filename or "", f.stream) for f in request.files.getlist("files") if f.filename]
    return _to(site().desk.submit(given, _order()).id)


@intake.get("/<job_id>")
def job(job_id: str) -> str:
    """Show a job: how far it is, what it found, what can be done."""
    page = _page(job_id)
    entry = entry_of(site().store, page.job.entry)
    return render_template("loads/job.html", page=page, job=page.job, entry=entry)


@intake.post("/<job_id>/files/<int:number>")
def mend(job_id: str, number: int) -> Response:
    """Take a mended file in the place of one."""
    given = request.files.get("file")
    if given is None or not given.filename:
        raise InputError("loads.no_file")
    return _to(site().desk.mend(job_id, number, given.filename, given.stream).id)


@intake.post("/<job_id>/check")
def check(job_id: str) -> Response:
    """Check again, with another day or scope."""
    return _to(site().desk.again(job_id, _order()).id)


@intake.post("/<job_id>/confirm")
def confirm(job_id: str) -> Response:
    """Let what was checked be written."""
    return _to(site().desk.confirm(job_id, _actor()).id)


@intake.post("/<job_id>/discard")
def discard(job_id: str) -> Response:
    """Remove what was handed in."""
    site().desk.discard(job_id)
    return redirect(view().link("loads.show"), 303)


@intake.get("/<job_id>/remarks/<int:number>")
def remarks(job_id: str, number: int) -> Response:
    """Send the user's own sheet with remarks."""
    found = site().desk.job(job_id)
    path = site().desk.copy(job_id, number)
    name = found.files[number].name.rpartition(".")[0] or found.files[number].name
    said = view().words.text("loads.copy_name", name=name)
    return send_file(path, mimetype=MEDIA_TYPE, as_attachment=True, download_name=f"{said}.xlsx")


@intake.post("/undo")
def undo() -> Response:
    """Take a load back."""
    given = request.form.get("entry", "").strip()
    if not (given.isascii() and given.isdigit() and len(given) < 10):  # noqa: PLR2004 - a number of a ledger
        raise UsageError("problem.choice", given=given)
    entry = entry_of(site().store, int(given))
    if entry is not None and entry.is_large and not request.form.get("sure"):
        rows = view().words.number(entry.rows)
        raise UsageError("undo.tick", entry=entry.seq, rows=rows)
    return _to(site().desk.undo(int(given), _actor()).id)


@loads_api.get("")
def show_as_json() -> Response:
    """Return what is handed in and what was loaded."""
    page = entries_page(site().store)
    jobs = job_pages(site().store, site().desk, site().desk.jobs())
    return jsonify(loads_answer(page, jobs, view().words))


@loads_api.get("/<job_id>")
def job_as_json(job_id: str) -> Response:
    """Return a job."""
    page = _page(job_id)
    return jsonify(job_answer(page, view().words))


def _page(job_id: str) -> JobPage:
    (page,) = job_pages(site().store, site().desk, [site().desk.job(job_id)])
    return page


def _actor() -> str:
    """Return who asks: until accounts exist, the system's user that runs the site."""
    return getpass.getuser()


def _order() -> Order:
    scope, on = request.form.get("scope", "").strip(), _day("on")
    if bool(scope) != bool(on):
        raise InputError("loads.half_snapshot")
    if scope and on:
        find(site().reader, WHOLE, scope, on, ("Unit",))
        return Order(_actor(), view().lang, _day("day"), (scope, on))
    return Order(_actor(), view().lang, _day("day"))


def _day(name: str) -> date | None:
    given = request.form.get(name, "").strip()
    if not given:
        return None
    try:
        return day_from_text(given)
    except ValueError:
        place = Place(value=given, remedy="error.date.remedy")
        raise UsageError("error.date", (place,), value=given) from None


def _moment(at: datetime | str) -> str:
    """Show a moment as the clock in Viet Nam showed it."""
    there = (datetime.fromisoformat(at) if isinstance(at, str) else at).astimezone(VIET_NAM)
    return f"{view().words.date(there.date())} {there:%H:%M}"


def _job_name(found: Job) -> str:
    if found.undoes is not None:
        return view().words.text("loads.undo_of", entry=found.undoes)
    return _names([upload.name for upload in found.files])


def _entry_name(row: EntryRow) -> str:
    if row.undoes is not None:
        return view().words.text("loads.undo_of", entry=row.undoes)
    return _names(row.files) or view().words.change(row.kind)


def _names(names: Sequence[str]) -> str:
    more = f" +{len(names) - _NAMED}" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _to(job_id: str) -> Response:
    return redirect(view().link("intake.job", job_id=job_id), 303)
