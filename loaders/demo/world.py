"""What everybody who generates shares: chance, the days, the tables, the people made so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import TYPE_CHECKING

from loaders.demo.decisions import Register
from loaders.demo.names import PeopleNames
from loaders.demo.planted import Planted
from loaders.demo.real import REFORM
from loaders.demo.schemas import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.demo.decisions import Decision, Office
    from loaders.demo.tables import Cell, Table

_YEARS = 5
_LATEST_START = date(2022, 1, 1)
_IN_THE_PARTY = date(2017, 6, 1), date(2019, 12, 1)
ONE_DAY = timedelta(days=1)
LAST_BEFORE_REFORM = REFORM - ONE_DAY


@dataclass(frozen=True)
class Stay:
    """How a membership goes: ``sent`` from elsewhere, or over since a day for a reason."""

    until: date | None = None
    reason: str | None = None
    sent: bool = False


STAYS = Stay()


@dataclass
class World:
    """One province in the making; ``homes`` is how many households a village has on average."""

    seed: int
    day: date
    homes: int
    rng: Random = field(init=False)
    tables: dict[str, Table] = field(default_factory=tables)
    planted: Planted = field(default_factory=Planted)
    register: Register = field(init=False)
    names: PeopleNames = field(init=False)
    officials: Iterator[int] = field(default_factory=lambda: count(1))
    villagers: Iterator[int] = field(default_factory=lambda: count(1))
    assigned: Iterator[int] = field(default_factory=lambda: count(1))
    names_by_code: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with the seed: the same seed and day give the same files, byte for byte."""
        self.rng = Random(self.seed)
        self.register = Register(self.rng, self.tables["quyet_dinh"])
        self.names = PeopleNames(self.rng)

    @property
    def start(self) -> date:
        """Return the first day of the history: five years back, and well before the reform."""
        return min(self.day - timedelta(days=365 * _YEARS + 1), _LATEST_START)

    def add(self, table: str, *cells: Cell) -> None:
        """Add a row to a table."""
        self.tables[table].add(*cells)

    def between(self, first: date, last: date) -> date:
        """Return a day from first to last, both included; first when last lies before it."""
        return first + timedelta(days=self.rng.randint(0, max(0, (last - first).days)))

    def lately(self, most: int = 300, least: int = 20) -> date:
        """Return a day of the last months, after the reform has settled."""
        first = max(REFORM + timedelta(days=90), self.day - timedelta(days=most))
        return self.between(first, self.day - timedelta(days=least))

    def official(self) -> str:
        """Return the code of a new official, a party member since long."""
        code = f"CB{next(self.officials):05}"
        born = self.between(date(1967, 1, 1), date(1996, 12, 28))
        joined = born + timedelta(days=self.rng.randint(20 * 365, 28 * 365))
        joined = min(joined, self.between(*_IN_THE_PARTY))
        self._person("can_bo", code, born, joined, f"0205 {self.rng.randint(3700000, 3899999)}")
        return code

    def member(self) -> tuple[str, date]:
        """Return a new party member of a village, and the day of joining."""
        code = f"DV{next(self.villagers):06}"
        born = self.between(date(1945, 1, 1), date(2003, 12, 28))
        joined = born + timedelta(days=self.rng.randint(19 * 365, 35 * 365))
        joined = min(joined, self.between(date(2014, 1, 1), self.day - timedelta(days=60)))
        self._person("dang_vien", code, born, joined, None)
        return code, joined

    def villager(self) -> str:
        """Return somebody of a village who is no party member."""
        code = f"ND{next(self.villagers):06}"
        self._person(
            "dang_vien", code, self.between(date(1960, 1, 1), date(1998, 1, 1)), None, None
        )
        return code

    def _person(
        self, table: str, code: str, born: date, joined: date | None, phone: str | None
    ) -> None:
        name, gender = self.names.draw()
        self.names_by_code[code] = name
        full = None if joined is None else joined + timedelta(days=365)
        full = None if full is not None and full > self.day else full
        schooling = self.rng.choice(_SCHOOLING[table])
        spoken = self.rng.choice(_LANGUAGES)
        self.add(table, code, name, born, gender, joined, full, schooling, spoken, phone)

    def join(self, person: str, cell: str | None, since: date | None, stay: Stay = STAYS) -> None:
        """Make somebody a member of a cell."""
        sent = "có" if stay.sent else "không"
        self.add("thanh_vien", person, None, cell, since, stay.until, "không", sent, stay.reason)

    def maybe(self, chance: float) -> bool:
        """Return yes in so many of all cases."""
        return self.rng.random() < chance

    def decide(self, office: Office, title: str, start: date) -> Decision:
        """Return the document of an office by which something begins."""
        return self.register.of(office, title, start)

    def hold(self, person: str, post: str, since: date, until: date | None, how: Tenure) -> None:
        """Put somebody into a post, by a decision."""
        decision = self.decide(how.office, how.title, since)
        acting = "có" if how.acting else "không"
        cells = (person, post, since, until, how.basis, how.term_end, acting, *decision.cells)
        self.add("bo_nhiem", *cells)


@dataclass(frozen=True)
class Tenure:
    """How posts are given: by whose decision, on what basis, for which term."""

    office: Office
    title: str
    basis: str
    term_end: date | None = None
    acting: bool = False


_SCHOOLING = {
    "can_bo": ("Đại học", "Đại học", "Đại học", "Thạc sĩ", "Cao đẳng"),
    "dang_vien": ("12/12", "12/12", "9/12", "Trung cấp", "Cao đẳng", "Đại học"),
}
_LANGUAGES = ("Tày", "Nùng", "Tày, Nùng", "Dao", None, None)
