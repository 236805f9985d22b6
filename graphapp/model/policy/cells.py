"""Cells of a policy, as a file, a form and the ledger hold them, and what they say.

A rule is a row whose ``target`` names the rule's subject and whose number stands in ``span``.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path

from graphapp.errors import InputError, Place
from graphapp.model.choices import ASSIGNMENT_KINDS, LINES, TIERS
from graphapp.model.interval import (
    Interval,
    day_from_text,
    end_from_edge,
    end_to_edge,
    start_from_edge,
    start_to_edge,
)
from graphapp.model.policy.rows import (
    NUMBERED,
    SUBJECTS,
    TARGET_TIERS,
    Policy,
    PolicyRow,
    Rule,
)

Cells = Mapping[str, str | None]
_NEWEST = "visit_months"
_KINDS = {choice.value for choice in ASSIGNMENT_KINDS}


def read_policy(path: Path) -> Policy:
    """Read a policy file (CSV; blank dates are open, the last day is inclusive).

    One of before there were rules takes those of the default.

    Raises InputError that names every bad place.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeError, csv.Error) as error:
        place = Place(str(path), remedy="error.policy.remedy")
        raise InputError("error.policy", (place,), path=str(path)) from error
    policy = policy_of_cells(rows, str(path))
    older = _NEWEST not in rows[0]
    return replace(policy, rules=default_policy().rules) if older else policy


def policy_of_cells(rows: Iterable[Cells], name: str) -> Policy:
    """Read the rows of a policy; ``name`` is that of the file, to be told.

    Raises InputError that names every bad place.
    """
    given = [{key: (cells.get(key) or "").strip() for key in COLUMNS} for cells in rows]
    places = [place for number, row in enumerate(given, 2) for place in _bad(name, number, row)]
    if places or not given:
        places = places or [Place(name, remedy="error.policy.remedy")]
        raise InputError("error.policy", tuple(places), path=name)
    rules = tuple(_rule(row) for row in given if row["target"] in SUBJECTS)
    return Policy(tuple(_row(row) for row in given if row["target"] not in SUBJECTS), rules)


def cells_of(policy: Policy) -> list[dict[str, str]]:
    """Return the cells of all rows, the duties first, as :func:`policy_of_cells` reads them."""
    duties = [_cells_of_duty(row) for row in policy.rows]
    return [*duties, *(_cells_of_rule(rule) for rule in policy.rules)]


@cache
def default_policy() -> Policy:
    """Return the policy that comes with the program."""
    with resources.as_file(resources.files("graphapp.model") / "policy.csv") as path:
        return read_policy(path)


def policy_of(path: Path | None) -> Policy:
    """Return the policy of a file, or the one that comes with the program where none is named."""
    return default_policy() if path is None else read_policy(path)


def _bad(name: str, number: int, row: Mapping[str, str]) -> Iterator[Place]:
    """Yield the places of a row that do not read; ``number`` counts as a spreadsheet."""
    for column, reads in (_RULE if row["target"] in SUBJECTS else COLUMNS).items():
        value = row[column]
        try:
            good = reads(value)
        except ValueError:
            good = False
        if not good:
            yield Place(name, None, number, column, value, "error.policy.remedy")
    if row["target"] in SUBJECTS and bool(row["span"]) != (row["target"] in NUMBERED):
        yield Place(name, None, number, "span", row["span"], "error.policy.remedy")


def _one_of(*choices: str) -> Callable[[str], bool]:
    return lambda text: text in choices


def _is_day(text: str) -> bool:
    return not text or bool(day_from_text(text))


def _is_count(text: str) -> bool:
    return int(text) > 0


def _may_be_count(text: str) -> bool:
    return not text or _is_count(text)


def _is_blank(text: str) -> bool:
    return not text


COLUMNS: dict[str, Callable[[str], bool]] = {
    "key": bool,
    "target": _one_of(*TARGET_TIERS),
    "post_tier": _one_of(*(choice.value for choice in TIERS)),
    "line": _one_of(*(choice.value for choice in LINES), "either"),
    "accepts_group": _one_of("yes", "no"),
    "accepts_member": _one_of("yes", "no"),
    "from": _is_day,
    "to": _is_day,
    "span": _is_count,
    "span_groups": _may_be_count,
    "kinds": lambda text: bool(text.split()) and set(text.split()) <= _KINDS,
    "visit_months": _may_be_count,
}
_RULE: dict[str, Callable[[str], bool]] = {
    **dict.fromkeys(COLUMNS, _is_blank),
    "key": bool,
    "target": _one_of(*SUBJECTS),
    "from": _is_day,
    "to": _is_day,
    "span": _may_be_count,
}


def _row(cells: Mapping[str, str]) -> PolicyRow:
    return PolicyRow(
        key=cells["key"],
        target=cells["target"],
        post_tier=cells["post_tier"],
        line=cells["line"],
        accepts_group=cells["accepts_group"] == "yes",
        accepts_member=cells["accepts_member"] == "yes",
        interval=_days(cells),
        span=int(cells["span"]),
        span_groups=_number(cells["span_groups"]),
        kinds=tuple(cells["kinds"].split()),
        visit_months=_number(cells["visit_months"]),
    )


def _rule(cells: Mapping[str, str]) -> Rule:
    return Rule(cells["key"], cells["target"], _number(cells["span"]), _days(cells))


def _days(cells: Mapping[str, str]) -> Interval:
    return Interval(start_from_edge(_date(cells["from"])), end_from_edge(_date(cells["to"])))


def _date(text: str) -> date | None:
    return day_from_text(text) if text else None


def _number(text: str) -> int | None:
    return int(text) if text else None


def _cells_of_duty(row: PolicyRow) -> dict[str, str]:
    return {
        "key": row.key,
        "target": row.target,
        "post_tier": row.post_tier,
        "line": row.line,
        "accepts_group": "yes" if row.accepts_group else "no",
        "accepts_member": "yes" if row.accepts_member else "no",
        **_edges(row.interval),
        "span": str(row.span),
        "span_groups": _text(row.span_groups),
        "kinds": " ".join(row.kinds),
        "visit_months": _text(row.visit_months),
    }


def _cells_of_rule(rule: Rule) -> dict[str, str]:
    known = {"key": rule.key, "target": rule.subject, "span": _text(rule.number)}
    return {**dict.fromkeys(COLUMNS, ""), **known, **_edges(rule.interval)}


def _edges(days: Interval) -> dict[str, str]:
    return {
        "from": _text(start_to_edge(days.since)),
        "to": _text(end_to_edge(days.until)),
    }


def _text(value: date | int | None) -> str:
    return "" if value is None else str(value)
