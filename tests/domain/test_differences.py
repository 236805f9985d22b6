"""Two chains compared, beside a plain reading of both."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graphapp.domain.differences import Compared, Place, compare, differences
from graphapp.domain.differences_json import compared_json
from graphapp.domain.results import (
    Break,
    Chain,
    DecisionRef,
    Link,
    PersonRef,
    PostRef,
    Reason,
    Responsible,
    State,
    Step,
    Target,
)
from graphapp.model.interval import OPEN_END
from tests.conftest import LONG

some = settings(max_examples=400 if LONG else 40)
DAY, LATER = date(2025, 6, 30), date(2025, 7, 1)
PEOPLE = [PersonRef(f"p{n}", f"CB{n}", f"Người {n}") for n in range(3)]
DECISIONS = [DecisionRef(f"d{n}", f"{n}/QĐ", DAY, None) for n in range(2)]
VILLAGE = Target("u1", "T01", "Thôn Nà Lùng", "village")
UNITS = {
    tier: [Target(f"{tier}{n}", str(n), f"{tier} {n}", tier) for n in range(2)]
    for tier in ("commune", "district", "province")
}
POSTS = [
    PostRef("s", "Chủ tịch", "state", UNITS["commune"][0], acting, in_force, DAY, OPEN_END)
    for acting in (False, True)
    for in_force in (False, True)
]
ANSWERS = st.builds(
    Responsible,
    st.sampled_from(["a1", "a2"]),
    st.none(),
    st.sampled_from([None, *PEOPLE]),
    st.sampled_from([None, "Tổ 1", "Tổ 2"]),
    st.sampled_from(["in_charge", "follows"]),
    st.sampled_from(["state", "party"]),
    st.sampled_from([None, *POSTS]),
    st.sampled_from([None, *DECISIONS]),
    st.sampled_from([DAY, LATER]),
    st.sampled_from([LATER, OPEN_END]),
    st.sampled_from([None, *Reason]),
    st.sampled_from([4, 5, 6, 7]),
    st.sampled_from([5]),
)
BREAKS = st.builds(Break, st.sampled_from(list(Reason)), st.sampled_from([None, DAY]))
STEPS = st.builds(
    Step,
    st.sampled_from(PEOPLE),
    st.sampled_from([None, *POSTS]),
    st.sampled_from(["target", "supervises", "unit"]),
    st.none(),
    st.lists(st.sampled_from(PEOPLE), max_size=1).map(tuple),
)


def links(unit: Target) -> st.SearchStrategy[Link]:
    return st.builds(
        Link,
        st.just(unit),
        st.booleans(),
        st.none(),
        st.lists(ANSWERS, max_size=3).map(tuple),
        st.lists(st.sampled_from(list(State)), max_size=2, unique=True).map(tuple),
        st.none() | BREAKS,
    )


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    above = [draw(st.sampled_from([None, *units])) for units in UNITS.values()]
    found = [draw(links(unit)) for unit in [VILLAGE, *filter(None, above)]]
    steps = tuple(draw(st.lists(STEPS, max_size=3)))
    done = draw(st.booleans())
    return Chain(VILLAGE, DAY, "state", State.COMPLETE, (), tuple(found), steps, done, ())


def seen(answer: Responsible) -> dict[str, Any]:
    """An assignment as a reader sees it, by hand."""
    over = answer.load is not None and answer.span is not None and answer.load > answer.span
    return {
        "person": answer.person, "group": answer.group, "kind": answer.kind, "line": answer.line,
        "post": answer.post, "decision": answer.decision, "since": answer.since,
        "until": answer.until, "unsound": answer.unsound,
        "load": answer.load if over else None, "span": answer.span if over else None,
    }  # fmt: skip


def by_hand(chain: Chain) -> dict[Place, Any]:
    """A chain as plain values by place, written a second time."""
    flat: dict[Place, Any] = {}
    for link in chain.by_unit:
        unit, tier = link.unit, link.unit.tier
        flat[Place("unit", tier)] = {
            "id": unit.id, "code": unit.code, "name": unit.name, "tier": tier,
        }  # fmt: skip
        flat[Place("state", tier)] = {
            "required": link.required, "states": link.states, "broken": link.broken,
        }  # fmt: skip
        met: Counter[str] = Counter()
        for answer in link.responsible:
            holder = answer.person.id if answer.person else answer.group or ""
            flat[Place("holder", tier, 0, holder, met[holder])] = seen(answer)
            met[holder] += 1
    for number, step in enumerate(chain.by_person, start=1):
        flat[Place("step", "state", number)] = {
            "person": step.person, "post": step.post, "by": step.by, "through": step.through,
            "others": step.others,
        }  # fmt: skip
    flat[Place("end", "state")] = {"complete": chain.by_person_complete, "cycle": ()}
    return flat


def applied(flat: dict[Place, Any], found: tuple[Compared, ...]) -> dict[Place, Any]:
    """The plain values with the differences put into them."""
    made = dict(flat)
    for each in found:
        if each.change == "gone":
            del made[each.place]
        elif each.change == "added":
            assert each.place not in made
            made[each.place] = plain(each.after)
        else:
            told = plain(each.after)
            made[each.place] = {**made[each.place], **{name: told[name] for name in each.fields}}
    return made


def plain(part: Any) -> dict[str, Any]:
    if isinstance(part, Responsible):
        return seen(part)
    names = [name for name in part.__dataclass_fields__ if name != "unit"]
    return {name: getattr(part, name) for name in names}


@some
@given(chains(), chains())
def test_differences_put_into_one_chain_give_the_other(before: Chain, after: Chain) -> None:
    found = differences(before, after)
    assert applied(by_hand(before), found) == by_hand(after)
    assert applied(by_hand(after), differences(after, before)) == by_hand(before)


@some
@given(chains(), chains())
def test_every_place_is_compared_once_and_what_differs_is_told(before: Chain, after: Chain) -> None:
    found = compare(before, after)
    first, second = by_hand(before), by_hand(after)
    assert sorted(map(str, {*first, *second})) == sorted(str(each.place) for each in found)
    alike = {each.place for each in found if each.change == "same"}
    assert alike == {place for place in first if first[place] == second.get(place)}
    assert not any(each.change == "same" for each in differences(before, after))
    for each in found:
        told = compared_json(each)
        assert (told["before"] is None, told["after"] is None) == (
            each.before is None,
            each.after is None,
        )


@some
@given(chains())
def test_a_chain_does_not_differ_from_itself(one: Chain) -> None:
    assert differences(one, one) == ()


def test_district_that_vanishes_is_gone_and_the_village_keeps_its_place() -> None:
    def link(unit: Target, *answers: Responsible) -> Link:
        return Link(unit, True, None, answers, (State.COMPLETE,), None)  # noqa: FBT003 - required, as the field says

    answer = Responsible(
        "a1", None, PEOPLE[0], None, "in_charge", "state", POSTS[1], DECISIONS[0], DAY, OPEN_END,
        None, 1, 5,
    )  # fmt: skip
    district, province = UNITS["district"][0], UNITS["province"][0]
    before = Chain(
        VILLAGE, DAY, "state", State.COMPLETE, (),
        (link(VILLAGE, answer), link(district), link(province)), (), False, (),  # noqa: FBT003 - complete, as the field says
    )  # fmt: skip
    moved = replace(answer, assignment_id="a2", decision=DECISIONS[1], load=2)
    after = replace(before, as_of=LATER, by_unit=(link(VILLAGE, moved), link(province)))
    told = [
        (each.place.aspect, each.place.rung, each.change, each.fields)
        for each in differences(before, after)
    ]
    assert told == [
        ("holder", "village", "changed", ("decision",)),
        ("unit", "district", "gone", ()),
        ("state", "district", "gone", ()),
    ]
