"""What was decided about gaps, with names: accepted ones and tasks, as far as a user may see them.

A row is told where the subject of its gap is in scope; notes and reasons go with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graphapp.domain.acceptances import Acceptance, Acceptances, AcceptanceState
from graphapp.domain.gap_kinds import GapKey
from graphapp.domain.named import holders_by_id, subjects_by_id
from graphapp.domain.network_nodes import Node, nodes_of
from graphapp.domain.network_ties import Days
from graphapp.domain.results import PersonRef, Target
from graphapp.domain.tasks import KnownGaps, Standing, Tasks
from graphapp.domain.visible import people_in_scope, things_in_scope
from graphapp.graph.port import Reader
from graphapp.model.interval import OPEN_END, OPEN_START, end_to_edge
from graphapp.model.schema import MODEL
from graphapp.model.scope import Scope

Json = dict[str, Any]
_EVER = Days(OPEN_START, OPEN_END)


@dataclass(frozen=True)
class AcceptedRow:
    """An accepted gap and what it is about; ``place``: where a post is."""

    acceptance: Acceptance
    state: AcceptanceState
    subject: Target
    place: Target | None


@dataclass(frozen=True)
class TaskRow:
    """A task, what it is about, and whom it was given to; None: a person out of sight."""

    standing: Standing
    subject: Target
    place: Target | None
    person: PersonRef | None


def accepted_rows(
    reader: Reader, scope: Scope, acceptances: Acceptances, as_of: date
) -> tuple[AcceptedRow, ...]:
    """Return accepted gaps by how they stand on a day, the one that ends first at the top."""
    about = subjects_of(reader, scope, (each.key for each in acceptances.every))
    return tuple(
        AcceptedRow(each, state, *about[each.key.subject])
        for state, found in acceptances.on(as_of).items()
        for each in found
        if each.key.subject in about
    )


def task_rows(
    reader: Reader, scope: Scope, tasks: Tasks, gaps: KnownGaps, as_of: date
) -> tuple[TaskRow, ...]:
    """Return tasks by how they stand on a day, in each the one due first at the top."""
    found = tasks.on(as_of, gaps)
    about = subjects_of(reader, scope, (each.task.key for each in found))
    people = _people(reader, scope, (each.task.person_id for each in found))
    return tuple(
        TaskRow(each, *about[each.task.key.subject], people.get(each.task.person_id))
        for each in found
        if each.task.key.subject in about
    )


def subjects_of(
    reader: Reader, scope: Scope, keys: Iterable[GapKey]
) -> dict[str, tuple[Target, Target | None]]:
    """Return what gaps are about, by id, with the unit of a post; those out of scope are left."""
    ids = {key.subject for key in keys}
    things = {i: s.target for i, s in subjects_by_id(reader, ids).items()}
    posts = nodes_of(reader, (i for i in ids if MODEL.label_of(i) == "Post"), _EVER)
    people = _people(reader, scope, (i for i in ids if MODEL.label_of(i) == "Person"))
    seats = (post.place.id for post in posts.values() if post.place)
    seen = things_in_scope(reader, scope, (*things, *seats))
    found: dict[str, tuple[Target, Target | None]] = {
        i: (target, None) for i, target in things.items() if i in seen
    }
    found |= {i: (Target(i, p.code, p.name, "person"), None) for i, p in people.items()}
    return found | {i: _seat(p) for i, p in posts.items() if p.place and p.place.id in seen}


def accepted_json(rows: Iterable[AcceptedRow]) -> list[Json]:
    """Return accepted gaps as objects; the last day is inclusive."""
    return [
        {
            "number": row.acceptance.number,
            "key": str(row.acceptance.key),
            "kind": row.acceptance.key.kind.value,
            "policy_row": row.acceptance.key.policy_row,
            "subject": _target(row.subject),
            "state": row.state.value,
            "since": row.acceptance.days.since.isoformat(),
            "until": _iso(end_to_edge(row.acceptance.days.until)),
            "why": row.acceptance.why,
            "actor": row.acceptance.actor,
            "ended_by": row.acceptance.ended_by or None,
        }
        for row in rows
    ]


def tasks_json(rows: Iterable[TaskRow]) -> list[Json]:
    """Return tasks as objects."""
    return [_task(row) for row in rows]


def _task(row: TaskRow) -> Json:
    task, person = row.standing.task, row.person
    return {
        "number": task.number,
        "key": str(task.key),
        "kind": task.key.kind.value,
        "policy_row": task.key.policy_row,
        "subject": _target(row.subject),
        "person": person and {"id": person.id, "code": person.code, "name": person.name},
        "state": row.standing.state.value,
        "given": task.given.isoformat(),
        "due": task.due.isoformat(),
        "closed": _iso(row.standing.closed),
        "actor": task.actor,
        "notes": [
            {"text": note.text, "actor": note.actor, "day": note.day.isoformat()}
            for note in task.notes
        ],
    }


def _people(reader: Reader, scope: Scope, ids: Iterable[str]) -> Mapping[str, PersonRef]:
    wanted = holders_by_id(reader, ids)
    seen = people_in_scope(reader, scope, wanted)
    return {i: p for i, p in wanted.items() if isinstance(p, PersonRef) and i in seen}


def _seat(post: Node) -> tuple[Target, Target | None]:
    return Target(post.id, post.code, post.title, "post"), post.place


def _target(target: Target) -> Json:
    return {"id": target.id, "code": target.code, "name": target.name, "tier": target.tier}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
