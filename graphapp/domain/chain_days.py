"""The days on which a chain changes: the stops of the time slider beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from graphapp.domain.assignments import Subject, assignments_to
from graphapp.domain.days import days_within
from graphapp.domain.duties import duties_of
from graphapp.domain.holders import Holders, learn
from graphapp.domain.units import in_scope, seats, subject_by_id
from graphapp.graph.port import Reader
from graphapp.model.interval import OPEN_END, OPEN_START, Interval
from graphapp.model.policy import Policy
from graphapp.model.schema import MODEL
from graphapp.model.scope import Scope


def chain_days(reader: Reader, scope: Scope, wanted: str, policy: Policy) -> tuple[date, ...]:
    """Return the days from which on the chain of an id may be otherwise than the day before.

    Of a unit, household or organisation: its own days and those of whatever it ever lay in, of
    assignments to all of these, and of the posts of who holds one to itself. Of a person: of the
    posts and assignments, and of the units of the posts. The last day before them all is the
    first, unless the target began with them. Empty where the id is that of nothing.
    """
    subject = subject_by_id(reader, wanted)
    if MODEL.label_of(wanted) == "Person":
        found = _of_person(reader, scope, wanted, policy)
    elif subject and in_scope(reader, scope, subject):
        found = _of_target(reader, subject, policy)
    else:
        return ()
    days = sorted(found - {OPEN_START, OPEN_END})
    began = subject.life.since if subject else OPEN_START
    before = [days[0] - timedelta(days=1)] if days and days[0] > began else []
    return (*before, *days)


def _of_target(reader: Reader, subject: Subject, policy: Policy) -> set[date]:
    own = assignments_to(reader, [subject])[subject.target.id]
    holders = learn(reader, Holders(), (each.holder_id for each in own))
    posts = (
        tenure.interval.clip(each.interval)
        for each in own
        for tenure in holders.tenures.get(each.holder_id, ())
    )
    found = _bounds((subject.life, *(each.interval for each in own), *posts))
    for seat in seats(reader, subject):
        found |= {*days_within(reader, seat.target.id, policy, upward=True)}
    return found


def _of_person(reader: Reader, scope: Scope, wanted: str, policy: Policy) -> set[date]:
    tenures = learn(reader, Holders(), [wanted]).tenures[wanted]
    duties = duties_of(reader, scope, wanted)
    found = _bounds([t.interval for t in tenures] + [Interval(d.since, d.until) for d in duties])
    for unit in sorted({tenure.unit.id for tenure in tenures}):
        found |= {*days_within(reader, unit, policy, upward=True)}
    return found


def _bounds(intervals: Iterable[Interval]) -> set[date]:
    kept = (each for each in intervals if not each.empty)
    return {day for each in kept for day in (each.since, each.until)}
