"""Edges of assignments: who answers for what, and who supervises whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.claims import target_label
from loaders.decisions import decision_of
from loaders.people import own_values
from loaders.resolve import known, on_day, person, units

if TYPE_CHECKING:
    from datetime import date

    from loaders.draft import Draft
    from loaders.facts import Node
    from loaders.rows import Row, Value

SUPERVISES = "SUPERVISES:Person:Person"


def link_assignments(draft: Draft) -> None:
    """Put down every assignment; one to a person is a line of supervision."""
    for row in draft.of_kind("assignments"):
        kind, since = row.text("target_kind"), row.day("since")
        holder = _holder(draft, row)
        target = None if kind is None else target_of(draft, row, kind, since)
        decision = {} if since is None else decision_of(draft, row, since)
        if holder is None or target is None or since is None:
            continue
        if kind == "person":
            _supervision(draft, row, holder, target, decision)
        else:
            values = {**own_values(row), **decision}
            table = f"RESPONSIBLE_FOR:{holder.label}:{target.label}"
            draft.link(table, holder, target, row, values, dated=True)


def _holder(draft: Draft, row: Row) -> Node | None:
    if row.text("group") is None:
        return person(draft, row)
    since = row.day("since")
    groups = known(draft, row, "group", "WorkingGroup")
    if row.text("person") is not None or row.text("person_name") is not None:
        draft.problems.in_row(row, "group", "load.person_and_group")
        return None
    return None if since is None else on_day(draft, row, "group", groups, since)


def target_of(draft: Draft, row: Row, kind: str, since: date | None) -> Node | None:
    """Return what an assignment is about, as it lives on its first day; None without one."""
    label = target_label(kind)
    is_unit = label == "Unit"
    found = units(draft, row, "target", (kind,)) if is_unit else known(draft, row, "target", label)
    if label in ("Person", "Household"):  # people have no dates, households those of their villages
        return found[0] if found else None
    if since is None:
        return None
    target = on_day(draft, row, "target", found, since)
    if kind == "cell" and target is not None and target.value("kind") != "cell":
        draft.problems.in_row(row, "target", "load.not_a_cell", code=target.code)
        return None
    return target


def _supervision(
    draft: Draft, row: Row, holder: Node, target: Node, decision: dict[str, Value | Node]
) -> None:
    if holder.label != "Person":
        draft.problems.in_row(row, "group", "load.group_supervises")
        return
    declared = {p.name for p in draft.table(SUPERVISES).stored}
    own: dict[str, Value] = {k: v for k, v in own_values(row).items() if k in declared}
    draft.link(SUPERVISES, holder, target, row, {**own, **decision}, dated=True)
