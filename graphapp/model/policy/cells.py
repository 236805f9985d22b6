"""Cells of a policy, as a file, a form and the ledger hold them, and what they say.

A rule is a row whose ``target`` names the rule's subject and whose number stands in ``span``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path

from graphapp.errors import InputError, Place
from graphapp.model.interval import (
    Interval,
    day_from_text,
    end_from_edge,
    end_to_edge,
    start_from_edge,
    start_to_edge,
)
from graphapp.model.policy.columns import COLUMN, COLUMNS, of_a_rule
from graphapp.model.policy.rows import NUMBERED, SUBJECTS, Policy, PolicyRow, Rule

Cells = Mapping[str, str | None]
_NEWEST = "visit_months"


def read_policy(path: Path) -> Policy:
    """Read the policy file of the settings (CSV; blank dates are open, the last day is inclusive).

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
    given = [canonical(cells) for cells in rows]
    places = [
        replace(place, file=name, row=number)
        for number, row in enumerate(given, 2)
        for place in bad_cells(row)
    ]
    if places or not given:
        places = places or [Place(name, remedy="policy.bad.empty")]
        raise InputError("error.policy", tuple(places), path=name)
    return policy_of_good_cells(given)


def canonical(cells: Cells) -> dict[str, str]:
    """Return the cells of a row as the ledger holds them, what cannot be read as it stands."""
    return {column.name: column.canonical(cells.get(column.name) or "") for column in COLUMNS}


def bad_cells(row: Mapping[str, str]) -> Iterator[Place]:
    """Yield what does not read in the canonical cells of a row, without file and row."""
    subject = row["target"]
    columns = of_a_rule(numbered=subject in NUMBERED) if subject in SUBJECTS else COLUMN
    for name, column in columns.items():
        place = column.wrong(row[name])
        if place is not None:
            yield place


def policy_of_good_cells(given: Sequence[Mapping[str, str]]) -> Policy:
    """Return the policy of canonical cells in which nothing is bad."""
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
    return {**dict.fromkeys(COLUMN, ""), **known, **_edges(rule.interval)}


def _edges(days: Interval) -> dict[str, str]:
    return {
        "from": _text(start_to_edge(days.since)),
        "to": _text(end_to_edge(days.until)),
    }


def _text(value: date | int | None) -> str:
    return "" if value is None else str(value)
