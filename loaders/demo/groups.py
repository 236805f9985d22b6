"""Working groups: with a head who answers, or with one who has left."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from loaders.demo.real import REFORM
from loaders.demo.world import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from loaders.demo.decisions import Office
    from loaders.demo.world import World


@dataclass
class WorkingGroups:
    """Writes working groups; ``members`` of each, with the last day of whoever has left."""

    world: World
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    members: dict[str, list[tuple[str, date | None]]] = field(default_factory=dict)
    _headless: dict[str, str] = field(default_factory=dict)

    def made(self, of: str, people: Sequence[str], left: date | None = None) -> str:
        """Write a group and return its code; the first heads it, until ``left`` where given."""
        number = next(self._numbers)
        code = f"TCT{number:03}"
        self.world.add("to_cong_tac", code, f"Tổ công tác số {number} ({of})", REFORM, None)
        for place, person in enumerate(people):
            until, why = (left - ONE_DAY, "nghỉ hưu") if left and place == 0 else (None, None)
            self.members.setdefault(code, []).append((person, until))
            head = "có" if place == 0 else "không"
            self.world.add("thanh_vien", person, code, None, REFORM, until, head, "không", why)
        return code

    def headless(self, office: Office, recruit: Callable[..., str], rest: Sequence[str]) -> str:
        """Return a group of an office whose head was recruited for it and has retired since."""
        if office.name not in self._headless:
            left = self.world.lately()
            head = recruit(until=left - ONE_DAY)
            self._headless[office.name] = self.made(office.name, [head, *rest], left)
        return self._headless[office.name]
