"""Which lines the address asks for: the state's, the party's, or both in one picture."""

from __future__ import annotations

from graphapp.web.view import choice

BOTH = "both"
LINES = ("state", "party", BOTH)


def asked_line() -> str:
    """Return the choice that the address makes."""
    return choice("line", LINES, LINES[0])


def asked_lines() -> tuple[str, ...]:
    """Return the lines to be shown, the first first."""
    asked = asked_line()
    return LINES[:2] if asked == BOTH else (asked,)
