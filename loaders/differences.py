"""What a load would change, row by row: which property of what, from which value to which.

Sensitive values are masked as the model declares them; a decision is told by its number, a day as
people write it (the last one inclusive, an open one as none).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graphapp.model.interval import end_to_edge, start_to_edge
from loaders.changes import outcome
from loaders.facts import Edge, Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graphapp.model.kinds import Property
    from loaders.draft import Draft
    from loaders.facts import Fact
    from loaders.rows import Row, Source, Value

SHOWN = 200
"""Rows of one table that are told."""

_NAMES = frozenset({"code", "name", "title", "number", "date_told"})
_LAST, _FIRST = "until", "since"


@dataclass(frozen=True)
class Altered:
    """One property of a table (by its key): its value before and after; ``masked``: not told.

    A relation as a whole has no property: ``new`` (or ``old``) names its other end.
    """

    table: str
    property: str | None
    old: Value
    new: Value
    masked: bool = False


@dataclass(frozen=True)
class Difference:
    """One row that is added, changed or ended; ``row`` None where it ends by not being named.

    ``table``: what it is about, by ``code`` and ``name``; a relation by those of both its ends.
    """

    file: str
    sheet: str | None
    row: int | None
    outcome: str
    table: str
    code: str
    name: str
    altered: tuple[Altered, ...] = ()


def differences(draft: Draft, missing: Mapping[str, Source]) -> tuple[Difference, ...]:
    """Return the first of each table, in the order of its rows.

    ``missing``: by kind of file, the table to which is counted what a snapshot ends.
    """
    counts: Counter[Source] = Counter()
    chosen: list[tuple[Row, str]] = []
    ended: list[tuple[Source, Edge]] = []
    for kind, rows in draft.rows.items():
        for row in rows:
            source = row.table.source
            if counts[source] < SHOWN and (did := outcome(row)) != "unchanged":
                counts[source] += 1
                chosen.append((row, did))
        if kind in missing:
            room = SHOWN - counts[missing[kind]]
            ended += [(missing[kind], edge) for edge in _ended(draft, kind)[:room]]
    numbers = _numbers(draft, [fact for row, _ in chosen for fact in row.facts])
    found = [_of_row(row, did, numbers) for row, did in chosen]
    return (*found, *(_of_missing(source, edge) for source, edge in ended))


def _numbers(draft: Draft, facts: Iterable[Fact]) -> Mapping[str, str]:
    """Return the numbers of the decisions that facts name, by id; those that stand are fetched."""
    stood = {fact.standing.get("decision_id") for fact in facts if fact.standing is not None}
    numbers = draft.standing.decision_numbers(str(each) for each in stood if each)
    said = {node.id: node.code for node in draft.decisions.nodes if node.id is not None}
    return {**numbers, **said}


def _of_row(row: Row, did: str, numbers: Mapping[str, str]) -> Difference:
    main: Fact | None = row.main or next(iter(row.facts), None)
    altered = dict.fromkeys(
        each for fact in row.facts for each in _altered(fact, row, main, numbers)
    )
    file, sheet = row.table.source
    table, code, name = ("", "", "") if main is None else _named(main)
    return Difference(file, sheet, row.number, did, table, code, name, tuple(altered))


def _ended(draft: Draft, kind: str) -> list[Edge]:
    tables = {"assignments": ("RESPONSIBLE_FOR", "SUPERVISES"), "tenures": ("HOLDS",),
              "households": ("LIVES_IN",)}.get(kind, ())  # fmt: skip
    return [e for e in draft.ended if isinstance(e, Edge) and e.table.name in tables]


def _of_missing(source: Source, edge: Edge) -> Difference:
    altered = tuple(_properties(edge, (_LAST,), {}))
    return Difference(*source, None, "ended", *_named(edge), altered)


def _altered(
    fact: Fact, row: Row, main: Fact | None, numbers: Mapping[str, str]
) -> Iterator[Altered]:
    if fact.is_new and fact is not main:
        yield Altered(fact.table.key, None, None, _told(fact, row.main))
    elif fact.is_new:
        said = (p.name for p in fact.table.stored if p.name not in _NAMES)
        yield from (each for each in _properties(fact, said, numbers) if each.masked or each.new)
    elif isinstance(fact, Edge):
        yield from _properties(fact, sorted(fact.changed()), numbers)
    else:
        ours = {*row.values, _FIRST, _LAST}
        yield from _properties(fact, sorted(fact.changed() & ours), numbers)


def _properties(fact: Fact, names: Iterable[str], numbers: Mapping[str, str]) -> Iterator[Altered]:
    declared: dict[str, Property] = {p.name: p for p in fact.table.stored}
    for name in names:
        each = declared.get(name)
        if each is None:
            continue
        if each.sensitive:
            if fact.values.get(name) is not None or not fact.is_new:
                yield Altered(fact.table.key, name, None, None, masked=True)
            continue
        stood = None if fact.standing is None else fact.standing.get(name)
        old, new = (_plain(name, value, numbers) for value in (stood, fact.value(name)))
        yield Altered(fact.table.key, name, old, new)


def _plain(name: str, value: Value, numbers: Mapping[str, str]) -> Value:
    """Return a value as it is told."""
    if name == "decision_id" and value is not None:
        return numbers.get(str(value))
    if isinstance(value, date):
        return end_to_edge(value) if name == _LAST else start_to_edge(value)
    return value


def _named(fact: Fact) -> tuple[str, str, str]:
    if isinstance(fact, Edge):
        ends = (fact.start, fact.end)
        codes, names = ([told(end) for end in ends] for told in (_code, _name_or_code))
        return fact.table.key, " → ".join(codes), " → ".join(names)
    node = fact if isinstance(fact, Node) else None
    return fact.table.key, "" if node is None else node.code, "" if node is None else _name(node)


def _told(fact: Fact, main: Node | None) -> str:
    """Name what came with a row: a node, or the other end of a relation."""
    if isinstance(fact, Edge):
        others: Sequence[Node] = [end for end in (fact.start, fact.end) if end is not main]
        return " → ".join(_both(end) for end in others)
    return _both(fact) if isinstance(fact, Node) else ""


def _both(node: Node) -> str:
    return f"{_name(node)} ({node.code})" if _name(node) else node.code


def _code(node: Node) -> str:
    return node.code


def _name_or_code(node: Node) -> str:
    return _name(node) or node.code


def _name(node: Node) -> str:
    """Return what people call it: households are told by their codes alone."""
    return "" if node.label in ("Household", "Visit") else node.name
