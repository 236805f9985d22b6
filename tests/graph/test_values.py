"""Values cross the edge of an engine in their declared types, or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import neo4j.time
import pytest

from cypher.catalogue import PARAMETER_TYPES, RETURN_TYPES, parse
from graphapp.errors import EngineError
from graphapp.graph.values import check_parameters, rows_of

DAY = date(2025, 7, 1)
NOW = datetime(2025, 7, 1, tzinfo=UTC)
SAMPLES: list[Any] = ["x", 1, 1.5, DAY, True, ["x"], [DAY], [], None, NOW, [1], Decimal("1.5")]
FITS: dict[str, list[Any]] = {
    "text": ["x"],
    "integer": [1],
    "number": [1, 1.5],
    "date": [DAY],
    "boolean": [True],
    "text_list": [["x"], []],
    "date_list": [[DAY], []],
}
COMES_AS: dict[str, list[tuple[Any, Any]]] = {
    "text": [("x", "x")],
    "integer": [(1, 1), (Decimal(7), 7)],
    "number": [(1, 1.0), (1.5, 1.5), (Decimal("1.5"), 1.5)],
    "date": [(DAY, DAY), (neo4j.time.Date(2025, 7, 1), DAY)],
    "boolean": [(True, True)],
}


@pytest.mark.parametrize("kind", sorted(PARAMETER_TYPES))
def test_parameter_takes_values_of_its_type_and_no_other(kind: str) -> None:
    query = parse("x", f"// One.\n// params: value {kind}\n// returns: a text\nRETURN $value AS a")
    for sample in SAMPLES:
        if any(sample == fit and type(sample) is type(fit) for fit in FITS[kind]):
            check_parameters(query, {"value": sample})
        else:
            with pytest.raises(EngineError, match=f"value {kind}"):
                check_parameters(query, {"value": sample})


@pytest.mark.parametrize("kind", sorted(RETURN_TYPES))
def test_column_becomes_its_type_and_takes_no_other(kind: str) -> None:
    query = parse("x", f"// One.\n// returns: a {kind}\nRETURN 1 AS a")
    for given, wanted in COMES_AS[kind]:
        (row,) = rows_of(query, ["a"], [[given]])
        assert row == {"a": wanted}
        assert type(row["a"]) is type(wanted)
    assert rows_of(query, ["a"], [[None]]) == [{"a": None}]
    taken = [given for given, _ in COMES_AS[kind]]
    for sample in SAMPLES:
        if sample is None or any(sample == t and type(sample) is type(t) for t in taken):
            continue
        with pytest.raises(EngineError, match=r"engine\.value_wrong"):
            rows_of(query, ["a"], [[sample]])


def test_columns_in_another_order_are_refused() -> None:
    query = parse("x", "// One.\n// returns: a text, b text\nRETURN 1 AS b, 2 AS a")
    with pytest.raises(EngineError, match=r"engine\.columns_wrong"):
        rows_of(query, ["b", "a"], [])
