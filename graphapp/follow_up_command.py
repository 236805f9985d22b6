"""``graphapp accept``, ``accepted`` and ``tasks``: what was decided about gaps, at a terminal."""

from __future__ import annotations

import getpass
from datetime import date
from typing import TYPE_CHECKING

import click

from graphapp.clock import today
from graphapp.domain.follow_up import accepted_json, accepted_rows, task_rows, tasks_json
from graphapp.domain.gap_kinds import GapKey
from graphapp.errors import Place, UsageError
from graphapp.model.scope import WHOLE
from graphapp.options import as_json_option, on_option, read_day
from graphapp.session import Session
from graphapp.write import accept

if TYPE_CHECKING:
    from graphapp.domain.follow_up import AcceptedRow, TaskRow
    from graphapp.words import Words


@click.command("accept")
@click.argument("key")
@click.option("--until", callback=read_day, help="The last day, inclusive; required.")
@click.option("--why", default="", help="The reason; required.")
@as_json_option
@click.pass_obj
def accept_command(session: Session, key: str, until: date | None, why: str) -> None:
    """Let the gap KEY stand until a day; keys are those that `inspect --json` tells."""
    try:
        wanted = GapKey.read(key)
    except ValueError:
        place = Place(value=key, remedy="accepted.bad_key.remedy")
        raise UsageError("accepted.bad_key", (place,)) from None
    with session.store() as store:
        entry = accept(store, wanted, until, why, getpass.getuser())
    session.answer({"entry": entry}, [session.words.text("accepted.recorded", entry=entry)])


@click.command("accepted")
@on_option
@as_json_option
@click.pass_obj
def accepted_command(session: Session, on: date | None) -> None:
    """List accepted gaps by how they stand on a date."""
    day = on or today()
    with session.store() as store:
        rows = accepted_rows(store.reader(), WHOLE, store.registers().acceptances, day)
    lines = [_accepted(row, session.words) for row in rows]
    session.answer(
        {"as_of": day.isoformat(), "accepted": accepted_json(rows)},
        lines or [session.words.text("accepted.none")],
    )


@click.command("tasks")
@on_option
@as_json_option
@click.pass_obj
def tasks_command(session: Session, on: date | None) -> None:
    """List the gaps that were given to people, by how they stand on a date."""
    day = on or today()
    with session.store() as store:
        registered = store.registers().tasks
        gaps = store.gap_days() if registered.every else None
        rows = task_rows(store.reader(), WHOLE, registered, gaps, day) if gaps else ()
    lines = [_task(row, session.words) for row in rows]
    session.answer(
        {"as_of": day.isoformat(), "tasks": tasks_json(rows)},
        lines or [session.words.text("tasks.none")],
    )


def _accepted(row: AcceptedRow, words: Words) -> str:
    made = row.acceptance
    state = words.text(f"accepted.state.{row.state}")
    about = f"{row.subject.name} ({row.subject.code}): {words.gap_kind(made.key.kind)}"
    return f"{state}: {about}; {words.until(made.days.until)}; {made.actor}: {made.why}"


def _task(row: TaskRow, words: Words) -> str:
    task = row.standing.task
    about = f"{row.subject.name} ({row.subject.code}): {words.gap_kind(task.key.kind)}"
    person = f"{row.person.name} ({row.person.code})" if row.person else "–"
    state = words.text(f"tasks.state.{row.standing.state}")
    return f"{words.date(task.due)} {state}: {about} → {person}"
