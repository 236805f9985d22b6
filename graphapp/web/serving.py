"""Serves the site: one process, several threads, plain HTTP on the machine's own address."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from waitress import create_server

from graphapp.errors import UsageError
from graphapp.web.site import site

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

THREADS = 8
_TURN = 0.0005  # s


def serve(app: Flask, port: int, on_ready: Callable[[str], None]) -> None:
    """Serve until interrupted; ``on_ready`` gets the address once the port is open.

    Port 0 takes any free one. Raises UsageError when the port is taken.
    """
    with app.app_context():
        host, desk = site().settings.host, site().desk
    most = {"max_request_body_size": app.config["MAX_CONTENT_LENGTH"]}
    try:
        server = create_server(app, host=host, port=port, threads=THREADS, ident=None, **most)
    except OSError as error:
        raise UsageError("error.port", port=str(port), detail=error.strerror) from error
    try:
        # what stands by now stays: going through it for each answer is a tenth of a large page
        gc.freeze()
        # a page asks the graph dozens of times, and beside long work waits for a turn each time
        sys.setswitchinterval(_TURN)
        on_ready(_address(host, server.effective_port))
        server.run()
    finally:
        server.close()
        desk.close()


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
