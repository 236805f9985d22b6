"""Households by what they share: life, villages and groups, each with its days.

A province's 200,000 make some 16,000 kinds of household; what is computed of one holds for all.
A household with assignments or visits of its own stands alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graphapp.domain.assignments import Assignment, Subject
from graphapp.domain.results import Target
from graphapp.domain.spells_facts import Alike, Place
from graphapp.graph.port import Reader
from graphapp.model.interval import Interval

_Days = tuple[str, date, date]
Sign = tuple[date, date, tuple[_Days, ...], tuple[_Days, ...]]
"""Life, villages and groups of a household, with the days in each."""


_SEVERAL = 2


@dataclass(frozen=True)
class Homes:
    """Every household's sign, by its id in the order of codes; ``codes`` by id.

    ``lives``: of the household groups.
    """

    signs: Mapping[str, Sign]
    codes: Mapping[str, str]
    lives: Mapping[str, Interval]

    def life(self, target: str) -> Interval:
        """Return the life of a household or a household group."""
        sign = self.signs.get(target)
        return Interval(sign[0], sign[1]) if sign else self.lives[target]

    def alike(
        self, assigned: Mapping[str, tuple[Assignment, ...]], visited: Collection[str]
    ) -> dict[str, Alike]:
        """Return the households that are alike, by the id of the first; the visited stand alone."""
        found: defaultdict[tuple[Sign, str], list[str]] = defaultdict(list)
        for home, sign in self.signs.items():
            found[sign, home if home in assigned or home in visited else ""].append(home)
        return {ids[0]: self._alike(tuple(ids), sign, assigned) for (sign, _), ids in found.items()}

    def _alike(
        self, ids: tuple[str, ...], sign: Sign, assigned: Mapping[str, tuple[Assignment, ...]]
    ) -> Alike:
        since, until, villages, groups = sign
        life = Interval(since, until)
        code = self.codes[ids[0]]
        made = [(each, life) for each in assigned.get(ids[0], ())]
        for group, first, last in groups:
            days = Interval(first, last).clip(life)
            made += [(each, days) for each in assigned.get(group, ())]
        return Alike(
            Subject(Target(ids[0], code, code, "household"), life),
            ids,
            tuple(Place(i, Interval(first, last).clip(life)) for i, first, last in villages),
            tuple(each for a, days in made if (each := _cut(a, days)) is not None),
            tuple((group, Interval(first, last).clip(life)) for group, first, last in groups),
        )


def _cut(made: Assignment, days: Interval) -> Assignment | None:
    shared = made.interval.clip(days)
    if shared.empty:
        return None
    return made if shared is made.interval else replace(made, interval=shared)


def homes_of(reader: Reader) -> Homes:
    """Read every household that ever lived in a village.

    A household of two homes and two groups comes in four rows: one query, as rows cost the time.
    """
    groups: defaultdict[str, list[_Days]] = defaultdict(list)
    villages: defaultdict[str, list[_Days]] = defaultdict(list)
    lives: dict[str, tuple[str, date, date]] = {}
    for row in reader.rows("spells/homes"):
        home = row["household_id"]
        villages[home].append((row["village_id"], row["home_since"], row["home_until"]))
        lives[home] = (row["household_code"], row["household_since"], row["household_until"])
        group = row["household_group_id"]
        if group is not None:
            since = max(row["member_since"], row["group_since"])
            until = min(row["member_until"], row["group_until"])
            if since < until:
                groups[home].append((group, since, until))
    return replace(_homes(lives, villages, groups), lives=_lives(reader))


def _lives(reader: Reader) -> dict[str, Interval]:
    return {
        row["household_group_id"]: Interval(
            row["household_group_since"], row["household_group_until"]
        )
        for row in reader.rows("spells/household_groups")
    }


def _homes(
    lives: Mapping[str, tuple[str, date, date]],
    villages: Mapping[str, list[_Days]],
    groups: Mapping[str, list[_Days]],
) -> Homes:
    signs: dict[str, Sign] = {}
    same: dict[Sign, Sign] = {}  # one object for all that are alike, to save memory
    for home in sorted(lives, key=lambda each: (lives[each][0], each)):
        _, since, until = lives[home]
        sign = (since, until, _once(villages[home]), _once(groups.get(home, ())))
        signs[home] = same.setdefault(sign, sign)
    return Homes(signs, {home: lives[home][0] for home in signs}, {})


def _once(days: Sequence[_Days]) -> tuple[_Days, ...]:
    return tuple(days) if len(days) < _SEVERAL else tuple(sorted(set(days)))
