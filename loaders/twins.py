"""Likely twins: a new person or unit that may be one that is known under another code.

They are told, never merged, and stand in nobody's way. The work is bounded: people are compared
only where they share a folded name or a birth date, units only where they share a parent, and in
each such heap at most so many.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.problems import place_of
from loaders.twin_people import people_alike
from loaders.twin_units import units_alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graphapp.errors import Place
    from graphapp.graph.port import Reader
    from loaders.alike import Alike
    from loaders.draft import Draft

SHOWN = 200


@dataclass(frozen=True)
class Suggestion:
    """Two codes that may mean one person or unit; ``place`` tells the new row and why."""

    label: str
    code: str
    name: str
    other_code: str
    other_name: str
    place: Place


def suggest(draft: Draft | None, reader: Reader) -> tuple[tuple[Suggestion, ...], int]:
    """Return the first likely twins, those of people first, and how many there are."""
    if draft is None:
        return (), 0
    found = [*_once(people_alike(draft, reader)), *_once(units_alike(draft, reader))]
    return tuple(_suggestion(each) for each in found[:SHOWN]), len(found)


def _once(alike: Iterable[Alike]) -> Iterator[Alike]:
    """Leave out a pair that was told before: by its name, then by its birth date."""
    seen: set[frozenset[str]] = set()
    for each in alike:
        pair = frozenset((each.node.code, each.code))
        if each.node.row is not None and pair not in seen:
            seen.add(pair)
            yield each


def _suggestion(each: Alike) -> Suggestion:
    assert each.node.row is not None  # noqa: S101 - for the type checker; looked at before
    place = place_of(each.node.row, "code", each.why, dict(each.values))
    node = each.node
    return Suggestion(node.label, node.code, node.name, each.code, each.name, place)
