"""A set of changes: what a load or an edit does to the tables of the model, as frames of rows.

A frame has the columns ``id``, for a relation ``from_id`` and ``to_id``, and the table's stored
properties; every row is complete (absolute values), so that applying it twice gives the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import polars as pl

from graphapp.model.kinds import Property, Table, ValueType

Kind = Literal["new", "changed", "removed"]
KINDS: tuple[Kind, ...] = ("new", "changed", "removed")
_TYPES: Mapping[ValueType, Any] = {
    ValueType.TEXT: pl.String,
    ValueType.INTEGER: pl.Int64,
    ValueType.NUMBER: pl.Float64,
    ValueType.DATE: pl.Date,
    ValueType.BOOLEAN: pl.Boolean,
}


@dataclass(frozen=True)
class Change:
    """Rows of one table that are new, changed (absolute values) or removed."""

    table: Table
    kind: Kind
    rows: pl.DataFrame


@dataclass(frozen=True)
class ChangeSet:
    """Everything that one ledger entry does, applied whole or not at all."""

    changes: tuple[Change, ...] = field(default=())

    @property
    def empty(self) -> bool:
        """Tell whether nothing would change."""
        return all(change.rows.is_empty() for change in self.changes)

    def rows(self, key: str, kind: Kind) -> pl.DataFrame | None:
        """Return the rows of all of a table's changes of one kind; None when there are none."""
        wanted = (c for c in self.changes if c.table.key == key and c.kind == kind)
        found = [change.rows for change in wanted if not change.rows.is_empty()]
        return pl.concat(found) if found else None


def columns(table: Table, *, derived: bool = False) -> dict[str, Any]:
    """Return the frame schema of a table: names to polars types, derived properties on request."""
    ends = {"from_id": pl.String, "to_id": pl.String} if table.is_relation else {}
    kept: tuple[Property, ...] = table.properties if derived else table.stored
    return {"id": pl.String, **ends, **{p.name: _TYPES[p.type] for p in kept}}


def frame(
    table: Table, rows: Iterable[Mapping[str, Any]], *, derived: bool = False
) -> pl.DataFrame:
    """Build a frame of a table from mappings; a missing key becomes null."""
    schema = columns(table, derived=derived)
    names = list(schema)
    return pl.DataFrame(
        [[row.get(name) for name in names] for row in rows], schema=schema, orient="row"
    )
