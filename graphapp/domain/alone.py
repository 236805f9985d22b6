"""Who alone answers for villages, and for how many of a commune's (design, section 5).

*Single point of failure*: one person whose leaving uncovers three or more villages and over half
of the commune's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graphapp.domain.assignments import (
    Assignment,
    Subject,
    assignments_to,
    counted,
    in_force,
    unit_subject,
)
from graphapp.domain.holders import Holders, learn
from graphapp.domain.links import answering
from graphapp.domain.results import Target
from graphapp.domain.upward import Answers, answers_alone
from graphapp.domain.upward_facts import Learned
from graphapp.graph.port import Reader
from graphapp.model.policy import Policy

LEAST = 3


@dataclass(frozen=True)
class Alone:
    """A person without whom villages of a commune have nobody: ``uncovers`` of ``villages``."""

    person_id: str
    commune: Target
    uncovers: tuple[Target, ...]
    villages: int

    @property
    def single_point(self) -> bool:
        """Tell whether it is three villages or more, and over half of the commune's."""
        return len(self.uncovers) >= LEAST and 2 * len(self.uncovers) > self.villages


def alone(
    reader: Reader, subjects: Sequence[Subject], learned: Learned, as_of: date, policy: Policy
) -> list[Alone]:
    """Find them for the communes in view and of the villages in view, by commune."""
    found: list[Alone] = []
    for commune in _communes(reader, subjects, as_of):
        rows = reader.rows("units/below", unit_id=commune.id, tier="village", as_of=as_of)
        villages = [unit_subject(row) for row in rows]
        missing = [v for v in villages if v.target.id not in learned.assignments]
        every = {**learned.assignments, **assignments_to(reader, missing)}
        by_person = _by_person(reader, villages, every, as_of, policy)
        found += [
            Alone(person, commune, tuple(those), len(villages))
            for person, those in sorted(by_person.items())
        ]
    return found


def _communes(reader: Reader, subjects: Iterable[Subject], as_of: date) -> list[Target]:
    """Return the communes in view and those above what is in view, on the date."""
    tiers = ("commune", "village")
    ids = [s.target.id for s in subjects if s.target.tier in tiers]
    rows = reader.rows("units/ancestors", unit_ids=ids) if ids else []
    found = [
        unit_subject(row).target
        for row in rows
        if row["unit_tier"] == "commune" and row["within_since"] <= as_of < row["within_until"]
    ]
    return sorted(dict.fromkeys(found), key=lambda unit: (unit.code, unit.id))


def _by_person(
    reader: Reader,
    villages: Sequence[Subject],
    every: Mapping[str, Sequence[Assignment]],
    as_of: date,
    policy: Policy,
) -> dict[str, list[Target]]:
    current = {v.target.id: in_force(every[v.target.id], as_of) for v in villages}
    holders = learn(reader, Holders(), {a.holder_id for rows in current.values() for a in rows})
    asked = policy.asked("village", as_of)
    found: defaultdict[str, list[Target]] = defaultdict(list)
    for village in villages:
        rows = current[village.target.id]
        duties = [_answers(counted(rows, row), holders, as_of) for row in asked]
        for person in answers_alone(duties):
            found[person].append(village.target)
    return found


def _answers(rows: Iterable[Assignment], holders: Holders, as_of: date) -> Answers:
    return tuple(frozenset(p.id for p in answering(a, holders, as_of)) for a in rows)
