"""Who answered before the reform: the province for districts, those for villages and cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import cycle
from typing import TYPE_CHECKING

from loaders.demo import offices
from loaders.demo.past import Past, Sort
from loaders.demo.terms import Spell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.demo.places import Village
    from loaders.demo.real import District, OldCommune
    from loaders.demo.staff import Pair, ProvinceStaff
    from loaders.demo.terms import Chair
    from loaders.demo.world import World

BASES = Sort("tổ chức", ("phụ trách", "dự sinh hoạt"))
OF_BASES = "Về phân công Tỉnh ủy viên phụ trách tổ chức cơ sở đảng"


@dataclass
class Former:
    """The people of districts and old communes, everybody taken in turn.

    What a target's district was on the day is what its old commune was a part of.
    """

    world: World
    districts: dict[District, Pair]
    olds: dict[OldCommune, Pair]
    _turns: dict[tuple[str, str], Iterator[Chair]] = field(default_factory=dict)

    def of_village(self, village: Village) -> Past | None:
        """Return how a village was answered for: by officials of its district."""
        if village.old is None:
            return None
        pair, district = self.districts[village.old.district], village.old.district
        chairs = self._turn("thôn", district.code, pair.state.chairs["CV"])
        return Past(
            self.world.tables["phan_cong_truoc_2025"], offices.state_of_district(district),
            "Về phân công cán bộ phụ trách thôn, khối", chairs,
            next(self._turn("thôn bỏ", district.code, pair.state.chairs["CV"])),
            self._of_old(village.old, "thôn cũ"),
        )  # fmt: skip

    def of_cell(self, village: Village) -> Past | None:
        """Return how a village's cell was answered for: by members of its district's committee."""
        if village.old is None:
            return None
        district = village.old.district
        pair, old = self.districts[district], self.olds[village.old]
        chairs = self._turn("chi bộ", district.code, pair.party.chairs["UV"])
        return Past(
            self.world.tables["phan_cong_truoc_2025"], offices.party_of_district(district),
            "Về phân công cấp ủy viên phụ trách chi bộ", chairs,
            next(self._turn("chi bộ bỏ", district.code, pair.party.chairs["UV"])),
            next(self._turn("chi bộ cũ", village.old.code, old.party.chairs["UV"])),
        )  # fmt: skip

    def of_homes(self, village: Village, *, by_clerks: bool) -> Past | None:
        """Return how households were answered for: by members of the cell, or by officials."""
        if village.old is None:
            return None
        old, began = village.old, self.world.start
        members: list[Chair] = [
            (Spell(person, joined, village.until),)
            for person, joined in village.joined.items()
            if joined <= began
        ]
        clerks = self._turn("nhóm hộ", old.code, self.olds[old].state.chairs["CC"])
        own = clerks if by_clerks or not members else self._turn("nhóm hộ", village.code, members)
        return Past(
            self.world.tables["phan_cong_nhom_ho"], offices.party_of_old(old),
            "Về phân công đảng viên, cán bộ phụ trách nhóm hộ", own,
            self.districts[old.district].state.chairs["TP"][0], self._of_old(old, "nhóm hộ cũ"),
        )  # fmt: skip

    def of_base(self, province: ProvinceStaff) -> Past:
        """Return how grass-roots organisations were answered for: by members of the committee."""
        district, old = next(iter(self.districts.values())), next(iter(self.olds.values()))
        return Past(
            self.world.tables["phan_cong_tinh"], offices.TINH_UY, OF_BASES,
            self._turn("tổ chức", "", province.party.chairs["UV"]), district.party.chairs["UV"][-1],
            old.party.chairs["UV"][-1],
        )  # fmt: skip

    def of_district(self, province: ProvinceStaff) -> Past:
        """Return how districts were answered for: by who leads a department of the province."""
        heads = [chair for staff in province.departments for chair in staff.chairs["GD"]]
        return Past(
            self.world.tables["phan_cong_tinh"], offices.UBND_TINH,
            "Về phân công lãnh đạo sở, ngành phụ trách huyện, thành phố",
            self._turn("huyện", "", heads), (), (), nobody=0.1,
        )  # fmt: skip

    def of_old_commune(self, old: OldCommune) -> Past:
        """Return how an old commune was followed: by who led its district and its divisions."""
        staff = self.districts[old.district].state
        leaders = [chair for key in ("PCT", "TP") for chair in staff.chairs[key]]
        return Past(
            self.world.tables["phan_cong_truoc_2025"], offices.state_of_district(old.district),
            "Về phân công lãnh đạo theo dõi xã, phường, thị trấn",
            self._turn("xã", old.district.code, leaders), (), (),
        )  # fmt: skip

    def _of_old(self, old: OldCommune, what: str) -> Chair:
        return next(self._turn(what, old.code, self.olds[old].state.chairs["CC"]))

    def _turn(self, what: str, code: str, chairs: list[Chair]) -> Iterator[Chair]:
        return self._turns.setdefault((what, code), cycle(chairs))
