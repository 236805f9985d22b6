"""The dossier of a village, a commune or a person: as a page, and as the files to take away."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

from flask import Blueprint, Response, jsonify, redirect, render_template, request

from graphapp.clock import now
from graphapp.domain.dossier import MONTH_CHOICES, MONTHS, asked_for
from graphapp.domain.results import Target
from graphapp.domain.units import unit_page
from graphapp.dossier.as_json import paper_json
from graphapp.dossier.file import FORMS, TYPES, content_of, dossier_of, subject_of
from graphapp.dossier.paper import Copy, paper_of
from graphapp.errors import NotOnDateError
from graphapp.model.schema import MODEL
from graphapp.web.site import site
from graphapp.web.targets import record_address
from graphapp.web.view import choice, view

if TYPE_CHECKING:
    from werkzeug import Response as BaseResponse

    from graphapp.domain.dossier import Asked, UnitDossier
    from graphapp.domain.paper import Cell, Paper
    from graphapp.domain.person_dossier import PersonDossier

dossiers = Blueprint("dossier", __name__)

_MONTHS = tuple(str(months) for months in MONTH_CHOICES)


@dossiers.get("/dossier/<wanted>")
def show(wanted: str) -> str | BaseResponse:
    """Show what a dossier holds before it is taken away; a code leads to the id."""
    try:
        subject = subject_of(_asked(), wanted)
    except NotOnDateError:
        if MODEL.label_of(wanted) != "Unit":
            raise
        return _instead(wanted)
    if subject.id != wanted:
        return redirect(_address(f"{dossiers.name}.{show.__name__}", subject.id))
    found = dossier_of(_asked(), wanted)
    paper = _paper(found)
    return render_template(
        "dossier/page.html",
        paper=paper,
        subject=subject,
        record=record_address(subject),
        months=_months(),
        month_choices=MONTH_CHOICES,
        files=[(form, _address("dossier.file", wanted, form=form)) for form in FORMS],
        most=site().settings.table_rows,
        cell_address=_cell_address,
    )


@dossiers.get("/dossier/<wanted>.<any(pdf, xlsx, html):form>")
def file(wanted: str, form: str) -> BaseResponse:
    """Hand out the dossier as a file; it is made anew each time."""
    subject = subject_of(_asked(), wanted)
    if subject.id != wanted:
        return redirect(_address("dossier.file", subject.id, form=form))
    paper = _paper(dossier_of(_asked(), wanted))
    response = Response(content_of(paper, form, view().words), content_type=TYPES[form])
    told = f'attachment; filename="{paper.name}.{form}"'
    response.headers["Content-Disposition"] = told
    return response


@dossiers.get("/api/v1/dossier/<wanted>")
def twin(wanted: str) -> BaseResponse:
    """Return the dossier as an object."""
    subject = subject_of(_asked(), wanted)
    if subject.id != wanted:
        return redirect(_address(f"{dossiers.name}.{twin.__name__}", subject.id))
    return jsonify(paper_json(_paper(dossier_of(_asked(), wanted))))


def _asked() -> Asked:
    asker, store = site(), site().store
    registers = store.registers()
    return asked_for(
        asker.reader,
        asker.scope,
        view().as_of,
        store.gap_days(),
        dealt=(registers.acceptances, registers.tasks),
        months=_months(),
    )


def _months() -> int:
    return int(choice("months", _MONTHS, str(MONTHS)))


def _paper(found: UnitDossier | PersonDossier) -> Paper:
    """Put a dossier on paper for the user who runs the site, until accounts exist."""
    last = next(iter(site().store.last_entries(1)), None)
    return paper_of(found, view().words, Copy(getpass.getuser(), now(), last, _months()))


def _address(endpoint: str, wanted: str, **more: str) -> str:
    months = request.args.get("months")
    return view().link(endpoint, wanted=wanted, months=months, **more)


def _cell_address(cell: Cell) -> str:
    """Return the page of the record that a cell names; blank where it names none."""
    return record_address(Target(cell.of, "", "", "")) if cell.of else ""


def _instead(unit_id: str) -> str:
    """Say that a unit did not exist on the day, and offer what came before or after it."""
    now_here = site()
    page = unit_page(now_here.reader, now_here.scope, unit_id, view().as_of)
    return render_template("dossier/instead.html", page=page)
