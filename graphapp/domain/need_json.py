"""The JSON shape of an order of need. Dates are ISO."""

from __future__ import annotations

from collections.abc import Iterable

from graphapp.domain.as_json import Json, target_json
from graphapp.domain.gap_days import TrendPoint
from graphapp.domain.need import Commune, Lines, Link, Need


def need_json(found: Need, rows: Iterable[Commune], lines: Lines) -> Json:
    """Return communes in their order as an object; ``lines``: what is told by month."""
    return {
        "as_of": found.as_of.isoformat(),
        "scope": target_json(found.scope),
        "communes": [_commune(each, lines) for each in rows],
    }


def _commune(commune: Commune, lines: Lines) -> Json:
    return {
        "order": commune.place,
        "unit": target_json(commune.unit),
        "weakest": commune.weakest and _link(commune.weakest),
        "figures": [
            {
                **_link(link),
                "numerator": figure.numerator,
                "denominator": figure.denominator,
                "accepted": figure.accepted,
                "trend": [_point(each) for each in lines.get((commune.unit.id, link), ())],
            }
            for link, figure in commune.figures.items()
        ],
    }


def _link(link: Link) -> Json:
    return {"kind": link[0], "tier": link[1]}


def _point(point: TrendPoint) -> Json:
    return {"day": point.day.isoformat(), "numerator": point.n, "denominator": point.of}
