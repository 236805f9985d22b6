"""The question library: its index, a page for each answer, the same rows as a file and as JSON."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING

from flask import Blueprint, current_app, jsonify, redirect, render_template, request, send_file

from graphapp.domain.as_json import error_json
from graphapp.domain.question_library.declared import Takes
from graphapp.domain.question_values import Ground, question_named
from graphapp.domain.questions import Answer, Ref, ask
from graphapp.domain.results import DecisionRef, PersonRef
from graphapp.errors import GraphappError, NotOnDateError, UnknownCodeError
from graphapp.export.workbook import MEDIA_TYPE
from graphapp.question_file import file_name, write_answer
from graphapp.question_words import (
    answer_json,
    library_json,
    matching,
    query_text,
    run_values,
)
from graphapp.web.paging import page_of
from graphapp.web.question_form import LONGEST, form, instead, labelled
from graphapp.web.question_index import index_page
from graphapp.web.question_picture import picture
from graphapp.web.remembered import Remembered
from graphapp.web.site import site
from graphapp.web.targets import record_address
from graphapp.web.view import here, view

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug import Response

    from graphapp.domain.question_library import Question

questions = Blueprint("questions", __name__)
questions_api = Blueprint("questions_api", __name__, url_prefix="/api/v1")

_KEPT, _MOST_KEPT, _LARGEST_KEPT = "graphapp.questions", 32, 10_000
_CHOSEN = "_id"  # what was chosen from suggestions for the parameter before


@questions.get("/questions")
def show() -> str:
    """Show every question by who asks and topic, or those in which some words stand."""
    return index_page(request.args.get("q", "").strip()[:LONGEST])


@questions.get("/questions/<name>")
def answer(name: str) -> ResponseReturnValue:
    """Show the answer to a question: sentence, table, picture, query; or why there is none."""
    try:
        question = question_named(name)
    except UnknownCodeError as error:
        return index_page("", error), HTTPStatus.NOT_FOUND
    if any(f"{parameter.name}{_CHOSEN}" in request.args for parameter in question.parameters):
        return redirect(_without_chosen(question))
    if _waits(question):
        return _page(question)
    try:
        answer = ask_named(question)
    except GraphappError as error:
        if error.http_status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise
        return _page(question, error), error.http_status
    return _answered(answer)


@questions.get("/questions/<name>.xlsx")
def file(name: str) -> Response:
    """Send every row that the filter leaves as an XLSX file."""
    answer, words = ask_named(question_named(name)), view().words
    made = BytesIO()
    write_answer(made, answer, matching(answer, _text(), words), words)
    made.seek(0)
    return send_file(made, MEDIA_TYPE, as_attachment=True, download_name=file_name(answer))


@questions_api.get("/questions")
def library() -> Response:
    """Return every question with its parameters."""
    return jsonify(library_json(view().words))


@questions_api.get("/questions/<name>")
def twin(name: str) -> Response:
    """Return the answer to a question: all rows, the shape has no pages."""
    answer = ask_named(question_named(name))
    return jsonify(answer_json(answer, view().words, site().settings.engine))


def ask_named(question: Question) -> Answer:
    """Return the answer to a question with what the address gives for its parameters.

    Raises what ``questions.ask`` raises.
    """
    now, day = site(), view().as_of
    ground = Ground(now.reader, now.scope, now.policy, day)
    given = {name: request.args[name] for name in _names(question) if name in request.args}
    entry = now.store.head()
    kept: Remembered[Answer] = current_app.extensions.setdefault(_KEPT, Remembered(_MOST_KEPT))
    return kept.get(
        (question.name, tuple(given.items()), day, now.scope, now.policy, entry),
        lambda: ask(question, given, ground),
        lambda answer: len(answer.rows) <= _LARGEST_KEPT,
    )


def _names(question: Question) -> list[str]:
    return [parameter.name for parameter in question.parameters]


def _without_chosen(question: Question) -> str:
    """Return the address in which what was chosen from suggestions stands for what was typed."""
    changes: dict[str, str | None] = {}
    for name in _names(question):
        chosen = request.args.get(f"{name}{_CHOSEN}", "")
        changes |= {f"{name}{_CHOSEN}": None} | ({name: chosen} if chosen else {})
    return here(**changes)


def _waits(question: Question) -> bool:
    """Tell whether a question cannot be answered before something is given, and nothing is yet."""
    needed = [p for p in question.parameters if p.takes in (Takes.PERSON, Takes.DECISION)]
    return bool(needed) and not any(p.name in request.args for p in needed)


def _text() -> str:
    return request.args.get("text", "").strip()[:LONGEST]


# --- the page of an answer ----------------------------------------------------------------------


def _answered(answer: Answer) -> str:
    words = view().words
    left = matching(answer, _text(), words)
    sheet = page_of(left)
    centre = answer.values[answer.question.centre]
    return render_template(
        "questions/page.html",
        **form(answer.question, answer),
        answer=answer,
        sheet=sheet,
        text=_text(),
        picture=picture(answer, sheet.rows, words),
        centre=centre,
        runs=[
            (run, query_text(run.query, site().settings.engine), run_values(run))
            for run in answer.runs
        ],
        record_of=_record_address,
        file_address=f"{request.path}.xlsx?{here(page=None).partition('?')[2]}",
    )


def _page(question: Question, error: GraphappError | None = None) -> str:
    """Show the form alone: before anything is given, or with why there is no answer."""
    words = view().words
    told = error and error_json(labelled(error, question), words.translator)["error"]
    return render_template(
        "questions/page.html",
        **form(question),
        answer=None,
        refused=told,
        instead=instead(error) if isinstance(error, NotOnDateError) else [],
    )


def _record_address(cell: object) -> str:
    """Return the page of what a cell names; blank where it has none."""
    if isinstance(cell, Ref):
        return record_address(PersonRef(cell.id, cell.code, cell.name))
    return record_address(cell) if isinstance(cell, DecisionRef) else ""
