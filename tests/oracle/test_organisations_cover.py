"""The random organisations are valid and show everything that a chain or a gap can tell."""

from __future__ import annotations

import tempfile
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.oracle import standing
from tests.oracle.answers import Answer, chain, gaps, targets
from tests.oracle.facts import Household, Organisation
from tests.oracle.organisations import organisations
from tests.oracle.tables import read_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tests.oracle.draft import Sample
    from tests.oracle.facts import Facts, Life, Unit

EXAMPLES = 120
REASONS = {
    "never_assigned",
    "assignment_expired",
    "holder_left_post",
    "tier_abolished",
    "unit_closed",
    "wrong_tier",
    "group_without_head",
}
STATES = {"broken", "overloaded", "expiring", "acting", "complete"}
ASKED = ("district", "commune", "village", "household", "organisation", "cell")
Drawn: TypeAlias = tuple["Sample", "Facts"]


@pytest.fixture(scope="module")
def drawn() -> list[Drawn]:
    """The same organisations in every run."""
    kept: list[Drawn] = []

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(organisations())
    def keep(sample: Sample) -> None:
        with tempfile.TemporaryDirectory() as folder:
            sample.write(Path(folder))
            kept.append((sample, read_folder(Path(folder))))

    keep()
    return kept


def chains(drawn: list[Drawn], line: str) -> Iterator[Answer]:
    for sample, facts in drawn:
        for day in sample.days:
            for target in targets(facts, day):
                yield chain(facts, target, day, line)


def all_gaps(drawn: list[Drawn]) -> Iterator[Answer]:
    for sample, facts in drawn:
        for day in sample.days:
            for tier in ASKED:
                yield gaps(facts, facts.units[0], day, tier)


# --- what they show ------------------------------------------------------------------------------


def test_every_reason_and_state_is_seen_in_chains(drawn: list[Drawn]) -> None:
    links = [link for found in chains(drawn, "state") for link in found["by_unit"]]
    assert {state for link in links for state in link["states"]} == STATES
    assert {link["broken"]["reason"] for link in links if link["broken"]} == REASONS
    assert any(not link["required"] and link["responsible"] for link in links)


def test_every_reason_and_state_is_seen_in_one_organisation_of_twenty(drawn: list[Drawn]) -> None:
    seen: Counter[str] = Counter()
    for one in drawn:
        links = [link for found in chains([one], "state") for link in found["by_unit"]]
        here = {state for link in links for state in link["states"]}
        seen.update(here | {link["broken"]["reason"] for link in links if link["broken"]})
    assert {name for name in REASONS | STATES if seen[name] * 20 >= len(drawn)} == REASONS | STATES


def test_gaps_show_every_reason_that_an_uncovered_target_can_have(drawn: list[Drawn]) -> None:
    found = list(all_gaps(drawn))
    reasons = {gap["reason"] for answer in found for gap in answer["gaps"]}
    assert reasons == REASONS - {"wrong_tier", "group_without_head"}
    assert {answer["target_tier"] for answer in found if answer["gaps"]} == set(ASKED)
    assert any(answer["wrong_tier"] for answer in found)
    assert any(answer["numerator"] < answer["in_post_numerator"] for answer in found)


@pytest.mark.parametrize("line", ["state", "party"])
def test_lines_of_people_end_at_the_province_or_break(drawn: list[Drawn], line: str) -> None:
    found = list(chains(drawn, line))
    steps = [step for answer in found for step in answer["steps"]]
    assert any(answer["by_person_complete"] for answer in found)
    assert any(answer["by_person"] and not answer["by_person_complete"] for answer in found)
    assert any(answer["by_person"] == [] for answer in found)
    assert {step["by"] for step in steps} == {"target", "supervises", "unit"}
    assert any(step["others"] for step in steps)


def test_cycles_pass_through_units_in_charge(drawn: list[Drawn]) -> None:
    turned = [answer for answer in chains(drawn, "state") if answer["cycle"]]
    hows = [[step["by"] for step in answer["steps"]] for answer in turned]
    assert any(how[1:] and set(how[1:]) == {"unit"} for how in hows)


def test_groups_answer_through_one_head_several_or_none(drawn: list[Drawn]) -> None:
    heads = Counter(
        len(standing.heads(facts, group, day))
        for sample, facts in drawn
        for day in sample.days
        for group in facts.working_groups
    )
    assert {0, 1, 2} <= set(heads)


def test_party_members_without_a_post_answer_for_households(drawn: list[Drawn]) -> None:
    shown = [
        one
        for answer in chains(drawn, "state")
        for one in answer["by_unit"][0]["responsible"]
        if answer["target"]["tier"] == "household"
    ]
    assert any(one["line"] is None and one["unsound"] is None for one in shown)


def test_codes_are_given_twice_units_merge_and_split(drawn: list[Drawn]) -> None:
    pairs = [(facts, pair) for _, facts in drawn for pair in facts.succeeded]
    into = Counter((id(facts), new) for facts, (_, new) in pairs)
    out_of = Counter((id(facts), old) for facts, (old, _) in pairs)
    assert max(into.values()) > 1
    assert max(out_of.values()) > 1
    assert {new.tier for _, (_, new) in pairs} == {"commune", "village"}
    assert any(old.code == new.code for _, (old, new) in pairs)


def test_some_provinces_never_had_districts(drawn: list[Drawn]) -> None:
    districts = [any(u.tier == "district" for u in facts.units) for _, facts in drawn]
    assert True in districts
    assert False in districts


# --- that they are valid -------------------------------------------------------------------------


def share(lives: list[Life]) -> bool:
    return any(not one.within(other).empty for one, other in combinations(lives, 2))


def bounds(facts: Facts) -> set[date]:
    return {s.life.since for s in facts.supervisions}


def test_organisations_are_small(drawn: list[Drawn]) -> None:
    assert max(len(facts.units) for _, facts in drawn) <= 25
    assert max(len(facts.people) for _, facts in drawn) <= 20


def test_unit_has_one_parent_at_a_time_and_all_its_life(drawn: list[Drawn]) -> None:
    for _, facts in drawn:
        parents: dict[Unit, list[Life]] = {}
        for link in facts.part_of:
            parents.setdefault(link.child, []).append(link.life)
        assert {unit for unit in facts.units if unit.tier != "province"} == set(parents)
        for unit, lives in parents.items():
            assert not share(lives)
            assert min(life.since for life in lives) == unit.life.since
            assert max(life.until for life in lives) == unit.life.until


def test_post_of_one_seat_is_held_by_one_person_at_a_time(drawn: list[Drawn]) -> None:
    for _, facts in drawn:
        for post in facts.posts:
            held = [tenure for tenure in facts.tenures if tenure.post is post]
            assert post.seats > 1 or not share([tenure.life for tenure in held])
            assert len({tenure.person for tenure in held}) == len(held)


def test_nobody_is_their_own_superior_at_any_remove(drawn: list[Drawn]) -> None:
    for _, facts in drawn:
        for day in bounds(facts):
            over = {(s.superior, s.inferior) for s in facts.supervisions if s.life.holds(day)}
            for _ in facts.people:
                over |= {(a, d) for a, b in over for c, d in over if b == c}
            assert not any(superior == inferior for superior, inferior in over)


def test_nothing_begins_before_what_it_hangs_on(drawn: list[Drawn]) -> None:
    for _, facts in drawn:
        for assignment in facts.assignments:
            assert assignment.target.life.holds(assignment.life.since)
        for tenure in facts.tenures:
            assert tenure.post.organisation.unit.life.holds(tenure.life.since)
        for household in facts.households:
            assert household.village.life.within(household.life) == household.life


def test_nobody_has_the_same_assignment_twice_on_a_day(drawn: list[Drawn]) -> None:
    for _, facts in drawn:
        held: dict[tuple[object, ...], list[Life]] = {}
        for a in facts.assignments:
            held.setdefault((a.holder, a.target, a.kind), []).append(a.life)
        assert not any(share(lives) for lives in held.values())
        for a in facts.assignments:
            group = a.target.group if isinstance(a.target, Household) else None
            through = held.get((a.holder, group, a.kind), [])
            assert not any(share([a.life, life]) for life in through)


def test_organisations_of_every_kind_and_line_are_drawn(drawn: list[Drawn]) -> None:
    bodies: list[Organisation] = [body for _, facts in drawn for body in facts.organisations]
    assert {body.line for body in bodies} == {"state", "party", "front"}
    assert {"people_committee", "committee", "grassroots", "cell"} <= {b.kind for b in bodies}
