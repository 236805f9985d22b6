"""Accepted gaps and tasks on any day: held to a reading that goes from day to day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.domain.acceptances import Acceptance, Acceptances, AcceptanceState
from graphapp.domain.gap_kinds import GapKey, GapKind, Spell
from graphapp.domain.tasks import SOON, Task, Tasks, TaskState, closed_on
from graphapp.model.interval import OPEN_END, Interval

KEY = GapKey(GapKind.NEVER_ASSIGNED, "u1-1", "village_by_commune")
FIRST = date(2026, 1, 1)
DAY = timedelta(days=1)
DAYS = [FIRST + n * DAY for n in range(20)]


@dataclass(frozen=True)
class Plain:
    """Gaps as a test says them."""

    days: tuple[Interval, ...]

    def of_key(self, key: str) -> list[Spell]:
        """Return a spell for each stretch of days."""
        return [
            Spell(KEY.kind, KEY.subject, KEY.policy_row, d) for d in self.days if key == str(KEY)
        ]


def task(given: date = FIRST, due: date = FIRST + 10 * DAY, withdrawn: date | None = None) -> Task:
    return Task(1, KEY, "p1-1", due, given, "lan", withdrawn=withdrawn)


def between(first: int, last: int) -> Interval:
    return Interval(DAYS[first], DAYS[last])


@pytest.mark.parametrize("text", ["never_assigned:u1-1:village_by_commune:", "over_span:p1-1:a:x"])
def test_key_reads_as_what_it_is(text: str) -> None:
    assert str(GapKey.read(text)) == text


def is_key(text: str) -> bool:
    try:
        GapKey.read(text)
    except ValueError:
        return False
    return True


def test_what_is_no_key_is_refused() -> None:
    wrong = ["", "a:b", "boredom:u1-1:row:", "over_span::row:", "over_span:p1-1::", "a:b:c:d:e"]
    assert [text for text in [*wrong, "over_span:p1-1:span:"] if is_key(text)] == [
        "over_span:p1-1:span:"
    ]


def test_spell_names_its_key() -> None:
    (spell,) = Plain((between(0, 3),)).of_key(str(KEY))
    assert GapKey.read(spell.key) == KEY


def test_accepted_gap_is_back_when_its_time_is_over_and_another_gap_never_is_accepted() -> None:
    found = Acceptances((Acceptance(7, KEY, between(2, 5), "why", "lan"),))
    assert [found.holds(str(KEY), day) for day in DAYS[:7]] == [False] * 2 + [True] * 3 + [
        False
    ] * 2
    assert not found.holds(str(GapKey(GapKind.OVER_SPAN, "p1-1", "x")), DAYS[3])
    assert found.numbered(7) == found.of(str(KEY), DAYS[4])
    assert found.numbered(8) is None


@pytest.mark.parametrize(
    ("day", "ended_by", "state"),
    [
        (1, "", AcceptanceState.TO_COME),
        (2, "", AcceptanceState.IN_FORCE),
        (4, "hoa", AcceptanceState.IN_FORCE),
        (5, "", AcceptanceState.OVER),
        (5, "hoa", AcceptanceState.ENDED),
    ],
)
def test_acceptance_tells_how_it_stands(day: int, ended_by: str, state: AcceptanceState) -> None:
    made = Acceptance(7, KEY, between(2, 5), "why", "lan", ended_by)
    assert Acceptances((made,)).on(DAYS[day]) == {state: (made,)}


STRETCH = st.tuples(st.integers(0, 19), st.integers(0, 19)).map(lambda e: between(min(e), max(e)))


@given(st.lists(STRETCH, max_size=4), st.integers(0, 19))
def test_task_closes_on_the_first_day_on_which_its_gap_does_not_hold(
    stretches: list[Interval], given_on: int
) -> None:
    """Read from day to day: what is open ends at the last day drawn."""
    expected = next(
        day
        for day in [*DAYS[given_on:], DAYS[-1] + DAY]
        if not any(i.holds(day) for i in stretches)
    )
    spells = Plain(tuple(i for i in stretches if not i.empty)).of_key(str(KEY))
    assert closed_on(task(DAYS[given_on]), spells) == expected


def test_task_of_a_gap_without_an_end_stays_open() -> None:
    assert closed_on(task(), Plain((Interval(FIRST, OPEN_END),)).of_key(str(KEY))) is None


def test_gap_that_comes_again_opens_no_closed_task() -> None:
    (found,) = Tasks((task(),)).on(DAYS[8], Plain((between(0, 3), between(6, 12))))
    assert (found.state, found.closed) == (TaskState.CLOSED, DAYS[3])


@pytest.mark.parametrize(
    ("as_of", "withdrawn", "state"),
    [
        (FIRST, None, TaskState.OPEN),
        (FIRST + 10 * DAY - SOON, None, TaskState.DUE_SOON),
        (FIRST + 10 * DAY, None, TaskState.DUE_SOON),
        (FIRST + 11 * DAY, None, TaskState.OVERDUE),
        (FIRST + 11 * DAY, DAYS[11], TaskState.WITHDRAWN),
        (FIRST + 10 * DAY, DAYS[11], TaskState.DUE_SOON),
        (FIRST + 15 * DAY, None, TaskState.CLOSED),
        (FIRST + 15 * DAY, DAYS[16], TaskState.CLOSED),
        (FIRST + 16 * DAY, DAYS[16], TaskState.CLOSED),
    ],
)
def test_task_tells_how_it_stands(as_of: date, withdrawn: date | None, state: TaskState) -> None:
    (found,) = Tasks((task(withdrawn=withdrawn),)).on(as_of, Plain((between(0, 15),)))
    assert found.state == state


def test_task_is_not_there_before_it_was_given_and_the_urgent_stand_first() -> None:
    late, soon, later = (task(due=FIRST + n * DAY) for n in (1, 5, 15))
    tasks = Tasks((later, soon, late, task(DAYS[6])))
    found = tasks.on(DAYS[3], Plain((between(0, 19),)))
    assert [each.task for each in found] == [late, soon, later]
