"""What is known about one organisation: plain values in lists, dates half-open.

A unit, household or organisation *is* its object: two units that had the same code are two objects.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple, TypeAlias

OPEN_START = date.min
OPEN_END = date.max
DAY = timedelta(days=1)
TIERS = ("province", "district", "commune", "village")


class Life(NamedTuple):
    """Days from ``since`` up to, not including, ``until``."""

    since: date = OPEN_START
    until: date = OPEN_END

    def holds(self, day: date) -> bool:
        """Tell whether the day is one of them."""
        return self.since <= day < self.until

    def within(self, *others: Life) -> Life:
        """Return the days that all share."""
        lives = (self, *others)
        return Life(max(life.since for life in lives), min(life.until for life in lives))

    @property
    def empty(self) -> bool:
        """Tell whether there is no day."""
        return self.since >= self.until

    @property
    def last_day(self) -> date | None:
        """Return the last day, as people write it; None when there is none."""
        return None if self.until == OPEN_END else self.until - DAY


@dataclass(frozen=True, eq=False)
class Unit:
    """A province, district, commune or village; ``named``: who its own file says is in charge."""

    code: str
    name: str
    tier: str
    life: Life
    named: str = ""


@dataclass(frozen=True, eq=False)
class Link:
    """A dated relation between two units: the lower one is part of the upper one."""

    child: Unit
    parent: Unit
    life: Life


@dataclass(frozen=True, eq=False)
class Organisation:
    """An organisation of a line that serves a unit; the committee made for posts has no code."""

    code: str | None
    line: str
    kind: str
    unit: Unit
    life: Life

    @property
    def tier(self) -> str | None:
        """Return the policy's word for such a target, if there is one."""
        return {"grassroots": "organisation", "cell": "cell"}.get(self.kind)


@dataclass(frozen=True, eq=False)
class Post:
    """A seat in an organisation."""

    code: str
    organisation: Organisation
    seats: int
    life: Life
    title: str = ""

    @property
    def order(self) -> tuple[int, str, str]:
        """Sort posts: highest tier first, then the unit's code, then the post's."""
        unit = self.organisation.unit
        return TIERS.index(unit.tier), unit.code, self.code


@dataclass(frozen=True, eq=False)
class Tenure:
    """A person on a post; the life is cut to those of post, organisation and unit."""

    person: str
    post: Post
    life: Life
    acting: bool
    decision: str | None


@dataclass(frozen=True, eq=False)
class Group:
    """A working group or a group of households."""

    code: str
    name: str
    life: Life


@dataclass(frozen=True, eq=False)
class Household:
    """A household, its village and the group it belongs to."""

    code: str
    village: Unit
    group: Group | None
    life: Life
    tier: str = "household"

    @property
    def grouped(self) -> Life:
        """Return when it is in its group."""
        return self.life.within(self.group.life) if self.group else Life(OPEN_END, OPEN_START)


@dataclass(frozen=True, eq=False)
class Membership:
    """A person in an organisation or a working group."""

    person: str
    body: Organisation | Group
    head: bool
    life: Life


Target: TypeAlias = Unit | Household | Organisation


@dataclass(frozen=True, eq=False)
class Assignment:
    """Somebody answers for something; ``holder`` is a person's code or a working group."""

    code: str | None
    holder: str | Group
    target: Target | Group
    kind: str
    life: Life
    decision: str | None
    duties: str | None = None

    @property
    def holder_code(self) -> str:
        """Return the code of the person or of the group."""
        return self.holder.code if isinstance(self.holder, Group) else self.holder


@dataclass(frozen=True, eq=False)
class Supervision:
    """One person is the superior of another."""

    superior: str
    inferior: str
    life: Life


@dataclass(frozen=True, eq=False)
class Visit:
    """Somebody came to something, or to a group of households, on a day."""

    person: str
    target: Target | Group
    day: date


@dataclass(frozen=True)
class Facts:
    """All lists; ``names`` of people by code."""

    people: list[str] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    part_of: list[Link] = field(default_factory=list)
    succeeded: list[tuple[Unit, Unit]] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    tenures: list[Tenure] = field(default_factory=list)
    households: list[Household] = field(default_factory=list)
    household_groups: list[Group] = field(default_factory=list)
    working_groups: list[Group] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    supervisions: list[Supervision] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
