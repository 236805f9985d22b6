"""Undoing a load: the change set that takes it back, and what was built on it since.

Nothing is taken out of the ledger. Another entry, of kind ``undo``, does the opposite of the load:
what the load made is removed, what it changed or removed stands again as it stood before. That is
right only while no later entry, itself in force, rests on what the load did. Where the load moved
the first or last day of something, whatever came to hang on it since counts as resting on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from graphapp.clock import VIET_NAM
from graphapp.errors import InputError
from graphapp.model.change import Change, ChangeSet
from graphapp.model.schema import MODEL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from graphapp.ledger import Entry, Ledger
    from graphapp.model.change import Kind
    from graphapp.model.kinds import Table

LOAD, UNDO = "load", "undo"
UNDOES = "undoes"
"""The key under which the payload of an undo names the load."""


_NAMED = 3
_OPPOSITE: Mapping[Kind, Kind] = {"new": "removed", "changed": "changed", "removed": "new"}
_HELD_BY = {"HOLDS": ("from_id", "to_id")}
"""At which ends of a relation others may have taken the freed days: a post is freed for another."""


def undone_by(entries: Iterable[Entry]) -> dict[int, int]:
    """Return the number of each load that was undone, and of the entry that did it."""
    return {entry.payload[UNDOES]: entry.seq for entry in entries if entry.kind == UNDO}


def loads_undone(
    entries_after: Callable[[int], Iterator[Entry]], some: Iterable[Entry]
) -> dict[int, Entry]:
    """Return the load that each undoing among some entries took back, by the undoing's number."""
    wanted = {entry.seq: entry.payload[UNDOES] for entry in some if entry.kind == UNDO}
    return {seq: next(entries_after(load - 1)) for seq, load in wanted.items()}


def undoing(ledger: Ledger, wanted: int) -> ChangeSet:
    """Return the changes that take a load back.

    Raises:
        InputError: there is no such load, it is undone, or a later entry rests on it; names it.
    """
    entries = list(ledger.entries())
    load = load_to_undo(entries, wanted)
    changes = ledger.changes(load)
    before = _before(ledger, load, changes)
    taken_along = tuple(_taken_along(changes, before))
    base = _Base.of(load.seq, (*changes.changes, *taken_along), before)
    undone = undone_by(entries)
    for later in entries[load.seq :]:
        if later.kind != UNDO and later.seq not in undone:
            _check(later, base, ledger.changes(later))
    return ChangeSet((*_inverse(changes, before), *taken_along))


def rows_of(load: Entry) -> int:
    """Return how many rows of files a load added, changed and ended; of none, rows of tables."""
    files = load.payload.get("files", ())
    counted = sum(file.get(key, 0) for file in files for key in ("added", "changed", "ended"))
    return counted or sum(file.rows for file in load.files)


def load_to_undo(entries: list[Entry], wanted: int) -> Entry:
    """Return a load that stands.

    Raises:
        InputError: there is no such load, or it is undone.
    """
    undone = undone_by(entries)
    found = next((entry for entry in entries if entry.seq == wanted), None)
    if found is None:
        raise InputError("undo.no_such_entry", entry=wanted, last=len(entries))
    if found.kind != LOAD:
        raise InputError("undo.no_load", entry=wanted)
    if wanted in undone:
        raise InputError("undo.already", entry=wanted, by=undone[wanted])
    return found


def _before(ledger: Ledger, load: Entry, changes: ChangeSet) -> Mapping[str, pl.DataFrame]:
    """Return what stood before the load of the tables of which it changed or removed rows.

    With a removed node went its relations: then those that it could have are told as well.
    """
    touched = {change.table.key for change in changes.changes if change.kind != "new"}
    removed = {c.table.key for c in changes.changes if c.kind == "removed"}
    for table in MODEL.tables():
        if {table.from_label, table.to_label} & removed and not table.derived:
            touched |= {table.key, str(table.from_label), str(table.to_label)}
    stood = ledger.state(before=load.seq, tables=touched) if touched else ChangeSet()
    return {change.table.key: change.rows for change in stood.changes}


def _inverse(changes: ChangeSet, before: Mapping[str, pl.DataFrame]) -> Iterator[Change]:
    for change in changes.changes:
        rows = change.rows
        if change.kind != "new":
            rows = before[change.table.key].join(rows.select("id"), on="id", how="semi")
        yield Change(change.table, _OPPOSITE[change.kind], rows)


def _taken_along(changes: ChangeSet, before: Mapping[str, pl.DataFrame]) -> Iterator[Change]:
    """Yield the relations that went with a removed node and that the load does not name."""
    nodes = {c.table.key: c.rows["id"] for c in changes.changes if c.kind == "removed"}
    for key, stood in before.items():
        table = MODEL.table(key)
        hung = pl.lit(value=False)
        for column, label in (("from_id", table.from_label), ("to_id", table.to_label)):
            if label in nodes:
                hung |= pl.col(column).is_in(nodes[label].implode())
        named = [c.rows["id"] for c in changes.changes if c.table.key == key]
        told = pl.concat(named) if named else pl.Series(dtype=pl.String)
        found = stood.filter(hung & ~pl.col("id").is_in(told.implode()))
        if table.is_relation and not found.is_empty():
            yield Change(table, "new", found)


@dataclass(frozen=True)
class _Base:
    """What a load did, as far as something may rest on it.

    ``rows``: ids of its rows, by table. ``lived``: the rows of which it moved a day. ``ends``: the
    nodes that its relations join.
    """

    made: str
    rows: Mapping[str, pl.Series]
    lived: Mapping[str, pl.DataFrame]
    ends: pl.Series

    @classmethod
    def of(cls, seq: int, changes: Iterable[Change], before: Mapping[str, pl.DataFrame]) -> _Base:
        rows: dict[str, pl.Series] = {}
        lived: dict[str, pl.DataFrame] = {}
        ends = [pl.Series("id", dtype=pl.String)]
        for change in changes:
            key, ids = change.table.key, change.rows["id"]
            rows[key] = pl.concat([rows[key], ids]) if key in rows else ids
            if change.table.is_relation:
                ends += [change.rows["from_id"].alias("id"), change.rows["to_id"].alias("id")]
            if change.kind == "changed" and "since" in change.rows.columns:
                lived[key] = _moved(change.rows, before[key])
        return cls(rf"^[a-z]+{seq}-[0-9]+$", rows, lived, pl.concat(ends))


def _moved(rows: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """Return the rows whose first or last day is another than before."""
    both = rows.join(before.select("id", "since", "until"), on="id", suffix="_before")
    other = pl.col("since").ne_missing(pl.col("since_before")) | pl.col("until").ne_missing(
        pl.col("until_before")
    )
    return both.filter(other).select(rows.columns)


def _check(later: Entry, base: _Base, changes: ChangeSet) -> None:
    """Refuse to undo what a later entry rests on."""
    for change in changes.changes:
        if not change.rows.filter(_same_rows(change, base)).is_empty():
            raise _depends("undo.changed_since", later, change.table)
        if not change.rows.filter(_refers(change, base)).is_empty():
            raise _depends("undo.used_since", later, change.table)


def _same_rows(change: Change, base: _Base) -> pl.Expr:
    """Tell which rows are rows of the load; a removed node takes its relations along."""
    known = pl.col("id").is_in(base.rows.get(change.table.key, base.ends.head(0)).implode())
    if change.kind == "removed" and not change.table.is_relation:
        known |= pl.col("id").is_in(base.ends.implode())
    return known


def _refers(change: Change, base: _Base) -> pl.Expr:
    """Tell which rows name a row that the load made, or hang on days that it moved."""
    names = [name for name in change.rows.columns if name.endswith("_id")]
    found = pl.lit(value=False)
    for name in names:
        found |= pl.col(name).str.contains(base.made).fill_null(value=False)
    return found | _hangs(change.table, base)


def _hangs(table: Table, base: _Base) -> pl.Expr:
    found = pl.lit(value=False)
    for column, label in (("from_id", table.from_label), ("to_id", table.to_label)):
        if label is not None and label in base.lived:
            found |= pl.col(column).is_in(base.lived[label]["id"].implode())
    if table.key not in base.lived:
        return found
    shared = _HELD_BY.get(table.name, ("from_id",)) if table.is_relation else ("code",)
    for name in shared:
        found |= pl.col(name).is_in(base.lived[table.key][name].implode())
    return found


def _depends(message: str, later: Entry, table: Table) -> InputError:
    day = later.at.astimezone(VIET_NAM).date()
    return InputError(message, entry=later.seq, day=day, what=_what(later, table))


def _what(later: Entry, table: Table) -> str:
    """Name the files of a load, else what of it rests on the other."""
    names = list(dict.fromkeys(str(file["name"]) for file in later.payload.get("files", ())))
    if names:
        more = f" +{len(names) - _NAMED}" if len(names) > _NAMED else ""
        return ", ".join(names[:_NAMED]) + more
    declared = MODEL.relation(table.name) if table.is_relation else MODEL.label(table.name)
    return f"{declared.vi} ({declared.en})"
