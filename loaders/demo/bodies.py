"""Organisations and their posts, at every tier, before and since the reform."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from loaders.demo.real import REFORM
from loaders.demo.world import LAST_BEFORE_REFORM

if TYPE_CHECKING:
    from loaders.demo.places import Commune, Village
    from loaders.demo.real import District, OldCommune
    from loaders.demo.tables import Cell
    from loaders.demo.world import World

COMMITTEE, PEOPLES, COUNCIL = "cấp ủy", "ủy ban nhân dân", "hội đồng nhân dân"
GRASSROOTS, CELL, OTHER = "tổ chức cơ sở đảng", "chi bộ", "khác"
STATE, PARTY, FRONT = "chính quyền", "Đảng", "Mặt trận và đoàn thể"
PROVINCE = "20"
TU = "TU20"
DEPARTMENTS = (
    "Nội vụ", "Tài chính", "Nông nghiệp và Môi trường", "Xây dựng", "Công Thương", "Y tế",
    "Giáo dục và Đào tạo", "Khoa học và Công nghệ", "Tư pháp", "Dân tộc và Tôn giáo",
    "Văn hóa, Thể thao và Du lịch", "Ngoại vụ",
)  # fmt: skip


@dataclass(frozen=True)
class Seat:
    """A post that ``fill`` people hold; ``elected``: by those who choose, not appointed.

    ``title`` may name {what} the unit is and what its {party} committee is called.
    """

    key: str
    title: str
    fill: int = 1
    elected: bool = False


PARTY_SEATS = {
    "tỉnh": (
        Seat("BT", "Bí thư Tỉnh ủy", 1, elected=True),
        Seat("PBT", "Phó Bí thư Tỉnh ủy", 2, elected=True),
        Seat("UV", "Tỉnh ủy viên", 46, elected=True),
    ),
    "huyện": (
        Seat("BT", "Bí thư {party}", 1, elected=True),
        Seat("PBT", "Phó Bí thư {party}", 2, elected=True),
        Seat("UV", "{party} viên", 12, elected=True),
    ),
    "xã cũ": (
        Seat("BT", "Bí thư Đảng ủy", 1, elected=True),
        Seat("UV", "Đảng ủy viên", 3, elected=True),
    ),
    "xã": (
        Seat("BT", "Bí thư Đảng ủy", 1, elected=True),
        Seat("PBT", "Phó Bí thư Thường trực Đảng ủy", 1, elected=True),
        Seat("UV", "Đảng ủy viên", 12, elected=True),
    ),
}
STATE_SEATS = {
    "tỉnh": (
        Seat("CT", "Chủ tịch UBND tỉnh", 1, elected=True),
        Seat("PCT", "Phó Chủ tịch UBND tỉnh", 3, elected=True),
    ),
    "sở": (
        Seat("GD", "Giám đốc Sở"),
        Seat("PGD", "Phó Giám đốc Sở", 3),
        Seat("TP", "Trưởng phòng", 6),
        Seat("CV", "Chuyên viên", 20),
    ),
    "huyện": (
        Seat("CT", "Chủ tịch UBND {what}", 1, elected=True),
        Seat("PCT", "Phó Chủ tịch UBND {what}", 2, elected=True),
        Seat("TP", "Trưởng phòng chuyên môn", 8),
        Seat("CV", "Chuyên viên", 12),
    ),
    "xã cũ": (
        Seat("CT", "Chủ tịch UBND {what}", 1, elected=True),
        Seat("PCT", "Phó Chủ tịch UBND {what}", 1, elected=True),
        Seat("CC", "Công chức {what}", 5),
    ),
    "xã": (
        Seat("CT", "Chủ tịch UBND {what}", 1, elected=True),
        Seat("PCT", "Phó Chủ tịch UBND {what}", 2, elected=True),
        Seat("TPKT", "Trưởng phòng Kinh tế"),
        Seat("TPVH", "Trưởng phòng Văn hóa - Xã hội"),
        Seat("CVP", "Chánh Văn phòng HĐND và UBND"),
        Seat("PTP", "Phó Trưởng phòng", 3),
        Seat("CC", "Công chức chuyên môn", 12),
    ),
}
FRONT_SEATS = (
    Seat("CT", "Chủ tịch Ủy ban MTTQ {what}", 1, elected=True),
    Seat("PCT", "Phó Chủ tịch Ủy ban MTTQ {what}", 4, elected=True),
)
_LONG_AGO = date(2011, 7, 1)


@dataclass(frozen=True)
class Body:
    """An organisation: what its row says."""

    code: str
    name: str
    line: str
    kind: str
    unit: str
    tier: str
    under: str | None = None
    since: date | None = None
    until: date | None = None
    form: str | None = None
    covers: str | None = None


def found(world: World, body: Body) -> str:
    """Write an organisation and return its code."""
    world.add(
        "to_chuc", body.code, body.name, body.line, body.kind, body.form, body.unit, body.tier,
        body.under, body.covers, body.since, body.until,
    )  # fmt: skip
    return body.code


def post(world: World, body: str, seat: Seat, words: dict[str, str] | None = None) -> str:
    """Write a post of an organisation and return its code; ``fit_seats`` counts its seats."""
    code = f"{body}-{seat.key}"
    world.add("chuc_vu", code, seat.title.format(**words or {}), body, 1)
    return code


def fit_seats(world: World) -> None:
    """Give every post as many seats as were ever held at once: who left since left one free."""
    changes: Counter[tuple[str, date, int]] = Counter()
    for _, code, since, until, *_ in world.tables["bo_nhiem"].rows:
        changes[str(code), _day(since), 1] += 1
        if until is not None:
            changes[str(code), _day(until), 2] -= 1  # the last day is still held
    held: Counter[str] = Counter()
    most: Counter[str] = Counter()
    for (code, _, _), change in sorted(changes.items()):
        held[code] += change
        most[code] = max(most[code], held[code])
    posts = world.tables["chuc_vu"].rows
    posts[:] = [(code, title, body, max(1, most[str(code)])) for code, title, body, _ in posts]


def _day(cell: Cell) -> date:
    return cell if isinstance(cell, date) else _LONG_AGO


def of_province(world: World) -> list[str]:
    """Found the province's organisations; return the codes of its departments."""
    tier = "tỉnh"
    found(world, Body(TU, "Tỉnh ủy Lạng Sơn", PARTY, COMMITTEE, PROVINCE, tier))
    found(world, Body("UB20", "UBND tỉnh Lạng Sơn", STATE, PEOPLES, PROVINCE, tier))
    found(world, Body("HD20", "HĐND tỉnh Lạng Sơn", STATE, COUNCIL, PROVINCE, tier))
    found(world, Body("MT20", "Ủy ban MTTQ tỉnh Lạng Sơn", FRONT, OTHER, PROVINCE, tier))
    return [
        found(world, Body(f"SO{number:02}", f"Sở {name}", STATE, OTHER, PROVINCE, tier))
        for number, name in enumerate(DEPARTMENTS, start=1)
    ]


def of_district(world: World, district: District) -> tuple[str, str]:
    """Found a district's committees, ended by the reform; return party's and state's."""
    last = LAST_BEFORE_REFORM
    where = (district.code, "huyện")
    party = Body(
        f"HU{district.code}", f"{district.party} {district.bare}", PARTY, COMMITTEE, *where, TU,
        until=last,
    )  # fmt: skip
    state = Body(
        f"UB{district.code}", f"UBND {district.lower}", STATE, PEOPLES, *where, "UB20", until=last
    )
    return found(world, party), found(world, state)


def of_old_commune(world: World, old: OldCommune) -> tuple[str, str]:
    """Found the committees of a commune that the reform ended; a C follows their codes."""
    where, lives = (old.code, "xã"), (_LONG_AGO, LAST_BEFORE_REFORM)
    above = f"HU{old.district.code}"
    party = Body(f"DU{old.code}C", f"Đảng ủy {old.lower}", PARTY, COMMITTEE, *where, above, *lives)
    base = Body(base_of(old), f"Đảng bộ {old.lower}", PARTY, GRASSROOTS, *where, above, *lives)
    state = Body(
        f"UB{old.code}C", f"UBND {old.lower}", STATE, PEOPLES, *where, f"UB{old.district.code}",
        *lives,
    )  # fmt: skip
    found(world, base)
    return found(world, party), found(world, state)


def base_of(old: OldCommune) -> str:
    """Return the code of an old commune's grass-roots organisation, above its villages' cells."""
    return f"CS{old.code}C"


def of_commune(world: World, commune: Commune) -> tuple[str, str, str]:
    """Found a commune's committees of party, state and Front."""
    name, where = commune.real.lower, (commune.code, "xã")
    party = Body(f"DU{commune.code}", f"Đảng ủy {name}", PARTY, COMMITTEE, *where, TU, REFORM)
    state = Body(f"UB{commune.code}", f"UBND {name}", STATE, PEOPLES, *where, "UB20", REFORM)
    front = Body(f"MT{commune.code}", f"Ủy ban MTTQ {name}", FRONT, OTHER, *where, "MT20", REFORM)
    council = Body(f"HD{commune.code}", f"HĐND {name}", STATE, COUNCIL, *where, "HD20", REFORM)
    found(world, council)
    return found(world, party), found(world, state), found(world, front)


def at_the_grass_roots(world: World, commune: Commune) -> list[tuple[str, str]]:
    """Found a commune's grass-roots organisations; return each with a cell of its own."""
    made = []
    for number, what in enumerate(("cơ quan Đảng", "chính quyền"), start=1):
        where = (commune.code, "xã")
        base = Body(
            f"CS{commune.code}-{number}", f"Đảng bộ {what} {commune.real.lower}", PARTY,
            GRASSROOTS, *where, f"DU{commune.code}", REFORM,
        )  # fmt: skip
        cell = Body(
            f"CB{commune.code}-A{number}", f"Chi bộ {what} {commune.real.lower}", PARTY, CELL,
            *where, base.code, REFORM, form="thông thường",
        )  # fmt: skip
        made.append((found(world, base), found(world, cell)))
    return made


def of_village(world: World, village: Village) -> tuple[str, str]:
    """Found what a village has beside its cell: itself as a body with a head, and the Front's."""
    where = (village.code, "thôn")
    lives = village.since, village.until
    named = f"Ban quản lý {village.shown[0].lower()}{village.shown[1:]}"
    own = Body(f"TH{village.code}", named, STATE, OTHER, *where, None, *lives)
    front = Body(
        f"MT{village.code}", f"Ban công tác mặt trận {village.shown}", FRONT, OTHER, *where,
        f"MT{village.commune.code}", *lives,
    )  # fmt: skip
    return found(world, own), found(world, front)
