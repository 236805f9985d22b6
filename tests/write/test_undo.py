"""Undoing a load: as a whole, by another entry, and only while nothing later rests on it."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from graphapp.errors import InputError
from graphapp.ledger import Ledger
from graphapp.model.change import ChangeSet
from graphapp.write import Store, open_store
from graphapp.write.undo import UNDO, UNDOES, undoing, undone_by
from tests.graph import world
from tests.loaders.world import TENURES, UNITS, VILLAGES, WORLD, counts, load_files, with_line
from tests.write.scene import (
    HOUSEHOLD,
    LIVES_IN,
    PART_OF,
    UNIT,
    by_id,
    change,
    changes_of,
    country,
    relation,
    unit,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from graphapp.ledger import Entry
    from graphapp.settings import Settings

END = date(2025, 7, 1)
HOLDS = "HOLDS:Person:Post"


def record(store: Store, changes: ChangeSet | None = None) -> Entry:
    with store.writing() as writer:
        return writer.commit("load", "lan", {}, changes or changes_of(writer.seq))


def rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the graph, WITHIN included."""
    return world.canonical(store._engine)


def refused(store: Store, entry: int) -> dict[str, Any]:
    before = (store._ledger.head(), rows(store))
    with pytest.raises(InputError) as caught:
        store.undo(entry, "lan")
    assert (store._ledger.head(), rows(store)) == before
    return {"message": caught.value.message, **caught.value.values}


def test_undone_load_leaves_what_stood_before_it(either: Settings) -> None:
    with open_store(either) as store:
        stood = []
        for _ in range(4):
            stood.append(rows(store))
            record(store)
        for entry in (4, 3, 2, 1):
            undo = store.undo(entry, "mai")
            assert (undo.kind, undo.actor, undo.payload["undoes"]) == ("undo", "mai", entry)
            assert rows(store) == stood[entry - 1]
        assert undone_by(store.entries()) == {4: 5, 3: 6, 2: 7, 1: 8}
        store.verify()
        store.rebuild()
        assert rows(store) == {}


def test_undone_load_may_be_loaded_again(store: Store) -> None:
    record(store)
    before = rows(store)
    store.undo(1, "lan")
    record(store, country(3))
    assert {key: len(found) for key, found in rows(store).items()} == {
        key: len(found) for key, found in before.items()
    }
    assert refused(store, 1)["message"] == "undo.already"
    store.undo(3, "lan")
    assert rows(store) == {}


def test_only_a_load_that_stands_can_be_undone(store: Store) -> None:
    assert refused(store, 1) == {"message": "undo.no_such_entry", "entry": 1, "last": 0}
    record(store)
    store.undo(1, "lan")
    assert refused(store, 1) == {"message": "undo.already", "entry": 1, "by": 2}
    assert refused(store, 2) == {"message": "undo.no_load", "entry": 2}


def ended(life_of: str, code: str, **more: Any) -> ChangeSet:
    return ChangeSet((change(UNIT, "changed", unit(life_of, code, until=END, **more)),))


def home(number: int, where: str) -> ChangeSet:
    house = {"id": f"h{number}-1", "code": f"H{number}", **world.unit("x")}
    kept = {key: house[key] for key in ("id", "code", "since", "until")} | {"id": f"h{number}-1"}
    lives = relation(f"r{number}-1", f"h{number}-1", where)
    return ChangeSet((change(HOUSEHOLD, "new", kept), change(LIVES_IN, "new", lives)))


def test_load_stands_while_a_later_one_refers_to_what_it_made(store: Store) -> None:
    record(store)
    record(store, home(2, "u1-3"))
    told = refused(store, 1)
    assert told["message"] == "undo.used_since"
    assert (told["entry"], told["what"]) == (2, "cư trú tại (lives in)")
    assert isinstance(told["day"], date)
    store.undo(2, "lan")
    store.undo(1, "lan")


def test_load_stands_while_a_later_one_changed_or_removed_its_rows(store: Store) -> None:
    record(store)
    record(store, ended("u1-3", "T000", tier="village"))
    assert refused(store, 1)["message"] == "undo.changed_since"
    store.undo(2, "lan")
    gone = ChangeSet((change(UNIT, "removed", unit("u1-4", "T001", "village")),))
    record(store, gone)
    assert refused(store, 1)["entry"] == 4


def test_load_stands_while_a_later_one_decides_by_its_decision(store: Store) -> None:
    record(store)
    number = {"id": "d2-1", "number": "12/QĐ-UBND"}
    record(store, ChangeSet((change("Decision", "new", number),)))
    joined = {"id": "r3-1", "from_id": "u1-3", "to_id": "u1-4", "decision_id": "d2-1"}
    record(store, ChangeSet((change("SUCCEEDED_BY:Unit:Unit", "new", joined),)))
    assert refused(store, 2)["entry"] == 3


def test_end_of_a_unit_stands_while_its_code_is_taken_or_something_hangs_on_it(
    store: Store,
) -> None:
    record(store)
    record(store, ended("u1-3", "T000", tier="village"))
    successor = ChangeSet((change(UNIT, "new", unit("u3-1", "T000", "village", since=END)),))
    record(store, successor)
    assert refused(store, 2)["entry"] == 3
    store.undo(3, "lan")
    record(store, home(5, "u1-3"))
    assert refused(store, 2)["entry"] == 5
    store.undo(5, "lan")
    store.undo(2, "lan")


def test_end_of_a_parent_or_tenure_stands_while_another_has_its_place(store: Store) -> None:
    record(store)
    old = relation("r1-2", "u1-3", "u1-2") | {"until": END}
    record(store, ChangeSet((change(PART_OF, "changed", old),)))
    moved = relation("r3-1", "u1-3", "u1-1") | {"since": END}
    record(store, ChangeSet((change(PART_OF, "new", moved),)))
    assert refused(store, 2)["entry"] == 3

    people = [{"id": f"p4-{n}", "code": f"CB{n}", "name": "Nông Thị Ba"} for n in (1, 2)]
    post = {"id": "s4-1", "code": "CV1", "title": "Chủ tịch", "since": END}
    tenure = relation("r4-1", "p4-1", "s4-1")
    made = (change("Person", "new", *people), change("Post", "new", post))
    record(store, ChangeSet((*made, change(HOLDS, "new", tenure))))
    record(store, ChangeSet((change(HOLDS, "changed", tenure | {"until": END}),)))
    follows = relation("r6-1", "p4-2", "s4-1") | {"since": END}
    record(store, ChangeSet((change(HOLDS, "new", follows),)))
    assert refused(store, 5)["entry"] == 6


def test_new_name_is_undone_although_something_was_added_to_the_unit(store: Store) -> None:
    record(store)
    record(store, ChangeSet((change(UNIT, "changed", unit("u1-3", "T000", "village", name="X")),)))
    record(store, home(3, "u1-3"))
    store.undo(2, "lan")
    names = {row[0]: row for row in rows(store)[UNIT]}
    assert "Đơn vị T000" in names["u1-3"]
    store.verify()


def test_removed_node_comes_back_with_what_hung_on_it(either: Settings) -> None:
    with open_store(either) as store:
        record(store)
        record(store, home(2, "u1-3"))
        before = rows(store)
        record(store, ChangeSet((change(UNIT, "removed", unit("u1-3", "T000", "village")),)))
        assert rows(store) != before
        store.undo(3, "lan")
        assert rows(store) == before
        store.verify()


def test_relation_that_a_load_removed_and_one_that_went_with_a_node_both_count_again(
    either: Settings,
) -> None:
    with open_store(either) as store:
        record(store)
        before = rows(store)
        along = change(UNIT, "removed", unit("u1-3", "T000", "village"))
        named = change(PART_OF, "removed", relation("r1-3", "u1-4", "u1-2"))
        record(store, ChangeSet((along, named)))
        assert not {row[0] for row in rows(store)[PART_OF]} & {"r1-2", "r1-3"}
        store.undo(2, "lan")
        assert rows(store) == before
        store.verify()


def test_undo_that_was_recorded_and_not_applied_is_applied_at_the_next_opening(
    settings: Settings,
) -> None:
    with open_store(settings) as store:
        record(store)
        before = rows(store)
        record(store)
        changes = undoing(store._ledger, 2)
        store._ledger.append(UNDO, "lan", {UNDOES: 2}, changes)  # a kill came here
    with open_store(settings) as store:
        assert [notice.message for notice in store.notices] == ["store.entries_applied"]
        assert rows(store) == before
        assert refused(store, 2)["message"] == "undo.already"
        store.verify()


def test_loaded_files_are_undone_and_loaded_again_alike(either: Settings, tmp_path: Path) -> None:
    later = {
        "don_vi.csv": UNITS.replace("01/07/2025,\n", "01/07/2025,30/06/2027\n"),
        "thon.csv": with_line(VILLAGES, "05983-03,Khối 3,05983,,khối,,01/02/2026,"),
        "bo_nhiem.csv": with_line(TENURES, "CB4,X05977-CB,01/09/2025,,QĐ-9").replace(
            "CB1,20-CT,15/01/2024,,", "CB1,20-CT,15/01/2024,31/12/2025,"
        ),
    }
    with open_store(either) as store:
        load_files(store, tmp_path / "first", WORLD)
        before = rows(store)
        once = load_files(store, tmp_path / "later", later)
        after = rows(store)
        assert before != after
        store.undo(2, "lan")
        assert rows(store) == before
        again = load_files(store, tmp_path / "later", later)
        assert counts(again) == counts(once)
        assert (once.entry, again.entry) == (2, 4)
        assert {key: len(found) for key, found in rows(store).items()} == {
            key: len(found) for key, found in after.items()
        }
        store.undo(4, "lan")
        store.undo(1, "lan")
        assert rows(store) == {}
        store.verify()


def test_random_histories_are_undone_row_by_row(
    either: Settings, times: Callable[[int, int], int]
) -> None:
    """The oracle: undone last first, or whichever may be, the rest stands as if it were alone."""
    rng = random.Random(7)
    with open_store(either) as store:
        for _ in range(times(4, 60)):
            _one_history(store, rng)
        stood = rows(store)
        store.rebuild()
        assert rows(store) == stood


def _one_history(store: Store, rng: random.Random) -> None:
    history = world.History(rng, seq=store._ledger.head())
    began, stood = rows(store), []
    for _ in range(rng.randint(2, 5)):
        changes = history.next()
        if changes.empty:
            history.seq -= 1
            continue
        stood.append((history.seq, rows(store)))
        record(store, changes)
    _undo_any(store, [seq for seq, _ in stood], rng)
    standing = set(undone_by(store.entries()))
    for seq, before in reversed(stood):
        if seq not in standing:
            store.undo(seq, "lan")
            if not standing & {other for other, _ in stood if other < seq}:
                assert rows(store) == before
    assert rows(store) == began
    store.verify()


def _undo_any(store: Store, loads: list[int], rng: random.Random) -> None:
    """Undo one load out of its turn where that is allowed: the others stand as without it."""
    if not loads:
        return
    chosen = rng.choice(loads)
    with suppress(InputError):
        store.undo(chosen, "lan")
        store.verify()
        assert _plain(store._ledger.state()) == _as_if_never(store._ledger)


def _as_if_never(ledger: Ledger) -> dict[str, dict[str, Any]]:
    """The oracle: what stands after the loads that are not undone, as if nothing else had been."""
    entries = list(ledger.entries())
    undone = undone_by(entries)
    rows: dict[str, dict[str, Any]] = {}
    for entry in entries:
        if entry.kind == "undo" or entry.seq in undone:
            continue
        for one in ledger.changes(entry).changes:
            table = rows.setdefault(one.table.key, {})
            for row in one.rows.iter_rows(named=True):
                if one.kind == "removed":
                    table.pop(row["id"], None)
                    _take_along(rows, row["id"])
                else:
                    table[row["id"]] = row
    return {key: found for key, found in rows.items() if found}


def _take_along(rows: dict[str, dict[str, Any]], gone: str) -> None:
    for key in [key for key in rows if ":" in key]:
        kept = {i: r for i, r in rows[key].items() if gone not in (r["from_id"], r["to_id"])}
        rows[key] = kept


def _plain(changes: ChangeSet) -> dict[str, dict[str, Any]]:
    return {key: found for key, found in by_id(changes).items() if found}
