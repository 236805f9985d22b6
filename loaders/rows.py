"""A recognised file and its rows, before and after their cells are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loaders.facts import Fact, Node
    from loaders.kinds import Column, Kind

Value = str | int | float | bool | date | None
Source = tuple[str, str | None]


@dataclass(frozen=True)
class RawFile:
    """The text of a table: ``rows`` are (spreadsheet row, cells), blank rows left out.

    ``sheet``: the sheet of a workbook it is from; None where the file is one table. ``keys``: the
    spellings under which each column of the header may be known. ``types``: what the cells of a row
    were, a letter each (``reading.grid``); of rows that it lacks all cells are text.

    ``ragged``: rows refused because they have more or fewer cells than the header.
    """

    name: str
    path: str
    sha256: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, list[str]], ...]
    ragged: tuple[list[str], ...] = ()
    sheet: str | None = None
    header_row: int = 1
    keys: tuple[tuple[str, ...], ...] = ()
    types: Mapping[int, str] = field(default_factory=dict)

    @property
    def source(self) -> Source:
        """Return the file and sheet by which results and places know the table."""
        return self.name, self.sheet


@dataclass(frozen=True, eq=False)
class FileTable:
    """A file of a known kind; ``places`` tells where each column of the kind stands."""

    name: str
    path: str
    sha256: str
    kind: Kind
    columns: tuple[tuple[int, str, Column], ...]
    places: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    sheet: str | None = None

    @property
    def source(self) -> Source:
        """Return the file and sheet by which results and places know the table."""
        return self.name, self.sheet

    @property
    def needs_day(self) -> bool:
        """Tell whether the day must be given beside the file."""
        return self.kind.needs_day or (self.kind.name == "mergers" and "day" not in self.places)

    @cached_property
    def own_keys(self) -> frozenset[str]:
        """Return the keys of columns that are properties of the kind's own table."""
        return frozenset(column.key for _, _, column in self.columns if column.own)

    @cached_property
    def references(self) -> tuple[tuple[str, str], ...]:
        """Return (key, label) of the columns that give the code of a node."""
        return tuple((c.key, c.refers) for _, _, c in self.columns if c.refers)


class Row:
    """One row: ``values`` holds what the file says; a column that it lacks is no key of it.

    ``facts`` is all that the row speaks of, ``main`` the node it is about (an edge is in ``facts``
    only); ``bad`` when a cell was refused.
    """

    __slots__ = ("bad", "cells", "facts", "main", "number", "table", "types", "values")

    def __init__(
        self, table: FileTable, number: int, cells: list[str], types: str | None = None
    ) -> None:
        self.table = table
        self.number = number
        self.cells = cells
        self.types = types
        self.values: dict[str, Value] = {}
        self.facts: list[Fact] = []
        self.main: Node | None = None
        self.bad = False

    def cell(self, key: str) -> tuple[str | None, str | None]:
        """Return the header and text of a column as the file has them; an absent one by name."""
        if key in self.table.places:
            index, header = self.table.places[key]
            return header, self.cells[index].strip() or None
        return next((c.vi for c in self.table.kind.columns if c.key == key), None), None

    def unread(self, *keys: str) -> bool:
        """Tell whether the cell of one of some columns was refused: then it says nothing."""
        return any(key in self.table.places and key not in self.values for key in keys)

    def text(self, key: str) -> str | None:
        """Return a text value; None where blank, absent or refused."""
        value = self.values.get(key)
        return value if isinstance(value, str) else None

    def day(self, key: str) -> date | None:
        """Return a date value; None where blank, absent or refused."""
        value = self.values.get(key)
        return value if isinstance(value, date) else None
