"""Edges of visits: who came, and what the visit was about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.assignments import target_of
from loaders.claims import target_label
from loaders.resolve import person

if TYPE_CHECKING:
    from loaders.draft import Draft

VISITED = "VISITED:Person:Visit"
_TARGETS = ("Unit", "Household", "HouseholdGroup", "Organisation")


def link_visits(draft: Draft) -> None:
    """Tell of each visit who came and to what; what it is about must be there on its day."""
    for row in draft.of_kind("visits"):
        kind, day = row.text("target_kind"), row.day("date")
        visitor = person(draft, row)
        target = None if kind is None else target_of(draft, row, kind, day)
        if kind is not None and target_label(kind) not in _TARGETS:
            draft.problems.in_row(row, "target_kind", "load.visit_of_nothing")
        elif visitor is not None and target is not None and row.main is not None:
            draft.link(VISITED, visitor, row.main, row, {})
            draft.link(f"ABOUT:Visit:{target.label}", row.main, target, row, {})
