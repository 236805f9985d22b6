"""The policy: who must answer for what, as rows of data. The default is ours to edit, not law."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path

from graphapp.model.interval import Interval, end_from_edge, start_from_edge

EXPIRING_DAYS = 90
TARGET_TIERS = ("district", "commune", "village", "household", "organisation", "cell")


@dataclass(frozen=True)
class PolicyRow:
    """One duty. ``post_tier``/``line``: whose post counts (line ``either``: state or party).

    ``span``: targets per person; ``span_groups``: household groups per person, where groups count.
    ``accepts_group``: a working group's head may answer; ``accepts_member``: a party member may.
    """

    key: str
    target: str
    post_tier: str
    line: str
    accepts_group: bool
    accepts_member: bool
    interval: Interval
    span: int
    span_groups: int | None
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Policy:
    """All duties."""

    rows: tuple[PolicyRow, ...]

    def asked(self, target: str, as_of: date) -> tuple[PolicyRow, ...]:
        """Return the rows that ask for a kind of target on a date, in the file's order."""
        return tuple(r for r in self.rows if r.target == target and r.interval.holds(as_of))


def read_policy(path: Path) -> Policy:
    """Read a policy file (CSV; blank dates are open, the last day is inclusive)."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return Policy(tuple(_row(values) for values in csv.DictReader(file)))


@cache
def default_policy() -> Policy:
    """Return the policy that comes with the program."""
    with resources.as_file(resources.files("graphapp.model") / "policy.csv") as path:
        return read_policy(path)


def policy_of(path: Path | None) -> Policy:
    """Return the policy of a file, or the one that comes with the program where none is named."""
    return default_policy() if path is None else read_policy(path)


def _row(values: dict[str, str]) -> PolicyRow:
    return PolicyRow(
        key=values["key"],
        target=values["target"],
        post_tier=values["post_tier"],
        line=values["line"],
        accepts_group=values["accepts_group"] == "yes",
        accepts_member=values["accepts_member"] == "yes",
        interval=Interval(
            start_from_edge(_date(values["from"])), end_from_edge(_date(values["to"]))
        ),
        span=int(values["span"]),
        span_groups=int(values["span_groups"]) if values["span_groups"] else None,
        kinds=tuple(values["kinds"].split()),
    )


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
