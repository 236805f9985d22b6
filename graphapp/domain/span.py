"""How many targets a person answers for, against the span of a policy row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graphapp.domain.assignments import ORGANISATION_TIERS
from graphapp.domain.holders import Holders, learn
from graphapp.graph.port import Reader
from graphapp.model.policy import PolicyRow

_QUERIES = {
    "household": ("responsibility/load_households", "responsibility/load_household_groups"),
    "organisation": ("responsibility/load_organisations",),
    "cell": ("responsibility/load_organisations",),
}
_UNITS = ("responsibility/load_units",)


@dataclass(frozen=True)
class Load:
    """Targets of a person under one policy row, and how many the row allows."""

    count: int
    span: int

    @property
    def over(self) -> bool:
        """Tell whether it is more than the span."""
        return self.count > self.span


@dataclass(frozen=True)
class Loads:
    """What a number of people answer for on a date: person id, tier, kind to the targets' ids."""

    targets: Mapping[tuple[str, str, str], frozenset[str]]

    def of(self, person_id: str, row: PolicyRow) -> Load:
        """Count a person's targets under a policy row; of households and groups, the fuller."""
        load = Load(len(self.behind(person_id, row.target, row)), row.span)
        if row.span_groups is None:
            return load
        groups = Load(len(self.behind(person_id, "household_group", row)), row.span_groups)
        return max(groups, load, key=lambda each: each.count / each.span)

    def behind(self, person_id: str, tier: str, row: PolicyRow) -> frozenset[str]:
        """Return the ids of a person's targets of a tier that a policy row counts."""
        sets = (self.targets.get((person_id, tier, kind), frozenset()) for kind in row.kinds)
        return frozenset().union(*sets)


def loads_of(
    reader: Reader,
    holders: Holders,
    person_ids: Iterable[str],
    rows: Iterable[PolicyRow],
    as_of: date,
) -> Loads:
    """Count on assignments in force, direct ones and those of groups that the person leads."""
    people = sorted(set(person_ids))
    names = sorted({name for row in rows for name in _QUERIES.get(row.target, _UNITS)})
    found: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for name in names if people else ():
        answer = reader.rows(name, person_ids=people, as_of=as_of)
        known = learn(reader, holders, filter(None, (row["working_group_id"] for row in answer)))
        for row in answer:
            person, group = row["person_id"], row["working_group_id"]
            if not group or known.heads_on(group, as_of)[0].id == person:
                kind: str = row["target_tier"]
                tier = ORGANISATION_TIERS.get(kind, kind)
                found[person, tier, row["assignment_kind"] or "in_charge"].add(row["target_id"])
    return Loads({key: frozenset(targets) for key, targets in found.items()})
