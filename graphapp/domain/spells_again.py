"""Reads again what an entry changed of the facts behind spells, and tells whom it touches.

What rests on units, organisations or posts is everything: such an entry is read whole.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import polars as pl

from graphapp.domain.holders import Holders, learn
from graphapp.domain.spells_facts import Facts
from graphapp.domain.spells_homes import homes_of
from graphapp.domain.spells_read import (
    Read,
    assigned_of,
    cells_of,
    groups_of,
    people_of,
    seats_of,
    visits_of,
)
from graphapp.graph.port import Reader
from graphapp.model.change import Change, ChangeSet

_IGNORED = frozenset({"Decision", "UNDER", "COVERS", "SUPERVISES"})
"""Tables on which no kind of gap rests: a decision counts by its id, which the assignment has."""


@dataclass(frozen=True)
class Again:
    """What was read again; ``holders``: people and working groups of whom anything may differ."""

    read: Read
    holders: frozenset[str]


def read_again(reader: Reader, known: Read, changes: ChangeSet) -> Again | None:
    """Read the tables that an entry changed; None where all must be read."""
    touched = {c.table.name for c in changes.changes if not c.rows.is_empty()} - _IGNORED
    if not touched <= _PARTS.keys() or any(_takes_along(c) for c in changes.changes):
        return None
    holders = _holders(changes)
    if holders:
        known = replace(known, holders=_learnt(reader, known.holders, holders))
    for part in dict.fromkeys(part for table in sorted(touched) for part in _PARTS[table]):
        known = part(reader, known)
    return Again(known, holders)


def _takes_along(change: Change) -> bool:
    """Tell whether relations go with what a change removes, without a row of their own."""
    return change.kind == "removed" and not change.table.is_relation and len(change.rows) > 0


def touched(before: Facts, after: Facts, holders: Collection[str]) -> set[str]:
    """Return the targets, posts and people of whom anything differs, before or now."""
    found = {i for i in {*before.alike, *after.alike} if before.alike.get(i) != after.alike.get(i)}
    found |= {i for i in after.seats if before.seats[i] != after.seats[i]}
    found |= {i for i in {*before.people, *after.people} if i in holders}
    for facts in (before, after):
        led = _led(facts, holders)
        found.update(i for holder in {*holders, *led} for i in facts.assignments.get(holder, ()))
        found |= _visited(facts, _differing(before.visits, after.visits))
    return found


def _led(facts: Facts, people: Collection[str]) -> set[str]:
    """Return the working groups that any of some people were ever in, at the head or not."""
    return {
        group
        for group, each in facts.groups.items()
        if any(member.person_id in people for member in each.members)
    }


def _visited(facts: Facts, visited: Collection[str]) -> set[str]:
    """Return the targets that were visited themselves, or as a group of households."""
    if not visited:
        return set()
    return {
        first
        for first, each in facts.alike.items()
        if any(i in visited for i in each.ids) or any(group in visited for group, _ in each.groups)
    }


def _differing(one: Mapping[str, object], other: Mapping[str, object]) -> set[str]:
    return {each for each in {*one, *other} if one.get(each) != other.get(each)}


def _holders(changes: ChangeSet) -> frozenset[str]:
    """Return the people and working groups who hold otherwise, or are called otherwise."""
    found: set[str] = set()
    for change in changes.changes:
        if change.table.name in {"HOLDS", "MEMBER_OF"}:
            found |= _ids(change.rows["from_id"])
            found |= _ids(change.rows["to_id"]) if _of_groups(change.table.key) else set()
        elif change.table.name in {"Person", "WorkingGroup"}:
            found |= _ids(change.rows["id"])
    return frozenset(found)


def _of_groups(key: str) -> bool:
    return key.endswith(":WorkingGroup")


def _ids(column: pl.Series) -> set[str]:
    return set(column)


def _learnt(reader: Reader, known: Holders, some: Iterable[str]) -> Holders:
    found = learn(reader, Holders(), some)
    return Holders(
        {**known.tenures, **found.tenures},
        {**known.cells, **found.cells},
        {**known.heads, **found.heads},
    )


def _assigned(reader: Reader, known: Read) -> Read:
    assigned, told = assigned_of(reader)
    return replace(known, assigned=assigned, told=told)


def _homes(reader: Reader, known: Read) -> Read:
    return replace(known, homes=homes_of(reader))


def _seats(reader: Reader, known: Read) -> Read:
    return replace(known, seats=seats_of(reader, known.organisations))


def _cells(reader: Reader, known: Read) -> Read:
    return replace(known, cells=cells_of(reader))


def _groups(reader: Reader, known: Read) -> Read:
    return replace(known, groups=groups_of(reader))


def _people(reader: Reader, known: Read) -> Read:
    return replace(known, people=people_of(reader))


def _visits(reader: Reader, known: Read) -> Read:
    return replace(known, visits=visits_of(reader))


_Part = Callable[[Reader, Read], Read]
_PARTS: Mapping[str, tuple[_Part, ...]] = {
    "RESPONSIBLE_FOR": (_assigned,),
    "HOLDS": (_seats,),
    "MEMBER_OF": (_cells, _groups),
    "WorkingGroup": (_groups, _assigned),
    "Person": (_people, _assigned),
    "Household": (_homes,),
    "HouseholdGroup": (_homes,),
    "LIVES_IN": (_homes,),
    "IN_GROUP": (_homes,),
    "Visit": (_visits,),
    "VISITED": (_visits,),
    "ABOUT": (_visits,),
}
"""What is read again where rows of a table changed."""
