"""The party organisations and the posts of villages: cell, secretary, head, head of the Front."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from graphapp.domain.assignments import Subject, organisation_subject
from graphapp.domain.results import PersonRef
from graphapp.domain.sheet_table import Holder, Seat
from graphapp.graph.port import Reader, Row
from graphapp.model.interval import Interval
from graphapp.model.village_roles import roles_of

K = TypeVar("K")
V = TypeVar("V")
_OF_VILLAGES = ("sheet/organisations_serving", "sheet/organisations_covering")


@dataclass(frozen=True)
class VillageBodies:
    """Organisations by village: those that serve or cover it, and the posts in them.

    ``cells``: those of kind cell; ``above``: what those are directly under.
    """

    cells: Mapping[str, tuple[Subject, ...]]
    above: Mapping[str, tuple[Subject, ...]]
    seats: Mapping[tuple[str, str], tuple[Seat, ...]]

    @property
    def subjects(self) -> list[Subject]:
        """Return every organisation once."""
        found = {s.target.id: s for some in self._some() for s in some}
        return list(found.values())

    def _some(self) -> Iterable[tuple[Subject, ...]]:
        return (*self.cells.values(), *self.above.values())

    def of(self, village_id: str, role: str) -> tuple[Seat, ...]:
        """Return the posts of a role in a village, by code."""
        return self.seats.get((village_id, role), ())


def village_bodies(reader: Reader, village_ids: Sequence[str], as_of: date) -> VillageBodies:
    """Return the organisations and posts of villages on a date, all in a few questions."""
    rows = _of_villages(reader, village_ids, as_of)
    cells = _grouped(
        (r["village_id"], organisation_subject(r)) for r in rows if r["organisation_kind"] == "cell"
    )
    return VillageBodies(cells, _above(reader, cells, as_of), _seats(reader, rows, as_of))


def _of_villages(reader: Reader, village_ids: Sequence[str], as_of: date) -> list[Row]:
    """Return each organisation once a village, by code."""
    if not village_ids:
        return []
    found: dict[tuple[str, str], Row] = {}
    for name in _OF_VILLAGES:
        for row in reader.rows(name, unit_ids=list(village_ids), as_of=as_of):
            found.setdefault((row["village_id"], row["organisation_id"]), row)
    return sorted(found.values(), key=lambda r: (r["organisation_code"], r["organisation_id"]))


def _above(
    reader: Reader, cells: Mapping[str, Sequence[Subject]], as_of: date
) -> dict[str, tuple[Subject, ...]]:
    ids = sorted({cell.target.id for found in cells.values() for cell in found})
    rows = (
        reader.rows("sheet/organisations_above", organisation_ids=ids, as_of=as_of) if ids else []
    )
    above: defaultdict[str, list[Subject]] = defaultdict(list)
    for row in rows:
        above[row["below_id"]].append(organisation_subject(row))
    return _grouped(
        (village, over)
        for village, found in cells.items()
        for cell in found
        for over in above[cell.target.id]
    )


def _seats(
    reader: Reader, rows: Sequence[Row], as_of: date
) -> dict[tuple[str, str], tuple[Seat, ...]]:
    kinds = {row["organisation_id"]: row["organisation_kind"] for row in rows}
    posts = _posts(reader, kinds, as_of)
    return _grouped(
        ((row["village_id"], role), seat)
        for row in rows
        for role, seat in posts.get(row["organisation_id"], ())
    )


def _posts(
    reader: Reader, kinds: Mapping[str, str], as_of: date
) -> dict[str, list[tuple[str, Seat]]]:
    """Return by organisation the posts that have a role, with who holds them on the date."""
    ids = sorted(kinds)
    rows = reader.rows("sheet/posts", organisation_ids=ids, as_of=as_of) if ids else []
    by_post: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        by_post[row["organisation_id"], row["post_id"]].append(row)
    found: defaultdict[str, list[tuple[str, Seat]]] = defaultdict(list)
    for (body, _), said in by_post.items():
        roles = roles_of(said[0]["post_title"], kinds[body])
        found[body] += [(role, _seat(said, as_of)) for role in roles]
    return found


def _seat(rows: Sequence[Row], as_of: date) -> Seat:
    post = rows[0]
    held = (
        Holder(
            PersonRef(row["person_id"], row["person_code"], row["person_name"]),
            bool(row["tenure_acting"]),
            row["tenure_since"],
        )
        for row in rows
        if row["person_id"] and Interval(row["tenure_since"], row["tenure_until"]).holds(as_of)
    )
    return Seat(post["post_id"], post["post_code"], post["post_title"], tuple(held))


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Return the values by key, each once, in their order."""
    found: defaultdict[K, dict[V, None]] = defaultdict(dict)
    for key, value in pairs:
        found[key][value] = None
    return {key: tuple(values) for key, values in found.items()}
