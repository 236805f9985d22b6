"""A hop that goes on from a filtered relation: ladybug forgets the filter when there are many rows.

Of more than 2,048 relations at the first hop, rows that its ``WHERE`` had left out come back, each
with the rows of the second hop (checked with ladybug 0.22.0). With a ``WITH`` between the two, each
is planned by itself and joined, and the rows are right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from benchmarks.province import Size, province
from cypher.catalogue import Catalogue, Query
from graphapp.domain.units import find
from graphapp.graph.ladybug import LadybugEngine
from graphapp.graph.port import Reader
from graphapp.graph.projection import project
from graphapp.graph.reader import GraphReader
from graphapp.model.scope import WHOLE

DAY = date(2026, 1, 15)
VILLAGES = 1_100
HOMES = 2
SIZE = Size(VILLAGES, 5, 9, 2, VILLAGES * HOMES, 60, 100)
POOL_BYTES = 256 << 20
QUERIES = [query for query in Catalogue.load("ladybug") if not query.name.startswith("state/")]
_ASIDE = re.compile(r"//[^\n]*")
_CLAUSE = re.compile(r"\b(OPTIONAL MATCH|MATCH|WITH|WHERE|UNWIND|RETURN)\b")
_RELATION = re.compile(r"-\[(\w*)")


def hops_from_a_filter(text: str) -> Iterator[str]:
    """Yield the relations of a query that are filtered and then gone on from without a WITH."""
    for branch in re.split(r"\bUNION\b", _ASIDE.sub(" ", text)):
        parts = _CLAUSE.split(branch)
        pattern: list[str] = []
        met: set[str] = set()
        filtered: set[str] = set()
        for clause, words in zip(parts[1::2], parts[2::2], strict=True):
            if clause.endswith("MATCH"):
                yield from filtered
                pattern = _RELATION.findall(words)
                met.update(filter(None, pattern))
            elif clause == "WHERE":
                filtered |= {name for name in met if re.search(rf"\b{name}\.", words)}
                yield from filtered if len(pattern) > 1 else ()
            else:
                met, filtered, pattern = set(), set(), []


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_no_query_goes_on_from_a_filtered_relation_without_with(query: Query) -> None:
    assert set(hops_from_a_filter(query.text)) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MATCH (a {id: $i})<-[w:W]-(b) WHERE w.ok MATCH (b)<-[l:L]-(c) RETURN c.id", {"w"}),
        ("MATCH (a {id: $i})<-[w:W]-(b)<-[l:L]-(c) WHERE w.ok RETURN c.id", {"w"}),
        ("MATCH (a {id: $i})<-[w:W]-(b) WHERE w.ok WITH b MATCH (b)<-[l:L]-(c) RETURN c.id", set()),
        ("MATCH (a {id: $i})<-[w:W]-(b) WHERE w.ok RETURN b.id", set()),
    ],
)
def test_shape_is_recognised(text: str, found: set[str]) -> None:
    assert set(hops_from_a_filter(text)) == found


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A province with more villages than ladybug takes at once, each with a past."""
    folder: Path = tmp_path_factory.mktemp("large")
    engine = LadybugEngine(folder / "graph.lbug", POOL_BYTES)
    engine.create_schema()
    made = GraphReader(engine)
    project(engine, made, province(1, SIZE), 1)
    yield made
    engine.close()


def test_no_row_comes_twice_or_is_left_out_however_many_there_are(reader: Reader) -> None:
    top = find(reader, WHOLE, "20", DAY).id
    for _ in range(3):  # the plan is kept: the second run is not the first
        homes = reader.rows("households/below", unit_id=top, as_of=DAY)
        assert Counter(Counter(row["household_id"] for row in homes).values()) == {
            1: VILLAGES * HOMES
        }
        cells = reader.rows("organisations/below", unit_id=top, kind="cell", as_of=DAY)
        assert Counter(Counter(row["organisation_id"] for row in cells).values()) == {1: VILLAGES}
        above = reader.rows("units/parents_below", unit_id=top, tier="village", as_of=DAY)
        assert Counter(Counter(row["start_id"] for row in above).values()) == {3: VILLAGES}
