from datetime import date

import pytest

from graphapp.domain.suggest import MOST, MOST_OF_A_KIND, suggestions
from graphapp.domain.units import find
from graphapp.graph.port import Reader
from graphapp.model.scope import WHOLE, Scope

JUNE, JULY = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize("typed", ["Phường Hoàng Văn Thụ", "hoang van thu", "Hoàng văn", "05971"])
def test_old_name_or_code_suggests_the_unit_of_the_day_and_says_what_it_was(
    demo_reader: Reader, typed: str
) -> None:
    found = suggestions(demo_reader, WHOLE, typed, JULY, ["unit"])
    (unit,) = [each for each in found if each.was and each.was.unit.code == "05971"]
    assert (unit.name, unit.was and unit.was.until) == ("Phường Kỳ Lừa", JULY)
    before = suggestions(demo_reader, WHOLE, typed, JUNE, ["unit"])
    (own,) = [each for each in before if each.code == "05971"]
    assert (own.was, own.above[0]) == (None, "Thành phố Lạng Sơn")


def test_unit_that_is_found_twice_is_suggested_once(demo_reader: Reader) -> None:
    found = [each.record.id for each in suggestions(demo_reader, WHOLE, "lang son", JULY)]
    assert len(found) == len(set(found))


def test_every_kind_is_suggested_the_nearest_kind_first(demo_reader: Reader) -> None:
    kinds = [each.kind for each in suggestions(demo_reader, WHOLE, "lang son", JULY)]
    assert kinds[0] == "unit"
    assert "organisation" in kinds
    assert [each.kind for each in suggestions(demo_reader, WHOLE, "CB00012", JULY)] == ["person"]
    paper = suggestions(demo_reader, WHOLE, "58", JULY, ["decision"])
    assert {each.kind for each in paper} == {"decision"}
    assert all("58" in each.name and each.code == "" for each in paper)


def test_kind_that_is_not_asked_for_is_not_suggested(demo_reader: Reader) -> None:
    found = suggestions(demo_reader, WHOLE, "lung vai", JULY, ["person", "decision"])
    assert found == ()


def test_people_in_post_come_before_their_namesakes(demo_reader: Reader) -> None:
    found = suggestions(demo_reader, WHOLE, "luong", JULY, ["person"])
    held = [bool(each.posts) for each in found if each.close == found[0].close]
    assert held == sorted(held, reverse=True)


def test_list_stays_short(demo_reader: Reader) -> None:
    found = suggestions(demo_reader, WHOLE, "la", JULY)
    assert 0 < len(found) <= MOST
    for kind in {each.kind for each in found}:
        assert len([each for each in found if each.kind == kind]) <= MOST_OF_A_KIND


@pytest.mark.parametrize("typed", ["", " ", "l", "\u0301"])
def test_less_than_two_letters_suggest_nothing(demo_reader: Reader, typed: str) -> None:
    assert suggestions(demo_reader, WHOLE, typed, JULY) == ()


def test_nothing_outside_the_scope_is_suggested(demo_reader: Reader) -> None:
    own = find(demo_reader, WHOLE, "06040", JULY)
    inside = Scope(frozenset({own.id}))
    assert suggestions(demo_reader, Scope(frozenset()), "lung vai", JULY) == ()
    codes = {each.code for each in suggestions(demo_reader, inside, "lung vai", JULY, ["unit"])}
    assert codes == {"06040-01", "06040-04"}
    assert suggestions(demo_reader, inside, "luong duc dat", JULY) == ()
    # what came after an old name may lie elsewhere
    assert suggestions(demo_reader, inside, "hoang van thu", JULY) == ()
    bodies = suggestions(demo_reader, inside, "ubnd", JULY, ["organisation"])
    assert len(bodies) < len(suggestions(demo_reader, WHOLE, "ubnd", JULY, ["organisation"]))
