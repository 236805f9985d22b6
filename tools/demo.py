"""`do.py demo`: the carried data or a whole province in a folder here, the site on 127.0.0.1."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from typing import TYPE_CHECKING

from tools.neo4j.server import LOOPBACK, free_port
from tools.run import ROOT, must_run

if TYPE_CHECKING:
    from pathlib import Path

HOME, PROVINCE_HOME = ".demo", ".demo-province"
_GRACE_SECONDS = 1.0  # the terminal has told the child already
_STOP_SECONDS = 15.0
_READY_SECONDS = 60.0


def main(python: Path, port: int, *, province: bool = False) -> int:
    """Load what isn't loaded yet, then serve until Ctrl-C; return the site's exit code."""
    program = [str(python), "-m", "graphapp.cli", "--home", PROVINCE_HOME if province else HOME]
    wanted = ["demo", "--province" if province else "--small"]
    must_run([*program, *wanted], "loading the demonstration data")
    port = port if _is_free(port) else free_port()
    site = subprocess.Popen(  # noqa: S603 - our own command line, no shell
        [*program, "serve", "--port", str(port)], cwd=ROOT
    )
    if _someone_looks():
        threading.Thread(target=_open_when_ready, args=(port,), daemon=True).start()
    return _wait(site)


def _wait(site: subprocess.Popen[bytes]) -> int:
    try:
        return site.wait()
    except KeyboardInterrupt:
        _stop(site)
        return 0


def _stop(site: subprocess.Popen[bytes]) -> None:
    for number, seconds in ((None, _GRACE_SECONDS), (signal.SIGINT, _STOP_SECONDS)):
        if number is not None:
            site.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            site.wait(seconds)
            return
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


def _open_when_ready(port: int) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection((LOOPBACK, port), 1):
            webbrowser.open(f"http://{LOOPBACK}:{port}/")
            return
        time.sleep(0.2)
