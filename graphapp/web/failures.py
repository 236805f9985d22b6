"""Errors as pages in the user's language, and as JSON under ``/api``: what, where, what to do."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, InternalServerError

from graphapp.domain.as_json import error_json
from graphapp.domain.search import search
from graphapp.domain.units import subject_by_id
from graphapp.errors import GraphappError, NotOnDateError
from graphapp.web.site import site
from graphapp.web.view import view

Handler = Callable[[Any], ResponseReturnValue]

if TYPE_CHECKING:
    from flask import Flask

    from graphapp.domain.as_json import Json
    from graphapp.domain.results import Hit

_KNOWN = {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.INTERNAL_SERVER_ERROR}


def handle(app: Flask) -> None:
    """Give an app its error pages."""
    app.register_error_handler(GraphappError, answer)
    app.register_error_handler(HTTPException, _of_http)


def answer(error: GraphappError) -> ResponseReturnValue:
    """Return the page, or the object, that tells an error of ours."""
    said = error_json(error, view().words.translator)
    hits = _versions(error) if isinstance(error, NotOnDateError) else ()
    return _answer(error.http_status, said, hits)


def _of_http(error: HTTPException) -> ResponseReturnValue:
    """Answer for what Flask refuses, and for a failure of ours, which Flask has logged by then."""
    status = HTTPStatus(error.code or InternalServerError.code)
    key = f"problem.status.{status.value}" if status in _KNOWN else "problem.status.other"
    about = {"kind": status.name.lower(), "message": view().words.text(key), "places": []}
    return _answer(status, {"error": about}, ())


def _versions(error: NotOnDateError) -> tuple[Hit, ...]:
    """Return the units of other days that the code means, to be offered."""
    wanted = str(error.values.get("code", ""))
    subject = subject_by_id(site().reader, wanted)
    code = subject.target.code if subject else wanted
    found = search(site().reader, site().scope, code, view().as_of)
    return tuple(hit for hit in found.units if hit.found.unit.code == code)


def _answer(status: int, said: Json, hits: tuple[Hit, ...]) -> ResponseReturnValue:
    if request.path.startswith("/api/"):
        return jsonify(said), status
    titled = f"problem.title.{int(status)}"
    title = titled if view().words.translator.has(titled) else "problem.title.other"
    page = render_template("failures/page.html", title=title, error=said["error"], hits=hits)
    return page, status
