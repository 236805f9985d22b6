from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from graphapp.domain.upward import Upward, answers_alone, breaking, ways_up
from tests.domain import upward_by_hand

if TYPE_CHECKING:
    from tests.domain.upward_by_hand import Facts

PEOPLE = [f"p{n}" for n in range(7)]
VILLAGES = [f"v{n}" for n in range(4)]
COMMUNES = ["c0", "c1"]


def some(among: list[str], most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(among), max_size=most, unique=True)


FACTS = st.fixed_dictionaries(
    {
        "people": st.just(PEOPLE),
        "answering": st.fixed_dictionaries({u: some(PEOPLE, 3) for u in VILLAGES + COMMUNES}),
        "above": st.dictionaries(st.sampled_from(PEOPLE), some(PEOPLE, 2)),
        "seats": st.dictionaries(st.sampled_from(PEOPLE), some(COMMUNES, 2)),
        "top": some(PEOPLE, 2),
    }
)


def told(facts: Facts) -> Upward:
    sets: dict[str, Any] = {
        key: {one: frozenset(many) for one, many in facts[key].items()}
        for key in ("answering", "above")
    }
    seats = {one: tuple(many) for one, many in facts["seats"].items()}
    return Upward(sets["answering"], sets["above"], seats, frozenset(facts["top"]))


@given(FACTS)
def test_whose_absence_breaks_whose_line_is_what_taking_everybody_out_in_turn_finds(
    facts: Facts,
) -> None:
    targets = VILLAGES + COMMUNES
    assert breaking(told(facts), targets) == upward_by_hand.breaking(facts, targets)


@given(FACTS)
def test_the_way_up_is_as_long_as_walking_finds(facts: Facts) -> None:
    found = ways_up(told(facts), VILLAGES)
    for village, way in found.items():
        assert way.people == upward_by_hand.reached(facts, village)
        assert not (way.people and way.ends)
        answered = bool(facts["answering"][village])
        assert answered == bool(way.people or way.ends)


def test_where_a_supervisor_is_absent_the_line_leads_on_through_the_unit() -> None:
    facts = Upward(
        {"v": frozenset({"officer"}), "c": frozenset({"leader"})},
        {"officer": frozenset({"chair"})},
        {"officer": ("c",), "chair": ("c",)},
        frozenset({"leader"}),
    )
    assert breaking(facts, ["v"]) == {"officer": frozenset({"v"}), "leader": frozenset({"v"})}
    assert ways_up(facts, ["v"])["v"].people == 3


def test_a_second_who_answers_keeps_the_line() -> None:
    both = frozenset({"one", "other"})
    facts = Upward({"v": both}, {}, {}, both)
    assert breaking(facts, ["v"]) == {}


def test_a_line_that_does_not_reach_names_at_whom_it_ends() -> None:
    facts = Upward({"v": frozenset({"one"}), "empty": frozenset()}, {}, {}, frozenset())
    found = ways_up(facts, ["v", "empty"])
    assert (found["v"].people, found["v"].ends) == (None, {"one"})
    assert (found["empty"].people, found["empty"].ends) == (None, frozenset())


def test_nobody_is_alone_beside_a_second_or_a_group_on_paper() -> None:
    one, both = frozenset({"a"}), frozenset({"a", "b"})
    assert answers_alone([(one, one)]) == {"a"}
    assert answers_alone([(one, both)]) == frozenset()
    assert answers_alone([(one, frozenset())]) == frozenset()
    assert answers_alone([()]) == frozenset()
    assert answers_alone([(both,), (one,)]) == {"a"}
