"""Opening a data folder: one owner, damaged ledgers refused, damaged graphs made again and said."""

from __future__ import annotations

import os
import random
import shutil
import stat
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphapp.errors import (
    EngineError,
    LedgerDamagedError,
    StoreBusyError,
    StoreDamagedError,
    UsageError,
)
from graphapp.graph.ladybug import LadybugEngine
from graphapp.graph.neo4j import Neo4jEngine
from graphapp.ledger import Ledger
from graphapp.model.change import ChangeSet
from graphapp.write import open_store
from graphapp.write.folder import DataFolder
from tests.conftest import LONG
from tests.neo4j_server import DATABASE
from tests.write.conftest import POOL_MB
from tests.write.scene import by_id, changes_of, rows_after
from tests.write.test_store import heads, record

if TYPE_CHECKING:
    from graphapp.settings import Settings

ROOT = Path(__file__).parents[2]
HOLDER = """
import sys
from graphapp.settings import from_environment
from graphapp.write import open_store
with open_store(from_environment()) as store:
    print("open", flush=True)
    sys.stdin.read()
"""
ASKER = """
import sys
from graphapp.errors import GraphappError
from graphapp.settings import from_environment
from graphapp.write import open_store
try:
    open_store(from_environment()).close()
except GraphappError as error:
    print(error.message)
    sys.exit(error.exit_code)
"""


def filled(settings: Settings, count: int = 3) -> Path:
    """Record entries, close the store, return the graph file."""
    with open_store(settings) as store:
        for _ in range(count):
            record(store)
    return settings.home / "graph.lbug"


def notices(settings: Settings, head: int = 3) -> list[str]:
    """Open the store, see that it is whole, and return what it says."""
    with open_store(settings) as store:
        assert by_id(store._ledger.state()) == rows_after(head)
        assert store.verify().entries == head
        return [notice.message for notice in store.notices]


def environment(settings: Settings) -> dict[str, str]:
    told = {"GRAPHAPP_HOME": str(settings.home), "GRAPHAPP_BUSY_WAIT_SECONDS": "0"}
    return {**os.environ, **told, "GRAPHAPP_BUFFER_POOL_MB": str(POOL_MB)}


def test_new_folder_is_for_its_owner_alone_and_says_nothing(settings: Settings) -> None:
    with open_store(settings) as store:
        assert store.notices == ()
        assert heads(store) == []
    assert stat.S_IMODE(settings.home.stat().st_mode) == 0o700
    assert stat.S_IMODE((settings.home / "graph.lbug").stat().st_mode) == 0o600


def test_place_that_can_be_no_folder_is_refused_as_usage(settings: Settings) -> None:
    settings.home.write_text("a file")
    with pytest.raises(UsageError):
        open_store(settings)
    with pytest.raises(UsageError):
        open_store(replace(settings, home=settings.home / "below"))


def test_folder_that_may_not_be_locked_is_refused_as_usage(settings: Settings) -> None:
    (settings.home / "lock").mkdir(parents=True)
    with pytest.raises(UsageError):
        open_store(settings)


def test_second_process_is_busy_with_exit_code_5(settings: Settings) -> None:
    told = environment(settings)
    command = [sys.executable, "-c", HOLDER]
    with subprocess.Popen(
        command, cwd=ROOT, env=told, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        second = [sys.executable, "-c", ASKER]
        asked = subprocess.run(
            second, cwd=ROOT, env=told, capture_output=True, text=True, check=False
        )
        assert (asked.returncode, asked.stdout) == (5, "store.busy\n")
        holder.communicate("")
    asked = subprocess.run(second, cwd=ROOT, env=told, capture_output=True, text=True, check=False)
    assert (asked.returncode, asked.stdout) == (0, "")


def test_second_opening_in_the_same_process_is_busy_too(settings: Settings) -> None:
    with open_store(settings), pytest.raises(StoreBusyError):
        open_store(settings)


def test_busy_folder_is_waited_for_as_long_as_told(settings: Settings) -> None:
    with open_store(settings):
        started = time.monotonic()
        with pytest.raises(StoreBusyError):
            open_store(replace(settings, busy_wait_seconds=0.3))
        assert 0.3 <= time.monotonic() - started < 30


def test_folder_is_let_go_when_an_opening_fails(settings: Settings) -> None:
    graph = filled(settings)
    (settings.home / "ledger.sqlite").rename(settings.home / "elsewhere")
    for _ in range(2):
        with pytest.raises(LedgerDamagedError):
            open_store(settings)
    (settings.home / "elsewhere").replace(settings.home / "ledger.sqlite")
    assert graph.exists()
    assert notices(settings) == []


def test_clean_shutdown_needs_no_probe(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(settings)
    monkeypatch.setattr("graphapp.write.graph.probe", lambda _: pytest.fail("probed"))
    assert notices(settings) == []


def test_large_graph_is_hashed_only_when_its_times_changed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = filled(settings)
    folder = DataFolder(settings.home)
    monkeypatch.setattr("graphapp.write.folder._ALWAYS_HASHED_BYTES", 1)
    spoilt = bytearray(graph.read_bytes())
    times = graph.stat()
    spoilt[5000] ^= 1
    graph.write_bytes(spoilt)
    os.utime(graph, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert folder.matches_record()
    graph.touch()
    assert not folder.matches_record()


def test_missing_graph_is_made_again_and_said(settings: Settings) -> None:
    filled(settings).unlink()
    assert notices(settings) == ["store.graph_rebuilt.missing"]
    assert notices(settings) == []


@pytest.mark.parametrize("recorded", [True, False])
@pytest.mark.parametrize("how", ["garbage", "empty", "cut", "half a page"])
def test_damaged_graph_is_set_aside_and_made_again_and_said(
    settings: Settings, how: str, *, recorded: bool
) -> None:
    graph = filled(settings)
    whole = graph.read_bytes()
    graph.write_bytes(
        {
            "garbage": b"garbage" * 10_000,
            "empty": b"",
            "cut": whole[: len(whole) // 2],
            "half a page": whole[:2000],
        }[how]
    )
    if not recorded:
        (settings.home / "graph.closed.json").unlink()
    said = notices(settings)
    assert said[0].startswith("store.graph_rebuilt") or said == ["store.entries_applied"]
    assert notices(settings) == []


def test_damaged_graph_is_kept_to_look_into_until_the_next(settings: Settings) -> None:
    graph = filled(settings)
    for content in (b"first", b"second"):
        graph.write_bytes(content)
        assert notices(settings) == ["store.graph_rebuilt.altered"]
        assert (settings.home / "set_aside" / "graph.lbug").read_bytes() == content


def test_flipped_bits_in_a_closed_graph_are_noticed(settings: Settings) -> None:
    graph = filled(settings)
    whole = graph.read_bytes()
    chance = random.Random(7)
    for _ in range(20 if LONG else 4):
        spoilt = bytearray(graph.read_bytes())
        spoilt[chance.randrange(len(whole) // 2)] ^= 1 << chance.randrange(8)
        graph.write_bytes(spoilt)
        assert notices(settings) == ["store.graph_rebuilt.altered"]


@pytest.mark.parametrize("suffix", [".wal", ".wal.checkpoint"])
def test_log_of_another_graph_never_joins_a_new_one(settings: Settings, suffix: str) -> None:
    graph = filled(settings)
    (settings.home / "graph.closed.json").unlink()
    graph.unlink()
    (settings.home / f"graph.lbug{suffix}").write_bytes(os.urandom(5000))
    assert notices(settings) == ["store.graph_rebuilt.missing"]


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"stamp": [], "sha256": ""}'])
def test_record_that_cannot_be_read_is_no_record_of_this_graph(
    settings: Settings, content: str
) -> None:
    filled(settings)
    (settings.home / "graph.closed.json").write_text(content)
    assert notices(settings) == ["store.graph_rebuilt.altered"]


def test_damage_that_opens_but_cannot_be_read_is_mended_too(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(settings)
    applied = LadybugEngine.applied
    answers = iter([EngineError("engine.failed", engine="ladybug", detail="a page")])

    def failing_once(self: LadybugEngine) -> int:
        for error in answers:
            raise error
        return applied(self)

    monkeypatch.setattr(LadybugEngine, "applied", failing_once)
    assert notices(settings) == ["store.graph_rebuilt.damaged"]


def test_graph_of_another_model_is_made_again_and_said(settings: Settings) -> None:
    graph = filled(settings)
    graph.unlink()
    (settings.home / "graph.closed.json").unlink()
    engine = LadybugEngine(graph, POOL_MB << 20)
    engine._write(["CREATE NODE TABLE Applied(seq INT64 PRIMARY KEY)"])
    engine._write(["CREATE NODE TABLE Unit(`id` STRING PRIMARY KEY, `colour` STRING)"])
    engine.close()
    assert notices(settings) == ["store.graph_rebuilt.outdated"]


def test_graph_behind_the_ledger_gets_what_is_missing(either: Settings) -> None:
    with open_store(either) as store:
        record(store)
    with closing(Ledger.open(either.home)) as ledger:
        ledger.append("load", "lan", {}, changes_of(2))
        ledger.append("load", "lan", {}, changes_of(3))
    with open_store(either) as store:
        assert [(n.message, n.values) for n in store.notices] == [
            ("store.entries_applied", {"count": 2})
        ]
        store.verify()
    assert notices(either) == []


def test_graph_ahead_of_the_ledger_means_a_damaged_ledger(either: Settings) -> None:
    with open_store(either) as store:
        record(store)
    shutil.copy(either.home / "ledger.sqlite", either.home / "older")
    with open_store(either) as store:
        record(store)
        record(store)
    (either.home / "older").replace(either.home / "ledger.sqlite")
    for _ in range(2):
        with pytest.raises(LedgerDamagedError) as refused:
            open_store(either)
        assert refused.value.values == {"entry": 2, "applied": 3}


def test_ledger_set_back_on_purpose_stands_once_the_graph_is_removed(settings: Settings) -> None:
    graph = filled(settings, 1)
    shutil.copy(settings.home / "ledger.sqlite", settings.home / "older")
    filled(settings, 2)
    (settings.home / "older").replace(settings.home / "ledger.sqlite")
    graph.unlink()
    assert notices(settings, head=1) == ["store.graph_rebuilt.missing"]


def test_damaged_ledger_is_refused_whatever_the_graph_says(settings: Settings) -> None:
    filled(settings)
    path = settings.home / "ledger.sqlite"
    path.write_bytes(path.read_bytes().replace(b"lan", b"Lan", 1))
    with pytest.raises(StoreDamagedError) as refused:
        open_store(settings)
    assert isinstance(refused.value, LedgerDamagedError)
    assert 1 <= refused.value.values["entry"] <= 3


def test_empty_ledger_says_nothing_of_its_damaged_graph(settings: Settings) -> None:
    filled(settings, 0).write_bytes(b"garbage")
    assert notices(settings, head=0) == []


def test_leftovers_of_a_rebuild_are_removed(settings: Settings) -> None:
    filled(settings)
    left = settings.home / "graph-rebuilding.lbug"
    for path in (left, left.with_suffix(".lbug.wal")):
        path.write_bytes(b"half")
    assert notices(settings) == []
    assert not list(settings.home.glob("graph-rebuilding*"))


def test_missing_server_is_told(settings: Settings) -> None:
    away = replace(settings, engine="neo4j", neo4j_uri="bolt://127.0.0.1:1")
    with pytest.raises(EngineError):
        open_store(away)
    with open_store(settings):
        pass


@pytest.mark.neo4j
def test_server_graph_whose_clearing_was_cut_short_is_made_again(
    settings: Settings, neo4j_uri: str
) -> None:
    server = replace(settings, engine="neo4j", neo4j_uri=neo4j_uri)
    engine = Neo4jEngine(neo4j_uri, None, DATABASE)
    engine.clear()
    filled(server)
    with engine._session() as session:
        session.run("CREATE (:Applied {seq: -1})").consume()
    engine.close()
    assert notices(server) == ["store.graph_rebuilt.damaged"]
    assert notices(server) == []


def test_everything_again_is_one_change_set(settings: Settings) -> None:
    """A graph made again from the fold is the graph that the entries made one by one."""
    graph = filled(settings, 5)
    graph.unlink()
    assert notices(settings, head=5) == ["store.graph_rebuilt.missing"]
    with open_store(settings) as store:
        with store.writing() as writer:
            writer.commit("note", "lan", {}, ChangeSet())
        assert store.verify().entries == 6
