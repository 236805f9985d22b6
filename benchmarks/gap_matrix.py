"""The matrix of gaps by day: how long it takes to build, to follow an entry, and to be asked."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graphapp.domain.gap_days import ASKED
from graphapp.domain.trend import month_ends
from graphapp.model.change import Change, ChangeSet, frame
from graphapp.model.schema import MODEL
from graphapp.write import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphapp.domain.gap_days import GapDays
    from graphapp.settings import Settings
    from graphapp.write import Store

_ASSIGNED = MODEL.table("RESPONSIBLE_FOR:Person:Unit")


@dataclass(frozen=True)
class Timed:
    """What was measured, and each of the times in seconds."""

    what: str
    seconds: list[float]


def gap_matrix(settings: Settings, day: date, times: int) -> Iterator[Timed]:
    """Measure in this process, on the province that was loaded; one assignment gets a last day."""
    with open_store(settings) as store:
        began = time.perf_counter()
        found = store.gap_days()
        yield Timed("spells and matrix of gaps, built", [time.perf_counter() - began])
        yield Timed("five-year trend of any unit and kind", list(_trends(found, day, times)))
        yield Timed("gaps of the province, every kind, a day", list(_lists(found, day)))
        _end_one(store, day)
        began = time.perf_counter()
        store.gap_days()
        yield Timed("matrix adjusted to one entry", [time.perf_counter() - began])


def _trends(found: GapDays, day: date, times: int) -> Iterator[float]:
    """Ask about units of every tier, the province among them."""
    draw, units = random.Random(1930), sorted(found.facts.units)
    for _ in range(times):
        unit, kind = draw.choice(units), draw.choice(sorted(ASKED))
        began = time.perf_counter()
        found.trend(unit, kind, None, month_ends(day))
        yield time.perf_counter() - began


def _lists(found: GapDays, day: date) -> Iterator[float]:
    top = next(i for i, unit in found.facts.units.items() if unit.target.tier == "province")
    for _ in range(5):
        began = time.perf_counter()
        found.listed(top, day)[:100]
        yield time.perf_counter() - began


def _end_one(store: Store, day: date) -> None:
    rows = store.reader().rows("spells/assignments")
    wanted = next(
        row
        for row in rows
        if MODEL.label_of(row["target_id"]) == "Unit"
        and MODEL.label_of(row["holder_id"]) == "Person"
    )
    row = {
        "id": wanted["assignment_id"], "from_id": wanted["holder_id"],
        "to_id": wanted["target_id"], "code": wanted["assignment_code"],
        "kind": wanted["assignment_kind"], "decision_id": wanted["decision_id"],
        "since": wanted["assignment_since"], "until": day,
    }  # fmt: skip
    with store.writing() as writer:
        change = Change(_ASSIGNED, "changed", frame(_ASSIGNED, [row]))
        writer.commit("bench", "bench", {}, ChangeSet((change,)))
