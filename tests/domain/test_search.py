from datetime import date

import pytest

from graphapp.domain.search import search
from graphapp.domain.units import find
from graphapp.graph.port import Reader
from graphapp.model.scope import WHOLE, Scope
from graphapp.model.text import fold

JUNE, JULY = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize("text", ["Lũng Vài", "lung vai", "LUNG VAI", "thôn lũng vài"])
def test_a_village_is_found_with_marks_or_without(demo_reader: Reader, text: str) -> None:
    found = [hit.found.unit for hit in search(demo_reader, WHOLE, text, JULY).units]
    assert {unit.code for unit in found} == {
        "06001-02", "06004-03", "06040-01", "06040-04", "06046-02",
    }  # fmt: skip
    assert {unit.tier for unit in found} == {"village"}


def test_a_name_with_its_marks_ranks_before_the_same_letters_without(demo_reader: Reader) -> None:
    first, *others = search(demo_reader, WHOLE, "Chi Lăng", JULY).units
    assert first.found.unit.name.endswith("Chi Lăng")
    assert others


@pytest.mark.parametrize(
    ("old", "code", "new"),
    [
        ("Phường Hoàng Văn Thụ", "05971", "Phường Kỳ Lừa"),
        ("hoang van thu", "05971", "Phường Kỳ Lừa"),
        ("05971", "05971", "Phường Kỳ Lừa"),
    ],
)
def test_an_old_name_or_code_leads_to_the_new_unit(
    demo_reader: Reader, old: str, code: str, new: str
) -> None:
    hits = [h for h in search(demo_reader, WHOLE, old, JULY).units if h.found.unit.code == code]
    (hit,) = hits
    assert [version.unit.name for version in hit.now] == [new]


def test_before_the_reform_the_old_name_stands_for_itself(demo_reader: Reader) -> None:
    (hit,) = search(demo_reader, WHOLE, "05971", JUNE).units
    assert hit.now == ()
    assert hit.above == ("Thành phố Lạng Sơn", "Tỉnh Lạng Sơn")


def test_a_reused_code_shows_the_unit_of_the_date_first(demo_reader: Reader) -> None:
    names = [h.found.unit.name for h in search(demo_reader, WHOLE, "05977", JULY).units][:2]
    assert names == ["Phường Đông Kinh", "Phường Vĩnh Trại"]
    names = [h.found.unit.name for h in search(demo_reader, WHOLE, "05977", JUNE).units][:2]
    assert names == ["Phường Vĩnh Trại", "Phường Đông Kinh"]


def test_people_are_found_with_the_posts_they_hold_that_day(demo_reader: Reader) -> None:
    (hit,) = search(demo_reader, WHOLE, "CB00012", JUNE).people
    assert [post.title for post in hit.posts] == ["Cán bộ huyện phụ trách thôn 2"]
    (hit,) = search(demo_reader, WHOLE, "CB00012", JULY).people
    assert hit.posts == ()
    homonyms = search(demo_reader, WHOLE, "luong duc dat", JULY).people
    assert len({hit.person.code for hit in homonyms}) == 2


def test_a_household_is_found_by_its_code(demo_reader: Reader) -> None:
    found = search(demo_reader, WHOLE, "05977-01-H", JULY).households
    assert [h.code for h in found] == ["05977-01-H001", "05977-01-H002", "05977-01-H003"]


@pytest.mark.parametrize("text", ["", "   ", "\u0301"])
def test_nothing_asked_finds_nothing(demo_reader: Reader, text: str) -> None:
    found = search(demo_reader, WHOLE, text, JULY)
    assert (found.units, found.people, found.households, found.more) == ((), (), (), False)


@pytest.mark.parametrize(
    ("typed", "meant"), [("lung vaj", "Thôn Lũng Vài"), ("Hoang Van Tho", "Phường Hoàng Văn Thụ")]
)
def test_a_slip_of_the_pen_leads_to_names_that_come_near(
    demo_reader: Reader, typed: str, meant: str
) -> None:
    found = search(demo_reader, WHOLE, typed, JULY)
    assert (found.units, found.people) == ((), ())
    assert meant in found.near


def test_names_outside_the_scope_are_not_suggested(demo_reader: Reader) -> None:
    nowhere = search(demo_reader, Scope(frozenset()), "lung vaj", JULY)
    assert nowhere.near == ()
    own = find(demo_reader, WHOLE, "06040", JULY)
    inside = search(demo_reader, Scope(frozenset({own.id})), "lung vaj", JULY)
    assert inside.near == ("Thôn Lũng Vài",)
    assert search(demo_reader, Scope(frozenset({own.id})), "luong duc datt", JULY).near == ()


def test_people_of_a_name_with_its_marks_come_first(demo_reader: Reader) -> None:
    people = [hit.person for hit in search(demo_reader, WHOLE, "lương đức đạt", JULY).people]
    assert [person.name for person in people][:1] == ["Lương Đức Đạt"]


def test_a_long_list_is_cut_and_says_so(demo_reader: Reader) -> None:
    found = search(demo_reader, WHOLE, "xã", JULY, most=5)
    assert len(found.units) == 5
    assert found.more


@pytest.mark.parametrize("text", ["nông", "Nông Thị", "lương đức đạt", "an", "CB0001", "xyz"])
def test_few_people_and_many_are_ranked_alike(
    demo_reader: Reader, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphapp.domain.search._FEW", 10_000)
    few = search(demo_reader, WHOLE, text, JULY, most=40).people
    monkeypatch.setattr("graphapp.domain.search._FEW", 0)
    many = search(demo_reader, WHOLE, text, JULY, most=40).people
    assert few == many
    assert bool(few) == (text != "xyz")


def test_a_decision_is_found_with_marks_or_without(demo_reader: Reader) -> None:
    numbers = {each.number for each in search(demo_reader, WHOLE, "58", JULY).decisions}
    number = next(each for each in sorted(numbers) if "QĐ" in each)
    for typed in (number, number.lower(), number.replace("Đ", "D"), fold(number)):
        found = search(demo_reader, WHOLE, typed, JULY).decisions
        assert number in {each.number for each in found}, typed
