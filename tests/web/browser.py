"""A Chromium tab that is watched: where it asks, what it complains of, what axe finds."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page, Route

AXE = Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js"
WIDE, PHONE = (1366, 768), (390, 844)
_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-3d-apis", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
_LISTEN = """
window.refused = [];
const note = (event) => window.refused.push(event.violatedDirective);
document.addEventListener("securitypolicyviolation", note);
"""


def chromium_path() -> str:
    """Where Chromium is; skips the test where there is none."""
    name = "GRAPHAPP_TEST_CHROMIUM"
    found = os.environ.get(name) or shutil.which("chromium") or ""
    if not found:
        pytest.skip(os.environ.get(f"{name}_WHY_NOT") or "Chromium is not installed")
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=[*_FLAGS])
        yield browser
        browser.close()


@dataclass
class Tab:
    """A page with what was noticed while it was used. ``address`` is the site's."""

    page: Page
    address: str
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        self.page.goto(self.address + path.lstrip("/"))
        self.ready()

    @contextmanager
    def going(self) -> Iterator[None]:
        """Do something that leads to another page, and wait until that page stands."""
        with self.page.expect_navigation():
            yield
        self.ready()

    def ready(self) -> None:
        """Wait until the page tells that it is drawn."""
        self.page.wait_for_selector("body[data-ready]")

    def follow(self, words: str) -> None:
        """Click the first link with these words in the main part or the frame around it."""
        with self.going():
            self.page.get_by_role("link", name=words, exact=True).first.click()

    @property
    def text(self) -> str:
        return self.page.locator("body").inner_text()

    @property
    def scrolls_sideways(self) -> bool:
        sizes = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        wide, seen = self.page.evaluate(sizes)
        return bool(wide > seen)

    def axe(self) -> list[str]:
        """What axe finds wrong, in its words."""
        self.page.evaluate(_axe())
        found = self.page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]
        return [f"{v['id']}: {json.dumps([n['target'] for n in v['nodes']])}" for v in found]

    def check(self) -> None:
        """Nothing left the machine, nothing was refused, nothing was complained of."""
        refused = self.page.evaluate("window.refused")
        assert (self.outside, refused, self.complaints) == ([], [], [])


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


@contextmanager
def tab(browser: Browser, address: str, size: tuple[int, int] = WIDE) -> Iterator[Tab]:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="vi-VN")
    page = context.new_page()
    made = Tab(page, address)
    own = urlsplit(address).netloc

    def asked(route: Route) -> None:
        if urlsplit(route.request.url).netloc == own:
            route.continue_()
        else:
            made.outside.append(route.request.url)
            route.abort()

    def said(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            made.complaints.append(message.text)

    context.route("**/*", asked)
    page.add_init_script(_LISTEN)
    page.on("console", said)
    page.on("pageerror", lambda error: made.complaints.append(str(error)))
    page.on("dialog", lambda dialog: made.complaints.append(dialog.message))
    yield made
    context.close()
