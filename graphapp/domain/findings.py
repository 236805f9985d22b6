"""What an analysis found: people and places with figures, and the list behind each.

Dates are half-open, as everywhere inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphapp.domain.results import PersonRef, PostRef, Target
from graphapp.domain.span import Load


@dataclass(frozen=True)
class InView:
    """The ids of the places and the people of a picture."""

    targets: frozenset[str]
    people: frozenset[str]


@dataclass(frozen=True)
class Somebody:
    """A person with the post that comes first on the date, None without any."""

    person: PersonRef
    post: PostRef | None


@dataclass(frozen=True)
class Span:
    """What somebody answers for under a duty: so many of so many allowed.

    ``behind``: the units and organisations that are counted; households are a number alone.
    """

    who: Somebody
    policy_row: str
    load: Load
    behind: tuple[Target, ...]


@dataclass(frozen=True)
class Depth:
    """The line of a place: past how many people it reaches the province (None: it does not).

    ``tiers``: how many units stand above the place; ``ends``: at whom the line ends then.
    """

    target: Target
    people: int | None
    tiers: int
    ends: tuple[PersonRef, ...]

    @property
    def long(self) -> bool:
        """Tell whether it takes more than two people a tier: who answers, and that one's head."""
        return self.people is not None and self.people > 2 * self.tiers > 0


@dataclass(frozen=True)
class Absence:
    """Somebody without whom places in view have no line to the province any more."""

    who: Somebody
    breaks: tuple[Target, ...]


@dataclass(frozen=True)
class Sole:
    """A single point of failure: leaving uncovers ``uncovers`` of the commune's ``villages``."""

    who: Somebody
    commune: Target
    uncovers: tuple[Target, ...]
    villages: int


@dataclass(frozen=True)
class Posts:
    """Somebody with several posts on the date."""

    who: Somebody
    posts: tuple[PostRef, ...]


@dataclass(frozen=True)
class Analysis:
    """Everything found. ``targets``: places looked at, of ``in_view`` that a duty asks for.

    ``people``: how many were looked at; ``in_post``: those of them with a post on the date.
    """

    as_of: date
    line: str
    targets: int
    in_view: int
    people: int
    in_post: int
    spans: tuple[Span, ...]
    depths: tuple[Depth, ...]
    absences: tuple[Absence, ...]
    soles: tuple[Sole, ...]
    posts: tuple[Posts, ...]

    @property
    def reaching(self) -> tuple[Depth, ...]:
        """Return the lines that reach the province."""
        return tuple(each for each in self.depths if each.people is not None)

    @property
    def over(self) -> tuple[Span, ...]:
        """Return the loads above what a duty allows."""
        return tuple(each for each in self.spans if each.load.over)
