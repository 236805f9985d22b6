"""Pictures of chains in Chromium: walked, compared, saved and printed, at both widths."""

from __future__ import annotations

import base64
import html
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.web import scene
from tests.web.browser import PHONE, WIDE, tab

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from playwright.sync_api import Browser, Route

    from tests.web.browser import Tab

pytestmark = pytest.mark.browser

NOW = "as_of=2026-11-22"
REFORM = "as_of=2025-06-30&beside=2025-07-01"
A4 = (688, 1016)  # what is left of the sheet between its margins, at 96 dots an inch
SIZES = pytest.mark.parametrize(
    ("lang", "size"),
    [
        pytest.param("vi", WIDE, id="vi-wide"),
        pytest.param("en", PHONE, id="en-phone"),
        pytest.param("vi", PHONE, id="vi-phone", marks=pytest.mark.long),
        pytest.param("en", WIDE, id="en-wide", marks=pytest.mark.long),
    ],
)
WORDS = {
    "vi": {"gone": "không còn", "added": "mới có", "up": "Phía trên: ", "legend": "Chú giải"},
    "en": {"gone": "gone", "added": "new", "up": "Above: ", "legend": "Legend"},
}
_OUTSIDE = """() => [...document.querySelectorAll("[data-picture] > svg")].flatMap((svg) => {
  const { width, height } = svg.viewBox.baseVal;
  const [whole, scale] = [svg.getBoundingClientRect(), svg.getBoundingClientRect().width / width];
  return [...svg.querySelectorAll("[data-node], .edge path, .label")].filter((item) => {
    const box = item.getBoundingClientRect();
    const [left, top] = [(box.left - whole.left) / scale, (box.top - whole.top) / scale];
    const [right, bottom] = [left + box.width / scale, top + box.height / scale];
    return left < -0.5 || top < -0.5 || right > width + 0.5 || bottom > height + 0.5;
  }).map((item) => item.outerHTML);
})"""
_TITLES_OUTSIDE = """() => [
  ...document.querySelectorAll("[data-picture] [data-node]"),
].filter((node) => {
  const shape = node.querySelector(".shape").getBoundingClientRect();
  return [...node.querySelectorAll(".words")].some((words) => {
    const box = words.getBoundingClientRect();
    return box.left < shape.left - 0.5 || box.right > shape.right + 0.5;
  });
}).map((node) => node.textContent)"""
_INK = """async (address) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const { width, height } = image;
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0);
  const dark = (tall) => {
    const { data } = context.getImageData(0, 0, width, tall);
    let found = 0;
    for (let at = 0; at < data.length; at += 4) {
      found += data[at] + data[at + 1] + data[at + 2] < 300;
    }
    return found;
  };
  return { width, height, title: dark(96), whole: dark(height) };
}"""


def data_of(found: Tab, picture: str = "picture") -> Any:
    return found.page.locator(f"#{picture}-data").evaluate("e => JSON.parse(e.textContent)")


def shown(found: Tab, picture: str = "picture") -> list[str]:
    nodes = found.page.locator(f"#{picture} [data-node]")
    return sorted(nodes.evaluate_all("all => all.map((node) => node.dataset.node)"))


def is_whole(found: Tab) -> None:
    """Nothing of a picture is cut off, no text leaves its box, its font is there."""
    assert found.page.evaluate(_OUTSIDE) == []
    assert found.page.evaluate(_TITLES_OUTSIDE) == []
    assert found.page.evaluate("""document.fonts.check('14px "Be Vietnam Pro"', "ữộ")""")


def focused(found: Tab) -> str:
    return found.page.locator(":focus").get_attribute("data-node") or ""


@SIZES
def test_chain_of_both_lines_is_walked_along_its_lines_and_its_address_leads_back(
    chrome: Browser, scene_address: str, lang: str, size: tuple[int, int]
) -> None:
    with tab(chrome, scene_address, size) as found:
        page = found.page
        found.open(f"/units/u1-5/chain?{NOW}&line=both&lang={lang}")
        is_whole(found)
        assert not found.scrolls_sideways
        assert found.axe() == []
        nodes, data = shown(found), data_of(found)
        assert nodes == sorted(node["id"] for node in data["nodes"])
        assert page.locator("#picture circle.disc").count() >= 1
        assert page.locator("#picture path.disc-party").count() >= 1
        assert page.locator("#picture .in-line-party path.core").count() >= 1
        page.locator("#picture").focus()
        page.keyboard.press("Tab")
        walked = [focused(found)]
        ties = {(edge["source"], edge["target"]) for edge in data["edges"]}
        for _ in range(3):
            page.keyboard.press("ArrowUp")
            walked.append(focused(found))
            assert (walked[-1], walked[-2]) in ties or walked[-1] == walked[-2]
        where = page.locator("#picture-where")
        about = {node["id"]: node["about"] for node in data["nodes"]}
        assert where.inner_text().startswith(about[walked[-1]])
        page.keyboard.press("End")
        assert WORDS[lang]["up"] in where.inner_text()
        address = page.url
        with found.going():
            page.keyboard.press("Enter")
        assert "/gaps?" in page.url
        with found.going():
            page.go_back()
        assert (page.url, shown(found)) == (address, nodes)
        found.open(address.removeprefix(scene_address))
        assert (page.url, shown(found), data_of(found)) == (address, nodes, data)
        found.check()


@SIZES
def test_two_days_stand_beside_or_above_each_other_with_what_differs_marked(
    chrome: Browser, scene_address: str, lang: str, size: tuple[int, int]
) -> None:
    with tab(chrome, scene_address, size) as found:
        page = found.page
        found.open(f"/units/u1-5/chain?{REFORM}&lang={lang}")
        is_whole(found)
        assert not found.scrolls_sideways
        assert found.axe() == []
        first, second = (
            page.locator(f"#{name}").bounding_box() for name in ("picture", "picture-b")
        )
        assert first
        assert second
        if size == WIDE:
            assert first["x"] + first["width"] <= second["x"]
        else:
            assert first["y"] + first["height"] <= second["y"]
        gone = page.locator("#node-a-u1-2")
        assert WORDS[lang]["gone"] in (gone.text_content() or "")
        assert gone.locator("use[href='#mark-gone']").count() == 1
        assert (
            gone.locator(".difference").evaluate("e => getComputedStyle(e).strokeDasharray")
            != "none"
        )
        assert "u1-2" not in shown(found, "picture-b")
        assert WORDS[lang]["added"] in (page.locator("#node-b-u1-4").text_content() or "")
        marked = {name: data_of(found, name)["nodes"] for name in ("picture", "picture-b")}
        for name, nodes in marked.items():
            assert page.locator(f"#{name} .difference").count() == sum(
                bool(n["differs"]) for n in nodes
            )
        row = page.locator("tr[data-nodes~='u1-2']").first
        row.hover()
        assert "is-lit" in (gone.get_attribute("class") or "")
        gone.focus()
        assert WORDS[lang]["gone"] in page.locator("#picture-where").inner_text()
        address = page.url
        with found.going():
            page.keyboard.press("Enter")
        assert "/units/u1-2/chain" in page.url
        assert "as_of=2025-06-30" in page.url
        with found.going():
            page.go_back()
        assert page.url == address
        found.check()


def test_another_day_and_another_village_are_asked_for_as_people_write_them(at_scene: Tab) -> None:
    page = at_scene.page
    at_scene.open(f"/units/u1-5/chain?{NOW}")
    page.locator(".beside-choice summary").click()
    page.locator("#beside-day").fill("30/06/2025")
    with at_scene.going():
        page.keyboard.press("Enter")
    assert "beside=2025-06-30" in page.url
    page.locator("#beside-day").fill("")
    page.locator("#beside-unit").fill("T02")
    with at_scene.going():
        page.get_by_role("button", name="So sánh").click()
    assert "beside_unit=u1-6" in page.url
    assert "Đặt cạnh nhau: Thôn Nà Lùng và Thôn Bản Đon" in at_scene.text
    page.locator("#beside-unit").fill("")
    page.locator("#beside-unit").press_sequentially("khuoi muoi")
    page.locator("[role=option]").first.click()
    with at_scene.going():
        page.get_by_role("button", name="So sánh").click()
    assert "beside_unit=u1-8" in page.url
    at_scene.check()


def test_payloads_hovered_walked_and_clicked_stay_text(
    chrome: Browser, payload_address: str
) -> None:
    views = (
        f"/units/u1-5/chain?{NOW}&line=both",
        f"/units/u1-9/chain?{NOW}",
        f"/units/u1-5/chain?{REFORM}",
        f"/units/u1-7/chain?{NOW}&beside_unit=u1-5",
        f"/people/p1-9/chain?{NOW}&line=both",
        f"/households/h1-1/chain?{NOW}",
        f"/organisations/o1-9/chain?{NOW}",
    )
    with tab(chrome, payload_address) as found:
        page = found.page
        for view in views:
            found.open(view)
            names = [
                n["title"] for n in data_of(found)["nodes"] if n["shape"] in {"unit", "person"}
            ]
            assert all("href=javascript" in name for name in names)
            for node in page.locator("[data-node]").all():
                node.hover()
                node.focus()
                address = node.get_attribute("href") or "#"
                assert address.startswith(_LEADS_TO)
                if address.startswith("#"):
                    node.click()
            assert acting(found) == 0
            assert is_text(found)
            found.check()
        with found.going():
            page.locator("#picture .node-person").first.click()
        found.check()


_LEADS_TO = ("/units/", "/people/", "/households/", "/organisations/", "/gaps?", "#")
_TEXT_AS_MARKUP = {
    "picture/svg.js": ("made.textContent = content", "made.innerHTML = content"),
    "picture/walk.js": ("where.textContent =", "where.innerHTML ="),
}


def acting(found: Tab) -> int:
    """How much of the page came out of a name and could act."""
    return found.page.locator("img, [onerror], [onload]").count()


def is_text(found: Tab) -> bool:
    """The payload stands in the picture, letter by letter."""
    text = found.page.locator("#picture .node-unit").first.text_content() or ""
    return scene.EVIL.replace(" ", "") in text.replace(" ", "")


@pytest.mark.parametrize("module", _TEXT_AS_MARKUP)
def test_without_its_guard_a_payload_of_the_picture_would_be_markup(
    chrome: Browser, payload_address: str, module: str
) -> None:
    guard, none = _TEXT_AS_MARKUP[module]

    def opened(route: Route) -> None:
        answer = route.fetch()
        assert guard in answer.text()
        route.fulfill(response=answer, body=answer.text().replace(guard, none))

    with tab(chrome, payload_address) as found:
        found.page.route(f"**/{module}", opened)
        found.open(f"/units/u1-5/chain?{NOW}")
        found.page.locator("#node-p1-6").focus()
        assert acting(found) or not is_text(found)


@pytest.mark.parametrize("policy", [True, False])
def test_without_escaping_a_payload_runs_unless_the_policy_of_the_site_stops_it(
    chrome: Browser, payload_app: Flask, payload_address: str, *, policy: bool
) -> None:
    def without_policy(route: Route) -> None:
        answer = route.fetch()
        kept = {k: v for k, v in answer.headers.items() if k != "content-security-policy"}
        route.fulfill(response=answer, headers=kept)

    payload_app.jinja_env.autoescape = False
    payload_app.jinja_env.cache.clear()  # type: ignore[union-attr]  # Flask's has one
    try:
        with tab(chrome, payload_address) as found:
            found.page.on("dialog", lambda dialog: dialog.dismiss())
            if not policy:
                found.page.route("**/chain?*", without_policy)
            found.page.goto(f"{payload_address}units/u1-5/chain?{NOW}")
            found.page.wait_for_load_state("load")
            assert acting(found) > 0
            assert ("1" in found.complaints) is not policy
    finally:
        payload_app.jinja_env.autoescape = payload_app.select_jinja_autoescape
        payload_app.jinja_env.cache.clear()  # type: ignore[union-attr]  # Flask's has one


def saved(found: Tab, kind: str, folder: Path) -> Path:
    with found.page.expect_download() as waiting:
        found.page.locator(f"[data-save-as={kind}]").click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


@SIZES
def test_saved_pictures_carry_title_day_scope_and_legend(
    chrome: Browser, scene_address: str, tmp_path: Path, lang: str, size: tuple[int, int]
) -> None:
    with tab(chrome, scene_address, size) as found:
        found.open(f"/units/u1-5/chain?{NOW}&lang={lang}")
        file = saved(found, "svg", tmp_path)
        assert re.fullmatch(r"[a-z-]+-T01-2026-11-22\.svg", file.name)
        svg = file.read_text(encoding="utf-8")
        texts = html.unescape(" ".join(re.findall(r"<text[^>]*>([^<]*)", svg)))
        for wanted in ("Thôn Nà Lùng", "T01", "22/11/2026", WORDS[lang]["legend"]):
            assert wanted in texts
        for node in data_of(found)["nodes"]:
            assert node["title"].replace(" ", "") in texts.replace(" ", "")
        assert not re.search(r'class=|<a |href="[^#]|url\(http|<script|tabindex', svg)
        assert "data:font/woff2" in svg
        file = saved(found, "png", tmp_path)
        data = base64.b64encode(file.read_bytes()).decode()
        ink = found.page.evaluate(_INK, f"data:image/png;base64,{data}")
        width = float(re.search(r'<svg[^>]* width="([\d.]+)"', svg)[1])  # type: ignore[index]  # every picture has it
        assert ink["width"] == pytest.approx(2 * width, abs=2)
        assert ink["title"] > 200
        assert ink["whole"] > 10 * ink["title"]
        found.check()


def test_saved_picture_stands_alone(chrome: Browser, scene_address: str, tmp_path: Path) -> None:
    with tab(chrome, scene_address) as found:
        found.open(f"/units/u1-5/chain?{REFORM}")
        file = saved(found, "svg", tmp_path)
        assert file.name.endswith("-T01-2025-06-30-2025-07-01.svg")
    page = chrome.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert page.locator("symbol").count() >= 3
    assert "Huyện Cao Lộc" in (page.locator("svg").first.text_content() or "")
    dashes = page.locator("path, rect").evaluate_all(
        "all => all.map((e) => e.getAttribute('stroke-dasharray'))"
    )
    assert any(dash not in {None, "none"} for dash in dashes)
    page.close()


def test_payloads_in_a_saved_picture_stay_text(
    chrome: Browser, payload_address: str, tmp_path: Path
) -> None:
    with tab(chrome, payload_address) as found:
        found.open(f"/units/u1-5/chain?{NOW}")
        svg = saved(found, "svg", tmp_path)
        found.check()
    assert "<img" not in svg.read_text(encoding="utf-8")
    page = chrome.new_page()
    said: list[str] = []
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(svg.as_uri())
    assert "href=javascript" in (page.locator("svg").first.text_content() or "")
    assert page.locator("img, [onerror], a").count() == 0
    assert said == []
    page.close()


@pytest.mark.parametrize(
    "address", [f"/units/u1-5/chain?{NOW}&line=both", f"/units/u1-5/chain?{REFORM}"]
)
def test_paper_shows_picture_and_table_and_cuts_nothing_off(
    chrome: Browser, scene_address: str, address: str
) -> None:
    with tab(chrome, scene_address) as found:
        page = found.page
        found.open(address)
        page.set_viewport_size({"width": A4[0], "height": A4[1]})
        page.emulate_media(media="print")
        is_whole(found)
        assert not found.scrolls_sideways
        for box in page.locator("[data-picture]").all():
            wide, seen = box.evaluate("b => [b.scrollWidth, b.clientWidth]")
            assert wide <= seen + 1
            tall = box.locator("svg").evaluate("s => s.getBoundingClientRect().height")
            assert 0 < tall < A4[1]
        assert page.locator("table.chain-table").first.is_visible()
        assert page.locator("[data-legend]").is_visible()
        for left_out in ("[data-save]", ".beside-choice", ".tabs", ".where"):
            assert not page.locator(left_out).first.is_visible()
