"""Whose absence breaks whose line, by brute force: take everybody out in turn and walk again."""

from __future__ import annotations

from typing import Any

Facts = dict[str, Any]
"""``answering``, ``above`` and ``seats``: lists by id; ``top``: ids."""


def reached(facts: Facts, target: str, absent: str | None = None) -> int | None:
    """Count the people on the shortest way to the province; None where there is no way."""
    level = [one for one in facts["answering"].get(target, []) if one != absent]
    met: set[str] = set()
    for people in range(1, len(facts["people"]) + 2):
        nearer = []
        for one in level:
            above = [other for other in facts["above"].get(one, []) if other != absent]
            if not above and one in facts["top"]:
                return people
            nearer += above or [
                other
                for seat in facts["seats"].get(one, [])
                for other in facts["answering"].get(seat, [])
                if other not in {one, absent}
            ]
        met |= set(level)
        level = [one for one in nearer if one not in met]
    return None


def breaking(facts: Facts, targets: list[str]) -> dict[str, frozenset[str]]:
    """Tell by person the targets that reach the province, and do not without that person."""
    found = {}
    for person in facts["people"]:
        broken = {
            target
            for target in targets
            if reached(facts, target) is not None and reached(facts, target, person) is None
        }
        if broken:
            found[person] = frozenset(broken)
    return found
