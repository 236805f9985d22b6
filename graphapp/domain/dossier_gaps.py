"""The gaps that a dossier tells: of the unit itself and of what lies in it, as the gap page has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphapp.domain.coverage import gaps
from graphapp.domain.gap_kinds import GapKind
from graphapp.domain.results import Reason, Target
from graphapp.graph.port import Reader
from graphapp.model.policy import Policy
from graphapp.model.scope import Scope

_TIERS = {
    "commune": ("commune", "village", "organisation", "cell"),
    "village": ("village", "household"),
}


@dataclass(frozen=True)
class OpenGap:
    """A gap that is open on the day: what, which duty it breaks, and since when."""

    kind: GapKind
    subject: Target
    policy_row: str
    since: date | None
    reason: Reason | None = None


def gaps_of_unit(
    reader: Reader, scope: Scope, unit: Target, as_of: date, policy: Policy
) -> tuple[OpenGap, ...]:
    """Return the gaps of a commune, its villages and party organisations, or of a village."""
    reports = (
        gaps(reader, scope, unit.id, as_of, tier=tier, policy=policy)
        for tier in _TIERS[unit.tier]
        if policy.asked(tier, as_of)
    )
    return tuple(
        OpenGap(GapKind(gap.reason.value), gap.target, gap.policy_row, gap.since, gap.reason)
        for report in reports
        for gap in report.gaps
    )
