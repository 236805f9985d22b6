"""What stands in the graph, fetched by the keys a load touches: a few queries, never one a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cypher.state import noun, state_name
from loaders.facts import Edge, Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphapp.graph.port import Reader, Row
    from graphapp.model.kinds import Model, Table
    from loaders.rows import Value


class Standing:
    """Nodes and edges that stand; each is one object, however often it is fetched."""

    def __init__(self, reader: Reader, model: Model) -> None:
        self._reader = reader
        self._model = model
        self._nodes: dict[str, Node] = {}
        self._edges: dict[str, Edge] = {}
        self._asked: dict[tuple[str, str], set[str]] = {}
        self._found: dict[tuple[str, str], dict[str, list[Edge]]] = {}
        self._assignment_codes: set[str] | None = None

    def nodes(self, label: str, key: str, wanted: Iterable[str]) -> list[Node]:
        """Return the nodes of a label that have one of the codes (numbers, names, ids)."""
        table = self._model.table(label)
        fresh = self._fresh(label, key, wanted)
        if not fresh:
            return []
        rows = self._reader.rows(state_name(table, key), **{f"{key}s": fresh})
        columns = _columns(table)
        return [self._node(table, _values(columns, row)) for row in rows]

    def codes(self, label: str, wanted: Iterable[str]) -> set[str]:
        """Return which of some codes stand, whatever else is fetched of them."""
        asked = sorted(set(wanted))
        if not asked:
            return set()
        table = self._model.table(label)
        rows = self._reader.rows(state_name(table, "code"), codes=asked)
        return {str(row[f"{noun(table.name)}_code"]) for row in rows}

    def decision_numbers(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the numbers of the decisions that stand under some ids."""
        wanted = sorted(set(ids))
        rows = self._reader.rows("decisions/by_ids", decision_ids=wanted) if wanted else []
        return {row["decision_id"]: row["decision_number"] for row in rows}

    def assignment_codes(self) -> set[str]:
        """Return every code of an assignment that stands; read once."""
        if self._assignment_codes is None:
            names = ("responsibility/codes", "responsibility/supervision_codes")
            rows = (row for name in names for row in self._reader.rows(name))
            self._assignment_codes = {row["assignment_code"] for row in rows}
        return self._assignment_codes

    def known(self, label: str) -> list[Node]:
        """Return the nodes of a label that were fetched so far, by whatever key."""
        return [node for node in self._nodes.values() if node.label == label]

    def edges(self, table_key: str, by: str, nodes: Iterable[Node]) -> dict[str, list[Edge]]:
        """Return the edges of a table by the id of their start (or end), for nodes that stand."""
        wanted = [node.id for node in nodes if node.id is not None and not node.is_new]
        found = self._found.setdefault((table_key, by), {})
        for edge in self._fetched(table_key, by, "ids", wanted):
            at = edge.start if by == "start" else edge.end
            found.setdefault(str(at.id), []).append(edge)
        return found

    def edges_by_code(self, table_key: str, codes: Iterable[str]) -> dict[str, list[Edge]]:
        """Return the edges of a table by their code."""
        found = self._found.setdefault((table_key, "code"), {})
        for edge in self._fetched(table_key, "code", "codes", codes):
            found.setdefault(str(edge.value("code")), []).append(edge)
        return found

    def _fetched(
        self, table_key: str, by: str, parameter: str, wanted: Iterable[str]
    ) -> Iterator[Edge]:
        fresh = self._fresh(table_key, by, wanted)
        if not fresh:
            return
        table = self._model.table(table_key)
        rows = self._reader.rows(state_name(table, by), **{parameter: fresh})
        self._load_ends(str(table.from_label), {row["start_id"] for row in rows})
        self._load_ends(str(table.to_label), {row["end_id"] for row in rows})
        columns = _columns(table)
        yield from (self._edge(table, row, _values(columns, row)) for row in rows)

    def _load_ends(self, label: str, ids: set[str]) -> None:
        self.nodes(label, "id", ids - self._nodes.keys())

    def _fresh(self, table_key: str, by: str, wanted: Iterable[str]) -> list[str]:
        asked = self._asked.setdefault((table_key, by), set())
        fresh = sorted(set(wanted) - asked)
        asked.update(fresh)
        return fresh

    def _node(self, table: Table, values: Mapping[str, Value]) -> Node:
        return self._nodes.setdefault(str(values["id"]), Node(table, values))

    def _edge(self, table: Table, row: Row, values: Mapping[str, Value]) -> Edge:
        start, end = self._nodes[row["start_id"]], self._nodes[row["end_id"]]
        return self._edges.setdefault(str(values["id"]), Edge(table, start, end, values))


def _columns(table: Table) -> list[tuple[str, str]]:
    """Return the names of the model and those of the query's columns."""
    what = noun(table.name)
    return [(name, f"{what}_{name}") for name in ("id", *(p.name for p in table.stored))]


def _values(columns: Iterable[tuple[str, str]], row: Row) -> Mapping[str, Value]:
    """Return a fetched row under the names of the model; KeyError when one is not fetched."""
    return {name: row[column] for name, column in columns}
