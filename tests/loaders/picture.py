"""What a store holds, told without ids, so that two stores can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphapp.model.schema import MODEL

if TYPE_CHECKING:
    from graphapp.write import Store

Row = dict[str, Any]
_MEANT = ("code", "number", "tier", "since", "date", "issuer")


def picture(store: Store) -> dict[str, list[str]]:
    """Return the rows of every table as sorted text, each id told by what it means."""
    tables = {c.table.key: c.rows.to_dicts() for c in store._ledger.state().changes}
    means = {
        row["id"]: "/".join(str(row[key]) for key in _MEANT if key in row)
        for label in MODEL.labels
        for row in tables.get(label.name, [])
    }
    return {key: sorted(_told(row, means) for row in rows) for key, rows in tables.items() if rows}


def _told(row: Row, means: dict[str, str]) -> str:
    told = {key: means.get(value, value) for key, value in row.items() if key != "id"}
    return str(sorted(told.items()))
