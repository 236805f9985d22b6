"""Decisions: the documents that make a fact so, and all that one of them decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphapp.domain.decided import SOURCES, Item, Source, items_of
from graphapp.domain.results import DecisionRef
from graphapp.errors import InputError, Place, UnknownCodeError
from graphapp.graph.port import Reader, Row
from graphapp.model.schema import MODEL
from graphapp.model.scope import Scope

KINDS = tuple(SOURCES)


@dataclass(frozen=True)
class Section:
    """What a decision decides of one kind: one page of it. ``first`` counts from 0."""

    kind: str
    total: int
    items: tuple[Item, ...]
    number: int
    pages: int
    first: int


@dataclass(frozen=True)
class DecisionPage:
    """A decision. ``sections`` are those of the kinds asked for that have something.

    ``counts``: how much it decides of every kind; ``assignments``: the same by kind of assignment.
    """

    decision: DecisionRef
    kind: str | None
    title: str | None
    counts: Mapping[str, int]
    assignments: Mapping[str, int]
    sections: tuple[Section, ...]


def decisions_by_id(reader: Reader, ids: Iterable[str | None]) -> dict[str, DecisionRef]:
    """Return the decisions of the given ids; None among them is passed over."""
    wanted = sorted({i for i in ids if i})
    rows = reader.rows("decisions/by_ids", decision_ids=wanted) if wanted else []
    return {row["decision_id"]: decision_ref(row) for row in rows}


def decision_ref(row: Row) -> DecisionRef:
    """Build a decision from a query's ``decision_…`` columns; a day that no file tells is none."""
    return DecisionRef(
        row["decision_id"],
        row["decision_number"],
        row["decision_date"] if row["decision_told"] else None,
        row["decision_issuer"],
    )


def decisions_called(reader: Reader, scope: Scope, wanted: str) -> list[DecisionRef]:
    """Return the decisions in scope of an id or a number; every office counts from one anew."""
    if MODEL.label_of(wanted) == "Decision":
        ids = [row["decision_id"] for row in reader.rows("decisions/facts", decision_id=wanted)]
    else:
        rows = reader.rows("state/decision_by_number", numbers=[wanted])
        ids = [row["decision_id"] for row in rows]
    found = decisions_by_id(reader, (i for i in ids if _visible(reader, scope, i)))
    return list(found.values())


def find_decision(reader: Reader, scope: Scope, wanted: str) -> DecisionRef:
    """Return the decision of an id or a number.

    Raises UnknownCodeError when there is none in scope, InputError when several have the number.
    """
    known = decisions_called(reader, scope, wanted)
    if len(known) == 1:
        return known[0]
    if not known:
        place = Place(value=wanted, remedy="error.unknown_decision.remedy")
        raise UnknownCodeError("error.unknown_decision", (place,), number=wanted)
    choices = [f"{d.id} ({d.date or ''} {d.issuer or ''})" for d in known]
    place = Place(
        value=wanted, remedy="error.decision_twice.remedy", values=(("choices", choices),)
    )
    raise InputError("error.decision_twice", (place,), number=wanted)


def seen_decisions(reader: Reader, scope: Scope, ids: Iterable[str]) -> frozenset[str]:
    """Return those decisions that a user may see: something that they decide is in the scope."""
    return frozenset(each for each in ids if _visible(reader, scope, each))


def decision_page(
    reader: Reader, scope: Scope, wanted: str, *, kind: str = "", page: int = 1, size: int
) -> DecisionPage:
    """Return what a decision decides: the first page of every kind, or a page of one ``kind``.

    Raises what :func:`find_decision` raises.
    """
    decision = find_decision(reader, scope, wanted)
    row = reader.rows("decisions/facts", decision_id=decision.id)[0]
    by_kind = _assignment_kinds(reader, scope, decision.id)
    counts = {name: _count(reader, scope, decision.id, s) for name, s in SOURCES.items()}
    asked = (kind,) if kind else KINDS
    sections = [_section(reader, scope, decision.id, k, (counts[k], page, size)) for k in asked]
    return DecisionPage(
        decision,
        row["decision_kind"],
        row["decision_title"],
        counts,
        by_kind,
        tuple(section for section in sections if section.total),
    )


def _section(
    reader: Reader, scope: Scope, decision_id: str, kind: str, sheet: tuple[int, int, int]
) -> Section:
    total, page, size = sheet
    pages = max(1, -(-total // size))
    number = min(page, pages)
    first = (number - 1) * size
    source = SOURCES[kind]
    if scope.is_whole:
        rows = source.rows(reader, decision_id, first, size)
    else:
        rows = _all_visible(reader, scope, decision_id, source)[first : first + size]
    return Section(kind, total, tuple(items_of(reader, kind, rows)), number, pages, first)


def _count(reader: Reader, scope: Scope, decision_id: str, source: Source) -> int:
    if scope.is_whole:
        return source.count(reader, decision_id)
    return len(_all_visible(reader, scope, decision_id, source))


def _visible(reader: Reader, scope: Scope, decision_id: str) -> bool:
    """Tell whether a user may see a decision: something that it decides lies in the scope."""
    if scope.is_whole:
        return True
    return any(_all_visible(reader, scope, decision_id, s) for s in SOURCES.values())


def _all_visible(reader: Reader, scope: Scope, decision_id: str, source: Source) -> list[Row]:
    total = source.count(reader, decision_id) if scope.roots else 0
    rows = source.rows(reader, decision_id, 0, total) if total else []
    visible = source.visible(reader, scope, rows)
    return [row for row in rows if any(row[column] in visible for column in source.seen_by)]


def _assignment_kinds(reader: Reader, scope: Scope, decision_id: str) -> dict[str, int]:
    """Count assignments by kind; within a scope they are counted from the rows."""
    if scope.is_whole:
        rows = reader.rows("decisions/assignment_kinds", decision_id=decision_id)
        return {row["assignment_kind"] or "in_charge": row["assignments"] for row in rows}
    found: dict[str, int] = {}
    for row in _all_visible(reader, scope, decision_id, SOURCES["assignments"]):
        kind = row["assignment_kind"] or "in_charge"
        found[kind] = found.get(kind, 0) + 1
    return found
