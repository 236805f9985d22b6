"""Who answered for a target until the reform: one after another, now and then nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from loaders.demo.terms import Spell
from loaders.demo.world import LAST_BEFORE_REFORM, ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from loaders.demo.decisions import Office
    from loaders.demo.tables import Table
    from loaders.demo.terms import Chair
    from loaders.demo.world import World

_CHANGES = 0.3
_NOBODY_DAYS = (45, 420)
_SETTLED = timedelta(days=100)


@dataclass(frozen=True)
class Sort:
    """What rows call a kind of target, and the kinds of assignment that it is given."""

    word: str
    kinds: tuple[str, ...] = ("phụ trách",)


@dataclass(frozen=True)
class Past:
    """The way in which targets of one kind were answered for until the reform, in one place.

    ``chairs`` took them in turn. For a break at the reform itself: a chair of a tier that
    ended with it, and one of a unit that did. ``nobody``: how often nobody follows at once.
    """

    table: Table
    office: Office
    title: str
    chairs: Iterator[Chair]
    of_ended_tier: Chair
    of_ended_unit: Chair
    nobody: float = 0.5


def spells(world: World, past: Past, first: date, last: date) -> Iterator[Spell]:
    """Yield who answered between two days, mostly one chair, else one and then another."""
    chair = next(past.chairs)
    if not world.maybe(_CHANGES) or last - first < 3 * _SETTLED:
        yield from cut(chair, first, last)
        return
    change = world.between(first + _SETTLED, last - _SETTLED)
    nobody = world.rng.randint(*_NOBODY_DAYS) if world.maybe(past.nobody) else 0
    yield from cut(chair, first, change - ONE_DAY)
    yield from cut(next(past.chairs), change + timedelta(days=nobody), last)


def cut(chair: Chair, first: date, last: date = LAST_BEFORE_REFORM) -> Iterator[Spell]:
    """Yield what of a chair lies between two days."""
    for spell in chair:
        since, until = max(spell.since, first), min(spell.until or last, last)
        if since <= until:
            yield Spell(spell.person, since, until)
