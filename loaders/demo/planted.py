"""What was planted: broken targets with their reasons, other states, and what else is missing."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILE = "da_cai_san.json"


@dataclass(frozen=True)
class Break:
    """A target whose link is broken on the day; ``covered`` when an assignment is in force."""

    tier: str
    code: str
    policy_row: str
    reason: str
    since: date | None
    covered: bool


@dataclass(frozen=True)
class Strained:
    """A target whose link holds, but not in order: overloaded, expiring or acting."""

    tier: str
    code: str
    policy_row: str
    state: str


@dataclass
class Planted:
    """Everything that was planted, in the order in which it was.

    ``lines``: villages whose line of people is broken on the day, with what was done to it.
    """

    breaks: list[Break] = field(default_factory=list)
    states: list[Strained] = field(default_factory=list)
    lines: dict[str, str] = field(default_factory=dict)
    vacant_posts: list[str] = field(default_factory=list)
    villages_without_cell: list[str] = field(default_factory=list)

    def write(self, folder: Path, seed: int, day: date) -> Path:
        """Write it beside the tables, for people and tests; no loader reads it."""
        told = {
            "note": "Những chỗ cài sẵn trong dữ liệu sinh tự động; trình nạp không đọc tệp này.",
            "seed": seed,
            "day": day.isoformat(),
            "breaks": [asdict(one) for one in self.breaks],
            "states": [asdict(one) for one in self.states],
            "lines": self.lines,
            "vacant_posts": self.vacant_posts,
            "villages_without_cell": self.villages_without_cell,
        }
        path = folder / FILE
        text = json.dumps(told, ensure_ascii=False, indent=1, default=str)
        path.write_text(text + "\n", encoding="utf-8")
        return path
