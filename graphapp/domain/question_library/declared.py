"""What a question of the library is declared as: its words, parameters, query, columns, picture.

A question is declared once, here beside the others of its topic; form, table, sentence, picture,
file, JSON and command line are derived from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from graphapp.domain.results import DecisionRef, PersonRef, Target
from graphapp.model.kinds import Choice
from graphapp.model.policy import Policy

Value = Target | PersonRef | DecisionRef | date | int | str
"""What somebody gives for a parameter."""


class Asker(StrEnum):
    """Who asks: a planner assigns and moves people, an inspector looks for gaps."""

    INSPECTOR = "inspector"
    PLANNER = "planner"


class Topic(StrEnum):
    """What a question is about, in the order of the index."""

    COVER = "cover"
    PARTY = "party"
    PEOPLE = "people"
    DOCUMENTS = "documents"
    UNITS = "units"


class Takes(StrEnum):
    """What a parameter takes."""

    UNIT = "unit"
    PERSON = "person"
    DECISION = "decision"
    DAY = "day"
    NUMBER = "number"
    CHOICE = "choice"


class Holds(StrEnum):
    """What the cells of a column hold.

    ``REF``: a unit, person, group, organisation or post, in ``<key>_id``, ``_code`` and ``_name``;
    ``DECISION``: one by its id in ``<key>_id``; ``LAST_DAY``: the day before a half-open end.
    """

    REF = "ref"
    DECISION = "decision"
    DAY = "day"
    LAST_DAY = "last_day"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True)
class Parameter:
    """What a question asks for beside the day.

    ``default``: what stands where nothing is given; without one it must be given. ``rule``: the
    subject of the policy's rule whose number is the default; ``span_of``: the target of the duty
    whose span is; ``days_back``: so many days before the day asked about. A number lies from
    ``least`` to ``most``. The unit needs no default: the only province in sight is meant.
    """

    name: str
    takes: Takes
    vi: str
    en: str
    default: str | None = None
    rule: str = ""
    span_of: str = ""
    days_back: int | None = None
    least: int = 0
    most: int = 3660
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of the answer. ``of``: shown only where that other column may be seen."""

    key: str
    holds: Holds
    vi: str
    en: str
    choices: tuple[Choice, ...] = ()
    of: str = ""


@dataclass(frozen=True)
class Tie:
    """A line of the picture for each row, between two of its columns; ``SCOPE``: the unit asked.

    ``relation`` is one of the network's, or ``WITHIN`` for lying in a unit further above.
    """

    start: str
    relation: str
    end: str


SCOPE = "scope"


@dataclass(frozen=True)
class Given:
    """What a query's parameters are taken from.

    ``tier`` and ``kinds``: of the policy row that is asked with, where a question asks with one.
    ``titles``: those of posts by the role that they mean.
    """

    as_of: date
    unit: Target | None
    values: Mapping[str, Value]
    tier: str = ""
    kinds: tuple[str, ...] = ()
    titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def number(self, name: str) -> int:
        """Return the number given for a parameter."""
        value = self.values[name]
        return value if isinstance(value, int) else 0

    def day(self, name: str) -> date:
        """Return the day given for a parameter."""
        value = self.values[name]
        return value if isinstance(value, date) else self.as_of

    def id_of(self, name: str) -> str:
        """Return the id of what is given for a parameter."""
        value = self.values[name]
        return value.id if isinstance(value, Target | PersonRef | DecisionRef) else ""


Source = Callable[[Given], object]
"""Where the value of a query's parameter comes from."""


@dataclass(frozen=True)
class Counted:
    """Another query: its row's ``total``, or its rows told apart, is the N of a question."""

    query: str
    bind: Mapping[str, Source]


@dataclass(frozen=True)
class Question:
    """One question of the library.

    ``about``: what exactly is counted. ``counts``: the columns that tell one counted thing from
    another; ``sums``: the column whose sum is counted instead; ``counted_if``: a column that tells
    of a row whether it counts. ``duties``: the targets whose policy rows say which assignments
    count; the question is asked once for each row and the answers are one. ``roles``: the roles
    whose titles the query needs.
    """

    name: str
    asker: Asker
    topic: Topic
    vi: str
    en: str
    about_vi: str
    about_en: str
    answer_vi: str
    answer_en: str
    query: str
    bind: Mapping[str, Source]
    columns: tuple[Column, ...]
    counts: tuple[str, ...]
    total: Counted
    ties: tuple[Tie, ...]
    parameters: tuple[Parameter, ...] = ()
    sums: str = ""
    counted_if: str = ""
    duties: tuple[str, ...] = ()
    needs_roles: bool = False

    @property
    def centre(self) -> str:
        """Return the parameter in the middle of the picture."""
        names = [parameter.name for parameter in self.parameters]
        return next(name for name in ("person", "decision", "in") if name in names)


# --- where values come from ---------------------------------------------------------------------


def asked_unit(given: Given) -> object:
    """Return the id of the unit asked about."""
    return given.unit.id if given.unit else ""


def asked_day(given: Given) -> object:
    """Return the day asked about."""
    return given.as_of


def asked_kinds(given: Given) -> object:
    """Return the kinds of assignment that the policy row counts."""
    return list(given.kinds)


def asked_tier(given: Given) -> object:
    """Return the tier that the policy row asks for."""
    return given.tier


IN_UNIT: Mapping[str, Source] = {"unit_id": asked_unit, "as_of": asked_day}


def fixed(value: object) -> Source:
    """Return a value that is always the same."""
    return lambda _: value


def text_of(name: str) -> Source:
    """Return what was chosen for a parameter."""
    return lambda given: given.values[name]


def number_of(name: str) -> Source:
    """Return the number given for a parameter."""
    return lambda given: given.number(name)


def day_of(name: str) -> Source:
    """Return the day given for a parameter."""
    return lambda given: given.day(name)


def id_of(name: str) -> Source:
    """Return the id of what is given for a parameter."""
    return lambda given: given.id_of(name)


def days_before(name: str) -> Source:
    """Return the day that lies so many days before the day asked about."""
    return lambda given: given.as_of - timedelta(days=given.number(name))


def days_after(name: str) -> Source:
    """Return the day that lies so many days after the day asked about."""
    return lambda given: given.as_of + timedelta(days=given.number(name))


def chosen_of(name: str, every: tuple[Choice, ...]) -> Source:
    """Return the chosen value alone, as a list, or all where none is chosen."""
    return lambda given: [given.values[name]] if given.values[name] else [c.value for c in every]


def titles_of(role: str) -> Source:
    """Return the titles that mean a role."""
    return lambda given: list(given.titles.get(role, ()))


def default_of(parameter: Parameter, policy: Policy, as_of: date) -> str | None:
    """Return what stands where nothing is given; None where it must be given."""
    if parameter.days_back is not None:
        return (as_of - timedelta(days=parameter.days_back)).isoformat()
    number = policy.number(parameter.rule, as_of) if parameter.rule else None
    if parameter.span_of:
        number = min((row.span for row in policy.asked(parameter.span_of, as_of)), default=None)
    return parameter.default if number is None else str(number)
