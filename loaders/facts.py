"""What the files say, as nodes and edges over what stands: rows of tables in the making."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from graphapp.model.interval import ALWAYS, OPEN_END, OPEN_START, Interval

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphapp.model.kinds import Table
    from loaders.rows import Row, Value

_OPEN: Mapping[str, date] = {"since": OPEN_START, "until": OPEN_END}
_UNSAID: Mapping[tuple[str, str], str] = {
    ("RESPONSIBLE_FOR", "kind"): "in_charge",
    ("SUCCEEDED_BY", "extent"): "whole",
}


class Fact:
    """A row of a table: what the load says (``values``) over what stands (``standing``)."""

    __slots__ = ("id", "row", "standing", "table", "values")

    def __init__(self, table: Table, standing: Mapping[str, Value] | None = None) -> None:
        self.table = table
        self.standing = standing
        self.id: str | None = None if standing is None else cast("str", standing["id"])
        self.values: dict[str, Value | Node] = {}
        self.row: Row | None = None

    def value(self, name: str) -> Value:
        """Return a property as it will be: said by the load, else standing, else open or null."""
        said = self.values.get(name)
        if isinstance(said, Node):
            return said.id
        if said is not None:
            return said
        if name in self.values:
            return _UNSAID.get((self.table.name, name))
        if self.standing is not None:
            return self.standing.get(name)
        return _OPEN.get(name, _UNSAID.get((self.table.name, name)))

    @property
    def since(self) -> date:
        """Return the first day; open where the table has no dates."""
        return self._day("since", OPEN_START)

    @property
    def until(self) -> date:
        """Return the day after the last; open where the table has no dates."""
        return self._day("until", OPEN_END)

    def _day(self, name: str, otherwise: date) -> date:
        value: object = None
        if name in self.values:
            value = self.values[name]
        elif self.standing is not None:
            value = self.standing.get(name)
        return value if isinstance(value, date) else otherwise

    @property
    def life(self) -> Interval:
        """Return both as an interval."""
        if self.standing is None and "since" not in self.values and "until" not in self.values:
            return ALWAYS
        return Interval(self.since, self.until)

    @property
    def is_new(self) -> bool:
        """Tell whether nothing of it stands yet."""
        return self.standing is None

    def changed(self) -> set[str]:
        """Return the properties that differ from what stands; ids must be given before."""
        if self.standing is None:
            return set()
        return {name for name in self.values if self.value(name) != self.standing.get(name)}


class Node(Fact):
    """A unit, person, post or any other node."""

    __slots__ = ()

    @property
    def label(self) -> str:
        """Return the name of its label."""
        return self.table.name

    @property
    def code(self) -> str:
        """Return its code (a decision: its number)."""
        name = "number" if self.label == "Decision" else "code"
        return str(self.value(name))

    @property
    def name(self) -> str:
        """Return what people call it; blank when it has no name."""
        return str(self.value("title" if self.label == "Post" else "name") or "")


class Edge(Fact):
    """A relation between two nodes; ``dated`` when the file gives its start.

    ``has_days``: its table has a start and an end at all.
    """

    __slots__ = ("dated", "end", "has_days", "start")

    def __init__(
        self, table: Table, start: Node, end: Node, standing: Mapping[str, Value] | None = None
    ) -> None:
        super().__init__(table, standing)
        self.start = start
        self.end = end
        self.dated = False
        self.has_days = True
