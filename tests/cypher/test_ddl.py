"""The schema of both engines is derived from the model, whole, and refuses what neither takes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from cypher import bulk, ddl
from cypher.reserved import RESERVED
from graphapp.model.kinds import Label, Model, Property, Relation, ValueType
from graphapp.model.schema import MODEL

FILE = Path("rows.parquet")
NAMES = [label.name for label in MODEL.labels] + [relation.name for relation in MODEL.relations]


def with_property(name: str) -> Model:
    """Return the model with one more property of its first label."""
    first, *others = MODEL.labels
    more = replace(
        first, properties=(*first.properties, Property(name, ValueType.NUMBER, "thêm", "more"))
    )
    return Model((more, *others), MODEL.relations)


@pytest.mark.parametrize("name", NAMES)
def test_every_label_and_relation_is_a_table_that_is_made_and_dropped(name: str) -> None:
    assert len([s for s in ddl.ladybug_schema(MODEL) if f"`{name}`(" in s]) == 1
    assert f"DROP TABLE IF EXISTS `{name}`" in ddl.ladybug_drop(MODEL)


def test_relations_are_dropped_before_the_nodes_they_join() -> None:
    dropped = [re.findall("`(.*)`", statement)[0] for statement in ddl.ladybug_drop(MODEL)]
    assert dropped[-1] == ddl.APPLIED
    assert dropped.index("PART_OF") < dropped.index("Unit")


def test_relation_between_several_pairs_is_one_table() -> None:
    (statement,) = [s for s in ddl.ladybug_schema(MODEL) if "`MEMBER_OF`" in s]
    assert (
        "(FROM `Person` TO `Organisation`, FROM `Person` TO `WorkingGroup`, `id` STRING"
        in statement
    )


def test_property_that_is_declared_stands_in_the_schema_and_in_the_bulk_statements() -> None:
    model = with_property("area")
    assert any("`area` DOUBLE" in s for s in ddl.ladybug_schema(model))
    assert ("area", "DOUBLE") in ddl.ladybug_columns(model)["Unit"]
    table = model.table("Unit")
    assert "x.`area` = `area`" in bulk.ladybug_set(table, FILE)
    assert "x.`area` AS `area`" in bulk.ladybug_export(table, FILE)
    for statement in (bulk.neo4j_create, bulk.neo4j_merge, bulk.neo4j_set):
        assert "`area`: row.`area`" in statement(table)


def test_every_label_has_an_id_that_is_unique_in_neo4j() -> None:
    unique = {(c.label, c.unique) for c in ddl.neo4j_constraints(MODEL)}
    assert unique == {*((label.name, "id") for label in MODEL.labels), (ddl.APPLIED, "seq")}
    names = [c.name for c in ddl.neo4j_constraints(MODEL)]
    assert len(set(names)) == len(names)


def test_codes_and_search_keys_are_indexed_in_neo4j() -> None:
    schema = ddl.neo4j_schema(MODEL)
    assert any(s.startswith("CREATE INDEX unit_code ") for s in schema)
    assert any(s.startswith("CREATE TEXT INDEX person_search_key ") for s in schema)


@pytest.mark.parametrize("name", [*sorted(RESERVED), "two words", "a`b"])
def test_name_that_an_engine_does_not_take_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=re.escape(name)):
        ddl.ladybug_schema(with_property(name))


def test_label_and_relation_names_are_checked_too() -> None:
    label = Label("Order", "x", "x", "x", ())
    with pytest.raises(ValueError, match="Order"):
        ddl.ladybug_schema(Model((label,), ()))
    relation = Relation("JOIN", "x", "x", (("Unit", "Unit"),), ())
    with pytest.raises(ValueError, match="JOIN"):
        ddl.ladybug_schema(Model(MODEL.labels, (relation,)))


def test_path_with_quote_or_backslash_stays_inside_its_string() -> None:
    statement = bulk.ladybug_copy(MODEL.table("Unit"), Path("it's\\here.parquet"))
    assert statement == "COPY `Unit` FROM 'it\\'s\\\\here.parquet'"
