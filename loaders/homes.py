"""Edges of households: the village they live in and the group they belong to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from graphapp.model.interval import OPEN_START
from loaders.kind_specs import LIVES_IN
from loaders.resolve import known, on_day, undated, units

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from loaders.draft import Draft
    from loaders.facts import Node
    from loaders.rows import Row, Value

IN_GROUP = "IN_GROUP:Household:HouseholdGroup"


def link_households(draft: Draft) -> None:
    """Tell where each household lives and in which group it is; the row's days hold for both."""
    assigned = _first_days(draft)
    for row in draft.of_kind("households"):
        household = row.main
        if household is None:
            continue
        days = _days(row)
        since = row.day("since")
        since = None if since is None or since <= OPEN_START else since
        day = since or assigned.get(household.code)
        pick = partial(_one, draft, row, day=day, strict=since is not None)
        village = pick("village", units(draft, row, "village", ("village",)))
        if village is not None:
            draft.link(LIVES_IN, household, village, row, days, dated=since is not None)
        group = pick("group", known(draft, row, "group", "HouseholdGroup"))
        if group is not None:
            draft.link(IN_GROUP, household, group, row, days, dated=since is not None)


def _days(row: Row) -> dict[str, Value]:
    """Return the days that a row gives of living there."""
    return {key: row.values[key] for key in ("since", "until") if row.values.get(key) is not None}


def _one(
    draft: Draft, row: Row, key: str, found: Sequence[Node], *, day: date | None, strict: bool
) -> Node | None:
    """Return the one meant; ``strict``: the row gives the day itself, and it must be there then."""
    if strict and day is not None:
        return on_day(draft, row, key, found, day)
    return undated(found, day)


def _first_days(draft: Draft) -> dict[str, date]:
    """Return the first assignment to each household that this load tells."""
    found: dict[str, date] = {}
    for row in draft.of_kind("assignments"):
        code, day = row.text("target"), row.day("since")
        if row.text("target_kind") == "household" and code is not None and day is not None:
            found[code] = min(found.get(code, day), day)
    return found
