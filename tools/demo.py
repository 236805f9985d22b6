"""`do.py demo`: a whole province and the carried roster, each with its folder and its site."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from typing import TYPE_CHECKING, NamedTuple

from tools.neo4j.server import LOOPBACK, free_port
from tools.run import ROOT, must_run, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_GRACE_SECONDS = 1.0  # the terminal has told the children already
_STOP_SECONDS = 15.0
_READY_SECONDS = 60.0
_LOOK_SECONDS = 0.2


class _Demo(NamedTuple):
    """A demonstration: its data folder, what makes it, and what it is."""

    home: str
    option: str
    words: str


PROVINCE = _Demo(
    ".demo-province", "--province", "Cả tỉnh, sinh tự động (a whole province, generated)"
)
ROSTER = _Demo(".demo", "--small", "Danh sách nhỏ, mười hai xã (a small roster, twelve communes)")


def main(python: Path, port: int, *, small: bool = False) -> int:
    """Load what isn't loaded yet, then serve until Ctrl-C; return the first exit code that ends it.

    The province has the port that is asked for, the roster the next one; any free one when taken.
    """
    demos = (ROSTER,) if small else (PROVINCE, ROSTER)
    for each in reversed(demos):  # what takes a second first
        made = (python, "-m", "graphapp.cli", "--home", each.home, "demo", each.option)
        must_run(made, "loading the demonstration data")
    sites: list[subprocess.Popen[bytes]] = []
    try:
        for number, each in enumerate(demos):
            wanted = port + number
            chosen = wanted if _is_free(wanted) else free_port()
            say(f"{each.words}:")
            sites.append(_served(python, each, chosen))
            ready = _is_ready(sites[-1], chosen)
            if ready and not number and _someone_looks():
                webbrowser.open(f"http://{LOOPBACK}:{chosen}/")
        return _first_code(sites)
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(sites)


def _served(python: Path, each: _Demo, port: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own command line, no shell
        [python, "-m", "graphapp.cli", "--home", each.home, "serve", "--port", str(port)], cwd=ROOT
    )


def _first_code(sites: Sequence[subprocess.Popen[bytes]]) -> int:
    """Wait until one of the sites ends and return its exit code."""
    while True:
        for site in sites:
            code = site.poll()
            if code is not None:
                return code
        time.sleep(_LOOK_SECONDS)


def _stop(sites: Sequence[subprocess.Popen[bytes]]) -> None:
    """End all sites: by themselves where the terminal told them, then asked, then by force."""
    for number, seconds in ((None, _GRACE_SECONDS), (signal.SIGINT, _STOP_SECONDS)):
        for site in sites:
            if number is not None and site.poll() is None:
                site.send_signal(number)
        for site in sites:
            with contextlib.suppress(subprocess.TimeoutExpired):
                site.wait(seconds)
    for site in sites:
        if site.poll() is None:
            site.kill()
            site.wait()


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        if os.name == "posix":  # elsewhere this option means that two may share the port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def _someone_looks() -> bool:
    display = os.name == "nt" or sys.platform == "darwin" or "DISPLAY" in os.environ
    return sys.stdin.isatty() and (display or "WAYLAND_DISPLAY" in os.environ)


def _is_ready(site: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until a site answers; False when it ended or takes too long."""
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline and site.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection((LOOPBACK, port), 1):
            return True
        time.sleep(_LOOK_SECONDS)
    return False
