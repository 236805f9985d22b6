"""The work list: gaps given to people; what is overdue, due soon, open, and closed by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, jsonify, redirect, render_template, request

from graphapp.clock import today
from graphapp.domain.follow_up import task_rows, tasks_json
from graphapp.domain.people import find_person
from graphapp.domain.tasks import TaskState
from graphapp.errors import InputError
from graphapp.web.follow_up import (
    asked_key,
    sent_day,
    sent_number,
    sent_person,
    subject_of,
)
from graphapp.web.paging import page_of
from graphapp.web.site import site
from graphapp.web.view import choice, view
from graphapp.write import Giving, give, note_task, task_of, withdraw_task

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug import Response

    from graphapp.domain.follow_up import TaskRow
    from graphapp.domain.gap_kinds import GapKey
    from graphapp.domain.results import PersonRef

tasks = Blueprint("tasks", __name__, url_prefix="/tasks")
tasks_api = Blueprint("tasks_api", __name__, url_prefix="/api/v1/tasks")

STATES = tuple(state.value for state in TaskState)


@tasks.get("")
def show() -> str:
    """Show tasks by how they stand on the page's day, of everybody or of one person."""
    return render_template(
        "tasks/page.html",
        page=page_of(ask()),
        states=STATES,
        state=choice("state", STATES, ""),
        person=_person(),
        today_=today(),
    )


@tasks.route("/new", methods=("GET", "POST"))
def new() -> ResponseReturnValue:
    """Show the form that gives a gap to a person; record what was sent, else tell why not."""
    key = asked_key()
    if request.method == "GET":
        return _form(key)
    subject_of(key)
    try:
        wanted = Giving(key, sent_person(), sent_day("due"), request.form.get("note", ""))
        give(site().store, wanted, site().actor)
    except InputError as error:
        return _form(key, error), error.http_status
    return redirect(view().link("tasks.show"), 303)


@tasks.post("/note")
def note() -> Response:
    """Add a note to a task."""
    number = _sent_task()
    note_task(site().store, number, request.form.get("note", ""), site().actor)
    return _back(number)


@tasks.post("/withdraw")
def withdraw() -> Response:
    """Take a task back."""
    number = _sent_task()
    withdraw_task(site().store, number, site().actor)
    return _back(number)


@tasks_api.get("")
def show_as_json() -> Response:
    """Return tasks by how they stand on the page's day."""
    return jsonify({"as_of": view().as_of.isoformat(), "tasks": tasks_json(ask())})


def ask() -> tuple[TaskRow, ...]:
    """Return the tasks that the address asks for and the user may see."""
    now, state, person = site(), choice("state", STATES, ""), _person()
    registered = now.store.registers().tasks
    if not registered.every:
        return ()
    rows = task_rows(now.reader, now.scope, registered, now.store.gap_days(), view().as_of)
    return tuple(
        row
        for row in rows
        if state in {"", row.standing.state}
        if person is None or row.standing.task.person_id == person.id
    )


def _person() -> PersonRef | None:
    given = request.args.get("person", "").strip()
    return find_person(site().reader, site().scope, given) if given else None


def _sent_task() -> int:
    number = sent_number()
    subject_of(task_of(site().store, number).key)
    return number


def _back(number: int) -> Response:
    return redirect(f"{view().link('tasks.show')}#task-{number}", 303)


def _form(key: GapKey, error: InputError | None = None) -> str:
    subject, place = subject_of(key)
    return render_template(
        "tasks/new.html", key=key, subject=subject, place=place, error=error, given=request.form
    )
