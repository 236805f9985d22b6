"""The trend: page, JSON and command line give one number, which opens onto as many rows."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from graphapp.domain.coverage import figures
from graphapp.domain.gap_days import ASKED, TrendPoint
from graphapp.domain.spells import NOBODY
from graphapp.domain.trend import by_year, month_ends, year_before
from graphapp.model.policy import TARGET_TIERS
from graphapp.model.scope import WHOLE
from graphapp.web.trend_drawing import draw_trend
from tests.test_cli import Program
from tests.web.pages import read

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from graphapp.write import Store

NOW = "as_of=2026-11-22"
DAYS = (date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 22))


@pytest.mark.parametrize("tier", TARGET_TIERS)
def test_nobody_is_what_the_gap_report_counts(scene_store: Store, tier: str) -> None:
    gaps, policy = scene_store.gap_days(), scene_store.policy()
    for day in DAYS:
        for unit_id, unit in gaps.facts.units.items():
            if unit.life.holds(day):
                told = figures(scene_store.reader(), WHOLE, unit_id, day, tier=tier, policy=policy)
                count = gaps.count(unit_id, day, NOBODY, tier)
                assert (count.n, count.of) == (told.numerator, told.denominator)


@pytest.mark.parametrize("kind", ASKED)
def test_every_number_opens_onto_as_many_subjects(scene_store: Store, kind: str) -> None:
    gaps = scene_store.gap_days()
    for day in DAYS if kind != NOBODY else ():
        for unit_id in gaps.facts.units:
            subjects = {s.subject for s in gaps.listed(unit_id, day) if s.kind == kind}
            assert gaps.count(unit_id, day, kind).n == len(subjects)


@pytest.mark.parametrize("kind", ASKED)
def test_the_last_day_is_the_first_with_what_opened_less_what_closed(
    scene_store: Store, kind: str
) -> None:
    gaps = scene_store.gap_days()
    for unit_id in gaps.facts.units:
        between = gaps.between(unit_id, kind, DAYS[0], DAYS[2])
        before, after = (gaps.count(unit_id, day, kind).n for day in (DAYS[0], DAYS[2]))
        assert after == before + len(between.opened) - len(between.closed)
        assert len(between.still) <= min(before, after)


def test_the_key_of_a_gap_finds_it_while_it_holds(scene_store: Store) -> None:
    gaps = scene_store.gap_days()
    top = next(i for i, unit in gaps.facts.units.items() if unit.target.tier == "province")
    for spell in gaps.listed(top, DAYS[2]):
        assert gaps.holding(spell.key, DAYS[2]) == spell
        if spell.days.since > date.min:
            assert spell not in gaps.listed(top, spell.days.since - date.resolution)
    assert gaps.holding("never_assigned:u9-9:nothing:", DAYS[2]) is None


def test_page_shows_the_line_its_table_and_what_became_of_gaps(client: FlaskClient) -> None:
    page = read(client, f"/trend?in=20&tier=village&from=2025-06-30&{NOW}")
    assert page.address.startswith("/trend?in=u1-1&")
    assert "Chưa có ai phụ trách: số đối tượng vào cuối mỗi tháng – thôn" in page.text
    assert "01/07/2025: kết thúc cấp huyện" in page.text
    assert "Từ sau ngày 30/06/2025 đến hết ngày 22/11/2026" in page.text
    assert "Thôn Bản Đon T02" in page.text
    assert page.html.count("<polyline") >= 2


def test_twin_tells_what_the_page_tells(client: FlaskClient) -> None:
    asked = f"in=20&kind=nobody&tier=village&from=2025-06-30&{NOW}"
    twin = client.get(f"/api/v1/trend?{asked}&show=opened").get_json()
    page = read(client, f"/trend?{asked}")
    last = twin["points"][-1]
    assert (last["day"], last["numerator"], last["denominator"]) == ("2026-11-22", 3, 6)
    assert len(twin["runs"]) == twin["opened"]
    assert f"Mới phát sinh {twin['opened']} Đã xong {twin['closed']}" in page.text
    shown = re.findall(r"<strong>(\d+)</strong>/(\d+)</span></a>", page.html)
    asked_for = [p for p in twin["points"] if p["denominator"]]
    assert sorted(shown) == sorted((str(p["numerator"]), str(p["denominator"])) for p in asked_for)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Program:
    folder = tmp_path_factory.mktemp("trend-command")
    program = Program(folder / "home", folder)
    assert program("demo", "--small").code == 0
    return program


def test_command_prints_months_and_one_object(demo: Program) -> None:
    words = ("trend", "--in", "20", "--tier", "village", "--on", "2025-10-01")
    made, told = demo(*words, "--json").json, demo(*words).out.splitlines()
    last = made["points"][-1]
    assert told[0] == "Tỉnh Lạng Sơn (20): chưa có ai phụ trách"
    assert f"01/10/2025  {last['numerator']}/{last['denominator']}" in told
    assert f"Mới phát sinh: {made['opened']}" in told
    assert demo("trend", "--in", "20", "--kind", "boredom").code == 2
    assert demo("trend", "--in", "20", "--tier", "street").code == 2


def test_first_day_after_the_last_is_left_out_by_the_page_and_refused_by_the_twin(
    client: FlaskClient,
) -> None:
    late = f"in=u1-1&from=2027-01-01&{NOW}"
    assert "from=" not in read(client, f"/trend?{late}").address
    answer = client.get(f"/api/v1/trend?{late}")
    assert answer.status_code == 400
    assert answer.get_json()["error"]["places"][0]["column"] == "from"


def test_unit_of_other_days_leads_to_what_stands_in_its_place(client: FlaskClient) -> None:
    page = read(client, f"/trend?in=u1-3&{NOW}")
    assert page.status == 404
    assert "không tồn tại vào ngày 22/11/2026" in page.text


# --- months ---------------------------------------------------------------------------------------


def test_months_end_on_their_last_days_up_to_the_day() -> None:
    assert month_ends(date(2024, 3, 30), 2) == [date(2024, 1, 31), date(2024, 2, 29)]
    assert month_ends(date(2024, 3, 31), 2) == [date(2024, 2, 29), date(2024, 3, 31)]
    assert month_ends(date(2024, 1, 1), 1) == [date(2023, 12, 31)]
    assert len(month_ends(date(2026, 11, 22))) == 60
    assert month_ends(date.min) == []
    assert month_ends(date.max, 1) == [date.max]


def test_the_year_before_keeps_the_day() -> None:
    assert year_before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert year_before(date(2026, 11, 22)) == date(2025, 11, 22)
    assert year_before(date.min) == date.min


def test_years_have_a_place_for_each_month() -> None:
    points = [TrendPoint(date(2025, 12, 31), 1, 2), TrendPoint(date(2026, 2, 1), 2, 2)]
    years = dict(by_year(points))
    assert years[2025] == [None] * 11 + [points[0]]
    assert years[2026] == [None, points[1]] + [None] * 10


def test_picture_has_round_scales_and_no_line_where_nothing_is_asked() -> None:
    points = [
        TrendPoint(date(2025, month, 28), n, of)
        for month, n, of in ((1, 0, 0), (2, 7, 90), (3, 0, 90), (4, 0, 0), (5, 3, 120))
    ]
    drawn = draw_trend(points, date(2025, 3, 1))
    assert drawn
    assert [tick.label for tick in drawn.upper.ticks] == [0, 2, 4, 6, 8]
    assert [tick.label for tick in drawn.lower.ticks] == [0, 200]
    assert [len(line.split()) for line in drawn.upper.lines] == [2, 1]
    assert len(drawn.dots) == 3
    assert drawn.marked
    assert draw_trend(points, date(2020, 1, 1)).marked is None  # type: ignore[union-attr]  # drawn, as above
    assert draw_trend(points[:1], date(2025, 3, 1)) is None
