"""The pages in Chromium, as an official uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web import scene
from tests.web.browser import PHONE, tab

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.web.browser import Tab

pytestmark = pytest.mark.browser

NOW = "as_of=2026-11-22"


def drawn(found: Tab, kind: str) -> list[str]:
    """The titles of the picture's nodes of a kind."""
    nodes = found.page.locator(f"#picture .node-{kind}").all()
    return [" ".join(node.locator(".words-title").all_text_contents()) for node in nodes]


def test_village_is_followed_across_1_july_2025_and_a_gap_to_its_chain(at_demo: Tab) -> None:
    at_demo.open("/")
    at_demo.page.locator("#q").fill("khoi 2")
    with at_demo.going():
        at_demo.page.keyboard.press("Enter")
    at_demo.follow("Khối 2")
    assert "Chuỗi trách nhiệm: Khối 2" in at_demo.text
    assert "Phường Đông Kinh" in drawn(at_demo, "unit")
    at_demo.follow("30/06/2025")
    assert "as_of=2025-06-30" in at_demo.page.url
    assert "Thành phố Lạng Sơn" in drawn(at_demo, "unit")
    at_demo.follow("01/07/2025")
    assert "Thành phố Lạng Sơn" not in drawn(at_demo, "unit")
    at_demo.follow("Nơi chưa có người phụ trách")
    assert "Thôn chưa có ai được phân công" in at_demo.text
    with at_demo.going():
        at_demo.page.locator("table.cards tbody a").first.click()
    assert "gián đoạn từ 01/07/2025: cấp huyện không còn" in at_demo.text
    assert drawn(at_demo, "nobody")
    at_demo.check()


def test_day_is_typed_as_people_write_it(at_demo: Tab) -> None:
    at_demo.open(f"/gaps?in=20&tier=commune&{NOW}&lang=en")
    at_demo.page.get_by_role("textbox", name="As of").fill("15/08/2025")
    with at_demo.going():
        at_demo.page.get_by_role("button", name="Show").click()
    assert "as_of=2025-08-15" in at_demo.page.url
    assert "tier=commune" in at_demo.page.url
    assert "Tỉnh Lạng Sơn on 15/08/2025" in at_demo.text
    with at_demo.going():
        choose = "i => { i.value = '2025-07-01'; i.dispatchEvent(new Event('change')); }"
        at_demo.page.locator(".calendar-field").evaluate(choose)
    assert "as_of=2025-07-01" in at_demo.page.url
    at_demo.check()


def test_picture_is_whole_and_says_what_the_chain_says(at_scene: Tab) -> None:
    at_scene.open(f"/units/u1-5/chain?{NOW}")
    answer = at_scene.page.request.get(f"{at_scene.address}api/v1/units/u1-5/chain?{NOW}").json()
    names = {link["unit"]["name"] for link in answer["by_unit"]}
    assert set(drawn(at_scene, "unit")) == names
    people = {r["person"]["code"] for link in answer["by_unit"] for r in link["responsible"]}
    assert at_scene.page.locator("#picture .node-person").count() == len(
        people | set(answer["by_person"])
    )
    assert at_scene.page.locator("#picture .disc").count() == len(answer["by_person"])
    box = at_scene.page.locator("svg.picture:not(.sample)").bounding_box()
    assert box
    for node in at_scene.page.locator("[data-node]").all():
        place = node.locator(".shape").bounding_box()
        assert place
        assert box["x"] <= place["x"] <= place["x"] + place["width"] <= box["x"] + box["width"]
        assert box["y"] <= place["y"] <= place["y"] + place["height"] <= box["y"] + box["height"]
    assert at_scene.page.evaluate("""document.fonts.check('14px "Be Vietnam Pro"', "ữ")""")


def test_boxes_of_the_picture_never_overlap(at_scene: Tab) -> None:
    at_scene.open(f"/households/h1-1/chain?{NOW}")
    boxes = [n.bounding_box() for n in at_scene.page.locator("[data-node] .shape").all()]
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            assert a
            assert b
            beside = a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
            apart = a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"]
            assert beside or apart


def test_lines_are_told_apart_by_shape_and_breaks_by_dash_and_word(at_scene: Tab) -> None:
    at_scene.open(f"/units/u1-5/chain?{NOW}")
    assert at_scene.page.locator("#node-p1-6 rect.shape").count() == 1
    assert at_scene.page.locator("#node-p1-9 path.shape").count() == 1
    at_scene.open(f"/units/u1-8/chain?{NOW}")
    broken = at_scene.page.locator("#picture .edge.is-broken")
    assert (
        broken.locator("path").first.evaluate("p => getComputedStyle(p).strokeDasharray") != "none"
    )
    assert "người được phân công đã thôi giữ chức" in " ".join(
        broken.locator(".label").all_text_contents()
    )


def test_picture_is_walked_with_the_keyboard_alone(at_scene: Tab) -> None:
    page = at_scene.page
    at_scene.open(f"/units/u1-5/chain?{NOW}")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Đến nội dung chính"
    page.locator("#picture").focus()
    page.keyboard.press("Tab")
    where = page.locator("#picture-where")
    assert page.locator(":focus").get_attribute("data-node") == "u1-5"
    assert "Thôn Nà Lùng (thôn): sắp hết hạn" in where.inner_text()
    page.keyboard.press("ArrowUp")
    first = page.locator(":focus").get_attribute("data-node")
    assert first != "u1-5"
    assert "Phía dưới: " in where.inner_text()
    page.keyboard.press("ArrowDown")
    assert page.locator(":focus").get_attribute("data-node") == "u1-5"
    page.keyboard.press("Home")
    assert page.locator(":focus").get_attribute("data-node") == "u1-1"
    with at_scene.going():
        page.keyboard.press("Enter")
    assert "/units/u1-1/chain" in page.url
    at_scene.check()


def test_arrows_go_sideways_and_enter_on_a_person_opens_the_row(at_scene: Tab) -> None:
    page = at_scene.page
    at_scene.open(f"/units/u1-5/chain?{NOW}&line=party")
    page.locator("#node-p1-2").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(":focus").get_attribute("data-node") == "p1-8"
    page.keyboard.press("ArrowLeft")
    assert page.locator(":focus").get_attribute("data-node") == "p1-2"
    page.keyboard.press("End")
    assert page.locator(":focus").get_attribute("data-node") == "below-household"
    page.locator("#node-p1-2").focus()
    page.keyboard.press("Enter")
    assert "Hoàng Văn Đạt" in page.locator("tr:focus").inner_text()
    at_scene.check()


def test_everything_is_reached_by_tab_from_search_to_chain(at_scene: Tab) -> None:
    page = at_scene.page
    at_scene.open("/")
    page.keyboard.type("na lung")  # the field has the focus
    with at_scene.going():
        page.keyboard.press("Enter")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text() == "Thôn Nà Lùng":
            break
    with at_scene.going():
        page.keyboard.press("Enter")
    assert "Bế Thị Mỹ Duyên" in at_scene.text
    at_scene.check()


def test_whoever_and_whatever_is_named_leads_to_its_page(at_scene: Tab) -> None:
    page = at_scene.page
    at_scene.open(f"/units/u1-5?{NOW}")
    at_scene.follow("Bế Thị Mỹ Duyên")
    assert "/people/p1-6" in page.url
    assert page.locator("abbr.masked").first.get_attribute("title")
    at_scene.follow("12/QĐ-UBND")
    assert "/decisions/d1-1" in page.url
    at_scene.follow("Xã Hợp Thành")
    assert "as_of=2025-06-30" in page.url
    with at_scene.going():
        page.get_by_role("link", name="Xem lịch sử đầy đủ").click()
    assert "Lịch sử: Xã Hợp Thành" in at_scene.text
    with at_scene.going():
        page.go_back()
    assert "/units/u1-3?" in page.url
    at_scene.check()


def test_picture_and_table_are_linked_both_ways(at_scene: Tab) -> None:
    page = at_scene.page
    at_scene.open(f"/units/u1-5/chain?{NOW}")
    page.locator("#node-p1-9").focus()
    lit = page.locator("tr.is-lit")
    assert "Lý A Sử" in lit.first.inner_text()
    page.locator("tr", has_text="Lý A Sử").first.locator("[data-to-node]").click()
    assert page.locator(":focus").get_attribute("data-node") == "p1-9"
    page.locator("tr", has_text="Đàm Thị Yến").first.hover()
    assert "is-lit" in (page.locator("#node-p1-8").get_attribute("class") or "")
    at_scene.check()


def test_payloads_in_names_stay_text(at_scene: Tab) -> None:
    page = at_scene.page
    records = ("/people/p1-10", "/units/u1-7/history", "/organisations/o1-6")
    for address in ("/units/u1-7/chain", "/units/u1-5/chain", "/gaps", "/search", *records):
        at_scene.open(f"{address}?q=thon&{NOW}")
        for node in page.locator("[data-node]").all():
            node.hover()
        assert page.locator("img").count() == 0
        assert page.locator("[onerror]").count() == 0
    at_scene.open(f"/units/u1-7/chain?{NOW}")
    shown = page.locator("#node-u1-7").text_content() or ""
    assert scene.EVIL.replace(" ", "") in shown.replace(" ", "")
    at_scene.check()


def test_phone_scrolls_the_picture_in_its_own_box(chrome: Browser, scene_address: str) -> None:
    with tab(chrome, scene_address, PHONE) as found:
        found.open(f"/households/h1-1/chain?{NOW}")
        sizes = "b => [b.scrollWidth, b.clientWidth]"
        wide, seen = found.page.locator("#picture").evaluate(sizes)
        assert wide > seen
        assert not found.scrolls_sideways
        box = found.page.locator("#picture").bounding_box()
        target = found.page.locator("#node-h1-1 .shape").bounding_box()
        assert box
        assert target
        assert box["x"] <= target["x"] <= box["x"] + box["width"] - target["width"]


def test_where_the_picture_cannot_be_drawn_the_table_still_answers(at_scene: Tab) -> None:
    at_scene.page.context.route("**/elk.bundled.js", lambda route: route.abort())
    at_scene.open(f"/units/u1-5/chain?{NOW}")
    assert "Không vẽ được sơ đồ trên trình duyệt này." in at_scene.text
    assert "Bế Thị Mỹ Duyên" in at_scene.text


def test_print_leaves_out_what_paper_cannot_do(at_scene: Tab) -> None:
    at_scene.open(f"/units/u1-5/chain?{NOW}")
    at_scene.page.emulate_media(media="print")
    assert not at_scene.page.locator(".top").is_visible()
    assert not at_scene.page.locator(".tabs").is_visible()
    assert at_scene.page.locator("svg.picture:not(.sample)").is_visible()
    assert "Chuỗi trách nhiệm: Thôn Nà Lùng" in at_scene.text
