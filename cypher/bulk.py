"""Statements that write or read whole tables, derived from the model, for both engines.

ladybug takes rows from Parquet files: new ones by ``COPY``, the rest by ``LOAD FROM … MATCH``,
where only the first node may be bound (two bound nodes are a cross product). Neo4j takes batches of
rows as ``$rows``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cypher.ddl import APPLIED, quoted, table_columns

if TYPE_CHECKING:
    from pathlib import Path

    from graphapp.model.kinds import Model, Table

BEGIN = "BEGIN TRANSACTION"
COMMIT = "COMMIT"
MARK = f"CREATE (:{APPLIED} {{seq: $seq}})"
APPLIED_RANGE = f"MATCH (n:{APPLIED}) RETURN min(n.seq) AS least, max(n.seq) AS most"
MARK_CLEARING = f"MERGE (:{APPLIED} {{seq: -1}})"
UNMARK = f"MATCH (n:{APPLIED}) DELETE n"
# one transaction of an entry that takes several: what stands of it until the last is in
PART = f"{APPLIED}Part"
PARTS_BEGUN = f"MATCH (n:{PART} {{seq: $seq}}) RETURN count(n) AS parts"
PART_DONE = f"MATCH (n:{PART} {{seq: $seq, number: $number}}) RETURN count(n) AS parts"
MARK_PART = f"CREATE (:{PART} {{seq: $seq, number: $number}})"
UNMARK_PARTS = f"MATCH (n:{PART}) DELETE n"
AWAIT_INDEXES = "CALL db.awaitIndexes()"
_COUNT = "RETURN count(x) AS written"
SHOW_CONSTRAINTS = "SHOW CONSTRAINTS YIELD type, labelsOrTypes, properties"


def ladybug_copy(table: Table, file: Path) -> str:
    """Return the statement that adds a file's rows; columns stand as the table declares them."""
    ends = f" (from='{table.from_label}', to='{table.to_label}')" if table.is_relation else ""
    return f"COPY {quoted(table.name)} FROM {_path(file)}{ends}"


def ladybug_copy_marker(file: Path) -> str:
    """Return the statement that adds the marker: the last one of its transaction."""
    return f"COPY {APPLIED} FROM {_path(file)}"


def ladybug_set(table: Table, file: Path) -> str:
    """Return the statement that sets every property of the nodes in a file."""
    sets = ", ".join(f"x.{quoted(p.name)} = {quoted(p.name)}" for p in table.properties)
    return f"LOAD FROM {_path(file)} {_ladybug_match(table)} SET {sets}"


def ladybug_delete(table: Table, file: Path) -> str:
    """Return the statement that removes the rows in a file; with a node goes what hangs on it."""
    return f"LOAD FROM {_path(file)} {_ladybug_match(table)} {_delete(table)} x"


def ladybug_export(table: Table, file: Path) -> str:
    """Return the statement that writes every row of a table to a Parquet file."""
    return f"COPY ({_every_row(table)}) TO {_path(file)}"


def neo4j_rows(table: Table) -> str:
    """Return the statement that reads every row of a table."""
    return _every_row(table)


def neo4j_create(table: Table) -> str:
    """Return the statement that adds the rows of ``$rows`` and counts them."""
    return f"{_neo4j_ends(table)} CREATE {_neo4j_new(table, _map(table))} {_COUNT}"


def neo4j_merge(table: Table) -> str:
    """Return the statement that adds those rows of ``$rows`` that are not there, and counts all."""
    merge = f"MERGE {_neo4j_new(table, '{id: row.id}')} SET x = {_map(table)}"
    return f"{_neo4j_ends(table)} {merge} {_COUNT}"


def neo4j_set(table: Table) -> str:
    """Return the statement that sets every property of the rows of ``$rows``."""
    return f"UNWIND $rows AS row {_neo4j_match(table)} SET x = {_map(table)}"


def neo4j_delete(table: Table) -> str:
    """Return the statement that removes the rows of ``$rows``; relations go with their node."""
    return f"UNWIND $rows AS row {_neo4j_match(table)} {_delete(table)} x"


def neo4j_clear(model: Model) -> list[str]:
    """Return the statements that empty the graph, in batches that are transactions of their own.

    Relations go first: a node of a province has more than fit into one transaction.
    """
    batches = "IN TRANSACTIONS OF 10000 ROWS"
    tables = sorted(model.tables(), key=lambda table: not table.is_relation)
    return [
        f"MATCH {_pattern(table)} CALL (x) {{ {_delete(table)} x }} {batches}" for table in tables
    ]


def _delete(table: Table) -> str:
    return "DELETE" if table.is_relation else "DETACH DELETE"


def _every_row(table: Table) -> str:
    ends = ["a.id AS from_id", "b.id AS to_id"] if table.is_relation else []
    own = [f"x.{quoted(name)} AS {quoted(name)}" for name in table_columns(table)]
    return f"MATCH {_pattern(table)} RETURN {', '.join([own[0], *ends, *own[1:]])}"


def _pattern(table: Table) -> str:
    if not table.is_relation:
        return f"(x:{quoted(table.name)})"
    start, end = quoted(str(table.from_label)), quoted(str(table.to_label))
    return f"(a:{start})-[x:{quoted(table.name)}]->(b:{end})"


def _ladybug_match(table: Table) -> str:
    """Find the rows of a file; an OPTIONAL MATCH goes out from the node, a MATCH scans all."""
    if not table.is_relation:
        return f"MATCH (x:{quoted(table.name)} {{id: id}})"
    start, end = quoted(str(table.from_label)), quoted(str(table.to_label))
    return (
        f"MATCH (a:{start} {{id: from_id}}) "
        f"OPTIONAL MATCH (a)-[x:{quoted(table.name)}]->(b:{end}) "
        f"WITH id, a, x, b WHERE x.id = id"
    )


def _neo4j_ends(table: Table) -> str:
    """Begin with a row, and for a relation with both its ends."""
    if not table.is_relation:
        return "UNWIND $rows AS row"
    return (
        f"UNWIND $rows AS row MATCH (a:{quoted(str(table.from_label))} {{id: row.from_id}}) "
        f"MATCH (b:{quoted(str(table.to_label))} {{id: row.to_id}})"
    )


def _neo4j_new(table: Table, properties: str) -> str:
    inner = f"x:{quoted(table.name)} {properties}"
    return f"(a)-[{inner}]->(b)" if table.is_relation else f"({inner})"


def _neo4j_match(table: Table) -> str:
    if not table.is_relation:
        return f"MATCH (x:{quoted(table.name)} {{id: row.id}})"
    start, end = quoted(str(table.from_label)), quoted(str(table.to_label))
    pattern = f"(a:{start} {{id: row.from_id}})-[x:{quoted(table.name)} {{id: row.id}}]->(b:{end})"
    return f"MATCH {pattern}"


def _map(table: Table) -> str:
    return "{" + ", ".join(f"{quoted(n)}: row.{quoted(n)}" for n in table_columns(table)) + "}"


def _path(file: Path) -> str:
    return "'" + str(file).replace("\\", "\\\\").replace("'", "\\'") + "'"
