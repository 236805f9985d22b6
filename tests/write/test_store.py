"""The write path: what is committed stands in ledger and graph, what is refused in neither."""

from __future__ import annotations

import threading
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from graphapp.errors import (
    EngineError,
    GraphappError,
    GraphDamagedError,
    InputError,
    LedgerDamagedError,
    StoreBusyError,
)
from graphapp.graph.ladybug import LadybugEngine
from graphapp.graph.neo4j import Neo4jEngine
from graphapp.model.change import Change, ChangeSet
from graphapp.model.schema import MODEL
from graphapp.write import Store, open_store
from graphapp.write.swap import CurrentEngine
from tests.write.scene import (
    HOUSEHOLD,
    LIVES_IN,
    PART_OF,
    UNIT,
    by_id,
    change,
    changes_of,
    relation,
    rows_after,
    unit,
)

if TYPE_CHECKING:
    from graphapp.ledger import Entry
    from graphapp.settings import Settings


def record(store: Store, changes: ChangeSet | None = None) -> Entry:
    with store.writing() as writer:
        return writer.commit(
            "load", "lan", {"day": date(2026, 1, 1)}, changes or changes_of(writer.seq)
        )


def heads(store: Store) -> list[int]:
    return [entry.seq for entry in store.entries()]


def names(store: Store, *ids: str) -> set[str]:
    return {row["unit_id"] for row in store.reader().rows("graph/lives", unit_ids=list(ids))}


def test_committed_entries_stand_in_ledger_and_graph(either: Settings) -> None:
    with open_store(either) as store:
        assert [record(store).seq for _ in range(4)] == [1, 2, 3, 4]
        assert by_id(store._ledger.state()) == rows_after(4)
        report = store.verify()
        named = {file.sha256 for entry in store.entries() for file in entry.files}
        assert (report.entries, report.files) == (4, len(named))
        assert report.head_hash == list(store.entries())[-1].hash
        assert {c.table: c.graph for c in report.tables if c.graph} == {
            **{key: len(rows) for key, rows in rows_after(4).items()},
            "WITHIN:Unit:Unit": 22 + 21 + 20,
        }
    with open_store(either) as store:
        assert (store.notices, heads(store)) == ((), [1, 2, 3, 4])
        store.verify()


def test_writer_tells_the_number_that_its_entry_gets(store: Store) -> None:
    for expected in (1, 2):
        with store.writing() as writer:
            assert writer.seq == expected
            assert writer.commit("load", "lan", {}, changes_of(expected)).seq == expected


def test_writing_without_a_commit_records_nothing(store: Store) -> None:
    with store.writing():
        pass
    with pytest.raises(KeyError), store.writing():
        raise KeyError
    assert heads(store) == []
    assert record(store).seq == 1


def test_writer_records_one_entry(store: Store) -> None:
    with store.writing() as writer:
        writer.commit("load", "lan", {}, changes_of(1))
        with pytest.raises(RuntimeError, match="one entry"):
            writer.commit("load", "lan", {}, changes_of(2))
    assert heads(store) == [1]


def test_one_writer_at_a_time(store: Store) -> None:
    order: list[str] = []

    def second() -> None:
        with store.writing() as writer:
            order.append(f"second is {writer.seq}")

    with store.writing() as writer:
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.2)
        writer.commit("load", "lan", {}, changes_of(1))
        order.append("first is done")
    thread.join()
    assert order == ["first is done", "second is 2"]


def test_reading_goes_on_while_somebody_writes(store: Store) -> None:
    record(store)
    with store.writing() as writer:
        assert names(store, "u1-1") == {"u1-1"}
        writer.commit("load", "lan", {}, changes_of(2))
        assert names(store, "u1-1") == {"u1-1"}


NEW = unit("u1-1")
REFUSED: dict[str, tuple[tuple[Change, ...], str]] = {
    "id of another entry": ((change(UNIT, "new", unit("u7-1")),), "id"),
    "id of another label": ((change(UNIT, "new", unit("h1-1")),), "id"),
    "id that counts from nought": ((change(UNIT, "new", unit("u1-0")),), "id"),
    "no id": ((change(UNIT, "new", {**NEW, "id": None}),), "id"),
    "no id to change": ((change(UNIT, "changed", {**NEW, "id": None}),), "id"),
    "id twice": ((change(UNIT, "new", NEW, NEW),), "id"),
    "id new and changed": ((change(UNIT, "new", NEW), change(UNIT, "changed", NEW)), "id"),
    "columns of another table": (
        (Change(MODEL.table(UNIT), "new", change(HOUSEHOLD, "new").rows),),
        "columns",
    ),
    "column of another type": (
        (Change(MODEL.table(UNIT), "new", change(UNIT, "new").rows.cast({"code": pl.Int64})),),
        "columns",
    ),
    "derived table": (
        (Change(MODEL.table("WITHIN:Unit:Unit"), "new", change("WITHIN:Unit:Unit", "new").rows),),
        "columns",
    ),
    "end of another label": (
        (change(UNIT, "new", NEW), change(PART_OF, "new", relation("r1-1", "u1-1", "h1-1"))),
        "to_id",
    ),
    "no end": (
        (
            change(UNIT, "new", NEW),
            change(PART_OF, "new", {**relation("r1-1", "u1-1", ""), "to_id": None}),
        ),
        "to_id",
    ),
    "end that the entry does not make": (
        (change(UNIT, "new", NEW), change(PART_OF, "new", relation("r1-1", "u1-9", "u1-1"))),
        "from_id",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_changes_that_no_graph_could_hold_are_refused_before_anything_is_written(
    store: Store, case: str
) -> None:
    changes, column = REFUSED[case]
    with pytest.raises(InputError) as refused:
        record(store, ChangeSet(changes))
    assert (refused.value.message, refused.value.values["column"]) == (
        "store.change_refused",
        column,
    )
    assert heads(store) == []
    assert not list((store.settings.home / "files").iterdir())


def test_two_parents_on_a_day_are_refused_before_anything_is_written(either: Settings) -> None:
    with open_store(either) as store:
        record(store)
        wrong = change(PART_OF, "new", relation("r2-1", "u1-3", "u1-1"))
        with pytest.raises(InputError) as refused:
            record(store, ChangeSet((wrong,)))
        assert refused.value.message == "engine.two_parents"
        assert heads(store) == [1]
        record(store)
        store.verify()


def test_relation_to_a_node_that_is_not_there_is_refused_by_the_graph_and_not_recorded(
    either: Settings,
) -> None:
    with open_store(either) as store:
        record(store)
        home = {"id": "h2-1", "code": "H1"}
        wrong = (
            change(HOUSEHOLD, "new", home),
            change(LIVES_IN, "new", relation("r2-1", "h2-1", "u1-999")),
        )
        with pytest.raises(EngineError):
            record(store, ChangeSet(wrong))
        assert heads(store) == [1]
        store.verify()
        assert record(store).seq == 2
        store.verify()


def test_nothing_is_shown_of_what_the_ledger_cannot_record(
    either: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> str:
        raise OSError(28, "No space left on device")

    with open_store(either) as store:
        record(store)
        with monkeypatch.context() as patch:
            patch.setattr("graphapp.ledger.files.FileStore.put", full)
            with pytest.raises(GraphappError) as refused:
                record(store)
        assert refused.value.message == "ledger.not_written"
        with pytest.raises(TypeError, match="payload"), store.writing() as writer:
            writer.commit("load", "lan", {"what": object()}, changes_of(2))
        assert heads(store) == [1]
        store.verify()
        assert record(store).seq == 2
        store.verify()


ENGINE_CLASSES = {"ladybug": LadybugEngine, "neo4j": Neo4jEngine}


def fail_after_recording(
    patch: pytest.MonkeyPatch, engine: str, times: int, *, committed: bool = False
) -> None:
    """Let the engine fail so often after the entry was recorded, with its commit or without."""
    kind = ENGINE_CLASSES[engine]
    apply = kind.apply
    left = [times]

    def failing(self: Any, changes: ChangeSet, seq: int, recording: Any = None) -> None:
        if left[0] <= 0:
            apply(self, changes, seq, recording)
            return
        left[0] -= 1
        if committed:
            apply(self, changes, seq, recording)
        elif recording is not None:
            recording()
        raise EngineError("engine.failed", engine=engine, detail="the network is gone")

    patch.setattr(kind, "apply", failing)


@pytest.mark.parametrize("committed", [False, True])
def test_commit_that_fails_once_after_recording_is_mended_at_once(
    either: Settings, monkeypatch: pytest.MonkeyPatch, *, committed: bool
) -> None:
    with open_store(either) as store:
        record(store)
        with monkeypatch.context() as patch:
            fail_after_recording(patch, either.engine, 1, committed=committed)
            assert record(store).seq == 2
        assert heads(store) == [1, 2]
        store.verify()


def test_graph_that_does_not_take_a_recorded_entry_is_made_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(store)
    with monkeypatch.context() as patch:
        fail_after_recording(patch, "ladybug", 2)
        assert record(store).seq == 2
    store.verify()
    assert names(store, "u1-2") == {"u1-2"}


def test_entry_that_stays_unshown_is_told_honestly_and_shown_later(
    either: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(either) as store:
        record(store)
        with monkeypatch.context() as patch:
            fail_after_recording(patch, either.engine, 99)
            with pytest.raises(GraphDamagedError) as told:
                record(store)
            assert told.value.message == "store.recorded_not_shown"
            assert told.value.values["entry"] == 2
            assert heads(store) == [1, 2]
            assert names(store, "u1-1") == {"u1-1"}
            with pytest.raises(EngineError):
                record(store)
            assert heads(store) == [1, 2]
        assert record(store).seq == 3
        store.verify()


def test_interrupted_commit_is_made_up_for_by_the_next_writer(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_self: Any, _changes: Any, _seq: int, recording: Any = None) -> None:
        recording()
        raise KeyboardInterrupt

    record(store)
    with monkeypatch.context() as patch:
        patch.setattr(LadybugEngine, "apply", interrupted)
        with pytest.raises(KeyboardInterrupt):
            record(store)
    assert heads(store) == [1, 2]
    assert record(store).seq == 3
    store.verify()


def test_graph_that_claims_an_entry_that_is_being_made_means_a_damaged_ledger(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LadybugEngine, "apply", lambda *_: None)
    with pytest.raises(LedgerDamagedError):
        record(store)
    assert heads(store) == []


def test_verify_names_the_table_that_differs(store: Store) -> None:
    record(store)
    engine = store._engine._engine
    engine.apply(ChangeSet(()), 2)
    gone = change(PART_OF, "removed", relation("r1-5", "u1-6", "u1-2"))
    engine.apply(ChangeSet((gone,)), 3)
    with pytest.raises(GraphDamagedError) as told:
        store.verify()
    assert told.value.values["table"] == PART_OF
    assert told.value.values["ids"] == "r1-5"


def test_verify_names_the_entry_whose_file_was_altered(store: Store) -> None:
    entry = [record(store), record(store)][1]
    path = store.settings.home / "files" / f"{entry.files[0].sha256}.parquet"
    path.write_bytes(path.read_bytes() + b"!")
    with pytest.raises(GraphappError) as told:
        store.verify()
    assert (told.value.kind, told.value.values["entry"]) == ("ledger_damaged", 2)


def test_store_is_closed_once(settings: Settings) -> None:
    store = open_store(settings)
    store.close()
    store.close()
    with open_store(settings):
        pass


def test_closed_store_answers_nothing_more(settings: Settings) -> None:
    store = open_store(settings)
    record(store)
    store.close()
    with pytest.raises(EngineError):
        names(store, "u1-1")
    for use in (store.verify, store.rebuild, lambda: record(store)):
        with pytest.raises(StoreBusyError):
            use()
    with open_store(settings) as again:
        assert (again.notices, heads(again)) == ((), [1])


def test_record_of_a_clean_shutdown_may_fail(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, open_store(settings) as store:
        record(store)
        patch.setattr("graphapp.write.folder.DataFolder.leave_record", full)
        store.close()
    with open_store(settings) as again:
        assert (again.notices, heads(again)) == ((), [1])


def test_close_waits_for_the_writer(settings: Settings) -> None:
    store = open_store(settings)
    with store.writing() as writer:
        closing = threading.Thread(target=store.close)
        closing.start()
        closing.join(0.2)
        assert closing.is_alive()
        writer.commit("load", "lan", {}, changes_of(1))
    closing.join()
    with open_store(settings) as again:
        assert (heads(again), again.notices) == ([1], ())


def test_nothing_is_lent_that_the_port_does_not_ask_for() -> None:
    """The stand-in for an engine offers what every engine offers."""
    assert {n for n in vars(LadybugEngine) if not n.startswith("_")} <= {
        *vars(CurrentEngine),
        "name",
    }
