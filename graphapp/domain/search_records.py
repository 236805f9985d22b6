"""Search among organisations and decisions, and how close a find is to what was typed."""

from __future__ import annotations

import re
from datetime import date

from graphapp.domain.assignments import organisation_subject
from graphapp.domain.decisions import decision_ref, seen_decisions
from graphapp.domain.results import DecisionRef, Place
from graphapp.domain.visible import things_in_scope
from graphapp.graph.port import Reader, Row
from graphapp.model.scope import Scope
from graphapp.model.text import fold

_BARE = re.compile(r"(?<=[QH])D")  # QĐ, HĐND, typed without marks
_FETCHED = 1000  # of which the best are shown


def closeness(text: str, key: str, name: str, folded: str, code: str) -> int:
    """Return how close a find is, 0 the closest; a name may follow its kind (Xã Tân Tiến)."""
    if text == code:
        return 0
    wanted, name = text.casefold(), name.casefold()
    if name == wanted or name.endswith(f" {wanted}"):
        return 1
    if folded == key or folded.endswith(f" {key}"):
        return 2
    return 3 if folded.startswith(key) or f" {key}" in folded else 4


def find_organisations(
    reader: Reader, scope: Scope, text: str, as_of: date, most: int
) -> list[Place]:
    """Find organisations of any date with their lives; best first, those of the date before."""
    key = fold(text)
    rows = reader.rows("search/organisations", key=key, code=text, most=_FETCHED)
    visible = things_in_scope(reader, scope, (row["organisation_id"] for row in rows))
    rows = [row for row in rows if row["organisation_id"] in visible]

    def rank(row: Row) -> tuple[int, bool, str]:
        subject = organisation_subject(row)
        name, folded = row["organisation_name"], row["organisation_search"]
        close = closeness(text, key, name, folded, row["organisation_code"])
        return (close, not subject.life.holds(as_of), row["organisation_code"])

    best = [organisation_subject(row) for row in sorted(rows, key=rank)[:most]]
    return [Place(each.target, each.life.since, each.life.until) for each in best]


def find_decisions(reader: Reader, scope: Scope, text: str, most: int) -> list[DecisionRef]:
    """Find decisions by a part of their number, with marks or without; without a digit none."""
    if not any(char.isdigit() for char in text):
        return []
    found: dict[str, Row] = {}
    for capitals in dict.fromkeys((text.upper(), _BARE.sub("Đ", text.upper()))):
        rows = reader.rows("search/decisions", number=text, capitals=capitals, most=2 * _FETCHED)
        found |= {row["decision_id"]: row for row in rows}
    visible = seen_decisions(reader, scope, found)
    refs = [decision_ref(row) for row in found.values() if row["decision_id"] in visible]

    def rank(decision: DecisionRef) -> tuple[bool, bool, str, date, str]:
        number, wanted = decision.number.casefold(), text.casefold()
        begins = number.startswith(wanted)
        day = decision.date or date.min
        return (number != wanted, not begins, number, day, decision.issuer or "")

    return sorted(refs, key=rank)[:most]
