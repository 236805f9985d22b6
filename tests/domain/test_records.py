"""Pages of people, organisations, decisions, households, histories: as the files, plainly read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from graphapp.domain.chain import chain
from graphapp.domain.decided import DecidedAssignment, DecidedPost
from graphapp.domain.decisions import decision_page, find_decision
from graphapp.domain.history import UnitHistory, unit_history
from graphapp.domain.households import household_page
from graphapp.domain.organisations import organisation_page, organisations_at
from graphapp.domain.people import PersonPage, find_person, person_page
from graphapp.domain.records import Answered, Duty, HeldPost
from graphapp.domain.search import search
from graphapp.domain.units import find
from graphapp.errors import UnknownCodeError
from graphapp.graph.port import Engine, Reader
from graphapp.model.policy import default_policy
from graphapp.model.scope import WHOLE, Scope
from loaders import demo_files, load
from tests.oracle.facts import Assignment, Facts, Group, Household, Tenure
from tests.oracle.tables import read_files
from tests.stores import empty_store

JUNE, JULY, NOVEMBER = date(2025, 6, 30), date(2025, 7, 1), date(2025, 11, 22)
MORE = sorted((Path(__file__).parents[1] / "data" / "both_lines").glob("*.csv"))
POLICY = default_policy()
NOTHING = Scope(frozenset())
Row = tuple[Any, ...]


@pytest.fixture(scope="module")
def facts() -> Facts:
    """What the oracle reads in the files."""
    return read_files([*demo_files(real_communes=False), *MORE])


@pytest.fixture(scope="module")
def reader(
    module_graph: Engine, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Reader]:
    """The roster and the files of both lines, on either engine."""
    with empty_store(module_graph, request, tmp_path_factory.mktemp("records")) as store:
        load(store, demo_files(real_communes=False), actor="test")
        load(store, MORE, actor="test")
        yield store.reader()


@pytest.fixture(scope="module")
def some_people(facts: Facts, times: Callable[[int, int], int]) -> list[str]:
    """Everybody of the party's files, and some of the roster."""
    roster = [code for code in facts.people if code.startswith("CB")]
    party = [code for code in facts.people if code.startswith("DV")]
    return [*party, *Random(4).sample(roster, times(8, len(roster)))]


def ask(reader: Reader, code: str, day: date = NOVEMBER, scope: Scope = WHOLE) -> PersonPage:
    return person_page(reader, scope, code, day, policy=POLICY, most=200)


def of_tenure(held: Tenure) -> Row:
    body = held.post.organisation
    return (held.post.code, body.unit.code, held.acting, held.decision, *held.life)


def of_post(held: HeldPost) -> Row:
    number = held.decision.number if held.decision else None
    return (held.code, held.unit.code, held.acting, number, held.since, held.until)


def of_assignment(held: Assignment) -> Row:
    group = held.holder.code if isinstance(held.holder, Group) else None
    return (held.code, held.target.code, held.kind, group, held.decision, *held.life)


def of_duty(duty: Duty) -> Row:
    number = duty.decision.number if duty.decision else None
    group = duty.group.code if duty.group else None
    return (duty.code, duty.target.code, duty.kind, group, number, duty.since, duty.until)


def assigned(facts: Facts, code: str) -> list[Assignment]:
    """A person's assignments: by name, and those of the groups that the person heads."""
    led = {m.body for m in facts.memberships if m.person == code and m.head}
    return [a for a in facts.assignments if a.holder == code or a.holder in led]


def in_post(facts: Facts, duty: Assignment, code: str, day: date) -> bool:
    """Whether the holder is in post that day, or a party member where that is enough."""
    if any(t.person == code and t.life.holds(day) for t in facts.tenures):
        return True
    household = isinstance(duty.target, Group | Household)
    return household and any(
        m.person == code and m.life.holds(day) and getattr(m.body, "kind", "") == "cell"
        for m in facts.memberships
    )


# --- people --------------------------------------------------------------------------------------


def test_posts_and_assignments_of_a_person_are_those_of_the_files(
    reader: Reader, facts: Facts, some_people: list[str]
) -> None:
    for code in some_people:
        page = ask(reader, code)
        held = [of_tenure(t) for t in facts.tenures if t.person == code]
        assert sorted(map(of_post, page.posts), key=str) == sorted(held, key=str), code
        duties = [of_assignment(a) for a in assigned(facts, code)]
        assert sorted(map(of_duty, page.duties), key=str) == sorted(duties, key=str), code


@pytest.mark.parametrize("day", [JUNE, JULY, NOVEMBER], ids=str)
def test_what_is_in_force_is_what_the_day_says(reader: Reader, facts: Facts, day: date) -> None:
    for code in ("CB00012", "CB00027", "DV00001", "DV00003"):
        page = ask(reader, code, day)
        posts = [t.post for t in facts.tenures if t.person == code and t.life.holds(day)]
        assert [p.code for p in page.posts_now] == [
            p.code for p in sorted(posts, key=lambda post: post.order)
        ]
        mine = [a for a in assigned(facts, code) if a.life.holds(day)]
        assert sorted(d.code or "" for d in page.duties_now) == sorted(a.code or "" for a in mine)


def test_days_outside_any_post_are_told_and_no_others(
    reader: Reader, facts: Facts, some_people: list[str]
) -> None:
    for code in some_people:
        by_code = {a.code: a for a in assigned(facts, code)}
        for duty in ask(reader, code).duties:
            known = by_code[duty.code]
            days = [duty.since, duty.since + timedelta(20), JUNE, JULY, date(2025, 9, 1), NOVEMBER]
            for day in days:
                if known.life.holds(day) and day <= NOVEMBER:
                    outside = any(each.holds(day) for each in duty.outside)
                    assert outside != in_post(facts, known, code, day), (code, duty.code, day)


def test_holder_who_left_is_flagged_with_the_assignments_still_held(
    reader: Reader, facts: Facts
) -> None:
    found = []
    for held in facts.assignments:
        if isinstance(held.holder, str) and held.life.holds(NOVEMBER):
            left = [t for t in facts.tenures if t.person == held.holder]
            if left and not in_post(facts, held, held.holder, NOVEMBER):
                found.append(held)
    assert found, "the roster has such a trap"
    code = str(found[0].holder)
    page = ask(reader, code)
    assert page.left_post == max(t.life.until for t in facts.tenures if t.person == code)
    mine = {held.code for held in found if held.holder == code}
    assert {duty.code for duty in page.duties_out_of_post} == mine


def test_span_counts_each_target_once_against_its_row(reader: Reader, facts: Facts) -> None:
    for code in ("CB00027", "CB00012"):
        for day, row in ((JUNE, "village_by_district"), (NOVEMBER, "village_by_commune")):
            villages = {
                a.target.code
                for a in assigned(facts, code)
                if a.life.holds(day) and a.kind == "in_charge" and a.target.tier == "village"
            }
            spans = {s.policy_row: s.count for s in ask(reader, code, day).spans}
            assert spans.get(row, 0) == len(villages)
            assert all(count for count in spans.values())


def test_supervision_is_shown_from_both_ends(
    reader: Reader, facts: Facts, some_people: list[str]
) -> None:
    for code in some_people:
        page = ask(reader, code)
        above = [s.superior for s in facts.supervisions if s.inferior == code]
        below = [s.inferior for s in facts.supervisions if s.superior == code]
        assert sorted(s.person.code for s in page.supervisors) == sorted(above)
        assert sorted(s.person.code for s in page.supervised) == sorted(below)


def test_those_below_hold_posts_at_the_units_in_charge(reader: Reader, facts: Facts) -> None:
    charge = {
        a.target
        for a in assigned(facts, "DV00001")
        if a.life.holds(NOVEMBER) and a.kind == "in_charge"
    }
    there = {
        (t.person, t.post.organisation.unit.code)
        for t in facts.tenures
        if t.life.holds(NOVEMBER) and t.post.organisation.unit in charge
    }
    page = ask(reader, "DV00001")
    assert {(b.person.code, b.unit.code) for b in page.below} == there
    assert there
    assert not page.below_more
    cut = person_page(reader, WHOLE, "DV00001", NOVEMBER, policy=POLICY, most=1)
    assert (len(cut.below), cut.below_more) == (1, len(there) > 1)


def test_sensitive_properties_are_named_and_not_told(reader: Reader) -> None:
    told = ask(reader, "DV00001").facts
    hidden = {fact.property.name for fact in told if fact.hidden}
    assert {"birth_date", "party_joined", "gender"} <= hidden
    assert all(fact.value is None for fact in told if fact.hidden)
    nobody_told_of = ask(reader, "CB00027").facts
    assert {fact.property.name for fact in nobody_told_of if fact.hidden} == hidden


def test_plain_membership_of_a_cell_is_not_told(reader: Reader, facts: Facts) -> None:
    member = next(m for m in facts.memberships if getattr(m.body, "kind", "") == "cell")
    page = ask(reader, member.person)
    assert (page.groups, page.leads) == ((), ())
    assert ask(reader, "DV00001").groups[0].head
    (led,) = ask(reader, "DV00002").leads
    assert led.organisation.code == "CS05977"


def test_person_is_found_by_id_and_code_and_nobody_else(reader: Reader) -> None:
    person = find_person(reader, WHOLE, "CB00027")
    assert find_person(reader, WHOLE, person.id) == person
    for wanted in ("CB99999", "p9-9", "05977"):
        with pytest.raises(UnknownCodeError):
            find_person(reader, WHOLE, wanted)


# --- organisations -------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [JUNE, NOVEMBER], ids=str)
def test_posts_of_an_organisation_are_held_or_vacant_as_the_files_say(
    reader: Reader, facts: Facts, day: date
) -> None:
    vacant = 0
    for unit in (u for u in facts.units if u.tier in {"province", "district", "commune"}):
        bodies = [o for o in facts.organisations if o.unit is unit and o.life.holds(day)]
        if not bodies:
            continue
        expected = {
            post.code: (
                {t.person for t in facts.tenures if t.post is post and t.life.holds(day)},
                post.seats,
            )
            for post in facts.posts
            if post.organisation in bodies and post.life.holds(day)
        }
        ids = [
            each.id
            for each in organisations_at(
                reader, find(reader, WHOLE, unit.code, day).id, day, most=50
            )
        ]
        pages = [
            organisation_page(reader, WHOLE, each, day, policy=POLICY, most=50) for each in ids
        ]
        seats = [seat for page in pages for seat in page.posts]
        assert {s.code: ({h.person.code for h in s.holders}, s.seats) for s in seats} == expected
        vacant += sum(seat.vacant for seat in seats)
    assert vacant


def test_merged_cell_covers_its_villages_and_counts_its_members(reader: Reader) -> None:
    def asked(code: str) -> Any:
        found = find(reader, WHOLE, code, NOVEMBER, ("Organisation",))
        return organisation_page(reader, WHOLE, found.id, NOVEMBER, policy=POLICY, most=50)

    merged = asked("CB05977-23")
    assert [place.target.code for place in merged.covers] == ["05977-02", "05977-03"]
    assert [place.target.code for place in merged.above] == ["CS05977"]
    assert (merged.members, merged.heads) == (0, ())
    assert asked("CB05977-01").members == 1
    top = asked("CS05977")
    assert {each.code for each in top.under} == {"CB05977-01", "CB05977-23"}
    assert {row.holder.code for row in top.answered if row.holder} == {"DV00001"}
    assert asked("DU05977").posts[0].holders[0].acting
    before = organisation_page(reader, WHOLE, top.organisation.id, JUNE, policy=POLICY, most=50)
    assert (before.living, before.posts, before.under) == (False, (), ())


# --- decisions -----------------------------------------------------------------------------------


def test_decision_tells_all_that_the_files_say_it_decides(reader: Reader, facts: Facts) -> None:
    page = decision_page(reader, WHOLE, "58-QĐ/TU", size=50)
    assert (page.kind, page.title) == ("decision", "Về phân công phụ trách địa bàn")
    assert page.decision.date == date(2025, 6, 25)
    assignments = [a for a in facts.assignments if a.decision == "58-QĐ/TU"]
    tenures = [t for t in facts.tenures if t.decision == "58-QĐ/TU"]
    assert page.counts == {
        "mergers": 0, "tenures": len(tenures), "supervisions": 1, "assignments": len(assignments),
    }  # fmt: skip
    sections = {section.kind: section.items for section in page.sections}
    assert {
        (i.holder.code, i.target.code, i.since)
        for i in sections["assignments"]
        if isinstance(i, DecidedAssignment)
    } == {(a.holder_code, a.target.code, a.life.since) for a in assignments}
    assert [i.person.code for i in sections["tenures"] if isinstance(i, DecidedPost)] == [
        t.person for t in tenures
    ]
    merged = decision_page(reader, WHOLE, "1672/NQ", size=50)
    assert merged.counts["mergers"] == 1


def test_decision_of_one_kind_is_turned_page_by_page(reader: Reader) -> None:
    def page(number: int) -> Any:
        wanted = {"kind": "assignments", "page": number, "size": 1}
        return decision_page(reader, WHOLE, "58-QĐ/TU", **wanted).sections[0]

    first, second, beyond = page(1), page(2), page(9)
    assert (first.number, first.pages, first.total) == (1, 2, 2)
    assert first.items != second.items
    assert beyond == second


def test_date_that_no_file_tells_is_not_made_up(reader: Reader, facts: Facts) -> None:
    told = next(t.decision for t in facts.tenures if t.decision and t.person.startswith("CB"))
    assert find_decision(reader, WHOLE, told).date is None
    with pytest.raises(UnknownCodeError):
        find_decision(reader, WHOLE, "0/KHÔNG")


# --- households and histories --------------------------------------------------------------------


def gap_days(rows: tuple[Answered, ...], day: date) -> bool:
    return any(row.holder is None and row.since <= day < row.until for row in rows)


def test_history_of_a_village_goes_from_district_to_commune(reader: Reader, facts: Facts) -> None:
    village = next(u for u in facts.units if u.code == "05977-02")
    found = unit_history(
        reader, WHOLE, find(reader, WHOLE, "05977-02", JUNE).id, NOVEMBER, policy=POLICY
    )
    parents = [(p.parent.code, *p.life) for p in facts.part_of if p.child is village]
    assert [(p.target.code, p.since, p.until) for p in found.parents] == sorted(
        parents, key=lambda row: row[1]
    )
    held = {(a.holder_code, *a.life) for a in facts.assignments if a.target is village}
    assert {(r.holder.code, r.since, r.until) for r in found.answered if r.holder} == held


def test_gaps_of_a_history_are_the_days_on_which_nobody_who_counts_was_assigned(
    reader: Reader, facts: Facts, times: Callable[[int, int], int]
) -> None:
    villages = [u for u in facts.units if u.tier == "village"]
    seen = set()
    for village in Random(7).sample(villages, times(15, len(villages))):
        day = max(village.life.since, JULY)
        found = unit_history(
            reader, WHOLE, find(reader, WHOLE, village.code, day).id, NOVEMBER, policy=POLICY
        )
        for asked in (date(2022, 1, 1), date(2024, 6, 1), JUNE, JULY, date(2025, 9, 1), NOVEMBER):
            if village.life.holds(asked):
                held = [a for a in facts.assignments if a.target is village]
                covered = any(a.life.holds(asked) and a.kind == "in_charge" for a in held)
                assert gap_days(found.answered, asked) != covered, (village.code, asked)
                seen.add(covered)
    assert seen == {True, False}


def test_history_names_the_reasons_that_the_chain_of_the_day_names(
    reader: Reader, facts: Facts, times: Callable[[int, int], int]
) -> None:
    villages = [u for u in facts.units if u.tier == "village"]
    seen = set()
    for village in Random(11).sample(villages, times(20, len(villages))):
        for day in (JUNE, date(2025, 9, 10), NOVEMBER):
            if not village.life.holds(day):
                continue
            unit = find(reader, WHOLE, village.code, day)
            told = unit_history(reader, WHOLE, unit.id, day, policy=POLICY).answered
            link = chain(reader, WHOLE, unit.id, day, policy=POLICY).by_unit[0]
            now = [row for row in told if row.since <= day < row.until]
            gaps = [row.broken for row in now if row.holder is None]
            flaws = {(row.holder.id, row.broken) for row in now if row.holder and row.broken}
            if gaps:
                assert gaps == [link.broken], (village.code, day)
            held = {(r.person.id, r.unsound) for r in link.responsible if r.person and r.unsound}
            assert {(holder, broken.reason) for holder, broken in flaws if broken} == held
            seen |= {each.reason.value for each in gaps if each} | {r.value for _, r in held}
    assert {"never_assigned", "holder_left_post"} <= seen


def test_history_follows_mergers_over_several_steps(reader: Reader, facts: Facts) -> None:
    old = find(reader, WHOLE, "05980", JUNE)
    found = unit_history(reader, WHOLE, old.id, NOVEMBER, policy=POLICY)
    (after,) = found.after
    assert (after.after.code, after.step, after.decision and after.decision.number) == (
        "05977", 1, "1672/NQ",
    )  # fmt: skip
    assert after.eve == JUNE
    back: UnitHistory = unit_history(reader, WHOLE, after.after.id, NOVEMBER, policy=POLICY)
    came = {old.code for old, new in facts.succeeded if new.code == "05977"}
    assert {s.before.code for s in back.before} == came


def test_household_is_masked_and_tells_who_answered(reader: Reader, facts: Facts) -> None:
    for code in ("05977-01-H901", "05977-02-H001"):
        known = next(h for h in facts.households if h.code == code)
        target = find(reader, WHOLE, code, NOVEMBER)
        page = household_page(reader, WHOLE, target.id, NOVEMBER, policy=POLICY)
        assert [place.target.code for place in page.homes] == [known.village.code]
        assert [place.target.code for place in page.groups] == (
            [known.group.code] if known.group else []
        )
        assert all(fact.hidden and fact.value is None for fact in page.facts)
        held = {
            (a.holder_code, a.kind)
            for a in facts.assignments
            if a.target is known or (known.group and a.target is known.group)
        }
        assert {(r.holder.code, r.kind) for r in page.answered if r.holder} == held


# --- scope ---------------------------------------------------------------------------------------


def test_empty_scope_sees_nobody_and_nothing(reader: Reader) -> None:
    household = find(reader, WHOLE, "05977-02-H001", NOVEMBER).id
    cell = find(reader, WHOLE, "CB05977-23", NOVEMBER).id
    unit = find(reader, WHOLE, "05977", NOVEMBER).id
    for asked in (
        lambda: ask(reader, "CB00027", scope=NOTHING),
        lambda: organisation_page(reader, NOTHING, cell, NOVEMBER, policy=POLICY, most=9),
        lambda: decision_page(reader, NOTHING, "58-QĐ/TU", size=9),
        lambda: household_page(reader, NOTHING, household, NOVEMBER, policy=POLICY),
        lambda: unit_history(reader, NOTHING, unit, NOVEMBER, policy=POLICY),
    ):
        with pytest.raises(UnknownCodeError):
            asked()
    found = search(reader, NOTHING, "chi bộ", NOVEMBER)
    assert (found.organisations, found.decisions) == ((), ())


def test_scope_of_a_commune_sees_who_touches_it_and_only_what_lies_in_it(
    reader: Reader, facts: Facts
) -> None:
    own = find(reader, WHOLE, "05977", NOVEMBER)
    scope = Scope(frozenset({own.id}))
    inside = {u for u in facts.units if u.code.startswith("05977-")}
    inside |= {u for u in facts.units if u.code == "05977" and u.life.holds(NOVEMBER)}

    def lies_inside(thing: Any) -> bool:
        if isinstance(thing, Group):
            return any(h.group is thing and h.village in inside for h in facts.households)
        return getattr(thing, "village", getattr(thing, "unit", thing)) in inside

    for code in ("CB00027", "CB00002", "DV00001", "DV00003", "CB00040"):
        targets = [a.target for a in assigned(facts, code)]
        bodies = [t.post.organisation for t in facts.tenures if t.person == code]
        member = [m.body for m in facts.memberships if m.person == code]
        touches = any(map(lies_inside, [*targets, *bodies, *member]))
        if not touches:
            with pytest.raises(UnknownCodeError):
                ask(reader, code, scope=scope)
            continue
        page = ask(reader, code, scope=scope)
        mine = sorted(a.code or "" for a in assigned(facts, code) if lies_inside(a.target))
        assert sorted(duty.code or "" for duty in page.duties) == mine, code


def test_scope_of_a_commune_counts_of_a_decision_what_lies_in_it(reader: Reader) -> None:
    scope = Scope(frozenset({find(reader, WHOLE, "05977", NOVEMBER).id}))
    page = decision_page(reader, scope, "58-QĐ/TU", size=50)
    assert (page.counts["assignments"], page.counts["tenures"]) == (1, 1)
    assert page.assignments == {"in_charge": 1}
    elsewhere = Scope(frozenset({find(reader, WHOLE, "05983", NOVEMBER).id}))
    with pytest.raises(UnknownCodeError):
        find_decision(reader, elsewhere, "58-QĐ/TU")
    assert search(reader, elsewhere, "58-QĐ", NOVEMBER).decisions == ()
    (hit,) = search(reader, scope, "58-qđ", NOVEMBER).decisions
    assert hit.number == "58-QĐ/TU"
    assert search(reader, elsewhere, "chi bộ", NOVEMBER).organisations == ()
    assert len(search(reader, scope, "chi bo", NOVEMBER).organisations) == 2
