"""Order of need ("thứ tự cần hỗ trợ"): communes by their weakest link. People are never ranked.

The weakest link of a commune is the first, in the order of :func:`rank`, that anything in it has;
gaps that are accepted do not count. Of the same weakest link the larger share of villages without
anyone comes first, then the name by the Vietnamese alphabet. Rules: ``docs/rules.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product

from graphapp.domain.gap_days import TrendPoint
from graphapp.domain.gap_kinds import GapKind
from graphapp.domain.inspection import Figure
from graphapp.domain.inspector import NAMES, TIERS, Handled, Inspector
from graphapp.domain.overview import by_name
from graphapp.domain.results import Target
from graphapp.domain.spells import NOBODY
from graphapp.model.text import fold

Link = tuple[str, str]
"""A kind of gap (or ``NOBODY``), and the tier of what has it."""
Lines = Mapping[tuple[str, Link], Sequence[TrendPoint]]
"""Counts by month, by the id of a commune and what is counted."""

_PLACES = ("commune", "village", "organisation", "cell", "household")
"""Whose broken link weighs more: that of the commune is one of all that lies in it."""
_BREAKS = (
    GapKind.NEVER_ASSIGNED,
    GapKind.UNIT_CLOSED,
    GapKind.TIER_ABOLISHED,
    GapKind.ASSIGNMENT_EXPIRED,
    GapKind.HOLDER_LEFT_POST,
    GapKind.UNFOLLOWED,
    GapKind.GROUP_WITHOUT_HEAD,
    GapKind.WRONG_TIER,
)
_REST = (
    GapKind.LINE_BROKEN_ABOVE,
    GapKind.VACANT_SEAT,
    GapKind.SINGLE_POINT,
    GapKind.ACTING_TOO_LONG,
    GapKind.OVER_SPAN,
    GapKind.INCOMPLETE_ASSIGNMENT,
    GapKind.NAMES_DIFFER,
    GapKind.NOT_VISITED,
)
_BROKEN: Mapping[Link, int] = {
    (kind.value, tier): number for number, (tier, kind) in enumerate(product(_PLACES, _BREAKS))
}
_NOTHING = len(_BROKEN) + len(_REST)
SORTS = ("need", "name", NOBODY)
NONE = "none"
"""The weakest link of a commune in which nothing is missing."""
VILLAGES: Link = (NOBODY, "village")


@dataclass(frozen=True)
class Commune:
    """A commune with every figure of what lies in it; ``place``: where it stands in the order."""

    unit: Target
    figures: Mapping[Link, Figure]
    place: int = 0

    @property
    def weakest(self) -> Link | None:
        """Return the weakest link; None where nothing is missing that is not accepted."""
        missing = (
            link
            for link, figure in self.figures.items()
            if link[0] != NOBODY and figure.numerator > figure.accepted
        )
        return min(missing, key=rank, default=None)

    @property
    def share(self) -> Fraction:
        """Return the share of its villages that nobody answers for."""
        figure = self.figures.get(VILLAGES)
        return Fraction(figure.numerator, figure.denominator) if figure else Fraction(0)

    @property
    def order(self) -> tuple[int, Fraction, tuple[str, str, str]]:
        """Return who needs help first."""
        first = rank(self.weakest)[0] if self.weakest else _NOTHING
        return first, -self.share, by_name(self.unit)


@dataclass(frozen=True)
class Need:
    """The communes of a unit on a day in the order of need."""

    as_of: date
    scope: Target
    communes: tuple[Commune, ...]

    @property
    def tiers(self) -> tuple[str, ...]:
        """Return the tiers of which anything is asked in them, the highest first."""
        told = {tier for commune in self.communes for _, tier in commune.figures}
        return tuple(tier for tier in TIERS if tier in told)


@dataclass(frozen=True)
class Wish:
    """Which communes are wanted, in what order. ``weakest``: a kind, or ``NONE``; blank: any."""

    text: str = ""
    weakest: str = ""
    sort: str = SORTS[0]

    def of(self, found: Need) -> list[Commune]:
        """Return the communes that are wanted."""
        text = fold(self.text)
        rows = [each for each in found.communes if self._wants(each, text)]
        if self.sort == "name":
            rows.sort(key=lambda each: by_name(each.unit))
        elif self.sort == NOBODY:
            rows.sort(key=lambda each: (-each.share, by_name(each.unit)))
        return rows

    def _wants(self, commune: Commune, text: str) -> bool:
        weakest = commune.weakest[0] if commune.weakest else NONE
        said = f"{fold(commune.unit.name)} {fold(commune.unit.code)}"
        return self.weakest in {"", weakest} and text in said


def rank(link: Link) -> tuple[int, int]:
    """Return how much a link weighs, the weakest first: breaks by tier, then the other kinds."""
    name, tier = link
    if link in _BROKEN:
        return _BROKEN[link], 0
    kind = GapKind(name)
    if kind in _REST:
        return len(_BROKEN) + _REST.index(kind), TIERS.index(tier)
    return len(_BROKEN) - 1, TIERS.index(tier)


def need(inspector: Inspector, unit: Target, as_of: date, handled: Handled) -> Need:
    """Put the communes of a unit, itself one perhaps, in order on a day on which it exists."""
    found = [
        Commune(each, dict(_figures(inspector, each, as_of, handled)))
        for each in _communes(inspector, unit, as_of)
    ]
    found.sort(key=lambda each: each.order)
    placed = (Commune(each.unit, each.figures, i) for i, each in enumerate(found, 1))
    return Need(as_of, unit, tuple(placed))


def _communes(inspector: Inspector, unit: Target, as_of: date) -> Iterator[Target]:
    facts = inspector.gaps.facts
    living = (u for u in facts.units.values() if u.target.tier == "commune" and u.life.holds(as_of))
    for each in living:
        above = facts.above.get(each.target.id, ())
        if any(a.unit_id == unit.id and a.days.holds(as_of) for a in above):
            yield each.target


def _figures(
    inspector: Inspector, commune: Target, as_of: date, handled: Handled
) -> Iterator[tuple[Link, Figure]]:
    accepted = inspector.dealt(commune.id, as_of, handled.accepted, whole=True)
    gaps = inspector.gaps
    asked = {name: gaps.tiers(commune.id, name) for name in NAMES}
    links = ((name, tier) for name in NAMES for tier in TIERS if tier in asked[name])
    for name, tier in links:
        count = gaps.count(commune.id, as_of, name, tier)
        if count.of:
            figure = Figure(tier, count.n, count.of, accepted.get((name, tier), 0))
            yield (name, tier), figure


def months(as_of: date, number: int) -> tuple[date, ...]:
    """Return the first days of so many months, the last one being that of a day, and the day."""
    last = as_of.year * 12 + as_of.month - 1
    firsts = [date(*_month(each), 1) for each in range(last - number + 1, last + 1)]
    return tuple(dict.fromkeys((*firsts, as_of)))


def _month(number: int) -> tuple[int, int]:
    return number // 12, number % 12 + 1


def columns_of(found: Need, tier: str) -> Sequence[Link]:
    """Return what is counted of communes: of each kind that tier, else the first that it is of."""
    told: dict[str, list[str]] = {}
    for name, tier_ in dict.fromkeys(link for each in found.communes for link in each.figures):
        told.setdefault(name, []).append(tier_)
    return [
        (name, tier if tier in told[name] else min(told[name], key=TIERS.index))
        for name in NAMES
        if name in told
    ]
