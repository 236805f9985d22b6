"""The days on which something changes in what is shown: the stops of the time slider."""

from __future__ import annotations

from datetime import date

from graphapp.domain.units import subject_by_id
from graphapp.graph.port import Reader
from graphapp.model.interval import OPEN_END, OPEN_START
from graphapp.model.policy import Policy

_DOWNWARD = ("days/units_below", "days/assignments_below")
_UPWARD = ("days/units_line", "days/assignments_line")


def days_within(
    reader: Reader, unit_id: str, policy: Policy, *, upward: bool = False
) -> tuple[date, ...]:
    """Return the days from which on something in a unit is otherwise than the day before.

    Units begin, end or move, assignments to them begin or end, a duty begins or ends. With
    ``upward`` the days of the units that it ever lay in, and not those of what lies below it: what
    the chain of a unit shows. Empty where the id is that of nothing.
    """
    if subject_by_id(reader, unit_id) is None:
        return ()
    queries = _UPWARD if upward else _DOWNWARD
    rows = (row for query in queries for row in reader.rows(query, unit_id=unit_id))
    found = {day for row in rows for day in row.values()}
    found |= {day for row in policy.rows for day in (row.interval.since, row.interval.until)}
    return tuple(sorted(found - {OPEN_START, OPEN_END}))
