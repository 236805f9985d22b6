"""Who answers for one target over the years: rightly, or broken in the way that is wanted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from loaders.demo.planted import Break, Strained
from loaders.demo.real import REFORM
from loaders.demo.world import LAST_BEFORE_REFORM, ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from loaders.demo.decisions import Office
    from loaders.demo.tables import Table
    from loaders.demo.world import World

NEVER, EXPIRED, LEFT = "never_assigned", "assignment_expired", "holder_left_post"
LEFT_IN_CHARGE = "holder_left_post, still in charge"
ABOLISHED, CLOSED, WRONG = "tier_abolished", "unit_closed", "wrong_tier"
SUCCESSOR, HEADLESS = "unit_closed, successor", "group_without_head"
BREAKS = (NEVER, EXPIRED, LEFT, LEFT_IN_CHARGE, ABOLISHED, CLOSED, WRONG, HEADLESS)
EXPIRING, ACTING, OVERLOADED = "expiring", "acting", "overloaded"


@dataclass(frozen=True)
class Target:
    """What somebody answers for. ``answered``: the codes of what the policy asks about.

    For a group of households these are its households, else the target itself.
    """

    code: str
    since: date | None = None
    until: date | None = None
    answered: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes that a break of this target breaks."""
        return self.answered or (self.code,)


@dataclass
class Ways:
    """How the targets of one kind in one place are answered for, and by whom.

    ``holders`` come in turn and are right for it since the reform, ``former`` were before it. The
    others give somebody for a break: a newcomer between two days, somebody of a wrong tier, people
    of the districts and of the communes that the reform ended. ``changes``: how often somebody
    else answered at first.
    """

    word: str
    tier: str
    policy_row: str
    table: Table
    office: Office
    title: str
    holders: Iterator[str]
    former: Sequence[str]
    recruit: Callable[..., str]
    wrong: Callable[[], str]
    of_ended_tier: Sequence[str]
    of_ended_unit: Sequence[str]
    headless: Callable[[], str]
    kinds: tuple[str, ...] = ("phụ trách",)
    changes: float = 0.3


@dataclass
class Assigner:
    """Writes assignments; ``current`` tells who answers for what on the last day."""

    world: World
    current: dict[str, str] = field(default_factory=dict)
    _days: dict[str, list[date]] = field(default_factory=dict)

    def assign(self, target: Target, ways: Ways, label: str | None = None) -> None:
        """Write a target's assignments; ``label`` is the break or state to plant."""
        if label not in {NEVER, ABOLISHED, CLOSED, SUCCESSOR}:
            self._before(target, ways, ways.former)
        match label:
            case None | "expiring" | "acting":
                self._rightly(target, ways, label)
            case "never_assigned" | "unit_closed, successor":
                since = target.since if label == SUCCESSOR else None
                self._broken(target, ways, label, since)
            case "tier_abolished" | "unit_closed":
                people = ways.of_ended_tier if label == ABOLISHED else ways.of_ended_unit
                self._before(target, ways, people)
                self._broken(target, ways, label, REFORM)
            case "assignment_expired":
                self._expired(target, ways)
            case _:
                self._by_nobody_right(target, ways, label)

    def overload(self, targets: Sequence[Target], ways: Ways) -> None:
        """Give one newcomer all of the targets, more than the span."""
        person = ways.recruit()
        for target in targets:
            self._before(target, ways, ways.former)
            since = self._first_day(target, ways)
            self._write(target, ways, person, since, None)
            self.current[target.code] = person
            self._strained(target, ways, OVERLOADED)

    # --- how it goes ---------------------------------------------------------------------------

    def _before(self, target: Target, ways: Ways, people: Sequence[str]) -> None:
        """Let somebody answer until the reform."""
        if not people or (target.since or self.world.start) >= REFORM:
            return
        person = people[_place(target.code) % len(people)]
        earliest = max(self.world.start, date(2023, 9, 15))  # whoever held a post then held it on
        first = self._batch(f"{ways.office.name}{ways.word}", earliest, date(2024, 6, 1))
        self._write(target, ways, person, first, LAST_BEFORE_REFORM)

    def _rightly(self, target: Target, ways: Ways, label: str | None) -> None:
        """Let somebody answer who should, after another or from the beginning."""
        world, since = self.world, self._first_day(target, ways)
        if target.until is None and world.rng.random() < ways.changes and label is None:
            change = max(since + timedelta(days=30), self._recent(ways))
            self._write(target, ways, next(ways.holders), since, change - ONE_DAY)
            since = change
        person = ways.recruit(REFORM, acting=True) if label == ACTING else next(ways.holders)
        until = target.until
        if label == EXPIRING:
            until = world.day + timedelta(days=world.rng.randint(10, 80))
        self._write(target, ways, person, since, until)
        if target.until is None:
            self.current[target.code] = person
        if label is not None:
            self._strained(target, ways, label)

    def _expired(self, target: Target, ways: Ways) -> None:
        """Let an assignment run out, its holder still in post."""
        over = self.world.lately()
        self._write(target, ways, next(ways.holders), self._first_day(target, ways), over - ONE_DAY)
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
        self._write(target, ways, holder, since, until)
        if label != LEFT:
            self.current[target.code] = holder
        self._broken(target, ways, label, day)

    # --- what is written -----------------------------------------------------------------------

    def _write(
        self, target: Target, ways: Ways, holder: str, since: date, until: date | None
    ) -> None:
        code = f"PC{next(self.world.assigned):06}"
        group = holder.startswith("TCT")
        kind = ways.kinds[_place(target.code) % len(ways.kinds)]
        decision = self.world.decide(ways.office, ways.title, since)
        ways.table.add(
            code, None if group else holder, holder if group else None, ways.word, target.code,
            kind, since, until, None, *decision.cells,
        )  # fmt: skip

    def _broken(self, target: Target, ways: Ways, label: str, since: date | None) -> None:
        reason = label.split(",", maxsplit=1)[0]
        covered = label in {LEFT_IN_CHARGE, WRONG, HEADLESS}
        told = since if reason not in {NEVER, WRONG, HEADLESS} else None
        for code in target.codes:
            found = Break(ways.tier, code, ways.policy_row, reason, told, covered)
            self.world.planted.breaks.append(found)

    def _strained(self, target: Target, ways: Ways, state: str) -> None:
        for code in target.codes:
            self.world.planted.states.append(Strained(ways.tier, code, ways.policy_row, state))

    def _first_day(self, target: Target, ways: Ways) -> date:
        """Return when the assignment of today's kind begins: with the reform, or the target."""
        if target.since is not None and target.since > REFORM:
            return target.since
        settled = REFORM + timedelta(days=45)
        return self._batch(f"{ways.office.name}{ways.word} mới", REFORM, settled)

    def _recent(self, ways: Ways) -> date:
        last = self.world.day - timedelta(days=15)
        return self._batch(f"{ways.office.name}{ways.word} lại", date(2025, 11, 1), last)

    def _batch(self, key: str, first: date, last: date) -> date:
        """Return one of a few days on which an office decides: it assigns many at once."""
        if key not in self._days:
            self._days[key] = [self.world.between(first, last) for _ in range(3)]
        return self.world.rng.choice(self._days[key])


def _place(code: str) -> int:
    """Return a number that is always the same for a code."""
    return sum(map(ord, code))
