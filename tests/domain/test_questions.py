"""The question library: what is declared holds together; answers equal oracle and gap report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from cypher.catalogue import Catalogue
from graphapp.domain.coverage import gaps
from graphapp.domain.question_library import QUESTIONS, Question
from graphapp.domain.question_library.declared import SCOPE, Holds, Takes
from graphapp.domain.question_values import Ground, question_named
from graphapp.domain.questions import Answer, Ref, ask
from graphapp.errors import InputError, NotOnDateError, UnknownCodeError, UsageError
from graphapp.model.policy import Policy, default_policy
from graphapp.model.scope import WHOLE, Scope
from graphapp.model.text import sort_key
from loaders import DEMO_DAY, demo_files, load
from tests.conftest import LONG
from tests.oracle import library
from tests.oracle.organisations import organisations
from tests.oracle.tables import read_files, read_folder
from tests.stores import empty_store, ladybug_settings, loaded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphapp.graph.port import Engine, Reader
    from tests.oracle.draft import Sample
    from tests.oracle.facts import Facts

DATA = Path(__file__).resolve().parents[1] / "data"
BEFORE, AFTER, LATER = date(2025, 6, 30), date(2025, 7, 1), date(2025, 10, 1)
DAYS = (BEFORE, AFTER, LATER, date(2026, 2, 1))
ORGANISATIONS = 60 if LONG else 3
QUERIES = {query.name: query for query in Catalogue.load("ladybug")}
each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.name)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The demo with what both lines and the library need beside it."""
    with loaded(
        ladybug_settings(tmp_path_factory.mktemp("asked")), demo_files(), DEMO_DAY
    ) as store:
        for folder in ("both_lines", "question_library"):
            load(store, sorted((DATA / folder).glob("*.csv")), actor="test")
        yield store.reader()


def ground(reader: Reader, day: date = LATER, scope: Scope = WHOLE) -> Ground:
    return Ground(reader, scope, default_policy(), day)


def asked(reader: Reader, name: str, day: date = LATER, **told: str) -> Answer:
    given_ = {key.rstrip("_"): value for key, value in told.items()}
    return ask(question_named(name), given_, ground(reader, day))


def codes(answer: Answer, column: str) -> list[str]:
    return [ref.code for row in answer.rows if (ref := row.ref(column))]


# --- what is declared ---------------------------------------------------------------------------


def test_there_are_25_questions_each_with_a_plain_name_of_its_own() -> None:
    assert len({question.name for question in QUESTIONS}) == len(QUESTIONS) == 25
    assert len({question.vi for question in QUESTIONS}) == 25
    assert all(question.vi.endswith("?") and question.en.endswith("?") for question in QUESTIONS)


@each_question
def test_queries_take_what_is_declared_and_return_what_is_shown(question: Question) -> None:
    query = QUERIES[question.query]
    assert set(question.bind) == set(query.parameters)
    assert set(question.total.bind) == set(QUERIES[question.total.query].parameters)
    for column in question.columns:
        parts = {Holds.REF: ("_id", "_code", "_name"), Holds.DECISION: ("_id",)}
        names = {f"{column.key}{part}" for part in parts.get(column.holds, ("",))}
        assert names <= set(query.returns), column
    keys = {column.key for column in question.columns}
    assert {c.of for c in question.columns if c.of} <= keys
    assert {f"{name}_id" for name in question.counts} <= set(query.returns)
    assert {end for tie in question.ties for end in (tie.start, tie.end)} <= keys | {SCOPE}


@each_question
def test_sentence_tells_n_and_total_and_nothing_unknown(question: Question) -> None:
    known = {"n", "total", "as_of"} | {parameter.name for parameter in question.parameters}
    known |= {"unit"} if any(p.takes is Takes.UNIT for p in question.parameters) else set()
    for text in (question.answer_vi, question.answer_en):
        assert {"{n}", "{total}", "{as_of}"} <= {
            f"{{{name}}}" for name in known if f"{{{name}}}" in text
        }
        assert text.format(**dict.fromkeys(known, "x"))


# --- answers ------------------------------------------------------------------------------------


@each_question
def test_every_question_finds_something_here(question: Question, reader: Reader) -> None:
    told = {"person": "CB00027", "decision": "58-QĐ/TU"}.get(question.centre)
    given_ = {question.centre: told} if told else {}
    days = {"left_uncovered_by": AFTER, "terms_ending_soon": AFTER}
    if question.name == "answered_for":
        given_ = {"in": "06040"}
    if question.name in ("acting_posts", "officials_over_span"):
        given_ = {question.parameters[1].name: "2"}
    found = ask(question, given_, ground(reader, days.get(question.name, LATER)))
    assert found.rows
    assert 0 < found.numerator <= found.denominator


def test_rows_stand_by_the_vietnamese_alphabet(reader: Reader) -> None:
    names = [
        ref.name
        for row in asked(reader, "people_with_several_posts", in_="20").rows
        if (ref := row.ref("person"))
    ]
    assert names == sorted(names, key=sort_key)
    heads = asked(reader, "village_heads_by_membership", in_="05977", member="yes")
    assert codes(heads, "target") == ["05977-04"]
    assert [r.name for row in heads.rows if (r := row.ref("person"))] == ["Ấu Thị Hỏi Một"]
    others = asked(reader, "village_heads_by_membership", in_="05977")
    assert (others.numerator, others.denominator, codes(others, "person")) == (1, 2, ["QL00002"])


def test_party_questions_answer_what_the_files_say(reader: Reader) -> None:
    assert codes(asked(reader, "secretaries_heading_villages"), "person") == ["QL00001"]
    assert codes(asked(reader, "reinforced_members"), "person") == ["QL00003"]
    merged = asked(reader, "merged_cells")
    assert (merged.numerator, merged.denominator) == (1, 3)
    assert codes(merged, "village") == ["05977-02", "05977-03"]
    none = codes(asked(reader, "villages_without_cell", in_="05977"), "target")
    assert none == ["05977-05"]
    late = asked(reader, "cells_not_visited_since", since="2025-09-06")
    assert "CB05977-01" in codes(late, "cell")
    assert "CB05977-01" not in codes(
        asked(reader, "cells_not_visited_since", since="01/09/2025"), "cell"
    )


def test_households_are_counted_and_never_named(reader: Reader) -> None:
    poor = asked(reader, "poor_households_without_anyone", in_="05977")
    assert (poor.numerator, poor.denominator) == (2, 3)
    assert codes(poor, "target") == ["05977-04"]
    assert asked(reader, "poor_households_without_anyone", poverty="poor").numerator == 1
    assert not any("H9" in str(row.cells) for row in poor.rows)


def test_terms_and_mergers_are_told_with_what_they_were(reader: Reader) -> None:
    terms = asked(reader, "terms_ending_soon", AFTER, days="90")
    assert codes(terms, "person") == ["QL00002"]
    assert not asked(reader, "terms_ending_soon", AFTER, days="30").rows
    merged = asked(reader, "merged_units", in_="05977", day=LATER)
    assert "05980" in codes(merged, "former")
    assert merged.numerator == 1


def test_one_decision_tells_whom_it_assigned(reader: Reader) -> None:
    found = asked(reader, "people_of_decision", decision="58-QĐ/TU")
    assert (found.numerator, found.denominator) == (2, 2)
    assert sorted(codes(found, "target")) == ["06040", "CS05977"]


# --- one definition -----------------------------------------------------------------------------

GAPS = {
    "villages_without_official": "village",
    "communes_without_official": "commune",
    "households_without_anyone": "household",
}


@pytest.mark.parametrize("name", GAPS)
@pytest.mark.parametrize("day", [BEFORE, LATER], ids=str)
def test_questions_about_gaps_give_the_number_of_the_gap_report(
    name: str, day: date, reader: Reader
) -> None:
    for policy in (default_policy(), twice(default_policy())):
        for code in ("20", "06040") if day == LATER else ("20",):
            there = replace(ground(reader, day), policy=policy)
            found = ask(question_named(name), {"in": code}, there)
            report = gaps(reader, WHOLE, code, day, tier=GAPS[name], policy=policy)
            assert (found.numerator, found.denominator) == (report.numerator, report.denominator)


def twice(policy: Policy) -> Policy:
    """The same policy with a second row a target, which counts other kinds."""
    more = tuple(
        replace(row, key=f"{row.key}_too", kinds=("supports", "follows")) for row in policy.rows
    )
    return Policy((*policy.rows, *more), policy.rules)


def test_nothing_is_counted_where_no_policy_row_asks(reader: Reader) -> None:
    found = asked(reader, "communes_without_official", BEFORE)
    assert (found.asked, found.numerator, found.denominator, found.rows) == (False, 0, 0, ())


def test_answers_on_the_roster_equal_the_oracle(tmp_path: Path) -> None:
    files = demo_files(real_communes=False)
    facts = read_files(files)
    with loaded(ladybug_settings(tmp_path), files) as store:
        for day in DAYS:
            check(facts, store.reader(), day)


@pytest.mark.timeout(3600)
def test_answers_of_random_organisations_equal_the_oracle_and_the_gap_report(
    module_graph: Engine, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    seen: set[str] = set()

    @settings(
        max_examples=ORGANISATIONS, database=None, suppress_health_check=[HealthCheck.too_slow]
    )
    @given(organisations())
    def equal(sample: Sample) -> None:
        folder = tmp_path_factory.mktemp("files")
        with empty_store(module_graph, request, tmp_path_factory.mktemp("home")) as store:
            load(store, sample.write(folder), actor="test")
            facts = read_folder(folder)
            for day in sample.days:
                seen.update(check(facts, store.reader(), day))

    equal()
    if LONG:  # few organisations do not show everything
        assert set(library.OF_UNITS) - seen <= {"officials_over_span", "acting_posts"}


def check(facts: Facts, reader: Reader, day: date) -> set[str]:
    """Compare each question that the oracle knows, in a unit of each tier; tell what had rows."""
    told = set()
    for unit in {unit.tier: unit for unit in facts.units if unit.life.holds(day)}.values():
        for name, oracle in library.OF_UNITS.items():
            found = same(reader, name, day, oracle(facts, unit, day), in_=unit.code)
            told |= {name} if found.rows else set()
        if unit.tier == "province":
            changed = library.villages_changed_commune(facts, unit, day, BEFORE)
            if day >= BEFORE:
                same(reader, "villages_changed_commune", day, changed, in_=unit.code)
    for person in sorted({a.holder for a in facts.assignments if isinstance(a.holder, str)})[:6]:
        alone = library.left_uncovered_by(facts, person, day)
        same(reader, "left_uncovered_by", day, alone, person=person)
    return told


def same(reader: Reader, name: str, day: date, expected: library.Found, **told: str) -> Answer:
    found = asked(reader, name, day, **told)
    if found.asked:
        assert (found.numerator, found.denominator) == (expected.number, expected.total), name
    if found.asked and not isinstance(expected.counted, int):
        counts = found.question.counts
        rows = [row for row in found.rows if row.counted]
        assert {tuple(code(row.cells[key]) for key in counts) for row in rows} == expected.counted
    return found


def code(cell: object) -> object:
    return cell.code if isinstance(cell, Ref) else cell


# --- scope --------------------------------------------------------------------------------------


def root(reader: Reader, wanted: str) -> str:
    rows = [r for r in reader.rows("units/by_code", code=wanted) if r["unit_since"] >= AFTER]
    return str(rows[0]["unit_id"])


@each_question
def test_an_empty_scope_sees_nothing(question: Question, reader: Reader) -> None:
    nothing = ground(reader, scope=Scope(frozenset()))
    given_ = {"person": {"person": "CB00027"}, "decision": {"decision": "58-QĐ/TU"}}
    with pytest.raises((UnknownCodeError, UsageError)):
        ask(question, given_.get(question.centre, {"in": "05977"}), nothing)


def test_a_commune_is_asked_about_inside_its_scope_alone(reader: Reader) -> None:
    own = ground(reader, scope=Scope(frozenset({root(reader, "05977")})))
    with pytest.raises(UnknownCodeError):
        ask(question_named("villages_without_official"), {"in": "06040"}, own)
    whole = asked(reader, "villages_without_cell", in_="05977")
    inside = ask(question_named("villages_without_cell"), {"in": "05977"}, own)
    assert [row.cells for row in inside.rows] == [row.cells for row in whole.rows]


def test_of_what_lies_outside_the_scope_nothing_is_told(reader: Reader) -> None:
    there = ground(reader, scope=Scope(frozenset({root(reader, "06040")})))
    (row,) = ask(question_named("officials_outside_own_commune"), {"in": "06040"}, there).rows
    assert row.ref("target") is not None
    assert row.cells["own"] is None
    moved = ask(question_named("villages_changed_commune"), {"in": "06040"}, there)
    assert moved.rows
    assert all(row.ref("parent") for row in moved.rows)
    assert not any(row.ref("former") for row in moved.rows), "the old commune never lay under it"


# --- bad input ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "told", "message"),
    [
        ("acting_posts", {"days": "many"}, "questions.no_number"),
        ("acting_posts", {"days": "99999"}, "questions.out_of_range"),
        ("acting_posts", {"colour": "red"}, "questions.no_parameter"),
        ("cells_not_visited_since", {"since": "31/02/2025"}, "error.date"),
        ("cells_not_visited_since", {"since": "2031-01-01"}, "questions.later_day"),
        ("vacant_posts", {"line": "army"}, "problem.choice"),
        ("left_uncovered_by", {}, "questions.missing"),
        ("people_of_decision", {"decision": " "}, "questions.missing"),
    ],
)
def test_wrong_or_missing_values_are_refused_with_the_reason(
    name: str, told: dict[str, str], message: str, reader: Reader
) -> None:
    with pytest.raises(UsageError) as refused:
        ask(question_named(name), told, ground(reader))
    assert refused.value.message == message
    assert refused.value.places[0].column


def test_unknown_question_tells_the_names_near_it() -> None:
    with pytest.raises(UnknownCodeError) as refused:
        question_named("village_without_official")
    (place,) = refused.value.places
    assert "villages_without_official" in dict(place.values)["near"]
    with pytest.raises(UnknownCodeError) as refused:
        question_named("zzzzzz")
    assert refused.value.places[0].remedy == "questions.unknown.remedy"


def test_a_unit_that_did_not_exist_on_the_day_is_told_with_when_it_did(reader: Reader) -> None:
    with pytest.raises(NotOnDateError):
        asked(reader, "villages_without_official", LATER, in_="178")


def test_names_are_taken_where_they_mean_one_thing(reader: Reader) -> None:
    found = asked(reader, "villages_without_official", in_="phuong dong kinh")
    assert found.unit is not None
    assert found.unit.code == "05977"
    with pytest.raises(InputError):
        asked(reader, "villages_without_official", in_="xa")
