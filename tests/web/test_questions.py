"""The pages of the question library, and that every door gives one number for one question."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from python_calamine import CalamineWorkbook

from graphapp import create_app
from graphapp.cli import run
from graphapp.domain.gap_kinds import GapKind
from graphapp.domain.question_library import QUESTIONS, Question
from graphapp.domain.question_library.declared import Holds
from graphapp.domain.spells import NOBODY
from graphapp.session import Session
from graphapp.write import open_store
from loaders import demo_files, load
from tests.web.conftest import ladybug_settings
from tests.web.pages import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

    from graphapp.write import Store

DATA = Path(__file__).resolve().parents[1] / "data"
NOW, BEFORE = "2025-10-01", "2025-06-30"
Json = dict[str, Any]
GAPS = [
    ("villages_without_official", NOBODY, "village"),
    ("communes_without_official", NOBODY, "commune"),
    ("households_without_anyone", NOBODY, "household"),
    ("acting_posts", GapKind.ACTING_TOO_LONG, None),
]
ON_DAYS = [
    *((question, NOW) for question in QUESTIONS),
    *((question, BEFORE) for question in QUESTIONS[:3]),  # of communes nothing is asked then
]
each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.name)


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The small roster with what both lines and the library need beside it."""
    with open_store(ladybug_settings(tmp_path_factory.mktemp("roster"))) as store:
        load(store, demo_files(real_communes=False), actor="test")
        for folder in ("both_lines", "question_library"):
            load(store, sorted((DATA / folder).glob("*.csv")), actor="test")
        yield store


@pytest.fixture
def asked(roster: Store) -> FlaskClient:
    return create_app(roster, roster.settings).test_client()


@pytest.fixture
def short(roster: Store) -> FlaskClient:
    """The same with short tables, so that they have pages."""
    return create_app(roster, replace(roster.settings, table_rows=10)).test_client()


def given(question: Question) -> dict[str, str]:
    """What to ask with, so that there is something to count."""
    own = {
        "left_uncovered_by": {"person": "CB00027"},
        "people_of_decision": {"decision": "58-QĐ/TU"},
        "answered_for": {"in": "06040"},
        "acting_posts": {"days": "30"},
        "officials_over_span": {"most": "2"},
        "cells_not_visited_since": {"since": "2025-09-06"},
    }
    return own.get(question.name, {})


def command(store: Store, *arguments: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    session = Session([*arguments], out, err, Path(), opened=store, settings=store.settings)
    return run(session), out.getvalue(), err.getvalue()


# --- one number ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("question", "day"), ON_DAYS, ids=lambda each: getattr(each, "name", each))
def test_page_file_twin_and_command_line_give_one_number(
    question: Question, day: str, asked: FlaskClient, roster: Store
) -> None:
    told = given(question)
    address = f"questions/{question.name}"
    query = "&".join(f"{name}={value}" for name, value in {**told, "as_of": day}.items())
    twin = asked.get(f"/api/v1/{address}?{query}").json
    options = [part for name, value in told.items() for part in (f"--{name}", value)]
    code, out, err = command(roster, "ask", question.name, "--on", day, *options, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == twin
    page = read(asked, f"/{address}?{query}")
    shown = re.search(r'data-numerator="(\d+)" data-denominator="(\d+)"', page.html)
    assert shown
    number = (twin["numerator"], twin["denominator"])
    assert (int(shown[1]), int(shown[2])) == number
    assert twin["sentence"] in page.text
    assert counted(question, twin["rows"]) == twin["numerator"]
    assert page.html.count('scope="row" role="rowheader"') == min(len(twin["rows"]), 200)
    made = rows_of_file(asked, f"/{address}.xlsx?{query}")
    assert made[1][0] == twin["sentence"]
    assert len(made) - header(made) - 1 == len(twin["rows"])
    assert made[header(made) + 1 :] == [line for line in made[header(made) + 1 :] if line[0] != ""]


def counted(question: Question, rows: list[Json]) -> int:
    """Count n from the rows, as somebody would who has nothing else."""
    own = [row for row in rows if row["counted"]]
    if question.sums:
        return sum(row[question.sums] for row in own)
    keys = [c.key for c in question.columns if c.key in question.counts]
    if len(keys) < len(question.counts):  # an assignment is a row of its own
        return len(own)
    return len({tuple(row[key]["id"] for key in keys) for row in own})


def rows_of_file(client: FlaskClient, address: str) -> list[list[Any]]:
    response = client.get(address)
    assert response.status_code == 200
    book = CalamineWorkbook.from_filelike(BytesIO(response.data))
    return [list(line) for line in book.get_sheet_by_index(0).to_python()]


def header(rows: list[list[Any]]) -> int:
    return next(n for n, line in enumerate(rows) if line[0] in ("Số TT", "STT", "TT", "No."))


@each_question
def test_each_answer_has_its_picture_and_its_query(question: Question, asked: FlaskClient) -> None:
    day = "2025-07-01" if question.name == "terms_ending_soon" else NOW
    told = "&".join(f"{name}={value}" for name, value in given(question).items())
    for lang in ("vi", "en"):
        page = read(asked, f"/questions/{question.name}?as_of={day}&lang={lang}&{told}")
        assert page.status == 200
        boxes = re.search(r'data-boxes="(\d+)" data-lines="(\d+)"', page.html)
        assert boxes
        assert int(boxes[1]) > 1
        assert int(boxes[2]) > 0
        assert question.query in page.html
        assert f"date(&#34;{day}&#34;)" in page.html
        others = [href for words, href in page.links.items() if words.endswith("?")]
        assert all(f"as_of={day}&lang={lang}" in href for href in others)


def test_picture_of_many_rows_tells_that_it_is_capped(asked: FlaskClient) -> None:
    page = read(asked, f"/questions/villages_changed_commune?as_of={NOW}")
    assert re.search(r"Hình vẽ 40 dòng đầu trên \d+ dòng của trang này", page.text)


@pytest.mark.parametrize("day", ["2026-02-01", NOW, BEFORE])
@pytest.mark.parametrize(("name", "kind", "tier"), GAPS)
def test_question_about_a_kind_of_gap_gives_the_number_of_the_inspection(
    name: str, kind: str, tier: str | None, day: str, asked: FlaskClient, roster: Store
) -> None:
    for code in ("20", "05977", "06040"):
        found = asked.get(f"/api/v1/questions/{name}?in={code}&as_of={day}").json
        if "scope" not in found:  # a commune of another day
            continue
        unit, when = found["scope"]["id"], date.fromisoformat(day)
        count = roster.gap_days().count(unit, when, kind, tier)
        assert found["numerator"] == count.n, code
        if kind == NOBODY:
            assert found["denominator"] == count.of


# --- the index ----------------------------------------------------------------------------------


def test_index_holds_every_question_by_who_asks(asked: FlaskClient) -> None:
    page = read(asked, f"/questions?as_of={NOW}")
    assert all(question.vi in page.links for question in QUESTIONS)
    assert "Kiểm tra, giám sát" in page.text
    english = read(asked, f"/questions?as_of={NOW}&lang=en")
    assert all(question.en in english.links for question in QUESTIONS)


@pytest.mark.parametrize("text", ["nhat the hoa", "Nhất thể", "secretaries heads"])
def test_questions_are_found_without_marks_and_in_either_language(
    text: str, asked: FlaskClient
) -> None:
    page = read(asked, f"/questions?q={text}")
    found = [question.name for question in QUESTIONS if question.vi in page.links]
    assert "secretaries_heading_villages" in found
    assert len(found) < 5


def test_nothing_found_is_said(asked: FlaskClient) -> None:
    page = read(asked, "/questions?q=zzz")
    assert "Không có câu hỏi nào chứa các từ này" in page.text
    assert "Xem tất cả câu hỏi" in page.links


# --- table --------------------------------------------------------------------------------------


def test_rows_are_filtered_without_marks_on_page_and_in_file(asked: FlaskClient) -> None:
    address = f"questions/officials_without_superior?as_of={NOW}&text=hoang"
    page = read(asked, f"/{address}")
    assert re.search(r"Danh sách: \d+ trên \d+ dòng", page.text)
    rows = rows_of_file(asked, f"/{address.replace('?', '.xlsx?')}")
    assert any("Chỉ gồm" in str(line[0]) for line in rows)
    assert all("Hoàng" in str(line) for line in rows[header(rows) + 1 :])
    none = read(asked, f"/{address}zzz")
    assert "Không có dòng nào chứa các từ này" in none.text


def test_long_answers_are_turned_on_the_server(short: FlaskClient) -> None:
    first = read(short, f"/questions/villages_changed_commune?as_of={NOW}")
    assert "dòng 1 đến 10 trên" in first.text
    second = read(short, first.links["Trang sau"])
    assert "dòng 11 đến 20 trên" in second.text
    assert first.html.count('role="rowheader"') == second.html.count('role="rowheader"') == 10


def test_what_was_chosen_from_suggestions_stands_in_the_address(asked: FlaskClient) -> None:
    address = f"/questions/villages_without_cell?in=dong+kinh&in_id=&as_of={NOW}&lang=vi"
    assert asked.get(address).location.endswith(f"?in=dong+kinh&as_of={NOW}&lang=vi")
    found = asked.get("/api/v1/questions/villages_without_cell?in=05977&as_of=2025-10-01").json
    own = found["scope"]["id"]
    address = f"/questions/villages_without_cell?in=dong+kinh&in_id={own}&as_of={NOW}&lang=vi"
    assert f"in={own}&" in asked.get(address).location


# --- bad input ----------------------------------------------------------------------------------


def test_unknown_question_is_404_with_those_near_it(asked: FlaskClient) -> None:
    page = read(asked, "/questions/vilages_without_cell")
    assert page.status == 404
    assert "Không có câu hỏi nào tên “vilages_without_cell”" in page.text
    assert "Thôn nào chưa có chi bộ?" in page.links
    twin = asked.get("/api/v1/questions/vilages_without_cell")
    assert twin.status_code == 404
    assert "villages_without_cell" in twin.json["error"]["places"][0]["remedy"]


def test_question_about_a_person_waits_for_one(asked: FlaskClient) -> None:
    page = read(asked, f"/questions/left_uncovered_by?as_of={NOW}")
    assert page.status == 200
    assert "Điền ô trên rồi bấm “Hỏi”" in page.text
    blank = read(asked, f"/questions/left_uncovered_by?as_of={NOW}&person=")
    assert blank.status == 400
    assert "Còn thiếu giá trị của “Người”" in blank.text
    assert 'name="person"' in blank.html


def test_wrong_value_is_refused_above_the_form_that_holds_it(asked: FlaskClient) -> None:
    page = read(asked, f"/questions/acting_posts?as_of={NOW}&days=many")
    assert page.status == 400
    assert "“many” không phải là số của “Quá bao nhiêu ngày”" in page.text
    assert 'value="many"' in page.html
    assert asked.get("/api/v1/questions/acting_posts?days=many").status_code == 400
    code, _, err = command_of(asked, "ask", "acting_posts", "--days", "many")
    assert code == 2
    assert "days" in err


def command_of(client: FlaskClient, *arguments: str) -> tuple[int, str, str]:
    return command(client.application.extensions["graphapp"].store, *arguments)


def test_unit_of_another_day_offers_what_came_of_it_and_its_own_day(asked: FlaskClient) -> None:
    units = asked.get(f"/api/v1/search?q=dong+kinh&as_of={BEFORE}").json["units"]
    own = next(unit["id"] for unit in units if unit["code"] == "05980")
    page = read(asked, f"/questions/villages_without_official?as_of={NOW}&in={own}")
    assert page.status == 404
    assert "Có thể hỏi về:" in page.text
    offered = [href for href in page.links.values() if "/questions/villages_without" in href]
    assert any(f"as_of={BEFORE}" in href for href in offered)
    assert any(f"as_of={NOW}" in href for href in offered)


def test_unknown_unit_is_said_above_the_form(asked: FlaskClient) -> None:
    page = read(asked, f"/questions/villages_without_official?as_of={NOW}&in=99999")
    assert page.status == 404
    assert "99999" in page.text
    assert 'name="in"' in page.html


def test_day_without_any_unit_asks_for_data(asked: FlaskClient) -> None:
    code, _, err = command_of(asked, "ask", "villages_without_official", "--in", "99999")
    assert code == 3
    assert "99999" in err


# --- the command line ---------------------------------------------------------------------------


def test_command_line_lists_the_questions_with_and_without_json(roster: Store) -> None:
    for name in ("ask", "questions"):
        code, out, _ = command(roster, name)
        assert code == 0
        assert all(question.name in out and question.vi in out for question in QUESTIONS)
        code, out, _ = command(roster, name, "--json")
        made = json.loads(out)
        assert [each["name"] for each in made] == [question.name for question in QUESTIONS]


def test_command_line_says_the_answer_in_words_and_writes_a_file(
    roster: Store, tmp_path: Path
) -> None:
    path = tmp_path / "answer.xlsx"
    asked_ = ("ask", "secretaries_heading_villages", "--on", NOW, "--xlsx", str(path))
    code, out, err = command(roster, *asked_)
    assert (code, err) == (0, "")
    assert "1 trên 1 bí thư chi bộ ở Tỉnh Lạng Sơn" in out
    assert "Ấu Thị Hỏi Một (QL00001)" in out
    assert path.stat().st_size > 1000
    code, _, err = command(roster, *asked_[:-1], str(tmp_path / "none" / "answer.xlsx"))
    assert code == 2
    assert "answer.xlsx" in err


def test_every_column_of_an_answer_is_a_kind_that_file_and_page_know() -> None:
    assert {c.holds for question in QUESTIONS for c in question.columns} == set(Holds)
