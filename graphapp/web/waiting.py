"""Pages that read all gaps: while these are being found, a page says so and comes by itself."""

from __future__ import annotations

from flask import Response, render_template, request

from graphapp.web.site import site

_PATIENCE = 0.5  # s
_AGAIN = 2  # s
_PAGES = {"inspection.show", "need.show", "trend.show", "lived.show", "tasks.show", "dossier.show"}


def say_to_wait() -> Response | None:
    """Answer in place of a page whose gaps are still being found; files and JSON wait for them.

    The browser asks again by itself: that needs no script, and the address stays.
    """
    if request.endpoint not in _PAGES or site().store.has_gap_days_within(_PATIENCE):
        return None
    answer = Response(render_template("layout/waiting.html"))
    answer.headers["Refresh"] = str(_AGAIN)
    return answer
