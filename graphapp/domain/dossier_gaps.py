"""The gaps that a dossier tells: those of the inspection, of one unit or around one person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graphapp.domain.gap_days import Count, GapDays
from graphapp.domain.gap_kinds import GapKind, Spell
from graphapp.domain.gap_list import Listed
from graphapp.domain.gap_rows import GapRow, Named
from graphapp.domain.inspector import Handled
from graphapp.domain.people import PersonPage
from graphapp.domain.results import Target
from graphapp.domain.visible import things_in_scope
from graphapp.graph.port import Reader
from graphapp.model.schema import MODEL
from graphapp.model.scope import Scope

_TARGETS = ("Unit", "Household", "Organisation")
_OF_A_TARGET = frozenset({GapKind.NOT_VISITED})


@dataclass(frozen=True)
class GapsThere:
    """Gaps that hold on a day. ``counts``: of each kind that there is, n of N subjects.

    ``rows``: one by one; ``unlisted``: how many more there are, of households.
    """

    rows: tuple[GapRow, ...]
    unlisted: int
    counts: Mapping[GapKind, Count]
    handled: Handled

    @property
    def open(self) -> tuple[GapRow, ...]:
        """Return those that nobody has accepted."""
        return tuple(row for row in self.rows if row.key not in self.handled.accepted)

    @property
    def accepted(self) -> tuple[GapRow, ...]:
        """Return those that are accepted on the day."""
        return tuple(row for row in self.rows if row.key in self.handled.accepted)

    @property
    def of_households(self) -> int:
        """Return how many are gaps of households."""
        return self.unlisted + sum(row.subject.tier == "household" for row in self.rows)

    @property
    def of_others(self) -> int:
        """Return how many are gaps of units, organisations, posts and people."""
        return len(self.rows) + self.unlisted - self.of_households


def gaps_of_unit(
    reader: Reader, gaps: GapDays, handled: Handled, unit: Target, as_of: date
) -> GapsThere:
    """Return the gaps of a unit and of all in it; households one by one in a village alone."""
    listed = gaps.listed(unit.id, as_of)
    told = (f for f in listed.found if unit.tier == "village" or f.tier != "household")
    spells = list(Listed(tuple(told)))
    counts = {kind: count for kind, count in gaps.counts(unit.id, as_of).items() if count.n}
    rows = Named(gaps, as_of).rows(reader, spells)
    return GapsThere(rows, len(listed) - len(rows), counts, handled)


def gaps_around(
    reader: Reader, scope: Scope, gaps: GapDays, handled: Handled, page: PersonPage
) -> GapsThere:
    """Return the gaps of a person, of the posts held, and of what the person answers for.

    Of a target: those that rest on an assignment of the person, and that nobody came there.
    """
    person = page.person.id
    found = list(gaps.of_subject(person))
    for post in page.posts_now:
        found += [s for s in gaps.of_subject(post.post_id) if s.via == person]
    held = {duty.target.id: duty.id for duty in page.duties_now}
    for target, assignment in held.items():
        if MODEL.label_of(target) in _TARGETS:
            found += _through(gaps.of_subject(target), assignment)
    now = [spell for spell in found if spell.days.holds(page.as_of)]
    targets = {s.subject for s in now if MODEL.label_of(s.subject) in _TARGETS}
    hidden = targets - things_in_scope(reader, scope, targets)
    rows = Named(gaps, page.as_of).rows(reader, [s for s in now if s.subject not in hidden])
    return GapsThere(rows, 0, {}, handled)


def _through(spells: Iterable[Spell], assignment: str) -> list[Spell]:
    return [s for s in spells if s.via == assignment or s.kind in _OF_A_TARGET]
