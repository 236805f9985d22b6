"""Folds change sets into the rows that stand after the last of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from graphapp.model.change import Change, ChangeSet, columns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphapp.model.kinds import Table

_REMOVED = "\x00removed"


def conform(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame in the columns of the model as it is now.

    A property that was declared later is null; one that is no longer declared is dropped.
    """
    return frame.select(
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in columns(table).items()
    )


def fold(sets: Iterable[ChangeSet]) -> ChangeSet:
    """Fold change sets, in order: the last row of an id stands, unless it was removed.

    Every change of the result is of the kind ``new``.
    """
    pieces: dict[str, list[pl.DataFrame]] = {}
    tables: dict[str, Table] = {}
    for changes in sets:
        for change in changes.changes:
            tables[change.table.key] = change.table
            removed = pl.lit(change.kind == "removed").alias(_REMOVED)
            pieces.setdefault(change.table.key, []).append(change.rows.with_columns(removed))
    return ChangeSet(
        tuple(Change(tables[key], "new", _standing(frames)) for key, frames in pieces.items())
    )


def _standing(frames: list[pl.DataFrame]) -> pl.DataFrame:
    last = pl.concat(frames, rechunk=False).unique("id", keep="last", maintain_order=True)
    return last.filter(~pl.col(_REMOVED)).drop(_REMOVED)
