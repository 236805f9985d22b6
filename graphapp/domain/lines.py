"""The chain by person: from the one who answers, upward, to a holder of a province post."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graphapp.domain.assignments import Assignment, Subject, assignments_to, in_force
from graphapp.domain.holders import Holders, Tenure, learn
from graphapp.domain.links import answering
from graphapp.domain.results import PersonRef, Step, Target
from graphapp.graph.port import Reader


@dataclass(frozen=True)
class Line:
    """The people of the chain, whether it is complete, and who was passed over as already in it."""

    steps: tuple[Step, ...]
    complete: bool
    cycle: tuple[PersonRef, ...]


@dataclass(frozen=True)
class _Candidates:
    people: list[PersonRef]
    by: Literal["target", "supervises", "unit"]
    through: Target | None = None


class _Learned:
    """What the walks of one day know of people: whatever is asked, is asked once for all."""

    def __init__(self, reader: Reader, holders: Holders, as_of: date) -> None:
        self.reader = reader
        self.holders = holders
        self.as_of = as_of
        self._above: dict[str, list[PersonRef]] = {}

    def supervisors(self, person: PersonRef) -> list[PersonRef]:
        """Return who supervises somebody on the day, in the order in which they are gone to."""
        if person.id not in self._above:
            rows = self.reader.rows("holders/supervisors", person_id=person.id, as_of=self.as_of)
            self._above[person.id] = [
                PersonRef(r["supervisor_id"], r["supervisor_code"], r["supervisor_name"])
                for r in rows
            ]
        return self._above[person.id]

    def learn_upward(self, people: Iterable[PersonRef]) -> None:
        """Learn of people and of all who lead on above them, in one question."""
        self.learn(each for person in people for each in self._way_up(person))

    def learn(self, holder_ids: Iterable[str]) -> None:
        """Learn of people and working groups that are not known yet."""
        self.holders = learn(self.reader, self.holders, holder_ids)

    def _way_up(self, person: PersonRef) -> list[str]:
        way = [person.id]
        above = self.supervisors(person)
        while above and above[0].id not in way:
            way.append(above[0].id)
            above = self.supervisors(above[0])
        return way


class _Walk:
    """One walk upward in a line; keeps whom it met."""

    def __init__(self, learned: _Learned, line: str) -> None:
        self._learned = learned
        self._line = line
        self._steps: list[Step] = []
        self._cycle: list[PersonRef] = []

    def run(self, first: _Candidates) -> Line:
        """Go on until nobody is left; every person is met once, so it ends."""
        complete = False
        candidates: _Candidates | None = first
        while candidates and self._take(candidates):
            last = self._steps[-1].person
            supervisors = self._learned.supervisors(last)
            complete = not supervisors and self._holds_province_post(last)
            if complete:
                break
            if supervisors:
                candidates = _Candidates(supervisors, "supervises")
            else:
                candidates = self._in_charge_of_own_unit(last)
        return Line(tuple(self._steps), complete, tuple(dict.fromkeys(self._cycle)))

    def _take(self, candidates: _Candidates) -> bool:
        left = self._not_met(candidates.people)
        if not left:
            return False
        if left[0].id not in self._learned.holders.tenures:
            self._learned.learn_upward([left[0]])
        posts = self._posts(left[0])
        fitting = [t for t in posts if t.line == self._line] or posts
        post = fitting[0].shown(self._learned.as_of) if fitting else None
        self._steps.append(Step(left[0], post, candidates.by, candidates.through, tuple(left[1:])))
        return True

    def _not_met(self, people: Iterable[PersonRef]) -> list[PersonRef]:
        met = {step.person.id for step in self._steps}
        people = list(dict.fromkeys(people))
        self._cycle.extend(p for p in people if p.id in met)
        return [p for p in people if p.id not in met]

    def _posts(self, person: PersonRef) -> list[Tenure]:
        return self._learned.holders.posts(person.id, self._learned.as_of)

    def _holds_province_post(self, person: PersonRef) -> bool:
        held = self._learned.holders.in_force(person.id, self._learned.as_of)
        return any(t.unit.tier == "province" for t in held)

    def _in_charge_of_own_unit(self, person: PersonRef) -> _Candidates | None:
        """Return who answers for the unit of the person's post, the first where somebody does."""
        for post in self._posts(person):
            if not post.unit_life.holds(self._learned.as_of):
                continue
            subject = Subject(post.unit, post.unit_life)
            assignments = assignments_to(self._learned.reader, [subject])[post.unit.id]
            people = _responsible(self._learned, assignments, self._line)
            people = self._not_met(p for p in people if p != person)
            if people:
                return _Candidates(people, "unit", post.unit)
        return None


def _responsible(
    learned: _Learned, assignments: Iterable[Assignment], line: str | None = None
) -> list[PersonRef]:
    """Return who answers through assignments in force; those of a line, where one is named."""
    current = in_force(assignments, learned.as_of)
    learned.learn(a.holder_id for a in current)
    people = [p for a in current for p in answering(a, learned.holders, learned.as_of)]
    if line is None:
        return people
    return [p for p in people if line in learned.holders.lines(p.id, learned.as_of)]


def walks(
    reader: Reader,
    holders: Holders,
    assignments: Sequence[Assignment],
    as_of: date,
    lines: Sequence[str],
    *,
    any_line: bool,
) -> tuple[Line, ...]:
    """Walk, in each line, from those responsible for a target.

    ``any_line``: the target's policy row takes either line.
    """
    learned = _Learned(reader, holders, as_of)
    first = {x: _responsible(learned, assignments, None if any_line else x) for x in lines}
    learned.learn_upward(people[0] for people in first.values() if people)
    return tuple(_Walk(learned, x).run(_Candidates(first[x], "target")) for x in lines)


def walks_from(
    reader: Reader, person: PersonRef, as_of: date, lines: Sequence[str]
) -> tuple[Line, ...]:
    """Walk upward, in each line, from a person, who is the first step."""
    learned = _Learned(reader, Holders(), as_of)
    return tuple(_Walk(learned, x).run(_Candidates([person], "target")) for x in lines)
