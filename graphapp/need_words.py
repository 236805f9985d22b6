"""Puts an order of need into the words of one language, for page and export alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphapp.domain.need import NONE, VILLAGES
from graphapp.inspection_words import InspectionWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphapp.domain.gap_days import TrendPoint
    from graphapp.domain.need import Commune, Link


@dataclass(frozen=True)
class NeedWords(InspectionWords):
    """Speaks of communes, their weakest links, and how these came about."""

    def column(self, link: Link) -> str:
        """Name what is counted: a kind, of which tier."""
        if link == VILLAGES:
            return self.words.text("need.column.nobody")
        return self.words.text("need.weakest", kind=self.name(link[0]), tier=self.tier(link[1]))

    def weakest(self, commune: Commune) -> str:
        """Name the weakest link of a commune."""
        found = commune.weakest
        return self.column(found) if found else self.words.text("need.nothing")

    def weakest_name(self, name: str) -> str:
        """Name a kind as the weakest link, or that there is none."""
        return self.words.text("need.nothing") if name == NONE else self.name(name)

    def ratio(self, point: TrendPoint) -> str:
        """Write a count: n/N."""
        return f"{self.words.number(point.n)}/{self.words.number(point.of)}"

    def told(self, points: Sequence[TrendPoint]) -> str:
        """Say from what to what a count went."""
        first, last = self.ratio(points[0]), self.ratio(points[-1])
        return self.words.text("need.from_to", first=first, last=last)

    def line(self, commune: Commune, link: Link, points: Sequence[TrendPoint]) -> str:
        """Say in a sentence what a small line shows."""
        first, last = points[0], points[-1]
        way = "same" if first.n == last.n else "up" if last.n > first.n else "down"
        return self.words.text(
            f"need.line_{way}",
            kind=self.column(link),
            commune=commune.unit.name,
            first=self.ratio(first),
            last=self.ratio(last),
        )
