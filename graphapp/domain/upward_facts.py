"""Reads what the ways up are made of: level by level, each question once for everybody on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from graphapp.domain.assignments import Assignment, Subject, assignments_to, in_force
from graphapp.domain.holders import Holders, learn
from graphapp.domain.links import answering
from graphapp.domain.named import holders_by_id
from graphapp.domain.results import PersonRef
from graphapp.domain.upward import Upward
from graphapp.graph.port import Reader
from graphapp.model.policy import Policy
from graphapp.model.schema import MODEL


@dataclass(frozen=True)
class Learned:
    """The ways up as ids, and what was read on the way: names, posts and assignments."""

    upward: Upward
    people: Mapping[str, PersonRef]
    holders: Holders
    assignments: Mapping[str, tuple[Assignment, ...]]


@dataclass
class _Walk:
    """Everybody above a number of targets, in the making."""

    reader: Reader
    policy: Policy
    as_of: date
    line: str
    holders: Holders = field(default_factory=Holders)
    assignments: dict[str, tuple[Assignment, ...]] = field(default_factory=dict)
    answering: dict[str, frozenset[str]] = field(default_factory=dict)
    above: dict[str, frozenset[str]] = field(default_factory=dict)
    seats: dict[str, tuple[str, ...]] = field(default_factory=dict)
    top: set[str] = field(default_factory=set)
    people: dict[str, PersonRef] = field(default_factory=dict)

    def run(self, targets: Collection[Subject]) -> Learned:
        """Go up until nobody new is met; everybody is asked about once, so it ends."""
        new = self._ask(targets)
        while new:
            above = self._supervisors(new)
            self.holders = learn(self.reader, self.holders, new)
            seats = [seat for person in sorted(new) for seat in self._seats(person)]
            new = (above | self._ask(seats)) - self.above.keys()
        upward = Upward(self.answering, self.above, self.seats, frozenset(self.top))
        return Learned(upward, self.people, self.holders, self.assignments)

    def _ask(self, subjects: Iterable[Subject]) -> set[str]:
        """Learn who answers for targets not asked about yet; return the people."""
        new = {s.target.id: s for s in subjects if s.target.id not in self.answering}
        found: dict[str, tuple[Assignment, ...]] = {}
        for alike in _by_label(new.values()):
            found |= assignments_to(self.reader, alike)
        self.assignments |= found
        current = {target: in_force(rows, self.as_of) for target, rows in found.items()}
        holders = {a.holder_id for rows in current.values() for a in rows}
        self.holders = learn(self.reader, self.holders, holders)
        for target, rows in current.items():
            self.answering[target] = self._people(new[target], rows)
        return {person for target in new for person in self.answering[target]}

    def _people(self, subject: Subject, rows: Iterable[Assignment]) -> frozenset[str]:
        """Return who answers in the line asked for; everybody where a duty takes either line."""
        asked = self.policy.asked(subject.target.tier, self.as_of)
        either = any(row.line == "either" for row in asked)
        everybody = [p for a in rows for p in answering(a, self.holders, self.as_of)]
        fitting = [
            p for p in everybody if either or self.line in self.holders.lines(p.id, self.as_of)
        ]
        self.people |= {person.id: person for person in fitting}
        return frozenset(person.id for person in fitting)

    def _supervisors(self, people: Collection[str]) -> set[str]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        rows = self.reader.rows("state/supervises_person_person_by_end", ids=sorted(people))
        for row in rows:
            if row["supervises_since"] <= self.as_of < row["supervises_until"]:
                found[row["end_id"]].add(row["start_id"])
        self.above |= {person: frozenset(found[person]) for person in people}
        everybody = {each for above in found.values() for each in above}
        named = holders_by_id(self.reader, everybody - self.people.keys())
        self.people |= {i: ref for i, ref in named.items() if isinstance(ref, PersonRef)}
        return everybody

    def _seats(self, person: str) -> list[Subject]:
        """Return the units of somebody's posts that live, and note a post of the province."""
        posts = self.holders.posts(person, self.as_of)
        lives = [p for p in posts if p.unit_life.holds(self.as_of)]
        self.seats[person] = tuple(dict.fromkeys(p.unit.id for p in lives))
        held = self.holders.in_force(person, self.as_of)
        if any(tenure.unit.tier == "province" for tenure in held):
            self.top.add(person)
        return [Subject(p.unit, p.unit_life) for p in lives]


def _by_label(subjects: Iterable[Subject]) -> list[list[Subject]]:
    found: defaultdict[str | None, list[Subject]] = defaultdict(list)
    for subject in subjects:
        found[MODEL.label_of(subject.target.id)].append(subject)
    return list(found.values())


def learn_upward(
    reader: Reader, targets: Sequence[Subject], as_of: date, *, policy: Policy, line: str
) -> Learned:
    """Read everybody who stands above targets on a date, in a line: state or party."""
    return _Walk(reader, policy, as_of, line).run(targets)
