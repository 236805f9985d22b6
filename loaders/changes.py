"""Turns the facts into a change set, with ids for what is new, and counts what each row did."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, cast

from graphapp.model.change import Change, ChangeSet, frame
from loaders.facts import Edge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from graphapp.model.change import Kind
    from graphapp.model.kinds import Table
    from loaders.draft import Draft
    from loaders.facts import Fact
    from loaders.rows import Row

_RELATION_PREFIX = "r"


def change_set(draft: Draft, seq: int) -> ChangeSet:
    """Return all that the load changes as entry ``seq``, tables in the model's order."""
    facts = _by_table(draft)
    _give_ids(draft, facts, seq)
    changes: list[Change] = []
    for table in draft.model.tables():
        said = facts.get(table.key, [])
        changes.extend(_change(table, "new", _new(said)))
        changes.extend(_change(table, "changed", _changed(said)))
    return ChangeSet(tuple(changes))


def outcome(row: Row) -> str:
    """Tell what a row did: added, changed, ended (nothing but its end is new) or unchanged."""
    main = row.main or next(iter(row.facts), None)
    if main is not None and main.is_new:
        return "added"
    differ: set[str] = set()
    for fact in row.facts:
        differ |= {"new"} if fact.is_new else _said(fact, row)
    if not differ:
        return "unchanged"
    return "ended" if differ == {"until"} and _sooner(row) else "changed"


def _sooner(row: Row) -> bool:
    """Tell whether what changes ends sooner than it did: a later or open end is a change."""
    changed = [fact for fact in row.facts if fact.standing is not None and fact.changed()]
    return all(
        fact.until < cast("date", fact.standing["until"]) for fact in changed if fact.standing
    )


def _said(fact: Fact, row: Row) -> set[str]:
    """Return what changes of a fact by this row, not by another that speaks of the same node."""
    if isinstance(fact, Edge):
        return fact.changed()
    return fact.changed() & {*row.values, "since", "until"}


def _by_table(draft: Draft) -> dict[str, list[Fact]]:
    facts: dict[str, list[Fact]] = defaultdict(list)
    for (label, _), nodes in draft.groups():
        facts[label].extend(node for node in nodes if node.row is not None)
    facts["Decision"] = [node for node in draft.decisions.nodes if node.row is not None]
    for key, edges in draft.edges.items():
        facts[key].extend(edges)
    for fact in draft.ended:
        facts[fact.table.key].append(fact)
    return facts


def _give_ids(draft: Draft, facts: dict[str, list[Fact]], seq: int) -> None:
    """Number what is new: ``u7-1`` is the first unit of entry 7, ``r7-1`` its first relation."""
    counts: dict[str, int] = defaultdict(int)
    for table in draft.model.tables():
        prefix = _RELATION_PREFIX if table.is_relation else draft.model.label(table.name).prefix
        for fact in _new(facts.get(table.key, [])):
            counts[prefix] += 1
            fact.id = f"{prefix}{seq}-{counts[prefix]}"


def _change(table: Table, kind: Kind, facts: Iterable[Fact]) -> Iterator[Change]:
    names = [p.name for p in table.stored]
    rows = [_row(fact, names) for fact in facts]
    if rows:
        yield Change(table, kind, frame(table, rows))


def _new(facts: Iterable[Fact]) -> Iterator[Fact]:
    return (fact for fact in facts if fact.is_new)


def _changed(facts: Iterable[Fact]) -> Iterator[Fact]:
    return (fact for fact in facts if fact.changed())


def _row(fact: Fact, names: Iterable[str]) -> dict[str, Any]:
    row: dict[str, Any] = {name: fact.value(name) for name in names}
    row["id"] = fact.id
    if isinstance(fact, Edge):
        row["from_id"], row["to_id"] = fact.start.id, fact.end.id
    return row
