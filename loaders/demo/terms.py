"""Who sits in which chair from when to when, and by whose choice for how long."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from loaders.demo.real import REFORM
from loaders.demo.world import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.demo.world import Tenure, World

_CONGRESSES = date(2020, 6, 15), date(2020, 10, 15)
_APPOINTED = date(2019, 6, 1), date(2021, 6, 30)
_SETTLED = timedelta(days=150)
_VACANT_FIRST, _VACANT_DAYS = 0.15, (30, 120)


@dataclass(frozen=True)
class Spell:
    """The days of one person in a chair; both ends belong to them, a blank end is open."""

    person: str
    since: date
    until: date | None = None


Chair = tuple[Spell, ...]


@dataclass(frozen=True)
class Days:
    """From when to when posts are filled; ``since`` blank: since a congress or a day long ago.

    ``leaving``: how many of all chairs change hands once before the reform.
    """

    since: date | None
    until: date | None = None
    leaving: float = 0.0


@dataclass(frozen=True)
class Choosing:
    """How an organisation's people come to their posts: who is elected, and who is appointed.

    From the day ``turn`` on those elected are so for another term, as ``then`` says.
    """

    elected: Tenure
    appointed: Tenure
    then: Tenure | None = None
    turn: date = date.max

    def tenures(
        self, since: date, until: date | None, *, elected: bool, acting: bool
    ) -> Iterator[tuple[date, date | None, Tenure]]:
        """Yield the terms between two days: first day, last day, and how the post is held."""
        how = self.elected if elected else self.appointed
        turns = elected and since < self.turn <= (until or date.max)
        if self.then and elected and since >= self.turn:
            how = self.then
        if self.then and turns:
            yield since, self.turn - ONE_DAY, replace(how, acting=acting)
            since, how = self.turn, self.then
        term_end = how.term_end if until is None else None
        yield since, until, replace(how, acting=acting, term_end=term_end)


def began(world: World, days: Days, *, elected: bool) -> date:
    """Return the first day of a chair: that of a congress for those elected."""
    return days.since or world.between(*(_CONGRESSES if elected else _APPOINTED))


def sat(world: World, pool: Iterator[str], since: date, days: Days) -> Chair:
    """Return who sat in a chair: one person, or two after each other, mostly without a break."""
    person, until = next(pool), days.until
    if not world.maybe(days.leaving):
        return (Spell(person, since, until),)
    change = world.between(world.start + _SETTLED, REFORM - _SETTLED)
    vacant = world.rng.randint(*_VACANT_DAYS) if world.maybe(_VACANT_FIRST) else 0
    left = change - timedelta(days=vacant + 1)
    return Spell(person, since, left), Spell(next(pool), change, until)
