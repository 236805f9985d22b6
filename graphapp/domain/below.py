"""How many lie below a unit, and how many of them have somebody: counts, never one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graphapp.domain.coverage import figures
from graphapp.domain.results import Tally, Target
from graphapp.graph.port import Reader
from graphapp.model.policy import Policy
from graphapp.model.scope import Scope

# households of a province take over a second to count, and its own pages count them
_TIERS: Mapping[str, Sequence[str]] = {
    "province": ("district", "commune", "village"),
    "district": ("village",),
    "commune": ("village", "household"),
    "village": ("household",),
}


@dataclass(frozen=True)
class Below:
    """What lies below a unit of one tier: how many, and how many of them without anyone."""

    tier: str
    tally: Tally


def below(
    reader: Reader, scope: Scope, target: Target, as_of: date, *, policy: Policy
) -> tuple[Below, ...]:
    """Count what lies below a unit that lives on a date, where a duty of the day asks for it.

    Nothing lies below a household or an organisation.
    """
    found = [
        Below(tier, figures(reader, scope, target.id, as_of, tier=tier, policy=policy))
        for tier in _TIERS.get(target.tier, ())
        if policy.asked(tier, as_of)
    ]
    return tuple(each for each in found if each.tally.denominator)
