"""Inspection: every kind of gap in a unit on a day as n/N, what is new, and the rows behind.

A gap that is accepted is still one of the n: it is told apart, and the trend keeps it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain

from graphapp.domain.gap_index import Entry, Name, Ordered, lying_in
from graphapp.domain.gap_kinds import GapKind
from graphapp.domain.gap_list import Found
from graphapp.domain.inspector import (
    NAMES,
    TIERS,
    Handled,
    Inspector,
    News,
)
from graphapp.domain.results import Target
from graphapp.domain.spells import NOBODY, about, is_uncovered

NEWS_DAYS = 30
STATES = ("open", "accepted", "given_out")
SORTS = ("place", "name", "since")


@dataclass(frozen=True)
class Figure:
    """n of N of one tier; ``accepted`` and ``given`` are subjects among the n."""

    tier: str
    numerator: int
    denominator: int
    accepted: int = 0
    given: int = 0


@dataclass(frozen=True)
class KindLine:
    """A kind, or ``NOBODY``, by tier; ``news``: how many came to have it, lost it, kept it."""

    name: str
    figures: tuple[Figure, ...]
    news: News

    @property
    def is_there(self) -> bool:
        """Tell whether anything has it, or had it in the last days."""
        return any(f.numerator for f in self.figures) or bool(self.news.opened or self.news.closed)

    def of(self, tier: str) -> Figure | None:
        """Return the figure of a tier; None where nothing of it is asked."""
        return next((f for f in self.figures if f.tier == tier), None)


@dataclass(frozen=True)
class Inspection:
    """What an inspection of a unit finds on a day; ``since``: the day that news are told from."""

    as_of: date
    since: date
    scope: Target
    lines: tuple[KindLine, ...]

    @property
    def tiers(self) -> tuple[str, ...]:
        """Return the tiers of which anything is asked, the highest first."""
        told = {figure.tier for line in self.lines for figure in line.figures}
        return tuple(tier for tier in TIERS if tier in told)

    def line(self, name: str) -> KindLine | None:
        """Return the line of a kind; None where nothing is asked."""
        return next((line for line in self.lines if line.name == name), None)


@dataclass(frozen=True)
class Wish:
    """Which gaps are wanted, in what order. ``name``: a kind or ``NOBODY``; blank: all."""

    name: str = ""
    tier: str = ""
    reason: str = ""
    state: str = ""
    sort: str = SORTS[0]

    @property
    def filters(self) -> bool:
        """Tell whether rows are left out."""
        return bool(self.name or self.tier or self.reason or self.state)

    @property
    def kinds(self) -> Collection[GapKind]:
        """Return the kinds to list."""
        return (GapKind(self.name),) if self.name not in {"", NOBODY} else tuple(GapKind)

    def wants(self, found: Found) -> bool:
        """Tell whether a gap is wanted by all that does not depend on how it is dealt with."""
        spell = found.spell
        return (
            (self.name != NOBODY or is_uncovered(spell))
            and self.tier in {"", found.tier}
            and self.reason in {"", spell.reason}
        )


def inspection(inspector: Inspector, unit: Target, as_of: date, handled: Handled) -> Inspection:
    """Count every kind of gap in a unit on a day on which it exists."""
    since = as_of - timedelta(days=NEWS_DAYS)
    accepted = inspector.dealt(unit.id, as_of, handled.accepted, whole=True)
    given = inspector.dealt(unit.id, as_of, handled.given, whole=False)

    def figures(name: str) -> Iterator[Figure]:
        asked = inspector.gaps.tiers(unit.id, name)
        for tier in (each for each in TIERS if each in asked):
            count = inspector.gaps.count(unit.id, as_of, name, tier)
            if count.of:
                dealt = (each.get((name, tier), 0) for each in (accepted, given))
                yield Figure(tier, count.n, count.of, *dealt)

    news = inspector.news(unit.id, since, as_of)
    told = ((name, tuple(figures(name))) for name in NAMES)
    lines = (KindLine(name, found, news[name]) for name, found in told if found)
    return Inspection(as_of, since, unit, tuple(lines))


def rows_of(
    inspector: Inspector, unit: Target, as_of: date, wish: Wish, handled: Handled
) -> Ordered:
    """List the gaps that are wanted; a part of them is named when it is asked for."""
    found = {kind: _entries(inspector, unit, as_of, wish, kind) for kind in wish.kinds}
    if wish.state:
        found = {k: list(_in_state(some, wish.state, handled)) for k, some in found.items()}
    place = inspector.places(as_of)

    def by_place(each: Entry) -> tuple[str, int, Name]:
        return "", place.get(each.home(as_of), len(place)), each.name

    def by_name(each: Entry) -> tuple[str, int, Name]:
        return each.name[0], place.get(each.home(as_of), len(place)), each.name

    def by_since(each: Entry) -> tuple[str, int, Name]:
        spell = each.found.spell
        since = (spell.since or spell.days.since).isoformat()
        return since, place.get(each.home(as_of), len(place)), each.name

    if wish.sort == "since":
        return Ordered((list(chain.from_iterable(found.values())),), by_since)
    return Ordered(tuple(found.values()), by_name if wish.sort == "name" else by_place)


def _entries(
    inspector: Inspector, unit: Target, as_of: date, wish: Wish, kind: GapKind
) -> list[Entry]:
    some = lying_in(inspector.around(kind, as_of), unit.id, as_of)
    return [each for each in some if wish.wants(each.found)] if wish.filters else some


def _in_state(found: Iterable[Entry], state: str, handled: Handled) -> Iterator[Entry]:
    """Yield what is dealt with so; of targets that are alike, those alone."""
    every = {**handled.accepted, **handled.given}
    wanted = {"accepted": handled.accepted, "given_out": handled.given}.get(state, {})
    subjects = {key.split(":")[1] for key in every}
    for each in found:
        if not subjects.intersection(each.found.ids):
            if state == "open":
                yield each
            continue
        for subject in each.found.ids:
            spell = about(each.found.spell, subject)
            if spell.key in wanted or (state == "open" and spell.key not in every):
                yield replace(each, found=replace(each.found, spell=spell, ids=(subject,)))
