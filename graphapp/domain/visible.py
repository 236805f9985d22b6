"""Scope, for many at once: which of a number of things and people a user may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graphapp.graph.port import Reader
from graphapp.model.schema import MODEL
from graphapp.model.scope import Scope

_TARGETS = ("unit", "household", "household_group", "organisation")
_SEATS = {
    "Household": "state/lives_in_household_unit_by_start",
    "Organisation": "state/serves_organisation_unit_by_start",
}


def things_in_scope(reader: Reader, scope: Scope, ids: Iterable[str]) -> frozenset[str]:
    """Return those of units, households, groups and organisations that lie under a root."""
    wanted = sorted(set(ids))
    if scope.roots is None:
        return frozenset(wanted)
    if not scope.roots:
        return frozenset()
    units = _units_of(reader, wanted)
    every = sorted({unit for found in units.values() for unit in found})
    rows = reader.rows("units/ancestors", unit_ids=every) if every else []
    inside = {row["start_id"] for row in rows if row["unit_id"] in scope.roots}
    return frozenset(each for each, found in units.items() if found & inside)


def people_in_scope(reader: Reader, scope: Scope, person_ids: Iterable[str]) -> frozenset[str]:
    """Return those people of whom a post, an assignment or a membership lies under a root."""
    wanted = sorted(set(person_ids))
    if scope.roots is None:
        return frozenset(wanted)
    if not scope.roots or not wanted:
        return frozenset()
    touched = _touched(reader, wanted)
    inside = things_in_scope(reader, scope, (i for found in touched.values() for i in found))
    return frozenset(person for person, found in touched.items() if found & inside)


def groups_in_scope(reader: Reader, scope: Scope, group_ids: Iterable[str]) -> frozenset[str]:
    """Return those working groups of which an assignment, of any time, lies under a root."""
    wanted = sorted(set(group_ids))
    if scope.roots is None:
        return frozenset(wanted)
    if not scope.roots or not wanted:
        return frozenset()
    led: defaultdict[str, set[str]] = defaultdict(set)
    for target in _TARGETS:
        _add(reader, led, f"state/responsible_for_working_group_{target}_by_start", wanted)
    inside = things_in_scope(reader, scope, (i for found in led.values() for i in found))
    return frozenset(group for group, found in led.items() if found & inside)


def _touched(reader: Reader, people: list[str]) -> Mapping[str, set[str]]:
    """Return what each person's posts, memberships and assignments, ever, lead to."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in reader.rows("holders/tenures", person_ids=people):
        found[row["person_id"]].add(row["unit_id"])
    _add(reader, found, "state/member_of_person_organisation_by_start", people)
    for target in _TARGETS:
        _add(reader, found, f"state/responsible_for_person_{target}_by_start", people)
    groups: defaultdict[str, set[str]] = defaultdict(set)
    _add(reader, groups, "state/member_of_person_working_group_by_start", people)
    led: defaultdict[str, set[str]] = defaultdict(set)
    every = sorted({group for own in groups.values() for group in own})
    for target in _TARGETS if every else ():
        _add(reader, led, f"state/responsible_for_working_group_{target}_by_start", every)
    for person, own in groups.items():
        found[person].update(*(led[group] for group in own))
    return found


def _add(reader: Reader, found: defaultdict[str, set[str]], query: str, starts: list[str]) -> None:
    for row in reader.rows(query, ids=starts):
        found[row["start_id"]].add(row["end_id"])


def _units_of(reader: Reader, ids: list[str]) -> dict[str, set[str]]:
    """Return the units that each thing is, lives in or serves, at any time."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    labels: defaultdict[str | None, list[str]] = defaultdict(list)
    for each in ids:
        labels[MODEL.label_of(each)].append(each)
    for each in labels["Unit"]:
        found[each].add(each)
    for label, query in _SEATS.items():
        if labels[label]:
            _add(reader, found, query, labels[label])
    groups = labels["HouseholdGroup"]
    rows = (
        reader.rows("households/villages_of_groups", household_group_ids=groups) if groups else []
    )
    for row in rows:
        found[row["household_group_id"]].add(row["unit_id"])
    return found
