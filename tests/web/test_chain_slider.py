"""The time slider of a chain, its search and its address, in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.web.browser import PHONE, WIDE, tab
from tests.web.test_chain_browser import SIZES, data_of, is_whole, shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.web.browser import Tab

pytestmark = pytest.mark.browser

NOW = "as_of=2026-11-22"
BEFORE, AFTER = "2025-06-30", "2025-07-01"
_PLACES = """all => Object.fromEntries(
  all.map((node) => [node.dataset.node, node.getAttribute("transform")])
)"""
_TURN = """(range, value) => {
  range.value = value;
  range.dispatchEvent(new Event("input", { bubbles: true }));
}"""


def places(found: Tab) -> Any:
    return found.page.locator("#picture [data-node]").evaluate_all(_PLACES)


def turn_to(found: Tab, day: str) -> None:
    """Turn the slider to a day, as a hand does that still holds it."""
    slider = found.page.locator("[data-slider]")
    stops = (slider.get_attribute("data-stops") or "").split()
    slider.locator("[data-slider-range]").evaluate(_TURN, str(stops.index(day)))
    found.page.wait_for_selector(f"[data-slider][data-shown='{day}']")


@pytest.mark.parametrize(
    ("path", "lang", "size"),
    [
        pytest.param("units/u1-5", "vi", WIDE),
        pytest.param("people/p1-9", "en", PHONE),
        pytest.param("units/u1-5", "en", PHONE, marks=pytest.mark.long),
        pytest.param("people/p1-9", "vi", WIDE, marks=pytest.mark.long),
        pytest.param("units/u1-5", "en", WIDE, marks=pytest.mark.long),
        pytest.param("people/p1-9", "vi", PHONE, marks=pytest.mark.long),
    ],
)
def test_nothing_jumps_while_a_chain_is_turned_through_its_days(
    chrome: Browser, scene_address: str, path: str, lang: str, size: tuple[int, int]
) -> None:
    with tab(chrome, scene_address, size) as found:
        found.open(f"/{path}/chain?as_of={BEFORE}&lang={lang}")
        old = shown(found)
        turn_to(found, AFTER)
        is_whole(found)
        after = places(found)
        turn_to(found, BEFORE if path == "people/p1-9" else "2027-01-01")
        later = places(found)
        stay = after.keys() & later.keys()
        assert stay
        assert {node: after[node] for node in stay} == {node: later[node] for node in stay}
        turn_to(found, AFTER)
        with found.going():
            found.page.locator("[data-slider-range]").dispatch_event("change")
        assert f"as_of={AFTER}" in found.page.url
        assert places(found) == after
        assert shown(found) == sorted(node["id"] for node in data_of(found)["nodes"])
        with found.going():
            found.page.go_back()
        assert shown(found) == old
        now = places(found)
        both = after.keys() & now.keys()
        assert {node: after[node] for node in both} == {node: now[node] for node in both}
        found.check()


@SIZES
def test_every_chain_has_a_slider_and_each_day_shows_what_the_page_of_that_day_shows(
    chrome: Browser, scene_address: str, lang: str, size: tuple[int, int]
) -> None:
    with tab(chrome, scene_address, size) as found:
        for path in ("households/h1-1", "organisations/o1-9", "units/u1-8"):
            found.open(f"/{path}/chain?{NOW}&lang={lang}")
            slider = found.page.locator("[data-slider]")
            days = (slider.get_attribute("data-stops") or "").split()
            day = next(d for d in reversed(days) if d < "2026-11-22")
            turn_to(found, day)
            turned = shown(found)
            found.open(f"/{path}/chain?as_of={day}&lang={lang}")
            assert shown(found) == turned
        found.open(f"/units/u1-5/chain?as_of={BEFORE}&beside={AFTER}&lang={lang}")
        with found.going():
            found.page.locator("[data-slider] [rel=next]").click()
        assert f"as_of={AFTER}" in found.page.url
        assert f"beside={AFTER}" in found.page.url
        found.check()


@SIZES
def test_a_chain_is_searched_with_or_without_marks_and_the_address_keeps_the_place(
    chrome: Browser, scene_address: str, lang: str, size: tuple[int, int]
) -> None:
    with tab(chrome, scene_address, size) as found:
        page = found.page
        for address, wanted in (
            (f"/units/u1-5/chain?{NOW}", "p1-6"),
            (f"/people/p1-6/chain?{NOW}", "p1-6"),
            (f"/units/u1-5/chain?{NOW}&beside={BEFORE}", "p1-6"),
        ):
            found.open(f"{address}&lang={lang}")
            rows = page.locator("tr[data-nodes]:visible").count()
            page.keyboard.press("/")
            assert page.locator(":focus").get_attribute("id") == "find-node"
            page.keyboard.type("duyen be")
            assert "1 " in page.locator("[data-found-count]").inner_text()
            assert 0 < page.locator("tr[data-nodes]:visible").count() < rows
            assert page.locator(f"[data-node={wanted}].is-faded").count() == 0
            assert page.locator("[data-node].is-faded").count() >= 1
            page.keyboard.press("Enter")
            here = page.locator(":focus")
            assert here.get_attribute("data-node") == wanted
            assert f"focus={(here.get_attribute('id') or '').removeprefix('node-')}" in page.url
            page.reload()
            found.ready()
            assert page.locator(":focus").get_attribute("data-node") == wanted
            assert "Bế Thị Mỹ Duyên" in page.locator("#picture-where").inner_text()
        found.check()


def test_what_is_not_in_the_chain_is_searched_everywhere(at_scene: Tab) -> None:
    at_scene.open(f"/units/u1-5/chain?{NOW}")
    at_scene.page.keyboard.press("/")
    at_scene.page.keyboard.type("ban don")
    with at_scene.going():
        at_scene.page.keyboard.press("Enter")
    assert "/search?q=ban+don" in at_scene.page.url
    assert "Thôn Bản Đon" in at_scene.text


def test_turning_works_on_though_the_other_days_do_not_come(at_scene: Tab) -> None:
    at_scene.page.route("**/chain/days?*", lambda route: route.abort())
    at_scene.open(f"/units/u1-5/chain?as_of={BEFORE}")
    before = shown(at_scene)
    slider = at_scene.page.locator("[data-slider-range]")
    with at_scene.going():
        slider.focus()
        at_scene.page.keyboard.press("ArrowRight")
    assert f"as_of={AFTER}" in at_scene.page.url
    assert shown(at_scene) != before
