"""Who answers for a target on a date, up to the province, and where the line is broken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graphapp.domain.assignments import Assignment, Subject, assignments_to, in_force
from graphapp.domain.decisions import decisions_by_id
from graphapp.domain.holders import Holders, learn
from graphapp.domain.lines import walks
from graphapp.domain.links import (
    Known,
    Verdict,
    answering,
    is_covered,
    judge,
    leading_person,
    states,
    unsound,
)
from graphapp.domain.past import past_of
from graphapp.domain.results import (
    STATES,
    Chain,
    DecisionRef,
    Link,
    PersonRef,
    Responsible,
    State,
)
from graphapp.domain.span import Loads, loads_of
from graphapp.domain.units import find, line_above, subject_by_id
from graphapp.errors import UnknownCodeError
from graphapp.graph.port import Reader
from graphapp.model.policy import Policy, PolicyRow
from graphapp.model.schema import MODEL
from graphapp.model.scope import Scope


@dataclass(frozen=True)
class _Facts:
    """Everything that the links of one chain are judged on."""

    known: Known
    assignments: Mapping[str, tuple[Assignment, ...]]
    loads: Loads
    decisions: Mapping[str, DecisionRef]


def chain(
    reader: Reader,
    scope: Scope,
    wanted: str,
    as_of: date,
    *,
    policy: Policy,
    line: str = "state",
) -> Chain:
    """Answer for a unit, household or organisation, by id or code; ``line``: state or party.

    Rules: design, section 5. Raises what ``units.find`` raises.
    """
    return chains(reader, scope, wanted, as_of, policy=policy, lines=(line,))[0]


def chains(
    reader: Reader,
    scope: Scope,
    wanted: str,
    as_of: date,
    *,
    policy: Policy,
    lines: Sequence[str],
) -> tuple[Chain, ...]:
    """Answer as :func:`chain` does in each of some lines: they differ by person alone."""
    target = find(reader, scope, wanted, as_of)
    subject = subject_by_id(reader, target.id)
    if subject is None:
        raise UnknownCodeError("error.unknown_code", code=wanted)
    subjects = [subject, *line_above(reader, subject, as_of)]
    facts = _gather(reader, subjects, as_of, policy)
    links = tuple(_link(s, policy.asked(s.target.tier, as_of), facts) for s in subjects)
    either = any(row.line == "either" for row in policy.asked(target.tier, as_of))
    found = _all_states(links)
    grade = found[0] if found else State.COMPLETE
    own = facts.assignments[target.id]
    people = walks(reader, facts.known.holders, own, as_of, lines, any_line=either)
    return tuple(
        Chain(target, as_of, x, grade, found, links, way.steps, way.complete, way.cycle)
        for x, way in zip(lines, people, strict=True)
    )


def links_of(
    reader: Reader, subjects: Sequence[Subject], as_of: date, policy: Policy
) -> dict[str, Link]:
    """Judge many units and organisations alive on a date as the chain judges each, by id."""
    facts = _gather(reader, subjects, as_of, policy)
    duties = _duties(subjects, as_of, policy)
    return {s.target.id: _link(s, duties[s.target.tier], facts) for s in subjects}


def _duties(
    subjects: Sequence[Subject], as_of: date, policy: Policy
) -> dict[str, tuple[PolicyRow, ...]]:
    """Return the policy's rows for each tier that there is among the subjects."""
    return {tier: policy.asked(tier, as_of) for tier in {s.target.tier for s in subjects}}


def _gather(reader: Reader, subjects: Sequence[Subject], as_of: date, policy: Policy) -> _Facts:
    assignments: dict[str, tuple[Assignment, ...]] = {}
    for label in dict.fromkeys(MODEL.label_of(s.target.id) for s in subjects):
        alike = [s for s in subjects if MODEL.label_of(s.target.id) == label]
        assignments |= assignments_to(reader, alike)
    every = [a for rows in assignments.values() for a in rows]
    holders = learn(reader, Holders(), (a.holder_id for a in every))
    asked = _duties(subjects, as_of, policy)
    uncovered = [
        s
        for s in subjects
        if any(not is_covered(assignments[s.target.id], r, as_of) for r in asked[s.target.tier])
    ]
    current = in_force(every, as_of)
    people = [p.id for a in current for p in answering(a, holders, as_of)]
    rows = [row for rows in asked.values() for row in rows]
    return _Facts(
        Known(
            as_of,
            holders,
            past_of(reader, uncovered, as_of),
            policy.number("expiring", as_of),
        ),
        assignments,
        loads_of(reader, holders, people, rows, as_of),
        decisions_by_id(reader, (a.decision_id for a in current)),
    )


def _link(subject: Subject, asked: Sequence[PolicyRow], facts: _Facts) -> Link:
    rows = facts.assignments[subject.target.id]
    verdicts = [judge(subject, rows, row, facts.known) for row in asked]
    broken = next((v for v in verdicts if v.broken), None)
    shown = broken or next(iter(verdicts), None)
    found = {state for v in verdicts for state in _states(v, facts)}
    return Link(
        subject.target,
        bool(verdicts),
        shown.row.key if shown else None,
        _responsible(rows, shown, facts),
        tuple(s for s in STATES if s in found),
        broken.broken if broken else None,
    )


def _states(verdict: Verdict, facts: _Facts) -> tuple[State, ...]:
    person = verdict.leader and leading_person(
        verdict.leader, facts.known.holders, facts.known.as_of
    )
    over = bool(person and facts.loads.of(person.id, verdict.row).over)
    return states(verdict, facts.known, overloaded=over)


def _responsible(
    rows: Sequence[Assignment], verdict: Verdict | None, facts: _Facts
) -> tuple[Responsible, ...]:
    shown: list[Responsible] = []
    nobody: list[PersonRef | None] = [None]
    for assignment in in_force(rows, facts.known.as_of):
        people = answering(assignment, facts.known.holders, facts.known.as_of)
        shown += [_person(assignment, person, verdict, facts) for person in (people or nobody)]
    return tuple(shown)


def _person(
    assignment: Assignment, person: PersonRef | None, verdict: Verdict | None, facts: _Facts
) -> Responsible:
    row = verdict.row if verdict and assignment.kind in verdict.row.kinds else None
    flaw = unsound(assignment, row, facts.known) if row else None
    post = person and facts.known.holders.answering_post(person.id, row, facts.known.as_of)
    lines = facts.known.holders.lines(person.id, facts.known.as_of) if person else frozenset()
    load = facts.loads.of(person.id, row) if person and row else None
    return Responsible(
        assignment.id,
        assignment.code,
        person,
        assignment.holder_name if assignment.by_group else None,
        assignment.kind,
        post.line if post else next(iter(lines), None),
        post.shown(facts.known.as_of) if post else None,
        facts.decisions.get(assignment.decision_id or ""),
        assignment.interval.since,
        assignment.interval.until,
        flaw.reason if flaw else None,
        load.count if load else None,
        load.span if load else None,
    )


def _all_states(links: Sequence[Link]) -> tuple[State, ...]:
    found = {state for link in links for state in link.states}
    return tuple(state for state in STATES if state in found)
