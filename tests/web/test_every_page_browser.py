"""Every rule of a page, asked of every page that there is an address for, failures among them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.conftest import LONG
from tests.web import probes
from tests.web.addresses import FAILURES, PAGES, on
from tests.web.browser import PHONE, WIDE, tab
from tests.web.views import STANDS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.web.browser import Tab

pytestmark = pytest.mark.browser

MODES = [
    pytest.param("vi", WIDE, id="vi-wide"),
    pytest.param("en", PHONE, id="en-phone"),
    pytest.param("vi", PHONE, id="vi-phone", marks=pytest.mark.long),
    pytest.param("en", WIDE, id="en-wide", marks=pytest.mark.long),
]
BROKEN = ("/units/99", "/units/183", "/gaps?as_of=31/02/2025")  # unknown, several, not understood
_ERROR = 400


def pages() -> list[str]:
    """All pages; in the short run the first and the last of each route, and one of each failure."""
    if LONG:
        return [each for each in (*PAGES, *FAILURES) if not each.startswith("/api/")]
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    for address in PAGES:
        route = re.sub(r"\b[a-z]\d+-\d+\b", "", urlsplit(address).path)
        first.setdefault(route, address)
        last[route] = address
    return list(dict.fromkeys((*first.values(), *last.values(), *BROKEN)))


@pytest.mark.parametrize(("lang", "size"), MODES)
def test_every_page_keeps_the_rules_of_a_page(
    chrome: Browser, scene_address: str, lang: str, size: tuple[int, int]
) -> None:
    with tab(chrome, scene_address, size) as found:
        faults = {address: _faults(found, on(address, lang), lang) for address in pages()}
    assert {address: told for address, told in faults.items() if told} == {}


def _faults(found: Tab, address: str, lang: str) -> list[str]:
    """What of a page does not keep the rules, in words."""
    page = found.page
    response = page.goto(found.address + address.lstrip("/"))
    assert response
    page.wait_for_selector(STANDS)
    faults = [f"asked outside: {each}" for each in found.outside]
    faults += [f"refused by the policy: {each}" for each in page.evaluate("window.refused")]
    said = [each for each in found.complaints if not _is_own_status(each, response.status)]
    faults += [f"complained: {each}" for each in said]
    faults += [f"by mouse alone: {each}" for each in page.evaluate(probes.BY_MOUSE_ALONE)]
    faults += found.axe()
    if found.scrolls_sideways:
        faults.append("wider than the window")
    if page.evaluate("performance.getEntriesByName('first-contentful-paint').length") != 1:
        faults.append("not painted")
    if f"lang={lang}" in address and page.locator("html").get_attribute("lang") != lang:
        faults.append("in another language")
    if LONG:
        told = page.locator("main").inner_text()
        page.goto(page.url)
        page.wait_for_selector(STANDS)
        if page.locator("main").inner_text() != told:
            faults.append("another page when it is opened by the address that stands there")
    found.outside.clear()
    found.complaints.clear()
    return faults


def _is_own_status(complaint: str, status: int) -> bool:
    """Whether Chromium tells no more than that the page itself is an error."""
    told = f"Failed to load resource: the server responded with a status of {status} "
    return status >= _ERROR and complaint.startswith(told)
