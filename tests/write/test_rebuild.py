"""Rebuilding: the same graph again, made while the site runs; readers wait, they never fail."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from graphapp.errors import GraphDamagedError
from graphapp.model.change import ChangeSet
from graphapp.write import open_store
from graphapp.write.folder import DataFolder
from graphapp.write.swap import SwapLock
from tests.write.scene import UNIT
from tests.write.test_store import heads, names, record

if TYPE_CHECKING:
    from graphapp.settings import Settings
    from graphapp.write import Store


def test_rebuilt_graph_is_the_same(either: Settings) -> None:
    with open_store(either) as store:
        for _ in range(4):
            record(store)
        before = store.verify()
        report = store.rebuild()
        assert (report.entries, report.tables) == (4, before.tables)
        assert report.seconds > 0
        assert store.verify() == before
        assert record(store).seq == 5
        store.verify()
    with open_store(either) as store:
        assert (store.notices, heads(store)) == ((), [1, 2, 3, 4, 5])


def test_empty_graph_is_rebuilt_too(either: Settings) -> None:
    with open_store(either) as store:
        assert store.rebuild().entries == 0
        assert record(store).seq == 1


def test_rebuild_mends_a_graph_that_differs(store: Store) -> None:
    record(store)
    with store._engine.alone() as engine:
        engine.clear()
        engine.apply(ChangeSet(), 1)
    with pytest.raises(GraphDamagedError):
        store.verify()
    store.rebuild()
    assert {c.table: c.graph for c in store.verify().tables}[UNIT] == 22


def test_readers_go_on_through_rebuilds(store: Store) -> None:
    record(store)
    done = threading.Event()
    failures: list[BaseException] = []
    asked = [0]

    def read() -> None:
        try:
            while not done.is_set():
                assert names(store, "u1-1", "u1-2") == {"u1-1", "u1-2"}
                asked[0] += 1
        except BaseException as error:  # noqa: BLE001 - told to the test
            failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(3):
        store.rebuild()
    done.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert asked[0] > 3


def test_fresh_graph_that_differs_never_takes_the_old_ones_place(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def differs(*_: Any) -> None:
        raise GraphDamagedError("engine.graph_differs", table=UNIT, count=1, ids="u1-1")

    record(store)
    with monkeypatch.context() as patch:
        patch.setattr("graphapp.write.rebuild.compare", differs)
        with pytest.raises(GraphDamagedError):
            store.rebuild()
    assert not list(store.settings.home.glob("graph-rebuilding*"))
    assert names(store, "u1-1") == {"u1-1"}
    store.verify()
    assert record(store).seq == 2


def test_log_of_the_fresh_graph_comes_along(settings: Settings) -> None:
    folder = DataFolder(settings.home)
    folder.make()
    (settings.home / "graph.lbug").write_bytes(b"old")
    (settings.home / "graph.lbug.wal").write_bytes(b"old log")
    (settings.home / "graph-rebuilding.lbug").write_bytes(b"new")
    (settings.home / "graph-rebuilding.lbug.wal").write_bytes(b"new log")
    folder.put_fresh_in_place()
    assert {p.name: p.read_bytes() for p in settings.home.iterdir()} == {
        "graph.lbug": b"new",
        "graph.lbug.wal": b"new log",
    }
    folder.leave_record()
    assert not folder.recorded


def test_lock_is_shared_by_many_and_had_alone_by_one() -> None:
    lock = SwapLock()
    seen: list[str] = []
    inside = threading.Barrier(3)

    def share() -> None:
        with lock.shared():
            inside.wait(10)

    def alone(name: str) -> None:
        with lock.alone():
            seen.append(f"{name} in")
            seen.append(f"{name} out")

    sharers = [threading.Thread(target=share) for _ in range(2)]
    for thread in sharers:
        thread.start()
    loners = [threading.Thread(target=alone, args=(name,)) for name in "ab"]
    for thread in loners:
        thread.start()
    assert seen == []
    inside.wait(10)
    for thread in (*sharers, *loners):
        thread.join(10)
    assert seen in (["a in", "a out", "b in", "b out"], ["b in", "b out", "a in", "a out"])


def test_who_waits_to_be_alone_goes_before_new_sharers() -> None:
    lock = SwapLock()
    order: list[str] = []

    def alone() -> None:
        with lock.alone():
            order.append("alone")

    def share() -> None:
        with lock.shared():
            order.append("shared")

    with lock.shared():
        first = threading.Thread(target=alone)
        first.start()
        while not lock._alone:
            pass
        second = threading.Thread(target=share)
        second.start()
        second.join(0.1)
        assert order == []
    first.join(10)
    second.join(10)
    assert order == ["alone", "shared"]
