"""WITHIN, derived from the lives of units and PART_OF: a pure function over frames.

PART_OF is clipped to both lives; the walk upward keeps what its intervals share; every row tells
what unit lay within what ancestor, when and how many levels up (0: itself), touching intervals of
one depth joined into one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import polars as pl

from graphapp.errors import InputError
from graphapp.model.interval import OPEN_END, OPEN_START, Interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SCHEMA = pl.Schema(
    {
        "id": pl.String,
        "from_id": pl.String,
        "to_id": pl.String,
        "since": pl.Date,
        "until": pl.Date,
        "depth": pl.Int64,
    }
)
_ENDS = ("from_id", "to_id")
_DATES = ("since", "until")


@dataclass(frozen=True)
class Conflict:
    """Why no line upward can be told: a unit with two parents on a day, or one above itself.

    ``other_ids`` are both parents, or the rest of the loop on the way up. ``interval`` holds the
    days on which it is so.
    """

    kind: Literal["two_parents", "cycle"]
    unit_id: str
    other_ids: tuple[str, ...]
    interval: Interval


def derive(units: pl.DataFrame, part_of: pl.DataFrame, of: pl.Series | None = None) -> pl.DataFrame:
    """Return the WITHIN rows of the units whose ids are in ``of``, else of all.

    ``units`` has id, since, until; ``part_of`` has from_id, to_id, since, until; a null date is
    open. Raises InputError on the first conflict.
    """
    edges = _clipped(units, part_of)
    for conflict in _conflicts(edges):
        raise InputError(
            f"engine.{conflict.kind}",
            unit=conflict.unit_id,
            others=", ".join(conflict.other_ids),
            since=conflict.interval.since,
            until=conflict.interval.until,
        )
    level = _lives(units).select(
        pl.col("id").alias("from_id"), pl.col("id").alias("to_id"), *_DATES
    )
    if of is not None:
        level = level.filter(pl.col("from_id").is_in(of.implode()))
    levels: list[pl.DataFrame] = []
    while not level.is_empty():
        levels.append(level.with_columns(pl.lit(len(levels), pl.Int64).alias("depth")))
        level = _step_up(level, edges)
    return _joined(pl.concat(levels)) if levels else pl.DataFrame(schema=SCHEMA)


def conflicts(units: pl.DataFrame, part_of: pl.DataFrame) -> list[Conflict]:
    """List every conflict; frames as ``derive`` takes them."""
    return list(_conflicts(_clipped(units, part_of)))


def _open_dates(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(
        pl.col("since").fill_null(OPEN_START), pl.col("until").fill_null(OPEN_END)
    )


def _lives(units: pl.DataFrame) -> pl.DataFrame:
    return _open_dates(units.select("id", *_DATES)).filter(pl.col("since") < pl.col("until"))


def _clipped(units: pl.DataFrame, part_of: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of child and parent while both lived; those that never did are left out."""
    lives = _lives(units)
    edges = _open_dates(part_of.select(*_ENDS, *_DATES))
    for end in _ENDS:
        edges = _clip(edges.join(lives, left_on=end, right_on="id", suffix="_other"))
    return edges


def _clip(joined: pl.DataFrame) -> pl.DataFrame:
    """Keep what ``since``, ``until`` share with ``since_other``, ``until_other``."""
    return (
        joined.with_columns(
            pl.max_horizontal("since", "since_other").alias("since"),
            pl.min_horizontal("until", "until_other").alias("until"),
        )
        .filter(pl.col("since") < pl.col("until"))
        .select(*_ENDS, *_DATES)
    )


def _step_up(level: pl.DataFrame, edges: pl.DataFrame) -> pl.DataFrame:
    above = edges.rename({"from_id": "to_id", "to_id": "parent_id"})
    joined = level.join(above, on="to_id", suffix="_other").drop("to_id")
    return _clip(joined.rename({"parent_id": "to_id"}))


def _joined(rows: pl.DataFrame) -> pl.DataFrame:
    """Make one row of intervals that touch, and give each its id."""
    keys = (*_ENDS, "depth")
    apart = pl.col("since") > pl.col("until").shift(1).over(keys)
    runs = rows.sort(*keys, "since").with_columns(
        apart.fill_null(value=True).cum_sum().alias("run")  # a new key begins with a null
    )
    joined = runs.group_by("run", maintain_order=True).agg(
        *(pl.col(key).first() for key in keys), pl.col("since").min(), pl.col("until").max()
    )
    name = pl.format("{}/{}/{}", *_ENDS, pl.col("since").dt.strftime("%Y-%m-%d"))
    return joined.with_columns(name.alias("id")).select(SCHEMA.names())


def _conflicts(edges: pl.DataFrame) -> Iterator[Conflict]:
    yield from _two_parents(edges)
    yield from _cycles(edges)


def _two_parents(edges: pl.DataFrame) -> Iterator[Conflict]:
    """Compare each row with the one before: where any two overlap, some two neighbours do."""
    before = [pl.col(c).shift(1).over("from_id").alias(f"{c}_before") for c in ("to_id", "until")]
    rows = edges.sort("from_id", "since", "until", "to_id").with_columns(*before)
    for row in rows.filter(pl.col("since") < pl.col("until_before")).iter_rows(named=True):
        shared = Interval(row["since"], min(row["until"], row["until_before"]))
        parents = (row["to_id_before"], row["to_id"])
        yield Conflict("two_parents", row["from_id"], parents, shared)


def _cycles(edges: pl.DataFrame) -> Iterator[Conflict]:
    above: dict[str, list[tuple[str, Interval]]] = {}
    for child, parent, since, until in _loops(edges).iter_rows():
        above.setdefault(child, []).append((parent, Interval(since, until)))
    for unit_id in sorted(above):
        yield from _cycles_through(unit_id, above)


def _loops(edges: pl.DataFrame) -> pl.DataFrame:
    """Peel off what stands above or below any loop, dates aside: mostly nothing is left."""
    while True:
        left = edges.join(edges.select(to_id="from_id").unique(), on="to_id", how="semi")
        left = left.join(left.select(from_id="to_id").unique(), on="from_id", how="semi")
        if left.height == edges.height:
            return left
        edges = left


def _cycles_through(
    unit_id: str, above: Mapping[str, list[tuple[str, Interval]]]
) -> Iterator[Conflict]:
    """Walk up from a unit while days are shared; a way that comes back is a cycle on those days."""
    ways: list[tuple[tuple[str, ...], Interval]] = [((unit_id,), Interval())]
    while ways:
        way, interval = ways.pop()
        for parent, held in above.get(way[-1], ()):
            shared = interval.clip(held)
            if shared.empty:
                continue
            if parent == unit_id:
                yield Conflict("cycle", unit_id, way[1:], shared)
            elif parent not in way:
                ways.append(((*way, parent), shared))
