"""Which changes the list shows and in what order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from graphapp.domain.changes import Change
from graphapp.domain.overview import by_name
from graphapp.model.text import fold

SORTS = ("kind", "name", "day")


def matching(rows: Sequence[Change], text: str) -> tuple[Change, ...]:
    """Return the changes in which a text is found, with marks or without: units, posts, people."""
    wanted = fold(text)
    if not wanted:
        return tuple(rows)
    return tuple(change for change in rows if any(wanted in fold(said) for said in _said(change)))


def _said(change: Change) -> Iterator[str]:
    yield change.target.name
    yield change.target.code
    yield from (unit.name for unit in (change.before, change.after, *change.others) if unit)
    if change.person:
        yield change.person.name
        yield change.person.code
    if change.post:
        yield change.post.title
        yield change.post.organisation.name
    if change.responsible and change.responsible.group:
        yield change.responsible.group


def sorted_rows(rows: Sequence[Change], sort: str) -> Sequence[Change]:
    """Return the changes by kind, as they are told, by name, or by day with the latest first."""
    if sort == "name":
        return sorted(rows, key=lambda change: by_name(change.target))
    if sort == "day":
        return sorted(rows, key=lambda change: change.day or date.min, reverse=True)
    return rows
