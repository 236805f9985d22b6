"""The JSON shape of an inspection, shared by command line and web. Dates are ISO."""

from __future__ import annotations

from collections.abc import Iterable

from graphapp.domain.acceptances import Acceptance
from graphapp.domain.as_json import Json, target_json
from graphapp.domain.gap_rows import GapRow
from graphapp.domain.inspection import Inspection, KindLine
from graphapp.domain.inspector import Handled
from graphapp.domain.records_json import day_json
from graphapp.domain.results import PersonRef
from graphapp.domain.tasks import Standing
from graphapp.model.interval import end_to_edge


def inspection_json(found: Inspection, rows: Iterable[GapRow], handled: Handled) -> Json:
    """Return an inspection as an object, with some of its rows."""
    return {
        "as_of": found.as_of.isoformat(),
        "scope": target_json(found.scope),
        "news_since": found.since.isoformat(),
        "kinds": [_kind(line) for line in found.lines],
        "rows": [row_json(row, handled) for row in rows],
    }


def _kind(line: KindLine) -> Json:
    return {
        "kind": line.name,
        "figures": [
            {
                "tier": each.tier,
                "numerator": each.numerator,
                "denominator": each.denominator,
                "accepted": each.accepted,
                "given_out": each.given,
            }
            for each in line.figures
        ],
        "opened": line.news.opened,
        "closed": line.news.closed,
        "still": line.news.still,
    }


def row_json(row: GapRow, handled: Handled) -> Json:
    """Return a gap as an object; ``since`` is the day to name, ``holds_since`` the first of all."""
    accepted, given = handled.accepted.get(row.key), handled.given.get(row.key)
    return {
        "key": row.key,
        "kind": row.spell.kind.value,
        "target": target_json(row.subject),
        "above": [target_json(unit) for unit in row.above],
        "via": row.via and target_json(row.via),
        "reason": row.spell.reason,
        "since": day_json(row.spell.since),
        "holds_since": day_json(row.holds_since),
        "policy_row": row.spell.policy_row,
        "accepted": accepted and _accepted(accepted),
        "given_out": given and _given(given, handled.person(row.key)),
    }


def _accepted(found: Acceptance) -> Json:
    return {
        "number": found.number,
        "until_inclusive": day_json(end_to_edge(found.days.until)),
        "why": found.why,
        "actor": found.actor,
    }


def _given(found: Standing, person: PersonRef) -> Json:
    return {
        "number": found.task.number,
        "person": {"code": person.code, "name": person.name},
        "due": day_json(found.task.due),
        "state": found.state.value,
    }
