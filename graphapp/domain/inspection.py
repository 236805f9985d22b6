"""Inspection: every kind of gap in a unit on a day as n/N, what is new, and the rows behind.

A gap that is accepted is still one of the n: it is told apart, and the trend keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from graphapp.domain.gap_kinds import GapKind
from graphapp.domain.gap_list import Found, Listed
from graphapp.domain.gap_rows import Named
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
_RANK = {kind: number for number, kind in enumerate(GapKind)}


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
        for tier in TIERS:
            count = inspector.gaps.count(unit.id, as_of, name, tier)
            if count.of:
                dealt = (each.get((name, tier), 0) for each in (accepted, given))
                yield Figure(tier, count.n, count.of, *dealt)

    told = ((name, tuple(figures(name))) for name in NAMES)
    lines = (
        KindLine(name, found, inspector.news(unit.id, name, since, as_of))
        for name, found in told
        if found
    )
    return Inspection(as_of, since, unit, tuple(lines))


def rows_of(
    inspector: Inspector, unit: Target, as_of: date, wish: Wish, handled: Handled
) -> Listed:
    """List the gaps that are wanted; a part of them is made when it is asked for."""
    every = inspector.gaps.listed(unit.id, as_of, wish.kinds, wish.tier or None).found
    found = [each for each in every if wish.wants(each)]
    if wish.state:
        found = list(_in_state(found, wish.state, handled))
    return Listed(tuple(sorted(found, key=_order(wish.sort, Named(inspector.gaps, as_of)))))


def _in_state(found: Iterable[Found], state: str, handled: Handled) -> Iterator[Found]:
    """Yield what is dealt with so; of targets that are alike, those alone."""
    every = {**handled.accepted, **handled.given}
    wanted = {"accepted": handled.accepted, "given_out": handled.given}.get(state, {})
    subjects = {key.split(":")[1] for key in every}
    for each in found:
        if not subjects.intersection(each.ids):
            if state == "open":
                yield each
            continue
        for subject in each.ids:
            spell = about(each.spell, subject)
            if spell.key in wanted or (state == "open" and spell.key not in every):
                yield replace(each, spell=spell, ids=(subject,))


def _order(sort: str, names: Named) -> Callable[[Found], tuple[int, tuple[str, ...]]]:
    """Return how rows stand: by place and by name within their kind, else by the day alone."""

    def by_place(found: Found) -> tuple[int, tuple[str, ...]]:
        return _RANK[found.spell.kind], names.place_order(found)

    def by_name(found: Found) -> tuple[int, tuple[str, ...]]:
        return _RANK[found.spell.kind], (*names.name_order(found), *names.place_order(found))

    def by_since(found: Found) -> tuple[int, tuple[str, ...]]:
        since = found.spell.since or found.spell.days.since
        return 0, (since.isoformat(), *names.place_order(found))

    return {"place": by_place, "name": by_name, "since": by_since}[sort]
