"""SIGKILL inside an apply: nothing that was applied is lost, and what was cut can be finished."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphapp.graph.compare import differences
from graphapp.graph.probe import probe
from graphapp.graph.projection import project
from graphapp.graph.reader import GraphReader
from tests.conftest import ENGINES, LONG, empty_engine
from tests.graph.killed_apply import ROWS, entries, opened
from tests.graph.world import fold

if TYPE_CHECKING:
    from graphapp.model.change import ChangeSet

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20 if LONG else 3
LAST_UNHARMED = 2
pytestmark = [pytest.mark.kill, pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")]


def killed(name: str, where: str, moment: str, rng: random.Random) -> int:
    """Let a process apply entries, kill it in one of them, and return the last that it finished.

    The entry before tells how long the moment lasts; the kill comes at random within that time.
    """
    command = [sys.executable, "-m", "tests.graph.killed_apply", name, where]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as child:
        assert child.stdout is not None
        finished, lasted = 0, 0.0
        start, end = ("begin", "commit") if moment == "transaction" else ("commit", "done")
        began = time.monotonic()
        for line in child.stdout:
            what, seq = line.split()
            if what == "done":
                finished = int(seq)
            if what == start:
                began = time.monotonic()
                if finished >= LAST_UNHARMED:
                    time.sleep(rng.uniform(0, lasted))
                    child.send_signal(signal.SIGKILL)
            if what == end:
                lasted = time.monotonic() - began
    assert child.returncode == -signal.SIGKILL
    return finished


def history(name: str, last: int) -> list[tuple[int, ChangeSet]]:
    return list(takewhile(lambda entry: entry[0] <= last, entries(ROWS[name])))


@pytest.mark.parametrize("attempt", range(KILLS))
@pytest.mark.parametrize("moment", ["transaction", "commit"])
@pytest.mark.parametrize("name", ENGINES)
def test_kill_inside_an_apply_loses_nothing_and_leaves_what_the_next_apply_finishes(
    request: pytest.FixtureRequest, tmp_path: Path, name: str, moment: str, attempt: int
) -> None:
    rng = random.Random(f"{name} {moment} {attempt} {os.environ.get('GRAPHAPP_TEST_SEED', '')}")
    uri = str(request.getfixturevalue("neo4j_uri")) if name == "neo4j" else ""
    with empty_engine(name, tmp_path, lambda: uri):
        pass
    where = uri or str(tmp_path / "graph.lbug")
    finished = killed(name, where, moment, rng)
    if name == "ladybug" and not probe(tmp_path / "graph.lbug"):
        return  # a normal outcome of a crash: the graph is set aside and built again
    engine = opened(name, where)
    try:
        assert finished <= engine.applied() <= finished + 1
        for seq, changes in history(name, finished + 1):
            project(engine, GraphReader(engine), changes, seq)
        state = fold(changes for _, changes in history(name, finished + 1))
        assert differences(engine, state) == []
        assert engine.applied() == finished + 1
    finally:
        engine.close()
