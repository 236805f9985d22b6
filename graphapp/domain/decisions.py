"""Decisions: the documents that make a fact so."""

from __future__ import annotations

from collections.abc import Iterable

from graphapp.domain.results import DecisionRef
from graphapp.graph.port import Reader


def decisions_by_id(reader: Reader, ids: Iterable[str | None]) -> dict[str, DecisionRef]:
    """Return the decisions of the given ids; None among them is passed over."""
    wanted = sorted({i for i in ids if i})
    rows = reader.rows("decisions/by_ids", decision_ids=wanted) if wanted else []
    return {
        row["decision_id"]: DecisionRef(
            row["decision_id"],
            row["decision_number"],
            row["decision_date"] if row["decision_told"] else None,
            row["decision_issuer"],
        )
        for row in rows
    }
