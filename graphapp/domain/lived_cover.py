"""Lived cover of a unit beside its cover on paper, each as n/N, with the rows behind it.

*Paper*: somebody is assigned, as the gap report counts. *Lived*: of those for whom a visit is due,
visited within the period by who answers for them (``lived``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from graphapp.domain.coverage import figures
from graphapp.domain.gap_days import Count, GapDays
from graphapp.domain.gap_kinds import GapKind, Spell
from graphapp.domain.gap_list import Found, Listed
from graphapp.domain.gap_rows import Named
from graphapp.domain.lived import last_visit, visits_asked
from graphapp.domain.results import PersonRef, Target
from graphapp.domain.spells_facts import Visit
from graphapp.graph.port import Reader, Row
from graphapp.model.interval import ALWAYS
from graphapp.model.policy import TARGET_TIERS
from graphapp.model.scope import Scope

STATES = ("missed", "visited")


@dataclass(frozen=True)
class LivedLine:
    """One tier.

    ``paper``: of all targets asked for, those with somebody assigned; ``lived``: of those for whom
    a visit is due, those visited in time.
    """

    tier: str
    paper: Count
    lived: Count


@dataclass(frozen=True)
class LastVisit:
    """The last visit that counts: who came when, why, and what came of it."""

    day: date
    person: PersonRef
    kind: str | None
    purpose: str | None
    outcome: str | None


@dataclass(frozen=True)
class LivedRow:
    """A target for which a visit was due, the last that there was, and since when one is missed."""

    target: Target
    above: tuple[Target, ...]
    policy_row: str
    missed: bool
    since: date | None
    last: LastVisit | None

    @property
    def place(self) -> str:
        """Name the units that it lies in, nearest first; the province is in the heading."""
        return ", ".join(unit.name for unit in self.above if unit.tier != "province")


def lived_lines(
    reader: Reader, scope: Scope, gaps: GapDays, unit: Target, as_of: date
) -> tuple[LivedLine, ...]:
    """Count every tier of which anything in a unit is asked on a day."""
    return tuple(_lines(reader, scope, gaps, unit, as_of))


def _lines(
    reader: Reader, scope: Scope, gaps: GapDays, unit: Target, as_of: date
) -> Iterator[LivedLine]:
    for tier in TARGET_TIERS:
        paper = figures(reader, scope, unit.id, as_of, tier=tier, policy=gaps.policy)
        if paper.denominator:
            missed = gaps.count(unit.id, as_of, GapKind.NOT_VISITED, tier)
            covered = Count(paper.denominator - paper.numerator, paper.denominator)
            yield LivedLine(tier, covered, Count(missed.of - missed.n, missed.of))


def lived_targets(
    gaps: GapDays, unit_id: str, as_of: date, tier: str, states: Sequence[str] = STATES
) -> Listed:
    """List the targets of a tier for which a visit was due on a day, by place."""
    layer = next(each for each in gaps.layers if GapKind.NOT_VISITED in each.definition.asked)
    found = [
        Found(_spell(layer.spells.get(subject, ()), subject, as_of), tier, _ids(gaps, subject))
        for subject, days in layer.asked[visits_asked].items()
        if gaps.places.tier(subject) == tier
        if any(each.holds(as_of) for each in days) and unit_id in gaps.units(subject, as_of)
    ]
    kept = [each for each in found if state_of(each.spell) in states]
    return Listed(tuple(sorted(kept, key=Named(gaps, as_of).place_order)))


def state_of(spell: Spell) -> str:
    """Tell whether a target was visited in time: its spell of the day, blank of a row if it was."""
    return "missed" if spell.policy_row else "visited"


def lived_rows(
    reader: Reader, gaps: GapDays, as_of: date, spells: Sequence[Spell]
) -> tuple[LivedRow, ...]:
    """Name some of the targets listed, and tell who came to each last."""
    named = Named(gaps, as_of).rows(reader, spells)
    last = [_last(gaps, spell, as_of) for spell in spells]
    ids = sorted({visit.id for visit in last if visit})
    told = {row["visit_id"]: row for row in reader.rows("visits/by_ids", visit_ids=ids)}
    return tuple(
        LivedRow(
            row.subject,
            row.above,
            row.spell.policy_row,
            state_of(row.spell) == "missed",
            row.spell.days.since if state_of(row.spell) == "missed" else None,
            _told(gaps, visit, told[visit.id]) if visit else None,
        )
        for row, visit in zip(named, last, strict=True)
    )


def _spell(spells: Sequence[Spell], subject: str, as_of: date) -> Spell:
    """Return the gap of a day; where there is none, what stands for a visit in time."""
    missed = (s for s in spells if s.kind is GapKind.NOT_VISITED and s.days.holds(as_of))
    return next(missed, Spell(GapKind.NOT_VISITED, subject, "", ALWAYS))


def _ids(gaps: GapDays, subject: str) -> tuple[str, ...]:
    return gaps.facts.alike[subject].ids


def _last(gaps: GapDays, spell: Spell, as_of: date) -> Visit | None:
    target = gaps.facts.alike[gaps.facts.first(spell.subject)]
    return last_visit(gaps.facts, target, gaps.policy, as_of)


def _told(gaps: GapDays, visit: Visit, row: Row) -> LastVisit:
    person = gaps.facts.people[visit.person_id]
    return LastVisit(
        visit.day, person, row["visit_kind"], row["visit_purpose"], row["visit_outcome"]
    )
