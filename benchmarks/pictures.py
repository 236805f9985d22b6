"""Pictures in Chromium without a graphics card: how soon they are painted, how smoothly they zoom.

Asked of a site of its own over loopback. Milliseconds are from the start of the navigation, or from
the click, to the second frame after the picture tells that it stands.
"""

from __future__ import annotations

import json
import re
import shutil
import time
import urllib.request
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from benchmarks.pages import site
from tools.debian import CHROMIUM_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Response, Route

    from benchmarks.pages import Wanted

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-3d-apis"]
_CHAIN_NODES, _ROUNDS, _ZOOM_SECONDS, _MOST_OPENED = 40, 5, 3.0, 300
_DATA = re.compile(
    r'(<script type="application/json" id="picture-data">)(.*?)(</script>)', re.DOTALL
)
_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
_PAINTED = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  while (document.body?.dataset.ready === undefined) await frame();
  await frame();
  await frame();
  return performance.now();
}"""
_EXPAND = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const page = document.querySelector("[data-shown]");
  const before = page.dataset.shown;
  const began = performance.now();
  document.querySelector("[data-details] [data-act=expand]").click();
  while (page.dataset.drawn === before || "busy" in page.dataset) await frame();
  await frame();
  await frame();
  const painted = performance.now() - began;
  while (page.dataset.shown === before) await frame();
  await frame();
  await frame();
  return [painted, performance.now() - began];
}"""
_COUNT = """() => {
  window.frames_seen = [];
  const count = (now) => { window.frames_seen.push(now); requestAnimationFrame(count); };
  requestAnimationFrame(count);
}"""


def pictures(home: Path, wanted: Wanted) -> Iterator[tuple[str, str]]:
    """Yield what was measured and the figures; one line that says so without Chromium."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), "")
    if not chromium:
        yield "pictures in Chromium", "left out: Chromium isn't installed"
        return
    with site(home) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        asked = _Asked(browser, f"http://{address}", wanted)
        yield f"chain of {_CHAIN_NODES} nodes, painted", asked.chain()
        yield from asked.network()
        yield "expand a village in its commune", asked.expand()
        yield "overview of the province, painted", asked.overview()
        browser.close()


class _Asked:
    """What is asked of one browser about one site."""

    def __init__(self, browser: Browser, address: str, wanted: Wanted) -> None:
        self._browser = browser
        self._address = address
        self._wanted = wanted
        self._day = f"as_of={wanted.day.isoformat()}"

    def chain(self) -> str:
        """Paint a chain grown to so many nodes: the data has none that large."""
        path = f"/units/{self._wanted.villages[0]}/chain?{self._day}"
        found = []
        for _ in range(_ROUNDS):
            page = self._page()
            page.route("**/chain?*", _grown)
            found.append(self._painted(page, path))
            shown = page.locator("#picture [data-node]").count()
            page.close()
        return f"{_said(found)}, {shown} nodes"

    def network(self) -> Iterator[tuple[str, str]]:
        """Paint the largest network that a picture may have, and zoom in it."""
        page = self._page()
        opened = self._around(self._wanted.province, "commune")[:_MOST_OPENED]
        path = f"/network?centre={self._wanted.province}&open={','.join(opened)}"
        milliseconds = self._painted(page, f"{path}&{self._day}")
        shown = page.locator("#picture").get_attribute("data-nodes")
        server = page.evaluate("performance.getEntriesByType('navigation')[0].responseEnd")
        yield (
            f"network of {shown} nodes, painted",
            f"{milliseconds:.0f} ms, of which {server:.0f} ms until the page had come",
        )
        yield f"zooming in {shown} nodes", _zoomed(page)
        page.close()

    def expand(self) -> str:
        """Open a village in the picture of its commune."""
        commune = self._wanted.largest_commune
        found = []
        for village in self._around(commune, "village")[:_ROUNDS]:
            page = self._page()
            self._painted(page, f"/network?centre={commune}&{self._day}")
            page.locator(f"tr[data-node='{village}'] button").first.click()
            page.evaluate(_FRAMES)
            found.append(page.evaluate(_EXPAND))
            page.close()
        painted, listed = zip(*found, strict=True)
        return f"{_said(painted)}; its tables {_said(listed)}"

    def overview(self) -> str:
        """Paint the overview of the province, with its villages too."""
        found = []
        for tier in ("commune", "village"):
            page = self._page()
            path = f"/overview?in={self._wanted.province}&tier={tier}&{self._day}"
            self._painted(page, path)  # the first one is remembered for the next reader
            found.append(f"{tier}s {self._painted(page, path):.0f} ms")
            page.close()
        return ", ".join(found)

    def _page(self) -> Page:
        return self._browser.new_page(viewport={"width": 1366, "height": 768})

    def _painted(self, page: Page, path: str) -> float:
        response: Response | None = page.goto(self._address + path, wait_until="commit")
        if response is None or not response.ok:
            message = f"no such page: {path}"
            raise RuntimeError(message)
        return float(page.evaluate(_PAINTED))

    def _around(self, centre: str, tier: str) -> list[str]:
        """Return the units of a tier around another, as the network has them."""
        path = f"/api/v1/network?centre={centre}&{self._day}"
        with urllib.request.urlopen(self._address + path) as answer:  # noqa: S310 - our own site on loopback
            nodes = json.load(answer)["nodes"]
        return [node["id"] for node in nodes if node["tier"] == tier]


def _zoomed(page: Page) -> str:
    """Turn the wheel over the picture for some seconds; tell the frames a second and the worst."""
    page.locator("#picture").hover()
    page.evaluate(_COUNT)
    began, turns = time.perf_counter(), 0
    while time.perf_counter() - began < _ZOOM_SECONDS:
        page.mouse.wheel(0, -60 if turns % 40 < 20 else 60)  # noqa: PLR2004 - in, then out again
        turns += 1
    seen: list[float] = page.evaluate("window.frames_seen")
    gaps = sorted(b - a for a, b in pairwise(seen))
    rate = 1000 * len(gaps) / (seen[-1] - seen[0])
    late = gaps[len(gaps) * 95 // 100]
    return f"{rate:.0f} frames/s, 95 of 100 within {late:.0f} ms, {turns} turns of the wheel"


def _grown(route: Route) -> None:
    """Answer with the page, its picture grown by more who support the target."""
    response = route.fetch()
    html = _DATA.sub(
        lambda found: found[1] + _more(json.loads(found[2])) + found[3], response.text()
    )
    route.fulfill(response=response, body=html)


def _more(data: dict[str, Any]) -> str:
    people = [node for node in data["nodes"] if node["shape"] == "person"]
    joins = [edge for edge in data["edges"] if edge["source"] in {n["id"] for n in people}]
    made = 0
    while people and len(data["nodes"]) < _CHAIN_NODES:
        node = people[made % len(people)]
        own = [edge for edge in joins if edge["source"] == node["id"]] or joins[:1]
        new = f"{node['id']}-{made}"
        data["nodes"].append({**node, "id": new, "target": False, "steps": []})
        data["edges"] += [{**edge, "id": f"{edge['id']}-{made}", "source": new} for edge in own[:1]]
        made += 1
    return json.dumps(data).replace("<", "\\u003c")


def _said(milliseconds: Sequence[float]) -> str:
    ordered = sorted(milliseconds)
    return f"p50 {ordered[len(ordered) // 2]:.0f} ms, most {ordered[-1]:.0f} ms ({len(ordered)})"
