"""The JSON shape of lived cover. Dates are ISO."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graphapp.domain.as_json import Json, target_json
from graphapp.domain.lived_cover import LivedLine, LivedRow
from graphapp.domain.records_json import day_json
from graphapp.domain.results import Target


def lived_json(
    as_of: date, unit: Target, lines: Iterable[LivedLine], rows: Iterable[LivedRow]
) -> Json:
    """Return lived cover of a unit as an object, with some of its rows."""
    return {
        "as_of": as_of.isoformat(),
        "scope": target_json(unit),
        "tiers": [
            {
                "tier": line.tier,
                "paper": {"numerator": line.paper.n, "denominator": line.paper.of},
                "lived": {"numerator": line.lived.n, "denominator": line.lived.of},
            }
            for line in lines
        ],
        "rows": [_row(row) for row in rows],
    }


def _row(row: LivedRow) -> Json:
    last = row.last
    return {
        "target": target_json(row.target),
        "above": [target_json(unit) for unit in row.above],
        "policy_row": row.policy_row or None,
        "missed": row.missed,
        "since": day_json(row.since),
        "last_visit": last
        and {
            "day": day_json(last.day),
            "person": {"code": last.person.code, "name": last.person.name},
            "kind": last.kind,
            "purpose": last.purpose,
            "outcome": last.outcome,
        },
    }
