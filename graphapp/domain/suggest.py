"""Suggestions while somebody types: what a text that is not finished yet may mean, best first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Literal

from graphapp.domain.results import DecisionRef, Hit, PersonRef, PostRef, Target, UnitVersion
from graphapp.domain.search import closest_people, person_hits, ranked_units, unit_hits
from graphapp.domain.search_records import closeness, find_decisions, find_organisations
from graphapp.graph.port import Reader
from graphapp.model.interval import OPEN_END, OPEN_START
from graphapp.model.scope import Scope
from graphapp.model.text import fold, normal

Kind = Literal["unit", "person", "organisation", "decision"]
KINDS: tuple[Kind, ...] = ("unit", "person", "organisation", "decision")
MOST, MOST_OF_A_KIND = 12, 5
SHORTEST = 2
_SHORTEST_NAME = 3  # two letters are in nearly everybody's name
_WEIGHED = 15  # people of whom those who hold a post come first


@dataclass(frozen=True)
class Suggestion:
    """One thing that may be meant. ``was``: the unit of another day by whose name it was found.

    ``close`` tells how near it comes, 0 the nearest; ``above`` the names of the units over a unit,
    nearest first; ``posts`` what a person holds on the date.
    """

    kind: Kind
    record: Target | PersonRef | DecisionRef
    close: int
    since: date = OPEN_START
    until: date = OPEN_END
    above: tuple[str, ...] = ()
    was: UnitVersion | None = None
    posts: tuple[PostRef, ...] = ()

    @property
    def name(self) -> str:
        """Return what it is called; a decision by its number."""
        return self.record.number if isinstance(self.record, DecisionRef) else self.record.name

    @property
    def code(self) -> str:
        """Return its code; a decision has none."""
        return "" if isinstance(self.record, DecisionRef) else self.record.code


@dataclass(frozen=True)
class _Typed:
    reader: Reader
    scope: Scope
    text: str
    key: str
    as_of: date

    def close(self, name: str, code: str) -> int:
        return closeness(self.text, self.key, name, fold(name), code)


def suggestions(
    reader: Reader, scope: Scope, text: str, as_of: date, kinds: Iterable[Kind] = KINDS
) -> tuple[Suggestion, ...]:
    """Return at most ``MOST`` things of the given kinds, those of a kind together, best first.

    A unit that ended stands for what came after it on the date. Less than two letters mean nothing.
    """
    typed = _Typed(reader, scope, normal(text), fold(text), as_of)
    if len(typed.key) < SHORTEST or scope.roots == frozenset():
        return ()
    groups = [_FINDERS[kind](typed)[:MOST_OF_A_KIND] for kind in KINDS if kind in kinds]
    groups.sort(key=lambda group: min((each.close for each in group), default=0))
    return tuple(chain.from_iterable(groups))[:MOST]


def _units(typed: _Typed) -> Sequence[Suggestion]:
    rows = ranked_units(typed.reader, typed.scope, typed.text, typed.key, typed.as_of)
    hits = unit_hits(typed.reader, typed.scope, rows[:MOST_OF_A_KIND], typed.as_of)
    first: dict[str, Suggestion] = {}
    for each in (meant for hit in hits for meant in _meant(typed, hit)):
        first.setdefault(each.record.id, each)
    return tuple(first.values())


def _meant(typed: _Typed, hit: Hit) -> list[Suggestion]:
    old = hit.found
    close = typed.close(old.unit.name, old.unit.code)
    if not hit.now:
        return [Suggestion("unit", old.unit, close, old.since, old.until, above=hit.above)]
    return [Suggestion("unit", n.unit, close, n.since, n.until, was=old) for n in hit.now]


def _people(typed: _Typed) -> Sequence[Suggestion]:
    if len(typed.key) < _SHORTEST_NAME:
        return ()
    rows = closest_people(typed.reader, typed.scope, typed.text, typed.key, _WEIGHED)
    hits = person_hits(typed.reader, rows, typed.as_of)
    found = [
        Suggestion("person", hit.person, row["closeness"], posts=hit.posts)
        for row, hit in zip(rows, hits, strict=True)
    ]
    return sorted(found, key=lambda each: (each.close, not each.posts))


def _organisations(typed: _Typed) -> Sequence[Suggestion]:
    if len(typed.key) < _SHORTEST_NAME:
        return ()
    found = find_organisations(typed.reader, typed.scope, typed.text, typed.as_of, MOST_OF_A_KIND)
    return [
        Suggestion(
            "organisation",
            place.target,
            typed.close(place.target.name, place.target.code),
            place.since,
            place.until,
        )
        for place in found
    ]


def _decisions(typed: _Typed) -> Sequence[Suggestion]:
    found = find_decisions(typed.reader, typed.scope, typed.text, MOST_OF_A_KIND)
    return [Suggestion("decision", each, typed.close(each.number, each.number)) for each in found]


_FINDERS: dict[Kind, Callable[[_Typed], Sequence[Suggestion]]] = {
    "unit": _units,
    "person": _people,
    "organisation": _organisations,
    "decision": _decisions,
}
