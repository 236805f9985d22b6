"""What the questions answer: frozen values shared by page, export, JSON and command line.

Dates are half-open (``since``, ``until``); open ends are ``OPEN_START`` and ``OPEN_END``. The edge
converts them (``graphapp.model.interval``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal


class State(StrEnum):
    """State of a link, worst first."""

    BROKEN = "broken"
    OVERLOADED = "overloaded"
    EXPIRING = "expiring"
    ACTING = "acting"
    COMPLETE = "complete"


STATES = tuple(State)


class Reason(StrEnum):
    """Why a required link is broken (design, section 5)."""

    NEVER_ASSIGNED = "never_assigned"
    ASSIGNMENT_EXPIRED = "assignment_expired"
    HOLDER_LEFT_POST = "holder_left_post"
    TIER_ABOLISHED = "tier_abolished"
    UNIT_CLOSED = "unit_closed"
    WRONG_TIER = "wrong_tier"
    GROUP_WITHOUT_HEAD = "group_without_head"


@dataclass(frozen=True)
class Target:
    """A unit, household or organisation; ``tier``: a target of the policy or ``province``."""

    id: str
    code: str
    name: str
    tier: str


@dataclass(frozen=True)
class PersonRef:
    """A person as pages name them."""

    id: str
    code: str
    name: str


@dataclass(frozen=True)
class DecisionRef:
    """The document behind a fact."""

    id: str
    number: str
    date: date | None
    issuer: str | None


@dataclass(frozen=True)
class PostRef:
    """A post as held: its title, where it is, in which line, and whether that was in force."""

    code: str
    title: str
    line: str
    unit: Target
    acting: bool
    in_force: bool
    since: date
    until: date


@dataclass(frozen=True)
class Break:
    """Why a link is broken and since when (None where no day can be named)."""

    reason: Reason
    since: date | None


@dataclass(frozen=True)
class Responsible:
    """One assignment in force. ``person`` is None for a working group without a head.

    ``post``: the one through which the person answers, else the last held; ``unsound`` says why
    this assignment does not carry the link, None when it does or when no policy row asks.
    """

    assignment_id: str
    assignment_code: str | None
    person: PersonRef | None
    group: str | None
    kind: str
    line: str | None
    post: PostRef | None
    decision: DecisionRef | None
    since: date
    until: date
    unsound: Reason | None
    load: int | None
    span: int | None


@dataclass(frozen=True)
class Link:
    """One step of the chain by unit. ``states`` is empty when nobody asks for the unit."""

    unit: Target
    required: bool
    policy_row: str | None
    responsible: tuple[Responsible, ...]
    states: tuple[State, ...]
    broken: Break | None


@dataclass(frozen=True)
class Step:
    """One person of the chain by person. ``by``: how the step before led here."""

    person: PersonRef
    post: PostRef | None
    by: Literal["target", "supervises", "unit"]
    through: Target | None
    others: tuple[PersonRef, ...]


@dataclass(frozen=True)
class Chain:
    """Who answers for a target on a date, both readings (design, section 5).

    ``by_unit`` begins with the target and ends with the province. ``cycle``: people who were
    passed over because they stand in the line already.
    """

    target: Target
    as_of: date
    line: str
    grade: State
    states: tuple[State, ...]
    by_unit: tuple[Link, ...]
    by_person: tuple[Step, ...]
    by_person_complete: bool
    cycle: tuple[PersonRef, ...]


@dataclass(frozen=True)
class Gap:
    """A target that a policy row says must be covered and is not.

    ``above``: the units that it lies in, nearest first, as far up as the scope.
    """

    target: Target
    above: tuple[Target, ...]
    reason: Reason
    since: date | None
    policy_row: str


@dataclass(frozen=True)
class Tally:
    """How many of a unit's targets have nobody: n of N, and n counting people in post alone."""

    unit: Target
    numerator: int
    denominator: int
    in_post_numerator: int


@dataclass(frozen=True)
class GapReport:
    """Targets of one tier in a scope without anyone. Numerators count targets WITHOUT anyone.

    ``wrong_tier`` counts covered targets that are held from the wrong tier or line alone.
    ``policy_rows`` is empty when nobody asks for the tier on that date. ``places``: the units that
    each of ``not_in_post`` lies in, nearest first, by its id.
    """

    as_of: date
    scope: Target
    tier: str
    policy_rows: tuple[str, ...]
    numerator: int
    denominator: int
    in_post_numerator: int
    wrong_tier: int
    gaps: tuple[Gap, ...]
    by: tuple[Tally, ...]
    not_in_post: tuple[Target, ...]
    places: Mapping[str, tuple[Target, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class UnitVersion:
    """A unit with its life, for histories and search."""

    unit: Target
    kind: str | None
    since: date
    until: date


@dataclass(frozen=True)
class UnitPage:
    """Facts of a unit on a date: line above (nearest first), units below, before and after."""

    version: UnitVersion
    as_of: date
    household_count: int | None
    above: tuple[UnitVersion, ...]
    below: tuple[UnitVersion, ...]
    predecessors: tuple[UnitVersion, ...]
    successors: tuple[UnitVersion, ...]
    households: tuple[Target, ...]


@dataclass(frozen=True)
class Hit:
    """One search result. ``now`` are the units that stand in its place on the date, if it ended."""

    found: UnitVersion
    above: tuple[str, ...]
    now: tuple[UnitVersion, ...]


@dataclass(frozen=True)
class PersonHit:
    """One person found, with the posts in force on the date."""

    person: PersonRef
    posts: tuple[PostRef, ...]


@dataclass(frozen=True)
class Place:
    """Something for a time: where a thing was, or an organisation with its life."""

    target: Target
    since: date
    until: date


@dataclass(frozen=True)
class SearchResult:
    """What a search found, best first; ``more`` tells that the list was cut.

    ``near``: names like the text, where nothing is called so.
    """

    text: str
    as_of: date
    units: tuple[Hit, ...]
    households: tuple[Target, ...]
    people: tuple[PersonHit, ...]
    more: bool
    organisations: tuple[Place, ...] = ()
    decisions: tuple[DecisionRef, ...] = ()
    near: tuple[str, ...] = ()
