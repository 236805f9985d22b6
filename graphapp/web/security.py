"""Headers of every answer, and by which names the site may be addressed."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

from flask import Response, request

from graphapp.errors import Place, UsageError
from graphapp.web.site import site

if TYPE_CHECKING:
    from flask import Flask

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def guard(app: Flask) -> None:
    """Check the host of every request and put the headers on every answer."""
    app.before_request(_check_host)
    app.after_request(_add_headers)


def _check_host() -> None:
    """Refuse a host name that is not ours: somebody may have pointed theirs at this machine.

    An address written in figures is let through, as no name can have been pointed anywhere.
    """
    name = _host_name(request.headers.get("Host", ""))
    if name in {"localhost", site().settings.host.casefold()} or _is_address(name):
        return
    place = Place(column="Host", value=name, remedy="problem.host.remedy")
    raise UsageError("problem.host", (place,), host=name)


def _host_name(header: str) -> str:
    host = header.casefold().strip()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers[name] = value
    if "Cache-Control" not in response.headers or response.status_code >= 400:  # noqa: PLR2004 - every failure
        response.headers["Cache-Control"] = "no-store"
    return response
