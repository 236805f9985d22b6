"""People and working groups who hold assignments: posts, lines and heads, on any date.

Rules: design, section 5 (*in post on a date*, the order of posts, the last post held).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter

from graphapp.domain.results import PersonRef, PostRef, Target
from graphapp.graph.port import Reader, Row
from graphapp.model.choices import TIERS
from graphapp.model.interval import Interval
from graphapp.model.policy import PolicyRow
from graphapp.model.schema import MODEL

_SINCE, _UNTIL = (
    itemgetter(
        *(f"{each}_{end}" for each in ("tenure", "post", "seat", "organisation", "serves", "unit"))
    )
    for end in ("since", "until")
)
TIER_RANK = {choice.value: rank for rank, choice in enumerate(TIERS)}


@dataclass(frozen=True)
class Tenure:
    """A post held, over the days on which tenure, post, organisation and unit all stood."""

    code: str
    title: str
    line: str
    unit: Target
    unit_life: Interval
    acting: bool
    interval: Interval

    @property
    def order(self) -> tuple[int, str, str]:
        """Return the order of posts: highest tier first, then unit code, then post code."""
        return (TIER_RANK[self.unit.tier], self.unit.code, self.code)

    def matches(self, row: PolicyRow) -> bool:
        """Tell whether the policy row asks for a post of this tier and line."""
        return self.unit.tier == row.post_tier and row.line in ("either", self.line)

    def shown(self, as_of: date) -> PostRef:
        """Return the post as pages show it."""
        days = self.interval
        return PostRef(
            self.code,
            self.title,
            self.line,
            self.unit,
            self.acting,
            days.holds(as_of),
            days.since,
            days.until,
        )


@dataclass(frozen=True)
class Head:
    """A person at the head of a working group for a time."""

    person: PersonRef
    interval: Interval


@dataclass(frozen=True)
class Holders:
    """What is known of a number of people and working groups, keyed by id."""

    tenures: dict[str, tuple[Tenure, ...]] = field(default_factory=dict)
    cells: dict[str, tuple[Interval, ...]] = field(default_factory=dict)
    heads: dict[str, tuple[Head, ...]] = field(default_factory=dict)

    def in_force(self, person_id: str, as_of: date) -> list[Tenure]:
        """Return the posts held on a date, in the order of posts."""
        held = [t for t in self.tenures[person_id] if t.interval.holds(as_of)]
        return sorted(held, key=lambda tenure: tenure.order)

    def last_held(self, person_id: str, as_of: date) -> Tenure | None:
        """Return the post held last by a date: latest end, then highest code; None without any."""
        ended = self._ended(person_id, as_of)
        return max(ended, key=lambda t: (t.interval.until, t.code), default=None)

    def posts(self, person_id: str, as_of: date) -> list[Tenure]:
        """Return the posts held on a date, else the one held last, else nothing."""
        held = self.in_force(person_id, as_of)
        last = None if held else self.last_held(person_id, as_of)
        return [last] if last else held

    def left_post(self, person_id: str, as_of: date) -> date | None:
        """Return since when somebody is out of post; None when in post or never in one."""
        if self.in_force(person_id, as_of):
            return None
        last = self.last_held(person_id, as_of)
        return last.interval.until if last else None

    def is_member(self, person_id: str, as_of: date) -> bool:
        """Tell whether somebody is a member of a party cell on a date."""
        return any(days.holds(as_of) for days in self.cells[person_id])

    def lines(self, person_id: str, as_of: date) -> frozenset[str]:
        """Return the lines in which somebody stands: of the posts; party for a bare member."""
        lines = frozenset(t.line for t in self.posts(person_id, as_of))
        if not lines and self.is_member(person_id, as_of):
            return frozenset({"party"})
        return lines

    def heads_on(self, group_id: str, as_of: date) -> list[PersonRef]:
        """Return who heads a group on a date, by code; the first one leads."""
        return [head.person for head in self.heads[group_id] if head.interval.holds(as_of)]

    def answering_post(self, person_id: str, row: PolicyRow | None, as_of: date) -> Tenure | None:
        """Return the post through which somebody answers: fitting, else any, else the last."""
        posts = self.posts(person_id, as_of)
        fitting = [t for t in posts if row and t.interval.holds(as_of) and t.matches(row)]
        return next(iter(fitting or posts), None)

    def _ended(self, person_id: str, as_of: date) -> list[Tenure]:
        return [t for t in self.tenures[person_id] if t.interval.until <= as_of]


def learn(reader: Reader, known: Holders, holder_ids: Iterable[str]) -> Holders:
    """Return what is known, and what the graph says of further people and working groups."""
    wanted = set(holder_ids) - known.tenures.keys() - known.heads.keys()
    groups = sorted(i for i in wanted if MODEL.label_of(i) == "WorkingGroup")
    heads = _heads(reader, groups)
    led = {head.person.id for found in heads.values() for head in found}
    people = sorted((wanted - set(groups)) | (led - known.tenures.keys()))
    return Holders(
        known.tenures | _tenures(reader, people),
        known.cells | _cells(reader, people),
        known.heads | heads,
    )


def _tenures(reader: Reader, people: list[str]) -> dict[str, tuple[Tenure, ...]]:
    found: dict[str, list[Tenure]] = {person: [] for person in people}
    units: dict[str, tuple[Target, Interval]] = {}  # few, and thousands of posts are in them
    for row in reader.rows("holders/tenures", person_ids=people) if people else ():
        days = Interval(max(_SINCE(row)), min(_UNTIL(row)))
        if not days.empty:
            unit = units.get(row["unit_id"]) or units.setdefault(row["unit_id"], _unit(row))
            found[row["person_id"]].append(_tenure(row, *unit, days))
    return {person: tuple(tenures) for person, tenures in found.items()}


def _unit(row: Row) -> tuple[Target, Interval]:
    unit = Target(row["unit_id"], row["unit_code"], row["unit_name"], row["unit_tier"])
    return unit, Interval(row["unit_since"], row["unit_until"])


def _tenure(row: Row, unit: Target, unit_life: Interval, days: Interval) -> Tenure:
    return Tenure(
        row["post_code"],
        row["post_title"],
        row["organisation_line"],
        unit,
        unit_life,
        bool(row["tenure_acting"]),
        days,
    )


def _cells(reader: Reader, people: list[str]) -> dict[str, tuple[Interval, ...]]:
    found: defaultdict[str, list[Interval]] = defaultdict(list)
    for row in reader.rows("holders/cells", person_ids=people) if people else ():
        days = Interval(row["member_since"], row["member_until"])
        found[row["person_id"]].append(days.clip(Interval(row["cell_since"], row["cell_until"])))
    return {person: tuple(found[person]) for person in people}


def _heads(reader: Reader, groups: list[str]) -> dict[str, tuple[Head, ...]]:
    found: dict[str, list[Head]] = {group: [] for group in groups}
    for row in reader.rows("holders/heads", working_group_ids=groups) if groups else ():
        days = Interval(row["head_since"], row["head_until"])
        days = days.clip(Interval(row["working_group_since"], row["working_group_until"]))
        person = PersonRef(row["person_id"], row["person_code"], row["person_name"])
        found[row["working_group_id"]].append(Head(person, days))
    return {group: tuple(heads) for group, heads in found.items()}
