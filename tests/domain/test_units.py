from datetime import date

import pytest

from graphapp.domain.chain import chain
from graphapp.domain.coverage import gaps
from graphapp.domain.search import search
from graphapp.domain.units import find, provinces, unit_page
from graphapp.errors import NotOnDateError, UnknownCodeError, UsageError
from graphapp.graph.port import Reader
from graphapp.model.policy import default_policy
from graphapp.model.scope import WHOLE, Scope

JUNE, JULY = date(2025, 6, 30), date(2025, 7, 1)
POLICY = default_policy()
NOTHING = Scope(frozenset())


def test_a_reused_code_means_another_unit_after_the_reform(demo_reader: Reader) -> None:
    before = find(demo_reader, WHOLE, "05977", JUNE)
    after = find(demo_reader, WHOLE, "05977", JULY)
    assert (before.name, after.name) == ("Phường Vĩnh Trại", "Phường Đông Kinh")
    assert before.id != after.id
    assert find(demo_reader, WHOLE, before.id, JUNE) == before


def test_an_unknown_code_is_refused_with_a_remedy(demo_reader: Reader) -> None:
    with pytest.raises(UnknownCodeError) as refused:
        find(demo_reader, WHOLE, "99999", JULY)
    (place,) = refused.value.places
    assert (place.value, place.remedy) == ("99999", "error.unknown_code.remedy")


def test_a_code_valid_only_before_the_date_names_its_last_day(demo_reader: Reader) -> None:
    with pytest.raises(NotOnDateError) as refused:
        find(demo_reader, WHOLE, "178", JULY)
    (place,) = refused.value.places
    assert place.remedy == "error.not_on_date.ended"
    assert dict(place.values)["until"] == JUNE


def test_a_code_of_a_merged_commune_names_what_came_after(demo_reader: Reader) -> None:
    with pytest.raises(NotOnDateError) as refused:
        find(demo_reader, WHOLE, "05980", JULY)
    (place,) = refused.value.places
    assert place.remedy == "error.not_on_date.after"
    assert dict(place.values)["successors"] == ["Phường Đông Kinh (05977)"]


def test_a_code_valid_only_after_the_date_names_its_first_day(demo_reader: Reader) -> None:
    with pytest.raises(NotOnDateError) as refused:
        find(demo_reader, WHOLE, "05983-01", JULY)
    (place,) = refused.value.places
    assert place.remedy == "error.not_on_date.before"
    assert dict(place.values)["since"] == date(2025, 10, 15)


def test_a_household_is_found_but_is_no_unit(demo_reader: Reader) -> None:
    household = find(demo_reader, WHOLE, "05977-01-H001", JULY)
    assert household.tier == "household"
    for wanted in ("05977-01-H001", household.id):
        with pytest.raises(UnknownCodeError):
            find(demo_reader, WHOLE, wanted, JULY, ("Unit",))


def test_a_tier_that_nobody_checks_is_refused(demo_reader: Reader) -> None:
    with pytest.raises(UsageError):
        gaps(demo_reader, WHOLE, "20", JULY, tier="province", policy=POLICY)


def test_where_nobody_asks_for_a_tier_there_is_nothing_to_count(demo_reader: Reader) -> None:
    report = gaps(demo_reader, WHOLE, "20", JUNE, tier="commune", policy=POLICY)
    assert (report.policy_rows, report.numerator, report.denominator) == ((), 0, 0)


def test_an_empty_scope_sees_nothing(demo_reader: Reader) -> None:
    assert provinces(demo_reader, NOTHING, JULY) == []
    found = search(demo_reader, NOTHING, "lạng sơn", JULY)
    assert (found.units, found.people, found.households) == ((), (), ())
    for ask in (
        lambda: find(demo_reader, NOTHING, "20", JULY),
        lambda: chain(demo_reader, NOTHING, "05977-02", JULY, policy=POLICY),
        lambda: gaps(demo_reader, NOTHING, "20", JULY, tier="village", policy=POLICY),
        lambda: unit_page(demo_reader, NOTHING, find(demo_reader, WHOLE, "20", JULY).id, JULY),
    ):
        with pytest.raises(UnknownCodeError):
            ask()


def test_a_scope_sees_what_lies_under_its_roots_and_nothing_else(demo_reader: Reader) -> None:
    own = find(demo_reader, WHOLE, "05977", JULY)
    scope = Scope(frozenset({own.id}))
    inside = ("05977", "05977-02", "05977-02-H001")
    assert [find(demo_reader, scope, code, JULY).code for code in inside] == list(inside)
    for outside in ("20", "06040", "06040-01", "06037-01-H001"):
        with pytest.raises(UnknownCodeError):
            find(demo_reader, scope, outside, JULY)
    hits = search(demo_reader, scope, "khối", JULY).units
    assert {hit.found.unit.code.split("-")[0] for hit in hits} == {"05977"}
    assert search(demo_reader, scope, "CB00001", JULY).people == ()
    assert [h.code for h in search(demo_reader, scope, "05977-02-H", JULY).households] != []
    assert search(demo_reader, scope, "06037-01-H", JULY).households == ()


def test_a_unit_page_shows_what_is_above_below_before_and_after(demo_reader: Reader) -> None:
    old = unit_page(demo_reader, WHOLE, find(demo_reader, WHOLE, "05980", JUNE).id, JUNE)
    assert [v.unit.code for v in old.above] == ["178", "20"]
    assert [v.unit.code for v in old.successors] == ["05977"]
    new = unit_page(demo_reader, WHOLE, find(demo_reader, WHOLE, "05977", JULY).id, JULY)
    assert {v.unit.code for v in new.predecessors} == {"05977", "05980", "05992", "06247"}
    assert [v.unit.code for v in new.below] == [f"05977-0{n}" for n in range(1, 6)]
    village = unit_page(demo_reader, WHOLE, new.below[0].unit.id, JULY)
    assert [h.code for h in village.households] == [f"05977-01-H00{n}" for n in (1, 2, 3)]
    assert village.household_count == 215


def test_the_province_is_the_root(demo_reader: Reader) -> None:
    assert [p.code for p in provinces(demo_reader, WHOLE, JULY)] == ["20"]
