"""`do.py demo`: which sites it opens where, and that none of them outlives it."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tools import demo
from tools.neo4j.server import LOOPBACK, free_port

if TYPE_CHECKING:
    from collections.abc import Sequence

SITE = """
import socket, sys, time
with socket.create_server(("127.0.0.1", int(sys.argv[1]))):
    time.sleep(float(sys.argv[2]))
sys.exit(7)
"""
LONG, SHORT = 60.0, 1.0


class Stage:
    """Stands for the program: what was loaded, and the sites that were started."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.loaded: list[str] = []
        self.sites: dict[str, tuple[int, subprocess.Popen[bytes]]] = {}
        self.lives = {demo.PROVINCE.home: LONG, demo.ROSTER.home: LONG}
        monkeypatch.setattr(demo, "must_run", self._load)
        monkeypatch.setattr(demo, "_served", self._serve)
        monkeypatch.setattr(demo, "_someone_looks", lambda: False)

    def _load(self, command: Sequence[str | Path], _what: str) -> None:
        self.loaded.append(str(command[-1]))

    def _serve(self, python: Path, each: demo._Demo, port: int) -> subprocess.Popen[bytes]:
        command = [str(python), "-c", SITE, str(port), str(self.lives[each.home])]
        self.sites[each.home] = (port, subprocess.Popen(command))
        return self.sites[each.home][1]

    def all_ended(self) -> bool:
        return all(site.poll() is not None for _, site in self.sites.values())


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    return Stage(monkeypatch)


def test_both_are_loaded_and_served_and_end_together(stage: Stage) -> None:
    stage.lives[demo.ROSTER.home] = SHORT
    port = free_port()
    assert demo.main(Path(sys.executable), port) == 7
    assert stage.loaded == ["--small", "--province"]
    assert stage.sites[demo.PROVINCE.home][0] == port
    assert stage.all_ended()


def test_the_roster_alone(stage: Stage) -> None:
    stage.lives[demo.ROSTER.home] = SHORT
    assert demo.main(Path(sys.executable), free_port(), small=True) == 7
    assert (stage.loaded, list(stage.sites)) == (["--small"], [demo.ROSTER.home])


def test_ctrl_c_ends_all_in_peace(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(_sites: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "_first_code", pressed)
    assert demo.main(Path(sys.executable), free_port()) == 0
    assert len(stage.sites) == 2
    assert stage.all_ended()


def test_a_port_that_is_taken_is_left_to_who_has_it(stage: Stage) -> None:
    stage.lives[demo.ROSTER.home] = SHORT
    with socket.create_server((LOOPBACK, 0)) as taken:
        port = taken.getsockname()[1]
        assert demo.main(Path(sys.executable), port, small=True) == 7
    assert stage.sites[demo.ROSTER.home][0] != port
