"""Names for ids: what a row leads to, fetched in one go for each label."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from graphapp.domain.assignments import (
    Subject,
    household_subject,
    organisation_subject,
    unit_subject,
)
from graphapp.domain.records import GroupRef
from graphapp.domain.results import PersonRef, Target
from graphapp.graph.port import Reader, Row
from graphapp.model.interval import Interval
from graphapp.model.schema import MODEL

GROUP_TIER = "household_group"


def household_group_subject(row: Row) -> Subject:
    """Build a household group from a query's ``household_group_…`` columns."""
    code, name = row["household_group_code"], row["household_group_name"]
    target = Target(row["household_group_id"], code, name, GROUP_TIER)
    life = Interval(row["household_group_since"], row["household_group_until"])
    return Subject(target, life)


_SUBJECTS: dict[str | None, tuple[str, Callable[[Row], Subject]]] = {
    "Unit": ("state/unit_by_id", unit_subject),
    "Household": ("state/household_by_id", household_subject),
    "HouseholdGroup": ("state/household_group_by_id", household_group_subject),
    "Organisation": ("state/organisation_by_id", organisation_subject),
}


def subjects_by_id(reader: Reader, ids: Iterable[str]) -> dict[str, Subject]:
    """Return units, households, household groups and organisations with their lives, by id."""
    found: dict[str, Subject] = {}
    for label, wanted in _by_label(ids).items():
        if label in _SUBJECTS:
            query, build = _SUBJECTS[label]
            built = [build(row) for row in reader.rows(query, ids=wanted)]
            found |= {subject.target.id: subject for subject in built}
    return found


def holders_by_id(reader: Reader, ids: Iterable[str]) -> dict[str, PersonRef | GroupRef]:
    """Return people and working groups by id."""
    found: dict[str, PersonRef | GroupRef] = {}
    wanted = _by_label(ids)
    for row in _rows(reader, "state/person_by_id", wanted["Person"]):
        found[row["person_id"]] = PersonRef(
            row["person_id"], row["person_code"], row["person_name"]
        )
    for row in _rows(reader, "state/working_group_by_id", wanted["WorkingGroup"]):
        found[row["working_group_id"]] = GroupRef(
            row["working_group_id"], row["working_group_code"], row["working_group_name"]
        )
    return found


def _rows(reader: Reader, query: str, ids: list[str]) -> list[Row]:
    return reader.rows(query, ids=ids) if ids else []


def _by_label(ids: Iterable[str]) -> defaultdict[str | None, list[str]]:
    found: defaultdict[str | None, list[str]] = defaultdict(list)
    for each in sorted(set(ids)):
        found[MODEL.label_of(each)].append(each)
    return found
