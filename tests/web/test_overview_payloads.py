"""Payloads in every name, title, kind, group and code of an overview stay text in Chromium."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pytest

from tests.web import scene
from tests.web.browser import tab
from tests.web.pages import read

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Browser, Route

    from tests.web.browser import Tab

NOW = "as_of=2026-11-22"


EVIL_PAGES = (
    f"/overview?in={scene.PROVINCE}&tier=village&layout=tree&{NOW}",
    f"/overview?in={scene.COMMUNE}&layout=tree&{NOW}",
    f"/changes?in={scene.PROVINCE}&from=2025-06-30&as_of=2025-07-01&layout=tree&tier=village",
    f"/changes?in={scene.DISTRICT}&from=2025-06-30&as_of=2025-07-01",
)


def ran(found: Tab) -> list[str]:
    """What of a payload became more than text."""
    seen = found.page.locator("img, [onerror], a[href^='javascript:']")
    html: list[str] = seen.evaluate_all("(all) => all.map((each) => each.outerHTML)")
    return html


@pytest.mark.browser
def test_payloads_in_every_name_stay_text_wherever_they_are_pointed_at_and_clicked(
    chrome: Browser, payload_address: str
) -> None:
    with tab(chrome, payload_address) as found:
        page = found.page
        for path in EVIL_PAGES:
            found.open(path)
            page.wait_for_selector("body[data-ready] [data-plan]")
            drawn = page.locator("[data-plan] [data-node]")
            assert drawn.count() > 2
            for i in range(drawn.count()):
                mark = drawn.nth(i)
                name = str(mark.get_attribute("data-name"))
                assert scene.EVIL in name
                mark.locator("use").hover(force=True)
                assert name in page.locator("[data-plan-where]").inner_text()
                mark.evaluate(
                    "(m) => m.dispatchEvent(new MouseEvent('click', CLICK))".replace(
                        "CLICK", "{ bubbles: true, cancelable: true, detail: 1 }"
                    )
                )
                page.locator("[data-panel-body] h3", has_text=name).wait_for()
            page.locator("#plan-find").fill("onerror")
            assert page.locator("[data-plan] .is-found").count() == drawn.count()
            assert (path, ran(found)) == (path, [])
        found.check()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("module", "guard", "unsafe"),
    [
        (
            "network/elements.js",
            "made.append(...children",
            (
                "made.innerHTML = children.filter((c) => typeof c === 'string').join('');"
                "made.append(...children.filter((c) => typeof c !== 'string')"
            ),
        ),
        (
            "overview/walk.js",
            'where.textContent = node.getAttribute("aria-label")',
            'where.innerHTML = node.getAttribute("aria-label")',
        ),
    ],
)
def test_payloads_would_be_noticed_if_a_script_wrote_them_as_html(
    chrome: Browser, payload_address: str, module: str, guard: str, unsafe: str
) -> None:
    with tab(chrome, payload_address) as found:
        found.open(EVIL_PAGES[1])
        script = found.page.locator("script[src$='overview.js']").get_attribute("src") or ""
        address = found.address + script.lstrip("/").replace("overview.js", module)
        source = found.page.request.get(address).text()
        assert guard in source
        found.page.context.route(
            f"**/{module}",
            lambda route: route.fulfill(
                body=source.replace(guard, unsafe), content_type="text/javascript"
            ),
        )
        found.open(f"{EVIL_PAGES[1]}&focus={scene.VILLAGE}")
        found.page.locator("[data-plan] [data-node]").first.focus()
        found.page.locator("[data-panel-body] dl").wait_for()
        assert ran(found) != []


@pytest.mark.browser
@pytest.mark.parametrize("guarded", [True, False])
def test_payload_in_a_name_on_the_map_stays_text_as_long_as_it_goes_in_as_text(
    chrome: Browser, demo_address: str, *, guarded: bool
) -> None:
    """No unit of the scene has a place: a name of the demonstration is changed on its way."""
    payload, guard = "<img src=x>", "text.textContent = node.dataset.name"

    def renamed(route: Route) -> None:
        answer = route.fetch()
        told = answer.text().replace('data-name="Xã Đoàn Kết"', f'data-name="{escape(payload)}"')
        route.fulfill(response=answer, body=told)

    def unguarded(route: Route) -> None:
        answer = route.fetch()
        assert guard in answer.text()
        bare = answer.text().replace(guard, "text.innerHTML = node.dataset.name")
        route.fulfill(response=answer, body=bare)

    with tab(chrome, demo_address) as found:
        found.page.context.route("**/overview?*", renamed)
        if not guarded:
            found.page.context.route("**/overview/names.js", unguarded)
        found.open(f"/overview?in=u1-1&{NOW}")
        found.page.locator(".live-name").first.wait_for(state="attached")
        found.page.wait_for_timeout(300)
        assert (ran(found) == []) == guarded
        if guarded:
            assert payload in found.page.locator(".live-name").all_text_contents()
            found.check()


def test_payloads_would_be_noticed_if_the_pages_did_not_escape(
    payload_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = payload_app.test_client()
    for path in EVIL_PAGES[1:2] + EVIL_PAGES[3:]:
        page = read(client, path)
        assert page.status == 200
        assert "<img src=x" not in page.html
    templates = payload_app.jinja_env.cache
    assert templates is not None
    monkeypatch.setattr(payload_app.jinja_env, "autoescape", False)
    templates.clear()
    for path in EVIL_PAGES[1:2] + EVIL_PAGES[3:]:
        assert "<img src=x" in read(client, path).html
    templates.clear()
