"""The unit that an address asks about in ``in``: by id, code or name; offered where it may be many.

A unit that does not exist on the page's day is told as such, with what stands in its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import redirect, render_template, request

from graphapp.domain.assignments import Subject
from graphapp.domain.instead import instead_of
from graphapp.domain.search import search
from graphapp.domain.units import find, line_above, provinces, subject_by_id
from graphapp.errors import NotOnDateError, Place, UnknownCodeError, UsageError
from graphapp.model.interval import Interval
from graphapp.web.site import site
from graphapp.web.view import here, view

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from graphapp.domain.results import Target, UnitVersion

LONGEST = 200
_NOT_THEN = 404


@dataclass(frozen=True)
class OtherDay:
    """A unit of other days, and what stands in its place on the page's day."""

    unit: UnitVersion
    instead: tuple[UnitVersion, ...]


def page_of_unit(title: str, page: Callable[[Target], ResponseReturnValue]) -> ResponseReturnValue:
    """Show a page about the unit asked for, else the choice among units; ``title``: a message.

    Raises what ``units.find`` raises, but that the unit is of other days: that is a page.
    """
    name = _wanted()
    try:
        choices = _meant(name) if name else _provinces()
    except NotOnDateError as error:
        told = render_template("inspection/other_day.html", title=title, found=_other_days(error))
        return told, _NOT_THEN
    if len(choices) != 1:
        return render_template("inspection/choose.html", title=title, choices=choices, name=name)
    if choices[0].id != name:
        return redirect(here(**{"in": choices[0].id}))
    return page(choices[0])


def unit_asked() -> Target:
    """Return the unit that the address names by id or code, else the only province.

    Raises what ``units.find`` raises; UsageError where several provinces are in sight.
    """
    if _wanted():
        return find(site().reader, site().scope, _wanted(), view().as_of, ("Unit",))
    found = _provinces()
    if len(found) == 1:
        return found[0]
    codes = ", ".join(f"{unit.code} ({unit.name})" for unit in found)
    place = Place(column="in", remedy="problem.no_unit.remedy", values=(("choices", codes),))
    raise UsageError("problem.no_unit", (place,))


def _wanted() -> str:
    return request.args.get("in", "").strip()


def _provinces() -> list[Target]:
    return provinces(site().reader, site().scope, view().as_of)


def _meant(name: str) -> list[Target]:
    """Return the unit of an id or code, else the living units that are called so."""
    now, day = site(), view().as_of
    try:
        return [find(now.reader, now.scope, name, day, ("Unit",))]
    except UnknownCodeError:
        hits = search(now.reader, now.scope, name[:LONGEST], day).units
        living = [hit.found.unit for hit in hits if hit.found.since <= day < hit.found.until]
        if not living:
            raise
        return living


def _other_days(error: NotOnDateError) -> list[OtherDay]:
    """Return the units of other days that a code or id means."""
    now, wanted = site(), str(error.values.get("code", ""))
    subject = subject_by_id(now.reader, wanted)
    code = subject.target.code if subject else wanted
    hits = search(now.reader, now.scope, code, view().as_of).units
    versions = [hit.found for hit in hits if hit.found.unit.code == code]
    if subject:
        versions = [each for each in versions if each.unit.id == wanted]
    return [OtherDay(each, _instead(each)) for each in versions]


def _instead(version: UnitVersion) -> tuple[UnitVersion, ...]:
    subject = Subject(version.unit, Interval(version.since, version.until))
    return instead_of(site().reader, site().scope, subject, view().as_of)


def above(unit: Target) -> tuple[Target, ...]:
    """Return the units that a unit lies in on the page's day, nearest first."""
    subject = subject_by_id(site().reader, unit.id)
    line = line_above(site().reader, subject, view().as_of) if subject else []
    return tuple(each.target for each in line)
