"""The whole province from a seed and a day: its tables, and the files that hold them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from loaders.demo import bodies, real, staff
from loaders.demo.above import Province
from loaders.demo.assigning import Assigner
from loaders.demo.duties import Duties, Local
from loaders.demo.former import Former
from loaders.demo.groups import WorkingGroups
from loaders.demo.homes import settle_homes
from loaders.demo.named import name_officials
from loaders.demo.places import settle
from loaders.demo.upward import until_the_reform
from loaders.demo.villagers import Cell, agency_members, settle_villages
from loaders.demo.visits import Visits
from loaders.demo.world import World

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from loaders.demo.places import Commune
    from loaders.demo.real import Geography
    from loaders.demo.tables import Table

SEED = 20
HOMES = 121
_FROM_DISTRICT = 4
FIRST_DAY = date(2026, 10, 1)
"""The earliest last day: the village mergers of 2026 must have settled."""


@dataclass(frozen=True)
class Size:
    """How much of the province: so many communes (all, if None) and homes in a village."""

    communes: int | None = None
    homes: int = HOMES


@dataclass(frozen=True)
class Written:
    """What was written: the files to load, the planted one, and how many rows they hold."""

    files: tuple[Path, ...]
    planted: Path
    rows: int


def write_province(
    folder: Path, day: date, *, seed: int = SEED, size: Size | None = None
) -> Written:
    """Write the province as it is on a day into a folder.

    Raises ValueError for a day before FIRST_DAY.
    """
    if day < FIRST_DAY:
        message = f"the province is made for days since {FIRST_DAY}"
        raise ValueError(message)
    size = size or Size()
    world = World(seed, day, size.homes)
    communes = generate(world, size)
    folder.mkdir(parents=True, exist_ok=True)
    tables: list[Table] = [*world.tables.values(), *(one.assignments for one in communes)]
    files = tuple(table.write(folder, day) for table in tables if table.rows)
    planted = world.planted.write(folder, seed, day)
    return Written(files, planted, sum(len(table.rows) for table in tables))


def generate(world: World, size: Size) -> list[Commune]:
    """Fill the tables of a world and return its communes."""
    geography = real.geography(lambda codes: _picked(world, codes, size.communes))
    communes = settle(world, geography)
    made = _Making(world, geography, communes)
    for commune in communes:
        made.commune(commune)
    above = Province(made.duties, made.locals)
    above.communes()
    until_the_reform(made.duties)
    above.organisations(made.bases)
    above.leading()
    above.note_villages_below()
    bodies.fit_seats(world)
    assigner = made.duties.assigner
    name_officials(world, made.locals, assigner.current)
    Visits(world, made.duties.groups, assigner.given, assigner.on_paper).write()
    return communes


class _Making:
    """The province and what the reform ended, then one commune after another."""

    def __init__(self, world: World, geography: Geography, communes: list[Commune]) -> None:
        province = staff.of_province(world)
        villages = Counter(
            one.old.district for commune in communes for one in commune.villages if one.old
        )
        self.world = world
        self.former = Former(
            world,
            {one: staff.of_district(world, one, villages[one]) for one in geography.districts},
            {one: staff.of_old_commune(world, one) for one in geography.olds},
        )
        groups, assigner = WorkingGroups(world), Assigner(world)
        self.duties = Duties(world, province, groups, assigner, self.former)
        self.locals: list[Local] = []
        self.bases: list[str] = []
        self._waiting = {one: pair.everybody() for one, pair in self.former.districts.items()}

    def commune(self, commune: Commune) -> None:
        """Give a commune its officials, cells, villagers, households and assignments."""
        people = staff.of_commune(self.world, commune, self._pool(commune))
        cells = settle_villages(self.world, commune, people)
        agencies = bodies.at_the_grass_roots(self.world, commune)
        self.bases += [base for base, _ in agencies]
        cells += [Cell(cell, None, real.REFORM) for _, cell in agencies]
        agency_members(self.world, people.everybody(), [cell for _, cell in agencies])
        local = Local(commune, people, cells, settle_homes(self.world, commune))
        self.duties.assign(local)
        self.locals.append(local)

    def _pool(self, commune: Commune) -> list[str]:
        """Return those whose posts have ended: all of the old communes, some of the district."""
        olds = [self.former.olds[one] for one in commune.real.olds]
        pool = [person for pair in olds for person in pair.everybody()]
        for district in dict.fromkeys(one.district for one in commune.real.olds):
            waiting = self._waiting[district]
            pool += [waiting.pop() for _ in range(min(_FROM_DISTRICT, len(waiting)))]
        self.world.rng.shuffle(pool)
        return pool


def _picked(world: World, codes: Collection[str], most: int | None) -> Collection[str]:
    return codes if most is None else world.rng.sample(sorted(codes), most)
