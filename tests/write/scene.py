"""A small country for the tests of ledger and store: what each entry brings, in plain Python."""

from __future__ import annotations

from typing import Any

from graphapp.model.change import Change, ChangeSet, Kind, frame
from graphapp.model.interval import OPEN_END, OPEN_START
from graphapp.model.schema import MODEL

Rows = dict[str, dict[str, dict[str, Any]]]
"""Rows by table key and id."""

UNIT, PART_OF = "Unit", "PART_OF:Unit:Unit"
HOUSEHOLD, LIVES_IN = "Household", "LIVES_IN:Household:Unit"
VILLAGES = 20
_LIFE = {"since": OPEN_START, "until": OPEN_END}


def change(key: str, kind: Kind, *rows: dict[str, Any]) -> Change:
    table = MODEL.table(key)
    return Change(table, kind, frame(table, rows))


def unit(node_id: str, code: str = "20", tier: str = "province", **more: Any) -> dict[str, Any]:
    return {"id": node_id, "code": code, "name": f"Đơn vị {code}", "tier": tier, **_LIFE, **more}


def relation(row_id: str, start: str, end: str) -> dict[str, Any]:
    return {"id": row_id, "from_id": start, "to_id": end, **_LIFE}


def country(seq: int = 1) -> ChangeSet:
    """A province, a commune in it, and its villages."""
    units = [unit(f"u{seq}-1"), unit(f"u{seq}-2", "06001", "commune")]
    units += [unit(f"u{seq}-{n + 3}", f"T{n:03}", "village") for n in range(VILLAGES)]
    parts = [relation(f"r{seq}-1", f"u{seq}-2", f"u{seq}-1")]
    parts += [relation(f"r{seq}-{n + 2}", f"u{seq}-{n + 3}", f"u{seq}-2") for n in range(VILLAGES)]
    return ChangeSet((change(UNIT, "new", *units), change(PART_OF, "new", *parts)))


def households(seq: int, count: int) -> ChangeSet:
    """New households; of those that entry ``seq - 1`` made, a third changes and some go away.

    The commune gets a new name, so that WITHIN is looked at again. The first entry is ``country``.
    """
    homes = [{"id": f"h{seq}-{n}", "code": f"H{seq}-{n}", **_LIFE} for n in range(1, count + 1)]
    lives = [
        relation(f"r{seq}-{n}", f"h{seq}-{n}", f"u1-{3 + n % VILLAGES}")
        for n in range(1, count + 1)
    ]
    changes = [
        change(UNIT, "changed", unit("u1-2", "06001", "commune", name=f"Xã lần {seq}")),
        change(HOUSEHOLD, "new", *homes),
        change(LIVES_IN, "new", *lives),
    ]
    if seq > 2:
        before = [
            {"id": f"h{seq - 1}-{n}", "code": f"H{seq - 1}-{n}", **_LIFE} for n in range(1, count)
        ]
        poor = [{**row, "category": "hộ nghèo"} for row in before[: count // 3]]
        changes += [
            change(HOUSEHOLD, "changed", *poor),
            change(HOUSEHOLD, "removed", *before[-20:]),
        ]
    return ChangeSet(tuple(changes))


def changes_of(seq: int, count: int = 100) -> ChangeSet:
    """What the entry of that number brings, with so many households."""
    return country() if seq == 1 else households(seq, count)


def rows_after(head: int, count: int = 100) -> Rows:
    """The oracle: every row that stands after so many entries; what a removed node had is gone."""
    rows: Rows = {}
    for seq in range(1, head + 1):
        for one in changes_of(seq, count).changes:
            table = rows.setdefault(one.table.key, {})
            for row in one.rows.iter_rows(named=True):
                if one.kind == "removed":
                    del table[row["id"]]
                else:
                    table[row["id"]] = row
    for row_id, row in list(rows.get(LIVES_IN, {}).items()):
        if row["from_id"] not in rows[HOUSEHOLD]:
            del rows[LIVES_IN][row_id]
    return rows


def by_id(changes: ChangeSet) -> Rows:
    """The rows of a change set, as ``rows_after`` tells them."""
    return {
        one.table.key: {row["id"]: row for row in one.rows.iter_rows(named=True)}
        for one in changes.changes
    }
