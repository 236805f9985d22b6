"""Folds change sets into the rows that stand after the last of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from graphapp.model.change import Change, ChangeSet, columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphapp.model.kinds import Table

_GONE = "\x00gone"
_NONE = pl.Series(dtype=pl.String)


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

    A removed node takes its relations along. Every change of the result is of the kind ``new``.
    """
    pieces: dict[str, list[pl.DataFrame]] = {}
    tables: dict[str, Table] = {}
    for changes in sets:
        for change in changes.changes:
            tables[change.table.key] = change.table
            marked = change.rows.with_columns(pl.lit(change.kind == "removed").alias(_GONE))
            pieces.setdefault(change.table.key, []).append(marked)
    last = {key: _last(frames) for key, frames in pieces.items()}
    gone = {key: rows.filter(_GONE)["id"] for key, rows in last.items()}
    return ChangeSet(
        tuple(Change(tables[key], "new", _standing(tables[key], last[key], gone)) for key in last)
    )


def _last(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """Return the last row of each id."""
    if len(frames) == 1:
        return frames[0]
    return pl.concat(frames, rechunk=False).unique("id", keep="last", maintain_order=True)


def _standing(table: Table, rows: pl.DataFrame, gone: Mapping[str, pl.Series]) -> pl.DataFrame:
    """Return the rows that were not removed, of a relation those whose ends were not either."""
    stands = ~pl.col(_GONE)
    for column, label in (("from_id", table.from_label), ("to_id", table.to_label)):
        if label is not None and not gone.get(label, _NONE).is_empty():
            stands &= ~pl.col(column).is_in(gone[label].implode())
    return rows.filter(stands).drop(_GONE)
