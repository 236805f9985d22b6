"""Visits of a period, against a plain reading of the same rows; the days of a period."""

from __future__ import annotations

import calendar
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.domain.dossier import months_before
from graphapp.domain.visits import visits_by, visits_to
from graphapp.graph.port import Reader
from graphapp.model.change import Change, ChangeSet, frame
from graphapp.model.interval import OPEN_END, OPEN_START, Interval
from graphapp.model.schema import MODEL
from graphapp.model.scope import WHOLE
from graphapp.write import open_store
from tests.stores import ladybug_settings

FIRST = date(2026, 1, 1)
PEOPLE = ("p1-1", "p1-2", "p1-3")
TARGETS = {
    "u1-1": "Unit", "u1-2": "Unit", "h1-1": "Household", "hg1-1": "HouseholdGroup",
    "o1-1": "Organisation",
}  # fmt: skip
VISITS = 120
Seen = tuple[str, str, str, date]


def drawn() -> list[Seen]:
    """Visits of one or two people to one or two targets: id, person, target, day."""
    draw = random.Random(6)
    found = []
    for number in range(1, VISITS + 1):
        day = FIRST + timedelta(days=draw.randrange(40))
        people = draw.sample(PEOPLE, draw.choice((1, 1, 2)))
        targets = draw.sample(sorted(TARGETS), draw.choice((1, 1, 2)))
        found += [(f"v1-{number}", p, t, day) for p in people for t in targets]
    return found


def tables(rows: list[Seen]) -> dict[str, list[dict[str, Any]]]:
    life = {"since": OPEN_START, "until": OPEN_END}
    made: dict[str, list[dict[str, Any]]] = {
        "Person": [{"id": each, "code": each, "name": each} for each in PEOPLE],
        "Visit": [{"id": i, "code": i, "date": day} for i, day in {(r[0], r[3]) for r in rows}],
    }
    more = {
        "Unit": {"name": "n", "tier": "village"},
        "Organisation": {"name": "n", "line": "party", "kind": "cell"},
        "HouseholdGroup": {"name": "n"},
    }
    for target, label in TARGETS.items():
        row = {"id": target, "code": target, **more.get(label, {}), **life}
        made.setdefault(label, []).append(row)
    ties = {("VISITED:Person:Visit", p, v) for v, p, _, _ in rows}
    ties |= {(f"ABOUT:Visit:{TARGETS[t]}", v, t) for v, _, t, _ in rows}
    for number, (key, start, end) in enumerate(sorted(ties), 1):
        made.setdefault(key, []).append({"id": f"r1-{number}", "from_id": start, "to_id": end})
    return made


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    folder: Path = tmp_path_factory.mktemp("visits")
    changes = tuple(
        Change(MODEL.table(key), "new", frame(MODEL.table(key), rows))
        for key, rows in tables(drawn()).items()
    )
    with open_store(ladybug_settings(folder)) as store:
        with store.writing() as writer:
            writer.commit("load", "test", {}, ChangeSet(changes))
        yield store.reader()


def told(found: Any) -> list[Seen]:
    return [(v.id, v.person.id, v.target.id, v.day) for v in found]


@pytest.mark.parametrize("length", [1, 7, 40])
def test_visits_are_those_of_the_rows_in_the_period_the_latest_first(
    reader: Reader, length: int
) -> None:
    rows = drawn()
    for start in range(-1, 41, 3):
        since = FIRST + timedelta(days=start)
        days = Interval(since, since + timedelta(days=length))
        for wanted in ({"u1-1"}, {"h1-1", "hg1-1"}, set(TARGETS)):
            found = told(visits_to(reader, WHOLE, wanted, days))
            assert sorted(found) == sorted(r for r in rows if r[2] in wanted and days.holds(r[3]))
            assert [each[3] for each in found] == sorted((e[3] for e in found), reverse=True)
        for person in PEOPLE:
            found = told(visits_by(reader, WHOLE, person, days))
            assert sorted(found) == sorted(r for r in rows if r[1] == person and days.holds(r[3]))


def test_a_period_without_days_has_no_visits(reader: Reader) -> None:
    assert visits_to(reader, WHOLE, TARGETS, Interval(FIRST, FIRST)) == ()


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.integers(1, 600))
def test_months_are_counted_back_by_the_calendar(day: date, months: int) -> None:
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    last = calendar.monthrange(year, month)[1]
    assert months_before(day, months) == date(year, month, min(day.day, last))


def test_months_before_the_first_day_there_is_end_in_the_first_year() -> None:
    assert months_before(date(10, 5, 31), 600) == date(1, 1, 31)
