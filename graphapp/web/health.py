"""Whether the program lives, and whether it can answer."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from graphapp.clock import today
from graphapp.domain.units import provinces
from graphapp.errors import GraphappError
from graphapp.web.site import site

health = Blueprint("health", __name__, url_prefix="/health")


@health.get("/live")
def live() -> Response:
    """Tell that the process answers."""
    return jsonify(status="live")


@health.get("/ready")
def ready() -> tuple[Response, int]:
    """Tell whether the graph answers a question."""
    try:
        provinces(site().reader, site().scope, today())
    except GraphappError as error:
        return jsonify(status="not_ready", kind=error.kind), 503
    return jsonify(status="ready"), 200
