"""The building blocks in which the model is declared: properties, labels, relations, tables.

Everything that must agree with the model is derived from these values: DDL, Neo4j constraints,
import columns, row validation and ``docs/model.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class ValueType(StrEnum):
    """What a property holds; each engine and file format maps these five."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"


@dataclass(frozen=True)
class Choice:
    """One allowed value of a property: how it is stored, read by people, and written in files."""

    value: str
    vi: str
    en: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Property:
    """One property of a label or relation, named here and nowhere else.

    ``derive`` computes a value from the row's other values; such a property is written by the
    projection, is never imported and is no part of the ledger. A number outside ``least`` and
    ``most`` is refused; of a number that reads in two ways, the reading inside is meant.
    """

    name: str
    type: ValueType
    vi: str
    en: str
    required: bool = False
    sensitive: bool = False
    choices: tuple[Choice, ...] = ()
    aliases: tuple[str, ...] = ()
    derive: Callable[[Mapping[str, Any]], str | None] | None = None
    least: float | None = None
    most: float | None = None

    def allows(self, number: float) -> bool:
        """Tell whether a number may be its value."""
        low, high = self.least, self.most
        return (low is None or low <= number) and (high is None or number <= high)

    def choice(self, value: str) -> Choice:
        """Return the declared choice for a stored value; KeyError when it is none."""
        for choice in self.choices:
            if choice.value == value:
                return choice
        raise KeyError(value)


@dataclass(frozen=True)
class Label:
    """A kind of node. ``prefix`` begins every id of this label, so that an id tells its label."""

    name: str
    prefix: str
    vi: str
    en: str
    properties: tuple[Property, ...]
    note: str = ""


@dataclass(frozen=True)
class Relation:
    """A kind of relation between the given pairs of labels. ``derived``: made by the projection."""

    name: str
    vi: str
    en: str
    pairs: tuple[tuple[str, str], ...]
    properties: tuple[Property, ...]
    derived: bool = False
    note: str = ""


@dataclass(frozen=True)
class Table:
    """Where rows live: a label, or one pair of a relation. ``key`` names it in ledger and files."""

    name: str
    properties: tuple[Property, ...]
    from_label: str | None = None
    to_label: str | None = None
    derived: bool = False

    @property
    def key(self) -> str:
        """Return ``Unit`` for a label, ``HOLDS:Person:Post`` for a pair of a relation."""
        if self.from_label is None:
            return self.name
        return f"{self.name}:{self.from_label}:{self.to_label}"

    @property
    def is_relation(self) -> bool:
        """Tell whether the rows have ``from_id`` and ``to_id``."""
        return self.from_label is not None

    @property
    def stored(self) -> tuple[Property, ...]:
        """Return the properties that the ledger keeps, without ``id`` and the two ends."""
        return tuple(p for p in self.properties if p.derive is None)


@dataclass(frozen=True)
class Model:
    """All labels and relations."""

    labels: tuple[Label, ...]
    relations: tuple[Relation, ...]

    def label(self, name: str) -> Label:
        """Return a label by name; KeyError when there is none."""
        for label in self.labels:
            if label.name == name:
                return label
        raise KeyError(name)

    def relation(self, name: str) -> Relation:
        """Return a relation by name; KeyError when there is none."""
        for relation in self.relations:
            if relation.name == name:
                return relation
        raise KeyError(name)

    def tables(self) -> tuple[Table, ...]:
        """Return every table: labels first, then each pair of each relation."""
        nodes = [Table(label.name, label.properties) for label in self.labels]
        pairs = [
            Table(r.name, r.properties, start, end, r.derived)
            for r in self.relations
            for start, end in r.pairs
        ]
        return (*nodes, *pairs)

    def table(self, key: str) -> Table:
        """Return a table by its key; KeyError when there is none."""
        for table in self.tables():
            if table.key == key:
                return table
        raise KeyError(key)

    def label_of(self, node_id: str) -> str | None:
        """Tell which label an id belongs to, by its prefix; None when it is no id of ours."""
        prefix = node_id.rstrip("0123456789-")
        for label in self.labels:
            if label.prefix == prefix:
                return label.name
        return None
