"""Edges of households: the village they live in and the group they belong to."""

from __future__ import annotations

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
        given = row.day("since")
        since = given if given is not None and given > OPEN_START else None
        day = since or assigned.get(household.code)
        villages = units(draft, row, "village", ("village",))
        village = _village(draft, row, villages, day, strict=since is not None)
        if village is not None:
            draft.link(LIVES_IN, household, village, row, _days(row), dated=since is not None)
        group = undated(known(draft, row, "group", "HouseholdGroup"), day)
        if group is not None:
            _in_group(draft, row, household, group)


def _in_group(draft: Draft, row: Row, household: Node, group: Node) -> None:
    """Put a household into a group for the row's days; it may have been there before the group."""
    days = _days(row)
    since = row.day("since")
    dated = since is not None and since > OPEN_START and group.life.holds(since)
    if not dated:
        days.pop("since", None)
    draft.link(IN_GROUP, household, group, row, days, dated=dated)


def _days(row: Row) -> dict[str, Value]:
    """Return the days that a row gives of living there."""
    return {key: row.values[key] for key in ("since", "until") if row.values.get(key) is not None}


def _village(
    draft: Draft, row: Row, found: Sequence[Node], day: date | None, *, strict: bool
) -> Node | None:
    """Return the village meant; ``strict``: the row gives the day, and it must be there then."""
    if strict and day is not None:
        return on_day(draft, row, "village", found, day)
    return undated(found, day)


def _first_days(draft: Draft) -> dict[str, date]:
    """Return the first assignment to each household that this load tells."""
    found: dict[str, date] = {}
    for row in draft.of_kind("assignments"):
        code, day = row.text("target"), row.day("since")
        if row.text("target_kind") == "household" and code is not None and day is not None:
            found[code] = min(found.get(code, day), day)
    return found
