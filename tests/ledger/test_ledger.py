"""The ledger: what is appended stays, and what was altered is refused and named."""

from __future__ import annotations

import hashlib
import random
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest

from graphapp.errors import GraphappError, LedgerDamagedError, StoreBusyError, StoreDamagedError
from graphapp.ledger import Entry, Ledger
from graphapp.ledger.entry import canonical
from graphapp.model.change import ChangeSet
from tests.conftest import LONG
from tests.write.scene import UNIT, by_id, change, changes_of, country, rows_after, unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOTHING = ChangeSet()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with closing(Ledger.open(tmp_path)) as opened:
        yield opened


def one_unit(seq: int) -> ChangeSet:
    return ChangeSet((change(UNIT, "new", unit(f"u{seq}-1", f"{seq:05}")),))


def filled(folder: Path, count: int = 5) -> list[Entry]:
    """Record entries and close the ledger."""
    with closing(Ledger.open(folder)) as ledger:
        for seq in range(1, count + 1):
            ledger.append("load", "lan", {"day": date(2026, 1, 1 + seq % 28)}, one_unit(seq))
        return list(ledger.entries())


def damage(folder: Path, statement: str, *values: Any) -> None:
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as database:
        database.execute(statement, values)
        database.commit()


def refusal(folder: Path) -> LedgerDamagedError:
    with pytest.raises(LedgerDamagedError) as refused:
        Ledger.open(folder)
    return refused.value


def test_new_ledger_is_empty(ledger: Ledger) -> None:
    assert ledger.head() == 0
    assert list(ledger.entries()) == []
    assert ledger.state() == ChangeSet()
    ledger.verify()


def test_entry_tells_who_when_what(ledger: Ledger) -> None:
    before = datetime.now(UTC)
    entry = ledger.append("load", "lan", {"files": ["a.csv"], "day": date(2025, 7, 1)}, country())
    assert (entry.seq, entry.actor, entry.kind, entry.previous_hash) == (1, "lan", "load", "")
    assert before - timedelta(seconds=1) < entry.at <= datetime.now(UTC)
    assert entry.payload["files"] == ["a.csv"]
    assert entry.payload["day"] == "2025-07-01"
    assert [(f.table, f.change, f.rows) for f in entry.files] == [
        ("Unit", "new", 22),
        ("PART_OF:Unit:Unit", "new", 21),
    ]
    assert list(ledger.entries()) == [entry]


def test_hash_covers_the_entry_by_the_hash_of_its_payload(ledger: Ledger) -> None:
    first = ledger.append("load", "lan", {"n": 1}, NOTHING)
    second = ledger.append("load", "Nguyễn Văn Lân", {}, NOTHING)
    payload_hash = hashlib.sha256(b'{"changes":[]}').hexdigest()
    told = (
        f'{{"actor":"Nguyễn Văn Lân","at":"{second.at.isoformat(timespec="microseconds")}",'
        f'"kind":"load","payload_hash":"{payload_hash}","previous_hash":"{first.hash}","seq":2}}'
    )
    assert second.hash == hashlib.sha256(told.encode()).hexdigest()


def test_entries_stay_when_the_ledger_is_opened_again(tmp_path: Path) -> None:
    entries = filled(tmp_path)
    with closing(Ledger.open(tmp_path)) as again:
        assert list(again.entries()) == entries
        assert [entry.seq for entry in again.entries(after=3)] == [4, 5]
        assert by_id(again.changes(entries[2]))[UNIT].keys() == {"u3-1"}
        again.verify()


def test_state_is_the_fold_of_all_entries(ledger: Ledger) -> None:
    for seq in range(1, 5):
        ledger.append("load", "lan", {}, changes_of(seq))
        assert by_id(ledger.state()) == rows_after(seq)


def test_nothing_can_be_recorded_too(ledger: Ledger) -> None:
    entry = ledger.append("note", "lan", {"why": "kiểm tra"}, NOTHING)
    assert (entry.seq, entry.files, ledger.changes(entry).empty) == (1, (), True)


def test_tables_without_rows_get_no_file(ledger: Ledger) -> None:
    entry = ledger.append("load", "lan", {}, ChangeSet((change(UNIT, "removed"),)))
    assert entry.files == ()


def test_same_rows_again_reuse_their_file(ledger: Ledger, tmp_path: Path) -> None:
    ledger.append("load", "lan", {}, one_unit(1))
    ledger.append("load", "lan", {}, one_unit(1))
    assert len(list((tmp_path / "files").glob("*.parquet"))) == 1


def test_file_is_named_by_its_content(ledger: Ledger, tmp_path: Path) -> None:
    entry = ledger.append("load", "lan", {}, one_unit(1))
    content = (tmp_path / "files" / f"{entry.files[0].sha256}.parquet").read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry.files[0].sha256


def test_files_that_no_entry_names_are_harmless_and_stay(tmp_path: Path) -> None:
    filled(tmp_path)
    orphan = tmp_path / "files" / ("0" * 64 + ".parquet")
    orphan.write_bytes(b"left by a kill")
    half = tmp_path / "files" / "12-34.writing"
    half.write_bytes(b"half")
    with closing(Ledger.open(tmp_path)) as again:
        again.verify()
    assert orphan.exists()
    assert not half.exists()


def test_payload_must_not_name_files_itself(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="changes"):
        ledger.append("load", "lan", {"changes": []}, NOTHING)


@pytest.mark.parametrize("value", [{"set"}, b"bytes", object()])
def test_payload_that_json_cannot_say_is_not_recorded(ledger: Ledger, value: object) -> None:
    with pytest.raises(TypeError, match="payload"):
        ledger.append("load", "lan", {"value": value}, NOTHING)
    with pytest.raises(ValueError, match="JSON"):
        ledger.append("load", "lan", {"value": float("nan")}, NOTHING)
    assert ledger.head() == 0


def test_file_name_that_is_no_utf8_is_recorded(tmp_path: Path) -> None:
    odd = b"b\xe1o c\xe1o.csv".decode("utf-8", "surrogateescape")
    with closing(Ledger.open(tmp_path)) as ledger:
        ledger.append("load", odd, {"file": tmp_path / odd}, NOTHING)
    with closing(Ledger.open(tmp_path)) as again:
        assert next(again.entries()).payload["file"].endswith(odd)


def test_times_in_a_payload_are_told_in_utc(ledger: Ledger) -> None:
    noon = datetime(2025, 7, 1, 12, tzinfo=timezone(timedelta(hours=7)))
    entry = ledger.append("load", "lan", {"at": noon}, NOTHING)
    assert entry.payload["at"] == "2025-07-01T05:00:00.000000+00:00"


def test_canonical_text_does_not_depend_on_order() -> None:
    assert canonical({"b": 1, "a": "Đ"}) == canonical({"a": "Đ", "b": 1}) == '{"a":"Đ","b":1}'


def test_ledger_is_for_its_owner_alone(ledger: Ledger, tmp_path: Path) -> None:
    assert stat.S_IMODE((tmp_path / "ledger.sqlite").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "files").stat().st_mode) == 0o700
    assert ledger.head() == 0


def test_database_is_durable(ledger: Ledger) -> None:
    with ledger._database.reading() as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
        synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
    assert (mode, synchronous) == ("wal", 2)


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ("at", "ledger.entry_damaged"),
        ("actor", "ledger.entry_damaged"),
        ("kind", "ledger.entry_damaged"),
        ("payload", "ledger.payload_damaged"),
        ("payload_hash", "ledger.payload_damaged"),
        ("previous_hash", "ledger.entry_damaged"),
        ("hash", "ledger.entry_damaged"),
    ],
)
def test_altered_column_is_refused_and_its_entry_named(
    tmp_path: Path, column: str, message: str
) -> None:
    filled(tmp_path)
    damage(tmp_path, f"UPDATE entry SET {column} = {column} || ' ' WHERE seq = 3")  # noqa: S608 - the test's own
    error = refusal(tmp_path)
    assert (error.message, error.values["entry"], error.exit_code) == (message, 3, 4)


def test_altered_entry_with_hashes_made_to_fit_is_refused_at_the_next(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    filled(tmp_path)
    filled(other)
    with closing(sqlite3.connect(other / "ledger.sqlite")) as database:
        row = database.execute("SELECT * FROM entry WHERE seq = 1").fetchone()
    damage(tmp_path, "DELETE FROM entry WHERE seq = 1")
    damage(tmp_path, "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *row)
    error = refusal(tmp_path)
    assert (error.message, error.values["entry"]) == ("ledger.entry_damaged", 2)


def test_missing_entry_is_refused_and_named(tmp_path: Path) -> None:
    filled(tmp_path)
    damage(tmp_path, "DELETE FROM entry WHERE seq = 2")
    error = refusal(tmp_path)
    assert (error.message, error.values["entry"]) == ("ledger.entry_missing", 2)


def test_value_of_another_type_is_refused_and_its_entry_named(tmp_path: Path) -> None:
    filled(tmp_path)
    damage(tmp_path, "UPDATE entry SET payload = x'ff00' WHERE seq = 4")
    error = refusal(tmp_path)
    assert (error.message, error.values["entry"]) == ("ledger.entry_damaged", 4)


def test_text_that_cannot_be_read_is_refused_and_its_entry_named(tmp_path: Path) -> None:
    filled(tmp_path)
    damage(tmp_path, "UPDATE entry SET actor = CAST(x'ff' AS TEXT) WHERE seq = 4")
    error = refusal(tmp_path)
    assert (error.message, error.values["entry"]) == ("ledger.unreadable", 4)


def test_file_with_a_flipped_bit_is_refused_and_its_entry_named(tmp_path: Path) -> None:
    entry = filled(tmp_path)[3]
    path = tmp_path / "files" / f"{entry.files[0].sha256}.parquet"
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    error = refusal(tmp_path)
    assert (error.message, error.values) == (
        "ledger.file_damaged",
        {"entry": 4, "file": path.name},
    )


def test_missing_file_is_refused_and_its_entry_named(tmp_path: Path) -> None:
    entry = filled(tmp_path)[1]
    (tmp_path / "files" / f"{entry.files[0].sha256}.parquet").unlink()
    error = refusal(tmp_path)
    assert (error.message, error.values["entry"]) == ("ledger.file_missing", 2)


@pytest.mark.parametrize("how", ["flip", "unlink"])
def test_file_damaged_while_the_ledger_is_open_is_noticed_when_it_is_read(
    tmp_path: Path, how: str
) -> None:
    with closing(Ledger.open(tmp_path)) as ledger:
        entry = ledger.append("load", "lan", {}, one_unit(1))
        path = tmp_path / "files" / f"{entry.files[0].sha256}.parquet"
        if how == "flip":
            path.write_bytes(path.read_bytes()[:-1] + b"x")
        else:
            path.unlink()
        for read in (lambda: ledger.changes(entry), ledger.state, ledger.verify):
            with pytest.raises(LedgerDamagedError) as refused:
                read()
            assert refused.value.values["entry"] == 1


def test_files_found_good_are_not_read_again_until_they_are_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphapp.ledger.files._SETTLED_SECONDS", -1.0)
    entry = filled(tmp_path)[0]
    Ledger.open(tmp_path).close()
    read: list[Path] = []
    monkeypatch.setattr("graphapp.ledger.files._hash", lambda path: read.append(path) or path.stem)
    Ledger.open(tmp_path).close()
    assert read == []
    path = tmp_path / "files" / f"{entry.files[0].sha256}.parquet"
    path.write_bytes(path.read_bytes())
    Ledger.open(tmp_path).close()
    assert read == [path]


@pytest.mark.parametrize("memory", [b"{", b"[]", b"\xff"])
def test_lost_memory_of_good_files_does_no_harm(tmp_path: Path, memory: bytes) -> None:
    filled(tmp_path)
    (tmp_path / "files" / "checked.json").write_bytes(memory)
    with closing(Ledger.open(tmp_path)) as again:
        assert again.head() == 5


@pytest.mark.parametrize("left", [b"", b"not a database, but long enough to look like one" * 100])
def test_lost_database_beside_files_is_refused(tmp_path: Path, left: bytes) -> None:
    filled(tmp_path)
    (tmp_path / "ledger.sqlite").write_bytes(left)
    error = refusal(tmp_path)
    assert error.values["entry"] == 1
    assert list((tmp_path / "files").glob("*.parquet"))


def test_removed_database_beside_files_is_refused_every_time(tmp_path: Path) -> None:
    filled(tmp_path)
    (tmp_path / "ledger.sqlite").unlink()
    for _ in range(2):
        error = refusal(tmp_path)
        assert (error.message, error.values["entry"]) == ("ledger.lost", 1)


def test_cut_database_is_refused(tmp_path: Path) -> None:
    filled(tmp_path, 200)
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert 1 <= refusal(tmp_path).values["entry"] <= 200


def test_flipped_bits_are_refused_or_change_nothing(tmp_path: Path) -> None:
    """A bit of a free page or of a page's unused room says nothing; any other one is noticed."""
    filled(tmp_path, 30)
    path = tmp_path / "ledger.sqlite"
    whole = path.read_bytes()
    with closing(Ledger.open(tmp_path)) as ledger:
        entries = list(ledger.entries())
    chance = random.Random(20)
    refused = 0
    for _ in range(400 if LONG else 80):
        spoilt = bytearray(whole)
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
        path.write_bytes(spoilt)
        try:
            with closing(Ledger.open(tmp_path)) as ledger:
                # a cut tail is for the graph to notice: it is further than the ledger
                found = list(ledger.entries())
                assert found == entries[: len(found)]
        except StoreDamagedError:
            refused += 1
    assert refused > 20


def test_ledger_of_a_newer_program_is_refused_plainly(tmp_path: Path) -> None:
    filled(tmp_path)
    damage(tmp_path, "PRAGMA user_version = 99")
    with pytest.raises(StoreDamagedError) as refused:
        Ledger.open(tmp_path)
    assert (refused.value.message, refused.value.values["version"]) == ("ledger.newer", 99)


def test_change_of_a_table_that_is_not_known_is_refused(tmp_path: Path) -> None:
    with closing(Ledger.open(tmp_path)) as ledger:
        entry = ledger.append("load", "lan", {}, one_unit(1))
        newer = Entry(**{**vars(entry), "payload": {"changes": [_named("Planet", "new")]}})
        odd = Entry(**{**vars(entry), "payload": {"changes": [_named("Unit", "moved")]}})
        for one in (newer, odd):
            with pytest.raises(StoreDamagedError) as refused:
                ledger.changes(one)
            assert refused.value.message == "ledger.unknown_table"


def _named(table: str, kind: str) -> dict[str, Any]:
    return {"table": table, "change": kind, "sha256": "0" * 64, "rows": 1}


def test_damage_inside_an_open_ledger_is_told_by_verify(tmp_path: Path) -> None:
    filled(tmp_path)
    with closing(Ledger.open(tmp_path)) as ledger:
        damage(tmp_path, "UPDATE entry SET hash = 'x' WHERE seq = 5")
        with pytest.raises(LedgerDamagedError) as refused:
            ledger.verify()
        assert refused.value.values["entry"] == 5


def test_damaged_page_that_holds_no_entry_is_told_by_verify(tmp_path: Path) -> None:
    filled(tmp_path)
    path = tmp_path / "ledger.sqlite"
    content = bytearray(path.read_bytes())
    content[36:40] = (99).to_bytes(4, "big")  # how many pages are free: none is
    path.write_bytes(content)
    with closing(Ledger.open(tmp_path)) as ledger:
        with pytest.raises(LedgerDamagedError) as refused:
            ledger.verify()
        assert refused.value.message == "ledger.pages_damaged"


def test_ledger_held_by_another_writer_is_busy(ledger: Ledger, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as other:
        other.execute("BEGIN IMMEDIATE")
        with ledger._database.reading() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 1")
        with pytest.raises(StoreBusyError):
            ledger.append("load", "lan", {}, NOTHING)
    assert ledger.head() == 0


def test_full_disk_records_nothing_and_says_so(ledger: Ledger) -> None:
    with ledger._database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(GraphappError) as refused:
        ledger.append("load", "lan", {"much": "x" * 100_000}, NOTHING)
    assert refused.value.message == "ledger.not_written"
    assert ledger.head() == 0
