"""What is surely wrong with a row, whatever else of it could not be read or found.

A mistake must not hide another one: a row that was refused on the way is looked at again here, cell
by cell. Where a file could not be read at all, this is all that can be told of the others; what
that file may tell is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapp.model.interval import OPEN_END, OPEN_START, Interval, end_to_edge, start_to_edge
from loaders.claims import covered_codes, target_label
from loaders.codes import WIDTHS
from loaders.kind_specs import PARENT_SINCE, PARENT_UNTIL
from loaders.resolve import known, person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loaders.draft import Draft
    from loaders.rows import Row

_LIVES = (("since", "until"), (PARENT_SINCE, PARENT_UNTIL))
_TARGETS = ("Unit", "Household", "HouseholdGroup", "Organisation", "Person")


def check_row_days(draft: Draft, rows: Iterable[Row]) -> None:
    """Refuse every row that gives an end before its own start."""
    for row in rows:
        for last, life in _lives(row):
            if life.empty:
                draft.problems.in_row(
                    row, last, "load.ends_before_start", first=start_to_edge(life.since),
                    last=end_to_edge(life.until),
                )  # fmt: skip


def has_empty_days(row: Row) -> bool:
    """Tell whether a row itself gives an end before its start."""
    return any(life.empty for _, life in _lives(row))


def _lives(row: Row) -> Iterator[tuple[str, Interval]]:
    for first, last in _LIVES:
        yield last, Interval(row.day(first) or OPEN_START, row.day(last) or OPEN_END)


def check_references(draft: Draft, rows: Iterable[Row]) -> None:
    """Refuse every unknown code or name; what was told already is not told twice."""
    for row in rows:
        if "person" in row.table.places and row.text("person") is None:
            _check_name(draft, row)
        for key, label, code in _references(row):
            if not _is_padded(draft, label, code):
                known(draft, row, key, label, code)
        _check_target(draft, row)


def _check_name(draft: Draft, row: Row) -> None:
    if row.text("person_name") is not None and row.text("group") is None:
        person(draft, row)


def _references(row: Row) -> Iterator[tuple[str, str, str]]:
    for key, label in row.table.references:
        codes = covered_codes(row) if key == "covered" else [row.text(key)]
        yield from ((key, label, code) for code in codes if code is not None)


def _check_target(draft: Draft, row: Row) -> None:
    """Refuse a target that is unknown; of a kind that cannot be read: unknown among all kinds."""
    code, kind = row.text("target"), row.text("target_kind")
    if code is None:
        return
    if kind is not None:
        label = target_label(kind)
        if not _is_padded(draft, label, code):
            known(draft, row, "target", label)
    elif not any(_is_met(draft, label, code) for label in _TARGETS):
        draft.problems.in_row(row, "target", "load.unknown_target", code=code)


def _is_met(draft: Draft, label: str, code: str) -> bool:
    return (
        bool(draft.find(label, code))
        or (label, code) in draft.tainted
        or draft.may_be_told(code)
        or _is_padded(draft, label, code)
    )


def _is_padded(draft: Draft, label: str, code: str) -> bool:
    """Tell whether a code may be one that lost its zeros: then its row says which."""
    return label == "Unit" and any(
        len(code) < n and draft.find(label, code.zfill(n)) for n in WIDTHS.values()
    )
