"""What changed last, told from the ledger."""

from __future__ import annotations

from datetime import UTC, datetime

from graphapp.domain.news import news
from graphapp.ledger import Entry
from graphapp.model.scope import WHOLE, Scope

AT = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
FILES = [
    {"name": "thon.csv", "added": 3, "changed": 1, "ended": 0},
    {"name": "can_bo.xlsx", "sheet": "A", "added": 2, "changed": 0, "ended": 4},
    {"name": "can_bo.xlsx", "sheet": "B", "added": 1},
]
CHANGES = [{"table": "Unit", "change": "new", "sha256": "0", "rows": 7}]


def entry(kind: str, **payload: object) -> Entry:
    return Entry(5, AT, "can-bo", kind, payload, "h", "p")


def test_load_is_told_by_its_files_in_the_time_of_viet_nam() -> None:
    (told,) = news(WHOLE, [entry("load", files=FILES, changes=CHANGES)])
    assert told.at.isoformat() == "2026-11-23T01:30:00+07:00"
    assert told.files == ("thon.csv", "can_bo.xlsx")
    assert (told.added, told.changed, told.ended, told.rows) == (6, 1, 4, 7)


def test_entry_without_files_is_told_by_its_rows() -> None:
    (told,) = news(WHOLE, [entry("undo", undoes=4, changes=CHANGES)])
    assert (told.files, told.rows) == ((), 7)


def test_undoing_tells_which_load_it_took_back_and_how_many_rows_that_had() -> None:
    load = Entry(4, AT, "can-bo", "load", {"files": FILES}, "h", "p")
    (told,) = news(WHOLE, [entry("undo", undoes=4, changes=CHANGES)], {5: load})
    assert (told.undoes, told.rows) == (4, 11)


def test_who_sees_a_part_is_told_of_no_entry() -> None:
    assert news(Scope(frozenset({"u1-1"})), [entry("load")]) == ()
