"""Query files: what is declared is what stands in the text, and both engines take every file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from cypher.catalogue import Catalogue, Query, parse
from graphapp.errors import EngineError

if TYPE_CHECKING:
    from pathlib import Path

    from graphapp.graph.port import Engine

GOOD = """\
// Units of a tier,
// by code.
// params: tier text,
//   as_of date
// returns: unit_id text, unit_code text
MATCH (u:Unit {tier: $tier})
WHERE u.since <= $as_of  // not $this, and '$neither'
RETURN u.id AS unit_id, u.code AS unit_code
"""
VALUES: dict[str, Any] = {
    "text": "x",
    "integer": 1,
    "number": 1.5,
    "date": date(2026, 1, 1),
    "boolean": True,
    "text_list": ["x"],
    "date_list": [date(2026, 1, 1)],
}
QUERIES = {name: {q.name: q for q in Catalogue.load(name)} for name in ("ladybug", "neo4j")}
NAMES = sorted(set(QUERIES["ladybug"]) | set(QUERIES["neo4j"]))


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / f"{name}.cypher"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_header_gives_sentence_parameters_and_columns() -> None:
    query = parse("units/of_tier", GOOD)
    assert query.sentence == "Units of a tier, by code."
    assert dict(query.parameters) == {"tier": "text", "as_of": "date"}
    assert list(query.returns.items()) == [("unit_id", "text"), ("unit_code", "text")]
    assert query.engine == "shared"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("as_of date", "as_of date, unit_id text", "not used: unit_id"),
        ("//   as_of date\n", "", "not declared: as_of"),
        ("tier text,\n//   as_of date", "tier text, as_of day", "as_of day"),
        ("tier text", "tier text_list text", "tier text_list text"),
        ("tier text,", "tier text, tier text,", "tier text"),
        ("unit_code text\n", "unit_code text_list\n", "unit_code text_list"),
        ("// Units of a tier,\n// by code.\n", "", "a sentence"),
        ("// returns: unit_id text, unit_code text\n", "", "returns"),
        ("// returns:", "// params:\n// returns:", "params: stands twice"),
        ("unit_code", "order", "reserved in ladybug: order"),
        ("u.id AS", "u.id AS end, u.id AS", "reserved in ladybug: end"),
        ("(u:Unit", "(group:Unit)--(u:Unit", "reserved in ladybug: group"),
        ("$tier", "$on", "not declared: on"),
        ("RETURN", "SET u.code = 'x' RETURN", "SET writes"),
        ("RETURN", "DETACH DELETE u RETURN", "DELETE writes"),
    ],
)
def test_bad_file_is_refused_with_the_reason(old: str, new: str, reason: str) -> None:
    assert old in GOOD
    with pytest.raises(EngineError) as refused:
        parse("units/of_tier", GOOD.replace(old, new))
    assert refused.value.message == "engine.query_file_wrong"
    assert refused.value.values["query"] == "units/of_tier"
    assert reason in refused.value.values["reason"]


def test_reserved_parameter_is_refused() -> None:
    with pytest.raises(EngineError, match="reserved in ladybug: on"):
        parse("x", GOOD.replace("as_of", "on"))


def test_file_of_an_engine_overrides_the_shared_one_for_that_engine(tmp_path: Path) -> None:
    own = GOOD.replace("Units of a tier", "Own units of a tier")
    root = written(tmp_path, {"shared/units/of_tier": GOOD, "neo4j/units/of_tier": own})
    assert Catalogue.load("ladybug", root).get("units/of_tier").engine == "shared"
    query = Catalogue.load("neo4j", root).get("units/of_tier")
    assert (query.engine, query.text) == ("neo4j", own)


def test_override_with_other_columns_is_refused(tmp_path: Path) -> None:
    own = GOOD.replace("unit_code", "unit_name")
    root = written(tmp_path, {"shared/units/of_tier": GOOD, "ladybug/units/of_tier": own})
    assert len(Catalogue.load("neo4j", root)) == 1
    with pytest.raises(EngineError, match="different parameters or columns"):
        Catalogue.load("ladybug", root)


def test_unknown_name_is_an_error_that_names_it() -> None:
    with pytest.raises(EngineError, match=r"engine\.query_unknown.*no/such"):
        Catalogue.load("ladybug").get("no/such")


def bound(graph: Engine, query: Query) -> list[dict[str, Any]]:
    return graph.read(query, {name: VALUES[kind] for name, kind in query.parameters.items()})


@pytest.mark.parametrize("name", NAMES)
def test_query_binds_on_an_empty_graph_and_returns_its_columns(
    module_graph: Engine, name: str
) -> None:
    query = QUERIES[module_graph.name].get(name)
    if query is not None:
        rows = bound(module_graph, query)
        assert all(list(row) == list(query.returns) for row in rows)


def test_column_that_is_not_declared_is_an_error(module_graph: Engine) -> None:
    query = parse(
        "x", "// One.\n// returns: unit_id text\nMATCH (u:Unit) RETURN u.id AS id_of_unit"
    )
    with pytest.raises(EngineError, match=r"engine\.columns_wrong"):
        module_graph.read(query, {})


def test_property_that_the_model_lacks_fails_to_bind_in_ladybug(module_graph: Engine) -> None:
    if module_graph.name == "ladybug":
        query = parse("x", "// One.\n// returns: unit_x text\nMATCH (u:Unit) RETURN u.x AS unit_x")
        with pytest.raises(EngineError, match="Cannot find property x"):
            module_graph.read(query, {})
