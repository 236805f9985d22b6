"""SIGKILL at named points: nothing acknowledged is lost, nothing is half applied."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphapp.ledger import Ledger
from graphapp.settings import Settings, from_environment
from graphapp.write import open_store
from tests.conftest import LONG
from tests.write.killed import HOUSEHOLDS, POOL_MB
from tests.write.scene import by_id, changes_of, rows_after

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
TIMES = range(20 if LONG else 3)
# how long the named work takes at most: a kill comes at a random moment of it
SECONDS = {
    "before_append": 0.0,
    "after_append": 0.0,
    "inside_apply": 0.25,
    "inside_commit": 0.06,
    "inside_rebuild": 0.6,
    "inside_swap": 0.0,
}

pytestmark = [pytest.mark.kill, pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")]


def killed(home: Path, point: str, seq: int, seconds: float) -> int:
    """Let a process record entries until it is killed; return the last one it acknowledged."""
    command = [sys.executable, "-m", "tests.write.killed", str(home), point, str(seq)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    acknowledged = 0
    with child:
        for line in _lines(child):
            if line.startswith("ack"):
                acknowledged = int(line.split()[1])
            if line == "now" or acknowledged == seq:
                time.sleep(random.uniform(0, seconds))
                child.kill()
    assert child.returncode == -9, "it ended by itself"
    return acknowledged


def _lines(child: subprocess.Popen[str]) -> Iterator[str]:
    assert child.stdout is not None
    for line in child.stdout:
        yield line.strip()


def recorded(home: Path) -> int:
    """Return the number of the ledger's last entry, without mending anything."""
    ledger = Ledger.open(home)
    try:
        return ledger.head()
    finally:
        ledger.close()


def settings(home: Path) -> Settings:
    return from_environment({"home": home, "buffer_pool_mb": POOL_MB}, {})


def assert_whole(home: Path, acknowledged: int) -> None:
    """The ledger has what was acknowledged, and the graph has, row by row, what the ledger has."""
    with open_store(settings(home)) as store:
        head = len(list(store.entries()))
        assert head in {acknowledged, acknowledged + 1}
        assert by_id(store._ledger.state()) == rows_after(head, HOUSEHOLDS)
        assert store.verify().entries == head
        with store.writing() as writer:
            writer.commit("load", "test", {}, changes_of(head + 1, HOUSEHOLDS))
        assert by_id(store._ledger.state()) == rows_after(head + 1, HOUSEHOLDS)
        assert store.verify().entries == head + 1
    with open_store(settings(home)) as store:
        assert store.notices == ()


@pytest.mark.parametrize("attempt", TIMES)
@pytest.mark.parametrize("point", SECONDS)
def test_kill_loses_nothing_acknowledged_and_leaves_nothing_half(
    tmp_path: Path, point: str, attempt: int
) -> None:
    seq = 1 + attempt % 3
    if point in {"inside_rebuild", "inside_swap"}:
        seq += 1
    acknowledged = killed(tmp_path, point, seq, SECONDS[point])
    assert acknowledged >= seq - 1
    assert_whole(tmp_path, acknowledged)


@pytest.mark.parametrize("attempt", TIMES)
def test_kill_while_an_earlier_kill_is_mended_loses_nothing(tmp_path: Path, attempt: int) -> None:
    seq = 1 + attempt % 3
    assert killed(tmp_path, "after_append", seq, 0) == seq - 1
    assert recorded(tmp_path) == seq
    # the second kill may come when all is mended and the next entries are being written
    acknowledged = killed(tmp_path, "inside_opening", 9, SECONDS["inside_apply"])
    assert_whole(tmp_path, max(seq, acknowledged))


def test_entry_recorded_before_the_kill_is_applied_at_the_next_opening(tmp_path: Path) -> None:
    assert killed(tmp_path, "after_append", 2, 0) == 1
    with open_store(settings(tmp_path)) as store:
        assert [notice.message for notice in store.notices] == ["store.entries_applied"]
        assert [entry.seq for entry in store.entries()] == [1, 2]


def test_entry_not_recorded_before_the_kill_is_not_there(tmp_path: Path) -> None:
    assert killed(tmp_path, "before_append", 2, 0) == 1
    with open_store(settings(tmp_path)) as store:
        assert store.notices == ()
        assert [entry.seq for entry in store.entries()] == [1]


def test_graph_lost_in_a_swap_is_made_again(tmp_path: Path) -> None:
    assert killed(tmp_path, "inside_swap", 3, 0) == 2
    with open_store(settings(tmp_path)) as store:
        assert [notice.message for notice in store.notices] == ["store.graph_rebuilt.missing"]
        assert not (tmp_path / "graph-rebuilding.lbug").exists()
