"""Changes of a policy, a row at a time: added, changed as a whole or from a day on, taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import count

from graphapp.model.policy.rows import SUBJECTS

Row = Mapping[str, str]
_DAY = timedelta(days=1)


def with_row(rows: Sequence[Row], row: Row) -> list[Row]:
    """Return the cells of a policy with a row in the place of the one of its key, else added."""
    if row["key"] not in keys_of(rows):
        return [*rows, row]
    return [row if each["key"] == row["key"] else each for each in rows]


def changed_from(rows: Sequence[Row], row: Row, day: date) -> list[Row]:
    """Return the cells with a row changed from a day on: until the day before it stands as it is.

    What it is from then on is a row of its own, as every gap names the row that it breaks.
    """
    found: list[Row] = []
    for each in rows:
        if each["key"] != row["key"]:
            found.append(each)
            continue
        later = {**row, "key": free_key(keys_of(rows), row), "from": day.isoformat()}
        found += [{**each, "to": (day - _DAY).isoformat()}, later]
    return found


def without_row(rows: Sequence[Row], key: str) -> list[Row]:
    """Return the cells without the row of a key."""
    return [each for each in rows if each["key"] != key]


def keys_of(rows: Sequence[Row]) -> set[str]:
    """Return the keys of rows."""
    return {each["key"] for each in rows}


def free_key(taken: set[str], row: Row) -> str:
    """Return a key for a row that has none yet: what it asks for, with a number where needed."""
    about = row["target"] if row["target"] in SUBJECTS else f"{row['target']}_by_{row['post_tier']}"
    numbered = (about if n == 1 else f"{about}_{n}" for n in count(1))
    return next(key for key in numbered if key not in taken)
