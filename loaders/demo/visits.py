"""Visits since the reform: most of those who answer come regularly, some exist on paper only."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING

from loaders.demo.world import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from loaders.demo.given import Given
    from loaders.demo.groups import WorkingGroups
    from loaders.demo.world import World

_PAPER_ONLY, _NEVER, _MISSED, _ONE_HOME = 0.08, 0.5, 0.07, 0.3
_ATTENDED = {
    "chi bộ": ("dự sinh hoạt", "Dự sinh hoạt chi bộ thường kỳ"),
    "nhóm hộ": ("dự sinh hoạt", "Dự họp nhóm hộ, nắm tình hình các hộ"),
}
_VISITED = (
    ("đi cơ sở", "Nắm tình hình thôn"), ("đi cơ sở", "Kiểm tra tiến độ chương trình"),
    ("đi cơ sở", "Dự họp thôn"),
)  # fmt: skip
_AT_HOME = ("đi cơ sở", "Thăm hộ, nắm tình hình đời sống")
_OUTCOMES = ("Đã góp ý, thống nhất hướng giải quyết", "Có kiến nghị gửi cấp trên", None, None)
_LONG_AGO = (8, 60)


@dataclass(frozen=True)
class _Rhythm:
    """How often somebody comes: ``months`` as the policy asks, ``every`` so many days in fact.

    Whoever comes was there within the last ``lately`` days, which no period is shorter than.
    """

    months: int
    every: int
    lately: int


_MONTHLY, _QUARTERLY = _Rhythm(1, 30, 25), _Rhythm(3, 85, 80)


@dataclass
class Visits:
    """Writes the visits of a province and notes the targets to which nobody came."""

    world: World
    groups: WorkingGroups
    given: Mapping[str, Sequence[Given]]
    on_paper: set[str]
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def write(self) -> None:
        """Write who came to what somebody answered for since the reform."""
        for rows in self.given.values():
            stretch = _last_stretch(rows)
            rhythm = _MONTHLY if stretch[0].ways.sort.word == "chi bộ" else _QUARTERLY
            if stretch[-1].until is not None and stretch[-1].until < self.world.day:
                self._regularly(stretch, rhythm, stretch[-1].until)
            elif self._on_paper(stretch, rhythm):
                self._stopped(stretch, rhythm)
            else:
                self._regularly(stretch, rhythm, self.world.day)
                lately = self.world.rng.randint(0, rhythm.lately)
                last = self.world.day - timedelta(days=lately)
                self._come(stretch, max(last, stretch[0].since))

    def _on_paper(self, stretch: Sequence[Given], rhythm: _Rhythm) -> bool:
        """Tell whether nobody comes to a target, for which there has been time enough."""
        due = months_after(stretch[0].since, rhythm.months) <= self.world.day
        chosen = self.world.maybe(_PAPER_ONLY) or stretch[0].target.code in self.on_paper
        return due and chosen

    def _regularly(self, stretch: Sequence[Given], rhythm: _Rhythm, last: date) -> None:
        day = stretch[0].since + timedelta(days=self.world.rng.randint(0, rhythm.every - 1))
        while day <= last:
            if not self.world.maybe(_MISSED):
                self._come(stretch, day)
            day += timedelta(days=rhythm.every)

    def _stopped(self, stretch: Sequence[Given], rhythm: _Rhythm) -> None:
        """Let nobody come, or nobody any more, but perhaps to one household of a group."""
        world, target, ways = self.world, stretch[0].target, stretch[0].ways
        if not world.maybe(_NEVER):
            gone = timedelta(days=31 * rhythm.months + world.rng.randint(*_LONG_AGO))
            self._regularly(stretch, rhythm, world.day - gone)
        codes = list(target.codes)
        if target.answered and world.maybe(_ONE_HOME):
            self._come(stretch, world.day - ONE_DAY, codes.pop(0))
        for code in codes:
            world.planted.gap("not_visited", ways.tier, code, ways.policy_row)

    def _come(self, stretch: Sequence[Given], day: date, home: str | None = None) -> None:
        """Write a visit by whoever answered on a day; ``home``: to one household of a group."""
        given = next(one for one in stretch if one.until is None or day <= one.until)
        word = "hộ" if home else given.ways.sort.word
        rng, code = self.world.rng, home or given.target.code
        usual = _AT_HOME if word == "hộ" else _ATTENDED.get(word)
        kind, purpose = usual or rng.choice(_VISITED)
        number, outcome = f"DCS{next(self._numbers):06}", rng.choice(_OUTCOMES)
        visitor = self._visitor(given.holder, day)
        self.world.add("di_co_so", number, visitor, word, code, day, kind, purpose, outcome)

    def _visitor(self, holder: str, day: date) -> str:
        """Return who came: the holder, or somebody who was in the group on the day."""
        members = self.groups.members.get(holder)
        if members is None:
            return holder
        return next(one for one, left in members if left is None or day <= left)


def _last_stretch(rows: Sequence[Given]) -> list[Given]:
    """Return the last assignments of a target between which there is no day without one."""
    stretch = [max(rows, key=lambda one: one.since)]
    for one in sorted(rows, key=lambda one: one.since, reverse=True)[1:]:
        if one.until is None or one.until + ONE_DAY < stretch[0].since:
            break
        stretch.insert(0, one)
    return stretch


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
