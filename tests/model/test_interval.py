from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.model.interval import (
    OPEN_END,
    OPEN_START,
    Interval,
    day_from_text,
    end_from_edge,
    end_to_edge,
    last_day,
    start_from_edge,
    start_to_edge,
    united,
    without,
)

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
SOON = st.dates(date(2025, 1, 1), date(2025, 2, 9))
DAYS_APART = st.builds(Interval, SOON, SOON)


@given(st.none() | DAYS)
def test_a_last_day_goes_in_and_comes_out_the_same(day: date | None) -> None:
    assert end_to_edge(end_from_edge(day)) == day


@given(st.none() | DAYS)
def test_a_first_day_goes_in_and_comes_out_the_same(day: date | None) -> None:
    assert start_to_edge(start_from_edge(day)) == day


def test_open_ends_are_blank_at_the_edge() -> None:
    assert (start_to_edge(OPEN_START), end_to_edge(OPEN_END)) == (None, None)
    assert (start_from_edge(None), end_from_edge(None)) == (OPEN_START, OPEN_END)


def test_the_30_june_is_the_last_day_inside_and_the_1_july_is_outside() -> None:
    days = Interval(until=end_from_edge(date(2025, 6, 30)))
    assert days.holds(date(2025, 6, 30))
    assert not days.holds(date(2025, 7, 1))
    assert last_day(days.until) == date(2025, 6, 30)
    assert last_day(OPEN_END) == OPEN_END


@given(DAYS, DAYS, DAYS, DAYS, DAYS)
def test_a_clip_holds_the_days_that_both_hold(
    a: date, b: date, c: date, d: date, day: date
) -> None:
    first, second = Interval(a, b), Interval(c, d)
    assert first.clip(second).holds(day) == (first.holds(day) and second.holds(day))
    assert first.overlaps(second) == (not first.clip(second).empty)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-07-01", date(2025, 7, 1)),
        ("01/07/2025", date(2025, 7, 1)),
        ("1/7/2025", date(2025, 7, 1)),
        (" 30/06/2025 ", date(2025, 6, 30)),
    ],
)
def test_a_day_is_read_as_it_is_written(text: str, day: date) -> None:
    assert day_from_text(text) == day


@pytest.mark.parametrize(
    "text",
    ["", "2025", "07/2025", "13/13/2025", "31/02/2025", "01-07-2025", "20250701", "2025-7-1",
     "1/7/25", "45839", "０１/０７/２０２５"],
)  # fmt: skip
def test_a_day_is_never_guessed(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        day_from_text(text)


@given(st.lists(DAYS_APART, max_size=6), DAYS_APART)
def test_what_is_left_and_what_is_taken_make_the_whole_day_by_day(
    taken: list[Interval], whole: Interval
) -> None:
    together = united(taken)
    left = without(whole, together)
    for number in range(40):
        day = date(2025, 1, 1) + timedelta(number)
        covered = any(each.holds(day) for each in taken)
        assert any(each.holds(day) for each in together) == covered
        assert any(each.holds(day) for each in left) == (whole.holds(day) and not covered)
    assert all(a.until < b.since for a, b in pairwise(together))
    assert not any(each.empty for each in (*together, *left))
