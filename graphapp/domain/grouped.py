"""Households of a scope, counted by village and groups: those of one group are answered for alike.

A province has hundreds of thousands: they are counted in the database, and only those are named
whom a report names. A household with assignments of its own is a part by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from graphapp.domain.assignments import Subject, household_subject, kind_of
from graphapp.domain.results import Target
from graphapp.graph.port import Reader, Row

Answering = tuple[tuple[str, str], ...]
"""Who holds the assignments in force to a target: kind and holder of each."""

_Key = tuple[str, tuple[str, ...]]
"""A village and the groups that a household of it is in."""

_TOLD_APART = 2  # of more groups than the first and the last, the households are asked for


@dataclass(frozen=True)
class Part:
    """Targets that are alike: in one place, answered for by the same; ``number`` of them.

    ``home``: the nearest unit above inside the scope, if any; ``answering``: who holds the
    assignments in force; ``key`` tells the targets of one part from those of another.
    """

    key: object
    home: str | None
    answering: Answering
    number: int = 1


@dataclass
class Households:
    """The households that live in a unit on a date."""

    reader: Reader
    unit: Target
    as_of: date
    _alone: set[str] = field(default_factory=set)

    def parts(self) -> list[Part]:
        """Count the households, those that are answered for alike together."""
        rows, held_alone = self._counted()
        own = answering(held_alone)
        alone = {*own, *self._in_many_groups(rows)}
        places = self._places(alone)
        self._alone = set(places)
        counts = {
            _key(row): row["household_count"] for row in rows if row["group_count"] <= _TOLD_APART
        }
        for key in places.values():
            if key in counts:
                counts[key] -= 1
        held = self._held({*counts, *places.values()})
        return [
            *(Part(key, key[0], held(key), number) for key, number in counts.items() if number),
            *(Part(i, key[0], (*own.get(i, ()), *held(key))) for i, key in places.items()),
        ]

    def _counted(self) -> tuple[list[Row], list[Row]]:
        """Return the households by village and groups, and what is assigned to one alone."""
        asked = {"unit_id": self.unit.id, "as_of": self.as_of}
        # started from what is less: a province's such assignments, a village's households
        alone = "coverage/households_answered"
        if self.unit.tier == "village":
            alone = "coverage/village_households_answered"
        return (
            self.reader.rows("coverage/household_parts", **asked),
            self.reader.rows(alone, **asked),
        )

    def subjects(self, some: Sequence[Part]) -> list[tuple[Subject, Part]]:
        """Return the households of some parts, by code, each with its part."""
        wanted = {part.key: part for part in some}
        found = {str(key): part for key, part in wanted.items() if isinstance(key, str)}
        keys = [key for key in wanted if isinstance(key, tuple)]
        for home, key in self._places(self._candidates(keys)).items():
            if key in wanted and home not in self._alone:
                found[home] = wanted[key]
        rows = self.reader.rows("households/by_ids", household_ids=list(found)) if found else []
        return [(household_subject(row), found[row["household_id"]]) for row in rows]

    def _candidates(self, keys: Iterable[_Key]) -> set[str]:
        """Return the households in the groups of keys and, of keys without, in the villages."""
        groups = sorted({group for _, found in keys for group in found[:1]})
        villages = sorted({village for village, found in keys if not found})
        asked = []
        if groups:
            asked += self.reader.rows(
                "coverage/households_of_groups", household_group_ids=groups, as_of=self.as_of
            )
        if villages:
            asked += self.reader.rows(
                "coverage/households_of_villages", unit_ids=villages, as_of=self.as_of
            )
        return {row["household_id"] for row in asked}

    def _in_many_groups(self, rows: Iterable[Row]) -> set[str]:
        many = [_key(row) for row in rows if row["group_count"] > _TOLD_APART]
        return {
            home
            for home, (_, groups) in self._places(self._candidates(many)).items()
            if len(groups) > _TOLD_APART
        }

    def _places(self, homes: Iterable[str]) -> dict[str, _Key]:
        """Return the village and the groups of households that live on the date."""
        ids = sorted(homes)
        if not ids:
            return {}
        asked = {"household_ids": ids, "as_of": self.as_of}
        homes_of = self.reader.rows("coverage/household_homes", **asked)
        groups_of = self.reader.rows("coverage/household_groups", **asked)
        groups: defaultdict[str, set[str]] = defaultdict(set)
        for row in groups_of:
            groups[row["household_id"]].add(row["household_group_id"])
        return {
            row["household_id"]: (row["village_id"], tuple(sorted(groups[row["household_id"]])))
            for row in homes_of
        }

    def _held(self, keys: Iterable[_Key]) -> _Held:
        groups = sorted({group for _, found in keys for group in found})
        asked = "coverage/household_groups_answered"
        rows = (
            self.reader.rows(asked, household_group_ids=groups, as_of=self.as_of) if groups else ()
        )
        return _Held(answering(rows))


@dataclass(frozen=True)
class _Held:
    """Who answers for households through the groups that they are in."""

    by_group: Mapping[str, Answering]

    def __call__(self, key: _Key) -> Answering:
        """Return who holds what is in force to the groups of a key."""
        groups = key[1]
        if len(groups) == 1:
            return self.by_group.get(groups[0], ())
        return tuple(each for group in groups for each in self.by_group.get(group, ()))


def answering(rows: Iterable[Row]) -> dict[str, Answering]:
    """Gather rows of a query of assignments in force by their targets."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        found[row["target_id"]].append((kind_of(row["assignment_kind"]), row["holder_id"]))
    return {target_id: tuple(held) for target_id, held in found.items()}


def _key(row: Row) -> _Key:
    groups = {row["first_group_id"], row["last_group_id"]} - {None}
    return row["village_id"], tuple(sorted(groups))
