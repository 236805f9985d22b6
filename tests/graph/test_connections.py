"""ladybug's connections: plans are kept for the next reader, within bounds, never past a write."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graphapp.graph.ladybug import LadybugEngine
from graphapp.graph.reader import GraphReader
from graphapp.model.change import Change, ChangeSet, frame
from graphapp.model.schema import MODEL

UNIT = MODEL.table("Unit")
DAY = date(2025, 7, 1)
SMALL_POOL = 64 << 20
IDS = [f"u1-{number}" for number in range(500)]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[LadybugEngine]:
    engine = LadybugEngine(tmp_path / "graph.lbug", SMALL_POOL)
    engine.create_schema()
    yield engine
    engine.close()


def add(engine: LadybugEngine, seq: int, code: str) -> None:
    row = {
        "id": f"u{seq}-1", "code": code, "name": "Xã", "tier": "commune",
        "since": date(1, 1, 1), "until": date(9999, 12, 31), "search_key": "xa", "sort_key": "xa",
    }  # fmt: skip
    rows = frame(UNIT, [row], derived=True)
    engine.apply(ChangeSet((Change(UNIT, "new", rows),)), seq)


def test_what_was_written_is_read_by_a_plan_made_before(engine: LadybugEngine) -> None:
    reader = GraphReader(engine)
    for seq in range(1, 4):
        assert reader.rows("units/by_code", code=f"0{seq}") == []
        add(engine, seq, f"0{seq}")
        assert [row["unit_id"] for row in reader.rows("units/by_code", code=f"0{seq}")] == [
            f"u{seq}-1"
        ]
    engine.clear()
    assert reader.rows("units/by_code", code="01") == []


def test_plans_never_fill_the_buffer_pool(engine: LadybugEngine) -> None:
    reader = GraphReader(engine)
    names = ("households", "units", "household_groups", "organisations")
    failures: list[Exception] = []

    def ask() -> None:
        try:
            for _ in range(3):
                for name in names:
                    reader.rows(f"responsibility/load_{name}", person_ids=IDS, as_of=DAY)
                reader.rows("holders/tenures", person_ids=IDS)
                reader.rows("holders/cells", person_ids=IDS)
        except Exception as error:  # noqa: BLE001 - a thread's failure is told by the test
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
