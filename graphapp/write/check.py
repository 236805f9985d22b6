"""Looks over a change set before it is recorded: what the ledger holds, the graph must take.

An entry cannot be taken back, and one that no graph takes would stop every later one. The engine is
asked before anything is recorded; this looks over what an engine would take and the next one not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from graphapp.errors import InputError
from graphapp.model.change import ChangeSet, columns
from graphapp.model.schema import MODEL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphapp.model.change import Change
    from graphapp.model.kinds import Table

_RELATION_PREFIX = "r"


def check(changes: ChangeSet, seq: int, *, restoring: bool = False) -> None:
    """Refuse a change set that no graph would take as entry ``seq``.

    ``restoring``: what an earlier entry removed is new again, under the id that it had.

    Raises:
        InputError: columns or types are not the model's; an id is missing, stands twice or does not
            begin as an id of this entry does; an end is missing, of another label, or new in this
            entry and yet not in it.
    """
    for change in changes.changes:
        _check_columns(change)
        _check_ids(change, seq, restoring=restoring)
        _check_ends(change, changes, seq)
    _check_doubles(changes)


def _check_columns(change: Change) -> None:
    declared = pl.Schema(columns(change.table))
    if change.table.derived or change.rows.schema != declared:
        raise _refused(change.table, "columns", ", ".join(change.rows.columns))


def _check_ids(change: Change, seq: int, *, restoring: bool) -> None:
    if change.rows["id"].null_count():
        raise _refused(change.table, "id", "")
    prefix = _prefix(change.table)
    number = "[1-9][0-9]*" if restoring else str(seq)
    for wrong in _unlike(change.rows["id"], rf"^{prefix}{number}-[1-9][0-9]*$"):
        if change.kind == "new":
            raise _refused(change.table, "id", wrong)


def _check_ends(change: Change, changes: ChangeSet, seq: int) -> None:
    for column, label in (("from_id", change.table.from_label), ("to_id", change.table.to_label)):
        if label is None:
            continue
        ends = change.rows[column]
        prefix = MODEL.label(label).prefix
        for wrong in _unlike(ends.fill_null(""), rf"^{prefix}[0-9]+-[0-9]+$"):
            raise _refused(change.table, column, wrong)
        made = ends.filter(ends.str.starts_with(f"{prefix}{seq}-"))
        rows = changes.rows(label, "new")
        known = pl.Series(dtype=pl.String) if rows is None else rows["id"]
        for wrong in made.filter(~made.is_in(known.implode())).head(1):
            raise _refused(change.table, column, wrong)


def _check_doubles(changes: ChangeSet) -> None:
    for key in {change.table.key for change in changes.changes}:
        ids = pl.concat([c.rows["id"] for c in changes.changes if c.table.key == key])
        for wrong in ids.filter(ids.is_duplicated()).head(1):
            raise _refused(MODEL.table(key), "id", wrong)


def _unlike(values: pl.Series, pattern: str) -> Iterator[str]:
    """Yield the first value that does not match, if there is one."""
    yield from values.filter(~values.str.contains(pattern)).head(1)


def _prefix(table: Table) -> str:
    return _RELATION_PREFIX if table.is_relation else MODEL.label(table.name).prefix


def _refused(table: Table, column: str, value: str) -> InputError:
    return InputError("store.change_refused", table=table.key, column=column, value=value)
