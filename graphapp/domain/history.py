"""A target through time: what it came from and became, where it belonged, who answered for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from graphapp.domain.assignments import Assignment, Subject, assignments_to, counted
from graphapp.domain.decisions import decisions_by_id
from graphapp.domain.holders import Holders, learn
from graphapp.domain.links import Known, Past, answering, unsound, why_uncovered
from graphapp.domain.named import subjects_by_id
from graphapp.domain.past import past_of
from graphapp.domain.records import Answered, GroupRef, Succession
from graphapp.domain.results import Break, DecisionRef, PersonRef, Place, PostRef, Target
from graphapp.domain.units import unit_in_scope
from graphapp.domain.visible import things_in_scope
from graphapp.graph.port import Reader
from graphapp.model.interval import Interval, last_day, united, without
from graphapp.model.policy import Policy
from graphapp.model.scope import Scope

MOST_STEPS = 12


@dataclass(frozen=True)
class UnitHistory:
    """A unit through time. ``before`` and ``after`` go over several steps, nearest first.

    ``parents`` and ``answered`` are in order of time; what comes after ``as_of`` is left out of
    the gaps, not of the facts.
    """

    unit: Target
    since: date
    until: date
    as_of: date
    before: tuple[Succession, ...]
    after: tuple[Succession, ...]
    parents: tuple[Place, ...]
    answered: tuple[Answered, ...]


def unit_history(
    reader: Reader, scope: Scope, unit_id: str, as_of: date, *, policy: Policy
) -> UnitHistory:
    """Return the history of a unit, by its id, on whatever date.

    Raises UnknownCodeError when there is no such unit in scope.
    """
    subject = unit_in_scope(reader, scope, unit_id)
    return UnitHistory(
        subject.target,
        subject.life.since,
        subject.life.until,
        as_of,
        _steps(reader, scope, subject, "history/before", ("after_id", "before_id")),
        _steps(reader, scope, subject, "history/after", ("before_id", "after_id")),
        _parents(reader, subject),
        answered(reader, subject, as_of, policy),
    )


def answered(reader: Reader, subject: Subject, as_of: date, policy: Policy) -> tuple[Answered, ...]:
    """Return who ever answered for a target, and since when nobody did though a duty asked for it.

    A gap is a stretch of the target's life on which a row of the policy asks for it and no
    assignment of a kind that the row counts is in force; gaps that begin after ``as_of`` are none.
    """
    rows = assignments_to(reader, [subject])[subject.target.id]
    told = _Telling(
        subject,
        rows,
        learn(reader, Holders(), (a.holder_id for a in rows)),
        as_of,
        policy,
    )
    decisions = decisions_by_id(reader, (a.decision_id for a in rows))
    found = [told.held(a, decisions.get(a.decision_id or "")) for a in rows]
    found += told.gaps(lambda day: past_of(reader, [subject], day))
    return tuple(sorted(found, key=_order))


def _order(each: Answered) -> tuple[date, date, str, str]:
    return (each.since, each.until, each.kind or "", each.holder.code if each.holder else "")


@dataclass(frozen=True)
class _Telling:
    """What the rows of one target say of who answered for it, as seen on a day."""

    subject: Subject
    rows: Sequence[Assignment]
    holders: Holders
    as_of: date
    policy: Policy

    def held(self, assignment: Assignment, decision: DecisionRef | None) -> Answered:
        """Return an assignment as held by its person, or by its working group."""
        days = assignment.interval
        day = self._seen_on(days)
        head = next(iter(answering(assignment, self.holders, day)), None)
        holder: PersonRef | GroupRef = PersonRef(
            assignment.holder_id, assignment.holder_code, assignment.holder_name
        )
        if assignment.by_group:
            holder = GroupRef(holder.id, holder.code, holder.name)
        return Answered(
            days.since,
            days.until,
            holder,
            self._post(head.id, day) if head else None,
            assignment.kind,
            decision,
            broken=self._unsound(assignment, day),
            head=head if assignment.by_group else None,
        )

    def gaps(self, past: Callable[[date], Past]) -> list[Answered]:
        """Return the stretches without anybody, each with its reason; ``past`` as of a day."""
        found = []
        for row in self.policy.rows:
            if row.target != self.subject.target.tier:
                continue
            relevant = counted(self.rows, row)
            asked = self.subject.life.clip(row.interval)
            for days in without(asked, united(a.interval for a in relevant)):
                if days.since > self.as_of:
                    continue
                day = self._seen_on(days)
                known = Known(day, self.holders, past(day))
                why = why_uncovered(self.subject, relevant, row, known)
                gap = Answered(days.since, days.until, None, policy_row=row.key, broken=why)
                found.append(gap)
        return found

    def _seen_on(self, days: Interval) -> date:
        """Return the last of some days that is not after the day asked about."""
        return max(days.since, min(self.as_of, last_day(days.until)))

    def _unsound(self, assignment: Assignment, day: date) -> Break | None:
        """Tell why an assignment did not carry the link, where a duty asked for one of its kind."""
        asked = self.policy.asked(self.subject.target.tier, day)
        rows = [row for row in asked if counted([assignment], row)]
        if not rows or not assignment.interval.holds(day):
            return None
        flaws = [unsound(assignment, row, Known(day, self.holders)) for row in rows]
        return None if None in flaws else flaws[0]

    def _post(self, person_id: str, day: date) -> PostRef | None:
        post = self.holders.answering_post(person_id, None, day)
        return post.shown(day) if post else None


def _steps(
    reader: Reader, scope: Scope, subject: Subject, query: str, ends: tuple[str, str]
) -> tuple[Succession, ...]:
    """Follow successions away from a unit, step by step; each unit is followed once."""
    near, far = ends
    found: list[Succession] = []
    met, level = {subject.target.id}, [subject.target.id]
    for step in range(1, MOST_STEPS + 1):
        rows = reader.rows(query, unit_ids=level) if level else []
        visible = things_in_scope(reader, scope, (row[far] for row in rows))
        rows = [row for row in rows if row[far] in visible]
        units = subjects_by_id(reader, (row[end] for row in rows for end in (near, far)))
        decisions = decisions_by_id(reader, (row["decision_id"] for row in rows))
        found += [
            Succession(
                units[row["before_id"]].target,
                units[row["after_id"]].target,
                row["succession_day"],
                row["succession_extent"],
                decisions.get(row["decision_id"] or ""),
                step,
            )
            for row in rows
        ]
        level = sorted({row[far] for row in rows} - met)
        met.update(level)
    return tuple(found)


def _parents(reader: Reader, subject: Subject) -> tuple[Place, ...]:
    rows = reader.rows("graph/parents", unit_ids=[subject.target.id])
    parents = subjects_by_id(reader, (row["parent_id"] for row in rows))
    found = []
    for row in rows:
        parent = parents[row["parent_id"]]
        days = Interval(row["part_since"], row["part_until"])
        days = days.clip(subject.life).clip(parent.life)
        if not days.empty:
            found.append(Place(parent.target, days.since, days.until))
    return tuple(sorted(found, key=lambda place: (place.since, place.target.code)))
