"""A household, masked: where it is, in which group, and who answered for it over time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from graphapp.domain.assignments import Subject, unit_subject
from graphapp.domain.facts import facts_of
from graphapp.domain.history import answered
from graphapp.domain.named import household_group_subject
from graphapp.domain.records import Answered, Fact
from graphapp.domain.results import Place, Target
from graphapp.domain.units import in_scope, subject_by_id
from graphapp.errors import Place as ErrorPlace
from graphapp.errors import UnknownCodeError
from graphapp.graph.port import Reader, Row
from graphapp.model.interval import Interval
from graphapp.model.policy import Policy
from graphapp.model.schema import MODEL
from graphapp.model.scope import Scope


@dataclass(frozen=True)
class HouseholdPage:
    """A household. ``homes`` and ``groups`` are of any date, latest first."""

    household: Target
    since: date
    until: date
    as_of: date
    facts: tuple[Fact, ...]
    homes: tuple[Place, ...]
    groups: tuple[Place, ...]
    answered: tuple[Answered, ...]

    @property
    def living(self) -> bool:
        """Tell whether it exists on the date."""
        return self.since <= self.as_of < self.until


def household_page(
    reader: Reader, scope: Scope, wanted: str, as_of: date, *, policy: Policy
) -> HouseholdPage:
    """Return what a household's page shows, by its id; also on days outside its life.

    Raises UnknownCodeError when there is no such household in scope.
    """
    subject = subject_by_id(reader, wanted)
    known = subject is not None and MODEL.label_of(wanted) == "Household"
    if subject is None or not known or not in_scope(reader, scope, subject):
        place = ErrorPlace(value=wanted, remedy="error.unknown_code.remedy")
        raise UnknownCodeError("error.unknown_code", (place,), code=wanted)
    row = reader.rows("state/household_by_id", ids=[wanted])[0]
    return HouseholdPage(
        subject.target,
        subject.life.since,
        subject.life.until,
        as_of,
        facts_of("Household", row),
        _places(
            subject, reader.rows("households/home", household_id=wanted), "lives", unit_subject
        ),
        _places(
            subject,
            reader.rows("households/groups", household_id=wanted),
            "member",
            household_group_subject,
        ),
        answered(reader, subject, as_of, policy),
    )


def _places(
    subject: Subject, rows: list[Row], bound: str, build: Callable[[Row], Subject]
) -> tuple[Place, ...]:
    found = []
    for row in rows:
        other = build(row)
        days = Interval(row[f"{bound}_since"], row[f"{bound}_until"])
        days = days.clip(subject.life).clip(other.life)
        if not days.empty:
            found.append(Place(other.target, days.since, days.until))
    return tuple(sorted(found, key=lambda place: place.since, reverse=True))
