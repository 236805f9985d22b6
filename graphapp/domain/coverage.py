"""Gaps: the targets of a tier in a scope that a policy row wants covered and nobody answers for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graphapp.domain.assignments import (
    Assignment,
    Subject,
    assignments_to,
    counted,
    household_subject,
    in_force,
    organisation_subject,
    unit_subject,
)
from graphapp.domain.holders import TIER_RANK, Holders, learn
from graphapp.domain.links import Known, Verdict, is_covered, judge
from graphapp.domain.past import past_of
from graphapp.domain.results import Gap, GapReport, Tally, Target
from graphapp.domain.units import find
from graphapp.errors import InputError, Place, UsageError
from graphapp.graph.port import Reader
from graphapp.model.policy import TARGET_TIERS, Policy, PolicyRow
from graphapp.model.schema import MODEL
from graphapp.model.scope import Scope

_KINDS = {"organisation": "grassroots", "cell": "cell"}


@dataclass(frozen=True)
class _Place:
    """Targets of a tier in a scope, and the units inside the scope that each lies in."""

    subjects: tuple[Subject, ...]
    above: Mapping[str, tuple[Target, ...]]


@dataclass(frozen=True)
class _Judged:
    """A target with what each policy row says of it."""

    subject: Subject
    verdicts: tuple[Verdict, ...]

    @property
    def gaps(self) -> list[Verdict]:
        """Return the rows under which nobody answers."""
        return [v for v in self.verdicts if not v.covered]

    @property
    def in_post(self) -> bool:
        """Tell whether under every row somebody in post answers."""
        return all(v.in_post for v in self.verdicts)

    @property
    def wrong_tier(self) -> bool:
        """Tell whether some row is covered from the wrong tier or line alone."""
        return any(v.wrong_tier for v in self.verdicts)


def gaps(
    reader: Reader, scope: Scope, wanted: str, as_of: date, *, tier: str, policy: Policy
) -> GapReport:
    """Find the gaps of one tier of targets in a unit, by id or code, on a date.

    ``tier`` is one of ``TARGET_TIERS``, else UsageError; raises what ``units.find`` raises.
    Where no
    policy row asks for the tier on that date there is nothing to count: 0 of 0.
    """
    if tier not in TARGET_TIERS:
        place = Place(value=tier, remedy="error.tier.remedy", values=(("choices", TARGET_TIERS),))
        raise UsageError("error.tier", (place,), value=tier)
    unit = find(reader, scope, wanted, as_of)
    if MODEL.label_of(unit.id) != "Unit":
        place = Place(value=wanted, remedy="error.not_a_unit.remedy")
        raise InputError("error.not_a_unit", (place,), code=wanted)
    asked = policy.asked(tier, as_of)
    place_ = _place(reader, unit, tier, as_of) if asked else _Place((), {})
    judged = _judge(reader, place_.subjects, asked, as_of)
    return GapReport(
        as_of,
        unit,
        tier,
        tuple(row.key for row in asked),
        sum(bool(j.gaps) for j in judged),
        len(judged),
        sum(not j.in_post for j in judged),
        sum(j.wrong_tier for j in judged),
        tuple(_gap(j, v, place_) for j in judged for v in j.gaps),
        _tallies(judged, place_),
        tuple(j.subject.target for j in judged if not j.in_post),
    )


def _place(reader: Reader, unit: Target, tier: str, as_of: date) -> _Place:
    if tier == "household":
        rows = reader.rows("households/below", unit_id=unit.id, as_of=as_of)
        inside = _inside(reader, unit, "village", as_of)
        homes = {row["household_id"]: row["village_id"] for row in rows}
        return _Place(
            tuple(household_subject(row) for row in rows),
            {target_id: inside[home] for target_id, home in homes.items()},
        )
    if tier in _KINDS:
        return _organisations(reader, unit, tier, as_of)
    rows = reader.rows("units/below", unit_id=unit.id, tier=tier, as_of=as_of)
    inside = _inside(reader, unit, tier, as_of)
    subjects = tuple(unit_subject(row) for row in rows)
    return _Place(subjects, {s.target.id: inside[s.target.id][1:] for s in subjects})


def _organisations(reader: Reader, unit: Target, tier: str, as_of: date) -> _Place:
    rows = reader.rows("organisations/below", unit_id=unit.id, kind=_KINDS[tier], as_of=as_of)
    inside: dict[str, tuple[Target, ...]] = {}
    for seat_tier in TIER_RANK:
        inside |= _inside(reader, unit, seat_tier, as_of)
    return _Place(
        tuple(organisation_subject(row) for row in rows),
        {row["organisation_id"]: inside[row["served_id"]] for row in rows},
    )


def _inside(reader: Reader, unit: Target, tier: str, as_of: date) -> dict[str, tuple[Target, ...]]:
    """Return for each unit of a tier in a scope itself and what is above it inside the scope."""
    found: defaultdict[str, list[Target]] = defaultdict(list)
    for row in reader.rows("units/parents_below", unit_id=unit.id, tier=tier, as_of=as_of):
        found[row["start_id"]].append(unit_subject(row).target)
    return {target_id: tuple(units) for target_id, units in found.items()}


def _judge(
    reader: Reader, subjects: Sequence[Subject], asked: Sequence[PolicyRow], as_of: date
) -> list[_Judged]:
    if not subjects:
        return []
    assignments = assignments_to(reader, subjects)
    holders = learn(reader, Holders(), _holders_that_matter(assignments, asked, as_of))
    uncovered = [
        s
        for s in subjects
        if not all(is_covered(assignments[s.target.id], row, as_of) for row in asked)
    ]
    known = Known(as_of, holders, past_of(reader, uncovered, as_of))
    return [
        _Judged(s, tuple(judge(s, assignments[s.target.id], r, known) for r in asked))
        for s in subjects
    ]


def _holders_that_matter(
    assignments: Mapping[str, Sequence[Assignment]], asked: Sequence[PolicyRow], as_of: date
) -> set[str]:
    """Return who holds an assignment in force, and who held one where none is: for the reason."""
    wanted: set[str] = set()
    for rows in assignments.values():
        for row in asked:
            relevant = counted(rows, row)
            wanted.update(a.holder_id for a in in_force(relevant, as_of) or relevant)
    return wanted


def _gap(judged: _Judged, verdict: Verdict, place: _Place) -> Gap:
    if verdict.broken is None:
        message = "an uncovered target always has a reason"
        raise AssertionError(message)
    return Gap(
        judged.subject.target,
        place.above[judged.subject.target.id],
        verdict.broken.reason,
        verdict.broken.since,
        verdict.row.key,
    )


def _tallies(judged: Sequence[_Judged], place: _Place) -> tuple[Tally, ...]:
    """Count by every commune, district and province inside the scope; highest first, then code."""
    counts: defaultdict[Target, list[int]] = defaultdict(lambda: [0, 0, 0])
    for each in judged:
        for unit in place.above[each.subject.target.id]:
            if unit.tier != "village":
                count = counts[unit]
                count[0] += bool(each.gaps)
                count[1] += 1
                count[2] += not each.in_post
    ordered = sorted(counts, key=lambda u: (TIER_RANK[u.tier], u.code, u.id))
    return tuple(Tally(unit, *counts[unit]) for unit in ordered)
