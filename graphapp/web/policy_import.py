"""A policy handed in as a file: what it would change is shown first, then it may be recorded."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request

from graphapp.errors import InputError, UsageError
from graphapp.model.policy import cells_of, changes_between, policy_of_cells
from graphapp.web.policy import entry_in_force
from graphapp.web.policy_words import policy_words
from graphapp.web.site import site
from graphapp.web.view import view
from graphapp.write import check_policy, record_policy
from loaders import read_policy_file
from loaders.reading import ReadingLimits

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug.datastructures import FileStorage

    from graphapp.model.policy import Policy

policy_import = Blueprint("policy_import", __name__, url_prefix="/policy")

policy_import.context_processor(policy_words)
_NAME = "policy"


@policy_import.post("/check")
def check() -> ResponseReturnValue:
    """Tell what a file would change, or all that is wrong with it; records nothing."""
    given = request.files.get("file")
    if given is None or not given.filename:
        raise InputError("loads.no_file")
    try:
        policy = _read(given)
    except InputError as error:
        page = render_template("policy/refused.html", error=error, name=given.filename)
        return page, error.http_status
    return render_template(
        "policy/dry_run.html",
        name=given.filename,
        changes=changes_between(site().policy, policy),
        rows=json.dumps(cells_of(policy)),
        entry=entry_in_force(),
    )


@policy_import.post("/import")
def confirm() -> ResponseReturnValue:
    """Record what was looked through."""
    entry = request.form.get("entry", "")
    try:
        rows = json.loads(request.form.get("rows", ""))
        policy = policy_of_cells(rows, view().words.text("policy.file"))
        based_on = int(entry)
    except (ValueError, AttributeError, TypeError):
        raise UsageError("problem.form") from None
    note = request.form.get("note", "")
    record_policy(site().store, policy, site().actor, note, based_on)
    return redirect(view().link("policy.show"), 303)


def _read(given: FileStorage) -> Policy:
    name = given.filename or ""
    with TemporaryDirectory() as folder:
        path = Path(folder) / _NAME
        given.save(path)
        found = read_policy_file(path, name, ReadingLimits.of(site().settings))
    check_policy(site().reader, found.policy, found.numbers)
    return found.policy
