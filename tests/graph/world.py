"""Small worlds for the tests of the graph: units, officials, and random histories of both."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import polars as pl
from hypothesis import strategies as st

from graphapp.graph import within
from graphapp.model.change import KINDS, Change, ChangeSet, Kind, frame
from graphapp.model.interval import OPEN_END, OPEN_START, Interval
from graphapp.model.schema import MODEL

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

    from graphapp.graph.port import Engine

Row = dict[str, Any]
UNIT = "Unit"
PART_OF = "PART_OF:Unit:Unit"
WITHIN = "WITHIN:Unit:Unit"
IN_CHARGE = "RESPONSIBLE_FOR:Person:Unit"
FIRST = date(2025, 1, 1)
DAYS = 12
BOUNDS = [OPEN_START, *(FIRST + timedelta(days=n) for n in range(DAYS)), OPEN_END]


def change(key: str, kind: Kind, *rows: Row) -> Change:
    return Change(MODEL.table(key), kind, frame(MODEL.table(key), rows))


def unit(unit_id: str, **values: Any) -> Row:
    life = {"since": OPEN_START, "until": OPEN_END}
    return (
        {"id": unit_id, "code": unit_id, "name": f"Xã {unit_id}", "tier": "commune"} | life | values
    )


def edge(row_id: str, start: str, end: str, **values: Any) -> Row:
    ends = {"id": row_id, "from_id": start, "to_id": end}
    return ends | {"since": OPEN_START, "until": OPEN_END} | values


def person(person_id: str, name: str = "Hoàng Đức Ân") -> Row:
    return {"id": person_id, "code": person_id, "name": name}


def canonical(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that has any, sorted by id: what two graphs must have in common."""
    found = {table.key: engine.table(table).sort("id").rows() for table in MODEL.tables()}
    return {key: rows for key, rows in found.items() if rows}


@dataclass
class History:
    """A world that changes at random: what stands by table and id, and one change set at a time."""

    rng: random.Random
    rows: dict[str, dict[str, Row]] = field(
        default_factory=lambda: {key: {} for key in (UNIT, PART_OF, "Person", IN_CHARGE)}
    )
    seq: int = 0

    def next(self) -> ChangeSet:
        """Change something; what would be a conflict of units is left out."""
        self.seq += 1
        before = {key: dict(rows) for key, rows in self.rows.items()}
        for made in range(1, self.rng.randint(1, 6) + 1):
            kept = {key: dict(rows) for key, rows in self.rows.items()}
            self._step(f"{self.seq}-{made}")
            if within.conflicts(self.units(), self.part_of()):
                self.rows = kept
        return ChangeSet(tuple(_changes(before, self.rows)))

    def units(self) -> pl.DataFrame:
        return frame(MODEL.table(UNIT), self.rows[UNIT].values())

    def part_of(self) -> pl.DataFrame:
        return frame(MODEL.table(PART_OF), self.rows[PART_OF].values())

    def state(self) -> ChangeSet:
        """What stands, as the ledger folds it."""
        return ChangeSet(
            tuple(change(key, "new", *rows.values()) for key, rows in self.rows.items())
        )

    def _step(self, number: str) -> None:
        steps = (
            self._add_unit, self._add_unit, self._attach, self._attach, self._change_life,
            self._change_edge, self._move, self._remove_edge, self._remove_unit, self._assign,
        )  # fmt: skip
        self.rng.choice(steps)(number)

    def _interval(self) -> Row:
        since, until = sorted(self.rng.sample(BOUNDS, 2))
        return {"since": since, "until": until}

    def _pick(self, key: str) -> Row | None:
        rows = list(self.rows[key].values())
        return self.rng.choice(rows) if rows else None

    def _add_unit(self, number: str) -> None:
        row = unit(f"u{number}", **self._interval())
        parent = self._pick(UNIT)
        self.rows[UNIT][row["id"]] = row
        if parent is not None:
            part = edge(f"r{number}", row["id"], parent["id"])
            self.rows[PART_OF][part["id"]] = part

    def _attach(self, number: str) -> None:
        child, parent = self._pick(UNIT), self._pick(UNIT)
        if child is not None and parent is not None:
            part = edge(f"r{number}", child["id"], parent["id"], **self._interval())
            self.rows[PART_OF][part["id"]] = part

    def _change_life(self, number: str) -> None:
        if (row := self._pick(UNIT)) is not None:
            self.rows[UNIT][row["id"]] = row | self._interval() | {"name": f"Phường {number}"}

    def _change_edge(self, _: str) -> None:
        if (row := self._pick(PART_OF)) is not None:
            self.rows[PART_OF][row["id"]] = row | self._interval()

    def _move(self, number: str) -> None:
        row, parent = self._pick(PART_OF), self._pick(UNIT)
        if row is not None and parent is not None:
            del self.rows[PART_OF][row["id"]]
            self.rows[PART_OF][f"r{number}"] = row | {"id": f"r{number}", "to_id": parent["id"]}

    def _remove_edge(self, _: str) -> None:
        if (row := self._pick(PART_OF)) is not None:
            del self.rows[PART_OF][row["id"]]

    def _remove_unit(self, _: str) -> None:
        """Remove a unit, but not what hangs on it: that goes by itself, in the graph and here."""
        if (row := self._pick(UNIT)) is not None:
            del self.rows[UNIT][row["id"]]
            for key in (PART_OF, IN_CHARGE):
                ends = {i: {r["from_id"], r["to_id"]} for i, r in self.rows[key].items()}
                self.rows[key] = {
                    i: r for i, r in self.rows[key].items() if row["id"] not in ends[i]
                }

    def _assign(self, number: str) -> None:
        if (row := self._pick(UNIT)) is not None:
            self.rows["Person"][f"p{number}"] = person(f"p{number}")
            assigned = edge(f"r{number}", f"p{number}", row["id"], kind="in_charge", duties=None)
            self.rows[IN_CHARGE][assigned["id"]] = assigned


def _changes(before: dict[str, dict[str, Row]], after: dict[str, dict[str, Row]]) -> list[Change]:
    """Tell what differs; of what is gone, relations of a removed unit are not mentioned."""
    gone = set(before[UNIT]) - set(after[UNIT])
    found = []
    for key, old in before.items():
        new = after[key]
        sets: dict[Kind, list[Row]] = {
            "new": [row for i, row in new.items() if i not in old],
            "changed": [row for i, row in new.items() if i in old and old[i] != row],
            "removed": [
                row
                for i, row in old.items()
                if i not in new and not {row.get("from_id"), row.get("to_id")} & gone
            ],
        }
        found += [change(key, kind, *sets[kind]) for kind in KINDS if sets[kind]]
    return found


def by_day(units: list[Row], part_of: list[Row]) -> set[tuple[str, str, int, date]]:
    """Tell by brute force who lay within whom, how far up, on each day of the worlds drawn here."""
    days = [FIRST + timedelta(days=n) for n in range(-1, DAYS + 1)]
    return {found for day in days for found in _on_day(units, part_of, day)}


def _on_day(units: list[Row], part_of: list[Row], day: date) -> set[tuple[str, str, int, date]]:
    alive = {u["id"] for u in units if Interval(u["since"], u["until"]).holds(day)}
    parent = {
        p["from_id"]: p["to_id"]
        for p in part_of
        if Interval(p["since"], p["until"]).holds(day) and {p["from_id"], p["to_id"]} <= alive
    }
    found = set()
    for unit_id in alive:
        at, depth = unit_id, 0
        found.add((unit_id, at, depth, day))
        while at in parent:
            at, depth = parent[at], depth + 1
            found.add((unit_id, at, depth, day))
    return found


def days_of(rows: pl.DataFrame) -> list[tuple[str, str, int, date]]:
    """Spread derived rows over the days: each at most once."""
    days = [FIRST + timedelta(days=n) for n in range(-1, DAYS + 1)]
    return [
        (row["from_id"], row["to_id"], row["depth"], day)
        for row in rows.iter_rows(named=True)
        for day in days
        if Interval(row["since"], row["until"]).holds(day)
    ]


def fold(sets: Iterable[ChangeSet]) -> ChangeSet:
    """Tell what stands after change sets in which no node is removed."""
    rows: dict[str, dict[str, Row]] = {}
    for changes in sets:
        for each in changes.changes:
            stands = rows.setdefault(each.table.key, {})
            for row in each.rows.iter_rows(named=True):
                if each.kind == "removed":
                    del stands[row["id"]]
                else:
                    stands[row["id"]] = row
    return ChangeSet(tuple(change(key, "new", *found.values()) for key, found in rows.items()))


@st.composite
def units_with_parents(draw: st.DrawFn) -> tuple[list[Row], list[Row]]:
    """Draw up to seven units with dated lives and PART_OF at random: conflicts included."""
    ids = [f"u1-{n}" for n in range(1, draw(st.integers(1, 7)) + 1)]
    interval = st.lists(st.sampled_from(BOUNDS), min_size=2, max_size=2, unique=True).map(sorted)
    lives = [dict(zip(("since", "until"), draw(interval), strict=True)) for _ in ids]
    pairs = draw(
        st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids), interval), max_size=9)
    )
    units = [unit(i, **life) for i, life in zip(ids, lives, strict=True)]
    part_of = [
        edge(f"r1-{n}", child, parent, since=since, until=until)
        for n, (child, parent, (since, until)) in enumerate(pairs)
    ]
    return units, part_of
