"""Every rule of the pictures, asked of every view: what holds for one must hold for all.

A line of the list a test. A view is opened once a language and width, and opened again only where a
test has led away from it.
"""

from __future__ import annotations

import base64
import html
import re
from typing import TYPE_CHECKING

import pytest

from graphapp.model.schema import MODEL
from tests.conftest import LONG
from tests.web import probes, scene
from tests.web.browser import PHONE, WIDE, tab
from tests.web.views import VIEWS, Shown, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.web.browser import Tab

pytestmark = pytest.mark.browser

MODES = [
    pytest.param(("vi", WIDE), id="vi-wide"),
    pytest.param(("en", PHONE), id="en-phone"),
    pytest.param(("vi", PHONE), id="vi-phone", marks=pytest.mark.long),
    pytest.param(("en", WIDE), id="en-wide", marks=pytest.mark.long),
]
RELATIONS = {relation.name for relation in MODEL.relations}
A4 = (688, 1016)  # what is left of the sheet between its margins, at 96 dots an inch
PEOPLE = {
    "người của chính quyền", "người của Đảng", "người của Mặt trận, đoàn thể",
    "person of the state", "person of the party", "person of the Front or a union",
}  # fmt: skip
OKABE_ITO = {
    "rgb(0, 0, 0)", "rgb(230, 159, 0)", "rgb(86, 180, 233)", "rgb(0, 158, 115)",
    "rgb(240, 228, 66)", "rgb(0, 114, 178)", "rgb(213, 94, 0)", "rgb(204, 121, 167)",
}  # fmt: skip


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Ask for each language and width what depends on them, in the short run the rest once."""
    once = metafunc.function in {
        test_the_picture_has_what_the_database_has_on_that_day,
        test_states_are_told_by_shape_before_colour_and_the_legend_draws_lines_as_lines,
        test_people_of_state_and_party_differ_by_shape,
        test_payloads_in_every_name_stay_text_when_every_node_is_hovered,
        test_paper_gets_picture_and_table_and_nothing_that_paper_cannot_do,
    }
    modes = MODES if LONG or not once else MODES[:1]
    metafunc.parametrize("mode", modes, indirect=True, scope="module")


@pytest.fixture(scope="module")
def mode(request: pytest.FixtureRequest) -> tuple[str, tuple[int, int]]:
    found: tuple[str, tuple[int, int]] = request.param
    return found


@pytest.fixture(scope="module")
def seat(chrome: Browser, scene_address: str, mode: tuple[str, tuple[int, int]]) -> Iterator[Tab]:
    with tab(chrome, scene_address, mode[1]) as found:
        yield found


@pytest.fixture(scope="module")
def evil_seat(
    chrome: Browser, payload_address: str, mode: tuple[str, tuple[int, int]]
) -> Iterator[Tab]:
    """A tab at the site over the scene with a payload in every name, title, kind and code."""
    with tab(chrome, payload_address, mode[1]) as found:
        yield found


@pytest.fixture(scope="module", params=VIEWS, ids=lambda view: view.name)
def shown(seat: Tab, mode: tuple[str, tuple[int, int]], request: pytest.FixtureRequest) -> Shown:
    found = Shown(seat, request.param, mode[0])
    found.open()
    return found


@pytest.fixture(autouse=True)
def stands(shown: Shown) -> Iterator[None]:
    """Before a test the view stands as it was asked for; after it nothing was complained of."""
    shown.stand()
    yield
    shown.tab.check()


def test_the_picture_has_what_the_database_has_on_that_day(shown: Shown) -> None:
    assert shown.nodes() == [sorted(ids.split()) for ids in shown.view.has]


def test_nothing_is_cut_off(shown: Shown) -> None:
    assert not shown.tab.scrolls_sideways
    if shown.is_network:
        assert shown.page.evaluate(probes.AT_THE_BORDER) == 0
    else:
        assert shown.page.evaluate(probes.OUTSIDE) == []


def test_the_picture_is_inked_in_the_vietnamese_font_without_a_graphics_card(shown: Shown) -> None:
    page = shown.page
    assert page.evaluate("document.createElement('canvas').getContext('webgl')") is None
    assert page.evaluate("""document.fonts.check('14px "Be Vietnam Pro"', "ữộ")""")
    assert "Be Vietnam Pro" in page.locator("body").evaluate("e => getComputedStyle(e).fontFamily")
    assert page.evaluate("performance.getEntriesByName('first-contentful-paint').length") == 1
    for picture in shown.pictures:
        colours, dark = page.evaluate(probes.INK, _data_url(picture.screenshot()))
        assert colours > 15
        assert dark > 50


def test_states_are_told_by_shape_before_colour_and_the_legend_draws_lines_as_lines(
    shown: Shown,
) -> None:
    """Each sign has an outline of its own in a colour that the colour-blind tell apart."""
    told = shown.page.evaluate(probes.SIGNS)
    assert len({shape for shape, _ in told.values()}) == len(told) >= 5
    assert {colour for _, colour in told.values()} <= OKABE_ITO
    legend = shown.page.locator("main .legend")
    assert legend.count() == 1
    lines = legend.locator("li svg").evaluate_all(probes.LINES)
    assert len(set(lines)) == len(lines) >= 1
    used = set(shown.page.evaluate(probes.USED))
    assert used <= set(legend.locator("use").evaluate_all(probes.HREFS))


def test_people_of_state_and_party_differ_by_shape(shown: Shown) -> None:
    if shown.is_network:
        told = shown.page.evaluate(probes.SAMPLES)
        looks = [look for words, look in told if words in PEOPLE]
        assert len(set(looks)) == len(looks) >= 2
        return
    people = [each.split() for each in shown.page.evaluate(probes.PEOPLE)]
    assert len({line for line, _ in people}) == len({look for _, look in people}) == len(people)
    assert len(people) == (3 if shown.view.post else 0)  # a plan is of units alone


def test_days_and_numbers_are_written_as_people_write_them(shown: Shown) -> None:
    text = shown.tab.text
    assert re.search(r"\b\d\d/\d\d/\d{4}\b", text)
    assert not re.search(r"\b\d{4}-\d\d-\d\d\b", text)
    assert RELATIONS & set(re.findall(r"\w+", text)) == set()
    assert not re.search(r"(?i)xếp hạng|ranking|\b(undefined|null|None|NaN)\b", text)


def test_the_mouse_finds_nothing_that_the_tab_key_does_not(shown: Shown) -> None:
    assert shown.page.evaluate(probes.BY_MOUSE_ALONE) == []


def test_a_table_tells_the_picture_and_each_lights_the_other(shown: Shown) -> None:
    page, row = shown.page, shown.row
    assert shown.view.says in row.inner_text()
    if shown.view.post:
        assert shown.view.post in row.inner_text()
    shown.point_at()
    assert "is-lit" in (row.get_attribute("class") or "")
    page.mouse.move(2, 2)
    page.locator("h1").hover()
    assert "is-lit" not in (row.get_attribute("class") or "")
    before = page.evaluate(probes.CANVAS)
    row.hover()
    if shown.is_network:
        assert page.evaluate(probes.CANVAS) != before
    else:
        assert "is-lit" in (shown.node.get_attribute("class") or "")


def test_it_is_saved_whole_with_title_day_scope_and_legend(shown: Shown, tmp_path: Path) -> None:
    page = shown.page
    svg = _saved(shown, "svg", tmp_path).read_text(encoding="utf-8")
    texts = html.unescape(" ".join(re.findall(r"<(?:text|tspan)[^>]*>([^<]*)", svg)))
    told = [page.locator("h1").inner_text(), *shown.view.says.split(), shown.view.day]
    told += [item.splitlines()[-1] for item in page.locator("main .legend li").all_inner_texts()]
    assert [each for each in told if each.replace(" ", "") not in texts.replace(" ", "")] == []
    assert not re.search(r'<script|<a |href="[^#]|url\(http', svg)
    width = float(re.search(r'<svg[^>]* width="([\d.]+)"', svg)[1])  # type: ignore[index]  # every picture has it
    png = _saved(shown, "png", tmp_path).read_bytes()
    assert int.from_bytes(png[16:20], "big") >= 2 * width - 2
    colours, dark = page.evaluate(probes.INK, _data_url(png))
    assert colours > 15
    assert dark > 500


def test_the_keyboard_alone_walks_the_picture_and_opens_what_is_there(shown: Shown) -> None:
    page = shown.page
    page.keyboard.press("/")
    assert page.locator(":focus").get_attribute("type") == "search"
    before = shown.asked
    shown.walk_in()
    heard = [shown.where]
    for key in ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "End", "Home"):
        page.keyboard.press(key)
        heard.append(shown.where)
    assert all(heard)
    assert len(set(heard)) >= 3
    page.keyboard.press("Enter")
    if not page.locator("tr:focus").count():  # the row of somebody; of a unit its page
        shown.leads_on(before)


def test_what_is_typed_without_marks_is_found_and_the_address_keeps_it(shown: Shown) -> None:
    page, path = shown.page, shown.asked["path"]
    page.keyboard.press("/")
    page.keyboard.type(unmarked(shown.view.says))
    page.keyboard.press("Enter")
    shown.settle()
    assert (shown.chosen, shown.asked["path"]) == (shown.view.node, path)
    assert shown.asked["focus"].endswith(shown.view.node)
    shown.open(page.url.removeprefix(shown.tab.address))
    assert shown.chosen == shown.view.node


def test_the_address_is_the_view_and_back_undoes(shown: Shown) -> None:
    page, asked, before = shown.page, shown.asked, shown.state()
    with shown.tab.going():
        page.locator(".languages a:not([aria-current])").click()
    shown.settle()
    assert (shown.asked, shown.nodes()) == (asked, before[0])
    assert page.locator("html").get_attribute("lang") != shown.lang
    with shown.tab.going():
        page.go_back()
    shown.settle()
    assert (shown.asked, shown.state()) == (asked, before)


def test_payloads_in_every_name_stay_text_when_every_node_is_hovered(
    shown: Shown, evil_seat: Tab
) -> None:
    evil = Shown(evil_seat, shown.view, shown.lang)
    evil.open()
    assert evil.nodes() == shown.nodes()
    evil.hover_all()
    assert scene.EVIL in evil.row.inner_text()
    assert evil.page.evaluate(probes.RAN) == []
    evil_seat.check()


def test_paper_gets_picture_and_table_and_nothing_that_paper_cannot_do(shown: Shown) -> None:
    page = shown.page
    size = page.viewport_size
    assert size
    page.set_viewport_size({"width": A4[0], "height": A4[1]})
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    try:
        assert not shown.tab.scrolls_sideways
        assert page.locator("h1").is_visible()
        assert page.locator("main table:visible").count() >= 1
        drawn = page.locator("[data-picture] > svg, svg.plan, [data-paper] canvas").first
        box = drawn.bounding_box()
        assert box
        assert 0 < box["width"] <= A4[0]
        for left_out in (".top", "main form", "main .btn", "main .where"):
            assert page.locator(f"{left_out}:visible").count() == 0, left_out
    finally:
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        page.emulate_media(media="screen")
        page.set_viewport_size(size)


def _saved(shown: Shown, kind: str, folder: Path) -> Path:
    with shown.page.expect_download() as waiting:
        shown.page.locator(f"[data-save-as={kind}], [data-{kind}]").first.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def _data_url(png: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"
