"""Where an order of need leads, and the small lines beside its figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from graphapp.need_words import NeedWords
from graphapp.web.view import view

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphapp.domain.gap_days import TrendPoint
    from graphapp.domain.need import Commune, Lines, Link

WIDTH, HEIGHT, _PAD = 72, 20, 2


@dataclass(frozen=True)
class NeedLinks(NeedWords):
    """Words and addresses of the page."""

    def to_commune(self, commune: Commune) -> str:
        """Return where a commune is inspected."""
        return view().link("inspection.show", **{"in": commune.unit.id})

    def to_rows(self, commune: Commune, link: Link) -> str:
        """Return where the rows behind a figure are."""
        where = {"in": commune.unit.id, "kind": link[0], "tier": link[1]}
        return view().link("inspection.show", **where) + "#rows"

    def to_weakest(self, commune: Commune) -> str:
        """Return where the rows of the weakest link are, else the commune."""
        return (
            self.to_rows(commune, commune.weakest) if commune.weakest else self.to_commune(commune)
        )


@dataclass(frozen=True)
class Sparks:
    """Small lines of n/N by month: all of one column have one scale, so they can be compared."""

    lines: Lines
    width: int = WIDTH
    height: int = HEIGHT

    def points(self, commune: Commune, link: Link) -> Sequence[TrendPoint]:
        """Return the counts of a line."""
        return self.lines[commune.unit.id, link]

    def polyline(self, commune: Commune, link: Link) -> str:
        """Return a line as the points of an SVG polyline."""
        points = self.points(commune, link)
        step = (self.width - 2 * _PAD) / max(1, len(points) - 1)
        high = self.height - 2 * _PAD
        return " ".join(
            f"{_PAD + i * step:.1f},{_PAD + high * (1 - _share(each) / self.top[link]):.1f}"
            for i, each in enumerate(points)
        )

    @cached_property
    def top(self) -> Mapping[Link, float]:
        """Return the largest share of each column; 1 where all are 0."""
        found: dict[Link, float] = {}
        for (_, link), points in self.lines.items():
            found[link] = max(found.get(link, 0.0), *map(_share, points))
        return {link: share or 1.0 for link, share in found.items()}


def _share(point: TrendPoint) -> float:
    return point.n / point.of if point.of else 0.0
