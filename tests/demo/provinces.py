"""Small and whole provinces for tests, and what was planted in them."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from loaders.demo.province import Size, Written, write_province
from tests.oracle.kinds import Found

DAY = date(2026, 10, 15)
REFORM = date(2025, 7, 1)
SMALL = Size(communes=6, homes=7)
PROVINCE = "20"
TIERS = ("village", "commune", "cell", "organisation", "household")


@dataclass(frozen=True)
class Broken:
    """What is said of a broken link, by file, oracle or program alike."""

    policy_row: str
    reason: str
    since: date | None


Key = tuple[str, str]


def planted_gaps(path: Path) -> set[Found]:
    """Read every gap of the last day from the planted file."""
    told = json.loads(path.read_text("utf-8"))["gaps"]
    return {
        Found(one["kind"], one["tier"], one["subject"], one["policy_row"], one["via"])
        for one in told
    }


@dataclass(frozen=True)
class Planted:
    """What the planted file says; targets are (tier, code)."""

    gaps: dict[Key, Broken]
    covered: dict[Key, Broken]
    states: dict[Key, set[str]]
    lines: dict[str, str]
    vacant_posts: set[str]
    villages_without_cell: set[str]


def written(folder: Path, size: Size = SMALL) -> Written:
    """Write a province into a folder."""
    return write_province(folder, DAY, size=size)


def planted_in(path: Path) -> Planted:
    """Read the planted file."""
    told = json.loads(path.read_text("utf-8"))
    gaps: dict[Key, Broken] = {}
    covered: dict[Key, Broken] = {}
    for one in told["breaks"]:
        since = one["since"] and date.fromisoformat(one["since"])
        kept = covered if one["covered"] else gaps
        kept[one["tier"], one["code"]] = Broken(one["policy_row"], one["reason"], since)
    states: dict[Key, set[str]] = defaultdict(set)
    for one in told["states"]:
        states[one["tier"], one["code"]].add(one["state"])
    vacant, bare = set(told["vacant_posts"]), set(told["villages_without_cell"])
    return Planted(gaps, covered, dict(states), told["lines"], vacant, bare)
