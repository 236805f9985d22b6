"""The chain by person: from the one who answers, upward, to a holder of a province post."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graphapp.domain.assignments import Assignment, Subject, assignments_to, in_force
from graphapp.domain.holders import Holders, learn
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


class _Walk:
    """One walk upward; keeps what it learned and whom it met."""

    def __init__(self, reader: Reader, holders: Holders, line: str, as_of: date) -> None:
        self._reader = reader
        self._holders = holders
        self._line = line
        self._as_of = as_of
        self._steps: list[Step] = []
        self._cycle: list[PersonRef] = []
        self._above: dict[str, list[PersonRef]] = {}

    def run(self, first: _Candidates) -> Line:
        """Go on until nobody is left; every person is met once, so it ends."""
        complete = False
        candidates: _Candidates | None = first
        while candidates and self._take(candidates):
            last = self._steps[-1].person
            supervisors = self._supervisors(last)
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
        self._learn_upward(left[0])
        posts = self._holders.posts(left[0].id, self._as_of)
        fitting = [t for t in posts if t.line == self._line] or posts
        post = fitting[0].shown(self._as_of) if fitting else None
        self._steps.append(Step(left[0], post, candidates.by, candidates.through, tuple(left[1:])))
        return True

    def _learn_upward(self, person: PersonRef) -> None:
        """Learn of somebody and of all who lead on above by supervision, in one question."""
        way = [person.id]
        if person.id not in self._holders.tenures:
            above = self._supervisors(person)
            while above and above[0].id not in way:
                way.append(above[0].id)
                above = self._supervisors(above[0])
        self._holders = learn(self._reader, self._holders, way)

    def _not_met(self, people: Iterable[PersonRef]) -> list[PersonRef]:
        met = {step.person.id for step in self._steps}
        people = list(dict.fromkeys(people))
        self._cycle.extend(p for p in people if p.id in met)
        return [p for p in people if p.id not in met]

    def _supervisors(self, person: PersonRef) -> list[PersonRef]:
        if person.id not in self._above:
            rows = self._reader.rows("holders/supervisors", person_id=person.id, as_of=self._as_of)
            self._above[person.id] = [
                PersonRef(r["supervisor_id"], r["supervisor_code"], r["supervisor_name"])
                for r in rows
            ]
        return self._above[person.id]

    def _holds_province_post(self, person: PersonRef) -> bool:
        held = self._holders.in_force(person.id, self._as_of)
        return any(t.unit.tier == "province" for t in held)

    def _in_charge_of_own_unit(self, person: PersonRef) -> _Candidates | None:
        """Return who answers for the unit of the person's post, the first where somebody does."""
        for post in self._holders.posts(person.id, self._as_of):
            if not post.unit_life.holds(self._as_of):
                continue
            subject = Subject(post.unit, post.unit_life)
            assignments = assignments_to(self._reader, [subject])[post.unit.id]
            people = self.responsible(assignments, filtered=True)
            people = self._not_met(p for p in people if p != person)
            if people:
                return _Candidates(people, "unit", post.unit)
        return None

    def responsible(self, assignments: Iterable[Assignment], *, filtered: bool) -> list[PersonRef]:
        """Return who answers through assignments in force; those of the line if filtered."""
        current = in_force(assignments, self._as_of)
        self._holders = learn(self._reader, self._holders, (a.holder_id for a in current))
        people = [p for a in current for p in answering(a, self._holders, self._as_of)]
        if not filtered:
            return people
        return [p for p in people if self._line in self._holders.lines(p.id, self._as_of)]


def walk(
    reader: Reader,
    holders: Holders,
    assignments: Sequence[Assignment],
    as_of: date,
    line: str,
    *,
    any_line: bool,
) -> Line:
    """Walk from those responsible for a target; ``any_line``: its policy row takes either line."""
    going = _Walk(reader, holders, line, as_of)
    return going.run(_Candidates(going.responsible(assignments, filtered=not any_line), "target"))


def walk_from(reader: Reader, person: PersonRef, as_of: date, line: str) -> Line:
    """Walk upward from a person, who is the first step."""
    return _Walk(reader, Holders(), line, as_of).run(_Candidates([person], "target"))
