"""Histories as timelines: bars at their days, gaps told in words, the page's day marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.model.interval import OPEN_END, OPEN_START
from graphapp.web.timeline import MOST, timeline
from tests.web import scene
from tests.web.browser import PHONE, tab
from tests.web.pages import read

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from playwright.sync_api import Browser

NOW = "as_of=2026-11-22"
AS_OF = date(2026, 11, 22)


@dataclass(frozen=True)
class Stretch:
    since: date
    until: date
    about: int = 0


DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1))
STRETCHES = st.builds(
    lambda day, length, about, opened, endless: Stretch(
        OPEN_START if opened else day,
        OPEN_END if endless else day + timedelta(days=length),
        about,
    ),
    DAYS, st.integers(1, 4000), st.integers(0, 40), st.booleans(), st.booleans(),
)  # fmt: skip


@given(st.lists(STRETCHES, max_size=60), DAYS)
def test_bars_stand_in_the_order_of_their_days_and_within_the_picture(
    rows: list[Stretch], as_of: date
) -> None:
    found = timeline(rows, as_of, lambda row: row.about)
    shown = [
        (row, bar) for lane in found.lanes for row, bar in zip(lane.rows, lane.bars, strict=True)
    ]
    for row, bar in shown:
        assert 0 <= bar.x < bar.end <= 101
        assert (row.since <= as_of) == (bar.x <= found.day) or row.since == OPEN_START
        assert bar.begins == (row.since != OPEN_START)
        assert bar.ends == (row.until != OPEN_END)
        assert (bar.look == "in_force") == (row.since <= as_of < row.until)
    assert len(found.lanes) <= MOST
    assert len(found.lanes) + found.left_out == len({row.about for row in rows})
    assert [x for x, _ in found.ticks] == sorted(x for x, _ in found.ticks)
    assert len(found.ticks) <= 7


def rects(html: str, look: str) -> int:
    return len(re.findall(rf'<rect class="bar bar-{look}" x="[\d.]+%"', html))


def test_gap_between_those_who_answered_is_a_lane_of_its_own_in_words(client: FlaskClient) -> None:
    page = read(client, f"/units/{scene.LAPSED_VILLAGE}/history?{NOW}")
    line = page.text.split("Người phụ trách qua các thời kỳ")[1].split("Người được phân công")[0]
    assert "Ngày đang xem: 22/11/2026" in line
    assert "đến hết 30/06/2025" in line
    assert "Hứa Quốc Khánh" in line
    assert "không có ai, dù quy định yêu cầu" in line
    assert rects(page.html, "gap") >= 1


def test_unit_is_shown_between_what_it_came_from_and_what_it_became(client: FlaskClient) -> None:
    page = read(client, f"/units/{scene.COMMUNE}/history?{NOW}")
    line = page.text.split("Trực thuộc qua")[0]
    before, own = "Xã Hợp Thành 06211 đến hết 30/06/2025", "Xã Cao Lộc 06184 từ 01/07/2025"
    assert line.index(before) < line.index(own)
    assert read(client, f"/units/u1-1/history?{NOW}").html.count('class="timeline"') == 0


def test_person_has_posts_and_assignments_in_time_with_the_days_out_of_post(
    client: FlaskClient,
) -> None:
    page = read(client, f"/people/p1-7?{NOW}")
    line = page.text.split("Quá trình công tác")[1]
    assert (
        "phụ trách Thôn Khuổi Mươi T04 từ 01/07/2025; ngoài thời gian giữ chức: từ 01/03/2026"
        in line
    )
    assert rects(page.html, "gap") == 1
    before = read(client, "/people/p1-7?as_of=2025-06-30")
    assert rects(before.html, "to_come") >= 2


def test_long_history_is_cut_and_says_so(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphapp.web.timeline.MOST", 1)
    assert "1 dòng khác chỉ có trong bảng" in read(client, f"/people/p1-6?{NOW}").text


@pytest.mark.browser
def test_phone_shows_timelines_within_its_width(chrome: Browser, scene_address: str) -> None:
    with tab(chrome, scene_address, PHONE) as found:
        for address in (f"/units/u1-8/history?{NOW}", f"/people/p1-7?{NOW}&lang=en"):
            found.open(address)
            assert not found.scrolls_sideways
            first = found.page.locator(".timeline-lanes .bar").first.bounding_box()
            assert first
            assert first["height"] > 8
            assert found.axe() == []
        found.check()
