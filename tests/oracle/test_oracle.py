"""The oracle answers what is expected of the roster, so that it may judge the program."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.oracle import standing
from tests.oracle.answers import chain, gaps
from tests.oracle.facts import Unit
from tests.oracle.tables import read_files, read_folder

if TYPE_CHECKING:
    from tests.oracle.facts import Assignment, Facts

ROOT = Path(__file__).parents[2]
ROSTER = ROOT / "loaders" / "demo" / "lang_son"
EXPECTED = json.loads((ROOT / "tests" / "data" / "lang_son_expected.json").read_text("utf-8"))
COMMUNES = ("xa_phuong_truoc_2025.csv", "xa_phuong_tu_2025.csv", "chuyen_doi_2025.csv")
TIER_WORDS = {"huyện": "district", "xã": "commune"}
KEYS = {
    "villages",
    "villages_without_anyone",
    "villages_without_anyone_in_post",
    "province_answers_for_tier",
    "units_of_that_tier",
    "units_of_that_tier_without_anyone",
    "people_in_post",
    "vacant_posts_of_live_units",
    "assignments_in_force_held_by_someone_out_of_post",
    "largest_span",
    "people_with_six_or_more_villages",
    "households",
    "households_without_anyone",
    "chains_by_person",
    "chains_that_do_not_reach_the_province",
}
each_day = pytest.mark.parametrize("day", [date.fromisoformat(day) for day in EXPECTED], ids=str)


@pytest.fixture(scope="module")
def roster() -> Facts:
    """The eight generated files, without the real communes."""
    return read_files(path for path in ROSTER.glob("*.csv") if path.name not in COMMUNES)


def province_of(roster: Facts) -> Unit:
    return next(unit for unit in roster.units if unit.tier == "province")


def codes(answer: dict[str, Any]) -> list[str]:
    return sorted(gap["target"]["code"] for gap in answer["gaps"])


def alive(roster: Facts, tier: str, day: date) -> list[Unit]:
    return [unit for unit in roster.units if unit.tier == tier and unit.life.holds(day)]


def held(roster: Facts, day: date) -> list[Assignment]:
    return [a for a in roster.assignments if a.life.holds(day)]


def villages_held(roster: Facts, day: date) -> Counter[str]:
    return Counter(
        a.holder_code
        for a in held(roster, day)
        if isinstance(a.target, Unit) and a.target.tier == "village"
    )


def test_every_key_and_date_of_the_expected_figures_is_tested() -> None:
    assert len(EXPECTED) == 6
    assert all(set(expected) == KEYS for expected in EXPECTED.values())


@each_day
def test_villages_without_anyone_and_without_anyone_in_post(roster: Facts, day: date) -> None:
    expected = EXPECTED[str(day)]
    found = gaps(roster, province_of(roster), day, "village")
    assert found["denominator"] == expected["villages"]
    assert codes(found) == expected["villages_without_anyone"]
    assert found["not_in_post"] == expected["villages_without_anyone_in_post"]
    assert found["numerator"] == len(expected["villages_without_anyone"])
    assert found["in_post_numerator"] == len(expected["villages_without_anyone_in_post"])


@each_day
def test_units_that_the_province_answers_for(roster: Facts, day: date) -> None:
    expected = EXPECTED[str(day)]
    tier = TIER_WORDS[expected["province_answers_for_tier"]]
    found = gaps(roster, province_of(roster), day, tier)
    assert found["denominator"] == expected["units_of_that_tier"]
    assert codes(found) == expected["units_of_that_tier_without_anyone"]
    other = "commune" if tier == "district" else "district"
    assert gaps(roster, province_of(roster), day, other)["policy_rows"] == []


@each_day
def test_households_without_anyone(roster: Facts, day: date) -> None:
    expected = EXPECTED[str(day)]
    found = gaps(roster, province_of(roster), day, "household")
    assert found["denominator"] == expected["households"]
    assert codes(found) == expected["households_without_anyone"]


@each_day
def test_people_in_post_and_vacant_posts(roster: Facts, day: date) -> None:
    expected = EXPECTED[str(day)]
    in_post = [person for person in roster.people if standing.in_post(roster, person, day)]
    taken = {tenure.post for tenure in roster.tenures if tenure.life.holds(day)}
    vacant = [p.code for p in roster.posts if p.life.holds(day) and p not in taken]
    assert len(in_post) == expected["people_in_post"]
    assert sorted(vacant) == expected["vacant_posts_of_live_units"]


@each_day
def test_assignments_held_by_people_out_of_post(roster: Facts, day: date) -> None:
    out = [a for a in held(roster, day) if not standing.in_post(roster, a.holder_code, day)]
    expected = EXPECTED[str(day)]["assignments_in_force_held_by_someone_out_of_post"]
    assert len(out) == expected


@each_day
def test_largest_span_and_people_with_many_villages(roster: Facts, day: date) -> None:
    expected, spans = EXPECTED[str(day)], villages_held(roster, day)
    largest = min(spans, key=lambda person: (-spans[person], person))
    many = sorted(person for person, count in spans.items() if count >= 6)
    assert [largest, spans[largest]] == expected["largest_span"]
    assert many == expected["people_with_six_or_more_villages"]


@each_day
def test_chains_by_person_of_every_village(roster: Facts, day: date) -> None:
    expected = EXPECTED[str(day)]
    chains = {v.code: chain(roster, v, day) for v in alive(roster, "village", day)}
    walked = {code: one["by_person"] for code, one in chains.items() if one["by_person"]}
    short = [code for code in walked if not chains[code]["by_person_complete"]]
    assert walked == expected["chains_by_person"]
    assert sorted(short) == expected["chains_that_do_not_reach_the_province"]


@each_day
def test_tallies_of_communes_sum_up_to_their_province(roster: Facts, day: date) -> None:
    found = gaps(roster, province_of(roster), day, "household")
    by_tier: Counter[tuple[str, str]] = Counter()
    for tally in found["by"]:
        for name in ("numerator", "denominator", "in_post_numerator"):
            by_tier[tally["unit"]["tier"], name] += tally[name]
    for name in ("numerator", "denominator", "in_post_numerator"):
        assert by_tier["commune", name] == by_tier["province", name] == found[name]
    assert (by_tier["district", "denominator"] > 0) == (day < date(2025, 7, 1))


def test_village_keeps_its_identity_and_changes_its_parent(roster: Facts) -> None:
    village = next(unit for unit in roster.units if unit.code == "05977-02")
    before = chain(roster, village, date(2025, 6, 30))["by_unit"]
    after = chain(roster, village, date(2025, 7, 1))["by_unit"]
    assert [link["unit"]["code"] for link in before] == ["05977-02", "05980", "178", "20"]
    assert [link["unit"]["code"] for link in after] == ["05977-02", "05977", "20"]


def test_reasons_tell_what_the_roster_shows(roster: Facts) -> None:
    found = gaps(roster, province_of(roster), date(2025, 10, 1), "village")["gaps"]
    reasons = {gap["target"]["code"]: (gap["reason"], gap["since"]) for gap in found}
    assert reasons["05983-03"] == ("tier_abolished", "2025-07-01")
    assert reasons["06040-03"] == ("never_assigned", None)
    assert reasons["06040-06"] == ("holder_left_post", "2025-10-01")
    assert reasons["06046-01"] == ("assignment_expired", "2025-10-01")


def test_lapsed_post_breaks_the_grade_and_not_the_walk(roster: Facts) -> None:
    village = next(unit for unit in roster.units if unit.code == "06040-01")
    found = chain(roster, village, date(2025, 10, 1))
    assert found["by_person"] == ["CB00059", "CB00058"]
    assert found["grade"] == "broken"
    assert found["by_unit"][0]["broken"] == {"reason": "holder_left_post", "since": "2025-10-01"}


def test_household_answers_through_its_village_and_party_members(roster: Facts) -> None:
    household = next(one for one in roster.households if one.code == "05977-02-H001")
    found = chain(roster, household, date(2025, 9, 10))
    assert [link["unit"]["tier"] for link in found["by_unit"]] == [
        "household",
        "village",
        "commune",
        "province",
    ]
    assert found["by_person"] == ["CB00028", "CB00026", "CB00002", "CB00001"]


def test_real_communes_join_those_of_the_roster() -> None:
    facts = read_folder(ROSTER, date(2025, 7, 1))
    before, after = date(2025, 6, 30), date(2025, 7, 1)
    assert len(alive(facts, "district", before)) == 11
    assert len(alive(facts, "commune", before)) == 194
    assert len(alive(facts, "commune", after)) == 65
    assert len(alive(facts, "district", after)) == 0
    assert len(facts.succeeded) == 196
    assert [unit.tier for unit in facts.units].count("province") == 1


def test_real_communes_change_no_village(roster: Facts) -> None:
    facts = read_folder(ROSTER, date(2025, 7, 1))
    for day in map(date.fromisoformat, EXPECTED):
        for tier in ("village", "household"):
            alone = gaps(roster, province_of(roster), day, tier)
            assert gaps(facts, province_of(facts), day, tier) == alone


def test_household_lives_no_longer_than_its_village(roster: Facts) -> None:
    young = [h for h in roster.households if h.village.code == "05983-01"]
    assert len(young) == 3
    assert all(h.life.since == date(2025, 10, 15) for h in young)
