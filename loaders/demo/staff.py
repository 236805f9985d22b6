"""Officials: who held which post before the reform, who holds which since, who left."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from loaders.demo import bodies
from loaders.demo.bodies import FRONT_SEATS, PARTY_SEATS, STATE_SEATS, Seat
from loaders.demo.decisions import Office
from loaders.demo.real import REFORM
from loaders.demo.world import LAST_BEFORE_REFORM, ONE_DAY, TINH_UY, UBND_TINH, Tenure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from loaders.demo.places import Commune
    from loaders.demo.real import District, OldCommune
    from loaders.demo.world import World

PARTY_TERM_END = date(2030, 6, 30)
STATE_TERM_END = date(2031, 3, 31)
_STAYS = 0.93


@dataclass
class Staff:
    """The people of one organisation: by the key of their post, and the post for newcomers."""

    world: World
    body: str
    office: Office
    crowd: str
    basis: str
    term_end: date | None = None
    people: dict[str, list[str]] = field(default_factory=dict)
    recruits: list[str] = field(default_factory=list)

    @property
    def ordinary(self) -> list[str]:
        """Return those who hold the post of many seats."""
        return self.people[self.crowd]

    def fill(
        self, seats: Iterable[Seat], since: date, until: date | None, pool: Iterator[str]
    ) -> None:
        """Write the posts and put people of a pool into them."""
        for seat in seats:
            post = bodies.post(self.world, self.body, seat)
            self.people[seat.key] = [next(pool) for _ in range(seat.fill)]
            for person in self.people[seat.key]:
                self._hold(person, post, since, until)

    def recruit(
        self, since: date = REFORM, until: date | None = None, *, acting: bool = False
    ) -> str:
        """Return a new official of the organisation, beside those who were counted."""
        person = self.world.official()
        self._hold(person, f"{self.body}-{self.crowd}", since, until, acting=acting)
        self.recruits.append(person)
        return person

    def also(self, person: str, key: str, since: date) -> None:
        """Give somebody one more post here."""
        self._hold(person, f"{self.body}-{key}", since, None)

    def _hold(
        self, person: str, post: str, since: date, until: date | None, *, acting: bool = False
    ) -> None:
        how = Tenure(
            self.office, "Về công tác cán bộ", self.basis,
            self.term_end if until is None else None, acting,
        )  # fmt: skip
        self.world.hold(person, post, since, until, how)


@dataclass
class Pair:
    """The party's and the state's staff of one unit."""

    party: Staff
    state: Staff

    def everybody(self) -> list[str]:
        """Return all who held a post until the end."""
        staffs = (self.party, self.state)
        return [one for staff in staffs for held in staff.people.values() for one in held]


def newcomers(world: World) -> Iterator[str]:
    """Yield new officials without end."""
    while True:
        yield world.official()


def before_reform(
    world: World, tier: str, codes: tuple[str, str], offices: tuple[Office, Office]
) -> Pair:
    """Fill the posts of a unit that ended with the reform, once before and once until then."""
    pair = Pair(
        Staff(world, codes[0], offices[0], "UV", "bầu"),
        Staff(world, codes[1], offices[1], STATE_SEATS[tier][-1].key, "bổ nhiệm"),
    )
    since = world.between(world.start + timedelta(days=90), date(2023, 6, 1))
    for staff, seats in ((pair.party, PARTY_SEATS[tier]), (pair.state, STATE_SEATS[tier])):
        staff.fill(seats, since, LAST_BEFORE_REFORM, newcomers(world))
        if world.rng.random() < 0.5:
            staff.recruit(world.start, since - ONE_DAY)
    return pair


def of_district(world: World, district: District) -> Pair:
    """Fill a district's posts until the reform."""
    offices = (
        Office(f"Huyện ủy {district.name}", "-QĐ/HU"),
        Office(f"UBND {district.name}", "/QĐ-UBND"),
    )
    return before_reform(world, "huyện", bodies.of_district(world, district), offices)


def of_old_commune(world: World, old: OldCommune) -> Pair:
    """Fill an old commune's posts until the reform."""
    district = old.district
    offices = (
        Office(f"Huyện ủy {district.name}", "-QĐ/HU"),
        Office(f"UBND {district.name}", "/QĐ-UBND"),
    )
    return before_reform(world, "xã cũ", bodies.of_old_commune(world, old), offices)


@dataclass
class CommuneStaff:
    """The people of a commune since the reform; ``chairman`` leads the state's."""

    party: Staff
    state: Staff
    front: Staff
    chairman: str
    secretary: str

    def everybody(self) -> list[str]:
        """Return everyone who got a post at the reform, once."""
        staffs = (self.party, self.state, self.front)
        named = [one for staff in staffs for held in staff.people.values() for one in held]
        return list(dict.fromkeys(named))


def of_commune(world: World, commune: Commune, pool: Sequence[str]) -> CommuneStaff:
    """Fill a commune's posts: mostly with people whose districts and communes have ended."""
    codes = bodies.of_commune(world, commune)
    party = Staff(world, codes[0], commune.party_office, "UV", "chỉ định", PARTY_TERM_END)
    state = Staff(world, codes[1], commune.state_office, "CC", "bổ nhiệm")
    front = Staff(world, codes[2], commune.party_office, "PCT", "công nhận", PARTY_TERM_END)
    people = _mostly(world, pool)
    party.fill(PARTY_SEATS["xã"], REFORM, None, people)
    seats = STATE_SEATS["xã"]
    if commune.number % 4 == 1:
        _leave_vacant(world, codes[1])
    state.fill(seats, REFORM, None, people)
    front.fill(FRONT_SEATS, REFORM, None, people)
    chairman, secretary = state.people["CT"][0], party.people["BT"][0]
    party.also(chairman, "UV", REFORM)  # the chairman sits in the party committee too
    return CommuneStaff(party, state, front, chairman, secretary)


def _leave_vacant(world: World, body: str) -> None:
    seat = Seat("PTTP", "Phó Giám đốc Trung tâm Phục vụ hành chính công")
    world.planted.vacant_posts.append(bodies.post(world, body, seat))


def _mostly(world: World, pool: Sequence[str]) -> Iterator[str]:
    """Yield people of a pool, now and then a new one, and only new ones at its end."""
    waiting = list(pool)
    while True:
        stays = waiting and world.rng.random() < _STAYS
        yield waiting.pop() if stays else world.official()


@dataclass
class ProvinceStaff:
    """The province's people; ``heads`` lead departments and sit in the committee."""

    party: Staff
    state: Staff
    departments: list[Staff]
    chairman: str
    deputies: list[str]
    heads: list[str]


def of_province(world: World) -> ProvinceStaff:
    """Fill the province's posts."""
    codes = bodies.of_province(world)
    since = world.between(world.start, world.start + timedelta(days=200))
    party = Staff(world, bodies.TU, TINH_UY, "UV", "bầu", PARTY_TERM_END)
    state = Staff(world, "UB20", UBND_TINH, "PCT", "bầu", STATE_TERM_END)
    departments = [Staff(world, code, UBND_TINH, "CV", "bổ nhiệm") for code in codes]
    party.fill(PARTY_SEATS["tỉnh"], since, None, newcomers(world))
    state.fill(STATE_SEATS["tỉnh"], since, None, newcomers(world))
    for staff in departments:
        staff.fill(STATE_SEATS["sở"], since, None, newcomers(world))
    heads = [staff.people["GD"][0] for staff in departments]
    for head in heads:
        party.also(head, "UV", since)
    chairman = state.people["CT"][0]
    return ProvinceStaff(party, state, departments, chairman, state.people["PCT"], heads)
