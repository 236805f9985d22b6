"""The pictures of a chain on every day on which it changes: what the time slider turns through."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from graphapp.domain.people import find_person
from graphapp.domain.units import subject_by_id
from graphapp.web import chain, person_chain
from graphapp.web.lines import asked_line
from graphapp.web.overview import chain_days, kept
from graphapp.web.site import site
from graphapp.web.view import view

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from graphapp.domain.as_json import Json
    from graphapp.domain.results import PersonRef, Target
    from graphapp.web.picture import Picture


def pictures_of_target(target: Target) -> Json:
    """Return the picture of a target's chain by day, of the days on which there is one."""
    subject = subject_by_id(site().reader, target.id)

    def picture(day: date) -> Picture | None:
        return chain.picture_on(target, day) if subject and subject.life.holds(day) else None

    return _by_day(target, picture)


def pictures_of_person(wanted: str) -> Json:
    """Return the picture of a person's chain by day."""
    person = find_person(site().reader, site().scope, wanted)
    return _by_day(person, lambda day: person_chain.picture_on(person.id, day))


def _by_day(record: Target | PersonRef, picture: Callable[[date], Picture | None]) -> Json:
    """Make the pictures, in the line and the language of the address; remembered until a write."""

    def made() -> Json:
        found = {day.isoformat(): picture(day) for day in chain_days(record)}
        return {"days": {day: asdict(drawn) for day, drawn in found.items() if drawn}}

    return kept(("chain pictures", record.id, asked_line(), view().lang), made)
