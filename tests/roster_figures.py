"""Figures of the roster that no page shows yet, counted from what the graph holds."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from graphapp.graph.port import Reader

Row = dict[str, Any]
_BOUNDS = ("tenure", "post", "seat", "organisation", "serves", "unit")


class Figures:
    """Asks the catalogue's queries about the people and posts of those codes, on one day."""

    def __init__(
        self, reader: Reader, people: Sequence[str], posts: Sequence[str], day: date
    ) -> None:
        self.reader = reader
        self.day = day
        self.people = reader.rows("state/person_by_code", codes=list(people))
        self.posts = reader.rows("state/post_by_code", codes=list(posts))
        ids = [row["person_id"] for row in self.people]
        self.tenures = reader.rows("holders/tenures", person_ids=ids)
        assigned = "state/responsible_for_person"
        self.of_units = self._in_force(reader.rows(f"{assigned}_unit_by_start", ids=ids))
        self.of_households = self._in_force(reader.rows(f"{assigned}_household_by_start", ids=ids))

    def in_post(self) -> set[str]:
        """Return the ids of the people who hold a post."""
        return {row["person_id"] for row in self._holding()}

    def vacant_posts(self) -> list[str]:
        """Return the codes of posts that exist, with organisation and unit, and nobody holds."""
        taken = {row["post_code"] for row in self._holding()}
        standing = self._standing_posts()
        return sorted(code for code in standing if code not in taken)

    def held_out_of_post(self) -> int:
        """Count the assignments in force of people who hold no post."""
        in_post = self.in_post()
        held = [*self.of_units, *self.of_households]
        return sum(row["start_id"] not in in_post for row in held)

    def villages_of_people(self) -> Counter[str]:
        """Return how many villages each person, by code, is assigned to."""
        ids = [row["end_id"] for row in self.of_units]
        tiers = {
            row["unit_id"]: row["unit_tier"]
            for row in self.reader.rows("state/unit_by_id", ids=ids)
        }
        codes = {row["person_id"]: row["person_code"] for row in self.people}
        return Counter(
            codes[row["start_id"]] for row in self.of_units if tiers[row["end_id"]] == "village"
        )

    def _holding(self) -> list[Row]:
        return [
            row
            for row in self.tenures
            if all(row[f"{b}_since"] <= self.day < row[f"{b}_until"] for b in _BOUNDS)
        ]

    def _standing_posts(self) -> list[str]:
        """Return the codes of posts that exist on the day in an organisation that serves a unit."""
        seats = self._ends("belongs_to", "post_organisation", self._alive("post", self.posts))
        seated = self._of("organisation", [row["end_id"] for row in seats])
        served = self._ends("serves", "organisation_unit", seated)
        living = self._of("unit", [row["end_id"] for row in served])
        with_unit = {row["start_id"] for row in served if row["end_id"] in living}
        posts = {row["start_id"] for row in seats if row["end_id"] in with_unit}
        return [row["post_code"] for row in self.posts if row["post_id"] in posts]

    def _of(self, label: str, ids: list[str]) -> set[str]:
        return self._alive(label, self.reader.rows(f"state/{label}_by_id", ids=ids))

    def _alive(self, label: str, rows: Iterable[Row]) -> set[str]:
        return {
            row[f"{label}_id"]
            for row in rows
            if row[f"{label}_since"] <= self.day < row[f"{label}_until"]
        }

    def _ends(self, relation: str, pair: str, starts: set[str]) -> list[Row]:
        rows = self.reader.rows(f"state/{relation}_{pair}_by_start", ids=sorted(starts))
        return [
            row for row in rows if row[f"{relation}_since"] <= self.day < row[f"{relation}_until"]
        ]

    def _in_force(self, rows: Iterable[Row]) -> list[Row]:
        name = "responsible_for"
        return [row for row in rows if row[f"{name}_since"] <= self.day < row[f"{name}_until"]]
