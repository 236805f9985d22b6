"""Assigns communes and grass-roots organisations to the province, and says who leads whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import cycle
from typing import TYPE_CHECKING

from loaders.demo import bodies
from loaders.demo.assigning import (
    ACTING,
    BREAKS,
    EXPIRED,
    EXPIRING,
    HEADLESS,
    LEFT,
    LEFT_IN_CHARGE,
    NEVER,
    SUCCESSOR,
    WRONG,
    Target,
    Ways,
)
from loaders.demo.bodies import GRASSROOTS, PARTY, PROVINCE, Body
from loaders.demo.former import BASES, OF_BASES
from loaders.demo.given import LACKING, TASKS
from loaders.demo.offices import TINH_UY
from loaders.demo.past import Sort
from loaders.demo.real import REFORM
from loaders.demo.world import LAST_BEFORE_REFORM

if TYPE_CHECKING:
    from loaders.demo.duties import Duties, Local

# what is planted at the first communes; the others are as they should be
_COMMUNES = (
    None, NEVER, WRONG, WRONG, HEADLESS, LEFT_IN_CHARGE, EXPIRED, LEFT, EXPIRING, ACTING, SUCCESSOR,
    HEADLESS, *(None,) * 6, *LACKING,
)  # fmt: skip
_CROWD = slice(12, 18)
_EACH = 4
_GROUPS = 10
_AGENCIES = (
    "Bệnh viện Đa khoa tỉnh", "Bệnh viện Phổi", "Bệnh viện Y học cổ truyền", "Trường Cao đẳng",
    "Trường Chính trị", "Báo và Phát thanh, Truyền hình", "Công ty Cấp thoát nước",
    "Công ty Than", "Công ty Xi măng", "Điện lực", "Viễn thông", "Bưu điện", "Kho bạc",
    "Bảo hiểm xã hội", "Thuế tỉnh", "Hải quan", "Ngân hàng Nhà nước", "Ngân hàng Chính sách",
    "Quỹ Đầu tư", "Thi hành án dân sự", "Thống kê", "Hợp tác xã", "Lâm nghiệp", "Thủy lợi",
)  # fmt: skip


@dataclass
class Province:
    """What the province answers for, once its communes are there."""

    duties: Duties
    locals: list[Local]

    def communes(self) -> None:
        """Assign the communes to working groups and to deputy directors."""
        ways = self._commune_ways()
        crowd = self.locals[_CROWD] if len(self.locals) > _CROWD.stop else []
        targets = [Target(one.commune.code, REFORM) for one in crowd]
        self.duties.assigner.overload(targets, ways)
        for local in self.locals:
            if local not in crowd:
                self._commune(local, ways)

    def planned(self, local: Local) -> str | None:
        """Return what is planted at a commune."""
        number = local.commune.number
        alone = number in (2, 3) and len(self.locals) < 4
        return _COMMUNES[number] if number < len(_COMMUNES) and not alone else None

    def _commune(self, local: Local, ways: Ways) -> None:
        label = self.planned(local)
        if label == WRONG:
            other = self.locals[5 - local.commune.number]  # the second and third for each other
            ways.wrong = lambda: other.staff.state.ordinary[0]
        if label == SUCCESSOR:
            self._old_commune(local, ways)
        self.duties.assigner.assign(Target(local.commune.code, REFORM), ways, label)

    def _old_commune(self, local: Local, ways: Ways) -> None:
        """Let somebody answer for a part of the commune until the reform."""
        old = local.commune.real.olds[0].code
        decision = self.duties.world.decide(ways.office, ways.title, date(2024, 2, 1))
        code = f"PC{next(self.duties.world.assigned):06}"
        holder = self.duties.province.departments[2].people["PGD"][0]
        ways.table.add(
            code, holder, None, "xã", old, "phụ trách", date(2024, 2, 1), LAST_BEFORE_REFORM,
            TASKS["xã"], *decision.cells,
        )  # fmt: skip

    def _commune_ways(self) -> Ways:
        world, province, groups = self.duties.world, self.duties.province, self.duties.groups
        staffs = province.departments
        made = [
            groups.made("Tỉnh ủy", [head, *staffs[number].people["TP"][:4]])
            for number, head in enumerate(province.heads[:_GROUPS])
        ]
        deputies = [person for staff in staffs for person in staff.people["PGD"]][:_GROUPS]
        return Ways(
            Sort("xã"), "commune", "commune_by_province", world.tables["phan_cong_tinh"], TINH_UY,
            "Về phân công phụ trách xã, phường", cycle([*made * _EACH, *deputies]),
            staffs[-1].recruit, lambda: "", self._headless, changes=0,
        )  # fmt: skip

    # --- organisations -------------------------------------------------------------------------

    def organisations(self, at_communes: list[str]) -> None:
        """Assign grass-roots organisations to members of the province's committee."""
        past = self.duties.former.of_base(self.duties.province)
        codes = [self._agency(number, name) for number, name in enumerate(_AGENCIES, start=1)]
        agencies = [Target(code, past=past) for code in codes]
        ways = self._organisation_ways()
        self.duties.assigner.overload(agencies[-6:], ways)
        labels = [*BREAKS, EXPIRING, ACTING, *LACKING, *[None] * len(agencies)]
        for target, label in zip(agencies[:-6], labels, strict=False):
            self.duties.assigner.assign(target, ways, label)
        for code in at_communes:
            self.duties.assigner.assign(Target(code, REFORM), ways)

    def _agency(self, number: int, name: str) -> str:
        body = Body(
            f"CST{number:02}", f"Đảng bộ {name}", PARTY, GRASSROOTS, PROVINCE, "tỉnh", bodies.TU
        )
        return bodies.found(self.duties.world, body)

    def _organisation_ways(self) -> Ways:
        world, staff = self.duties.world, self.duties.province.party
        first = self.locals[0]
        return Ways(
            BASES, "organisation", "organisation_by_province", world.tables["phan_cong_tinh"],
            TINH_UY, OF_BASES, cycle(staff.ordinary), staff.recruit,
            lambda: first.staff.secretary, self._headless,
        )  # fmt: skip

    def _headless(self) -> str:
        staff = self.duties.province.departments[1]
        recruit = partial(staff.recruit, key=staff.deputy)
        return self.duties.groups.headless(TINH_UY, recruit, staff.ordinary[:2])

    def note_villages_below(self) -> None:
        """Note the villages that are answered for as they should be, in a commune that is not."""
        planted = self.duties.world.planted
        broken = {(one.tier, one.code) for one in planted.breaks}
        for local in self.locals:
            commune = local.commune
            if ("commune", commune.code) not in broken:
                continue
            for village in commune.living:
                if ("village", village.code) not in broken:
                    planted.gap("line_broken_above", "village", village.code, "line", commune.code)

    # --- who leads whom ------------------------------------------------------------------------

    def leading(self) -> None:
        """Write who leads whom, and note the villages whose line of people breaks on the way."""
        province = self.duties.province
        for person in (*province.deputies, *province.heads):
            self._leads(province.chairman, person)
        for staff in province.departments:
            for person in (*staff.people["PGD"], *staff.recruits):
                self._leads(staff.people["GD"][0], person)
        deputies = cycle(province.deputies)
        for local in self.locals:
            self._inside(local)
            if self._is_led(local):
                self._leads(next(deputies), local.staff.chairman)
        for local in self.locals:
            self._note_lines(local)

    def _is_led(self, local: Local) -> bool:
        """Tell whether somebody leads a chairman; else who is in charge of the commune leads on."""
        label = self.planned(local)
        if label in {WRONG, NEVER}:
            return False
        return label in {HEADLESS, LEFT_IN_CHARGE, EXPIRED, LEFT, SUCCESSOR} or bool(
            local.commune.number % 3
        )

    def _inside(self, local: Local) -> None:
        staff = local.staff
        led = [one for held in staff.state.people.values() for one in held]
        for person in (*led, *staff.state.recruits):
            if person == staff.chairman or person == self._strayed(local):
                continue
            self._leads(staff.chairman, person)
        for person in (*staff.party.ordinary, *staff.party.recruits):
            self._leads(staff.secretary, person)
        if strayed := self._strayed(local):
            old = self.duties.former.olds[local.commune.real.olds[0]].state
            self._leads(old.recruit(date(2023, 1, 1), LAST_BEFORE_REFORM), strayed)

    def _strayed(self, local: Local) -> str | None:
        """Return somebody who is still led by a person whom the reform sent home, if any."""
        return local.staff.state.ordinary[5] if local.commune.number % 7 == 0 else None

    def _leads(self, superior: str, inferior: str) -> None:
        world = self.duties.world
        decision = world.decide(TINH_UY, "Về phân công lãnh đạo trực tiếp", REFORM)
        world.add(
            "phan_cong_tinh", f"PC{next(world.assigned):06}", superior, None, "cán bộ", inferior,
            None, REFORM, None, None, *decision.cells,
        )  # fmt: skip

    def _note_lines(self, local: Local) -> None:
        """Note the villages of a commune from which no line of people reaches the province."""
        world, current = self.duties.world, self.duties.assigner.current
        officials = {*local.staff.state.ordinary, *local.staff.state.recruits}
        for village in local.commune.living:
            holder = current.get(village.code)
            if holder is None or holder.startswith("TCT"):
                world.planted.lines[village.code] = "nobody"
            elif holder == self._strayed(local):
                world.planted.lines[village.code] = "superior has left"
            elif self.planned(local) in {WRONG, NEVER} and holder in officials:
                cycle_ = self.planned(local) == WRONG
                world.planted.lines[village.code] = "cycle" if cycle_ else "nobody above"
