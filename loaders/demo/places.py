"""Villages: of which communes they were and are, which merge in 2026, where the border runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from loaders.demo.names import VillageNames
from loaders.demo.offices import HDND_TINH, party_of_commune, state_of_commune
from loaders.demo.real import AFTER, BEFORE, MERGERS, REFORM
from loaders.demo.schemas import assignments_of
from loaders.demo.tables import Table
from loaders.demo.world import ONE_DAY

if TYPE_CHECKING:
    from loaders.demo.decisions import Office
    from loaders.demo.real import Geography, NewCommune, OldCommune
    from loaders.demo.world import World

_WAVE = (date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1))
_JOINED = ("Đoàn Kết", "Thống Nhất", "Tân Lập", "Hợp Nhất", "Tiến Thắng", "Đồng Tâm", "Tân Tiến")
_BORDER = ("Tràng Định", "Văn Lãng", "Cao Lộc", "Lộc Bình", "Đình Lập")
_BORDER_SHARE = 0.5
_VILLAGES = (22, 29)
_SPECIAL = 0.06


@dataclass(eq=False)
class Village:
    """A village; ``since`` only where it was made by the merger of others, ``homes`` on the day.

    ``cell``: the code of the cell that covers it; None where there is none. ``joined``: its party
    members, and since when each is one of its cell.
    """

    code: str
    name: str
    commune: Commune
    old: OldCommune | None
    homes: int
    since: date | None = None
    until: date | None = None
    merged_from: tuple[Village, ...] = ()
    cell: str | None = None
    joined: dict[str, date] = field(default_factory=dict)

    @property
    def members(self) -> list[str]:
        """Return the party members who live in it."""
        return list(self.joined)

    @property
    def word(self) -> str:
        """Return what such a village is called."""
        return "Khối" if self.commune.real.ward else "Thôn"

    @property
    def shown(self) -> str:
        """Return its name behind that word."""
        return self.name if self.name.startswith(self.word) else f"{self.word} {self.name}"


@dataclass(eq=False)
class Commune:
    """A commune since the reform: its villages, offices and table of assignments."""

    real: NewCommune
    number: int
    assignments: Table
    villages: list[Village] = field(default_factory=list)

    @property
    def code(self) -> str:
        """Return its national code."""
        return self.real.code

    @property
    def state_office(self) -> Office:
        """Return its people's committee as an issuer of documents."""
        return state_of_commune(self.real)

    @property
    def party_office(self) -> Office:
        """Return its party committee as an issuer of documents."""
        return party_of_commune(self.real)

    @property
    def living(self) -> list[Village]:
        """Return the villages that are there on the last day."""
        return [village for village in self.villages if village.until is None]


def settle(world: World, real: Geography) -> list[Commune]:
    """Return the communes with their villages, and write the tables of units."""
    _write_real(world, real)
    communes = [
        Commune(one, number, assignments_of(one.code, one.name))
        for number, one in enumerate(real.communes)
    ]
    for commune in communes:
        _villages(world, commune)
        _merge(world, commune)
        for village in commune.villages:
            _write(world, village)
        _mark(world, commune)
    return communes


def _write_real(world: World, real: Geography) -> None:
    for name in (BEFORE, AFTER, MERGERS):
        rows = real.rows[name]
        table = Table(name, name, tuple(rows[0]))
        table.rows = [tuple(row.values()) for row in rows]
        world.tables[name] = table


def _villages(world: World, commune: Commune) -> None:
    names = VillageNames(world.rng, commune.real.ward)
    for number in range(1, world.rng.randint(*_VILLAGES) + 1):
        old = commune.real.olds[(number - 1) % len(commune.real.olds)]
        homes = max(3, round(world.homes * world.rng.lognormvariate(-0.06, 0.35)))
        code = f"{commune.code}-{number:02}"
        commune.villages.append(Village(code, names.draw(), commune, old, homes))


def _merge(world: World, commune: Commune) -> None:
    """Merge two villages of one commune into a new one, in two of three communes."""
    if commune.number % 3 == 2:
        return
    first, second = commune.villages[1], commune.villages[1 + len(commune.real.olds)]
    day = _WAVE[commune.number % len(_WAVE)]
    code = f"{commune.code}-{len(commune.villages) + 1:02}"
    name = f"Khối {len(commune.villages) + 1}" if commune.real.ward else world.rng.choice(_JOINED)
    new = Village(code, name, commune, None, 0, day, None, (first, second))
    for village in (first, second):
        village.until = day - ONE_DAY
        new.homes += village.homes
        title = "Về việc sắp xếp, sáp nhập thôn, khối"
        decision = world.decide(HDND_TINH, title, day)
        world.add(
            "sap_xep_thon", village.code, code, village.name, name, day, "toàn bộ", "thôn",
            *decision.cells,
        )  # fmt: skip
    commune.villages.append(new)


def _write(world: World, village: Village) -> None:
    special = "có" if world.rng.random() < _SPECIAL else "không"
    old = village.old.code if village.old else None
    world.add(
        "thon", village.code, village.name, village.commune.code, old, village.word.lower(),
        village.homes, special, village.since, village.until, None,
    )  # fmt: skip


def _mark(world: World, commune: Commune) -> None:
    """Mark some communes of border districts as border communes; which ones is made up."""
    named = commune.real.olds[0].district.name
    near = any(named.endswith(one) for one in _BORDER)
    border = "có" if near and world.rng.random() < _BORDER_SHARE else "không"
    world.add("dia_ban", commune.code, commune.real.name, "xã", REFORM, border)
