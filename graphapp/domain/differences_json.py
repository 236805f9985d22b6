"""The JSON shape of what differs between two chains."""

from __future__ import annotations

from graphapp.domain.as_json import Json, responsible_json, target_json
from graphapp.domain.differences import Compared, End, Part, Standing
from graphapp.domain.results import Responsible, Step, Target


def compared_json(each: Compared) -> Json:
    """Return one place of two chains as an object; ``before`` or ``after`` null where it is not."""
    return {
        "aspect": each.place.aspect,
        "rung": each.place.rung,
        "number": each.place.number,
        "change": each.change,
        "fields": list(each.fields),
        "before": each.before and _part(each.before),
        "after": each.after and _part(each.after),
    }


def _part(part: Part) -> Json:
    if isinstance(part, Target):
        return target_json(part)
    if isinstance(part, Responsible):
        return responsible_json(part)
    if isinstance(part, Standing):
        return _standing(part)
    if isinstance(part, Step):
        return _step(part)
    return _end(part)


def _standing(part: Standing) -> Json:
    broken = part.broken
    since = broken.since.isoformat() if broken and broken.since else None
    return {
        "unit": target_json(part.unit),
        "required": part.required,
        "states": [state.value for state in part.states],
        "broken": broken and {"reason": broken.reason.value, "since": since},
    }


def _step(part: Step) -> Json:
    return {
        "person": {"code": part.person.code, "name": part.person.name},
        "post": part.post.title if part.post else None,
        "by": part.by,
        "through": part.through and target_json(part.through),
        "others": [person.code for person in part.others],
    }


def _end(part: End) -> Json:
    return {"complete": part.complete, "cycle": [person.code for person in part.cycle]}
