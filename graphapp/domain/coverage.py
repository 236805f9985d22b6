"""Gaps: the targets of a tier in a scope that a policy row wants covered and nobody answers for.

How a holder stands is judged once, for all targets that the holder answers for; a target is judged
by itself, with its past, only where nobody answers and a reason is due. Both by the rules of
``links``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from graphapp.domain.assignments import Assignment, Subject, assignments_to, counted
from graphapp.domain.ground import EMPTY, Ground, ground
from graphapp.domain.grouped import Answering, Part
from graphapp.domain.holders import TIER_RANK, Holders, learn
from graphapp.domain.links import Known, Standing, cover, is_covered, judge, standing
from graphapp.domain.past import past_of
from graphapp.domain.results import Gap, GapReport, Tally, Target
from graphapp.domain.units import find
from graphapp.errors import InputError, Place, UsageError
from graphapp.graph.port import Reader
from graphapp.model.policy import TARGET_TIERS, Policy, PolicyRow
from graphapp.model.schema import MODEL
from graphapp.model.scope import Scope


@dataclass(frozen=True)
class Seen:
    """What all policy rows together say of a target.

    ``gap``: under some row nobody answers; ``in_post``: under every row somebody in post does;
    ``wrong_tier``: some row is covered from the wrong tier or line alone.
    """

    gap: bool
    in_post: bool
    wrong_tier: bool


def gaps(
    reader: Reader, scope: Scope, wanted: str, as_of: date, *, tier: str, policy: Policy
) -> GapReport:
    """Find the gaps of one tier of targets in a unit, by id or code, on a date.

    ``tier`` is one of ``TARGET_TIERS``, else UsageError; raises what ``units.find`` raises.
    Where no policy row asks for the tier on that date there is nothing to count: 0 of 0.
    """
    unit, asked, around = _looked_at(reader, scope, wanted, as_of, tier, policy)
    holders = _holders_in_force(reader, around, asked)
    seen = _seen(around, asked, Known(as_of, holders))
    missing = [part for part, each in seen if each.gap]
    idle = [part for part, each in seen if not each.in_post]
    lapsed = around.subjects(idle)
    return GapReport(
        as_of,
        unit,
        tier,
        tuple(row.key for row in asked),
        _number(missing),
        _number(around.parts),
        _number(idle),
        _number(part for part, each in seen if each.wrong_tier),
        _gaps(reader, around, missing, asked, Known(as_of, holders)),
        _tallies(seen, around),
        tuple(subject.target for subject, _ in lapsed),
        {subject.target.id: around.above(part) for subject, part in lapsed},
    )


def _number(parts: Iterable[Part]) -> int:
    return sum(part.number for part in parts)


def figures(
    reader: Reader, scope: Scope, wanted: str, as_of: date, *, tier: str, policy: Policy
) -> Tally:
    """Count what :func:`gaps` counts, without naming what is missing and why."""
    unit, asked, around = _looked_at(reader, scope, wanted, as_of, tier, policy)
    seen = _seen(around, asked, Known(as_of, _holders_in_force(reader, around, asked)))
    missing = _number(part for part, each in seen if each.gap)
    idle = _number(part for part, each in seen if not each.in_post)
    return Tally(unit, missing, _number(around.parts), idle)


def shares(
    reader: Reader, scope: Scope, wanted: str, as_of: date, *, tier: str, policy: Policy
) -> tuple[Tally, ...]:
    """Count what :func:`gaps` counts, in every unit of the scope, villages among them."""
    _, asked, around = _looked_at(reader, scope, wanted, as_of, tier, policy)
    seen = _seen(around, asked, Known(as_of, _holders_in_force(reader, around, asked)))
    return _tallies(seen, around, villages=True)


def _looked_at(  # noqa: PLR0917 - what gaps and figures are asked, as it is
    reader: Reader, scope: Scope, wanted: str, as_of: date, tier: str, policy: Policy
) -> tuple[Target, tuple[PolicyRow, ...], Ground]:
    """Return the unit, the rows that ask, and the targets they ask about."""
    if tier not in TARGET_TIERS:
        place = Place(value=tier, remedy="error.tier.remedy", values=(("choices", TARGET_TIERS),))
        raise UsageError("error.tier", (place,), value=tier)
    unit = find(reader, scope, wanted, as_of)
    if MODEL.label_of(unit.id) != "Unit":
        place = Place(value=wanted, remedy="error.not_a_unit.remedy")
        raise InputError("error.not_a_unit", (place,), code=wanted)
    asked = policy.asked(tier, as_of)
    around = ground(reader, unit, tier, as_of) if asked else EMPTY
    return unit, asked, around


def _holders_in_force(reader: Reader, around: Ground, asked: Sequence[PolicyRow]) -> Holders:
    """Learn of all who hold what is in force, of kinds that count."""
    kinds = {kind for row in asked for kind in row.kinds}
    held = {part.answering for part in around.parts}
    return learn(
        reader, Holders(), {holder for each in held for kind, holder in each if kind in kinds}
    )


def _seen(around: Ground, asked: Sequence[PolicyRow], known: Known) -> list[tuple[Part, Seen]]:
    """See how each part is answered for, in the order of the ground."""
    standings = _Standings(known, asked)
    return [(part, standings.seen(part.answering)) for part in around.parts]


@dataclass(frozen=True)
class _Standings:
    """How holders stand under the policy rows, each judged once."""

    known: Known
    asked: Sequence[PolicyRow]
    _holders: dict[tuple[str, str], Standing] = field(default_factory=dict)
    _targets: dict[Answering, Seen] = field(default_factory=dict)

    def seen(self, held: Answering) -> Seen:
        """Tell what the rows say of a target for which these answer."""
        found = self._targets.get(held)
        if found is None:
            covers = [
                cover(self._standing(row, holder) for kind, holder in held if kind in row.kinds)
                for row in self.asked
            ]
            found = self._targets[held] = Seen(
                not all(c.covered for c in covers),
                all(c.in_post for c in covers),
                any(c.wrong_tier for c in covers),
            )
        return found

    def _standing(self, row: PolicyRow, holder: str) -> Standing:
        key = (row.key, holder)
        if key not in self._holders:
            self._holders[key] = standing(holder, row, self.known)
        return self._holders[key]


def _gaps(
    reader: Reader,
    around: Ground,
    missing: Sequence[Part],
    asked: Sequence[PolicyRow],
    known: Known,
) -> tuple[Gap, ...]:
    """Judge uncovered targets each by itself, under every row that nobody covers."""
    found = around.subjects(missing)
    if not found:
        return ()
    uncovered = [subject for subject, _ in found]
    assignments = assignments_to(reader, uncovered)
    as_of = known.as_of
    past = _holders_of_the_past(assignments.values(), asked, as_of)
    known = Known(as_of, learn(reader, known.holders, past), past_of(reader, uncovered, as_of))
    return tuple(
        _gap(subject, assignments[subject.target.id], row, known, around.above(part))
        for subject, part in found
        for row in asked
        if not is_covered(assignments[subject.target.id], row, as_of)
    )


def _holders_of_the_past(
    assignments: Iterable[Sequence[Assignment]], asked: Sequence[PolicyRow], as_of: date
) -> set[str]:
    """Return who held what counts, where nothing that counts is in force: for the reason."""
    return {
        a.holder_id
        for rows in assignments
        for row in asked
        if not is_covered(rows, row, as_of)
        for a in counted(rows, row)
    }


def _gap(
    subject: Subject,
    assignments: Sequence[Assignment],
    row: PolicyRow,
    known: Known,
    above: tuple[Target, ...],
) -> Gap:
    broken = judge(subject, assignments, row, known).broken
    if broken is None:
        message = "an uncovered target always has a reason"
        raise AssertionError(message)
    return Gap(subject.target, above, broken.reason, broken.since, row.key)


def _tallies(
    seen: Iterable[tuple[Part, Seen]], around: Ground, *, villages: bool = False
) -> tuple[Tally, ...]:
    """Count by every commune, district and province inside the scope; highest first, then code."""
    homes: defaultdict[str | None, list[int]] = defaultdict(lambda: [0, 0, 0])
    for part, each in seen:
        numbers = (part.number * each.gap, part.number, part.number * (not each.in_post))
        _add(homes[part.home], numbers)
    counts: defaultdict[Target, list[int]] = defaultdict(lambda: [0, 0, 0])
    for home, count in homes.items():
        for unit in around.units.line(home):
            if villages or unit.tier != "village":
                _add(counts[unit], count)
    ordered = sorted(counts, key=lambda u: (TIER_RANK[u.tier], u.code, u.id))
    return tuple(Tally(unit, *counts[unit]) for unit in ordered)


def _add(count: list[int], more: Sequence[int]) -> None:
    for place, number in enumerate(more):
        count[place] += number
