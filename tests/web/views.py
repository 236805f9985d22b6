"""Every picture view of the site, each asked and used the same way whoever draws it.

A chain is an SVG drawn in the browser, a plan (overview, changes) an SVG of the server, a network a
canvas: `Shown` hides that, so that one test asks all of them for the same rule.
"""

from __future__ import annotations

import time
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.web.addresses import NOW

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.web.browser import Tab

DAY = f"as_of={NOW}"
# a page that tells how far long work is leads on by itself to the one that was asked for
STANDS = "body[data-ready]:not(:has([data-waiting]))"
_SETTLED = """() => {
  const page = document.getElementById("network")?.dataset;
  const drawn = !page || (page.shown === location.search && !("busy" in page));
  return drawn && "ready" in document.body.dataset;
}"""
_CHOSEN = """() => {
  const network = document.querySelector("#picture[data-focus]")?.dataset.focus;
  const chosen = document.querySelector("main svg .is-chosen") ?? document.activeElement;
  return network ?? chosen.dataset.node ?? "";
}"""
_PLACES = """(nodes) => nodes.map((node) => {
  const { id } = node.closest("svg").parentElement;
  const halo = node.querySelector("circle.halo"); // of a plan; a chain moves the whole node
  const own = ["cx", "cy"].map((name) => halo?.getAttribute(name) ?? "");
  return [id + node.dataset.node, node.getAttribute("transform"), ...own];
})"""


@dataclass(frozen=True)
class View:
    """A picture: where it is, what the database has for it on its day, and one of its nodes.

    ``has``: the ids by picture. ``node`` is a node that the table tells of, ``says`` its name and
    ``post`` what its people hold.
    """

    name: str
    address: str
    has: tuple[str, ...]
    node: str
    says: str
    post: str = ""

    @property
    def day(self) -> str:
        """The last day that is shown, as people write it."""
        asked = dict(parse_qsl(urlsplit(self.address).query))
        day = asked.get("beside", asked["as_of"])
        return "/".join(reversed(day.split("-")))


_VILLAGE = "u1-1 u1-4 u1-5 p1-1 p1-2 p1-5 p1-6 p1-8 p1-9 p1-10"
_VILLAGE_BEFORE = "u1-1 u1-2 u1-3 u1-5 p1-1 p1-2 p1-3 p1-4"
_PROVINCE = "u1-1 u1-4 u1-5 u1-6 u1-7 u1-8 u1-9"
_AROUND = "p1-6 p1-8 p1-9 p1-10 o1-3 o1-5 o1-6 o1-9 w1-1"
_ON_PATHS = (
    "p1-2 p1-5 p1-6 p1-8 p1-9 p1-10 o1-1 o1-3 o1-4 o1-5 o1-6 o1-9 "
    "s1-2 s1-5 s1-6 s1-8 s1-9 s1-10 u1-1 u1-4 u1-5 u1-7 w1-1"
)
_DUYEN = ("p1-6", "Bế Thị Mỹ Duyên", "Phó Chủ tịch UBND xã")
_UNG = ("p1-5", "Triệu Văn Ứng", "Chủ tịch UBND xã")
_SU = ("p1-9", "Lý A Sử", "Bí thư Đảng ủy xã")
_LUNG = ("u1-5", "Thôn Nà Lùng")
_DAY = f"as_of={NOW}"
_TREE = "in=u1-1&tier=village&layout=tree"
VIEWS = (
    View(
        "chain-unit",
        f"/units/u1-5/chain?line=both&{_DAY}",
        (f"{_VILLAGE} below-household",),
        *_DUYEN,
    ),
    View("chain-household", f"/households/h1-1/chain?{_DAY}", (f"{_VILLAGE} h1-1",), *_UNG),
    View(
        "chain-organisation",
        f"/organisations/o1-9/chain?{_DAY}",
        ("u1-1 u1-4 o1-9 p1-2 p1-8 p1-9",),
        *_SU,
    ),
    View(
        "chain-person",
        f"/people/p1-6/chain?line=both&{_DAY}",
        ("u1-4 p1-1 p1-2 p1-5 p1-6 p1-8 charge-village-in_charge",),
        *_DUYEN,
    ),
    View(
        "beside",
        "/units/u1-5/chain?as_of=2025-06-30&beside=2025-07-01&line=both",
        (f"{_VILLAGE_BEFORE} below-household", f"{_VILLAGE} below-household"),
        *_DUYEN,
    ),
    View(
        "network",
        f"/network?centre=u1-4&open=u1-5&{_DAY}",
        (f"{_PROVINCE} u1-10 {_AROUND}",),
        *_DUYEN,
    ),
    View("paths", f"/network?centre=p1-6&to=u1-1&{_DAY}", (_ON_PATHS,), *_DUYEN),
    View("overview", f"/overview?{_TREE}&{_DAY}", (f"{_PROVINCE} u1-10",), *_LUNG),
    View(
        "changes",
        f"/changes?{_TREE}&from=2025-06-30&as_of=2025-07-01",
        (f"{_PROVINCE} u1-2 u1-3",),
        *_LUNG,
    ),
)


def unmarked(text: str) -> str:
    """Write a text as somebody does whose keyboard has no marks."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(each for each in plain if not unicodedata.combining(each))


@dataclass
class Shown:
    """A view that stands in a tab, in one language and at one width."""

    tab: Tab
    view: View
    lang: str

    @property
    def page(self) -> Page:
        return self.tab.page

    @property
    def address(self) -> str:
        return f"{self.view.address}&lang={self.lang}"

    @property
    def is_network(self) -> bool:
        return "/network" in self.view.address

    def open(self, address: str = "") -> None:
        """Open the view afresh."""
        self.tab.open(address or self.address)
        self.settle()

    def stand(self) -> None:
        """Open the view unless it stands already as it was asked for."""
        own = self.tab.address + self.address.lstrip("/")
        if self.page.url != own:
            self.open()
        self.page.mouse.move(2, 2)

    def settle(self) -> None:
        """Wait until what is drawn belongs to the address."""
        self.page.wait_for_selector(STANDS)
        for _ in range(1000):
            if self.page.evaluate(_SETTLED):
                return
            time.sleep(0.01)
        pytest.fail(f"the picture of {self.page.url} did not come")

    @property
    def asked(self) -> dict[str, str]:
        """What the address that stands in the tab asks for, but the language; ``path`` with it."""
        parts = urlsplit(self.page.url)
        return {k: v for k, v in parse_qsl(parts.query) if k != "lang"} | {"path": parts.path}

    @property
    def chosen(self) -> str:
        """The id of the node that is chosen."""
        found = self.page.evaluate(_CHOSEN)
        return str(found)

    def leads_on(self, before: dict[str, str]) -> None:
        """Wait until the address asks for something else, and for the picture of it."""
        seen = lambda asked: {**asked, "focus": ""}  # noqa: E731 - where one stands leads nowhere
        self.page.wait_for_url(lambda _: seen(self.asked) != seen(before), wait_until="commit")
        self.settle()

    @property
    def pictures(self) -> list[Locator]:
        return self.page.locator("[data-picture], .plan-box, .network-picture").all()

    def nodes(self) -> list[list[str]]:
        """The ids of what is drawn, sorted, a list a picture."""
        if self.is_network:
            rows = self.page.locator("tr[data-node]").evaluate_all(
                "rows => rows.map((row) => row.dataset.node)"
            )
            assert self.page.locator("#picture").get_attribute("data-nodes") == str(len(rows))
            return [sorted(rows)]
        ids = "box => [...box.querySelectorAll('[data-node]')].map((node) => node.dataset.node)"
        return [sorted(box.evaluate(ids)) for box in self.pictures]

    @property
    def node(self) -> Locator:
        """The node of the view in its SVG."""
        return self.page.locator(f"main svg [data-node='{self.view.node}']").first

    @property
    def row(self) -> Locator:
        """The first row of the tables that tells of the node of the view."""
        node = self.view.node
        return self.page.locator(
            f"main tr[data-nodes~='{node}'], main tr[data-node='{node}']"
        ).first

    def said(self) -> dict[str, Any]:
        """What the server says of a network whose address stands in the tab."""
        query = urlsplit(self.page.url).query
        answer = self.page.request.get(f"{self.tab.address}api/v1/network?{query}")
        found: dict[str, Any] = answer.json()
        return found

    def spots(self) -> dict[str, tuple[float, float]]:
        """Where the nodes of a network stand in the window."""
        picture = self.page.locator("#picture")
        picture.scroll_into_view_if_needed()
        x, y, scale = (float(n) for n in (picture.get_attribute("data-view") or "").split())
        box = picture.bounding_box()
        assert box
        left, top = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        nodes = self.said()["nodes"]
        return {n["id"]: (left + (n["x"] - x) * scale, top + (n["y"] - y) * scale) for n in nodes}

    def hover_all(self) -> None:
        """Move the mouse onto one node after another."""
        if self.is_network:
            for spot in self.spots().values():
                self.page.mouse.move(*spot)
        else:
            for node in self.page.locator("main svg [data-node]").all():
                node.locator("use, .shape").first.hover(force=True)

    def places(self) -> dict[str, Any]:
        """Where the nodes stand in the picture itself, whatever part of it is seen."""
        if self.is_network:
            return {node["id"]: (node["x"], node["y"]) for node in self.said()["nodes"]}
        nodes = self.page.locator("main svg [data-node]").evaluate_all(_PLACES)
        return {name: place for name, *place in nodes}

    def point_at(self) -> None:
        """Move the mouse onto the node of the view."""
        if self.is_network:
            self.page.mouse.move(*self.spots()[self.view.node])
        else:
            self.node.locator("use, .shape").first.hover(force=True)

    def walk_in(self) -> None:
        """Come to the picture by the Tab key, as somebody without a mouse."""
        box = self.pictures[0]
        if self.is_network:
            box.focus()
            self.page.keyboard.press("Home")
        else:
            box.locator("[data-node][tabindex='0']").first.focus()

    @property
    def where(self) -> str:
        """What those who cannot see are told of where they are."""
        return self.page.locator("main .where[aria-live]").inner_text()

    def state(self) -> list[object]:
        """What stands on the page: the nodes of the pictures, where they are, and the tables."""
        tables = self.page.locator("main table").all_inner_texts()
        view = self.page.locator("#picture").get_attribute("data-view") if self.is_network else ""
        return [self.nodes(), self.places(), view, tables]
