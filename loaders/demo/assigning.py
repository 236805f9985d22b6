"""Who answers for one target over the years: rightly, or broken in the way that is wanted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from loaders.demo.given import LACKING, TASKS, UNDECIDED, WITHOUT_DUTIES, Given
from loaders.demo.past import Past, Sort, cut, spells
from loaders.demo.planted import Break, Strained
from loaders.demo.real import REFORM
from loaders.demo.terms import Spell
from loaders.demo.world import LAST_BEFORE_REFORM, ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from loaders.demo.decisions import Office
    from loaders.demo.tables import Cell, Table
    from loaders.demo.world import World

NEVER, EXPIRED, LEFT = "never_assigned", "assignment_expired", "holder_left_post"
LEFT_IN_CHARGE = "holder_left_post, still in charge"
ABOLISHED, CLOSED, WRONG = "tier_abolished", "unit_closed", "wrong_tier"
SUCCESSOR, HEADLESS = "unit_closed, successor", "group_without_head"
BREAKS = (NEVER, EXPIRED, LEFT, LEFT_IN_CHARGE, ABOLISHED, CLOSED, WRONG, HEADLESS)
EXPIRING, ACTING, OVERLOADED = "expiring", "acting", "overloaded"
_LATE = 0.04
_TAKING_OVER = timedelta(days=45)
_ACTING_LATELY = (30, 150)


@dataclass(frozen=True)
class Target:
    """What somebody answers for. ``answered``: the codes of what the policy asks about.

    For a group of households these are its households, else the target itself. ``past``: how it was
    answered for before the reform, where it was there and anybody had to.
    """

    code: str
    since: date | None = None
    until: date | None = None
    answered: tuple[str, ...] = ()
    past: Past | None = None

    @property
    def until_reform(self) -> date:
        """Return the last day on which it was answered for in the way of before the reform."""
        return min(self.until or LAST_BEFORE_REFORM, LAST_BEFORE_REFORM)

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes that a break of this target breaks."""
        return self.answered or (self.code,)


@dataclass
class Ways:
    """How the targets of one kind in one place are answered for, and by whom.

    ``holders`` come in turn and are right for it since the reform. The others give somebody for a
    break: a newcomer between two days, somebody of a wrong tier, a group without a head.
    ``changes``: how often somebody else answered at first.
    """

    sort: Sort
    tier: str
    policy_row: str
    table: Table
    office: Office
    title: str
    holders: Iterator[str]
    recruit: Callable[..., str]
    wrong: Callable[[], str]
    headless: Callable[[], str]
    changes: float = 0.3


@dataclass
class Assigner:
    """Writes assignments; ``current`` tells who answers for what on the last day.

    ``given``: what was assigned since the reform, by target; ``on_paper``: targets whose holder has
    left and comes no more.
    """

    world: World
    current: dict[str, str] = field(default_factory=dict)
    given: dict[str, list[Given]] = field(default_factory=dict)
    on_paper: set[str] = field(default_factory=set)
    _acting: int = 0
    _days: dict[str, list[date]] = field(default_factory=dict)

    def assign(self, target: Target, ways: Ways, label: str | None = None) -> None:
        """Write a target's assignments; ``label`` is the break or state to plant."""
        if label not in {NEVER, ABOLISHED, CLOSED, SUCCESSOR}:
            self.before(target, ways.sort)
        match label:
            case None | "expiring" | "acting" | "no decision" | "no duties":
                self._rightly(target, ways, label)
            case "never_assigned" | "unit_closed, successor":
                since = target.since if label == SUCCESSOR else None
                self._broken(target, ways, label, since)
            case "tier_abolished" | "unit_closed":
                self._until_reform(target, ways, label)
                self._broken(target, ways, label, REFORM)
            case "assignment_expired":
                self._expired(target, ways)
            case _:
                self._by_nobody_right(target, ways, label)

    def overload(self, targets: Sequence[Target], ways: Ways) -> str:
        """Give one newcomer all of the targets, more than the span; return who it is."""
        person = ways.recruit()
        if targets:
            self.world.planted.gap("over_span", "person", person, ways.policy_row)
        for target in targets:
            self.before(target, ways.sort)
            since = self._first_day(target, ways)
            self._write(target, ways, Spell(person, since))
            self.current[target.code] = person
            self._strained(target, ways, OVERLOADED)
        return person

    # --- how it goes ---------------------------------------------------------------------------

    def before(self, target: Target, sort: Sort) -> None:
        """Let people answer until the reform, as it was usual for such a target."""
        past = target.past
        if past is None:
            return
        first = max(self._began(past, sort), target.since or date.min)
        for spell in spells(self.world, past, first, target.until_reform):
            self._formerly(target, sort, past, spell)

    def _until_reform(self, target: Target, ways: Ways, label: str) -> None:
        """Let somebody answer until the reform who has no successor: tier or unit ended with it."""
        if past := target.past:
            chair = past.of_ended_tier if label == ABOLISHED else past.of_ended_unit
            for spell in cut(chair, self._began(past, ways.sort)):
                self._formerly(target, ways.sort, past, spell)

    def _began(self, past: Past, sort: Sort) -> date:
        first = self.world.start
        return self._batch(f"{past.office.name}{sort.word} cũ", first, first + _TAKING_OVER)

    def _formerly(self, target: Target, sort: Sort, past: Past, spell: Spell) -> None:
        decision = self.world.decide(past.office, past.title, spell.since)
        self._put(past.table, target, sort, spell, (TASKS[sort.word], *decision.cells))

    def _rightly(self, target: Target, ways: Ways, label: str | None) -> None:
        """Let somebody answer who should, after another or from the beginning."""
        world, since = self.world, self._first_day(target, ways)
        if target.until is None and world.rng.random() < ways.changes and label is None:
            change = max(since + timedelta(days=30), self._recent(ways))
            self._write(target, ways, Spell(next(ways.holders), since, change - ONE_DAY))
            since = change
        if label == ACTING:
            since, person = self._acted(target, ways, since)
        else:
            person = next(ways.holders)
        until = target.until
        if label == EXPIRING:
            until = world.day + timedelta(days=world.rng.randint(10, 80))
        code = self._write(target, ways, Spell(person, since, until), label)
        if target.until is None:
            self.current[target.code] = person
        if label in LACKING:
            for one in target.codes:
                world.planted.gap("incomplete_assignment", ways.tier, one, "assignment", code)
        elif label is not None:
            self._strained(target, ways, label)

    def _acted(self, target: Target, ways: Ways, since: date) -> tuple[date, str]:
        """Return from when on who answers whose post is held acting: since the reform, or lately.

        Every other one is acting since so few days that it is not too long yet.
        """
        self._acting += 1
        if self._acting % 2:
            return since, ways.recruit(REFORM, acting=True)
        lately = self.world.day - timedelta(days=self.world.rng.randint(*_ACTING_LATELY))
        self._write(target, ways, Spell(next(ways.holders), since, lately - ONE_DAY))
        return lately, ways.recruit(lately, acting=True)

    def _expired(self, target: Target, ways: Ways) -> None:
        """Let an assignment run out, its holder still in post."""
        over = self.world.lately()
        spell = Spell(next(ways.holders), self._first_day(target, ways), over - ONE_DAY)
        self._write(target, ways, spell)
        self._broken(target, ways, EXPIRED, over)

    def _by_nobody_right(self, target: Target, ways: Ways, label: str) -> None:
        """Let somebody answer who left, who is of a wrong tier, or a group without a head."""
        since, day = self._first_day(target, ways), None
        if label in {LEFT, LEFT_IN_CHARGE}:
            day = self.world.lately()
            holder = ways.recruit(REFORM, day - ONE_DAY)
        else:
            holder = ways.wrong() if label == WRONG else ways.headless()
        until = day - ONE_DAY if day and label == LEFT else None
        code = self._write(target, ways, Spell(holder, since, until))
        if label != LEFT:
            self.current[target.code] = holder
        if label == LEFT_IN_CHARGE:
            self.on_paper.add(target.code)
        self._broken(target, ways, label, day, code)

    # --- what is written -----------------------------------------------------------------------

    def _write(self, target: Target, ways: Ways, spell: Spell, label: str | None = None) -> str:
        """Write an assignment since the reform and return its code; ``label`` may leave out."""
        decision: tuple[Cell, ...] = (None, None, None)
        if label != UNDECIDED:
            decision = self.world.decide(ways.office, ways.title, spell.since).cells
        given = Given(target, ways, spell.person, spell.since, spell.until)
        self.given.setdefault(target.code, []).append(given)
        tasks = None if label == WITHOUT_DUTIES else TASKS[ways.sort.word]
        return self._put(ways.table, target, ways.sort, spell, (tasks, *decision))

    def _put(
        self, table: Table, target: Target, sort: Sort, spell: Spell, told: tuple[Cell, ...]
    ) -> str:
        """Write a row that ends with what is told of duties and decision."""
        code, holder = f"PC{next(self.world.assigned):06}", spell.person
        group = holder.startswith("TCT")
        kind = sort.kinds[_place(target.code) % len(sort.kinds)]
        table.add(
            code, None if group else holder, holder if group else None, sort.word, target.code,
            kind, spell.since, spell.until, *told,
        )  # fmt: skip
        return code

    def _broken(
        self, target: Target, ways: Ways, label: str, since: date | None, via: str = ""
    ) -> None:
        reason = label.split(",", maxsplit=1)[0]
        covered = label in {LEFT_IN_CHARGE, WRONG, HEADLESS}
        told = since if reason not in {NEVER, WRONG, HEADLESS} else None
        for code in target.codes:
            held = via if covered else ""
            found = Break(ways.tier, code, ways.policy_row, reason, told, covered, held)
            self.world.planted.breaks.append(found)

    def _strained(self, target: Target, ways: Ways, state: str) -> None:
        for code in target.codes:
            self.world.planted.states.append(Strained(ways.tier, code, ways.policy_row, state))

    def _first_day(self, target: Target, ways: Ways) -> date:
        """Return when the assignment of today's kind begins: with the reform, or the target."""
        if target.since is not None and target.since > REFORM:
            return target.since
        if not self.world.maybe(_LATE):
            return REFORM
        settled = REFORM + _TAKING_OVER
        return self._batch(f"{ways.office.name}{ways.sort.word} mới", REFORM + ONE_DAY, settled)

    def _recent(self, ways: Ways) -> date:
        last = self.world.day - timedelta(days=15)
        return self._batch(f"{ways.office.name}{ways.sort.word} lại", date(2025, 11, 1), last)

    def _batch(self, key: str, first: date, last: date) -> date:
        """Return one of a few days on which an office decides: it assigns many at once."""
        if key not in self._days:
            self._days[key] = [self.world.between(first, last) for _ in range(3)]
        return self.world.rng.choice(self._days[key])


def _place(code: str) -> int:
    """Return a number that is always the same for a code."""
    return sum(map(ord, code))
