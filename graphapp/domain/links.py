"""One link of responsibility: covered or not, sound or broken and why, in what state.

The one definition of cover, gap, reason and state, used by chain and gap report alike
(design, section 5).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graphapp.domain.assignments import Assignment, Subject, counted, in_force, is_group
from graphapp.domain.holders import Holders, Tenure
from graphapp.domain.results import STATES, Break, PersonRef, Reason, State
from graphapp.model.interval import OPEN_END, last_day
from graphapp.model.policy import PolicyRow


@dataclass(frozen=True)
class Predecessor:
    """A unit that a target succeeded, with the assignments it had."""

    until: date
    assignments: tuple[Assignment, ...]


@dataclass(frozen=True)
class Past:
    """What a reason may need beyond the target's own rows.

    ``tiers``: those of which a unit lives on the date; ``ended``: when the last of a tier ended;
    ``predecessors``: by the id of the successor.
    """

    tiers: frozenset[str]
    ended: Mapping[str, date]
    predecessors: Mapping[str, tuple[Predecessor, ...]]


NO_PAST = Past(frozenset(), {}, {})


@dataclass(frozen=True)
class Known:
    """What links are judged on: the day, who holds what, the past.

    ``expiring``: within how many days the end of an assignment is near; None: none is told.
    """

    as_of: date
    holders: Holders
    past: Past = NO_PAST
    expiring: int | None = None


@dataclass(frozen=True)
class Verdict:
    """What one policy row says of one target on a date.

    ``leader`` is the first sound assignment; ``broken`` is None when there is one. ``wrong_tier``:
    every assignment that counts is held from the wrong tier or line.
    """

    row: PolicyRow
    covered: bool
    in_post: bool
    leader: Assignment | None
    broken: Break | None
    wrong_tier: bool


def is_covered(assignments: Sequence[Assignment], row: PolicyRow, as_of: date) -> bool:
    """Tell whether an assignment of a kind that counts is in force, sound or not."""
    return bool(in_force(counted(assignments, row), as_of))


def leading_person(assignment: Assignment, holders: Holders, as_of: date) -> PersonRef | None:
    """Return who answers for an assignment: its person, or the leading head of its group."""
    people = answering(assignment, holders, as_of)
    return people[0] if people else None


def answering(assignment: Assignment, holders: Holders, as_of: date) -> list[PersonRef]:
    """Return who answers for an assignment on a date: its person, or its group's heads."""
    if assignment.by_group:
        return holders.heads_on(assignment.holder_id, as_of)
    return [PersonRef(assignment.holder_id, assignment.holder_code, assignment.holder_name)]


@dataclass(frozen=True)
class Standing:
    """How a holder of an assignment in force stands under a policy row on a date.

    ``flaw`` tells why the holder does not carry the link, None when it does; ``in_post``: whether
    somebody who answers for the holder is in post.
    """

    flaw: Break | None
    in_post: bool


def standing(holder_id: str, row: PolicyRow, known: Known) -> Standing:
    """Judge a holder, a person or a working group: the same for all that it answers for."""
    if not is_group(holder_id):
        return Standing(
            _flaw(holder_id, row, known, by_group=False), _active(holder_id, row, known)
        )
    heads = known.holders.heads_on(holder_id, known.as_of)
    if not heads:
        return Standing(Break(Reason.GROUP_WITHOUT_HEAD, None), in_post=False)
    in_post = any(_active(head.id, row, known) for head in heads)
    return Standing(_flaw(heads[0].id, row, known, by_group=True), in_post)


def unsound(assignment: Assignment, row: PolicyRow, known: Known) -> Break | None:
    """Tell why an assignment in force does not carry the link that a policy row asks for."""
    return standing(assignment.holder_id, row, known).flaw


def _flaw(person_id: str, row: PolicyRow, known: Known, *, by_group: bool) -> Break | None:
    if _fits(person_id, row, known, by_group=by_group):
        return None
    left = known.holders.left_post(person_id, known.as_of)
    return Break(Reason.HOLDER_LEFT_POST, left) if left else Break(Reason.WRONG_TIER, None)


def _fits(person_id: str, row: PolicyRow, known: Known, *, by_group: bool) -> bool:
    if row.accepts_member and known.holders.is_member(person_id, known.as_of):
        return True
    held = known.holders.in_force(person_id, known.as_of)
    return bool(held) if by_group and row.accepts_group else any(t.matches(row) for t in held)


def _active(person_id: str, row: PolicyRow, known: Known) -> bool:
    return bool(known.holders.in_force(person_id, known.as_of)) or (
        row.accepts_member and known.holders.is_member(person_id, known.as_of)
    )


@dataclass(frozen=True)
class Cover:
    """Whether a target is covered under a policy row, by somebody in post, from a wrong tier alone.

    ``wrong_tier``: every assignment that counts is held from the wrong tier or line.
    """

    covered: bool
    in_post: bool
    wrong_tier: bool


def cover(standings: Iterable[Standing]) -> Cover:
    """Sum up how the holders of the counted assignments in force stand."""
    found = list(standings)
    wrong = [s.flaw is not None and s.flaw.reason is Reason.WRONG_TIER for s in found]
    return Cover(bool(found), any(s.in_post for s in found), bool(wrong) and all(wrong))


def judge(
    subject: Subject, assignments: Sequence[Assignment], row: PolicyRow, known: Known
) -> Verdict:
    """Judge one target under one policy row on a date at which the target lives."""
    relevant = counted(assignments, row)
    current = in_force(relevant, known.as_of)
    standings = [standing(a.holder_id, row, known) for a in current]
    sound = (a for a, found in zip(current, standings, strict=True) if found.flaw is None)
    leader = next(sound, None)
    broken = None
    if leader is None:
        broken = standings[0].flaw if current else why_uncovered(subject, relevant, row, known)
    found = cover(standings)
    return Verdict(row, found.covered, found.in_post, leader, broken, found.wrong_tier)


def why_uncovered(
    subject: Subject, relevant: Sequence[Assignment], row: PolicyRow, known: Known
) -> Break:
    """Name the reason of a gap, in the order of precedence of the design, section 5."""
    begun = [a for a in relevant if a.interval.since <= known.as_of]
    if not begun:
        closed = _covered_predecessor(
            known.past.predecessors.get(subject.target.id, ()), row, known.as_of
        )
        return Break(Reason.UNIT_CLOSED, closed) if closed else Break(Reason.NEVER_ASSIGNED, None)
    last = max(begun, key=lambda a: (a.interval.until, a.interval.since, a.holder_code, a.id))
    final = last_day(last.interval.until)
    person = leading_person(last, known.holders, final)
    if person is None:
        return Break(Reason.ASSIGNMENT_EXPIRED, last.interval.until)
    post = next(iter(known.holders.posts(person.id, final)), None)
    gone = post and _post_gone(post, known)
    if gone:
        return gone
    left = known.holders.left_post(person.id, known.as_of)
    if left and not (row.accepts_member and known.holders.is_member(person.id, known.as_of)):
        return Break(Reason.HOLDER_LEFT_POST, left)
    return Break(Reason.ASSIGNMENT_EXPIRED, last.interval.until)


def _covered_predecessor(
    predecessors: Sequence[Predecessor], row: PolicyRow, as_of: date
) -> date | None:
    """Return when the latest predecessor ended that was covered on its last day."""
    ends = [
        p.until
        for p in predecessors
        if p.until <= as_of and in_force(counted(p.assignments, row), last_day(p.until))
    ]
    return max(ends, default=None)


def _post_gone(post: Tenure, known: Known) -> Break | None:
    if post.unit.tier not in known.past.tiers:
        return Break(Reason.TIER_ABOLISHED, known.past.ended[post.unit.tier])
    closed = post.unit_life.until
    return Break(Reason.UNIT_CLOSED, closed) if closed <= known.as_of else None


def states(verdict: Verdict, known: Known, *, overloaded: bool) -> tuple[State, ...]:
    """Return the states of a required link, worst first; the caller counts ``overloaded``."""
    if verdict.leader is None:
        return (State.BROKEN,)
    person = leading_person(verdict.leader, known.holders, known.as_of)
    post = person and known.holders.answering_post(person.id, verdict.row, known.as_of)
    until = verdict.leader.interval.until
    found = {
        State.OVERLOADED: overloaded,
        State.EXPIRING: is_expiring(until, known.as_of, known.expiring),
        State.ACTING: bool(post and post.interval.holds(known.as_of) and post.acting),
    }
    return tuple(state for state in STATES if found.get(state)) or (State.COMPLETE,)


def is_expiring(until: date, as_of: date, days: int | None) -> bool:
    """Tell whether what is in force on a date ends within so many days; None: never told."""
    return days is not None and until < OPEN_END and until <= as_of + timedelta(days=days)
