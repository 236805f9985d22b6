"""The schema of both engines, derived from the model: tables for ladybug, constraints for Neo4j.

Beside the model's tables there is ``Applied``: one node for each ledger entry that the graph holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from cypher.reserved import RESERVED
from graphapp.model.kinds import Model, Property, Relation, Table, ValueType

APPLIED = "Applied"
SEARCHED = "search_key"
LOOKED_UP = ("code", "number")

_LADYBUG_TYPES = {
    ValueType.TEXT: "STRING",
    ValueType.INTEGER: "INT64",
    ValueType.NUMBER: "DOUBLE",
    ValueType.DATE: "DATE",
    ValueType.BOOLEAN: "BOOLEAN",
}


@dataclass(frozen=True)
class Constraint:
    """What Neo4j must uphold: a property that is unique among the nodes of a label."""

    name: str
    label: str
    unique: str

    @property
    def statement(self) -> str:
        """Return the statement that makes it, where it does not stand."""
        return (
            f"CREATE CONSTRAINT {self.name} IF NOT EXISTS "
            f"FOR (n:`{self.label}`) REQUIRE n.`{self.unique}` IS UNIQUE"
        )


def ladybug_schema(model: Model) -> list[str]:
    """Return the statements that make every table where it does not stand, nodes first."""
    nodes = [_node_table(label.name, label.properties) for label in model.labels]
    marker = f"CREATE NODE TABLE IF NOT EXISTS `{APPLIED}`(`seq` INT64 PRIMARY KEY)"
    return [marker, *nodes, *(_relation_table(relation) for relation in model.relations)]


def ladybug_drop(model: Model) -> list[str]:
    """Return the statements that drop every table, relations first."""
    names = [r.name for r in model.relations] + [label.name for label in model.labels]
    return [f"DROP TABLE IF EXISTS `{name}`" for name in (*names, APPLIED)]


def ladybug_columns(model: Model) -> dict[str, list[tuple[str, str]]]:
    """Return what ``ladybug_describe`` must answer for each table: columns and their types."""
    tables = [(label.name, label.properties) for label in model.labels]
    tables += [(relation.name, relation.properties) for relation in model.relations]
    described = {
        name: [("id", "STRING"), *((p.name, _LADYBUG_TYPES[p.type]) for p in properties)]
        for name, properties in tables
    }
    return {APPLIED: [("seq", "INT64")], **described}


def ladybug_pairs(model: Model) -> dict[str, set[tuple[str, str]]]:
    """Return what ``ladybug_connections`` must answer for each relation."""
    return {relation.name: set(relation.pairs) for relation in model.relations}


def ladybug_describe(name: str) -> str:
    """Return the statement that tells the columns of a table."""
    return f"CALL table_info('{name}') RETURN name, type"


def ladybug_connections(name: str) -> str:
    """Return the statement that tells which labels a relation table joins."""
    return f"CALL show_connection('{name}') RETURN *"


def neo4j_constraints(model: Model) -> list[Constraint]:
    """Return the constraints: one id a node, one marker an entry."""
    ids = [Constraint(f"{label.name.lower()}_id", label.name, "id") for label in model.labels]
    return [*ids, Constraint(f"{APPLIED.lower()}_seq", APPLIED, "seq")]


def neo4j_schema(model: Model) -> list[str]:
    """Return the statements that make every constraint and index where it does not stand."""
    indexes = [
        _neo4j_index(label.name, p.name)
        for label in model.labels
        for p in label.properties
        if p.name in (*LOOKED_UP, SEARCHED)
    ]
    return [*(c.statement for c in neo4j_constraints(model)), *indexes]


def quoted(name: str) -> str:
    """Return a name of the model as it stands in a statement; refuses what ladybug reserves."""
    if name.lower() in RESERVED or not name.isidentifier():
        raise ValueError(name)
    return f"`{name}`"


def table_columns(table: Table) -> list[str]:
    """Return the properties of a table's rows as both engines hold them, ``id`` first."""
    return ["id", *(p.name for p in table.properties)]


def _node_table(name: str, properties: tuple[Property, ...]) -> str:
    columns = "".join(f", {_column(p)}" for p in properties)
    return f"CREATE NODE TABLE IF NOT EXISTS {quoted(name)}(`id` STRING PRIMARY KEY{columns})"


def _relation_table(relation: Relation) -> str:
    pairs = ", ".join(f"FROM {quoted(start)} TO {quoted(end)}" for start, end in relation.pairs)
    columns = "".join(f", {_column(p)}" for p in relation.properties)
    return f"CREATE REL TABLE IF NOT EXISTS {quoted(relation.name)}({pairs}, `id` STRING{columns})"


def _column(declared: Property) -> str:
    return f"{quoted(declared.name)} {_LADYBUG_TYPES[declared.type]}"


def _neo4j_index(label: str, name: str) -> str:
    kind = "TEXT INDEX" if name == SEARCHED else "INDEX"
    return (
        f"CREATE {kind} {label.lower()}_{name} IF NOT EXISTS FOR (n:{quoted(label)}) "
        f"ON (n.{quoted(name)})"
    )
