"""Derives, from the model, the queries that fetch what stands: ``state/…`` of the catalogue.

Each table is read by the keys that a load knows: nodes by code, or by id where a relation leads to
them; relations by the ids of their start, some by those of their end, or by their code. Every
stored property is returned, so a new one needs no edit here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphapp.model.kinds import Model, Property, Table

_KEYS = {"Decision": ("number",), "Person": ("code", "name")}
_BY_END = ("HOLDS", "SERVES", "BELONGS_TO", "LIVES_IN", "RESPONSIBLE_FOR", "SUPERVISES")
_CODE = ("code",)


def noun(name: str) -> str:
    """Return a label or relation name in snake_case: ``household_group``, ``part_of``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def state_name(table: Table, key: str) -> str:
    """Return the name of the query that reads a table by a key: ``state/unit_by_code``."""
    ends = (
        ""
        if not table.is_relation
        else f"_{noun(str(table.from_label))}_{noun(str(table.to_label))}"
    )
    return f"state/{noun(table.name)}{ends}_by_{key}"


def state_queries(model: Model) -> dict[str, str]:
    """Return every query that fetches what stands: name to text, as a file of the catalogue."""
    tables = [table for table in model.tables() if not table.derived]
    ends = {end for table in tables for end in (table.from_label, table.to_label)}
    return dict(file for table in tables for file in _texts(table, joined=table.name in ends))


def _texts(table: Table, *, joined: bool) -> Iterator[tuple[str, str]]:
    own = {p.name for p in table.stored}
    if table.is_relation:
        end = ("end",) if table.name in _BY_END else ()
        for key in ("start", *end, *(_CODE if "code" in own else ())):
            yield state_name(table, key), _relation(table, key)
        return
    for key in (*(("id",) if joined else ()), *_KEYS.get(table.name, _CODE)):
        yield state_name(table, key), _node(table, key)


def _node(table: Table, key: str) -> str:
    what = noun(table.name)
    parameter = f"{key}s"
    return _text(
        f"What stands of {table.name}, by {key}.",
        parameter,
        [f"{what}_id text", *(f"{what}_{p.name} {p.type.value}" for p in table.stored)],
        [
            f"UNWIND ${parameter} AS wanted",
            f"MATCH (n:{table.name} {{{key}: wanted}})",
            f"RETURN DISTINCT n.id AS {what}_id{_columns('n', what, table.stored)}",
            f"ORDER BY {what}_id",
        ],
    )


def _relation(table: Table, key: str) -> str:
    what = noun(table.name)
    parameter = "codes" if key == "code" else "ids"
    return _text(
        f"What stands of {table.name} from {table.from_label} to {table.to_label}, by {key}.",
        parameter,
        [
            "start_id text", "end_id text", f"{what}_id text",
            *(f"{what}_{p.name} {p.type.value}" for p in table.stored),
        ],
        [
            f"UNWIND ${parameter} AS wanted",
            *_pattern(table, key),
            "RETURN DISTINCT a.id AS start_id, b.id AS end_id,",
            f"       r.id AS {what}_id{_columns('r', what, table.stored)}",
            f"ORDER BY {what}_id",
        ],
    )  # fmt: skip


def _pattern(table: Table, key: str) -> list[str]:
    """Go out from the known end: after UNWIND, ladybug scans every relation for a plain MATCH."""
    start, end, relation = f"a:{table.from_label}", f"b:{table.to_label}", f"r:{table.name}"
    if key == "code":
        return [f"MATCH ({start})-[{relation} {{code: wanted}}]->({end})"]
    if key == "start":
        return [
            f"MATCH ({start} {{id: wanted}})",
            f"OPTIONAL MATCH (a)-[{relation}]->({end})",
            "WITH a, r, b WHERE b.id IS NOT NULL",
        ]
    return [
        f"MATCH ({end} {{id: wanted}})",
        f"OPTIONAL MATCH ({start})-[{relation}]->(b)",
        "WITH a, r, b WHERE a.id IS NOT NULL",
    ]


def _columns(variable: str, what: str, properties: tuple[Property, ...]) -> str:
    return "".join(f",\n       {variable}.{p.name} AS {what}_{p.name}" for p in properties)


def _text(sentence: str, parameter: str, returns: list[str], lines: list[str]) -> str:
    header = [
        f"// {sentence}",
        f"// params: {parameter} text_list",
        f"// returns: {', '.join(returns)}",
    ]
    return "\n".join([*header, *lines]) + "\n"
