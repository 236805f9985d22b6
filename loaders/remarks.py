"""What is accepted but may be a slip: told as remarks beside the result."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from graphapp.model.interval import Interval
from loaders.kind_specs import HOLDS
from loaders.problems import shown_days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from loaders.draft import Draft
    from loaders.facts import Edge, Node
    from loaders.limits import Limits

    Overlaid = Callable[[Draft, str, str, Iterable[Node]], dict[Node, list[Edge]]]


def remark_on(draft: Draft, limits: Limits, overlaid: Overlaid) -> None:
    """Remark on assignments outside a tenure or given twice, and on units that begin later."""
    _outside_tenure(draft, limits, overlaid)
    _assigned_twice(draft, overlaid)
    _start_moved(draft)


def _outside_tenure(draft: Draft, limits: Limits, overlaid: Overlaid) -> None:
    """Remark on assignments that begin before or go on after every post of their person."""
    tables = [key for key in draft.edges if key.startswith("RESPONSIBLE_FOR:Person:")]
    people = {edge.start for table in tables for edge in draft.edges[table]}
    tenures = overlaid(draft, HOLDS, "start", people)
    limits.prepare(edge.end for edges in tenures.values() for edge in edges)
    lives = {
        person: [t.life.clip(limits.lasting(t.end)) for t in held]
        for person, held in tenures.items()
    }
    for table in tables:
        for edge in draft.edges[table]:
            held = lives[edge.start]
            if held and edge.row is not None and not _covers(held, edge.life):
                whole = Interval(min(h.since for h in held), max(h.until for h in held))
                draft.problems.remark(
                    edge.row, "since", "load.outside_tenure", code=edge.start.code,
                    days=shown_days(whole),
                )  # fmt: skip


def _covers(held: Iterable[Interval], wanted: Interval) -> bool:
    """Tell whether the intervals together hold every day of another."""
    lives = list(held)
    if len(lives) == 1:
        return lives[0].since <= wanted.since and lives[0].until >= wanted.until
    reached = wanted.since
    for life in sorted(lives):
        if life.since > reached:
            break
        reached = max(reached, life.until)
    return reached >= wanted.until


def _assigned_twice(draft: Draft, overlaid: Overlaid) -> None:
    """Remark on the later of two assignments of one holder, target and kind that share a day."""
    for table in [key for key in draft.edges if key.startswith("RESPONSIBLE_FOR:")]:
        holders = {edge.start for edge in draft.edges[table]}
        for edges in overlaid(draft, table, "start", holders).values():
            alike: dict[tuple[Node, object], list[Edge]] = {}
            for edge in edges:
                alike.setdefault((edge.end, edge.value("kind")), []).append(edge)
            for same in (edges for edges in alike.values() if len(edges) > 1):
                _remark_overlaps(draft, sorted(same, key=lambda e: (e.since, e.row is not None)))


def _remark_overlaps(draft: Draft, edges: Iterable[Edge]) -> None:
    for before, after in pairwise(edges):
        shared = before.life.clip(after.life)
        row = after.row or before.row
        if row is not None and not shared.empty:
            told = {"holder": after.start.code, "days": shown_days(shared)}
            draft.problems.remark(row, "since", "load.assigned_twice", **told)


def _start_moved(draft: Draft) -> None:
    """Remark on a unit that stood and now begins later: a new unit may be taken for an old one."""
    for unit in draft.nodes("Unit"):
        if unit.standing is None or unit.row is None:
            continue
        stood = unit.standing["since"]
        if isinstance(stood, date) and unit.since > stood:
            days = shown_days(Interval(stood, unit.since))
            draft.problems.remark(unit.row, "since", "load.start_moved", code=unit.code, days=days)
