"""The JSON twins of the overview, and the counts of households that a picture fetches later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, jsonify

from graphapp.domain.as_json import target_json
from graphapp.model.interval import start_to_edge
from graphapp.web.overview import ask, ask_households, ask_places, asked, wanted
from graphapp.web.overview_rows import state_of
from graphapp.web.plan import ground
from graphapp.web.sheet import sheet_target
from graphapp.web.view import choice

if TYPE_CHECKING:
    from werkzeug import Response

    from graphapp.domain.overview import Spot
    from graphapp.domain.results import Tally
    from graphapp.web.plan import Ground

overview_api = Blueprint("overview_api", __name__, url_prefix="/api/v1")


@overview_api.get("/overview")
def show() -> Response:
    """Return every unit of the overview; households are counted when ``households=1`` asks."""
    what = asked(sheet_target(wanted()))
    found = ask(what.unit, what.tier)
    waits = choice("households", ("1",), "") == "1"
    homes = ask_households(what.unit, wait=waits) or {}
    paper = ground(ask_places(what.unit))
    return jsonify(
        {
            "as_of": found.as_of.isoformat(),
            "scope": target_json(found.scope),
            "tier": found.tier,
            "units": [_unit(spot, homes.get(spot.unit.id), paper) for spot in found.spots],
        }
    )


@overview_api.get("/overview/households")
def households() -> Response:
    """Return how many households of each unit nobody answers for."""
    counted = ask_households(sheet_target(wanted()), wait=True) or {}
    return jsonify({unit: _tally(tally) for unit, tally in counted.items()})


def _unit(spot: Spot, homes: Tally | None, paper: Ground) -> dict[str, Any]:
    point = paper.places.points.get(spot.unit.id)
    broken = spot.link.broken
    return {
        **target_json(spot.unit),
        "parent": spot.parent,
        "required": spot.link.required,
        "state": state_of(spot),
        "states": [state.value for state in spot.link.states],
        "grade": spot.grade,
        "broken": broken and {"reason": broken.reason, "since": _day(broken.since)},
        "villages": spot.villages and _tally(spot.villages),
        "households": homes and _tally(homes),
        "latitude": point and point.latitude,
        "longitude": point and point.longitude,
        "point_told": point and point.told,
    }


def _day(day: Any) -> str | None:  # noqa: ANN401 - a day or none
    found = day and start_to_edge(day)
    return found.isoformat() if found else None


def _tally(tally: Tally) -> dict[str, int]:
    return {"numerator": tally.numerator, "denominator": tally.denominator}
