"""The policy: what is asked of whom, edited a row at a time, and what it was before."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from flask import Blueprint, jsonify, redirect, render_template, request, send_file

from graphapp.clock import VIET_NAM
from graphapp.domain.policy_json import changes_json, policy_json
from graphapp.errors import InputError
from graphapp.export.policy_file import save_policy
from graphapp.export.workbook import MEDIA_TYPE
from graphapp.model.policy import Policy, changes_between, policy_of
from graphapp.web.policy_form import PolicyForm, duty_choices, row_form
from graphapp.web.policy_words import policy_words
from graphapp.web.site import site
from graphapp.web.view import choice, view
from graphapp.write import record_policy

if TYPE_CHECKING:
    from datetime import datetime

    from flask.typing import ResponseReturnValue
    from werkzeug import Response

    from graphapp.domain.as_json import Json
    from graphapp.model.policy import RowChange
    from graphapp.write import PolicyEntry

policies = Blueprint("policy", __name__, url_prefix="/policy")
policy_edit = Blueprint("policy_edit", __name__, url_prefix="/policy")
policy_api = Blueprint("policy_api", __name__, url_prefix="/api/v1/policy")

policies.context_processor(policy_words)
policy_edit.context_processor(policy_words)


@dataclass(frozen=True)
class Recorded:
    """A policy of the past or in force, and what it changed of the one before."""

    entry: PolicyEntry
    changes: tuple[RowChange, ...]

    @property
    def at(self) -> datetime:
        """Return when it was recorded, by the clock in Viet Nam."""
        return self.entry.at.astimezone(VIET_NAM)


@policies.get("")
def show() -> str:
    """Show the policy in force as sentences, and every one that was recorded."""
    return render_template(
        "policy/page.html",
        policy=site().policy,
        history=history(),
        from_file=site().settings.policy is not None,
    )


@policy_edit.route("/row", methods=("GET", "POST"))
def row() -> ResponseReturnValue:
    """Show the form of one row: one there is, or a new duty or rule; record what was sent."""
    if request.method == "POST":
        return _change(PolicyForm.sent(site().policy, request.form))
    shape = choice("shape", ("duty", "rule"), "duty")
    return _page(row_form(site().policy, request.args.get("row", ""), shape))


@policies.get("/file")
def file() -> Response:
    """Send the policy as a file that can be changed and handed in."""
    made = BytesIO()
    save_policy(made, site().policy, view().lang)
    made.seek(0)
    name = view().words.text("policy.file")
    return send_file(made, MEDIA_TYPE, as_attachment=True, download_name=f"{name}.xlsx")


@policy_api.get("")
def show_as_json() -> Response:
    """Return the policy in force and what was recorded."""
    return jsonify({**policy_json(site().policy), "history": [_recorded(r) for r in history()]})


def history() -> list[Recorded]:
    """Return every policy that was recorded, the last one first."""
    found: list[Recorded] = []
    before: Policy = policy_of(site().settings.policy)
    for entry in site().store.registers().policies:
        found.append(Recorded(entry, changes_between(before, entry.policy)))
        before = entry.policy
    return found[::-1]


def entry_in_force() -> int:
    """Return the number of the entry whose policy is in force; 0 where none was recorded."""
    recorded = site().store.registers().policies
    return recorded[-1].entry if recorded else 0


def _change(form: PolicyForm) -> ResponseReturnValue:
    """Record the policy with one row added, changed or taken out; else tell why not."""
    policy = None
    try:
        policy = form.policy()
        record_policy(site().store, policy, site().actor, form.note, form.entry)
    except InputError as error:
        return _page(form, error, policy), error.http_status
    return redirect(view().link("policy.show"), 303)


def _page(form: PolicyForm, error: InputError | None = None, among: Policy | None = None) -> str:
    return render_template(
        "policy/row.html",
        form=form,
        error=error,
        among=among,
        choices=duty_choices(),
        entry=form.entry if error else entry_in_force(),
    )


def _recorded(found: Recorded) -> Json:
    return {
        "entry": found.entry.entry,
        "at": found.at.isoformat(),
        "actor": found.entry.actor,
        "note": found.entry.note,
        "changes": changes_json(found.changes),
    }
