"""Officials: who held which post before the reform, who holds which since, who left."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from loaders.demo import bodies, offices
from loaders.demo.bodies import FRONT_SEATS, PARTY_SEATS, STATE_SEATS, Seat
from loaders.demo.offices import HDND_TINH, MTTQ_TINH, TINH_UY, UBND_TINH
from loaders.demo.real import REFORM
from loaders.demo.terms import Chair, Choosing, Days, began, sat
from loaders.demo.world import LAST_BEFORE_REFORM, Tenure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from loaders.demo.decisions import Office
    from loaders.demo.places import Commune
    from loaders.demo.real import District, OldCommune
    from loaders.demo.world import World

_PARTY_TERM = date(2030, 9, 30)
_COMMUNE_PARTY_TERM = date(2030, 6, 30)
_STATE_TERM = date(2031, 3, 31)
_PARTY_TURN, _STATE_TURN = date(2025, 10, 1), date(2026, 4, 1)
_STAYS = 0.93
_ACTING_DAYS = 180
_CELLS_EACH = 4
_LEAVING_PROVINCE = 0.2
_UNTIL_REFORM = Days(None, until=LAST_BEFORE_REFORM, leaving=0.3)
_SINCE_REFORM = Days(REFORM)


@dataclass
class Staff:
    """The people of one organisation, by the key of their post.

    ``people`` are those of the last day, ``chairs`` also those who sat there before. ``crowd`` is
    the post of many seats, which newcomers get too.
    """

    world: World
    body: str
    crowd: str
    choosing: Choosing
    words: dict[str, str] = field(default_factory=dict)
    people: dict[str, list[str]] = field(default_factory=dict)
    chairs: dict[str, list[Chair]] = field(default_factory=dict)
    recruits: list[str] = field(default_factory=list)
    _seats: dict[str, Seat] = field(default_factory=dict)

    @property
    def ordinary(self) -> list[str]:
        """Return those who hold the post of many seats."""
        return self.people[self.crowd]

    @property
    def deputy(self) -> str:
        """Return the post of those who may head a working group."""
        return next((key for key in ("PTP", "PGD") if key in self._seats), self.crowd)

    def fill(self, seats: Iterable[Seat], days: Days, pool: Iterator[str]) -> None:
        """Write the posts and put people of a pool into them."""
        for seat in seats:
            bodies.post(self.world, self.body, seat, self.words)
            self._seats[seat.key] = seat
            chairs = [
                sat(self.world, pool, began(self.world, days, elected=seat.elected), days)
                for _ in range(seat.fill)
            ]
            self.chairs[seat.key] = chairs
            self.people[seat.key] = [chair[-1].person for chair in chairs]
            for spell in (spell for chair in chairs for spell in chair):
                self._hold(spell.person, seat.key, spell.since, spell.until)

    def recruit(
        self, since: date = REFORM, until: date | None = None, *, acting: bool = False,
        key: str | None = None,
    ) -> str:  # fmt: skip
        """Return a new official of the organisation, beside those who were counted."""
        person, key = self.world.official(), key or self.crowd
        self._hold(person, key, since, until, acting=acting)
        if acting and (self.world.day - since).days >= _ACTING_DAYS:
            post = f"{self.body}-{key}"
            self.world.planted.gap("acting_too_long", "post", post, "acting", person)
        self.recruits.append(person)
        return person

    def also(self, person: str, key: str, since: date) -> None:
        """Give somebody one more post here."""
        self._hold(person, key, since, None)

    def _hold(
        self, person: str, key: str, since: date, until: date | None, *, acting: bool = False
    ) -> None:
        post, elected = f"{self.body}-{key}", self._seats[key].elected
        terms = self.choosing.tenures(since, until, elected=elected, acting=acting)
        for first, last, how in terms:
            self.world.hold(person, post, first, last, how)


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


def of_district(world: World, district: District, villages: int) -> Pair:
    """Fill a district's posts until the reform, with enough of its committee for all cells."""
    party_code, state_code = bodies.of_district(world, district)
    words = {"what": district.what, "party": district.party}
    chosen = Tenure(TINH_UY, f"Về chuẩn y kết quả bầu cử {district.party} {district.bare}", "bầu")
    own = Choosing(
        _approved(UBND_TINH, district.lower), _appointed(offices.state_of_district(district))
    )
    party = Staff(world, party_code, "UV", Choosing(chosen, chosen), words)
    state = Staff(world, state_code, "CV", own, words)
    *first, crowd = PARTY_SEATS["huyện"]
    crowd = replace(crowd, fill=max(crowd.fill, -(-villages // _CELLS_EACH)))
    party.fill((*first, crowd), _UNTIL_REFORM, newcomers(world))
    state.fill(STATE_SEATS["huyện"], _UNTIL_REFORM, newcomers(world))
    return Pair(party, state)


def of_old_commune(world: World, old: OldCommune) -> Pair:
    """Fill an old commune's posts until the reform: its district chose or approved."""
    party_code, state_code = bodies.of_old_commune(world, old)
    words, district = {"what": old.what}, offices.state_of_district(old.district)
    above = offices.party_of_district(old.district)
    chosen = Tenure(above, f"Về chuẩn y kết quả bầu cử Đảng ủy {old.lower}", "bầu")
    party = Staff(world, party_code, "UV", Choosing(chosen, chosen), words)
    own = Choosing(_approved(district, old.lower), _appointed(district))
    state = Staff(world, state_code, "CC", own, words)
    party.fill(PARTY_SEATS["xã cũ"], _UNTIL_REFORM, newcomers(world))
    state.fill(STATE_SEATS["xã cũ"], _UNTIL_REFORM, newcomers(world))
    return Pair(party, state)


def _approved(office: Office, whose: str, term_end: date | None = None) -> Tenure:
    title = f"Về phê chuẩn kết quả bầu Chủ tịch, Phó Chủ tịch UBND {whose}"
    return Tenure(office, title, "bầu", term_end)


def _appointed(office: Office) -> Tenure:
    return Tenure(office, "Về điều động, bổ nhiệm công chức", "bổ nhiệm")


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
    codes, words = bodies.of_commune(world, commune), {"what": commune.real.what}
    made = zip(codes, ("UV", "CC", "PCT"), _choosing(commune), strict=True)
    party, state, front = (Staff(world, code, crowd, how, words) for code, crowd, how in made)
    people = _mostly(world, pool)
    party.fill(PARTY_SEATS["xã"], _SINCE_REFORM, people)
    if commune.number % 4 == 1:
        _leave_vacant(world, codes[1])
    state.fill(STATE_SEATS["xã"], _SINCE_REFORM, people)
    front.fill(FRONT_SEATS, _SINCE_REFORM, people)
    chairman, secretary = state.people["CT"][0], party.people["BT"][0]
    party.also(chairman, "UV", REFORM)  # the chairman sits in the party committee too
    return CommuneStaff(party, state, front, chairman, secretary)


def _choosing(commune: Commune) -> tuple[Choosing, Choosing, Choosing]:
    """Return how the party's, the state's and the Front's people come to their posts.

    The reform's first leaders were designated from above; the councils of 2026 elected theirs.
    """
    name, term = commune.real.lower, _COMMUNE_PARTY_TERM
    party = Tenure(TINH_UY, f"Về chỉ định cấp ủy {name}", "chỉ định", term)
    leaders = f"Về chỉ định Chủ tịch, Phó Chủ tịch UBND {name}"
    state = Choosing(
        Tenure(UBND_TINH, leaders, "chỉ định"), _appointed(commune.state_office),
        _approved(UBND_TINH, name, _STATE_TERM), _STATE_TURN,
    )  # fmt: skip
    front = Tenure(MTTQ_TINH, f"Về công nhận Ủy ban MTTQ {name}", "công nhận", term)
    return Choosing(party, party), state, Choosing(front, front)


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
    """Fill the province's posts, in some of which another one sat at first."""
    codes, since = bodies.of_province(world), date(2020, 10, 15)
    party = Staff(world, bodies.TU, "UV", _of_the_province_party())
    state = Staff(world, "UB20", "PCT", _of_the_province_state())
    own = _appointed(UBND_TINH)
    departments = [Staff(world, code, "CV", Choosing(own, own)) for code in codes]
    crowd = Days(since, leaving=_LEAVING_PROVINCE)
    party.fill(PARTY_SEATS["tỉnh"], crowd, newcomers(world))
    state.fill(STATE_SEATS["tỉnh"], Days(since), newcomers(world))
    for staff in departments:
        staff.fill(STATE_SEATS["sở"], Days(None), newcomers(world))
    heads = [staff.people["GD"][0] for staff in departments]
    for head in heads:
        party.also(head, "UV", since)
    chairman = state.people["CT"][0]
    return ProvinceStaff(party, state, departments, chairman, state.people["PCT"], heads)


def _of_the_province_party() -> Choosing:
    title = "Về kết quả bầu cử Ban Chấp hành Đảng bộ tỉnh"
    before, since = (Tenure(TINH_UY, title, "bầu", end) for end in (None, _PARTY_TERM))
    return Choosing(before, before, since, _PARTY_TURN)


def _of_the_province_state() -> Choosing:
    title = "Về kết quả bầu Chủ tịch, Phó Chủ tịch UBND tỉnh"
    before, since = (Tenure(HDND_TINH, title, "bầu", end) for end in (None, _STATE_TERM))
    return Choosing(before, before, since, _STATE_TURN)
