"""What the assignment sheet ("Bảng phân công") holds: a row per village, in sections by commune.

Its links are those of the chain (``graphapp.domain.results.Link``); dates are half-open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graphapp.domain.results import Link, PersonRef, State, Target
from graphapp.model.text import fold

NOT_REQUIRED = "not_required"
STATE_CHOICES = (*(state.value for state in State), NOT_REQUIRED)


@dataclass(frozen=True)
class Holder:
    """Who holds a post of a village on the date, and since when."""

    person: PersonRef
    acting: bool
    since: date


@dataclass(frozen=True)
class Seat:
    """A post of a village: vacant when nobody holds it."""

    id: str
    code: str
    title: str
    holders: tuple[Holder, ...]


@dataclass(frozen=True)
class Cover:
    """For how many households of a village somebody answers, of how many."""

    covered: int
    total: int


@dataclass(frozen=True)
class VillageRow:
    """A village with everybody who answers for it.

    ``link`` is the village's own; ``above`` those of the units that it lies in, nearest first,
    without the province; ``cells`` those of its party cells, ``party_above`` those of the
    organisations directly above these: grass-roots ones, after July 2025 mostly the commune's.
    ``roles`` holds the posts of each role of ``village_roles.ROLES``; ``households`` is None where
    nobody asks for households on the date, or where they were not counted.
    """

    link: Link
    above: tuple[Link, ...] = ()
    cells: tuple[Link, ...] = ()
    party_above: tuple[Link, ...] = ()
    secretary: tuple[Seat, ...] = ()
    village_head: tuple[Seat, ...] = ()
    front_head: tuple[Seat, ...] = ()
    households: Cover | None = None

    @property
    def village(self) -> Target:
        """Return the village."""
        return self.link.unit

    @property
    def commune(self) -> Target | None:
        """Return the unit directly above; None where there is none that day."""
        return self.above[0].unit if self.above else None

    @property
    def state(self) -> str:
        """Return the worst state of the village's link, or ``not_required``."""
        return self.link.states[0].value if self.link.states else NOT_REQUIRED

    @property
    def links(self) -> tuple[Link, ...]:
        """Return every link of the row, the village's first."""
        return (self.link, *self.above, *self.cells, *self.party_above)

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Return the posts of every role."""
        return (*self.secretary, *self.village_head, *self.front_head)

    def said(self) -> Iterator[str]:
        """Yield what the row names: units, organisations, people and working groups."""
        for link in self.links:
            yield from (link.unit.name, link.unit.code)
            for each in link.responsible:
                yield from (each.group or "", each.person.name if each.person else "")
        for seat in self.seats:
            yield from (holder.person.name for holder in seat.holders)


@dataclass(frozen=True)
class Section:
    """The rows of a commune. ``commune`` is None for villages that lie in none that day."""

    commune: Target | None
    rows: tuple[VillageRow, ...]


@dataclass(frozen=True)
class Wish:
    """Which rows are wanted, and how many at most on a page; ``page`` None: all of them.

    ``state``: one of ``STATE_CHOICES`` that the village's link shows; ``commune``: an id or a code;
    ``text``: what a name or code in the row contains, marks or no marks.
    """

    state: str = ""
    reason: str = ""
    commune: str = ""
    text: str = ""
    page: int | None = None
    page_rows: int = 200

    @property
    def filters(self) -> bool:
        """Tell whether rows are left out."""
        return bool(self.state or self.reason or self.commune or self.text.strip())

    def wants(self, row: VillageRow) -> bool:
        """Tell whether a row is wanted by all that is asked but the text."""
        broken = row.link.broken
        states = [state.value for state in row.link.states] or [NOT_REQUIRED]
        return (
            self.state in ("", *states)
            and self.reason in ("", broken.reason.value if broken else None)
            and (not self.commune or self.commune in _names_of(row.commune))
        )

    def names(self, row: VillageRow) -> bool:
        """Tell whether a row names the text."""
        wanted = fold(self.text)
        return not wanted or any(wanted in fold(said) for said in row.said())


def _names_of(unit: Target | None) -> tuple[str, ...]:
    return (unit.id, unit.code) if unit else ()


@dataclass(frozen=True)
class Sheet:
    """The assignment sheet of a unit on a date.

    ``total``: villages of the unit; ``tallies``: of them, how many by worst state; ``found``: rows
    that the wish asks for, of which ``sections`` hold page ``number`` of ``pages``, ``first`` rows
    standing before it. ``communes``: all of the unit's, to choose from.
    """

    as_of: date
    unit: Target
    above: tuple[Target, ...]
    total: int
    tallies: tuple[tuple[str, int], ...]
    communes: tuple[Target, ...]
    wish: Wish
    found: int
    sections: tuple[Section, ...]
    number: int
    pages: int
    first: int

    @property
    def rows(self) -> tuple[VillageRow, ...]:
        """Return the rows shown."""
        return tuple(row for section in self.sections for row in section.rows)
