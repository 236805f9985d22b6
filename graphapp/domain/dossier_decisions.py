"""The decisions that a dossier rests on: each once, with how often it is named there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graphapp.domain.decisions import decision_ref, seen_decisions
from graphapp.domain.history import UnitHistory
from graphapp.domain.people import PersonPage
from graphapp.domain.results import Chain, DecisionRef
from graphapp.domain.sheet_table import VillageRow
from graphapp.graph.port import Reader
from graphapp.model.scope import Scope


@dataclass(frozen=True)
class NamedDecision:
    """A decision; ``times``: how many rows of the dossier name it."""

    decision: DecisionRef
    kind: str | None
    title: str | None
    times: int


def of_unit(
    reader: Reader, scope: Scope, chain: Chain, history: UnitHistory, rows: Sequence[VillageRow]
) -> tuple[NamedDecision, ...]:
    """Return the decisions behind a unit's chain, its history and its villages, latest first."""
    links = [*chain.by_unit, *(row.link for row in rows)]
    named = [each.decision for link in links for each in link.responsible]
    named += [each.decision for each in history.answered]
    named += [each.decision for each in (*history.before, *history.after)]
    return _named(reader, scope, named)


def of_person(reader: Reader, scope: Scope, page: PersonPage) -> tuple[NamedDecision, ...]:
    """Return the decisions behind a person's posts, assignments and reporting lines."""
    named = [row.decision for row in page.posts]
    named += [row.decision for row in page.duties]
    named += [row.decision for row in (*page.supervisors, *page.supervised)]
    return _named(reader, scope, named)


def _named(
    reader: Reader, scope: Scope, named: Iterable[DecisionRef | None]
) -> tuple[NamedDecision, ...]:
    times = Counter(each.id for each in named if each)
    ids = sorted(seen_decisions(reader, scope, times))
    rows = reader.rows("decisions/facts_by_ids", decision_ids=ids) if ids else []
    found = []
    for row in rows:
        kind, title = row["decision_kind"], row["decision_title"]
        found.append(NamedDecision(decision_ref(row), kind, title, times[row["decision_id"]]))
    return tuple(sorted(found, key=_latest_first))


def _latest_first(each: NamedDecision) -> tuple[int, str, str]:
    day = each.decision.date or date.min
    return -day.toordinal(), each.decision.number, each.decision.id
