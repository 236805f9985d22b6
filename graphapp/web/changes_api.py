"""The JSON twin of what changed between two days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, jsonify

from graphapp.domain.as_json import target_json
from graphapp.model.interval import start_to_edge
from graphapp.web.changes import KINDS, ask, days, progress, unit_of
from graphapp.web.changes_words import grades
from graphapp.web.view import choice

if TYPE_CHECKING:
    from datetime import date

    from werkzeug import Response

    from graphapp.domain.changes import Change
    from graphapp.domain.results import Break, Target

changes_api = Blueprint("changes_api", __name__, url_prefix="/api/v1")


@changes_api.get("/changes")
def show() -> Response:
    """Return every change, or those of the kind asked for, and the figures of both days."""
    since, until = sorted(days())
    found = ask(unit_of(since, until), since, until)
    kind = choice("kind", ("", *KINDS), "")
    return jsonify(
        {
            "from": since.isoformat(),
            "to": until.isoformat(),
            "scope": target_json(found.unit),
            "broken": [
                {"tier": tier, "from": _ratio(old), "to": _ratio(new)}
                for tier, old, new in grades(found.first, found.second)
            ],
            "changes": [_change(change) for change in found.of_kind(kind)],
        }
    )


@changes_api.get("/changes/progress")
def how_far() -> Response:
    """Return how much of the comparison that the page waits for is done."""
    since, until = sorted(days())
    done, steps = progress(unit_of(since, until), since, until)
    return jsonify({"done": done, "steps": steps})


def _change(change: Change) -> dict[str, Any]:
    post, responsible = change.post, change.responsible
    return {
        "kind": change.kind,
        "target": target_json(change.target),
        "day": _day(change.day),
        "before": _target(change.before),
        "after": _target(change.after),
        "others": [target_json(unit) for unit in change.others],
        "broke": _broken(change.broke),
        "breaks": _broken(change.breaks),
        "person": change.person and {"code": change.person.code, "name": change.person.name},
        "post": post and {"code": post.code, "title": post.title},
        "assignment": responsible
        and {
            "code": responsible.assignment_code,
            "kind": responsible.kind,
            "group": responsible.group,
            "decision": responsible.decision and responsible.decision.number,
        },
    }


def _ratio(counted: tuple[int, int]) -> dict[str, int]:
    return {"numerator": counted[0], "denominator": counted[1]}


def _target(unit: Target | None) -> dict[str, Any] | None:
    return target_json(unit) if unit else None


def _broken(found: Break | None) -> dict[str, Any] | None:
    return {"reason": found.reason, "since": _day(found.since)} if found else None


def _day(day: date | None) -> str | None:
    edge = start_to_edge(day) if day else None
    return edge.isoformat() if edge else None
