"""Assigns what a commune answers for, and plants what is broken, acting, expiring or too much."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from itertools import cycle
from typing import TYPE_CHECKING

from loaders.demo import villagers
from loaders.demo.assigning import (
    ACTING,
    BREAKS,
    EXPIRED,
    EXPIRING,
    LEFT_IN_CHARGE,
    NEVER,
    SUCCESSOR,
    Assigner,
    Target,
    Ways,
)
from loaders.demo.former import Former
from loaders.demo.given import LACKING
from loaders.demo.groups import WorkingGroups
from loaders.demo.homes import Group, Settled
from loaders.demo.past import Sort

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from loaders.demo.decisions import Office
    from loaders.demo.places import Commune, Village
    from loaders.demo.staff import CommuneStaff, ProvinceStaff, Staff
    from loaders.demo.villagers import Cell
    from loaders.demo.world import World

_BY_CLERKS = 7
_TOO_MANY_UNITS, _TOO_MANY_GROUPS = 6, 16


@dataclass
class Local:
    """All that is known of one commune when its targets are assigned."""

    commune: Commune
    staff: CommuneStaff
    cells: list[Cell]
    homes: Settled
    clerks: Iterator[str] = field(init=False)
    members: dict[Village, Iterator[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take everybody in turn, so that nobody has more than a fair share."""
        self.clerks = cycle(self.staff.state.ordinary)

    def of_village(self, village: Village) -> Iterator[str]:
        """Return a village's party members in turn; where it has none, the commune's officials."""
        if not village.members:
            return self.clerks
        return self.members.setdefault(village, cycle(village.members))


@dataclass
class Duties:
    """Assigns, commune after commune; what is to be planted next goes round."""

    world: World
    province: ProvinceStaff
    groups: WorkingGroups
    assigner: Assigner
    former: Former
    strangers: Iterator[str] = field(init=False)
    _breaks: dict[str, Iterator[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take officials of the province in turn, where a village is given to a wrong tier."""
        self.strangers = cycle(self.province.departments[0].ordinary)

    def assign(self, local: Local) -> None:
        """Assign the villages, cells and households of a commune."""
        self._villages(local)
        self._cells(local)
        self._groups(local)
        self._alone(local)

    def _villages(self, local: Local) -> None:
        ways = self._village_ways(local)
        targets = {one: self._village(one) for one in local.commune.villages}
        steady = [targets[one] for one in local.commune.living if not one.since]
        if local.commune.number % 20 == 3:
            steady = self._by_one_alone(local, steady, ways)
        elif local.commune.number % 10 == 3:
            self.assigner.overload(steady[:_TOO_MANY_UNITS], ways)
            steady = steady[_TOO_MANY_UNITS:]
        self._mostly_rightly("village", local, steady, ways)
        for village, target in targets.items():
            left_out = village.since is not None and local.commune.number % 6 == 0
            if village.since or village.until:
                self.assigner.assign(target, ways, SUCCESSOR if left_out else None)

    def _by_one_alone(self, local: Local, steady: list[Target], ways: Ways) -> list[Target]:
        """Give one person over half of a commune's villages; return those that are left."""
        most = len(local.commune.living) // 2 + 1
        person = self.assigner.overload(steady[:most], ways)
        code = local.commune.code
        self.world.planted.gap("single_point", "person", person, "sole", code)
        return steady[most:]

    def _village(self, village: Village) -> Target:
        past = self.former.of_village(village)
        return Target(village.code, village.since, village.until, past=past)

    def _village_ways(self, local: Local) -> Ways:
        commune, state = local.commune, local.staff.state
        return Ways(
            Sort("thôn"), "village", "village_by_commune", commune.assignments,
            commune.state_office,
            "Về phân công cán bộ phụ trách thôn, khối", local.clerks, state.recruit,
            self.strangers.__next__,
            self._headless(commune.state_office, state),
        )  # fmt: skip

    def _headless(self, office: Office, staff: Staff) -> Callable[[], str]:
        """Return what gives a group of a commune's people whose head, a deputy, has retired."""
        recruit = partial(staff.recruit, key=staff.deputy)
        return lambda: self.groups.headless(office, recruit, staff.ordinary[-2:])

    def _cells(self, local: Local) -> None:
        commune, staff = local.commune, local.staff.party
        ways = Ways(
            Sort("chi bộ", ("phụ trách", "dự sinh hoạt")), "cell", "cell_by_commune",
            commune.assignments, commune.party_office,
            "Về phân công cấp ủy viên phụ trách chi bộ", cycle(staff.ordinary),
            staff.recruit, cycle(local.staff.state.ordinary).__next__,
            self._headless(commune.party_office, staff),
        )  # fmt: skip
        targets = [self._cell(cell) for cell in local.cells]
        steady = [one for one in targets if one.until is None and one.code not in _new(local)]
        if commune.number % 10 == 5:
            self.assigner.overload(steady[:_TOO_MANY_UNITS], ways)
            steady = steady[_TOO_MANY_UNITS:]
        self._mostly_rightly("cell", local, steady, ways)
        for one in targets:
            if one.until is not None or one.code in _new(local):
                self.assigner.assign(one, ways)

    def _cell(self, cell: Cell) -> Target:
        past = self.former.of_cell(cell.village) if cell.village else None
        return Target(cell.code, cell.since, cell.until, past=past)

    def _groups(self, local: Local) -> None:
        groups = local.homes.groups
        steady = [one for one in groups if not one.village.until and not one.village.since]
        if local.commune.number % 20 == 4 and len(steady) > 2 * _TOO_MANY_GROUPS:
            crowd, steady = steady[-_TOO_MANY_GROUPS:], steady[:-_TOO_MANY_GROUPS]
            ways = self._group_ways(local, crowd[0].village, clerks=True)
            self.assigner.overload([self._home(one) for one in crowd], ways)
        labels = dict(zip(steady, self._labels("household", local, len(steady)), strict=True))
        others = [one for one in groups if one.village.until or one.village.since]
        for number, group in enumerate([*steady, *others]):
            ways = self._group_ways(local, group.village, clerks=number % _BY_CLERKS == 0)
            self.assigner.assign(self._home(group), ways, labels.get(group))

    def _alone(self, local: Local) -> None:
        """Assign households that are in no group one by one; some are left out."""
        odd = local.commune.number % 2
        labels = (NEVER, None, EXPIRED) if odd else (None, LEFT_IN_CHARGE, None)
        for (code, village), label in zip(local.homes.alone, labels, strict=True):
            ways = self._group_ways(local, village, clerks=False)
            ways.sort, ways.title = Sort("hộ"), "Về phân công đảng viên phụ trách hộ"
            target = Target(code, past=self.former.of_homes(village, by_clerks=False))
            self.assigner.assign(target, ways, label)

    def _home(self, group: Group) -> Target:
        by_clerks = self.world.maybe(1 / _BY_CLERKS)
        past = self.former.of_homes(group.village, by_clerks=by_clerks)
        return Target(group.code, group.since, group.until, tuple(group.homes), past)

    def _group_ways(self, local: Local, village: Village, *, clerks: bool) -> Ways:
        """Return who answers for households since the reform."""
        commune, staff = local.commune, local.staff.state
        return Ways(
            Sort("nhóm hộ"), "household", "household_by_commune_or_member",
            self.world.tables["phan_cong_nhom_ho"], commune.party_office,
            "Về phân công đảng viên, cán bộ phụ trách nhóm hộ",
            local.clerks if clerks else local.of_village(village), staff.recruit,
            lambda: villagers.deputy(self.world, village),
            self._headless(commune.party_office, local.staff.party),
        )  # fmt: skip

    def _mostly_rightly(self, tier: str, local: Local, targets: list[Target], ways: Ways) -> None:
        labels = self._labels(tier, local, len(targets))
        for target, label in zip(targets, labels, strict=True):
            self.assigner.assign(target, ways, label)

    def _labels(self, tier: str, local: Local, most: int) -> list[str | None]:
        """Return what to plant at each of a commune's targets, mostly nothing."""
        number = local.commune.number
        turn = self._breaks.setdefault(tier, cycle(BREAKS))
        wanted: list[str | None] = [next(turn) for _ in range(1 + (number % 2 == 0))]
        wanted += [EXPIRING, *([ACTING] if number % 3 == 1 else [])]
        labels: list[str | None] = [None] * most
        for place, label in zip(range(1, most, 2), wanted, strict=False):
            labels[place] = label
        for place, label in zip(range(2, most, 4), LACKING if number % 2 else (), strict=False):
            labels[place] = label
        return labels


def _new(local: Local) -> set[str]:
    """Return the cells of villages that were made by a merger."""
    return {cell.code for cell in local.cells if cell.village and cell.village.since}
