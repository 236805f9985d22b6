"""The lives of a unit and of all that it came from and became."""

from __future__ import annotations

from graphapp.domain.history import UnitHistory
from graphapp.domain.named import subjects_by_id
from graphapp.domain.results import Place
from graphapp.graph.port import Reader


def lives(reader: Reader, history: UnitHistory) -> tuple[Place, ...]:
    """Return the units of a history, each with its life, in order of time."""
    steps = (*history.before, *history.after)
    ids = {history.unit.id} | {unit.id for step in steps for unit in (step.before, step.after)}
    found = subjects_by_id(reader, ids).values()
    places = [Place(each.target, each.life.since, each.life.until) for each in found]
    return tuple(sorted(places, key=lambda place: (place.since, place.until, place.target.code)))
