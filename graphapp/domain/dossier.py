"""What a dossier of a village or a commune holds: everything known of it on one day, put together.

Nothing is judged here: chain, history, gaps, sheet and visits are asked as their own pages ask
them, so that a figure of a dossier is the figure of the page.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graphapp.domain.acceptances import Acceptances
from graphapp.domain.below import Below, below
from graphapp.domain.chain import chains, links_of
from graphapp.domain.dossier_decisions import NamedDecision, of_unit
from graphapp.domain.dossier_gaps import GapsThere, gaps_of_unit
from graphapp.domain.gap_days import GapDays
from graphapp.domain.history import UnitHistory, unit_history
from graphapp.domain.inspector import Handled, handled_on
from graphapp.domain.organisations import organisations_at
from graphapp.domain.records import Fact
from graphapp.domain.results import Chain, Link, Target, UnitPage
from graphapp.domain.sheet import sheet
from graphapp.domain.sheet_table import Seat, VillageRow
from graphapp.domain.tasks import Tasks
from graphapp.domain.units import find, unit_facts, unit_page
from graphapp.domain.village_posts import village_bodies
from graphapp.domain.visits import SeenVisit, visits_to
from graphapp.errors import InputError, Place
from graphapp.graph.port import Reader
from graphapp.model.interval import Interval
from graphapp.model.policy import Policy
from graphapp.model.scope import Scope

LINES = ("state", "party")
MONTHS = 12
MONTH_CHOICES = (3, 12, 36, 60)
TIERS_WITH_A_DOSSIER = ("commune", "village")
_MOST_ORGANISATIONS = 500
_YEAR = 12


@dataclass(frozen=True)
class VillageLine:
    """A village of a commune as the sheet has it; ``visits``: to it or to its cells."""

    row: VillageRow
    visits: int
    last_visit: date | None


@dataclass(frozen=True)
class VillageInside:
    """What only a village has. ``cells`` are judged; the rest are posts with who holds them."""

    cells: tuple[Link, ...]
    secretary: tuple[Seat, ...]
    village_head: tuple[Seat, ...]
    front_head: tuple[Seat, ...]


@dataclass(frozen=True)
class UnitDossier:
    """A village or a commune on a date.

    ``period``: the days of the visits. ``figures``: how many below have nobody, of how many.
    ``villages`` is of a commune, ``inside`` of a village.
    """

    page: UnitPage
    as_of: date
    period: Interval
    facts: tuple[Fact, ...]
    chains: tuple[Chain, ...]
    history: UnitHistory
    figures: tuple[Below, ...]
    villages: tuple[VillageLine, ...]
    inside: VillageInside | None
    gaps: GapsThere
    visits: tuple[SeenVisit, ...]
    decisions: tuple[NamedDecision, ...]

    @property
    def unit(self) -> Target:
        """Return the unit."""
        return self.page.version.unit


@dataclass(frozen=True)
class Asked:
    """Whom to ask, what the asker may see, on what day, and visits of what days.

    ``gaps``: all gaps there are, found under the policy in force; ``handled``: what is done about
    them on the day.
    """

    reader: Reader
    scope: Scope
    as_of: date
    gaps: GapDays
    handled: Handled
    period: Interval

    @property
    def policy(self) -> Policy:
        """Return the policy in force."""
        return self.gaps.policy


def asked_for(
    reader: Reader,
    scope: Scope,
    as_of: date,
    gaps: GapDays,
    *,
    dealt: tuple[Acceptances, Tasks] = (Acceptances(), Tasks()),
    months: int = MONTHS,
) -> Asked:
    """Return a question for a dossier, with visits of so many calendar months up to its day.

    ``dealt``: all that was ever accepted and given out.
    """
    period = Interval(months_before(as_of, months) + timedelta(days=1), as_of + timedelta(days=1))
    return Asked(reader, scope, as_of, gaps, handled_on(as_of, *dealt, gaps), period)


def months_before(day: date, months: int) -> date:
    """Return the same day so many calendar months before, or that month's last day."""
    month = max(day.year * _YEAR + day.month - 1 - months, _YEAR)
    year, place = divmod(month, _YEAR)
    return date(year, place + 1, min(day.day, calendar.monthrange(year, place + 1)[1]))


def unit_dossier(asked: Asked, wanted: str) -> UnitDossier:
    """Return the dossier of a village or a commune, by id or code.

    Raises InputError for a unit of another tier, and what ``units.find`` raises.
    """
    reader, scope, as_of, policy = asked.reader, asked.scope, asked.as_of, asked.policy
    unit = find(reader, scope, wanted, as_of, ("Unit",))
    if unit.tier not in TIERS_WITH_A_DOSSIER:
        place = Place(value=wanted, remedy="dossier.no_dossier.remedy")
        raise InputError("dossier.no_dossier", (place,), name=unit.name)
    found = chains(reader, scope, unit.id, as_of, policy=policy, lines=LINES)
    history = unit_history(reader, scope, unit.id, as_of, policy=policy)
    rows = _village_rows(asked, unit)
    page = unit_page(reader, scope, unit.id, as_of)
    inside = _inside(asked, unit) if unit.tier == "village" else None
    seen = visits_to(reader, scope, _visited(asked, page, rows, inside), asked.period)
    return UnitDossier(
        page,
        as_of,
        asked.period,
        unit_facts(reader, unit.id),
        found,
        history,
        below(reader, scope, unit, as_of, policy=policy),
        _village_lines(rows, seen),
        inside,
        gaps_of_unit(reader, asked.gaps, asked.handled, unit, as_of),
        seen,
        of_unit(reader, scope, found[0], history, rows),
    )


def _village_rows(asked: Asked, unit: Target) -> tuple[VillageRow, ...]:
    if unit.tier == "village":
        return ()
    return sheet(asked.reader, asked.scope, unit.id, asked.as_of, policy=asked.policy).rows


def _inside(asked: Asked, village: Target) -> VillageInside:
    bodies = village_bodies(asked.reader, [village.id], asked.as_of)
    cells = bodies.cells.get(village.id, ())
    links = links_of(asked.reader, cells, asked.as_of, asked.policy) if cells else {}
    return VillageInside(
        tuple(links[cell.target.id] for cell in cells),
        bodies.of(village.id, "secretary"),
        bodies.of(village.id, "village_head"),
        bodies.of(village.id, "front_head"),
    )


def _visited(
    asked: Asked, page: UnitPage, rows: Sequence[VillageRow], inside: VillageInside | None
) -> set[str]:
    """Return what a visit can be about: the unit, what lies in it, and its organisations."""
    households = [household.id for household in page.households]
    found = {page.version.unit.id, *households, *_groups_of(asked.reader, households)}
    found |= {cell.unit.id for cell in (inside.cells if inside else ())}
    for row in rows:
        found |= {row.village.id, *(cell.unit.id for cell in row.cells)}
    unit = page.version.unit
    if unit.tier == "commune":
        bodies = organisations_at(asked.reader, unit.id, asked.as_of, most=_MOST_ORGANISATIONS)
        found |= {body.id for body in bodies}
    return found


def _groups_of(reader: Reader, households: list[str]) -> set[str]:
    """Return the household groups that households are or were in."""
    query = "state/in_group_household_household_group_by_start"
    return {row["end_id"] for row in reader.rows(query, ids=households)} if households else set()


def _village_lines(
    rows: Sequence[VillageRow], visits: Sequence[SeenVisit]
) -> tuple[VillageLine, ...]:
    days: defaultdict[str, set[tuple[date, str]]] = defaultdict(set)
    for visit in visits:
        days[visit.target.id].add((visit.day, visit.id))
    lines = []
    for row in rows:
        there = days[row.village.id].union(*(days[cell.unit.id] for cell in row.cells))
        lines.append(VillageLine(row, len(there), max((day for day, _ in there), default=None)))
    return tuple(lines)
