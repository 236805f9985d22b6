"""The JSON shapes of what pages of people, organisations, decisions and histories consist of.

Dates are ISO; the last day is inclusive; open ends are null. What is sensitive is not there: its
name stands under ``hidden``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from graphapp.domain.as_json import Json, decision_json, target_json
from graphapp.domain.records import Fact, GroupRef, Succession
from graphapp.domain.results import DecisionRef, PersonRef, Place, UnitVersion
from graphapp.model.interval import end_to_edge, start_to_edge


def holder_json(holder: PersonRef | GroupRef) -> Json:
    """Return a person or a working group as an object."""
    return {"id": holder.id, "code": holder.code, "name": holder.name}


def succession_json(found: Succession) -> Json:
    """Return a succession as an object."""
    return {
        "before": target_json(found.before),
        "after": target_json(found.after),
        "day": day_json(found.day),
        "extent": found.extent,
        "decision": decision_or_none(found.decision),
        "step": found.step,
    }


def facts_json(facts: Iterable[Fact], *also_hidden: str) -> Json:
    """Return what is told of a record and the names of what is hidden."""
    told = {f.property.name: _plain(f.value) for f in facts if not f.hidden}
    return {
        "facts": told,
        "hidden": [*(f.property.name for f in facts if f.hidden), *also_hidden],
    }


def _plain(value: object) -> Any:  # noqa: ANN401 - whatever a property holds
    return value.isoformat() if isinstance(value, date) else value


def place_json(place: Place) -> Json:
    """Return where something was for a time."""
    return {"target": target_json(place.target), **days_json(place.since, place.until)}


def version_json(version: UnitVersion) -> Json:
    """Return a unit with its life."""
    days = days_json(version.since, version.until)
    return {**target_json(version.unit), "kind": version.kind, **days}


def decision_or_none(decision: DecisionRef | None) -> Json | None:
    """Return a decision, null where none is recorded."""
    return decision_json(decision) if decision else None


def days_json(since: date, until: date) -> Json:
    """Return the first and the last day, null where open."""
    return {
        "since": day_json(start_to_edge(since)),
        "until_inclusive": day_json(end_to_edge(until)),
    }


def day_json(day: date | None) -> str | None:
    """Return a day in ISO format."""
    return day.isoformat() if day else None


def moment_json(at: datetime) -> str:
    """Return a time in ISO format, to the second."""
    return at.isoformat(timespec="seconds")
