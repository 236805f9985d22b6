"""The network explorer in Chromium: what is drawn, what keys and mouse do, what Back restores."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from graphapp import create_app
from graphapp.i18n import Translator
from tests.conftest import LONG
from tests.web import scene
from tests.web.browser import PHONE, WIDE, tab
from tests.web.conftest import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Page, Route

    from graphapp.settings import Settings
    from graphapp.write import Store
    from tests.web.browser import Tab

pytestmark = pytest.mark.browser

NOW = "as_of=2026-11-22"
BEFORE = "as_of=2025-06-30"
COMMUNE = f"/network?centre={scene.COMMUNE}&{NOW}"
SIZES = [
    pytest.param("vi", WIDE, id="vi-wide"),
    pytest.param("en", PHONE, id="en-phone"),
    pytest.param("vi", PHONE, id="vi-phone", marks=pytest.mark.long),
    pytest.param("en", WIDE, id="en-wide", marks=pytest.mark.long),
]
_TWO_FRAMES = "new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)))"
# a copy is read: a canvas that is read often is complained of
_PIXELS = """() => {
  const drawn = document.querySelector("#picture canvas");
  const { width, height } = drawn;
  const copy = Object.assign(document.createElement("canvas"), { width, height });
  const context = copy.getContext("2d", { willReadFrequently: true });
  context.drawImage(drawn, 0, 0);
  const seen = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  let [hash, edge] = [0, 0];
  const colours = new Set();
  for (let at = 0; at < seen.length; at += 1) {
    if (!seen[at]) continue;
    hash = (Math.imul(hash, 31) + Math.imul(seen[at], at | 1)) | 0;
    if (colours.size < 30) colours.add(seen[at]);
    const [x, y] = [at % width, Math.floor(at / width)];
    if (x < 2 || y < 2 || x >= width - 2 || y >= height - 2) edge += 1;
  }
  return [colours.size, edge, hash];
}"""
_SAMPLES = "all => all.map(entry => entry.querySelector('svg').innerHTML)"
_SETTLED = """() => {
  const page = document.getElementById("network")?.dataset;
  const drawn = page?.shown === location.search && !("busy" in page);
  return drawn && "ready" in document.body.dataset;
}"""


@dataclass
class Explorer:
    """The page of the network as somebody uses it."""

    tab: Tab

    def open(self, path: str) -> None:
        self.tab.open(path)
        self.settle()

    def settle(self) -> None:
        """Wait until what is drawn belongs to the address and nothing is on its way."""
        for _ in range(1000):
            if self.tab.page.evaluate(_SETTLED):
                break
            time.sleep(0.01)
        else:
            pytest.fail(f"the picture of {self.tab.page.url} did not come")
        self.tab.page.evaluate(_TWO_FRAMES)

    @property
    def address(self) -> str:
        parts = urlsplit(self.tab.page.url)
        return f"{parts.path}?{parts.query}"

    @property
    def answer(self) -> dict[str, Any]:
        """What the server says of the address that stands in the tab."""
        query = urlsplit(self.tab.page.url).query
        answer = self.tab.page.request.get(f"{self.tab.address}api/v1/network?{query}")
        assert answer.ok, answer.text()
        found: dict[str, Any] = answer.json()
        return found

    def drawn(self, name: str) -> int:
        return int(self.tab.page.locator("#picture").get_attribute(f"data-{name}") or -1)

    def rows(self, kind: str) -> list[str]:
        """The ids in the table of nodes or edges."""
        found: list[str] = self.tab.page.locator(f"tr[data-{kind}]").evaluate_all(
            f"rows => rows.map(row => row.dataset.{kind})"
        )
        return found

    def choose(self, node: str) -> None:
        """Choose a node by its row in the table, and leave the mouse where it lights nothing."""
        self.tab.page.locator(f"tr[data-node='{node}'] button").first.click()
        self.leave()
        self.settle()

    def act(self, name: str) -> None:
        self.tab.page.locator(f"[data-details] [data-act={name}]").click()
        self.leave()
        self.settle()

    def leave(self) -> None:
        self.tab.page.mouse.move(2, 2)

    def place(self, node: dict[str, Any]) -> tuple[float, float]:
        """Where a node stands in the window."""
        picture = self.tab.page.locator("#picture")
        picture.scroll_into_view_if_needed()
        told = (picture.get_attribute("data-view") or "").split()
        x, y, scale = (float(each) for each in told)
        box = _box(picture.bounding_box())
        middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        return middle[0] + (node["x"] - x) * scale, middle[1] + (node["y"] - y) * scale

    def pixels(self) -> tuple[int, int, int]:
        """How many colours there are (30 at most), what touches the border, a sum of it all."""
        self.tab.page.evaluate(_TWO_FRAMES)
        colours, edge, hashed = self.tab.page.evaluate(_PIXELS)
        return colours, edge, hashed

    def reads(self, node: dict[str, Any]) -> None:
        """Hover and click a node: all that is known of it stands there, letter by letter."""
        page, (x, y) = self.tab.page, self.place(node)
        page.mouse.move(x, y)
        page.mouse.click(x, y)
        self.settle()
        assert scene.EVIL in node["title"]
        panel = page.locator("[data-details]")
        assert panel.locator("h2").inner_text() == node["title"]
        lines = [line for line in node["lines"] if node["code"] not in line]
        assert [told for told in (node["code"], *lines) if told not in panel.inner_text()] == []
        assert page.locator("[data-where]").inner_text().startswith(node["about"])

    def explains(self, lang: str) -> None:
        """The legend shows every line as a line, none like another, with the relation in words."""
        words = Translator(lang)
        legend = self.tab.page.locator("[data-legend] li")
        shown = dict(zip(legend.all_inner_texts(), legend.evaluate_all(_SAMPLES), strict=True))
        used = {edge["relation"] for edge in self.answer["edges"]}
        lines = [shown[words.text(f"network.relation.{each.lower()}")] for each in used]
        assert all("<path" in line for line in lines)
        assert len(set(lines)) == len(lines)
        assert all("<path" in sample or "<rect" in sample for sample in shown.values())

    def agrees(self) -> None:
        """What is drawn and listed is what the server says, no more and no less."""
        said = self.answer
        nodes, edges = ({each["id"] for each in said[kind]} for kind in ("nodes", "edges"))
        assert (set(self.rows("node")), set(self.rows("edge"))) == (nodes, edges), self.address
        assert (self.drawn("nodes"), self.drawn("edges")) == (len(nodes), len(edges))


def _box(found: FloatRect | None) -> FloatRect:
    assert found
    return found


@pytest.fixture
def explorer(at_scene: Tab) -> Explorer:
    return Explorer(at_scene)


@pytest.mark.parametrize(("lang", "size"), SIZES)
def test_the_explorer_is_clean_for_axe_fits_and_is_drawn_whole(
    chrome: Browser, scene_address: str, lang: str, size: tuple[int, int]
) -> None:
    addresses = (
        f"{COMMUNE}&open={scene.VILLAGE},o1-5&focus={scene.VILLAGE}&line=state",
        f"/network?centre=p1-6&to={scene.PROVINCE}&{NOW}",
        f"/network?centre={scene.OLD_COMMUNE}&{BEFORE}",
    )
    with tab(chrome, scene_address, size) as found:
        page = Explorer(found)
        for address in addresses:
            page.open(f"{address}&lang={lang}")
            page.agrees()
            page.explains(lang)
            assert not found.scrolls_sideways, address
            colours, clipped, _ = page.pixels()
            assert colours > 20, address
            assert clipped == 0, address
            if address != addresses[-1]:  # filters, panel and paths are all there by then
                assert (address, found.axe()) == (address, [])
        font = """document.fonts.check('600 14px "Be Vietnam Pro"', "ữ")"""
        assert found.page.evaluate(font)
        found.open(f"/network?{NOW}&lang={lang}")
        assert found.axe() == []
        assert not found.scrolls_sideways
        found.check()


def test_a_node_is_opened_and_back_and_forward_and_reload_restore_the_picture(
    explorer: Explorer,
) -> None:
    page = explorer.tab.page
    explorer.open(COMMUNE)
    explorer.choose(scene.VILLAGE)
    closed, shown = explorer.pixels(), set(explorer.rows("node"))
    explorer.act("expand")
    assert f"open={scene.VILLAGE}" in page.url
    assert set(explorer.rows("node")) > shown
    explorer.agrees()
    opened = explorer.pixels()
    page.go_back()
    explorer.settle()
    assert explorer.pixels() == closed
    page.go_forward()
    explorer.settle()
    assert explorer.pixels() == opened
    page.reload()
    explorer.settle()
    explorer.leave()
    assert explorer.pixels() == opened
    explorer.act("collapse")
    assert "open=" not in page.url
    assert set(explorer.rows("node")) == shown
    explorer.tab.check()


def test_the_address_alone_gives_the_same_picture_to_somebody_else(
    chrome: Browser, scene_address: str, explorer: Explorer
) -> None:
    explorer.open(f"{COMMUNE}&open={scene.VILLAGE}&focus=p1-6&pin=p1-6:900:-300")
    explorer.leave()
    with tab(chrome, scene_address) as other:
        again = Explorer(other)
        again.open(explorer.address)
        assert again.pixels() == explorer.pixels()
        assert other.page.url == explorer.tab.page.url


def test_filters_show_what_the_server_says_and_are_taken_off_again(explorer: Explorer) -> None:
    page = explorer.tab.page
    explorer.open(f"{COMMUNE}&open={scene.VILLAGE}")
    everything = explorer.rows("node")
    page.locator("[data-narrow] summary").click()
    for change in (
        lambda: page.locator("input[name=relations][value=PART_OF]").uncheck(),
        lambda: page.locator("input[name=relations][value=SUCCEEDED_BY]").check(),
        page.locator("input[name=tiers]").last.uncheck,
        lambda: page.locator("#filter-line").select_option("party"),
        lambda: _suggested(page, "Đảng ủy xã Cao Lộc"),
    ):
        change()
        explorer.settle()
        explorer.agrees()
    assert "organisation=o1-5" in page.url
    assert page.locator("input[name=relations][value=PART_OF]").is_checked() is False
    assert explorer.rows("node") != everything
    page.get_by_role("button", name="Bỏ lọc").click()
    explorer.settle()
    assert explorer.rows("node") == everything
    assert "relations" not in page.url
    explorer.tab.check()


def _suggested(page: Page, name: str) -> None:
    """Filter by an organisation, taken from the suggestions."""
    page.locator("#filter-organisation-typed").fill(name)
    page.locator(".suggestions [role=option]").first.click()
    page.wait_for_url("**organisation=**")


def test_the_last_relation_cannot_be_taken_away(explorer: Explorer) -> None:
    explorer.open(f"{COMMUNE}&relations=PART_OF")
    last = explorer.tab.page.locator("input[name=relations]:checked")
    assert last.count() == 1
    last.click()
    assert last.count() == 1
    assert "relations=PART_OF" in explorer.tab.page.url


def test_the_day_and_the_language_keep_what_was_opened_since_the_page_came(
    explorer: Explorer,
) -> None:
    page = explorer.tab.page
    explorer.open(COMMUNE)
    explorer.choose(scene.VILLAGE)
    explorer.act("expand")
    with explorer.tab.going():
        page.get_by_role("link", name="English").click()
    explorer.settle()
    assert f"open={scene.VILLAGE}" in page.url
    with explorer.tab.going():
        page.get_by_role("link", name="01/07/2025").click()
    explorer.settle()
    assert f"open={scene.VILLAGE}" in page.url
    assert "lang=en" in page.url
    page.get_by_role("textbox", name="As of").fill("22/11/2026")
    with explorer.tab.going():
        page.get_by_role("button", name="Show", exact=True).click()
    explorer.settle()
    assert f"open={scene.VILLAGE}" in page.url
    explorer.agrees()
    explorer.tab.check()


@pytest.mark.parametrize(("lang", "size"), SIZES)
def test_time_goes_on_in_place_and_everything_leads_on_from_the_day_shown(
    chrome: Browser, scene_address: str, lang: str, size: tuple[int, int]
) -> None:
    opened = f"u1-2,{scene.OLD_COMMUNE},{scene.COMMUNE}"
    with tab(chrome, scene_address, size) as found:
        explorer, page = Explorer(found), found.page
        explorer.open(f"/network?centre={scene.PROVINCE}&open={opened}&{BEFORE}&lang={lang}")
        page.locator("[data-through-time]").click()
        explorer.settle()
        seen = page.locator("#picture").get_attribute("data-view")
        before, still = explorer.answer["nodes"], explorer.pixels()
        assert "district" in {each["tier"] for each in before}
        page.locator("[data-time-after]").click()
        explorer.leave()
        explorer.settle()
        assert "as_of=2025-07-01" in page.url
        explorer.agrees()
        after = explorer.answer["nodes"]
        assert "district" not in {each["tier"] for each in after}
        assert page.locator("#picture").get_attribute("data-view") == seen
        places = {each["id"]: (each["x"], each["y"]) for each in before}
        assert all(places.get(n["id"], (n["x"], n["y"])) == (n["x"], n["y"]) for n in after)
        assert page.locator("[data-date]").input_value() == "01/07/2025"
        assert "01/07/2025" in page.locator(".foot").inner_text()
        _leads_to(found, "2025-07-01")
        assert found.axe() == []
        assert not found.scrolls_sideways
        page.go_back()
        explorer.settle()
        assert explorer.pixels() == still
        _leads_to(found, "2025-06-30")
        found.check()


def _leads_to(found: Tab, day: str) -> None:
    """Every link but those of other days, and every form and suggestion, asks for the day."""
    days: list[str] = found.page.evaluate("""() => {
      const of = (address) => new URL(address, location.href).searchParams.get("as_of");
      const links = [...document.querySelectorAll("a[href*='as_of=']:not(.days a)")];
      const asking = [...document.querySelectorAll("[data-suggest]")];
      const kept = [...document.querySelectorAll("input[type=hidden][name=as_of]")];
      const said = [...links.map((a) => of(a.href)), ...asking.map((a) => of(a.dataset.suggest))];
      return [...new Set([...said, ...kept.map((input) => input.value)])];
    }""")
    assert days == [day]


def test_the_slider_is_turned_with_the_keyboard(explorer: Explorer) -> None:
    page = explorer.tab.page
    explorer.open(f"/network?centre={scene.PROVINCE}&{BEFORE}&time=1")
    slider = page.locator("[data-time-range]")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**as_of=2025-07-01**")
    explorer.settle()
    assert slider.evaluate("it => it === document.activeElement")
    assert "2025" in (slider.get_attribute("aria-valuetext") or "")
    assert page.locator("[data-time-day]").inner_text() == "01/07/2025"
    explorer.agrees()


def test_a_node_is_pinned_where_it_is_dropped_and_let_go_again(explorer: Explorer) -> None:
    page = explorer.tab.page
    explorer.open(COMMUNE)
    before = explorer.pixels()
    node = next(each for each in explorer.answer["nodes"] if each["id"] == scene.VILLAGE)
    x, y = explorer.place(node)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 25, steps=4)
    page.mouse.up()
    explorer.leave()
    explorer.settle()
    assert f"pin={scene.VILLAGE}:" in page.url
    pinned = explorer.pixels()
    page.reload()
    explorer.settle()
    assert explorer.pixels() == pinned
    explorer.act("unpin")
    assert "pin=" not in page.url
    page.go_back()
    explorer.settle()
    page.go_back()
    explorer.settle()
    assert explorer.pixels() == before
    explorer.tab.check()


def test_everything_is_done_with_the_keyboard_alone(explorer: Explorer) -> None:
    page = explorer.tab.page
    where = page.locator("[data-where]")
    explorer.open(COMMUNE)
    page.keyboard.press("/")
    page.keyboard.type("na lung")  # no marks
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "picture"
    assert where.inner_text().startswith("Thôn Nà Lùng (thôn)")
    page.keyboard.press("Enter")
    explorer.settle()
    assert f"open={scene.VILLAGE}" in page.url
    page.keyboard.press("Home")
    assert where.inner_text().startswith("Xã Cao Lộc (xã)")
    seen = set()
    for key in ("ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"):
        page.keyboard.press(key)
        seen.add(where.inner_text())
    assert len(seen) > 2
    page.keyboard.press("+")
    page.keyboard.press("-")
    page.keyboard.press("0")
    for _ in range(60):  # on through filters, panel and tables, never caught
        page.keyboard.press("Tab")
        if page.locator(":focus").get_attribute("id") == "edges-filter":
            break
    else:
        pytest.fail("the second table is not reached by the Tab key")
    page.keyboard.type("phu trach")
    assert 0 < len(explorer.rows("edge")) < explorer.drawn("edges")
    explorer.tab.check()


def test_search_finds_with_marks_and_without(explorer: Explorer) -> None:
    explorer.open(COMMUNE)
    found = explorer.tab.page.locator("[data-found] li")
    for typed, names in (("nà lùng", 1), ("na lung", 1), ("nà lung", 0), ("T01", 1), ("zzz", 0)):
        explorer.tab.page.locator("#find").fill(typed)
        named = [each for each in found.all_inner_texts() if each == "Thôn Nà Lùng"]
        assert (typed, len(named)) == (typed, names)
    assert "Không" in explorer.tab.page.locator("[data-found-count]").inner_text()


def test_what_the_server_leaves_out_is_told_with_how_much_it_is(
    chrome: Browser, scene_store: Store, scene_settings: Settings
) -> None:
    few = replace(scene_settings, network_neighbours=5, network_nodes=6)
    with tab(chrome, served(create_app(scene_store, few))) as found:
        explorer = Explorer(found)
        explorer.open(COMMUNE)
        explorer.choose(scene.COMMUNE)
        hidden = next(n["hidden"] for n in explorer.answer["nodes"] if n["id"] == scene.COMMUNE)
        assert hidden > 5
        row = found.page.locator(f"tr[data-node='{scene.COMMUNE}']")
        assert str(hidden) in row.locator("td").all_inner_texts()
        explorer.open(f"{COMMUNE}&open={','.join(explorer.rows('node'))}")
        capped = explorer.answer["capped"]
        told = found.page.locator("[data-capped]").inner_text()
        assert all(str(capped[name]) in told for name in ("shown", "total", "limit"))
        explorer.agrees()


def test_while_the_server_is_asked_that_is_told_and_another_question_takes_its_place(
    explorer: Explorer,
) -> None:
    page, waiting = explorer.tab.page, threading.Event()
    explorer.open(COMMUNE)

    def late(route: Route) -> None:
        if scene.VILLAGE in route.request.url:  # the first question is never answered
            waiting.set()
        else:
            route.continue_()

    page.context.route("**/api/v1/network?*open=*", late)
    explorer.choose(scene.VILLAGE)
    page.locator("[data-details] [data-act=expand]").click()
    assert page.locator("#network").get_attribute("aria-busy") == "true"
    page.locator("tr[data-node='o1-3'] button").first.click()
    page.locator("[data-details] [data-act=expand]").click()
    explorer.settle()
    assert waiting.is_set()
    assert page.locator("#network").get_attribute("aria-busy") == "false"
    assert "open=o1-3" in page.url
    assert scene.VILLAGE not in page.url.partition("open=")[2].partition("&")[0]
    explorer.agrees()


def test_arrows_follow_the_lines(explorer: Explorer) -> None:
    page = explorer.tab.page
    explorer.open(f"{COMMUNE}&focus={scene.COMMUNE}")
    page.locator("#picture").focus()
    edges = explorer.answer["edges"]
    for key in ("ArrowUp", "ArrowDown"):
        page.keyboard.press("Home")
        page.keyboard.press(key)
        chosen = page.locator("#picture").get_attribute("data-focus")
        ends = [{edge["from"], edge["to"]} for edge in edges]
        assert {scene.COMMUNE, chosen} in ends, key


def test_picture_table_and_panel_are_linked(explorer: Explorer) -> None:
    page = explorer.tab.page
    explorer.open(f"{COMMUNE}&open={scene.VILLAGE}")
    node = next(each for each in explorer.answer["nodes"] if each["id"] == "p1-6")
    page.mouse.move(*explorer.place(node))
    assert "Bế Thị Mỹ Duyên" in page.locator("tr.is-lit").inner_text()
    still = explorer.pixels()
    page.locator("tr[data-node=p1-6]").hover()
    explorer.leave()
    page.mouse.click(*explorer.place(node))
    explorer.settle()
    panel = page.locator("[data-details]")
    assert panel.locator("h2").inner_text() == "Bế Thị Mỹ Duyên"
    assert "12/QĐ-UBND" in panel.inner_text()
    assert "28/06/2025" in panel.inner_text()
    assert "01/01/2027" not in panel.inner_text()  # the last day counts in
    assert "31/12/2026" in panel.inner_text()
    assert explorer.pixels() != still
    with explorer.tab.going():
        panel.get_by_role("link", name="12/QĐ-UBND").first.click()
    assert "/decisions/d1-1" in page.url
    explorer.tab.check()


def test_paths_between_two_are_listed_fewest_links_first_and_lit(explorer: Explorer) -> None:
    page = explorer.tab.page
    explorer.open(f"/network?centre=p1-6&to={scene.PROVINCE}&{NOW}")
    paths = explorer.answer["paths"]
    listed = page.locator("[data-paths] button")
    assert listed.count() == len(paths["items"]) == paths["shown"] > 0
    links = [len(path["nodes"]) - 1 for path in paths["items"]]
    assert links == sorted(links)
    before = explorer.pixels()
    listed.first.click()
    explorer.leave()
    assert listed.first.get_attribute("aria-pressed") == "true"
    assert explorer.pixels() != before
    listed.first.click()
    explorer.leave()
    assert explorer.pixels() == before
    explorer.agrees()
    explorer.tab.check()


@pytest.mark.parametrize(("lang", "size"), SIZES)
def test_payloads_in_every_name_stay_text_wherever_the_mouse_goes(
    chrome: Browser, payload_address: str, lang: str, size: tuple[int, int]
) -> None:
    with tab(chrome, payload_address, size) as found:
        page = Explorer(found)
        page.open(f"{COMMUNE}&open={scene.VILLAGE},p1-10,o1-5,w1-1&lang={lang}")
        kinds = {node["kind"]: node for node in page.answer["nodes"]}
        assert kinds.keys() >= {"unit", "person", "organisation", "group", "post"}
        for node in page.answer["nodes"]:
            page.reads(node)
        relations = "SUCCEEDED_BY,DECIDES,HOLDS,PART_OF,SERVES,BELONGS_TO"
        page.open(f"{COMMUNE}&open=o1-3,d1-1&relations={relations}&lang={lang}")
        said = page.answer
        (decision,) = [node for node in said["nodes"] if node["kind"] == "decision"]
        page.reads(decision)
        listed = found.page.locator("[data-edges-table]").inner_text()
        told = {edge["label"] for edge in said["edges"] if scene.EVIL in edge["label"]}
        assert {edge["relation"] for edge in said["edges"] if edge["label"] in told} == {
            "HOLDS", "SUCCEEDED_BY",
        }  # fmt: skip
        assert all(label in listed for label in told)
        assert any(
            scene.EVIL in (edge["decision"] or {}).get("number", "") for edge in said["edges"]
        )
        page.open(f"/network?centre=d1-1&to={scene.VILLAGE}&{NOW}&lang={lang}")
        assert scene.EVIL in found.page.locator("[data-paths]").inner_text()
        found.page.locator("[data-paths] button").first.click()
        found.page.keyboard.press("/")
        found.page.keyboard.type("onerror")
        assert found.page.locator("[data-found] li").count() > 0
        assert _ran(found) == []
        found.check()


def _ran(found: Tab) -> list[str]:
    """What of a payload became more than text."""
    seen = "img, [onerror], a[href^='javascript:']"
    html: list[str] = found.page.locator(seen).evaluate_all("all => all.map(x => x.outerHTML)")
    return html


UNGUARDED = [
    pytest.param(
        "elements.js",
        "made.append(...children",
        "made.innerHTML = children.filter((c) => typeof c === 'string').join('');"
        "made.append(...children.filter((c) => typeof c !== 'string')",
        id="panel, tables, filters, paths, legend",
    ),
    pytest.param(
        "explorer.js",
        'this.part("title").textContent = title',
        'this.part("title").innerHTML = title',
        id="title",
    ),
    pytest.param(
        "explorer.js",
        "this.parts.where.textContent =",
        "this.parts.where.innerHTML =",
        id="where one is",
    ),
    pytest.param(
        "picture.js",
        "return { id: node.id, x, y,",
        "const title = document.createElement('p'); title.innerHTML = node.title;"
        "return { id: node.id, title, x, y,",
        id="what vis-network shows under the mouse",
    ),
]


@pytest.mark.parametrize(("module", "guard", "unsafe"), UNGUARDED)
def test_the_payloads_would_be_noticed_if_text_went_in_as_html(
    chrome: Browser, payload_address: str, module: str, guard: str, unsafe: str
) -> None:
    with tab(chrome, payload_address) as found:
        source = found.page.request.get(_module(found, module)).text()
        assert source.count(guard) == 1

        def give(route: Route) -> None:
            changed = source.replace(guard, unsafe).replace(
                "tooltipDelay: 3_600_000", "tooltipDelay: 0"
            )
            route.fulfill(body=changed, content_type="text/javascript")

        found.page.context.route(f"**/network/{module}", give)
        page = Explorer(found)
        page.open(COMMUNE)
        node = next(each for each in page.answer["nodes"] if each["id"] == scene.VILLAGE)
        found.page.mouse.move(*page.place(node))
        found.page.mouse.move(*page.place(node), steps=3)
        found.page.mouse.click(*page.place(node))
        found.page.wait_for_selector("img", state="attached", timeout=5000)
        assert _ran(found) != []


def _module(found: Tab, name: str) -> str:
    found.open(COMMUNE)
    script = found.page.locator("script[src*='network/main.js']").get_attribute("src") or ""
    return found.address + script.lstrip("/").replace("main.js", name)


def test_what_the_server_refuses_is_told_and_the_picture_stays(explorer: Explorer) -> None:
    page = explorer.tab.page
    explorer.open(COMMUNE)
    before, address = explorer.rows("node"), page.url
    page.context.route("**/api/v1/network?*", lambda route: route.abort())
    explorer.tab.page.locator("tr[data-node] button").nth(1).click()
    chosen = page.url
    page.locator("[data-details] [data-act=expand]").click()
    page.wait_for_selector("[data-refused]:not([hidden])")
    assert "Không liên lạc được với máy chủ" in explorer.tab.text
    assert explorer.rows("node") == before
    assert page.url == chosen != address


def test_where_the_picture_cannot_be_drawn_it_says_so(explorer: Explorer) -> None:
    explorer.tab.page.context.route("**/vis-network.min.js", lambda route: route.abort())
    explorer.tab.open(COMMUNE)
    assert "Không vẽ được sơ đồ trên trình duyệt này." in explorer.tab.text


def test_png_and_svg_carry_title_day_scope_and_legend(explorer: Explorer) -> None:
    page = explorer.tab.page
    explorer.open(COMMUNE)
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="SVG").click()
    drawn = downloaded.value.path().read_text("utf-8")
    for words in ("Mạng lưới: Xã Cao Lộc", "Ngày 22/11/2026", "trực thuộc", "cấp xã"):
        assert words in drawn
    assert "Thôn Nà Lùng" in drawn.replace("</text>", " ") or "Nà Lùng" in drawn
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="PNG").click()
    png = downloaded.value.path().read_bytes()
    assert png.startswith(b"\x89PNG")
    width = int.from_bytes(png[16:20], "big")
    assert width > 2 * _box(page.locator("#picture").bounding_box())["width"] - 2
    explorer.tab.check()


def test_paper_gets_the_whole_picture_and_every_row(explorer: Explorer) -> None:
    page = explorer.tab.page
    explorer.open(COMMUNE)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("[data-paper] canvas").is_visible()
    assert not page.locator("#picture").is_visible()
    assert not page.locator("[data-details]").is_visible()
    assert len(explorer.rows("node")) == explorer.drawn("nodes")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("[data-paper] canvas").count() == 0


def test_the_table_is_sorted_and_filtered(explorer: Explorer) -> None:
    page = explorer.tab.page
    explorer.open(COMMUNE)
    page.get_by_role("button", name="Tên", exact=True).click()
    up = explorer.rows("node")
    page.get_by_role("button", name="Tên ▴").click()
    assert explorer.rows("node") == up[::-1]
    assert page.locator("th[aria-sort=descending]").count() == 1
    page.locator("#nodes-filter").fill("bản đ")
    assert explorer.rows("node") == [scene.EMPTY_VILLAGE]


@dataclass
class Walk:
    """Random steps through the explorer; ``seen``: the picture of each place in the history.

    ``made``: the moves that led somewhere.
    """

    explorer: Explorer
    random: Random
    made: set[str]
    seen: list[Any] = field(default_factory=lambda: [None])
    at: int = 0

    def step(self) -> None:
        moves = [self._expand, self._collapse, self._relation, self._tier, self._line]
        moves += [self._organisation, self._day, self._time]
        moves += [self._back, self._back, self._reload]
        moves += [self._forward] * (4 if self.at + 1 < len(self.seen) else 0)
        self.seen[self.at] = self.explorer.pixels()
        move, before = self.random.choice(moves), (self.at, len(self.seen))
        move()
        self.explorer.agrees()
        if move == self._reload or (self.at, len(self.seen)) != before:
            self.made.add(move.__name__)

    def _went(self) -> None:
        self.explorer.leave()
        self.explorer.settle()
        self.at += 1
        del self.seen[self.at :]
        self.seen.append(None)

    def _pick(self, wanted: Any) -> None:
        found = [node["id"] for node in self.explorer.answer["nodes"] if wanted(node)]
        if found:
            self.explorer.choose(self.random.choice(found))
            self.seen[self.at] = self.explorer.pixels()

    def _act(self, name: str) -> None:
        button = self.explorer.tab.page.locator(f"[data-details] [data-act={name}]")
        if button.count():
            button.click()
            self._went()

    def _expand(self) -> None:
        self._pick(lambda node: node["hidden"] and not node["open"])
        self._act("expand")

    def _collapse(self) -> None:
        self._pick(lambda node: node["open"])
        self._act("collapse")

    def _relation(self) -> None:
        self._box("relations")

    def _tier(self) -> None:
        self._box("tiers")

    def _box(self, name: str) -> None:
        boxes = self.explorer.tab.page.locator(f"input[name={name}]")
        if boxes.count() < 2:
            return
        before = self.explorer.address
        boxes.nth(self.random.randrange(boxes.count())).evaluate("box => box.click()")
        self.explorer.settle()
        if self.explorer.address != before:
            self._went()

    def _organisation(self) -> None:
        """Choose one from the suggestions, or none where one was chosen."""
        page = self.explorer.tab.page
        page.locator("[data-narrow]").evaluate("it => { it.open = true; }")
        typed = page.locator("#filter-organisation-typed")
        if typed.input_value():
            typed.fill("")
            page.locator("[data-filters] button[type=submit]").click()
        else:
            _suggested(page, self.random.choice(("UBND xã Cao Lộc", "Đảng ủy xã Cao Lộc")))
        self._went()

    def _time(self) -> None:
        """Lay the picture out over all days, or for the one day again."""
        toggle = self.explorer.tab.page.locator("[data-through-time]")
        if toggle.is_visible():
            toggle.click()
            self._went()

    def _line(self) -> None:
        select = self.explorer.tab.page.locator("#filter-line")
        values = select.locator("option").evaluate_all("all => all.map(x => x.value)")
        value, old = self.random.choice(values), select.input_value()
        if value != old:
            select.evaluate(_SELECT, value)
            self._went()

    def _day(self) -> None:
        days = self.explorer.tab.page.locator(".days a:not([aria-current])")
        wanted = [
            n
            for n in range(days.count())
            if "2025-06-30" not in str(days.nth(n).get_attribute("href"))
        ]
        if wanted:
            with self.explorer.tab.going():
                days.nth(self.random.choice(wanted)).click()
            self._went()

    def _back(self) -> None:
        self._through(-1, self.explorer.tab.page.go_back)

    def _forward(self) -> None:
        self._through(1, self.explorer.tab.page.go_forward)

    def _through(self, by: int, go: Any) -> None:
        if not 0 <= self.at + by < len(self.seen):
            return
        go()
        self.explorer.leave()
        self.explorer.settle()
        self.at += by
        assert self.explorer.pixels() == self.seen[self.at], self.explorer.address

    def _reload(self) -> None:
        self.explorer.tab.page.reload()
        self.explorer.leave()
        self.explorer.settle()
        assert self.explorer.pixels() == self.seen[self.at], self.explorer.address


_SELECT = """(select, value) => {
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}"""


@pytest.mark.timeout(3600)
def test_random_walks_show_what_the_server_says_and_back_restores_the_picture(
    explorer: Explorer,
) -> None:
    made: set[str] = set()
    for seed in range(25 if LONG else 2):
        explorer.open(f"{COMMUNE}&lang=vi")
        walk = Walk(explorer, Random(seed), made)
        for _ in range(20):
            walk.step()
    explorer.tab.check()
    assert made >= {"_expand", "_back", "_forward", "_reload"}
    if LONG:
        filters = {"_relation", "_tier", "_line", "_organisation"}
        assert made >= filters | {"_collapse", "_day", "_time"}
