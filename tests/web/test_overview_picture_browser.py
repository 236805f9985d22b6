"""The picture of an overview in Chromium: fitted, gone into, chosen, searched, saved, printed."""

from __future__ import annotations

import math
import re
import struct
from threading import Event
from typing import TYPE_CHECKING

import pytest

from graphapp.domain.changes import changes
from graphapp.web import changes as web_changes
from tests.web.browser import PHONE, WIDE, tab

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from graphapp.domain.changes import Change
    from graphapp.domain.snapshot import Snapshot
    from graphapp.graph.port import Reader
    from graphapp.model.scope import Scope
    from tests.web.browser import Tab

pytestmark = pytest.mark.browser

NOW = "as_of=2026-11-22"
PROVINCE = f"/overview?in=20&{NOW}"
REFORM = "/changes?in=20&from=2025-06-30&as_of=2025-07-01"
MODES = [
    pytest.param(("vi", WIDE), id="vi-wide"),
    pytest.param(("en", PHONE), id="en-phone"),
    pytest.param(("vi", PHONE), id="vi-phone", marks=pytest.mark.long),
    pytest.param(("en", WIDE), id="en-wide", marks=pytest.mark.long),
]
# what no width changes is looked at in all of them in the long run alone
ONCE = [MODES[0], *(pytest.param(*m.values, id=m.id, marks=pytest.mark.long) for m in MODES[1:])]
once = pytest.mark.parametrize("mode", ONCE, indirect=True, scope="module")
# every mark and every name that is shown lies inside the box, the box inside the window's width
OUTSIDE = """
() => {
  const box = document.querySelector(".plan-box").getBoundingClientRect();
  const parts = [...document.querySelectorAll("[data-plan] .spot use, [data-plan] .spot text")];
  const shown = parts.filter((part) => part.checkVisibility());
  const out = shown.filter((part) => {
    const { left, right, top, bottom } = part.getBoundingClientRect();
    const across = left < box.left - 1 || right > box.right + 1;
    return across || top < box.top - 1 || bottom > box.bottom + 1;
  });
  const fits = box.left >= 0 && box.right <= document.documentElement.clientWidth;
  return { shown: shown.length, out: out.map((part) => part.textContent || "mark"), fits };
}
"""


@pytest.fixture(scope="module", params=MODES)
def mode(request: pytest.FixtureRequest) -> tuple[str, tuple[int, int]]:
    found: tuple[str, tuple[int, int]] = request.param
    return found


@pytest.fixture(scope="module")
def seat(chrome: Browser, demo_address: str, mode: tuple[str, tuple[int, int]]) -> Iterator[Tab]:
    with tab(chrome, demo_address, mode[1]) as found:
        yield found


def shown(seat: Tab, mode: tuple[str, tuple[int, int]], path: str) -> Tab:
    """Open a page and wait until its picture stands with its names."""
    seat.open(f"{path}&lang={mode[0]}")
    seat.page.wait_for_selector("body[data-ready] [data-plan]")
    if "layout=tree" not in path and "changes" not in path:
        seat.page.wait_for_selector(".live-name")
    return seat


def rest(found: Tab) -> None:
    """Wait until the picture has come to rest: signs and names at their sizes."""
    found.page.wait_for_timeout(250)


@pytest.mark.parametrize(
    "path",
    [PROVINCE, f"{PROVINCE}&tier=village", f"/overview?in=05977&{NOW}", f"{REFORM}&layout=map"],
)
def test_the_whole_is_in_sight_and_nothing_is_cut(
    seat: Tab, mode: tuple[str, tuple[int, int]], path: str
) -> None:
    found = shown(seat, mode, path)
    rest(found)
    seen = found.page.evaluate(OUTSIDE)
    assert (seen["out"], seen["fits"]) == ([], True)
    drawn = found.page.locator("[data-plan] .spot").count()
    assert seen["shown"] > drawn > 4
    found.check()


def test_going_into_communes_brings_their_villages_and_fit_leads_back(
    seat: Tab, mode: tuple[str, tuple[int, int]]
) -> None:
    found = shown(seat, mode, PROVINCE)
    page = found.page
    communes = page.locator("[data-plan] .spot").count()
    village = page.locator("[data-plan] .tier-village")
    assert village.count() == 0
    for _ in range(4):
        page.locator("[data-zoom=in]").click()
    village.first.wait_for(state="attached")
    rest(found)
    told = page.evaluate(
        f"fetch('/api/v1/overview?in=20&tier=village&{NOW}').then((answer) => answer.json())"
    )
    state = {unit["id"]: (unit["state"], unit["parent"]) for unit in told["units"]}
    got = village.evaluate_all(
        "(all) => all.map((each) => [each.dataset.node, each.getAttribute('class')])"
    )
    homes = {state[unit][1] for unit, _ in got}
    assert {unit for unit, _ in got} == {u for u, s in state.items() if s[1] in homes}
    assert all(f"is-{state[unit][0]}" in look for unit, look in got)
    page.locator("[data-zoom=fit]").click()
    rest(found)
    assert page.locator("[data-plan] .spot:visible").count() == communes
    found.check()


def test_what_is_chosen_is_told_kept_in_the_address_and_undone_by_back(
    seat: Tab, mode: tuple[str, tuple[int, int]]
) -> None:
    found = shown(seat, mode, PROVINCE)
    page = found.page
    mark = page.locator("[data-plan] .tier-commune").nth(30)
    unit, name = mark.get_attribute("data-node"), str(mark.get_attribute("data-name"))
    mark.locator("use").click()
    panel = page.locator("[data-plan-panel]")
    panel.get_by_role("heading", name=name).wait_for()
    assert f"focus={unit}" in page.url
    assert "is-chosen" in str(mark.get_attribute("class"))
    rest(found)
    box, at = panel.bounding_box(), mark.locator("use").bounding_box()
    assert box
    assert at
    assert at["x"] + at["width"] <= box["x"] or at["y"] + at["height"] <= box["y"]  # not covered
    assert found.axe() == []
    page.reload()
    found.ready()
    panel.get_by_role("heading", name=name).wait_for()
    page.go_back()
    panel.wait_for(state="hidden")
    assert "focus=" not in page.url
    found.check()


@once
def test_a_village_that_is_not_drawn_is_found_by_its_address(
    seat: Tab, mode: tuple[str, tuple[int, int]]
) -> None:
    found = shown(seat, mode, PROVINCE)
    page = found.page
    told = page.evaluate(
        f"fetch('/api/v1/overview?in=05977&tier=village&{NOW}').then((answer) => answer.json())"
    )
    village = told["units"][3]
    found.open(f"{PROVINCE}&focus={village['id']}&lang={mode[0]}")
    page.locator(f"[data-node='{village['id']}'].is-chosen").wait_for(state="attached")
    page.locator("[data-plan-panel]").get_by_role("heading", name=village["name"]).wait_for()
    found.check()


@once
def test_slash_searches_the_picture_without_marks(
    seat: Tab, mode: tuple[str, tuple[int, int]]
) -> None:
    found = shown(seat, mode, PROVINCE)
    page = found.page
    page.keyboard.press("/")
    page.keyboard.type("dong kinh")
    lit = page.locator("[data-plan] .is-found")
    assert lit.evaluate_all("(all) => all.map((each) => each.dataset.name)") == ["Phường Đông Kinh"]
    assert page.locator("[data-find-told]").inner_text() != ""
    page.keyboard.press("Enter")
    page.locator("[data-plan-panel]").get_by_role("heading", name="Phường Đông Kinh").wait_for()
    assert page.evaluate("document.activeElement.dataset.name") == "Phường Đông Kinh"
    page.keyboard.press("Escape")
    page.locator("[data-plan-panel]").wait_for(state="hidden")
    found.check()


@once
def test_picture_is_saved_whole_with_title_day_scope_and_legend(
    seat: Tab, mode: tuple[str, tuple[int, int]], tmp_path: Path
) -> None:
    for path, day in ((PROVINCE, "22/11/2026"), (REFORM, "30/06/2025 → 01/07/2025")):
        found = shown(seat, mode, path)
        page = found.page
        heading = page.locator("h1").inner_text()
        names = page.locator("[data-plan] .spot").count()
        page.locator("[data-zoom=in]").click()  # what is saved is the whole all the same
        svg, png = tmp_path / "picture.svg", tmp_path / "picture.png"
        for kind, file in (("svg", svg), ("png", png)):
            with page.expect_download() as taken:
                page.locator(f"[data-save-as={kind}]").click()
            taken.value.save_as(file)
        text = svg.read_text("utf-8")
        legend = page.locator("[data-legend] li").first.inner_text().strip()
        for word in (heading, day, "20", legend):
            assert word in text, word
        assert text.count("<use") >= names
        wide, high = struct.unpack(">II", png.read_bytes()[16:24])
        view = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', text)
        assert view
        assert (wide, high) == tuple(math.ceil(2 * float(side)) for side in view.groups())
        assert png.stat().st_size > 20_000
        found.check()


@once
def test_print_holds_the_whole_picture_and_no_tools(
    seat: Tab, mode: tuple[str, tuple[int, int]]
) -> None:
    found = shown(seat, mode, PROVINCE)
    page = found.page
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for tool in (".plan-bar", "[data-plan-save]", ".slider", ".filters"):
        assert not page.locator(tool).first.is_visible(), tool
    plan = page.locator("[data-plan]").bounding_box()
    assert plan
    assert plan["width"] <= page.evaluate("document.documentElement.clientWidth")
    assert page.locator("[data-plan] .spot text:visible").count() > 30
    assert page.locator(".legend").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    rest(found)
    assert page.locator(".live-name").count() > 10
    found.check()


@once
def test_a_lost_server_is_told_and_the_next_move_tries_again(
    seat: Tab, mode: tuple[str, tuple[int, int]]
) -> None:
    found = shown(seat, mode, PROVINCE)
    page = found.page
    page.route("**/api/v1/overview/**", lambda route: route.fulfill(status=503, body="{}"))
    for _ in range(4):
        page.locator("[data-zoom=in]").click()
    failed = str(page.locator("[data-plan]").get_attribute("data-failed"))
    page.locator("[data-plan-where]", has_text=failed).wait_for()
    page.unroute("**/api/v1/overview/**")
    page.locator("[data-zoom=out]").click()
    page.locator("[data-plan] .tier-village").first.wait_for(state="attached")
    found.complaints.clear()  # Chromium tells each answer of 503
    found.check()


def test_waiting_page_becomes_the_comparison(
    chrome: Browser, demo_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, real = Event(), changes

    def held(reader: Reader, scope: Scope, *days: Snapshot) -> tuple[Change, ...]:
        assert gate.wait(60)
        return real(reader, scope, *days)

    monkeypatch.setattr(web_changes, "changes", held)
    monkeypatch.setattr(web_changes, "_PATIENCE", 0)
    with tab(chrome, demo_address) as found:
        found.open("/changes?in=20&from=2025-06-29&as_of=2025-07-02&lang=en")
        assert "Comparing 29/06/2025 with 02/07/2025." in found.text
        assert found.page.locator("progress").is_visible()
        assert found.axe() == []
        told = found.page.locator("[data-waiting-told]", has_text="2 of 3 steps done.")
        told.wait_for()
        found.open(f"/?{NOW}")  # left, and come back to
        gate.set()
        found.page.go_back()
        found.page.wait_for_selector("#rows")
        found.check()
