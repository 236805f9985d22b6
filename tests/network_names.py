"""How the oracle names what the program knows by ids, in the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapp.model.schema import MODEL

if TYPE_CHECKING:
    from graphapp.write import Store
    from tests.oracle.network import Node

LABELS = {
    "unit": "Unit",
    "organisation": "Organisation",
    "person": "Person",
    "group": "WorkingGroup",
    "post": "Post",
    "decision": "Decision",
}


def ids_of(store: Store) -> dict[Node, str]:
    """Return the id of everything that the oracle names."""
    tables = {kind: store._engine.table(MODEL.table(name)) for kind, name in LABELS.items()}
    served = store._engine.table(MODEL.table("SERVES:Organisation:Unit"))
    units = {
        row["id"]: (row["code"], row["tier"], row["since"].isoformat())
        for row in tables["unit"].rows(named=True)
    }
    found: dict[Node, str] = {("unit", *told): each for each, told in units.items()}
    at = {row["from_id"]: units[row["to_id"]] for row in served.rows(named=True)}
    for row in tables["organisation"].rows(named=True):
        made = row["kind"] == "people_committee"  # for posts of a unit: no file gives it a code
        code = "" if made else row["code"]
        found["organisation", code, row["kind"], *at[row["id"]]] = row["id"]
    for kind in ("person", "group", "post", "decision"):
        column = "number" if kind == "decision" else "code"
        found |= {(kind, row[column]): row["id"] for row in tables[kind].rows(named=True)}
    return found
