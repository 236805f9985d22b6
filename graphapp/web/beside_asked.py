"""What the address asks to have beside a chain: another day, another place, or both."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import request

from graphapp.domain.search import search
from graphapp.domain.units import find, in_scope, subject_by_id
from graphapp.errors import UnknownCodeError
from graphapp.web.site import site
from graphapp.web.view import here, read_day, view

if TYPE_CHECKING:
    from datetime import date

    from graphapp.domain.assignments import Subject
    from graphapp.domain.results import Hit

UNIT, CHOSEN = "beside_unit", "beside_id"  # as typed, and as chosen among suggestions
NAMES = ("beside", UNIT, CHOSEN)
LONGEST = 200


def is_asked() -> bool:
    """Tell whether the address asks for something beside its own chain."""
    return any(given(name) for name in NAMES)


def asked_beside() -> dict[str, str]:
    """Return what the address asks to have beside its chain, as it stands there."""
    return {name: given(name) for name in NAMES if given(name)}


def kept(address: str) -> str:
    """Return an address with what this one asks to have beside it."""
    asked = asked_beside()
    return f"{address}&{urlencode(asked)}" if asked else address


def canonical(other: Subject) -> str | None:
    """Return the address as it is kept, where people or the form wrote it otherwise."""
    plain: dict[str, str | None] = dict.fromkeys(NAMES)
    plain["beside"] = other_day().isoformat() if given("beside") else None
    plain["beside_unit"] = other.target.id if given(UNIT) or given(CHOSEN) else None
    if all(request.args.get(name) == value for name, value in plain.items()):
        return None
    return here(**plain)


def given(name: str) -> str:
    """Return a part of the address, blank where it is not there."""
    return request.args.get(name, "").strip()


def other_day() -> date:
    """Return the day of what stands beside, the page's own unless told; raises UsageError."""
    return read_day(given("beside")) if given("beside") else view().as_of


def other_target(own: Subject, day: date) -> Subject | None:
    """Return what the address means to have beside; None where several are called so."""
    wanted = given(CHOSEN) or given(UNIT)
    if not wanted:
        return own
    now = site()
    known = subject_by_id(now.reader, wanted)
    if known and in_scope(now.reader, now.scope, known):
        return known
    try:
        found = find(now.reader, now.scope, wanted, day)
    except UnknownCodeError:
        hits = called_so(wanted, day)
        if not hits:
            raise
        if len(hits) > 1:
            return None
        found = hits[0].found.unit
    return subject_by_id(now.reader, found.id)


def called_so(name: str, day: date) -> list[Hit]:
    """Return the units of a day that are called so, or like it."""
    hits = search(site().reader, site().scope, name[:LONGEST], day).units
    return [hit for hit in hits if hit.found.since <= day < hit.found.until]
