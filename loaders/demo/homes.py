"""Households and the groups that they form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loaders.demo.places import Commune, Village
    from loaders.demo.world import World

_SIZE = 15
_POOR, _NEAR_POOR = 0.05, 0.11
_ALONE = 3
_FOUNDED = (date(2019, 1, 1), date(2020, 6, 1), date(2021, 1, 1), date(2021, 9, 1))


@dataclass(eq=False)
class Group:
    """Some fifteen households of a village; ``homes`` are their codes."""

    code: str
    village: Village
    homes: list[str]
    since: date
    until: date | None


@dataclass(frozen=True)
class Settled:
    """The groups of a commune, and the households that are in none."""

    groups: list[Group]
    alone: list[tuple[str, Village]]


def settle_homes(world: World, commune: Commune) -> Settled:
    """Give every village its households, in groups but for a few of the first village."""
    groups: list[Group] = []
    alone: list[tuple[str, Village]] = []
    homes: dict[Village, list[tuple[str, str | None, int]]] = {}
    for village in commune.villages:
        if village.merged_from:
            homes[village] = [home for old in village.merged_from for home in homes[old]]
        else:
            homes[village] = [_home(world, village, n) for n in range(1, village.homes + 1)]
        groups += _grouped(world, village, homes[village])
    first = commune.villages[0]
    for number in range(_ALONE):
        code, poverty, size = _home(world, first, first.homes + number + 1)
        world.add("ho", code, first.code, poverty, size, None, None, None)
        alone.append((code, first))
    return Settled(groups, alone)


def _home(world: World, village: Village, number: int) -> tuple[str, str | None, int]:
    chance = world.rng.random()
    poverty = "nghèo" if chance < _POOR else "cận nghèo" if chance < _NEAR_POOR else None
    return f"{village.code}-H{number:03}", poverty, world.rng.choice((1, 2, 3, 4, 4, 4, 5, 5, 6, 7))


def _grouped(
    world: World, village: Village, homes: list[tuple[str, str | None, int]]
) -> list[Group]:
    """Write the households of a village, group by group."""
    count = max(1, round(len(homes) / _SIZE))
    size = -(-len(homes) // count)
    word = "Liên gia" if village.commune.real.ward else "Nhóm hộ"
    made = []
    for number in range(1, count + 1):
        own = homes[(number - 1) * size : number * size]
        if not own:
            break
        since = village.since or world.rng.choice(_FOUNDED)
        group = Group(
            f"{village.code}-N{number:02}", village, [code for code, _, _ in own], since,
            village.until,
        )  # fmt: skip
        world.add("nhom_ho", group.code, f"{word} {number}, {village.shown}", since, village.until)
        for code, poverty, members in own:
            world.add(
                "ho", code, village.code, poverty, members, group.code, village.since,
                village.until,
            )  # fmt: skip
        made.append(group)
    return made
