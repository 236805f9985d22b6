"""The policy: who must answer for what, as rows of data. The default is ours to edit, not law."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path

from graphapp.errors import InputError, Place
from graphapp.model.choices import ASSIGNMENT_KINDS, LINES, TIERS
from graphapp.model.interval import Interval, day_from_text, end_from_edge, start_from_edge

EXPIRING_DAYS = 90
_KINDS = {choice.value for choice in ASSIGNMENT_KINDS}
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
    """Read a policy file (CSV; blank dates are open, the last day is inclusive).

    Raises InputError that names every bad place.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeError, csv.Error) as error:
        place = Place(str(path), remedy="error.policy.remedy")
        raise InputError("error.policy", (place,), path=str(path)) from error
    places = [place for number, row in enumerate(rows, 2) for place in _bad(path, number, row)]
    if places or not rows:
        places = places or [Place(str(path), remedy="error.policy.remedy")]
        raise InputError("error.policy", tuple(places), path=str(path))
    return Policy(tuple(_row(values) for values in rows))


@cache
def default_policy() -> Policy:
    """Return the policy that comes with the program."""
    with resources.as_file(resources.files("graphapp.model") / "policy.csv") as path:
        return read_policy(path)


def policy_of(path: Path | None) -> Policy:
    """Return the policy of a file, or the one that comes with the program where none is named."""
    return default_policy() if path is None else read_policy(path)


def _bad(path: Path, number: int, row: dict[str, str | None]) -> Iterator[Place]:
    """Yield the places of a row that do not read as a duty; ``number`` counts as a spreadsheet."""
    for column, reads in _COLUMNS.items():
        value = row.get(column)
        try:
            good = value is not None and reads(value)
        except ValueError:
            good = False
        if not good:
            yield Place(str(path), None, number, column, value, "error.policy.remedy")


def _one_of(*choices: str) -> Callable[[str], bool]:
    return lambda text: text in choices


def _is_day(text: str) -> bool:
    return not text or bool(day_from_text(text))


_COLUMNS: dict[str, Callable[[str], bool]] = {
    "key": bool,
    "target": _one_of(*TARGET_TIERS),
    "post_tier": _one_of(*(choice.value for choice in TIERS)),
    "line": _one_of(*(choice.value for choice in LINES), "either"),
    "accepts_group": _one_of("yes", "no"),
    "accepts_member": _one_of("yes", "no"),
    "from": _is_day,
    "to": _is_day,
    "span": lambda text: int(text) > 0,
    "span_groups": lambda text: not text or int(text) > 0,
    "kinds": lambda text: bool(text.split()) and set(text.split()) <= _KINDS,
}


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
    return day_from_text(text) if text else None
