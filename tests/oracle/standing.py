"""Where people stand on one day: their posts, lines and cells, and who heads which group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle.facts import Group, Organisation

if TYPE_CHECKING:
    from datetime import date

    from tests.oracle.facts import Facts, Tenure
    from tests.oracle.policy import Duty


def in_force(facts: Facts, person: str, day: date) -> list[Tenure]:
    """Return the tenures of a person that hold the day, highest post first."""
    held = [t for t in facts.tenures if t.person == person and t.life.holds(day)]
    return sorted(held, key=lambda tenure: tenure.post.order)


def ended(facts: Facts, person: str, day: date) -> list[Tenure]:
    """Return the tenures that ended by the day, the last one first."""
    over = [t for t in facts.tenures if t.person == person and t.life.until <= day]
    return sorted(over, key=lambda t: (t.life.until, t.post.code), reverse=True)


def posts(facts: Facts, person: str, day: date) -> list[Tenure]:
    """Return the tenures in force, or the last one alone; none for who never held a post."""
    return in_force(facts, person, day) or ended(facts, person, day)[:1]


def in_post(facts: Facts, person: str, day: date) -> bool:
    """Tell whether the person holds any post that day."""
    return bool(in_force(facts, person, day))


def left_on(facts: Facts, person: str, day: date) -> date | None:
    """Return when somebody who holds nothing now lost the last post."""
    over = [] if in_post(facts, person, day) else ended(facts, person, day)
    return over[0].life.until if over else None


def in_cell(facts: Facts, person: str, day: date) -> bool:
    """Tell whether the person is a member of a party cell that day."""
    return any(
        isinstance(one.body, Organisation)
        and (one.body.kind, one.body.line) == ("cell", "party")
        and one.person == person
        and one.life.holds(day)
        for one in facts.memberships
    )


def accepted(facts: Facts, person: str, duty: Duty, day: date) -> bool:
    """Tell whether being a party member is enough for the duty."""
    return duty.accepts_member and in_cell(facts, person, day)


def lines(facts: Facts, person: str, day: date) -> set[str]:
    """Return the lines a person stands in; members of a cell without any post: the party's."""
    found = {tenure.post.organisation.line for tenure in posts(facts, person, day)}
    return found or ({"party"} if in_cell(facts, person, day) else set())


def heads(facts: Facts, group: Group, day: date) -> list[str]:
    """Return who heads a working group that day, by code; the first of them leads."""
    return sorted(
        {
            one.person
            for one in facts.memberships
            if one.body is group and one.head and one.life.holds(day)
        }
    )


def answering(facts: Facts, holder: str | Group, day: date) -> list[str]:
    """Return the people behind a holder: the person, or the heads of the group."""
    return heads(facts, holder, day) if isinstance(holder, Group) else [holder]


def matches(tenure: Tenure, duty: Duty) -> bool:
    """Tell whether a post is of the tier and line that the duty asks for."""
    body = tenure.post.organisation
    return body.unit.tier == duty.post_tier and duty.line in {"either", body.line}


def answers_through(facts: Facts, person: str, duty: Duty | None, day: date) -> Tenure | None:
    """Return the tenure through which somebody answers: the first that fits, else the first."""
    held = posts(facts, person, day)
    fitting = [t for t in held if duty and t.life.holds(day) and matches(t, duty)]
    return next(iter(fitting + held), None)
