"""Overview, changes and the time slider in Chromium: looked at, walked, pointed at, read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web import scene
from tests.web.browser import PHONE, WIDE, tab

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

    from tests.web.browser import Tab

pytestmark = pytest.mark.browser

NOW = "as_of=2026-11-22"
PAGES = (
    f"/overview?in={scene.PROVINCE}&{NOW}",
    f"/overview?in={scene.PROVINCE}&tier=village&layout=tree&{NOW}",
    f"/overview?in={scene.PROVINCE}&tier=village&layout=tree&as_of=2025-06-30",
    f"/overview?in={scene.COMMUNE}&layout=tree&text=zzz&{NOW}",
    f"/changes?in={scene.PROVINCE}&from=2025-06-30&to=2025-07-01&tier=village&layout=tree&{NOW}",
    f"/changes?in={scene.COMMUNE}&from=2025-07-01&to=2026-11-22&{NOW}",
)
ON_THE_MAP = (
    f"/overview?in=20&tier=village&{NOW}",
    "/changes?in=20&from=2025-06-30&to=2025-07-01&tier=village",
)


def marks(found: Tab) -> Locator:
    return found.page.locator("[data-plan] [data-node]")


def frame(found: Tab) -> list[float]:
    view = found.page.locator("[data-plan]").get_attribute("viewBox")
    return [float(number) for number in str(view).split()]


@pytest.mark.parametrize(
    ("lang", "size"),
    [
        pytest.param("vi", WIDE, id="vi-wide"),
        pytest.param("en", PHONE, id="en-phone"),
        pytest.param("vi", PHONE, id="vi-phone", marks=pytest.mark.long),
        pytest.param("en", WIDE, id="en-wide", marks=pytest.mark.long),
    ],
)
def test_pages_are_clean_and_fit(
    chrome: Browser, scene_address: str, demo_address: str, lang: str, size: tuple[int, int]
) -> None:
    for address, pages in ((scene_address, PAGES), (demo_address, ON_THE_MAP)):
        with tab(chrome, address, size) as found:
            for path in pages:
                found.open(f"{path}&lang={lang}")
                assert (path, found.axe()) == (path, [])
                assert not found.scrolls_sideways, path
            found.check()


def test_picture_has_every_unit_inside_its_frame_in_the_right_font(at_demo: Tab) -> None:
    at_demo.open(f"/overview?in=20&{NOW}")
    at_demo.open(f"/overview?in=20&{NOW}")
    answer = at_demo.page.evaluate(
        f"fetch('/api/v1/overview?in=20&{NOW}').then((answer) => answer.json())"
    )
    drawn = marks(at_demo)
    assert drawn.count() == len([u for u in answer["units"] if u["tier"] == "commune"])
    assert at_demo.page.evaluate("document.fonts.check('12px \"Be Vietnam Pro\"', 'ộữ')")
    picture = at_demo.page.locator("[data-plan]").screenshot()
    assert len(picture) > 5_000
    at_demo.check()


def test_picture_is_walked_by_keys_and_leads_on(at_demo: Tab) -> None:
    at_demo.open(f"/overview?in=20&{NOW}&lang=en")
    page = at_demo.page
    page.locator("[data-plan] [data-node][tabindex='0']").focus()
    first = page.locator("[data-plan-where]").inner_text()
    page.keyboard.press("ArrowDown")
    assert page.locator("[data-plan-where]").inner_text() != first
    assert page.locator("[data-plan] [tabindex='0']").count() == 1
    name = page.evaluate("document.activeElement.getAttribute('aria-label')").split(":")[0]
    with at_demo.going():
        page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == f"Overview: {name}"
    assert "tier=" not in page.url
    with at_demo.going():
        page.go_back()
    assert page.locator("h1").inner_text() == "Overview: Tỉnh Lạng Sơn"
    at_demo.check()


def test_mark_and_row_light_each_other(at_demo: Tab) -> None:
    at_demo.open(f"/overview?in=05977&{NOW}")
    row = at_demo.page.locator("tr[data-nodes]").nth(2)
    unit = row.get_attribute("data-nodes")
    mark = at_demo.page.locator(f"[data-plan] [data-node='{unit}']")
    row.locator("a").first.hover()
    assert "is-lit" in str(mark.get_attribute("class"))
    at_demo.page.locator("h1").hover()
    assert "is-lit" not in str(mark.get_attribute("class"))
    mark.locator("use").hover()
    assert "is-lit" in str(row.get_attribute("class"))
    at_demo.check()


def test_picture_is_zoomed_and_fitted_again(at_demo: Tab) -> None:
    at_demo.open(f"/overview?in=20&tier=village&{NOW}&lang=en")
    whole = frame(at_demo)
    for _ in range(3):
        at_demo.page.get_by_role("button", name="Zoom in").click()
    assert frame(at_demo)[2] < whole[2] / 3
    far = marks(at_demo).last
    far.focus()
    left, top, width, height = frame(at_demo)
    x, y = (float(str(far.locator("circle").get_attribute(end))) for end in ("cx", "cy"))
    assert left <= x <= left + width
    assert top <= y <= top + height
    at_demo.page.get_by_role("button", name="Fit").click()
    assert frame(at_demo) == whole
    at_demo.check()


def test_households_are_filled_in_when_they_are_counted(at_demo: Tab) -> None:
    at_demo.open(f"/overview?in=20&{NOW}&sort=villages")
    cells = at_demo.page.locator("td[data-unit]")
    at_demo.page.locator("td[data-unit] .n-of").first.wait_for()
    assert cells.count() > 0
    assert at_demo.page.get_by_role("link", name="đếm", exact=True).count() == 0
    at_demo.check()


def test_slider_leads_to_the_change_before_by_keys_and_nothing_jumps(at_demo: Tab) -> None:
    at_demo.open("/overview?in=20&tier=village&as_of=2025-07-01&lang=en")
    page = at_demo.page
    village = page.locator("[data-plan] .tier-village").first
    unit = village.get_attribute("data-node")
    place = village.locator("circle").evaluate(
        "(c) => [c.getAttribute('cx'), c.getAttribute('cy')]"
    )
    slider = page.locator("[data-slider-range]")
    assert slider.get_attribute("aria-valuetext") == "July 1, 2025"
    slider.focus()
    with at_demo.going():
        page.keyboard.press("ArrowLeft")
    assert "as_of=2025-07-01" not in page.url
    assert "tier=village" in page.url
    assert page.evaluate("document.activeElement.type") == "range"
    again = page.locator(f"[data-plan] [data-node='{unit}'] circle")
    assert again.evaluate("(c) => [c.getAttribute('cx'), c.getAttribute('cy')]") == place
    assert page.locator("[data-plan] .tier-district").count() == 11
    with at_demo.going():
        page.locator(".slider [rel=next]").click()
    assert "as_of=2025-07-01" in page.url
    assert page.locator("[data-plan] .tier-district").count() == 0
    at_demo.check()


def test_crossing_the_reform_shows_districts_gone_and_villages_re_hung(at_demo: Tab) -> None:
    asked = "/changes?in=20&from=2025-06-30&as_of=2025-07-01&tier=village&lang=en"
    at_demo.open(f"{asked}&layout=map")
    page = at_demo.page
    page.wait_for_selector("body[data-ready] [data-plan]")
    assert page.locator("[data-plan] .tier-district.is-gone").count() == 11
    assert page.locator("[data-plan] .tier-commune.is-added").count() == 65
    assert page.locator("[data-plan] .tier-village.is-moved").count() == 76
    assert page.locator("[data-plan] .hang-before").count() > 0
    page.locator("#kind").select_option("unit_moved")
    with at_demo.going():
        page.get_by_role("button", name="Filter").click()
    assert "List: 76 changes" in at_demo.text
    assert "Phường Vĩnh Trại → Phường Đông Kinh" in at_demo.text
    at_demo.check()


def test_evil_names_stay_text_wherever_they_are_pointed_at(at_scene: Tab) -> None:
    for path in PAGES[1:2] + PAGES[4:]:
        at_scene.open(path)
        drawn = marks(at_scene)
        for i in range(drawn.count()):
            drawn.nth(i).locator("use").hover(force=True)
            drawn.nth(i).focus()
        evil = at_scene.page.locator(f"[data-node='{scene.EVIL_VILLAGE}']")
        if evil.count():
            at_scene.page.mouse.move(1, 1)
            evil.focus()
            assert scene.EVIL in at_scene.page.locator("[data-plan-where]").inner_text()
        assert at_scene.page.locator("main img").count() == 0
        at_scene.check()
