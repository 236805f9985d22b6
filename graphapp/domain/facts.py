"""The properties of a record as its page shows them: what is sensitive is hidden, not told."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from cypher.state import noun
from graphapp.domain.records import Fact
from graphapp.graph.port import Row
from graphapp.model.interval import OPEN_END, OPEN_START
from graphapp.model.schema import MODEL

_NAMED_ELSEWHERE = frozenset({"code", "name", "title", "since", "until"})


def facts_of(label: str, row: Row, *, but: Collection[str] = ()) -> tuple[Fact, ...]:
    """Return the properties that a record has, by a row of ``state/…_by_id``, in declared order.

    Code, name and life stand in the page's heading and are left out, as are those named in
    ``but``. A sensitive one is there whether or not it has a value, so that its absence tells
    nothing either.
    """
    found = []
    for each in MODEL.label(label).properties:
        if each.name in _NAMED_ELSEWHERE or each.derive is not None or each.name in but:
            continue
        value = row.get(f"{noun(label)}_{each.name}")
        if each.sensitive:
            found.append(Fact(each, None, hidden=True))
        elif value is not None and value not in _OPEN:
            found.append(Fact(each, value, hidden=False))
    return tuple(found)


_OPEN: tuple[date, ...] = (OPEN_START, OPEN_END)
