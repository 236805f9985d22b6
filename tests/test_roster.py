"""The roster of Lạng Sơn, loaded: every expected figure, and doors that agree with the oracle."""

from __future__ import annotations

import json
from datetime import date
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from graphapp import create_app
from graphapp.cli import run
from graphapp.domain.chain import chain
from graphapp.domain.coverage import gaps
from graphapp.model.policy import default_policy
from graphapp.model.scope import WHOLE
from graphapp.session import Session
from loaders import demo_files, load
from tests.oracle import answers
from tests.oracle.tables import read_files
from tests.roster_figures import Figures
from tests.stores import empty_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

    from graphapp.domain.results import Chain, GapReport
    from graphapp.graph.port import Engine, Reader
    from graphapp.write import Store
    from tests.oracle.facts import Facts, Unit

EXPECTED = json.loads(
    (Path(__file__).parent / "data" / "lang_son_expected.json").read_text("utf-8")
)
DAYS = tuple(map(date.fromisoformat, EXPECTED))
PROVINCE = "20"
TIERS = ("district", "commune", "village", "household")
TIER_WORDS = {"huyện": "district", "xã": "commune"}
VILLAGES = 50
Json = dict[str, Any]
each_day = pytest.mark.parametrize("day", DAYS, ids=str)


@pytest.fixture(scope="module")
def roster() -> Facts:
    """What the oracle reads in the same files."""
    return read_files(demo_files(real_communes=False))


@pytest.fixture(scope="module")
def store(
    module_graph: Engine, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """A store that holds the roster alone."""
    with empty_store(module_graph, request, tmp_path_factory.mktemp("store")) as opened:
        load(opened, demo_files(real_communes=False), actor="test")
        yield opened


@pytest.fixture(scope="module")
def site(store: Store) -> FlaskClient:
    return create_app(store, store.settings).test_client()


def ask_chain(reader: Reader, code: str, day: date) -> Chain:
    return chain(reader, WHOLE, code, day, policy=default_policy())


def ask_gaps(reader: Reader, day: date, tier: str) -> GapReport:
    return gaps(reader, WHOLE, PROVINCE, day, tier=tier, policy=default_policy())


def codes(report: GapReport) -> list[str]:
    return sorted(gap.target.code for gap in report.gaps)


def villages(facts: Facts, day: date) -> list[Unit]:
    return [unit for unit in facts.units if unit.tier == "village" and unit.life.holds(day)]


# --- every expected figure ----------------------------------------------------------------------


@each_day
def test_villages_without_anyone_are_those_expected(store: Store, day: date) -> None:
    expected, found = EXPECTED[str(day)], ask_gaps(store.reader(), day, "village")
    in_post = expected["villages_without_anyone_in_post"]
    assert codes(found) == expected["villages_without_anyone"]
    assert sorted(target.code for target in found.not_in_post) == in_post
    assert (found.numerator, found.denominator, found.in_post_numerator) == (
        len(expected["villages_without_anyone"]),
        expected["villages"],
        len(in_post),
    )


@each_day
def test_units_that_the_province_answers_for_are_those_expected(store: Store, day: date) -> None:
    expected = EXPECTED[str(day)]
    found = ask_gaps(store.reader(), day, TIER_WORDS[expected["province_answers_for_tier"]])
    assert codes(found) == expected["units_of_that_tier_without_anyone"]
    assert found.denominator == expected["units_of_that_tier"]


@each_day
def test_households_without_anyone_are_those_expected(store: Store, day: date) -> None:
    expected, found = EXPECTED[str(day)], ask_gaps(store.reader(), day, "household")
    assert codes(found) == expected["households_without_anyone"]
    assert found.denominator == expected["households"]


@each_day
def test_chains_by_person_are_those_expected(store: Store, roster: Facts, day: date) -> None:
    expected = EXPECTED[str(day)]
    chains = {v.code: ask_chain(store.reader(), v.code, day) for v in villages(roster, day)}
    walked = {
        code: [step.person.code for step in found.by_person]
        for code, found in chains.items()
        if found.by_person
    }
    short = [code for code in walked if not chains[code].by_person_complete]
    assert walked == expected["chains_by_person"]
    assert sorted(short) == expected["chains_that_do_not_reach_the_province"]


@each_day
def test_posts_and_spans_are_those_expected(store: Store, roster: Facts, day: date) -> None:
    expected = EXPECTED[str(day)]
    posts = [post.code for post in roster.posts]
    figures = Figures(store.reader(), roster.people, posts, day)
    spans = figures.villages_of_people()
    largest = min(spans, key=lambda person: (-spans[person], person))
    many = sorted(person for person, number in spans.items() if number >= 6)
    out_of_post = expected["assignments_in_force_held_by_someone_out_of_post"]
    assert len(figures.in_post()) == expected["people_in_post"]
    assert figures.vacant_posts() == expected["vacant_posts_of_live_units"]
    assert figures.held_out_of_post() == out_of_post
    assert [largest, spans[largest]] == expected["largest_span"]
    assert many == expected["people_with_six_or_more_villages"]


# --- the doors agree ----------------------------------------------------------------------------


@each_day
def test_page_its_twin_and_command_line_agree_with_the_oracle(
    store: Store, site: FlaskClient, roster: Facts, day: date
) -> None:
    living = villages(roster, day)
    for village in Random(str(day)).sample(living, VILLAGES):
        expected = answers.chain(roster, village, day)
        asked = f"/units/{village.code}/chain?as_of={day}"
        twin = site.get(f"/api/v1{asked}", follow_redirects=True).get_json()
        page = site.get(f"{asked}&lang=en", follow_redirects=True).get_data(as_text=True)
        assert without_names(twin) == printed(expected)
        assert without_names(command(store, "chain", village.code, "--on", str(day))) == printed(
            expected
        )
        assert ShownChain(page).shown == shown(expected)


@each_day
@pytest.mark.parametrize("tier", TIERS)
def test_gaps_of_twin_and_command_line_agree_with_the_oracle(
    store: Store, site: FlaskClient, roster: Facts, day: date, tier: str
) -> None:
    province = next(unit for unit in roster.units if unit.tier == "province")
    expected = answers.gaps(roster, province, day, tier)
    twin = site.get(f"/api/v1/gaps?in={PROVINCE}&as_of={day}&tier={tier}").get_json()
    told = command(store, "gaps", "--in", PROVINCE, "--on", str(day), "--tier", tier)
    assert twin == told
    assert numbers(twin) == numbers(expected)


def command(store: Store, *arguments: str) -> Json:
    """Run the command line in this process and return the object that it prints."""
    out, err = StringIO(), StringIO()
    session = Session([*arguments, "--json"], out, err, Path(), opened=store)
    assert (run(session), err.getvalue()) == (0, "")
    answer: Json = json.loads(out.getvalue())
    return answer


def without_names(answer: Json) -> Json:
    """Drop ids and names from a chain as the program prints it."""
    links = [
        {
            "unit": {key: link["unit"][key] for key in ("code", "tier")},
            **{key: link[key] for key in ("required", "policy_row", "states", "broken")},
            "responsible": [
                {key: one[key] for key in PRINTED} | {"person": one["person"]["code"]}
                for one in link["responsible"]
            ],
        }
        for link in answer["by_unit"]
    ]
    kept = ("as_of", "line", "grade", "states", "by_person", "by_person_complete", "cycle")
    return {key: answer[key] for key in kept} | {"by_unit": links}


PRINTED = ("group", "kind", "line", "decision", "since", "until_inclusive", "unsound")


def printed(expected: Json) -> Json:
    """Keep of the oracle's chain what the program prints."""
    kept = {key: expected[key] for key in expected if key not in {"target", "steps"}}
    links = [
        link
        | {
            "responsible": [
                {key: one[key] for key in (*PRINTED, "person")} for one in link["responsible"]
            ]
        }
        for link in expected["by_unit"]
    ]
    return kept | {"by_unit": links}


def numbers(answer: Json) -> Json:
    """Keep of a gap report what can be compared: codes, reasons, days and counts."""
    rows = [
        (gap["target"]["code"], gap["reason"], gap["since"], gap["policy_row"])
        for gap in answer["gaps"]
    ]
    tallies = [
        (by["unit"]["tier"], by["unit"]["code"], by["numerator"], by["denominator"])
        for by in answer["by"]
    ]
    counts = {key: answer[key] for key in ("numerator", "denominator", "in_post_numerator")}
    return counts | {"gaps": sorted(rows), "by": sorted(tallies)}


class ShownChain(HTMLParser):
    """Reads off a chain's page who stands in each table, and the states of every unit."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.section = ""
        self.in_unit, self.in_code = False, False
        self.shown: Json = {"by-person": [], "by-unit": [], "states": []}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        classes = told.get("class", "").split()
        if tag == "section":
            # the tests ask for the state line, which is the only one shown then
            self.section = told.get("aria-labelledby", "").removesuffix("-state")
        if tag == "tr":
            self.in_unit = "unit-row" in classes
            if self.in_unit:
                self.shown["states"].append([])
        self.in_code = "code" in classes and self.section in self.shown
        if self.in_unit and "badge-state" in classes:
            found = [name.removeprefix("is-") for name in classes if name.startswith("is-")]
            self.shown["states"][-1] += found

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr":
            self.in_unit = False

    def handle_data(self, data: str) -> None:
        if self.in_code and not self.in_unit:
            self.shown[self.section].append(data)
            self.in_code = False


def shown(expected: Json) -> Json:
    """Tell what the page must show of a chain."""
    links = expected["by_unit"]
    return {
        "by-person": expected["by_person"],
        "by-unit": [one["person"] for link in links for one in link["responsible"]],
        "states": [link["states"] for link in links],
    }
