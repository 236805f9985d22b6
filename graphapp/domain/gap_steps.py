"""What subjects add to the rows of days, taken together before it is spread over the units above.

Thousands of households share their village: their steps are summed there first, and then carried
to each unit above, cut to the days on which the village lay in it. A step outside of those days
moves to their nearest end, where what began and ended outside cancels out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from graphapp.domain.gap_day_rows import RowKey, Step
from graphapp.domain.gap_layers import Layer
from graphapp.domain.spells_facts import Place
from graphapp.domain.spells_places import PlaceKey, Places, key_of

_Steps = dict[date, int]


@dataclass
class _Home:
    """What is counted of those in the same places, of one tier, by what it is."""

    direct: tuple[Place, ...]
    steps: dict[object, _Steps] = field(default_factory=lambda: defaultdict(dict))


def steps_of(
    layers: Iterable[Layer], places: Places, subjects: Iterable[str] | None = None, sign: int = 1
) -> Iterator[Step]:
    """Yield what some subjects, or all, add to the rows of every unit that they count in."""
    homes: dict[tuple[PlaceKey, str], _Home] = {}
    for layer in layers:
        for subject in layer.subjects() if subjects is None else subjects:
            home = _home(homes, places, subject)
            number = sign * places.facts.number(subject)
            for what, days in layer.runs(subject):
                steps = home.steps[what]
                steps[days.since] = steps.get(days.since, 0) + number
                steps[days.until] = steps.get(days.until, 0) - number
    for (key, tier), home in homes.items():
        for place in places.above(key, home.direct):
            yield from _carried(place, home, tier)


def _home(homes: dict[tuple[PlaceKey, str], _Home], places: Places, subject: str) -> _Home:
    direct = places.direct(subject)
    key = (key_of(direct), places.tier(subject))
    if key not in homes:
        homes[key] = _Home(direct)
    return homes[key]


def _carried(place: Place, home: _Home, tier: str) -> Iterator[Step]:
    since, until = place.days.since, place.days.until
    for what, steps in home.steps.items():
        key = RowKey(place.unit_id, what, tier)
        for day, number in steps.items():
            yield Step(key, min(max(day, since), until), number)
