"""Assigns what a commune answers for, and plants what is broken, acting, expiring or too much."""

from __future__ import annotations

from dataclasses import dataclass, field
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
from loaders.demo.groups import WorkingGroups
from loaders.demo.homes import Group, Settled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.demo.places import Commune, Village
    from loaders.demo.staff import CommuneStaff, Pair, ProvinceStaff
    from loaders.demo.villagers import Cell
    from loaders.demo.world import World

_BY_CLERKS = 7
_TOO_MANY_UNITS, _TOO_MANY_GROUPS = 6, 16


@dataclass
class Local:
    """All that is known of one commune when its targets are assigned."""

    commune: Commune
    staff: CommuneStaff
    districts: list[Pair]
    olds: list[Pair]
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
    _breaks: dict[str, Iterator[str]] = field(default_factory=dict)

    def assign(self, local: Local) -> None:
        """Assign the villages, cells and households of a commune."""
        self._villages(local)
        self._cells(local)
        self._groups(local)
        self._alone(local)

    def _villages(self, local: Local) -> None:
        ways = self._village_ways(local)
        steady = [_target(one) for one in local.commune.living if not one.since]
        if local.commune.number % 10 == 3:
            self.assigner.overload(steady[:_TOO_MANY_UNITS], ways)
            steady = steady[_TOO_MANY_UNITS:]
        self._mostly_rightly("village", local, steady, ways)
        for village in local.commune.villages:
            left_out = village.since is not None and local.commune.number % 6 == 0
            if village.since or village.until:
                self.assigner.assign(_target(village), ways, SUCCESSOR if left_out else None)

    def _village_ways(self, local: Local) -> Ways:
        commune = local.commune
        district = [one for pair in local.districts for one in pair.state.people["CV"]]
        return Ways(
            "thôn", "village", "village_by_commune", commune.assignments, commune.state_office,
            "Về phân công cán bộ phụ trách thôn, khối", local.clerks, district,
            local.staff.state.recruit, cycle(self.province.departments[0].ordinary).__next__,
            district, [one for pair in local.olds for one in pair.state.ordinary],
            lambda: self.groups.headless(commune.state_office),
        )  # fmt: skip

    def _cells(self, local: Local) -> None:
        commune, staff = local.commune, local.staff.party
        district = [one for pair in local.districts for one in pair.party.people["UV"]]
        ways = Ways(
            "chi bộ", "cell", "cell_by_commune", commune.assignments, commune.party_office,
            "Về phân công cấp ủy viên phụ trách chi bộ", cycle(staff.ordinary), district,
            staff.recruit, cycle(local.staff.state.ordinary).__next__, district,
            [one for pair in local.olds for one in pair.party.ordinary],
            lambda: self.groups.headless(commune.party_office), ("phụ trách", "dự sinh hoạt"),
        )  # fmt: skip
        targets = [Target(cell.code, cell.since, cell.until) for cell in local.cells]
        steady = [one for one in targets if one.until is None and one.code not in _new(local)]
        if commune.number % 10 == 5:
            self.assigner.overload(steady[:_TOO_MANY_UNITS], ways)
            steady = steady[_TOO_MANY_UNITS:]
        self._mostly_rightly("cell", local, steady, ways)
        for one in targets:
            if one.until is not None or one.code in _new(local):
                self.assigner.assign(one, ways)

    def _groups(self, local: Local) -> None:
        groups = local.homes.groups
        steady = [one for one in groups if not one.village.until and not one.village.since]
        if local.commune.number % 20 == 4 and len(steady) > 2 * _TOO_MANY_GROUPS:
            crowd, steady = steady[-_TOO_MANY_GROUPS:], steady[:-_TOO_MANY_GROUPS]
            ways = self._group_ways(local, crowd[0].village, clerks=True)
            self.assigner.overload([_home_target(one) for one in crowd], ways)
        labels = dict(zip(steady, self._labels("household", local, len(steady)), strict=True))
        others = [one for one in groups if one.village.until or one.village.since]
        for number, group in enumerate([*steady, *others]):
            ways = self._group_ways(local, group.village, clerks=number % _BY_CLERKS == 0)
            self.assigner.assign(_home_target(group), ways, labels.get(group))

    def _alone(self, local: Local) -> None:
        """Assign households that are in no group one by one; some are left out."""
        odd = local.commune.number % 2
        labels = (NEVER, None, EXPIRED) if odd else (None, LEFT_IN_CHARGE, None)
        for (code, village), label in zip(local.homes.alone, labels, strict=True):
            ways = self._group_ways(local, village, clerks=False)
            ways.word, ways.title = "hộ", "Về phân công đảng viên phụ trách hộ"
            self.assigner.assign(Target(code), ways, label)

    def _group_ways(self, local: Local, village: Village, *, clerks: bool) -> Ways:
        """Return who answers for households; of the years before the reform little is known."""
        commune, staff = local.commune, local.staff.state
        return Ways(
            "nhóm hộ", "household", "household_by_commune_or_member",
            self.world.tables["phan_cong_nhom_ho"], commune.party_office,
            "Về phân công đảng viên, cán bộ phụ trách nhóm hộ",
            local.clerks if clerks else local.of_village(village), (), staff.recruit,
            lambda: villagers.deputy(self.world, village), local.districts[0].state.ordinary,
            [one for pair in local.olds for one in pair.state.ordinary],
            lambda: self.groups.headless(commune.party_office),
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
        return labels


def _target(village: Village) -> Target:
    return Target(village.code, village.since, village.until)


def _home_target(group: Group) -> Target:
    return Target(group.code, group.since, group.until, tuple(group.homes))


def _new(local: Local) -> set[str]:
    """Return the cells of villages that were made by a merger."""
    return {cell.code for cell in local.cells if cell.village and cell.village.since}
