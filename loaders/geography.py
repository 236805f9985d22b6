"""Edges between units: what is part of what, and what became of what."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from graphapp.model.interval import OPEN_END, OPEN_START
from graphapp.model.text import fold
from loaders.decisions import decision_of
from loaders.facts import Node
from loaders.kind_specs import PARENT_SINCE, PARENT_UNTIL, PART_OF, SUCCESSION
from loaders.problems import shown_days
from loaders.resolve import undated, units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from loaders.draft import Draft
    from loaders.rows import Row, Value

_DAY = timedelta(days=1)


def link_units(draft: Draft) -> None:
    """Put every unit under its parent."""
    for row in draft.of_kind("units", "old_communes"):
        _under_parent(draft, row)
    for row in draft.of_kind("villages"):
        _village(draft, row)
    for row in draft.of_kind("communes_before", "communes_after"):
        _commune(draft, row)


def link_mergers(draft: Draft) -> None:
    """Tell what became of each unit."""
    for row in draft.of_kind("mergers"):
        day = row.day("day") or draft.day
        if day is not None:
            _merger(draft, row, day)
        elif not row.unread("day"):
            draft.problems.in_row(row, "day", "load.merger_without_day")


def tiers(draft: Draft) -> tuple[str, ...]:
    """Return the tiers, highest first, as the model declares them."""
    declared = next(p for p in draft.table("Unit").properties if p.name == "tier")
    return tuple(choice.value for choice in declared.choices)


def _under_parent(draft: Draft, row: Row) -> None:
    child = row.main
    if child is None or row.text("parent") is None:
        return
    order = tiers(draft)
    above = order[: order.index(str(child.value("tier")))]
    if not above:
        draft.problems.in_row(row, "parent", "load.no_parent_possible")
        return
    parents = _living_with(draft, row, child, units(draft, row, "parent", above))
    given = _given(row)
    _part_of(draft, row, child, undated(parents, _first_day(child, given)), given)


def _first_day(child: Node, given: Mapping[str, Value]) -> date | None:
    """Return the first day that a row gives of a unit under its parent; None: no day given."""
    since = max(_since(given, OPEN_START), child.since)
    if since > OPEN_START:
        return since
    return None if child.until >= OPEN_END else child.until - _DAY


def _village(draft: Draft, row: Row) -> None:
    """Put a village under its old commune until that ended, then under the new one."""
    village = row.main
    if village is None:
        return
    living = _living_with(draft, row, village, units(draft, row, "parent", ("commune",)))
    given = _given(row)
    commune = undated(living, None if village.until >= OPEN_END else village.until - _DAY)
    old = _old_commune(draft, row, commune)
    if commune is not None and old is not None and old.life.overlaps(village.life):
        moved = _since(given, OPEN_START)
        moved = moved if moved > OPEN_START else old.until
        _part_of(draft, row, village, old, {"until": moved} if moved < old.until else {})
        given = {**given, "since": max(commune.since, moved)}
    _part_of(draft, row, village, commune, given)


def _since(given: Mapping[str, Value], otherwise: date) -> date:
    value = given.get("since")
    return value if isinstance(value, date) else otherwise


def _old_commune(draft: Draft, row: Row, commune: Node | None) -> Node | None:
    """Return what ``Mã xã cũ`` means: the commune of that code that ended before the new one."""
    known = units(draft, row, "old_parent", ("commune",))
    ended = [unit for unit in known if unit.until < OPEN_END and unit is not commune]
    if ended:
        start = OPEN_END if commune is None else commune.since
        return max(ended, key=lambda unit: (unit.until <= start, unit.until))
    if any(unit is not commune for unit in known):
        draft.problems.in_row(row, "old_parent", "load.old_commune_goes_on", code=known[0].code)
    return None


def _commune(draft: Draft, row: Row) -> None:
    of_tier = {str(f.value("tier")): f for f in row.facts if isinstance(f, Node)}
    line = [of_tier[tier] for tier in tiers(draft) if tier in of_tier]
    for parent, child in pairwise(line):
        _part_of(draft, row, child, parent, {})


def _living_with(draft: Draft, row: Row, child: Node, parents: Sequence[Node]) -> Sequence[Node]:
    """Keep the parents that live while the child does; refuses the row when none does."""
    living = [parent for parent in parents if parent.life.overlaps(child.life)]
    if parents and not living and not child.life.empty:
        nearest = max(parents, key=lambda unit: unit.since)
        draft.problems.in_row(
            row, "parent", "load.parent_at_another_time", code=nearest.code,
            days=shown_days(nearest.life),
        )  # fmt: skip
    return living


def _given(row: Row) -> dict[str, Value]:
    """Return the days that a row gives of being part."""
    days = {"since": row.day(PARENT_SINCE), "until": row.day(PARENT_UNTIL)}
    return {key: day for key, day in days.items() if day is not None}


def _part_of(
    draft: Draft, row: Row, child: Node, parent: Node | None, values: Mapping[str, Value]
) -> None:
    if parent is not None:
        dated = _since(values, OPEN_START) > OPEN_START
        draft.link(PART_OF, child, parent, row, values, dated=dated)


def _merger(draft: Draft, row: Row, day: date) -> None:
    tier = () if row.unread("tier") else (row.text("tier") or "commune",)
    decision = decision_of(draft, row, day)
    old = _ended(draft, row, units(draft, row, "old", tier), day)
    new = _begun(draft, row, units(draft, row, "new", tier), day, old)
    if old is None or new is None:
        return
    values: dict[str, Value | Node] = {"day": day, **decision}
    if "extent" in row.values:
        values["extent"] = row.text("extent")
    values |= {k: v for k, v in row.values.items() if k in row.table.own_keys and k not in values}
    draft.link(SUCCESSION, old, new, row, values)
    _compare_name(draft, row, "old_name", old)
    _compare_name(draft, row, "new_name", new)


def _ended(draft: Draft, row: Row, known: Sequence[Node], day: date) -> Node | None:
    """Return the unit that ended by the day; a part may leave a unit that goes on."""
    ended = [unit for unit in known if unit.until <= day]
    if not ended and row.text("extent") == "part":
        ended = [unit for unit in known if unit.since < day]
    if known and not ended:
        draft.problems.in_row(row, "old", "load.not_ended_by", code=known[0].code, day=day)
    return max(ended, key=lambda unit: unit.until, default=None)


def _begun(
    draft: Draft, row: Row, known: Sequence[Node], day: date, old: Node | None
) -> Node | None:
    begun = [unit for unit in known if unit.life.holds(day) and unit is not old]
    if known and not begun:
        draft.problems.in_row(row, "new", "load.not_begun_by", code=known[0].code, day=day)
    return max(begun, key=lambda unit: unit.since, default=None)


def _compare_name(draft: Draft, row: Row, key: str, unit: Node) -> None:
    given = row.text(key)
    if given is not None and fold(given) != fold(unit.name):
        draft.problems.remark(row, key, "load.name_differs", code=unit.code, name=unit.name)
