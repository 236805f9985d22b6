"""Visits of the last year: most of those who answer come regularly, some never do."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from loaders.demo.world import World

_DAYS = 364
_PAPER_ONLY, _MISSED = 0.08, 0.07
_ATTENDED = ("dự sinh hoạt", "Dự sinh hoạt chi bộ thường kỳ")
_VISITED = (
    ("đi cơ sở", "Nắm tình hình thôn"), ("đi cơ sở", "Kiểm tra tiến độ chương trình"),
    ("đi cơ sở", "Dự họp thôn"),
)  # fmt: skip
_OUTCOMES = ("Đã góp ý, thống nhất hướng giải quyết", "Có kiến nghị gửi cấp trên", None, None)
VISIT_EVERY = {"chi bộ": 30, "thôn": 91, "xã": 91, "tổ chức": 91}


def visits(world: World, assigned: Iterable[tuple[str, str, str, date]]) -> None:
    """Write visits for (word, code, person, since) of assignments in force on the last day."""
    numbers = count(1)
    for word, code, person, since in assigned:
        if world.rng.random() >= _PAPER_ONLY:
            first = max(since, world.day - timedelta(days=_DAYS))
            for day in _days(world, first, VISIT_EVERY[word]):
                kind, purpose = _ATTENDED if word == "chi bộ" else world.rng.choice(_VISITED)
                outcome = world.rng.choice(_OUTCOMES)
                number = f"DCS{next(numbers):06}"
                world.add("di_co_so", number, person, word, code, day, kind, purpose, outcome)


def _days(world: World, first: date, every: int) -> Iterator[date]:
    day = first + timedelta(days=world.rng.randint(0, every - 1))
    while day <= world.day:
        if world.rng.random() >= _MISSED:
            yield day
        day += timedelta(days=every)
