"""Decisions: identity is number, date and issuer together; a blank issuer is one not told.

A decision known by its number alone is identified by number and the start of what it decides.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loaders.facts import Node

if TYPE_CHECKING:
    from datetime import date

    from loaders.draft import Draft
    from loaders.rows import Row, Value

_REFERRING = ("mergers", "tenures", "assignments")


@dataclass
class DecisionBook:
    """Every decision by number and date, standing or new."""

    nodes: list[Node] = field(default_factory=list)
    _known: dict[tuple[str, Value], list[Node]] = field(default_factory=lambda: defaultdict(list))

    def add(self, node: Node) -> Node:
        """Keep a decision."""
        self.nodes.append(node)
        self._known[node.code, node.value("date")].append(node)
        return node

    def find(self, number: str, day: date | None, issuer: str | None) -> list[Node]:
        """Return those that may be meant: of that issuer, else of none told."""
        known = self._known.get((number, day), [])
        if issuer is None:
            silent = [node for node in known if node.value("issuer") is None]
            return silent or known
        same = [node for node in known if node.value("issuer") == issuer]
        return same or [node for node in known if node.value("issuer") is None]


def settle_decisions(draft: Draft) -> None:
    """Read the files of decisions; fetch the standing ones whose number any row gives."""
    numbers = {
        number
        for kind in _REFERRING
        for row in draft.of_kind(kind)
        if (number := row.text("decision_number")) is not None
    }
    numbers |= {n for row in draft.of_kind("decisions") if (n := row.text("number")) is not None}
    for node in draft.standing.nodes("Decision", "number", numbers):
        draft.decisions.add(node)
    for row in sorted(draft.of_kind("decisions"), key=lambda row: row.text("issuer") is None):
        _declared(draft, row)
    _name_issuers(draft)


def decision_of(draft: Draft, row: Row, start: date | None) -> dict[str, Value | Node]:
    """Return ``decision_id`` for an edge; nothing when the file has no such column."""
    if "decision_number" not in row.values:
        return {}
    number = row.text("decision_number")
    day = row.day("decision_date") or start
    if number is None:
        return {"decision_id": None}
    found = draft.decisions.find(number, day, row.text("decision_issuer"))
    if len(found) > 1:
        issuers = ", ".join(sorted(str(node.value("issuer")) for node in found))
        draft.problems.in_row(
            row, "decision_number", "load.decision_shared", number=number, day=day, issuers=issuers
        )
        return {}
    node = found[0] if found else _made(draft, row, number, day)
    if row.day("decision_date") is not None and not node.value("date_told"):
        node.values["date_told"] = True
        node.row = node.row or row
    return {"decision_id": node}


def _made(draft: Draft, row: Row, number: str, day: date | None) -> Node:
    node = Node(draft.table("Decision"))
    issuer = row.text("decision_issuer") or row.text("issuer")
    told = row.day("decision_date") or row.day("date")
    node.values = {"number": number, "date": day, "date_told": told is not None, "issuer": issuer}
    node.row = row
    return draft.decisions.add(node)


def _declared(draft: Draft, row: Row) -> None:
    number = row.text("number")
    if number is None or row.unread("date", "issuer"):
        return
    found = draft.decisions.find(number, row.day("date"), row.text("issuer"))
    node = found[0] if len(found) == 1 else _made(draft, row, number, row.day("date"))
    values = {key: value for key, value in row.values.items() if key in row.table.own_keys}
    if values.get("issuer") is None and node.value("issuer") is not None:
        values.pop("issuer", None)  # not told here, told elsewhere
    for name, value in values.items():
        said = node.values.get(name)
        if said is not None and value is not None and said != value and node.row is not None:
            draft.problems.disagree(row, name, node.row, name, said)
        elif value is not None or said is None:
            node.values[name] = value
    node.row = node.row or row
    if row.day("date") is not None and not node.value("date_told"):
        node.values["date_told"] = True
    row.main = node
    row.facts.append(node)


def _name_issuers(draft: Draft) -> None:
    """Let rows that tell an issuer speak first, so that the order of rows does not matter."""
    rows = [
        row for kind in _REFERRING for row in draft.of_kind(kind) if row.text("decision_issuer")
    ]
    for row in rows:
        number, issuer = row.text("decision_number"), row.text("decision_issuer")
        day = row.day("decision_date") or row.day("since") or row.day("day") or draft.day
        if number is None or day is None:
            continue
        found = draft.decisions.find(number, day, issuer)
        if found:
            found[0].values["issuer"] = issuer
            found[0].row = found[0].row or row
        else:
            _made(draft, row, number, day)
