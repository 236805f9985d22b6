"""What a dossier of a person holds: posts, assignments, span, the lines up and down, visits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graphapp.domain.dossier import LINES, Asked
from graphapp.domain.dossier_decisions import NamedDecision, of_person
from graphapp.domain.dossier_gaps import GapsThere, gaps_around
from graphapp.domain.duties import duties_of
from graphapp.domain.people import PersonPage, person_page
from graphapp.domain.person_chain import PersonChain, person_chains
from graphapp.domain.records import Supervision
from graphapp.domain.results import PersonRef
from graphapp.domain.visits import SeenVisit, visits_by
from graphapp.model.interval import Interval

_MOST_BELOW = 200


@dataclass(frozen=True)
class Directed:
    """Somebody under a person on the day; ``carries``: how many of each tier that one has."""

    supervision: Supervision
    carries: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class PersonDossier:
    """A person on a date. ``period``: the days of the visits."""

    page: PersonPage
    as_of: date
    period: Interval
    chains: tuple[PersonChain, ...]
    directed: tuple[Directed, ...]
    gaps: GapsThere
    visits: tuple[SeenVisit, ...]
    decisions: tuple[NamedDecision, ...]

    @property
    def person(self) -> PersonRef:
        """Return the person."""
        return self.page.person


def person_dossier(asked: Asked, wanted: str) -> PersonDossier:
    """Return the dossier of a person, by id or code; raises what ``people.find_person`` raises."""
    reader, scope, as_of, policy = asked.reader, asked.scope, asked.as_of, asked.policy
    page = person_page(reader, scope, wanted, as_of, policy=policy, most=_MOST_BELOW)
    person = page.person
    return PersonDossier(
        page,
        as_of,
        asked.period,
        person_chains(reader, scope, person.id, as_of, policy=policy, lines=LINES),
        _directed(asked, page.supervised),
        gaps_around(reader, scope, asked.gaps, asked.handled, page),
        visits_by(reader, scope, person.id, asked.period),
        of_person(reader, scope, page),
    )


def _directed(asked: Asked, supervised: Sequence[Supervision]) -> tuple[Directed, ...]:
    now = [row for row in supervised if row.since <= asked.as_of < row.until]
    return tuple(Directed(row, _carries(asked, row.person)) for row in now)


def _carries(asked: Asked, person: PersonRef) -> tuple[tuple[str, int], ...]:
    held = duties_of(asked.reader, asked.scope, person.id)
    targets = {duty.target for duty in held if duty.since <= asked.as_of < duty.until}
    return tuple(sorted(Counter(target.tier for target in targets).items()))
