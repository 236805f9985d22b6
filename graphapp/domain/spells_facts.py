"""What the graph says, whole and in memory: what every kind of gap is computed from.

Targets that are alike on every day stand together: a province's 200,000 households are some
16,000 of them. A kind yields a spell once for all that are alike, about the first of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from graphapp.domain.assignments import Assignment, Subject
from graphapp.domain.holders import Holders
from graphapp.domain.links import Known, Past, Predecessor
from graphapp.domain.results import PersonRef, Target
from graphapp.model.interval import Interval, united


@dataclass(frozen=True, slots=True)
class Place:
    """The unit in which something is counted, and on which days."""

    unit_id: str
    days: Interval


@dataclass(frozen=True, slots=True)
class Above:
    """A unit above another, or itself (``depth`` 0), and on which days."""

    unit_id: str
    days: Interval
    depth: int


@dataclass(frozen=True)
class Alike:
    """Targets that cannot be told apart by who answers for them and where they are.

    ``subject``: the first of them, by code, with its life, which they share; ``ids``: all, in that
    order (a unit and an organisation stand alone). ``places``: of a unit the unit itself, of a
    household the villages that it lived in, of an organisation the units that it served.
    ``assignments``: all ever made, of a household also through its groups, as ``judge`` takes them.
    ``groups``: the household groups that a household was in, and on which days.
    """

    subject: Subject
    ids: tuple[str, ...]
    places: tuple[Place, ...]
    assignments: tuple[Assignment, ...]
    groups: tuple[tuple[str, Interval], ...] = ()

    @property
    def tier(self) -> str:
        """Return the policy's word for such a target."""
        return self.subject.target.tier


@dataclass(frozen=True)
class Body:
    """An organisation; ``places``: the units that it serves while both last.

    ``life``: from the first day on which it serves one to the last, for it ends with its unit.
    """

    target: Target
    line: str
    kind: str
    life: Interval
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Held:
    """Somebody's time in a post, on the days that post, organisation and unit share."""

    person_id: str
    days: Interval
    acting: bool


@dataclass(frozen=True)
class Seat:
    """A post in an organisation; ``places``: the units of its organisation while all last."""

    id: str
    code: str
    title: str
    seats: int
    organisation: Body
    places: tuple[Place, ...]
    held: tuple[Held, ...]


@dataclass(frozen=True)
class Member:
    """Somebody's time in a working group or an organisation."""

    person_id: str
    days: Interval
    head: bool


@dataclass(frozen=True)
class Group:
    """A working group with all who were ever in it."""

    target: Target
    life: Interval
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Visit:
    """Somebody went there on a day."""

    id: str
    day: date
    person_id: str


@dataclass(frozen=True)
class Facts:
    """The whole graph. Mappings are keyed by id; nothing in them is changed, ever.

    ``alike`` is keyed by the id of the first; ``firsts`` leads from every household to that.
    ``above``: what a unit ever lay within, itself included. ``told``: the assignments that name
    duties. ``cells``: the party cells that somebody was ever in, by person. ``named``: the official
    whom a village's own file names. ``visits``: by what was visited, in order of days. ``direct``:
    the assignments to a target or household group itself, cut to its life.
    """

    units: Mapping[str, Subject]
    named: Mapping[str, str]
    above: Mapping[str, tuple[Above, ...]]
    predecessors: Mapping[str, tuple[Predecessor, ...]]
    alike: Mapping[str, Alike]
    firsts: Mapping[str, str]
    organisations: Mapping[str, Body]
    seats: Mapping[str, Seat]
    people: Mapping[str, PersonRef]
    holders: Holders
    cells: Mapping[str, tuple[tuple[str, Interval], ...]]
    groups: Mapping[str, Group]
    told: Collection[str]
    visits: Mapping[str, tuple[Visit, ...]]
    direct: Mapping[str, tuple[Assignment, ...]]
    _pasts: dict[date, Past] = field(default_factory=dict)
    _known: dict[date, Known] = field(default_factory=dict)

    def only(self, subjects: Collection[str]) -> Facts:
        """Return the same with no other targets than these, by the id of the first of each."""
        kept = {each: self.alike[each] for each in subjects if each in self.alike}
        return replace(self, alike=kept)

    def first(self, subject_id: str) -> str:
        """Return the one that stands for all who are like a subject: mostly itself."""
        return self.firsts.get(subject_id, subject_id)

    def number(self, subject_id: str) -> int:
        """Return how many a subject stands for."""
        return len(self.alike[subject_id].ids) if subject_id in self.alike else 1

    def past(self, as_of: date) -> Past:
        """Return what reasons need to know on a day: the same between two of ``bounds``.

        When a tier ended counts only while none of it lives.
        """
        since = max((day for day in self.bounds if day <= as_of), default=as_of)
        found = self._pasts.get(since)
        if found is None:
            lives = [(s.target.tier, s.life) for s in self.units.values()]
            ended: dict[str, date] = {}
            for tier, life in lives:
                if life.until <= since:
                    ended[tier] = max(ended.get(tier, life.until), life.until)
            living = frozenset(tier for tier, life in lives if life.holds(since))
            found = self._pasts[since] = Past(living, ended, self.predecessors)
        return found

    def known(self, as_of: date) -> Known:
        """Return what links are judged on, on a day."""
        known = self._known.get(as_of)
        if known is None:
            known = self._known[as_of] = Known(as_of, self.holders, self.past(as_of))
        return known

    @cached_property
    def assignments(self) -> Mapping[str, Sequence[str]]:
        """Return the targets (the first of those alike) that a holder was ever assigned to."""
        found: dict[str, list[str]] = {}
        for each in self.alike.values():
            for holder in dict.fromkeys(a.holder_id for a in each.assignments):
                found.setdefault(holder, []).append(each.subject.target.id)
        return found

    @cached_property
    def bounds(self) -> frozenset[date]:
        """Return the days on which the first unit of a tier began or its last one ended."""
        lives: dict[str, list[Interval]] = {}
        for each in self.units.values():
            lives.setdefault(each.target.tier, []).append(each.life)
        return frozenset(
            day
            for tier in lives.values()
            for days in united(tier)
            for day in (days.since, days.until)
        )
