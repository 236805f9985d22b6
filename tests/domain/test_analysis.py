"""The analysis of the demonstration, held to the chains and to a second reading of the files."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

import pytest

from graphapp.domain.alone import alone
from graphapp.domain.analysis import analyse
from graphapp.domain.assignments import Subject, unit_subject
from graphapp.domain.chain import chain
from graphapp.domain.findings import InView
from graphapp.domain.people import person_page
from graphapp.domain.units import find
from graphapp.domain.upward import ways_up
from graphapp.domain.upward_facts import learn_upward
from graphapp.model.policy import default_policy
from graphapp.model.scope import WHOLE, Scope
from graphapp.model.text import sort_key
from loaders import demo_files
from tests.oracle import duties, standing
from tests.oracle.facts import Group
from tests.oracle.policy import asked
from tests.oracle.tables import read_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphapp.domain.findings import Analysis
    from graphapp.graph.port import Reader
    from tests.oracle.facts import Facts

JUNE, JULY, NOW = date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 22)
POLICY = default_policy()


def below(reader: Reader, code: str, day: date) -> list[Subject]:
    """The units of a scope that a duty may ask for."""
    top = find(reader, WHOLE, code, day)
    return [
        unit_subject(row)
        for tier in ("district", "commune", "village")
        for row in reader.rows("units/below", unit_id=top.id, tier=tier, as_of=day)
    ]


def looked_at(reader: Reader, code: str, day: date, line: str = "state") -> Analysis:
    ids = frozenset(s.target.id for s in below(reader, code, day))
    return analyse(reader, WHOLE, InView(ids, frozenset()), day, policy=POLICY, line=line)


@pytest.fixture(scope="session")
def files() -> Facts:
    return read_files(demo_files(), reform=JULY)


@pytest.mark.parametrize(
    ("day", "line"), [(JUNE, "state"), (JULY, "party"), (NOW, "state"), (NOW, "party")]
)
def test_a_line_reaches_the_province_where_the_chain_does(
    demo_reader: Reader, day: date, line: str, times: Callable[[int, int], int]
) -> None:
    subjects = below(demo_reader, "20", day)
    learned = learn_upward(demo_reader, subjects, day, policy=POLICY, line=line)
    ways = ways_up(learned.upward, [s.target.id for s in subjects])
    for each, way in list(ways.items())[:: times(4, 1)]:
        walked = chain(demo_reader, WHOLE, each, day, policy=POLICY, line=line)
        if walked.by_person_complete:
            assert way.people is not None
            assert 0 < way.people <= len(walked.by_person)
        elif not any(step.others for step in walked.by_person) and not walked.cycle:
            assert way.people is None
            assert bool(way.ends) == bool(walked.by_person)
    if (day, line) == (NOW, "state"):
        assert any(way.people for way in ways.values())


def test_an_absence_breaks_only_lines_that_reach_and_ends_with_the_last_who_answers(
    demo_reader: Reader,
) -> None:
    found = looked_at(demo_reader, "20", NOW)
    reaching = {each.target for each in found.reaching}
    broken_by = {each.who.person: set(each.breaks) for each in found.absences}
    assert broken_by
    assert all(len(those) > 0 for those in broken_by.values())
    assert set().union(*broken_by.values()) <= reaching
    for target in sorted(reaching, key=lambda each: each.code)[::4]:
        walked = chain(demo_reader, WHOLE, target.id, NOW, policy=POLICY)
        first = walked.by_person[0]
        if not first.others:
            assert target in broken_by[first.person]


@pytest.mark.parametrize("day", [JUNE, JULY, NOW])
def test_who_answers_alone_is_who_a_second_reading_finds(
    demo_reader: Reader, files: Facts, day: date
) -> None:
    subjects = below(demo_reader, "20", day)
    learned = learn_upward(demo_reader, subjects, day, policy=POLICY, line="state")
    found = {
        (
            demo_reader.rows("state/person_by_id", ids=[each.person_id])[0]["person_code"],
            village.code,
        )
        for each in alone(demo_reader, subjects, learned, day, POLICY)
        for village in each.uncovers
    }
    assert found == _alone_by_hand(files, day)
    if day == NOW:
        assert found


def _alone_by_hand(files: Facts, day: date) -> set[tuple[str, str]]:
    found = set()
    for village in files.units:
        if village.tier != "village" or not village.life.holds(day):
            continue
        for duty in asked("village", day):
            people = [
                standing.heads(files, charge.assignment.holder, day)
                if isinstance(charge.assignment.holder, Group)
                else [charge.assignment.holder]
                for charge in duties.in_force(files, village, day)
                if charge.assignment.kind in duty.kinds
            ]
            everybody = {one for those in people for one in those}
            if all(people) and len(everybody) == 1:
                above = duties.above(files, village, day)
                if any(unit.tier == "commune" for unit in above):
                    found.add((everybody.pop(), village.code))
    return found


def test_spans_are_those_of_the_people_s_pages_and_name_what_is_counted(
    demo_reader: Reader,
) -> None:
    found = looked_at(demo_reader, "05977", NOW)
    by_person: defaultdict[str, set[tuple[str, int, int]]] = defaultdict(set)
    for each in found.spans:
        by_person[each.who.person.id].add((each.policy_row, each.load.count, each.load.span))
        if not each.policy_row.startswith("household"):
            assert len(each.behind) == each.load.count
    assert by_person
    for person, spans in by_person.items():
        page = person_page(demo_reader, WHOLE, person, NOW, policy=POLICY, most=1)
        assert {(s.policy_row, s.count, s.span) for s in page.spans} == spans


def test_several_posts_are_those_of_the_person_s_page(demo_reader: Reader) -> None:
    codes = [f"CB{number:05}" for number in range(1, 40)]
    rows = demo_reader.rows("state/person_by_code", codes=codes)
    people = frozenset(row["person_id"] for row in rows)
    found = analyse(demo_reader, WHOLE, InView(frozenset(), people), NOW, policy=POLICY)
    assert found.people == len(people)
    many = {each.who.person.id: len(each.posts) for each in found.posts}
    for person in people:
        page = person_page(demo_reader, WHOLE, person, NOW, policy=POLICY, most=1)
        assert many.get(person, min(len(page.posts_now), 1)) == len(page.posts_now)


def test_people_stand_in_the_order_of_unit_and_name_never_of_figures(demo_reader: Reader) -> None:
    found = looked_at(demo_reader, "20", NOW)
    assert len(found.spans) > 2
    for rows in (found.spans, found.absences, found.posts):
        order = [
            (each.who.post.unit.tier != "province", sort_key(each.who.post.unit.name),
             sort_key(each.who.person.name))
            for each in rows
            if each.who.post
        ]  # fmt: skip
        assert order == sorted(order)


def test_an_empty_scope_names_nothing_that_is_counted(demo_reader: Reader) -> None:
    ids = frozenset(s.target.id for s in below(demo_reader, "05977", NOW))
    seen = InView(ids, frozenset())
    found = analyse(demo_reader, Scope(frozenset()), seen, NOW, policy=POLICY)
    assert found.spans
    assert [each.behind for each in found.spans if each.behind] == []
