"""Where units lie on the map, over all their days at once, so that nothing jumps from day to day.

A file tells a centre point for most communes and for no village or district. Where none is told:

- an old commune or district lies in the middle of what succeeded it, else of what ever lay in it,
  else of what it came from;
- a village lies around the first commune that it was part of and that has a point. It keeps that
  place when it is hung under another commune; one made of others takes the place of one of these.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graphapp.graph.port import Reader, Row

_MOST_STEPS = 6  # from a district over old communes to new ones is two


@dataclass(frozen=True)
class Point:
    """A centre point in degrees; ``told`` by a file, else derived from other units."""

    latitude: float
    longitude: float
    told: bool


@dataclass(frozen=True)
class Around:
    """A village's place: the number of its seat around a point."""

    home: str
    seat: int


@dataclass(frozen=True)
class Places:
    """Places by unit id: points, and seats of villages around them; what is in neither has none."""

    points: Mapping[str, Point]
    villages: Mapping[str, Around]


def places(reader: Reader, unit_id: str) -> Places:
    """Return the places of everything that ever lay in a unit, the unit itself among it."""
    units = reader.rows("places/units", unit_id=unit_id)
    parents = reader.rows("places/parents", unit_id=unit_id)
    successions = reader.rows("places/successions", unit_id=unit_id)
    villages = {row["unit_id"] for row in units if row["unit_tier"] == "village"}
    points = _points(units, parents, successions, villages)
    seats = _seats(units, parents, points, villages)
    return Places(points, seats | _passed_on(units, successions, seats))


def _points(
    units: Iterable[Row], parents: Iterable[Row], successions: Iterable[Row], villages: set[str]
) -> dict[str, Point]:
    known = _told(units, "unit") | _told(parents, "parent")
    after, before, below = _neighbours(parents, successions)
    wanted = [row["unit_id"] for row in units if row["unit_id"] not in villages]
    for _ in range(_MOST_STEPS):
        found = {
            unit: point
            for unit in wanted
            if unit not in known
            for point in [_derived(known, after[unit], below[unit], before[unit])]
            if point
        }
        if not found:
            break
        known |= found
    return known


def _told(rows: Iterable[Row], what: str) -> dict[str, Point]:
    ends = f"{what}_latitude", f"{what}_longitude"
    return {
        row[f"{what}_id"]: Point(row[ends[0]], row[ends[1]], told=True)
        for row in rows
        if row[ends[0]] is not None and row[ends[1]] is not None
    }


_Ids = Mapping[str, list[str]]


def _neighbours(parents: Iterable[Row], successions: Iterable[Row]) -> tuple[_Ids, _Ids, _Ids]:
    """Return what came after each unit, what it came from, and what ever lay in it."""
    after, before, below = (defaultdict[str, list[str]](list) for _ in range(3))
    for row in successions:
        after[row["before_id"]].append(row["after_id"])
        before[row["after_id"]].append(row["before_id"])
    for row in parents:
        below[row["parent_id"]].append(row["unit_id"])
    return after, before, below


def _derived(known: Mapping[str, Point], *sources: Iterable[str]) -> Point | None:
    """Return the middle of the first source of which any unit has a point."""
    for source in sources:
        found = [known[unit] for unit in dict.fromkeys(source) if unit in known]
        if found:
            return Point(
                sum(p.latitude for p in found) / len(found),
                sum(p.longitude for p in found) / len(found),
                told=False,
            )
    return None


def _seats(
    units: Iterable[Row], parents: Iterable[Row], points: Mapping[str, Point], villages: set[str]
) -> dict[str, Around]:
    """Seat villages around their homes in the order of their codes."""
    homes = _homes(parents, points, villages)
    taken: defaultdict[str, int] = defaultdict(int)
    found: dict[str, Around] = {}
    for row in units:
        home = homes.get(row["unit_id"])
        if home is not None:
            found[row["unit_id"]] = Around(home, taken[home])
            taken[home] += 1
    return found


def _homes(
    parents: Iterable[Row], points: Mapping[str, Point], villages: set[str]
) -> dict[str, str]:
    homes: dict[str, tuple[date, str]] = {}
    for row in parents:
        if row["unit_id"] in villages and row["parent_id"] in points:
            first = (row["within_since"], row["parent_id"])
            homes[row["unit_id"]] = min(homes.get(row["unit_id"], first), first)
    return {unit: home for unit, (_, home) in homes.items()}


def _passed_on(
    units: Iterable[Row], successions: Iterable[Row], seats: Mapping[str, Around]
) -> dict[str, Around]:
    """Give villages that were made of others the seat of one that had ended; each seat once."""
    lives = {row["unit_id"]: (row["unit_since"], row["unit_until"]) for row in units}
    found: dict[str, Around] = {}
    given: set[str] = set()
    for row in sorted(successions, key=lambda row: row["succession_day"]):
        before, after = row["before_id"], row["after_id"]
        seat = found.get(before) or seats.get(before)
        if seat is None or after not in seats or after in found or before in given:
            continue
        if lives[before][1] <= lives[after][0]:
            found[after] = seat
            given.add(before)
    return found
