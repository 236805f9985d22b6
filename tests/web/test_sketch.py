"""The picture of a chain, from chains made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from graphapp.domain.results import (
    Break,
    Chain,
    Link,
    PersonRef,
    PostRef,
    Reason,
    Responsible,
    State,
    Step,
    Target,
)
from graphapp.i18n import Translator
from graphapp.model.interval import OPEN_END, OPEN_START
from graphapp.model.policy import default_policy
from graphapp.web.picture import Picture
from graphapp.web.sketch import sketch
from graphapp.words import Words

DAY = date(2026, 11, 22)
WORDS = Words(Translator("en"), default_policy())
PROVINCE = Target("u1", "20", "Tỉnh Lạng Sơn", "province")
COMMUNE = Target("u2", "06184", "Xã Cao Lộc", "commune")
ELSEWHERE = Target("u3", "06211", "Xã Hợp Thành", "commune")
VILLAGE = Target("u4", "T01", "Thôn Nà Lùng", "village")
ANH = PersonRef("p1", "CB01", "Ánh")
BINH = PersonRef("p2", "CB02", "Bình")


def post(unit: Target, *, in_force: bool = True, acting: bool = False) -> PostRef:
    return PostRef(
        "S", "Chủ tịch", "state", unit, acting, in_force, OPEN_START, OPEN_END if in_force else DAY
    )


def responsible(person: PersonRef | None, **more: object) -> Responsible:
    plain = Responsible(
        "a1", None, person, None, "in_charge", "state", post(COMMUNE), None,
        OPEN_START, OPEN_END, None, None, None,
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]  # fields of Responsible


def link(unit: Target, *people: Responsible, broken: Break | None = None) -> Link:
    states = (State.BROKEN,) if broken else (State.COMPLETE,)
    return Link(unit, True, "village_by_commune", people, states, broken)  # noqa: FBT003 - required, as the field says


def chain(*links: Link, steps: tuple[Step, ...] = (), complete: bool = True) -> Chain:
    return Chain(VILLAGE, DAY, "state", State.COMPLETE, (), links, steps, complete, ())


def drawn(made: Chain) -> Picture:
    return sketch(made, WORDS, lambda target: f"/{target.id}")


def edges(picture: Picture) -> set[tuple[str, str, str]]:
    return {(edge.source, edge.type, edge.target) for edge in picture.edges}


def steps_of(picture: Picture) -> dict[str, list[tuple[str, int]]]:
    """The numbers of people in the lines by person, by their names."""
    return {n.title: [(s.line, s.number) for s in n.steps] for n in picture.nodes if n.steps}


def test_person_of_two_links_is_one_node_below_the_unit_of_the_post() -> None:
    picture = drawn(
        chain(link(VILLAGE, responsible(ANH)), link(COMMUNE, responsible(ANH)), link(PROVINCE))
    )
    people = [node for node in picture.nodes if node.shape == "person"]
    assert [node.id for node in people] == ["p1"]
    assert people[0].level == 5
    assert ("u2", "post", "p1") in edges(picture)
    assert {("p1", "assignment", "u4"), ("p1", "assignment", "u2")} <= edges(picture)


def test_units_hang_on_each_other() -> None:
    picture = drawn(chain(link(VILLAGE), link(COMMUNE), link(PROVINCE)))
    assert {("u1", "within", "u2"), ("u2", "within", "u4")} <= edges(picture)
    assert [node.target for node in picture.nodes] == [True, False, False]


def test_gap_is_a_place_of_its_own_with_its_reason() -> None:
    broken = Break(Reason.TIER_ABOLISHED, date(2025, 7, 1))
    picture = drawn(chain(link(VILLAGE, broken=broken)))
    gap = next(node for node in picture.nodes if node.shape == "nobody")
    assert gap.lines == ("broken since 01/07/2025: the district tier no longer exists",)
    assert [edge.broken for edge in picture.edges] == [True]


def test_break_shown_at_a_person_needs_no_place_of_its_own() -> None:
    broken = Break(Reason.HOLDER_LEFT_POST, DAY)
    left = responsible(ANH, unsound=Reason.HOLDER_LEFT_POST, post=post(COMMUNE, in_force=False))
    picture = drawn(chain(link(VILLAGE, left, broken=broken), link(COMMUNE)))
    assert {node.shape for node in picture.nodes} == {"unit", "person"}
    flawed = next(edge for edge in picture.edges if edge.type == "assignment")
    assert (flawed.broken, flawed.label) == (True, "the person assigned has left the post")
    assert ("u2", "post", "p1") not in edges(picture)
    person = next(node for node in picture.nodes if node.shape == "person")
    assert person.lines == ("Chủ tịch, Xã Cao Lộc (held until 21/11/2026)",)


def test_group_names_its_head_and_a_group_without_one_stands_for_itself() -> None:
    headed = responsible(ANH, group="Tổ 1")
    headless = responsible(None, group="Tổ 2", assignment_id="a2", post=None)
    picture = drawn(chain(link(VILLAGE, headed, headless)))
    person, group = (node for node in picture.nodes if node.shape in {"person", "group"})
    assert (person.title, person.lines) == ("Ánh", ("Chủ tịch, Xã Cao Lộc", "Tổ 1"))
    assert (group.shape, group.title) == ("group", "Tổ 2")
    assert [(m.state, m.word) for m in group.marks] == [(State.BROKEN, "group without a head")]


def test_person_without_a_post_takes_the_line_of_the_assignment() -> None:
    member = responsible(ANH, post=None, line="party", kind="attends")
    picture = drawn(chain(link(VILLAGE, member)))
    person = next(node for node in picture.nodes if node.shape == "person")
    assert (person.line, person.lines, person.level) == ("party", ("no post",), 5)
    assert next(e.label for e in picture.edges if e.type == "assignment") == "attends"


def test_acting_is_marked_by_sign_and_word() -> None:
    picture = drawn(chain(link(VILLAGE, responsible(ANH, post=post(COMMUNE, acting=True)))))
    person = next(node for node in picture.nodes if node.shape == "person")
    assert [(mark.state, mark.word) for mark in person.marks] == [(State.ACTING, "acting")]
    assert "(acting)" in person.about


def test_line_by_person_is_numbered_and_goes_through_units_elsewhere() -> None:
    steps = (
        Step(ANH, post(ELSEWHERE), "target", None, ()),
        Step(BINH, post(PROVINCE), "unit", ELSEWHERE, ()),
    )
    picture = drawn(chain(link(VILLAGE, responsible(ANH)), link(PROVINCE), steps=steps))
    assert steps_of(picture) == {"Ánh": [("state", 1)], "Bình": [("state", 2)]}
    assert "Xã Hợp Thành" in [node.title for node in picture.nodes]
    in_line = {(e.source, e.type, e.target) for e in picture.edges if e.in_line}
    assert in_line == {
        ("p1", "assignment", "u4"),
        ("p2", "assignment", "u3"),
        ("u3", "post", "p1"),
    }


def test_supervisor_stands_above_and_a_line_that_ends_says_where() -> None:
    steps = (
        Step(ANH, post(COMMUNE), "target", None, ()),
        Step(BINH, None, "supervises", None, ()),
    )
    picture = drawn(chain(link(VILLAGE, responsible(ANH)), steps=steps, complete=False))
    assert ("p2", "supervises", "p1") in edges(picture)
    end = next(node for node in picture.nodes if node.shape == "nobody")
    assert (end.title, end.lines) == ("Broken here", ("nobody above Bình",))
    assert (end.id, "nobody", "p2") in edges(picture)


def test_both_lines_are_numbered_each_by_itself_in_one_picture() -> None:
    made = chain(
        link(VILLAGE, responsible(ANH), responsible(BINH, assignment_id="a2", line="party")),
        steps=(Step(ANH, post(COMMUNE), "target", None, ()),),
    )
    party = replace(made, line="party", by_person=(Step(BINH, post(COMMUNE), "target", None, ()),))
    both = sketch(made, WORDS, lambda target: f"/{target.id}", also=(party,))
    assert steps_of(both) == {"Ánh": [("state", 1)], "Bình": [("party", 1)]}
    lines = {e.source: e.in_line for e in both.edges if e.type == "assignment"}
    assert lines == {"p1": ("state",), "p2": ("party",)}


def test_what_both_lines_share_is_drawn_once_and_belongs_to_both() -> None:
    made = chain(
        link(VILLAGE, responsible(ANH)), steps=(Step(ANH, post(COMMUNE), "target", None, ()),)
    )
    both = sketch(made, WORDS, lambda _: "", also=(replace(made, line="party"),))
    assert steps_of(both) == {"Ánh": [("state", 1), ("party", 1)]}
    shared = next(e for e in both.edges if e.type == "assignment")
    assert shared.in_line == ("state", "party")


def test_what_ends_soon_tells_its_last_day_and_an_overload_its_figures() -> None:
    made = responsible(ANH, until=date(2027, 1, 1), kind="follows", load=7, span=5)
    picture = drawn(chain(link(VILLAGE, made)))
    edge = next(e for e in picture.edges if e.type == "assignment")
    assert (edge.label, edge.sign, edge.broken) == ("follows, until 31/12/2026", "expiring", False)
    person = next(node for node in picture.nodes if node.shape == "person")
    assert [(m.state, m.word) for m in person.marks] == [("overloaded", "in charge of 7, span 5")]
    assert "in charge of 7, span 5" in person.about


def test_words_know_every_state_reason_and_tier() -> None:
    assert len({WORDS.state(state) for state in State}) == len(State)
    assert len({WORDS.reason(reason) for reason in Reason}) == len(Reason)
    assert WORDS.tier("people_committee") == "people's committee"
    assert WORDS.tier("unheard") == "unheard"
    assert WORDS.duty("no_such_row") == "no_such_row"
    duty = WORDS.duty("household_by_commune_or_member")
    assert (
        duty == "Each household: a person in a post at commune level or a party member, in charge"
    )


def test_overload_is_told_with_its_span() -> None:
    assert WORDS.overload(responsible(ANH, load=7, span=5)) == "in charge of 7, span 5"
    assert WORDS.overload(responsible(ANH, load=5, span=5)) == ""
    assert WORDS.overload(responsible(ANH)) == ""
