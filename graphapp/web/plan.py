"""Draws units where they lie: a plan of a province or commune, the same for every day.

The frame is that of all places that anything in the unit ever had, so a picture of another day has
every mark where it was.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphapp.web.drawing import Box, Drawing, Item, Line, Mark, box_of, labelled, wide

if TYPE_CHECKING:
    from graphapp.domain.places import Places, Point

WIDEST, TALLEST, LOWEST, PAD = 760, 820, 360, 44
_TURN = math.pi * (3 - math.sqrt(5))  # the angle of sunflower seeds: even, whatever their number
_FIRST_SEAT = 3
_NEAR, _FAR = 5.2, 27.0
_MANY = 120  # villages: more of them are drawn small, without names
SIZES: Mapping[str, float] = {"province": 20, "district": 20, "commune": 15, "village": 12}
_ORDER = tuple(SIZES)
_SMALL, _FADED = 7.5, 0.75
_KM = 111.2  # a degree of latitude
_MOST_PER_KM = 60.0
Spot = tuple[float, float]


@dataclass(frozen=True)
class Ground:
    """Where everything of a unit lies on the paper, by unit id, on whatever day."""

    places: Places
    width: float
    height: float
    step: float
    _homes: Mapping[str, Spot] = field(repr=False)

    def at(self, unit_id: str) -> Spot | None:
        """Return where a unit lies; None when it has no place."""
        seat = self.places.villages.get(unit_id)
        if seat is None:
            return self._homes.get(unit_id)
        home = self._homes[seat.home]
        turn, far = seat.seat * _TURN, self.step * math.sqrt(seat.seat + _FIRST_SEAT)
        return home[0] + far * math.cos(turn), home[1] + far * math.sin(turn)


def ground(places: Places) -> Ground:
    """Spread the places over the paper."""
    close = len(places.villages) <= _MANY
    homes = {seat.home for seat in places.villages.values()}
    named = {i: p for i, p in places.points.items() if not close or i in homes}
    flat = _flat(named or places.points)
    width, height, scale = _frame(flat.values())
    left, top = _middle(flat.values())
    spots = {
        i: (width / 2 + (x - left) * scale, height / 2 + (y - top) * scale)
        for i, (x, y) in (_flat(places.points) if close else flat).items()
    }
    return Ground(places, width, height, _FAR if close else _NEAR, spots)


def _flat(points: Mapping[str, Point]) -> dict[str, Spot]:
    """Return points in kilometres, eastward and southward; a province is small enough for that."""
    if not points:
        return {}
    middle = sum(p.latitude for p in points.values()) / len(points)
    narrow = math.cos(math.radians(middle))
    return {i: (p.longitude * narrow * _KM, -p.latitude * _KM) for i, p in points.items()}


def _frame(spots: Iterable[Spot]) -> tuple[float, float, float]:
    """Return the paper's width and height, and its scale."""
    found = list(spots) or [(0.0, 0.0)]
    wide_km = max(x for x, _ in found) - min(x for x, _ in found)
    high_km = max(y for _, y in found) - min(y for _, y in found)
    across, down = (most - 2 * PAD for most in (WIDEST, TALLEST))
    scale = min(across / max(wide_km, 1e-6), down / max(high_km, 1e-6), _MOST_PER_KM)
    width, height = (max(LOWEST, length * scale + 2 * PAD) for length in (wide_km, high_km))
    return width, height, scale


def _middle(spots: Iterable[Spot]) -> Spot:
    found = list(spots) or [(0.0, 0.0)]
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def draw_plan(items: Sequence[Item], paper: Ground) -> Drawing:
    """Draw the items that have a place; the scope itself only where nothing else would stand."""
    spots = {item.id: paper.at(item.id) for item in items if item.tier != "province"}
    known = {i: spot for i, spot in spots.items() if spot is not None}
    small = paper.step == _NEAR
    marks = [_mark(item, *known[item.id], small=small) for item in items if item.id in known]
    frame = wide((box_of(mark) for mark in marks), Box(0, 0, paper.width, paper.height))
    named = labelled(marks, frame, villages=not small)
    lines = tuple(_lines(items, known))
    missing = tuple(i.id for i in items if i.id not in known and i.tier != "province")
    # what is higher is drawn over what is lower, so that its name can be read
    above = sorted(named, key=lambda m: (not m.item.lost, -_ORDER.index(m.item.tier)))
    return Drawing(frame, tuple(above), lines, missing)


def _mark(item: Item, x: float, y: float, *, small: bool) -> Mark:
    size = _SMALL if small and item.tier == "village" else SIZES[item.tier]
    if item.lost:
        size *= _FADED
    return Mark(item, round(x, 1), round(y, 1), size)


def _lines(items: Iterable[Item], known: Mapping[str, Spot]) -> Iterator[Line]:
    """Yield what hangs under what, and what hung elsewhere before."""
    for item in items:
        here = known.get(item.id)
        for kind, other in (("now", item.parent), ("before", item.former)):
            there = known.get(other or "")
            if here and there:
                yield Line(kind, (there, here), item.id, other or "")
