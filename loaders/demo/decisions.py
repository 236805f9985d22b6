"""The documents behind posts and assignments, numbered as each office numbers its own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

    from loaders.demo.tables import Table


@dataclass(frozen=True)
class Office:
    """Who issues a document: ``mark`` follows the number, as in 45/QĐ-UBND or 123-QĐ/TU.

    ``since``: the day on which the office was made, before which it signs nothing.
    """

    name: str
    mark: str
    since: date = date.min


@dataclass(frozen=True)
class Decision:
    """A document: its identity is number, date and issuer."""

    number: str
    day: date
    issuer: str

    @property
    def cells(self) -> tuple[str, date, str]:
        """Return the three cells by which a row names it."""
        return self.number, self.day, self.issuer


@dataclass
class Register:
    """Numbers decisions by office and year; one of a day and subject serves all its rows."""

    rng: Random
    table: Table
    _numbers: Counter[tuple[str, int]] = field(default_factory=Counter)
    _known: dict[tuple[str, str, date], Decision] = field(default_factory=dict)

    def of(self, office: Office, title: str, start: date) -> Decision:
        """Return what decides something from a day on; it is signed a few days before."""
        key = (office.name, title, start)
        if key not in self._known:
            self._known[key] = self._make(office, title, start)
        return self._known[key]

    def _make(self, office: Office, title: str, start: date) -> Decision:
        day = max(start - timedelta(days=self.rng.randint(2, 12)), min(office.since, start))
        self._numbers[office.name, day.year] += self.rng.randint(1, 9)
        number = f"{self._numbers[office.name, day.year]}{office.mark}"
        made = Decision(number, day, office.name)
        kind = "nghị quyết" if "NQ" in office.mark else "quyết định"
        self.table.add(number, day, office.name, kind, title)
        return made
