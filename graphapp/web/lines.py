"""Which lines the address asks for: the state's, the party's, or both in one picture."""

from __future__ import annotations

from flask import request

from graphapp.model.schema import MODEL
from graphapp.web.view import choice

BOTH = "both"
LINES = ("state", "party", BOTH)


def asked_line() -> str:
    """Return the choice that the address makes; an organisation is asked about in the party's."""
    wanted = (request.view_args or {}).get("wanted", "")
    usual = "party" if MODEL.label_of(wanted) == "Organisation" else LINES[0]
    return choice("line", LINES, usual)


def asked_lines() -> tuple[str, ...]:
    """Return the lines to be shown, the first first."""
    asked = asked_line()
    return LINES[:2] if asked == BOTH else (asked,)
