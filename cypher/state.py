"""Derives, from the model, the queries that fetch what stands: the files of ``shared/state``.

Each table is read by the keys that a load knows: nodes by code, or by id where a relation leads to
them; relations by the ids of their start, some by those of their end, or by their code. Every
stored property is returned: for a new one, write the files again with ``python3 -m cypher.state``.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from graphapp.model.schema import MODEL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphapp.model.kinds import Model, Property, Table

FOLDER = Path(__file__).parent / "shared" / "state"
_KEYS = {"Decision": ("number",), "Person": ("code", "name")}
_BY_END = ("HOLDS", "SERVES")
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


def state_files(model: Model = MODEL) -> dict[str, str]:
    """Return every query of ``shared/state``: name to text."""
    tables = [table for table in model.tables() if not table.derived]
    ends = {end for table in tables for end in (table.from_label, table.to_label)}
    return dict(file for table in tables for file in _files(table, joined=table.name in ends))


def _files(table: Table, *, joined: bool) -> Iterator[tuple[str, str]]:
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
            f"RETURN DISTINCT n.id AS {what}_id, {_columns('n', what, table.stored)}",
            f"ORDER BY {what}_id",
        ],
    )


def _relation(table: Table, key: str) -> str:
    what = noun(table.name)
    parameter = "codes" if key == "code" else "ids"
    start = " {id: wanted}" if key == "start" else ""
    end = " {id: wanted}" if key == "end" else ""
    code = " {code: wanted}" if key == "code" else ""
    pattern = f"(a:{table.from_label}{start})-[r:{table.name}{code}]->(b:{table.to_label}{end})"
    return _text(
        f"What stands of {table.name} from {table.from_label} to {table.to_label}, by {key}.",
        parameter,
        [
            f"{what}_id text", "start_id text", "end_id text",
            *(f"{what}_{p.name} {p.type.value}" for p in table.stored),
        ],
        [
            f"UNWIND ${parameter} AS wanted",
            f"MATCH {pattern}",
            f"RETURN DISTINCT r.id AS {what}_id, a.id AS start_id, b.id AS end_id,",
            f"       {_columns('r', what, table.stored)}",
            f"ORDER BY {what}_id",
        ],
    )  # fmt: skip


def _columns(variable: str, what: str, properties: tuple[Property, ...]) -> str:
    return ",\n       ".join(f"{variable}.{p.name} AS {what}_{p.name}" for p in properties)


def _text(sentence: str, parameter: str, returns: list[str], lines: list[str]) -> str:
    header = [
        f"// {sentence}",
        f"// params: {parameter} text_list",
        f"// returns: {', '.join(returns)}",
    ]
    return "\n".join([*header, *lines]) + "\n"


def stale() -> list[str]:
    """Return the names of files that are missing, differ or belong to no table."""
    wanted = state_files()
    there = {f"state/{path.stem}" for path in FOLDER.glob("*.cypher")}
    differ = {
        name for name in wanted if name in there and _path(name).read_text("utf-8") != wanted[name]
    }
    return sorted(there.symmetric_difference(wanted) | differ)


def write() -> None:
    """Write the files as the model wants them and remove those of no table."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = state_files()
    for path in FOLDER.glob("*.cypher"):
        if f"state/{path.stem}" not in wanted:
            path.unlink()
    for name, text in wanted.items():
        _path(name).write_text(text, encoding="utf-8", newline="\n")


def _path(name: str) -> Path:
    return FOLDER / f"{name.removeprefix('state/')}.cypher"


def main(arguments: list[str]) -> int:
    """Write the files, or with ``--check`` only compare; return the exit code."""
    if "--check" not in arguments:
        write()
        return 0
    for name in stale():
        sys.stderr.write(f"{name}: run python3 -m cypher.state\n")
    return 1 if stale() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
