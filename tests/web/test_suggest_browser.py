"""Suggestions in Chromium: by keyboard, by mouse, as text, and without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web import scene
from tests.web.browser import PHONE, tab

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Route

    from tests.web.browser import Tab

pytestmark = pytest.mark.browser

NOW = "as_of=2026-11-22"


def field(found: Tab) -> Locator:
    return found.page.locator("[data-slash]")


def names(found: Tab, typed: str) -> list[str]:
    """Type, wait for the list, and read it."""
    field(found).fill("")
    field(found).press_sequentially(typed)
    found.page.wait_for_selector("[role=option]")
    return found.page.locator(".suggestion-name").all_inner_texts()


def _with_hidden_field(route: Route) -> None:
    """Hand the page out with a field that keeps what is chosen in a hidden one."""
    answer = route.fetch()
    into = 'data-suggest-into="chosen" data-suggest='
    html = answer.text().replace("data-suggest=", into, 1)
    hidden = '<input type="hidden" id="chosen" name="centre">'
    html = html.replace("<main", f"{hidden}<main", 1)
    route.fulfill(response=answer, body=html)


def test_old_name_typed_without_marks_leads_to_the_chain_by_keyboard_alone(at_scene: Tab) -> None:
    at_scene.open(f"/?{NOW}")
    assert at_scene.page.evaluate("document.activeElement.id") == "q"
    assert names(at_scene, "hop thanh") == ["Xã Cao Lộc"]
    field(at_scene).press("ArrowDown")
    marked = field(at_scene).get_attribute("aria-activedescendant")
    assert at_scene.page.locator(f"#{marked}[aria-selected=true]").count() == 1
    assert at_scene.axe() == []
    with at_scene.going():
        field(at_scene).press("Enter")
    assert f"/units/{scene.COMMUNE}/chain?{NOW}" in at_scene.page.url
    at_scene.check()


def test_escape_closes_and_arrows_go_round_through_the_text_itself(at_scene: Tab) -> None:
    at_scene.open(f"/gaps?in=20&{NOW}")
    found = names(at_scene, "thon")
    for _ in range(len(found) + 1):
        field(at_scene).press("ArrowUp")
    assert field(at_scene).get_attribute("aria-activedescendant") is None
    field(at_scene).press("Escape")
    assert field(at_scene).input_value() == "thon"
    assert field(at_scene).get_attribute("aria-expanded") == "false"
    with at_scene.going():
        field(at_scene).press("Enter")
    assert "/search?q=thon" in at_scene.page.url
    at_scene.check()


def test_slash_leads_to_the_field_and_is_a_letter_within_one(at_scene: Tab) -> None:
    at_scene.open(f"/units/u1-5?{NOW}")
    at_scene.page.keyboard.press("/")
    assert at_scene.page.evaluate("document.activeElement.id") == "top-q"
    at_scene.page.keyboard.type("12/q")
    assert field(at_scene).input_value() == "12/q"
    at_scene.page.locator("#as-of").focus()
    at_scene.page.keyboard.press("/")
    assert at_scene.page.evaluate("document.activeElement.id") == "as-of"


def test_names_with_markup_stay_text_in_the_list(at_scene: Tab) -> None:
    at_scene.open(f"/?{NOW}")
    assert f"Thôn {scene.EVIL}" in names(at_scene, "href")
    for option in at_scene.page.locator("[role=option]").all():
        option.hover()
    assert at_scene.page.locator("img, [onerror]").count() == 0
    with at_scene.going():
        at_scene.page.get_by_role("option", name="Thôn <img").first.click()
    assert f"/units/{scene.EVIL_VILLAGE}/chain" in at_scene.page.url
    at_scene.check()


def test_phone_shows_the_list_within_its_width(chrome: Browser, scene_address: str) -> None:
    with tab(chrome, scene_address, PHONE) as found:
        found.open(f"/?{NOW}&lang=en")
        assert names(found, "cao loc")
        assert not found.scrolls_sideways
        found.check()


def test_chosen_id_goes_into_the_hidden_field_and_typing_takes_it_out(at_scene: Tab) -> None:
    """The explorer and the comparison use a field that does not leave the page."""
    at_scene.page.route("**/gaps?*", _with_hidden_field)
    at_scene.open(f"/gaps?in=20&{NOW}")
    assert names(at_scene, "na lung")[0] == "Thôn Nà Lùng"
    assert not at_scene.scrolls_sideways
    at_scene.page.get_by_role("option", name="Thôn Nà Lùng").first.click()
    hidden = at_scene.page.locator("#chosen")
    assert (hidden.input_value(), field(at_scene).input_value()) == ("u1-5", "Thôn Nà Lùng")
    field(at_scene).press("x")
    assert hidden.input_value() == ""


def test_without_javascript_the_form_searches(chrome: Browser, scene_address: str) -> None:
    context = chrome.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{scene_address}?{NOW}")
    page.locator("#q").fill("na lung")
    page.locator("#q").press("Enter")
    page.get_by_role("link", name="Thôn Nà Lùng", exact=True).first.wait_for()
    context.close()
