"""Spells: how runs of days are cut and joined, and how a list of many alike is read."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graphapp.domain.gap_kinds import GapKind, Spell
from graphapp.domain.gap_list import Found, Listed
from graphapp.domain.spells import about, merged, pieces
from graphapp.model.interval import Interval

DAYS = st.dates(date(2025, 1, 1), date(2025, 3, 1))


def spell(since: int, until: int, via: str = "") -> Spell:
    days = Interval(date(2025, 1, since), date(2025, 1, until))
    return Spell(GapKind.NEVER_ASSIGNED, "u1-1", "row", days, via)


@given(st.builds(Interval, DAYS, DAYS), st.lists(DAYS))
def test_pieces_are_the_whole_cut_at_every_bound(whole: Interval, bounds: list[date]) -> None:
    found = list(pieces(whole, bounds))
    assert [p.until for p in found[:-1]] == [p.since for p in found[1:]]
    assert not any(piece.empty for piece in found)
    assert {p.since for p in found[1:]} == {d for d in bounds if whole.since < d < whole.until}
    assert (whole.empty and not found) or (found[0].since, found[-1].until) == (
        whole.since,
        whole.until,
    )


def test_spells_that_follow_each_other_and_tell_the_same_are_one() -> None:
    assert list(merged([spell(1, 2), spell(2, 5), spell(6, 7)])) == [spell(1, 5), spell(6, 7)]
    apart = [spell(1, 2), spell(2, 5, "r1-1")]
    assert list(merged(apart)) == apart
    assert list(merged([])) == []


@given(st.lists(st.integers(1, 4), max_size=5), st.slices(25))
def test_list_of_many_alike_reads_as_one_spell_each(numbers: list[int], part: slice) -> None:
    found = [
        Found(spell(1, 2), "household", tuple(f"h{place}-{each}" for each in range(number)))
        for place, number in enumerate(numbers)
    ]
    listed = Listed(tuple(found))
    every = [about(each.spell, subject) for each in found for subject in each.ids]
    assert list(listed) == every
    assert len(listed) == len(every)
    assert listed[part] == every[part]
    assert [listed[place] for place in range(-len(every), len(every))] == every * 2
