"""Visits: who came to a unit, a household or an organisation, when, why, and what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graphapp.domain.named import holders_by_id, subjects_by_id
from graphapp.domain.results import PersonRef, Target
from graphapp.domain.visible import things_in_scope
from graphapp.graph.port import Reader, Row
from graphapp.model.interval import Interval, last_day
from graphapp.model.schema import MODEL
from graphapp.model.scope import Scope

_TO = {
    "Unit": ("visits/to_units", "unit_ids"),
    "Household": ("visits/to_households", "household_ids"),
    "HouseholdGroup": ("visits/to_household_groups", "household_group_ids"),
    "Organisation": ("visits/to_organisations", "organisation_ids"),
}


@dataclass(frozen=True)
class SeenVisit:
    """One person's visit to one target. A visit of two people to two targets is four of these."""

    id: str
    code: str
    day: date
    kind: str | None
    purpose: str | None
    outcome: str | None
    person: PersonRef
    target: Target


def visits_to(
    reader: Reader, scope: Scope, target_ids: Iterable[str], days: Interval
) -> tuple[SeenVisit, ...]:
    """Return the visits to some targets on some days, the latest first.

    Targets outside the scope are passed over.
    """
    by_label: defaultdict[str | None, list[str]] = defaultdict(list)
    for each in sorted(things_in_scope(reader, scope, target_ids)):
        by_label[MODEL.label_of(each)].append(each)
    rows = [row for label in _TO for row in _asked(reader, label, by_label[label], days)]
    return _seen(reader, rows)


def visits_by(
    reader: Reader, scope: Scope, person_id: str, days: Interval
) -> tuple[SeenVisit, ...]:
    """Return the visits of a person on some days to what is in the scope, the latest first."""
    first, last = _ends(days)
    rows = reader.rows("visits/by_person", person_id=person_id, first_day=first, last_day=last)
    visible = things_in_scope(reader, scope, (row["target_id"] for row in rows))
    return _seen(reader, [row for row in rows if row["target_id"] in visible])


def _asked(reader: Reader, label: str, ids: list[str], days: Interval) -> list[Row]:
    if not ids or days.empty:
        return []
    query, parameter = _TO[label]
    first, last = _ends(days)
    return reader.rows(query, **{parameter: ids}, first_day=first, last_day=last)


def _ends(days: Interval) -> tuple[date, date]:
    return days.since, last_day(days.until)


def _seen(reader: Reader, rows: Sequence[Row]) -> tuple[SeenVisit, ...]:
    people = holders_by_id(reader, (row["person_id"] for row in rows))
    targets = subjects_by_id(reader, (row["target_id"] for row in rows))
    found = []
    for row in rows:
        person = people[row["person_id"]]
        named = PersonRef(person.id, person.code, person.name)
        found.append(
            SeenVisit(
                row["visit_id"],
                row["visit_code"],
                row["visit_date"],
                row["visit_kind"],
                row["visit_purpose"],
                row["visit_outcome"],
                named,
                targets[row["target_id"]].target,
            )
        )
    return tuple(sorted(found, key=_latest_first))


def _latest_first(visit: SeenVisit) -> tuple[int, str, str, str]:
    return -visit.day.toordinal(), visit.code, visit.person.code, visit.target.code
