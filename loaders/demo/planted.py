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
class Gap:
    """One gap of the last day. ``tier`` says what the subject is: a target's tier, post or person.

    ``via``: what makes it so where the subject does not say it all: an assignment, a person or a
    unit, by code.
    """

    kind: str
    tier: str
    subject: str
    policy_row: str
    via: str = ""


@dataclass(frozen=True)
class Break:
    """A target whose link is broken on the day; ``covered`` by an assignment in force, ``via``."""

    tier: str
    code: str
    policy_row: str
    reason: str
    since: date | None
    covered: bool
    via: str = ""

    @property
    def gap(self) -> Gap:
        """Return it as a kind of gap: a party organisation without anybody is not followed."""
        followed_by_nobody = self.tier in {"cell", "organisation"} and not self.covered
        kind = "unfollowed" if followed_by_nobody else self.reason
        return Gap(kind, self.tier, self.code, self.policy_row, self.via)


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
    ``others``: gaps that are not a broken link of their subject.
    """

    breaks: list[Break] = field(default_factory=list)
    states: list[Strained] = field(default_factory=list)
    others: list[Gap] = field(default_factory=list)
    lines: dict[str, str] = field(default_factory=dict)
    vacant_posts: list[str] = field(default_factory=list)
    villages_without_cell: list[str] = field(default_factory=list)

    @property
    def gaps(self) -> list[Gap]:
        """Return every gap of the last day, of every kind."""
        return [*(one.gap for one in self.breaks), *self.others]

    def gap(self, kind: str, tier: str, subject: str, policy_row: str, via: str = "") -> None:
        """Note a gap that is not a broken link."""
        self.others.append(Gap(kind, tier, subject, policy_row, via))

    def write(self, folder: Path, seed: int, day: date) -> Path:
        """Write it beside the tables, for people and tests; no loader reads it."""
        told = {
            "note": "Những chỗ cài sẵn trong dữ liệu sinh tự động; trình nạp không đọc tệp này.",
            "seed": seed,
            "day": day.isoformat(),
            "breaks": [asdict(one) for one in self.breaks],
            "states": [asdict(one) for one in self.states],
            "gaps": [asdict(one) for one in self.gaps],
            "lines": self.lines,
            "vacant_posts": self.vacant_posts,
            "villages_without_cell": self.villages_without_cell,
        }
        path = folder / FILE
        text = json.dumps(told, ensure_ascii=False, indent=1, default=str)
        path.write_text(text + "\n", encoding="utf-8")
        return path
