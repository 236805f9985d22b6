"""The draft of a load: nodes by their codes, edges in the making, what stands, what is wrong."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphapp.model.text import fold
from loaders.decisions import DecisionBook
from loaders.facts import Edge, Fact, Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from graphapp.model.kinds import Model, Table
    from loaders.problems import Problems
    from loaders.rows import Row, Value
    from loaders.standing import Standing


@dataclass
class Draft:
    """What a load says so far. ``day``: the date given for files that carry none.

    ``ended``: what stands and a snapshot does not name.
    ``tainted``: (label, code) of refused rows, so that what refers to them is not refused as well.
    ``untold``: the cells of files that could not be understood, bare: what they may yet tell.
    """

    model: Model
    standing: Standing
    problems: Problems
    day: date | None = None
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    edges: dict[str, list[Edge]] = field(default_factory=lambda: defaultdict(list))
    ended: list[Fact] = field(default_factory=list)
    tainted: set[tuple[str, str]] = field(default_factory=set)
    untold: set[str] = field(default_factory=set)
    decisions: DecisionBook = field(default_factory=DecisionBook)
    _by_code: dict[tuple[str, str], list[Node]] = field(default_factory=lambda: defaultdict(list))
    _by_name: dict[str, list[Node]] = field(default_factory=lambda: defaultdict(list))
    _alike: dict[tuple[str, str], list[str]] | None = None
    _tables: dict[str, Table] = field(default_factory=dict)
    _with_days: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Look the tables up once."""
        self._tables = {table.key: table for table in self.model.tables()}
        self._with_days = {
            key for key, table in self._tables.items() if "since" in (p.name for p in table.stored)
        }

    def table(self, key: str) -> Table:
        """Return a table of the model by its key."""
        return self._tables[key]

    def of_kind(self, *names: str) -> Iterator[Row]:
        """Go through the rows of files of some kinds."""
        for name in names:
            yield from self.rows[name]

    def add(self, node: Node) -> None:
        """Make a node findable by its code, a person by name too."""
        self._by_code[node.label, node.code].append(node)
        if node.label == "Person":
            self._by_name[node.name].append(node)

    def find(self, label: str, code: str) -> Sequence[Node]:
        """Return the nodes of a label with a code."""
        return self._by_code.get((label, code), ())

    def people_named(self, name: str) -> Sequence[Node]:
        """Return the people of exactly that name."""
        return self._by_name.get(name, ())

    def alike(self, label: str, code: str) -> str | None:
        """Return a known code that differs from one by its leading zeros, marks or case alone."""
        known = self.alikes(label, code)
        return known[-1] if known else None

    def alikes(self, label: str, code: str) -> list[str]:
        """Return all known codes that differ from one by leading zeros, marks or case alone."""
        if self._alike is None:
            self._alike = defaultdict(list)
            for of, known in self._by_code:
                self._alike[of, _bare(known)].append(known)
        return self._alike.get((label, _bare(code)), [])

    def keep_untold(self, rows: Iterable[Iterable[str]]) -> None:
        """Remember the cells of a file that could not be understood."""
        self.untold.update(_bare(cell) for cells in rows for cell in cells if cell.strip())

    def may_be_told(self, code: str) -> bool:
        """Tell whether a file that could not be understood speaks of a code or name."""
        return bool(self.untold) and _bare(code) in self.untold

    def nodes(self, label: str) -> Iterator[Node]:
        """Go through the known nodes of a label."""
        for (of, _), nodes in self._by_code.items():
            if of == label:
                yield from nodes

    def groups(self) -> Iterable[tuple[tuple[str, str], list[Node]]]:
        """Go through (label, code) and the nodes that share it."""
        return self._by_code.items()

    def link(
        self, table: str, start: Node, end: Node, row: Row, values: Mapping[str, Value | Node],
        *, dated: bool = False,
    ) -> Edge:  # fmt: skip
        """Put down an edge that a row gives; ``dated`` when the row itself gives its first day."""
        edge = Edge(self.table(table), start, end)
        edge.values.update(values)
        edge.dated = dated
        edge.has_days = table in self._with_days
        edge.row = row
        self.edges[table].append(edge)
        return edge


def _bare(code: str) -> str:
    return fold(code.strip()).lstrip("0")
