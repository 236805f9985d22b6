"""What helps in a picture: loads, lines that are long or do not reach, on whom they hang, posts.

Of the people and places in view on a date. Rules: ``docs/rules.md`` ("Analysis"). People stand in
the order of their unit and name; nobody is ranked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from graphapp.domain.alone import Alone, alone
from graphapp.domain.assignments import Subject
from graphapp.domain.findings import (
    Absence,
    Analysis,
    Depth,
    InView,
    Posts,
    Sole,
    Somebody,
    Span,
)
from graphapp.domain.holders import TIER_RANK, Holders, learn
from graphapp.domain.named import holders_by_id, subjects_by_id
from graphapp.domain.results import PersonRef, Target
from graphapp.domain.span import Loads, loads_of
from graphapp.domain.upward import breaking, ways_up
from graphapp.domain.upward_facts import Learned, learn_upward
from graphapp.domain.visible import things_in_scope
from graphapp.graph.port import Reader
from graphapp.model.policy import TARGET_TIERS, Policy, PolicyRow
from graphapp.model.scope import Scope
from graphapp.model.text import sort_key

MOST_TARGETS = 500
MANY_POSTS = 2


@dataclass(frozen=True)
class _Ground:
    """What was read: who is looked at, what they hold and answer for."""

    reader: Reader
    scope: Scope
    as_of: date
    names: Mapping[str, PersonRef]
    holders: Holders

    def somebody(self, person_id: str) -> Somebody:
        posts = self.holders.posts(person_id, self.as_of)
        return Somebody(self.names[person_id], posts[0].shown(self.as_of) if posts else None)

    def ordered(self, people: Iterable[str]) -> list[str]:
        """Put people in the order of their unit and name."""
        return sorted(people, key=self._order)

    def _order(self, person_id: str) -> tuple[int, str, str, str]:
        person, post = self.names[person_id], self.somebody(person_id).post
        if post is None:
            return (len(TIER_RANK), "", sort_key(person.name), person.code)
        rank = TIER_RANK[post.unit.tier]
        return (rank, sort_key(post.unit.name), sort_key(person.name), person.code)


def analyse(
    reader: Reader, scope: Scope, seen: InView, as_of: date, *, policy: Policy, line: str = "state"
) -> Analysis:
    """Look at the people and places in view, which the caller has found to be in scope.

    Who answers for a place in view is looked at as well. Ways up are followed beyond the view.
    """
    asked = _asked(reader, seen.targets, as_of, policy, line)
    looked_at = asked[:MOST_TARGETS]
    learned = learn_upward(reader, looked_at, as_of, policy=policy, line=line)
    targets = {s.target.id: s.target for s in looked_at}
    people = seen.people.union(*(learned.upward.answering[each] for each in targets))
    ground = _ground(reader, scope, as_of, learned, people)
    found_alone = [
        each
        for each in alone(reader, looked_at, learned, as_of, policy)
        if each.single_point and each.person_id in people
    ]
    return Analysis(
        as_of, line, len(targets), len(asked), len(people),
        sum(1 for each in people if ground.holders.in_force(each, as_of)),
        _spans(ground, people, policy),
        _depths(ground, learned, looked_at),
        _absences(ground, learned, targets),
        _soles(ground, found_alone),
        _posts(ground, people),
    )  # fmt: skip


def _asked(
    reader: Reader, targets: Collection[str], as_of: date, policy: Policy, line: str
) -> list[Subject]:
    """Return the places that live and that a duty of a line asks for, highest tier first."""
    lines = (line, "either")
    subjects = [s for s in subjects_by_id(reader, targets).values() if s.life.holds(as_of)]
    asked = [
        subject
        for subject in subjects
        if any(row.line in lines for row in policy.asked(subject.target.tier, as_of))
    ]
    return sorted(asked, key=lambda s: _place(s.target))


def _place(target: Target) -> tuple[int, str, str]:
    return (TIER_RANK.get(target.tier, len(TIER_RANK)), target.code, target.id)


def _ground(
    reader: Reader, scope: Scope, as_of: date, learned: Learned, people: Collection[str]
) -> _Ground:
    missing = set(people) - learned.people.keys()
    named = holders_by_id(reader, missing)
    names = {i: ref for i, ref in named.items() if isinstance(ref, PersonRef)}
    every = {**learned.people, **names}
    holders = learn(reader, learned.holders, every)
    return _Ground(reader, scope, as_of, every, holders)


def _spans(ground: _Ground, people: Collection[str], policy: Policy) -> tuple[Span, ...]:
    rows = [row for tier in TARGET_TIERS for row in policy.asked(tier, ground.as_of)]
    loads = loads_of(ground.reader, ground.holders, people, rows, ground.as_of)
    found = [
        (person, row, loads.of(person, row)) for person in ground.ordered(people) for row in rows
    ]
    found = [each for each in found if each[2].count]
    named = _named(ground, {t for person, row, _ in found for t in _behind(loads, person, row)})
    return tuple(
        Span(
            ground.somebody(person), row.key, load,
            _places(named, _behind(loads, person, row)),
        )
        for person, row, load in found
    )  # fmt: skip


def _behind(loads: Loads, person_id: str, row: PolicyRow) -> frozenset[str]:
    """Return the targets to be named: households are a number alone."""
    return frozenset() if row.target == "household" else loads.behind(person_id, row.target, row)


def _named(ground: _Ground, ids: Collection[str]) -> dict[str, Target]:
    """Name what lies in scope; what does not stays a number."""
    visible = things_in_scope(ground.reader, ground.scope, ids)
    return {i: s.target for i, s in subjects_by_id(ground.reader, visible).items()}


def _places(named: Mapping[str, Target], ids: Iterable[str]) -> tuple[Target, ...]:
    return tuple(sorted((named[each] for each in ids if each in named), key=_place))


def _depths(ground: _Ground, learned: Learned, subjects: Sequence[Subject]) -> tuple[Depth, ...]:
    found = ways_up(learned.upward, [s.target.id for s in subjects])
    tiers = _tiers_above(ground, subjects)
    return tuple(
        Depth(
            subject.target, way.people, tiers.get(subject.target.id, 0),
            tuple(ground.names[each] for each in ground.ordered(way.ends)),
        )
        for subject, way in ((s, found[s.target.id]) for s in subjects)
    )  # fmt: skip


def _tiers_above(ground: _Ground, subjects: Iterable[Subject]) -> dict[str, int]:
    units = [s.target.id for s in subjects if s.target.tier in TIER_RANK]
    rows = ground.reader.rows("units/ancestors", unit_ids=units) if units else []
    found: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        if row["within_depth"] and row["within_since"] <= ground.as_of < row["within_until"]:
            found[row["start_id"]] += 1
    return found


def _absences(
    ground: _Ground, learned: Learned, targets: Mapping[str, Target]
) -> tuple[Absence, ...]:
    found = breaking(learned.upward, list(targets))
    return tuple(
        Absence(ground.somebody(person), _places(targets, found[person]))
        for person in ground.ordered(found)
    )


def _soles(ground: _Ground, found: Sequence[Alone]) -> tuple[Sole, ...]:
    by_person = {p: [e for e in found if e.person_id == p] for p in {e.person_id for e in found}}
    return tuple(
        Sole(ground.somebody(person), each.commune, each.uncovers, each.villages)
        for person in ground.ordered(by_person)
        for each in by_person[person]
    )


def _posts(ground: _Ground, people: Collection[str]) -> tuple[Posts, ...]:
    found = []
    for person in ground.ordered(people):
        held = ground.holders.in_force(person, ground.as_of)
        # a post of an organisation that serves two units stands there twice
        each = [
            next(same) for _, same in groupby(sorted(held, key=lambda t: t.code), lambda t: t.code)
        ]
        if len(each) >= MANY_POSTS:
            ordered = sorted(each, key=lambda tenure: tenure.order)
            shown = tuple(tenure.shown(ground.as_of) for tenure in ordered)
            found.append(Posts(ground.somebody(person), shown))
    return tuple(found)
