"""Fits an edge into the lives of its ends: nothing begins before them or goes on after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapp.model.interval import OPEN_END, OPEN_START, Interval, end_to_edge
from loaders.kind_specs import PARENT_SINCE, PARENT_UNTIL
from loaders.problems import shown_days

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from loaders.draft import Draft
    from loaders.facts import Edge
    from loaders.rows import Value

_DUTIES = ("HOLDS", "MEMBER_OF", "RESPONSIBLE_FOR")


def fit(draft: Draft, edge: Edge, limit: Interval) -> bool:
    """Set the days of an edge within the days on which both its ends are there; False: never.

    An open day becomes theirs. A given start outside is refused; a given end after them is cut,
    with a remark; a day not given keeps what stands, unless that was theirs and theirs has changed.
    """
    if edge.row is None or not edge.has_days:
        return True
    if edge.start.life.empty or edge.end.life.empty:
        return False  # told where the life itself is refused
    if limit.empty:
        _never_together(draft, edge)
        return False
    since, until = _day(edge, "since", OPEN_START), _day(edge, "until", OPEN_END)
    if since > OPEN_START and not _starts_inside(draft, edge, since, limit):
        return False
    if until > limit.until and (edge.table.name in _DUTIES or until < OPEN_END):
        draft.problems.remark(
            edge.row, _column(edge, "until"), "load.ends_with_it",
            code=edge.end.code, last=end_to_edge(limit.until),
        )  # fmt: skip
    edge.values["since"] = max(since, limit.since)
    edge.values["until"] = min(until, limit.until)
    return True


def _never_together(draft: Draft, edge: Edge) -> None:
    """Refuse an edge between two that never meet; a household's group is left out with a remark."""
    if edge.row is None:
        return
    tell = draft.problems.remark if edge.table.name == "IN_GROUP" else draft.problems.in_row
    tell(edge.row, _reference(edge), "load.never_together", code=edge.end.code)


def _reference(edge: Edge) -> str | None:
    """Return the column that names the end of an edge."""
    if edge.row is None:
        return None
    keys = (edge.end.label.lower(), "group", "parent", "unit", "village", "target")
    return next((key for key in keys if key in edge.row.table.places), None)


def _starts_inside(draft: Draft, edge: Edge, since: date, limit: Interval) -> bool:
    assert edge.row is not None  # noqa: S101 - for the type checker; looked at before
    if limit.since <= since < limit.until or "since" not in edge.values:
        return True
    late = since >= limit.until
    draft.problems.in_row(
        edge.row, _column(edge, "since"),
        "load.after_its_end" if late else "load.before_it_exists", code=edge.end.code,
        days=shown_days(limit),
    )  # fmt: skip
    return False


def _day(edge: Edge, name: str, otherwise: date) -> date:
    """Return a day as the row gives it, else as it stands, unless that followed the ends' lives."""
    said = edge.values.get(name)
    if said is not None:
        return said  # type: ignore[return-value]  # since and until are dates
    if edge.standing is None:
        return otherwise
    stood = _date(edge.standing, name, otherwise)
    return otherwise if stood == _date_of_ends(edge, name) else stood


def _date_of_ends(edge: Edge, name: str) -> date:
    """Return the day that an edge would have had from the lives of its ends as they stood."""
    open_day = OPEN_START if name == "since" else OPEN_END
    days = [_date(end.standing or {}, name, open_day) for end in (edge.start, edge.end)]
    return max(days) if name == "since" else min(days)


def _date(values: Mapping[str, Value], name: str, otherwise: date) -> date:
    value = values.get(name)
    return value if value is not None else otherwise  # type: ignore[return-value]  # since and until are dates


def _column(edge: Edge, name: str) -> str:
    """Return the column that gives a day of an edge."""
    if edge.table.name != "PART_OF":
        return name
    return PARENT_SINCE if name == "since" else PARENT_UNTIL
