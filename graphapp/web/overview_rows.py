"""The table beside an overview's picture: sorted, filtered, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graphapp.domain.overview import Overview, Spot, by_name
from graphapp.domain.results import STATES, Tally
from graphapp.domain.sheet_table import NOT_REQUIRED
from graphapp.model.text import fold
from graphapp.web.paging import page_at

SORTS = ("name", "state", "villages", "households")
_WORST_FIRST = {state: rank for rank, state in enumerate(STATES)}


@dataclass(frozen=True)
class Wish:
    """Which rows are wanted and in what order; ``text``: what name or code contain."""

    state: str = ""
    text: str = ""
    sort: str = SORTS[0]

    @property
    def filters(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self.state or self.text)


@dataclass(frozen=True)
class Table:
    """A page of the rows. ``total`` of all that are wanted; ``every`` of all there are."""

    rows: Sequence[Spot]
    total: int
    every: int
    number: int
    pages: int
    first: int


def state_of(spot: Spot) -> str:
    """Return the worst state of a unit's own link, or ``not_required``."""
    return spot.link.states[0].value if spot.link.states else NOT_REQUIRED


def listed(found: Overview) -> list[Spot]:
    """Return the units that the table lists: down to villages these alone, else all below."""
    only = {"village"} if found.tier == "village" else {"district", "commune"}
    return [spot for spot in found.spots if spot.unit.tier in only and spot.depth]


def rows_of(
    found: Overview,
    households: Mapping[str, Tally] | None,
    wish: Wish,
    page: int,
    size: int,
) -> Table:
    """Return a page of the rows that are wanted."""
    every = listed(found)
    text = fold(wish.text)
    rows = [spot for spot in every if _wanted(spot, wish.state, text)]
    rows = _sorted(rows, households or {}, wish.sort)
    some = page_at(rows, page, size)
    return Table(some.rows, some.total, len(every), some.number, some.pages, some.first)


def _wanted(spot: Spot, state: str, text: str) -> bool:
    said = f"{fold(spot.unit.name)} {fold(spot.unit.code)}"
    return (not state or state_of(spot) == state) and text in said


def _sorted(rows: Sequence[Spot], households: Mapping[str, Tally], sort: str) -> list[Spot]:
    def households_of(spot: Spot) -> int:
        found = households.get(spot.unit.id)
        return -found.numerator if found else 1

    orders: Mapping[str, Callable[[Spot], int]] = {
        "name": lambda _: 0,
        "state": lambda spot: (
            _WORST_FIRST[spot.link.states[0]] if spot.link.states else len(STATES)
        ),
        "villages": lambda spot: -spot.villages.numerator if spot.villages else 1,
        "households": households_of,
    }
    return sorted(rows, key=lambda spot: (orders[sort](spot), by_name(spot.unit)))
