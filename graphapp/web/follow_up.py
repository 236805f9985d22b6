"""What forms about a gap share: which gap, what it is about, and days as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from graphapp.domain.follow_up import subjects_of
from graphapp.domain.gap_kinds import GapKey
from graphapp.domain.people import find_person
from graphapp.domain.suggest import suggestions
from graphapp.errors import GraphappError, InputError, Place, UsageError
from graphapp.model.interval import day_from_text
from graphapp.model.schema import MODEL
from graphapp.web.site import site
from graphapp.web.view import view

if TYPE_CHECKING:
    from datetime import date

    from graphapp.domain.results import Target


def asked_key() -> GapKey:
    """Read which gap the address is about.

    Raises UsageError: there can be no such gap, or it is about nothing in sight.
    """
    given = request.args.get("key", "")
    try:
        return GapKey.read(given)
    except ValueError:
        place = Place(remedy="accepted.bad_key.remedy")
        raise UsageError("accepted.bad_key", (place,)) from None


def subject_of(key: GapKey) -> tuple[Target, Target | None]:
    """Return what a gap is about, and where it is; UsageError when it is out of sight."""
    found = subjects_of(site().reader, site().scope, [key]).get(key.subject)
    if found is None:
        place = Place(remedy="accepted.bad_key.remedy")
        raise UsageError("accepted.bad_key", (place,))
    return found


def sent_day(name: str) -> date | None:
    """Read a day of a form; None where the field is blank.

    Raises InputError: it is none.
    """
    given = request.form.get(name, "").strip()
    if not given:
        return None
    try:
        return day_from_text(given)
    except ValueError:
        place = Place(column=name, value=given, remedy="error.date.remedy")
        raise InputError("error.date", (place,), value=given) from None


def sent_person() -> str:
    """Return the id of the person that a form names: chosen, else typed as a code or whole name.

    Raises InputError: nobody, or nobody in particular, is meant.
    """
    chosen, typed = (request.form.get(name, "").strip() for name in ("person", "person_typed"))
    if MODEL.label_of(chosen) == "Person":
        return find_person(site().reader, site().scope, chosen).id
    try:
        return find_person(site().reader, site().scope, typed).id
    except GraphappError:
        found = suggestions(site().reader, site().scope, typed, view().as_of, ("person",))
        ids = {each.record.id for each in found if typed.casefold() == each.name.casefold()}
        if len(ids) == 1:
            return ids.pop()
    place = Place(column="person", value=typed, remedy="tasks.nobody.remedy")
    raise InputError("tasks.nobody", (place,))


def sent_number() -> int:
    """Return which entry a form is about; UsageError when it names none."""
    given = request.form.get("number", "")
    if given.isascii() and given.isdigit() and len(given) < 10:  # noqa: PLR2004 - a number of a ledger
        return int(given)
    raise UsageError("problem.choice", given=given)
