"""Addresses of what questions are about: a code in an address leads to the address by id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from graphapp.domain.units import LABELS, find
from graphapp.model.interval import last_day
from graphapp.model.schema import MODEL
from graphapp.web.site import site
from graphapp.web.view import view

if TYPE_CHECKING:
    from datetime import date

    from graphapp.domain.results import DecisionRef, PersonRef, Place, Target, UnitVersion

_CHAINS = {
    "Unit": "units.chain",
    "Household": "households.chain",
    "Organisation": "organisations.chain",
}
_RECORDS = {
    "Unit": "units.show",
    "Household": "households.show",
    "Organisation": "organisations.show",
    "Person": "people.show",
    "Decision": "decisions.show",
}
PATHS = {"Unit": "units", "Household": "households", "Organisation": "organisations"}


def chain_address(target: Target, *, api: bool = False, as_of: date | None = None) -> str:
    """Return where the chain of a target is shown, on the page's day or another, in its line."""
    label, line = MODEL.label_of(target.id) or "Unit", request.args.get("line")
    if api:
        return _link("api.chain", target, as_of, line=line, kind=PATHS[label])
    return _link(_CHAINS[label], target, as_of, line=line)


def record_address(
    record: Target | PersonRef | DecisionRef, *, as_of: date | None = None, api: bool = False
) -> str:
    """Return the page of a unit, household, organisation, person or decision; blank without one."""
    endpoint = _RECORDS.get(MODEL.label_of(record.id) or "", "")
    if api:
        endpoint = f"api_records.{endpoint.removesuffix('.show')}"
    return _link(endpoint, record, as_of) if endpoint else ""


def unit_address(target: Target, as_of: date | None = None) -> str:
    """Return where the facts of a unit are shown, on the page's day or another."""
    return _link("units.show", target, as_of)


def meaning(wanted: str) -> Target:
    """Return what an id or a code means on the page's day; raises what ``units.find`` raises."""
    return find(site().reader, site().scope, wanted, view().as_of, LABELS)


def is_meant(target: Target, wanted: str, kind: str) -> bool:
    """Tell whether an address names a target by its id, under the path of what it is."""
    return target.id == wanted and PATHS.get(MODEL.label_of(wanted) or "") == kind


def day_of(version: UnitVersion | Place) -> date:
    """Return the page's day, or the day nearest to it on which the unit existed."""
    day = view().as_of
    if version.until <= day:
        return last_day(version.until)
    return max(version.since, day)


def _link(
    endpoint: str,
    target: Target | PersonRef | DecisionRef,
    as_of: date | None,
    **more: str | None,
) -> str:
    day = (as_of or view().as_of).isoformat()
    return view().link(endpoint, wanted=target.id, as_of=day, **more)
