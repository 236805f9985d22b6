"""Whom the file of villages names as in charge: mostly who is, in some villages somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loaders.demo.duties import Local
    from loaders.demo.world import World


def name_officials(world: World, locals_: list[Local], current: Mapping[str, str]) -> None:
    """Fill the column of the official in charge, blank where a group or nobody is."""
    named: dict[str, str] = {}
    for local in locals_:
        for village in local.commune.living:
            if name := world.names_by_code.get(current.get(village.code, "")):
                named[village.code] = name
        _misname(world, local, named)
    rows = world.tables["thon"].rows
    rows[:] = [(*row[:-1], named.get(str(row[0]))) for row in rows]


def _misname(world: World, local: Local, named: dict[str, str]) -> None:
    """Let the file of every other commune name its chairman for one village."""
    chairman = world.names_by_code[local.staff.chairman]
    told = [one.code for one in local.commune.living if named.get(one.code, chairman) != chairman]
    if local.commune.number % 2 and told:
        named[told[-1]] = chairman
        world.planted.gap("names_differ", "village", told[-1], "names")
