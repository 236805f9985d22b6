"""Compares a graph with what the ledger says: every row of every table, derived ones included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from graphapp.errors import GraphDamagedError
from graphapp.graph.projection import completed, within_changes
from graphapp.model.change import columns
from graphapp.model.schema import MODEL

if TYPE_CHECKING:
    from graphapp.graph.port import Engine
    from graphapp.model.change import ChangeSet
    from graphapp.model.kinds import Table

_SHOWN = 3


class Count(NamedTuple):
    """How many rows of a table stand by the ledger and in the graph."""

    table: str
    ledger: int
    graph: int


@dataclass(frozen=True)
class Difference:
    """What is not the same in one table, by ids: missing from the graph, too many, or different."""

    table: str
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    different: tuple[str, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Return every id concerned."""
        return (*self.missing, *self.extra, *self.different)


def expected(state: ChangeSet) -> dict[str, pl.DataFrame]:
    """Return the rows that a graph must hold, by table key.

    ``state`` is the ledger folded: what stands after its last entry, all of the kind ``new``.
    """
    changes = (*completed(state), *within_changes(None, state))
    found = {table.key: _empty(table) for table in MODEL.tables()}
    for change in changes:
        found[change.table.key] = found[change.table.key].vstack(change.rows)
    return found


def compare(engine: Engine, state: ChangeSet) -> list[Count]:
    """Count the rows of every table on both sides.

    Raises GraphDamagedError naming the first table that is not the same, and some ids of it.
    """
    counts = []
    for table, wanted in _wanted(state):
        stands = engine.table(table)
        difference = _difference(table, wanted, stands)
        if difference is not None:
            raise _differs(difference)
        counts.append(Count(table.key, wanted.height, stands.height))
    return counts


def differences(engine: Engine, state: ChangeSet) -> list[Difference]:
    """List every table that is not the same in the graph."""
    found = (_difference(table, wanted, engine.table(table)) for table, wanted in _wanted(state))
    return [difference for difference in found if difference is not None]


def _wanted(state: ChangeSet) -> list[tuple[Table, pl.DataFrame]]:
    rows = expected(state)
    return [(table, rows[table.key]) for table in MODEL.tables()]


def _difference(table: Table, wanted: pl.DataFrame, stands: pl.DataFrame) -> Difference | None:
    if wanted.sort("id").equals(stands.sort("id")):
        return None
    missing = wanted.join(stands, on="id", how="anti")
    extra = stands.join(wanted, on="id", how="anti")
    doubled = stands.filter(pl.col("id").is_duplicated())
    same = wanted.join(stands, on=wanted.columns, how="semi", nulls_equal=True)
    different = wanted.join(same, on="id", how="anti").join(missing, on="id", how="anti")
    return Difference(table.key, _ids(missing), _ids(pl.concat([extra, doubled])), _ids(different))


def _ids(rows: pl.DataFrame) -> tuple[str, ...]:
    return tuple(rows["id"].unique().sort())


def _differs(difference: Difference) -> GraphDamagedError:
    return GraphDamagedError(
        "engine.graph_differs",
        table=difference.table,
        count=len(difference.ids),
        ids=", ".join(difference.ids[:_SHOWN]),
    )


def _empty(table: Table) -> pl.DataFrame:
    return pl.DataFrame(schema=columns(table, derived=True))
