"""Villages' people: cells and their members, secretaries, village heads, heads of the Front."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from loaders.demo import bodies, offices
from loaders.demo.bodies import CELL, PARTY, Body, Seat
from loaders.demo.real import REFORM
from loaders.demo.world import ONE_DAY, Stay, Tenure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.demo.decisions import Office
    from loaders.demo.places import Commune, Village
    from loaders.demo.staff import CommuneStaff
    from loaders.demo.world import World

_MEMBERS = (11, 26)
_FIRST_TERM, _LAST_TERM, _THIS_TERM = date(2020, 1, 15), date(2022, 5, 1), date(2025, 5, 1)
_TERM_END = date(2027, 11, 30)
_MERGED, _BARE, _REINFORCED = 4, 5, 6  # which village of a commune has such a cell
_AGAIN, _ONE_HAND, _NO_MEMBER = 0.75, 0.4, 0.25
_SECRETARY = Seat("BT", "Bí thư Chi bộ")
_HEAD = Seat("TT", "Trưởng {what}")
_FRONT = Seat("TB", "Trưởng ban Công tác mặt trận")
_DEPUTY = Seat("PT", "Phó Trưởng {what}")
_ROLES = {"BT": "cell_secretary", "TT": "village_head", "TB": "front_head"}


@dataclass(frozen=True)
class Cell:
    """A party cell and the days of its life; ``village`` None for one of an agency."""

    code: str
    village: Village | None
    since: date | None = None
    until: date | None = None


def settle_villages(world: World, commune: Commune, staff: CommuneStaff) -> list[Cell]:
    """Found the cells of a commune's villages and give every village its people."""
    cells = []
    merged_into = _planned(commune)
    for village in commune.villages:
        form = _form(commune, village)
        if form is None:
            _without_cell(world, village, merged_into)
        else:
            cells.append(_cell(world, village, form, merged_into))
            _members(world, village, staff, reinforced=form == "có đảng viên tăng cường")
        _posts(world, village)
    return cells


def _form(commune: Commune, village: Village) -> str | None:
    """Tell what kind of cell a village has; None: none of its own, here and there.

    Villages that merge, and the merged one, have ordinary cells.
    """
    if village.until or village.since:
        return "thông thường"
    place = _steady(commune).index(village)
    if place == _BARE and commune.number % 5 in (1, 3):
        return None
    if place == _MERGED and commune.number % 5 == 1:
        return "sinh hoạt ghép"
    sent = place == _REINFORCED and commune.number % 3 == 0
    return "có đảng viên tăng cường" if sent else "thông thường"


def _planned(commune: Commune) -> dict[str, str]:
    """Return which village's cell covers another village as well."""
    if commune.number % 5 != 1:
        return {}
    steady = _steady(commune)
    return {steady[_BARE].code: steady[_MERGED].code}


def _steady(commune: Commune) -> list[Village]:
    return [one for one in commune.villages if not one.until and not one.since]


def _cell(world: World, village: Village, form: str, merged: dict[str, str]) -> Cell:
    code = f"CB{village.code}"
    covered = [village.code, *(other for other, into in merged.items() if into == village.code)]
    world_body = Body(
        code, f"Chi bộ {village.shown}", PARTY, CELL, village.code, "thôn",
        f"DU{village.commune.code}", village.since, village.until, form, ";".join(covered),
    )  # fmt: skip
    bodies.found(world, world_body)
    if village.old:
        world.add(
            "chi_bo_truoc_2025", code, world_body.name, PARTY, CELL, village.code, "thôn",
            bodies.base_of(village.old),
        )  # fmt: skip
    village.cell = code
    return Cell(code, village, village.since, village.until)


def _without_cell(world: World, village: Village, merged: dict[str, str]) -> None:
    """Leave a village without a cell of its own: covered by a merged one, or by none at all."""
    into = merged.get(village.code)
    if into is None:
        world.planted.villages_without_cell.append(village.code)
        return
    village.cell = f"CB{into}"
    _members(world, village, None, reinforced=False)


def _members(
    world: World, village: Village, staff: CommuneStaff | None, *, reinforced: bool
) -> None:
    """Give a village its party members; those of a merged village come with it."""
    if village.merged_from:
        people = [one for old in village.merged_from for one in old.members]
        village.joined = dict.fromkeys(people, village.since or REFORM)
        for person in people:
            world.join(person, village.cell, village.since)
        return
    reason = "chuyển sinh hoạt đảng" if village.until else None
    for _ in range(world.rng.randint(*_MEMBERS)):
        person, joined = world.member()
        since = max(joined, date(1995, 1, 1))
        if village.until and since > village.until - timedelta(days=30):
            since = village.until - timedelta(days=200)
        village.joined[person] = since
        world.join(person, village.cell, since, Stay(village.until, reason))
    if reinforced and staff is not None:
        sent = world.rng.choice(staff.party.ordinary)
        world.join(sent, village.cell, REFORM, Stay(sent=True))


def _posts(world: World, village: Village) -> None:
    """Fill the posts of a village: its head, the head of the Front, its cell's secretary."""
    own, front = bodies.of_village(world, village)
    head = world.villager() if world.maybe(_NO_MEMBER) else _somebody(world, village)
    headed = bodies.post(world, own, _HEAD, _words(village))
    state, frontal, party = _offices(village)
    title = f"Về công nhận kết quả bầu Trưởng {village.word.lower()}"
    chosen = Tenure(state, title, "bầu", _TERM_END)
    empty = _empty_seats(village)
    if _HEAD in empty:
        _leave_empty(world, village, headed, _HEAD, chosen)
    else:
        _terms(world, village, headed, head, chosen)
    first = bodies.post(world, front, _FRONT)
    recognised = Tenure(
        frontal, "Về công nhận Trưởng ban Công tác mặt trận", "công nhận", _TERM_END
    )
    if _FRONT in empty:
        _leave_empty(world, village, first, _FRONT, recognised)
    else:
        _terms(world, village, first, _somebody(world, village), recognised)
    if village.cell == f"CB{village.code}":
        secretary = head if head in village.joined and world.maybe(_ONE_HAND) else None
        post = bodies.post(world, village.cell, _SECRETARY)
        chosen = Tenure(party, "Về chuẩn y kết quả bầu Bí thư Chi bộ", "bầu", _TERM_END)
        if _SECRETARY in empty:
            _leave_empty(world, village, post, _SECRETARY, chosen)
        else:
            _terms(world, village, post, secretary or _somebody(world, village), chosen)


def _empty_seats(village: Village) -> set[Seat]:
    """Return which of a village's posts nobody holds on the last day, mostly none."""
    number, steady = village.commune.number, _steady(village.commune)
    places = ((_FRONT, 9, 4, 0), (_SECRETARY, 7, 2, 1), (_HEAD, 8, 1, 2))
    return {
        seat
        for seat, every, at, place in places
        if number % every == at and village is steady[place]
    }


def _leave_empty(world: World, village: Village, post: str, seat: Seat, how: Tenure) -> None:
    """Let nobody follow whoever held a post in the terms before this one."""
    world.planted.vacant_posts.append(post)
    world.planted.gap("vacant_seat", "post", post, _ROLES[seat.key])
    _held_before(world, village, post, _somebody(world, village), how)


def _words(village: Village) -> dict[str, str]:
    return {"what": village.word.lower()}


def _offices(village: Village) -> tuple[Office, Office, Office]:
    """Return who recognises a village's people: state, Front and party of its commune that day.

    Today's term began before the reform, but for villages that were made since.
    """
    old, commune = village.old, village.commune
    if old is None:
        return commune.state_office, offices.front_of_commune(commune.real), commune.party_office
    return offices.state_of_old(old), offices.front_of_old(old), offices.party_of_old(old)


def deputy(world: World, village: Village) -> str:
    """Return a new deputy head of a village: in a post, but of no tier that answers for others."""
    post = bodies.post(world, f"TH{village.code}", _DEPUTY, _words(village))
    person, (office, _, _) = world.villager(), _offices(village)
    how = Tenure(office, f"Về công nhận Phó Trưởng {village.word.lower()}", "công nhận")
    world.hold(person, post, _THIS_TERM, None, how)
    return person


def _somebody(world: World, village: Village) -> str:
    """Return a member of long standing, else any, else somebody who is none."""
    known = [one for one, since in village.joined.items() if since <= _FIRST_TERM]
    return world.rng.choice(known or village.members) if village.joined else world.villager()


def _terms(world: World, village: Village, post: str, person: str, how: Tenure) -> None:
    """Let somebody hold a post now, and the same or others in the terms before."""
    if village.since is None:
        before = person if world.maybe(_AGAIN) else _somebody(world, village)
        _held_before(world, village, post, before, how)
    since = max(_THIS_TERM, village.since or _THIS_TERM)
    how = replace(how, term_end=None) if village.until else how
    world.hold(person, post, since, village.until, how)


def _held_before(world: World, village: Village, post: str, person: str, how: Tenure) -> None:
    """Let somebody hold a post in the term before this one, and the same or another before that."""
    first = person if world.maybe(_AGAIN) else _somebody(world, village)
    how = replace(how, term_end=None)
    world.hold(first, post, _FIRST_TERM, _LAST_TERM - ONE_DAY, how)
    world.hold(person, post, _LAST_TERM, _THIS_TERM - ONE_DAY, how)


def agency_members(world: World, people: Sequence[str], cells: Sequence[str]) -> None:
    """Put a commune's officials into the cells of its agencies."""
    for number, person in enumerate(people):
        cell = cells[number % len(cells)]
        world.join(person, cell, REFORM)
