"""The same questions without a graph engine: SQLite with a recursive query, and networkx.

Both hold every row of every table; both are written as one would write them first, plainly.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import networkx as nx

from graphapp.model.schema import MODEL

if TYPE_CHECKING:
    import polars as pl

    from graphapp.model.kinds import Table

Frames = Mapping[str, "pl.DataFrame"]
Line = list[tuple[str, tuple[str, ...]]]
"""A unit and each above it, with who holds an assignment in force to it."""

_LINE = """
WITH RECURSIVE line(id, depth) AS (
  SELECT :unit, 0
  UNION ALL
  SELECT p.to_id, depth + 1 FROM line
  JOIN "PART_OF" p ON p.from_id = line.id AND p.since <= :day AND p.until > :day
  JOIN "Unit" u ON u.id = p.to_id AND u.since <= :day AND u.until > :day
)
SELECT line.id, r.from_id FROM line
LEFT JOIN "RESPONSIBLE_FOR" r ON r.to_id = line.id AND r.since <= :day AND r.until > :day
ORDER BY depth, r.from_id
"""
_GAPS = """
WITH RECURSIVE below(id) AS (
  SELECT :unit
  UNION ALL
  SELECT p.from_id FROM below
  JOIN "PART_OF" p ON p.to_id = below.id AND p.since <= :day AND p.until > :day
  JOIN "Unit" u ON u.id = p.from_id AND u.since <= :day AND u.until > :day
)
SELECT u.id FROM below JOIN "Unit" u ON u.id = below.id
WHERE u.tier = 'village' AND NOT EXISTS (
  SELECT 1 FROM "RESPONSIBLE_FOR" r WHERE r.to_id = u.id AND r.since <= :day AND r.until > :day
    AND coalesce(r.kind, 'in_charge') = 'in_charge')
"""


class SqliteProvince:
    """All tables in a database in memory, relations of one name in one table."""

    name = "sqlite"

    def __init__(self, frames: Frames) -> None:
        """Load the rows, then the indexes."""
        self._database = sqlite3.connect(":memory:")
        for table, rows in _tables(frames):
            self._create(table, rows.columns)
            marks = ", ".join("?" * len(rows.columns))
            self._database.executemany(
                f'INSERT INTO "{table.name}" VALUES ({marks})',  # noqa: S608 - names of the model
                (tuple(map(_plain, row)) for row in rows.iter_rows()),
            )
        for table in {t.name: t for t, _ in _tables(frames)}.values():
            for column in ("from_id", "to_id") if table.is_relation else ("id",):
                self._database.execute(
                    f'CREATE INDEX "{table.name}_{column}" ON "{table.name}" ("{column}")'
                )
        self._database.commit()

    def _create(self, table: Table, columns: Iterable[str]) -> None:
        names = ", ".join(f'"{column}"' for column in columns)
        self._database.execute(f'CREATE TABLE IF NOT EXISTS "{table.name}" ({names})')

    def line(self, unit: str, day: date) -> Line:
        """Return who answers, unit by unit."""
        found: dict[str, list[str]] = {}
        for step, holder in self._database.execute(_LINE, {"unit": unit, "day": day.isoformat()}):
            found.setdefault(step, []).extend([holder] if holder else [])
        return [(step, tuple(sorted(holders))) for step, holders in found.items()]

    def bare_villages(self, unit: str, day: date) -> set[str]:
        """Return the villages under a unit that nobody is in charge of."""
        rows = self._database.execute(_GAPS, {"unit": unit, "day": day.isoformat()})
        return {row[0] for row in rows}


class NetworkxProvince:
    """All rows in one multigraph: nodes by id, relations as edges keyed by their ids."""

    name = "networkx"

    def __init__(self, frames: Frames) -> None:
        """Load the rows."""
        self._graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for table, rows in _tables(frames):
            if table.is_relation:
                self._graph.add_edges_from(
                    (row.pop("from_id"), row.pop("to_id"), row.pop("id"), row | _named(table))
                    for row in rows.iter_rows(named=True)
                )
            else:
                self._graph.add_nodes_from(
                    (row.pop("id"), row | _named(table)) for row in rows.iter_rows(named=True)
                )

    def line(self, unit: str, day: date) -> Line:
        """Return who answers, unit by unit."""
        found: Line = []
        step: str | None = unit
        while step is not None:
            holders = sorted(
                holder
                for holder, _, edge in self._graph.in_edges(step, data=True)
                if edge["relation"] == "RESPONSIBLE_FOR" and _holds(edge, day)
            )
            found.append((step, tuple(holders)))
            step = next(self._neighbours(step, day, up=True), None)
        return found

    def bare_villages(self, unit: str, day: date) -> set[str]:
        """Return the villages under a unit that nobody is in charge of."""
        found, left = set(), [unit]
        while left:
            step = left.pop()
            left.extend(self._neighbours(step, day, up=False))
            if self._graph.nodes[step]["tier"] == "village" and not self._in_charge(step, day):
                found.add(step)
        return found

    def _neighbours(self, unit: str, day: date, *, up: bool) -> Iterator[str]:
        edges = self._graph.out_edges if up else self._graph.in_edges
        for start, end, edge in edges(unit, data=True):
            other = end if up else start
            is_part = edge["relation"] == "PART_OF" and _holds(edge, day)
            if is_part and _holds(self._graph.nodes[other], day):
                yield other

    def _in_charge(self, unit: str, day: date) -> bool:
        return any(
            edge["relation"] == "RESPONSIBLE_FOR"
            and _holds(edge, day)
            and (edge["kind"] or "in_charge") == "in_charge"
            for _, _, edge in self._graph.in_edges(unit, data=True)
        )


def _tables(frames: Frames) -> Iterator[tuple[Table, pl.DataFrame]]:
    for table in MODEL.tables():
        if not table.derived:
            yield table, frames[table.key]


def _named(table: Table) -> dict[str, str]:
    return {"relation" if table.is_relation else "label": table.name}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _holds(facts: Mapping[str, Any], day: date) -> bool:
    return bool(facts["since"] <= day < facts["until"])
