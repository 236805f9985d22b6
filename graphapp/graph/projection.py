"""Turns an entry's changes into what the graph holds: derived properties and WITHIN, one apply.

What WITHIN rows an entry changes is found from PART_OF, level by level, and compared with the rows
that stand. So it does not matter whether a kill tore an earlier attempt: what that left is mended.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import polars as pl

from graphapp.graph import within
from graphapp.model.change import KINDS, Change, ChangeSet, columns
from graphapp.model.schema import MODEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graphapp.graph.port import Engine, Reader
    from graphapp.model.kinds import Table

BATCH = 10_000
_UNIT = MODEL.table("Unit")
_PART_OF = MODEL.table("PART_OF:Unit:Unit")
_WITHIN = MODEL.table("WITHIN:Unit:Unit")
_LIFE = pl.Schema({"id": pl.String, "since": pl.Date, "until": pl.Date})
_EDGE = pl.Schema(
    {"id": pl.String, "from_id": pl.String, "to_id": pl.String, "since": pl.Date, "until": pl.Date}
)


def project(engine: Engine, reader: Reader, changes: ChangeSet, seq: int) -> None:
    """Apply one entry of the ledger to the graph; an entry that it has already changes nothing.

    Raises InputError when a unit would have two parents on a day or be above itself, EngineError
    when the graph does not take it.
    """
    applied = engine.applied()
    if seq <= applied:
        return
    derived = within_changes(reader if applied else None, changes)
    engine.apply(ChangeSet((*completed(changes), *derived)), seq)


def rebuild(engine: Engine, reader: Reader, entries: Iterable[tuple[int, ChangeSet]]) -> None:
    """Empty the graph and apply every entry, given with its number and in order."""
    engine.clear()
    engine.create_schema()
    for seq, changes in entries:
        project(engine, reader, changes, seq)


def completed(changes: ChangeSet) -> Iterator[Change]:
    """Give every change its derived properties."""
    for change in changes.changes:
        if change.kind == "removed":
            yield change
        else:
            yield Change(change.table, change.kind, with_derived(change.table, change.rows))


def with_derived(table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    """Return a table's rows with the properties that are computed from the others."""
    found = [
        pl.Series(p.name, [p.derive(row) for row in rows.iter_rows(named=True)], pl.String)
        for p in table.properties
        if p.derive is not None
    ]
    return rows.with_columns(found).select(list(columns(table, derived=True)))


def within_changes(reader: Reader | None, changes: ChangeSet) -> tuple[Change, ...]:
    """Return the changes of WITHIN that an entry brings; without a reader the graph is empty."""
    overlay = _Overlay(changes, reader)
    touched = overlay.touched()
    if not touched:
        return ()
    below = overlay.below(touched)
    edges = overlay.edges_above(below)
    units = overlay.lives(below | set(edges["from_id"]) | set(edges["to_id"]))
    wanted = within.derive(units, edges, pl.Series(sorted(below), dtype=pl.String))
    return _difference(overlay.within(below), wanted)


def _difference(stands: pl.DataFrame, wanted: pl.DataFrame) -> tuple[Change, ...]:
    differs = (pl.col("until") != pl.col("until_stands")) | (
        pl.col("depth") != pl.col("depth_stands")
    )
    both = wanted.join(stands, on="id", suffix="_stands").filter(differs)
    found = (
        Change(_WITHIN, "new", wanted.join(stands, on="id", how="anti")),
        Change(_WITHIN, "changed", both.select(within.SCHEMA.names())),
        Change(_WITHIN, "removed", stands.join(wanted, on="id", how="anti")),
    )
    return tuple(change for change in found if not change.rows.is_empty())


@dataclass
class _Overlay:
    """The units as they will be: what the graph holds, with the entry's changes laid over."""

    changes: ChangeSet
    reader: Reader | None
    _new: set[str] = field(init=False)

    def __post_init__(self) -> None:
        """Units that the entry makes have nothing in the graph: nothing is asked about them."""
        self._new = _ids(self.changes.rows(_UNIT.key, "new"))

    def touched(self) -> set[str]:
        """Return the units whose own row or whose parent changes."""
        found: set[str] = set()
        for kind in KINDS:
            found |= _ids(self.changes.rows(_UNIT.key, kind))
            found |= _ids(self.changes.rows(_PART_OF.key, kind), "from_id")
        return found

    def below(self, touched: set[str]) -> set[str]:
        """Return the units and all that were ever part of them, as the graph has it.

        A unit whose parent the entry changes is touched itself, so the graph's rows are enough.
        """
        found, level = set(touched), touched
        while level:
            rows = self._ask("graph/children", level)
            level = {row["child_id"] for row in rows} - found
            found |= level
        return found

    def edges_above(self, unit_ids: set[str]) -> pl.DataFrame:
        """Return every PART_OF on the way up from the units, as it will be."""
        laid = self._laid(_PART_OF, _EDGE)
        gone = self._gone(_PART_OF)
        found, seen, level = [], set(unit_ids), unit_ids
        while level:
            stored = [
                row for row in self._ask("graph/parents", level) if row["part_id"] not in gone
            ]
            edges = pl.concat(
                [
                    pl.DataFrame([list(row.values()) for row in stored], _EDGE, orient="row"),
                    laid.filter(pl.col("from_id").is_in(level)),
                ]
            )
            found.append(edges)
            level = set(edges["to_id"]) - seen
            seen |= level
        return pl.concat(found)

    def lives(self, unit_ids: set[str]) -> pl.DataFrame:
        """Return the lives of the units as they will be; a removed unit has none."""
        laid = self._laid(_UNIT, _LIFE)
        asked = unit_ids - set(laid["id"]) - self._gone(_UNIT)
        rows = [list(row.values()) for row in self._ask("graph/lives", asked)]
        return pl.concat([laid, pl.DataFrame(rows, _LIFE, orient="row")])

    def within(self, unit_ids: set[str]) -> pl.DataFrame:
        """Return the rows of WITHIN that stand for the units."""
        rows = [list(row.values()) for row in self._ask("graph/within", unit_ids)]
        return pl.DataFrame(rows, within.SCHEMA, orient="row")

    def _laid(self, table: Table, schema: pl.Schema) -> pl.DataFrame:
        """Return the new and changed rows of a table."""
        kinds = (self.changes.rows(table.key, "new"), self.changes.rows(table.key, "changed"))
        frames = [rows.select(schema.names()) for rows in kinds if rows is not None]
        return pl.concat([pl.DataFrame(schema=schema), *frames])

    def _gone(self, table: Table) -> set[str]:
        """Return the ids of stored rows that no longer count: removed, or changed."""
        removed = _ids(self.changes.rows(table.key, "removed"))
        return removed | _ids(self.changes.rows(table.key, "changed"))

    def _ask(self, query: str, unit_ids: set[str]) -> list[dict[str, Any]]:
        """Ask the graph about units that stand in it."""
        if self.reader is None:
            return []
        asked = sorted(unit_ids - self._new)
        batches = (asked[start : start + BATCH] for start in range(0, len(asked), BATCH))
        return [row for batch in batches for row in self.reader.rows(query, unit_ids=batch)]


def _ids(rows: pl.DataFrame | None, column: str = "id") -> set[str]:
    return set() if rows is None else set(rows[column])
