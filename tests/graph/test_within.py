"""WITHIN is what brute force finds day by day; conflicts are found before it is derived."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given, settings

from graphapp.errors import InputError
from graphapp.graph.within import SCHEMA, Conflict, conflicts, derive
from graphapp.model.change import frame
from graphapp.model.interval import ALWAYS, OPEN_END, Interval
from graphapp.model.schema import MODEL
from tests.graph.world import BOUNDS, PART_OF, UNIT, by_day, days_of, edge, unit, units_with_parents

if TYPE_CHECKING:
    from tests.graph.world import Row

REFORM = date(2025, 7, 1)


def frames(units: list[Row], part_of: list[Row]) -> tuple[pl.DataFrame, pl.DataFrame]:
    return frame(MODEL.table(UNIT), units), frame(MODEL.table(PART_OF), part_of)


def has_conflict(units: list[Row], part_of: list[Row]) -> bool:
    """Tell by brute force whether some day has a unit with two parents, or one above itself."""
    for day in BOUNDS[:-1]:
        alive = {u["id"] for u in units if Interval(u["since"], u["until"]).holds(day)}
        held = [p for p in part_of if Interval(p["since"], p["until"]).holds(day)]
        pairs = [(p["from_id"], p["to_id"]) for p in held if {p["from_id"], p["to_id"]} <= alive]
        if len({child for child, _ in pairs}) < len(pairs):
            return True
        parent = dict(pairs)
        for start in parent:
            at, steps = parent.get(start), 0
            while at is not None and at != start and steps <= len(parent):
                at, steps = parent.get(at), steps + 1
            if at == start:
                return True
    return False


@settings(max_examples=400)
@given(world=units_with_parents())
def test_rows_are_what_brute_force_finds_day_by_day(world: tuple[list[Row], list[Row]]) -> None:
    units, part_of = world
    if has_conflict(units, part_of):
        assert conflicts(*frames(units, part_of))
        with pytest.raises(InputError):
            derive(*frames(units, part_of))
        return
    assert conflicts(*frames(units, part_of)) == []
    rows = derive(*frames(units, part_of))
    spread = days_of(rows)
    assert len(spread) == len(set(spread))
    assert set(spread) == by_day(units, part_of)
    assert rows["id"].is_unique().all()
    touching = rows.join(rows, on=["from_id", "to_id", "depth"], suffix="_next")
    assert touching.filter(pl.col("until") == pl.col("since_next")).is_empty()


@settings(max_examples=100)
@given(world=units_with_parents())
def test_rows_of_some_units_are_those_among_the_rows_of_all(
    world: tuple[list[Row], list[Row]],
) -> None:
    units, part_of = world
    if not has_conflict(units, part_of):
        some = pl.Series([row["id"] for row in units[::2]])
        every = derive(*frames(units, part_of))
        wanted = every.filter(pl.col("from_id").is_in(some.implode())).sort("id")
        assert derive(*frames(units, part_of), some).sort("id").equals(wanted)


def test_no_units_give_no_rows_of_the_same_columns() -> None:
    assert derive(*frames([], [])).schema == SCHEMA


def test_null_dates_are_open() -> None:
    part = edge("r1-1", "u1-2", "u1-1", since=None, until=None)
    rows = derive(*frames([unit("u1-1", since=None), unit("u1-2", until=None)], [part]))
    assert {Interval(row["since"], row["until"]) for row in rows.iter_rows(named=True)} == {ALWAYS}


def test_village_keeps_one_row_for_its_province_through_a_reform() -> None:
    units = [
        unit("u1-1"),
        unit("u1-2", until=REFORM),
        unit("u1-3", since=REFORM),
        unit("u1-4"),
    ]
    part_of = [
        edge("r1-1", "u1-2", "u1-1"),
        edge("r1-2", "u1-3", "u1-1"),
        edge("r1-3", "u1-4", "u1-2"),
        edge("r1-4", "u1-4", "u1-3"),
    ]
    rows = derive(*frames(units, part_of)).filter(pl.col("from_id") == "u1-4")
    assert sorted(rows.drop("id", "from_id").rows()) == [
        ("u1-1", date(1, 1, 1), OPEN_END, 2),
        ("u1-2", date(1, 1, 1), REFORM, 1),
        ("u1-3", REFORM, OPEN_END, 1),
        ("u1-4", date(1, 1, 1), OPEN_END, 0),
    ]


def test_conflicts_name_the_units_and_the_days() -> None:
    units = [unit("u1-1", until=REFORM), unit("u1-2"), unit("u1-3")]
    two = [
        edge("r1-1", "u1-3", "u1-1"),
        edge("r1-2", "u1-3", "u1-2", since=date(2025, 6, 1)),
    ]
    assert conflicts(*frames(units, two)) == [
        Conflict("two_parents", "u1-3", ("u1-1", "u1-2"), Interval(date(2025, 6, 1), REFORM))
    ]
    loop = [
        edge("r1-1", "u1-1", "u1-2"),
        edge("r1-2", "u1-2", "u1-3", until=date(2025, 1, 1)),
        edge("r1-3", "u1-3", "u1-1", since=date(2024, 1, 1)),
    ]
    year = Interval(date(2024, 1, 1), date(2025, 1, 1))
    assert conflicts(*frames(units, loop)) == [
        Conflict("cycle", "u1-1", ("u1-2", "u1-3"), year),
        Conflict("cycle", "u1-2", ("u1-3", "u1-1"), year),
        Conflict("cycle", "u1-3", ("u1-1", "u1-2"), year),
    ]


def test_units_that_change_places_are_no_cycle() -> None:
    units = [unit("u1-1"), unit("u1-2")]
    part_of = [
        edge("r1-1", "u1-1", "u1-2", until=REFORM),
        edge("r1-2", "u1-2", "u1-1", since=REFORM),
    ]
    assert conflicts(*frames(units, part_of)) == []
    assert len(derive(*frames(units, part_of))) == 4
