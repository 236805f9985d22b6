"""Files to take away: whole in themselves, masked, stamped, and deaf to what stands in a name."""

from __future__ import annotations

import base64
import getpass
import hashlib
import json
import re
from typing import TYPE_CHECKING

import pytest

from graphapp.i18n import Translator
from graphapp.render import offline as module
from graphapp.render.drawing import Box, Join
from graphapp.render.offline import Row, Sheet, Stamp, Table, offline, read_parts
from graphapp.web.assets import find_assets
from tests.web.browser import AXE

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient
    from playwright.sync_api import Browser, Page

NOW = "as_of=2026-11-22"
CHAINS = (
    f"/units/u1-5/chain/offline.html?{NOW}",
    f"/units/u1-5/chain/offline.html?{NOW}&line=both&lang=en",
    f"/units/u1-7/chain/offline.html?{NOW}",
    f"/households/h1-1/chain/offline.html?{NOW}",
    f"/organisations/o1-9/chain/offline.html?{NOW}",
    f"/network/offline.html?centre=u1-4&{NOW}",
    f"/network/offline.html?centre=p1-6&{NOW}&lang=en",
    f"/overview/offline.html?in=u1-1&tier=village&layout=tree&{NOW}",
    f"/overview/offline.html?in=u1-4&{NOW}&lang=en",
    f"/changes/offline.html?in=u1-1&from=2025-06-30&{NOW}",
    f"/changes/offline.html?in=u1-4&from=2025-06-30&kind=took_post&{NOW}&lang=en",
    f"/people/p1-6/chain/offline.html?{NOW}&line=both",
    f"/people/p1-3/chain/offline.html?{NOW}&lang=en",
)
LARGEST = 3_000_000
PAYLOADS = (
    '</script><script>document.title = "ran"</script>',
    '"><img src=x onerror="document.title = \'ran\'">',
    'href=javascript:document.title="ran" onclick=document.title="ran"',
    "</style><style>body{display:none}</style><!-- {{ 7 * 7 }} ]]> -->",
    "</svg><a href=javascript:alert(1)>href</a>",
    "\u2028\u2029\\u003c/script>",
)


def given_out(client: FlaskClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment; filename=")
    return response.get_data(as_text=True)


@pytest.mark.parametrize("address", CHAINS)
def test_a_file_is_whole_and_carries_date_scope_and_who_took_it(
    client: FlaskClient, address: str
) -> None:
    html = given_out(client, address)
    assert len(html.encode()) < LARGEST
    assert html.count("22/11/2026") >= 2
    assert html.count(getpass.getuser()) >= 4
    assert 'class="watermark"' in html
    for outside in (" src=", " href=http", "url(http", "url(/", "@import", "<link", "<base"):
        assert outside not in re.sub(r"&#?\w+;", "", html).replace("img src=x", "")


@pytest.mark.parametrize("address", CHAINS)
def test_only_the_style_and_the_script_of_the_file_may_act(
    client: FlaskClient, address: str
) -> None:
    html = given_out(client, address)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert "default-src &#39;none&#39;" in policy[1]
    for tag in ("style", 'script type="module"'):
        found = re.search(rf"<{tag}>(.*?)</{tag.split()[0]}>", html, re.DOTALL)
        assert found
        digest = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
        assert f"sha256-{digest}" in policy[1].replace("&#43;", "+")
    assert not re.search(r" style=| on[a-z]+=", re.sub(r">[^<]*<|\"[^\"]*\"", "", html))


def test_what_is_sensitive_is_named_and_hidden(client: FlaskClient) -> None:
    for address, hidden in ((CHAINS[0], "đã ẩn"), (CHAINS[6], "hidden"), (CHAINS[-2], "đã ẩn")):
        data = data_of(given_out(client, address))
        details = data["boxes"]["p1-6"]["details"]
        assert [value for _, value in details].count(hidden) >= 3
        told = json.dumps(data, ensure_ascii=False)
        for value in ("1981", "17/04"):
            assert value not in told


def data_of(html: str) -> dict[str, dict[str, dict[str, list[list[str]]]]]:
    found = re.search(r'id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    loaded: dict[str, dict[str, dict[str, list[list[str]]]]] = json.loads(found[1])
    return loaded


def test_a_file_of_a_network_holds_what_its_page_shows(client: FlaskClient) -> None:
    drawn = client.get(f"/api/v1/network?centre=u1-4&{NOW}").get_json()
    data = data_of(given_out(client, CHAINS[5]))
    assert set(data["boxes"]) == {node["id"] for node in drawn["nodes"]}
    assert len(data["joins"]) == len(drawn["edges"])


def test_a_file_of_a_person_holds_the_picture_of_the_page_and_the_way_up(
    client: FlaskClient,
) -> None:
    page = client.get(f"/people/p1-6/chain?{NOW}&line=both").get_data(as_text=True)
    drawn = re.search(r'id="picture-data"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert drawn
    html = given_out(client, CHAINS[-2])
    data = data_of(html)
    assert set(data["boxes"]) == {node["id"] for node in json.loads(drawn[1])["nodes"]}
    assert any(box.startswith("charge-") for box in data["boxes"])
    rows = re.findall(r'id="step-(?:state|party)-\d+"[^>]*data-nodes="([^" ]+)', page)
    assert rows
    assert all(f' data-boxes="{person}"' in html for person in rows)


def test_a_file_of_an_overview_holds_its_units_with_their_states(client: FlaskClient) -> None:
    asked = f"in=u1-1&tier=village&layout=tree&{NOW}"
    units = client.get(f"/api/v1/overview?{asked}").get_json()["units"]
    html = given_out(client, f"/overview/offline.html?{asked}")
    assert set(data_of(html)["boxes"]) == {unit["id"] for unit in units}
    states = {(unit["state"], unit["id"]) for unit in units}
    assert set(re.findall(r'tier-\w+ is-(\w+)" data-box="([^"]+)"', html)) == states
    villages = [unit for unit in units if unit["tier"] == "village"]
    assert html.count(' data-boxes="') == len(villages)
    details = data_of(html)["boxes"]["u1-5"]["details"]
    assert any("12/QĐ-UBND" in value and "01/07/2025" in value for _, value in details)


def test_a_file_of_changes_holds_the_list_as_it_is_filtered(client: FlaskClient) -> None:
    asked = f"in=u1-4&from=2025-06-30&{NOW}"
    every = client.get(f"/api/v1/changes?{asked}").get_json()["changes"]
    whole = given_out(client, f"/changes/offline.html?{asked}")
    assert whole.count(' data-boxes="') == len(every)
    some = [change for change in every if change["kind"] == "took_post"]
    told = given_out(client, f"/changes/offline.html?{asked}&kind=took_post")
    assert told.count(' data-boxes="') == len(some) > 0
    assert "30/06/2025 → 22/11/2026" in told


def test_a_code_leads_to_the_file_of_what_it_means(client: FlaskClient) -> None:
    first = client.get(f"/units/T01/chain/offline.html?{NOW}&line=party")
    assert first.status_code == 302
    assert "/units/u1-5/chain/offline.html?" in first.headers["Location"]
    assert "line=party" in first.headers["Location"]
    first = client.get(f"/network/offline.html?centre=06184&{NOW}")
    assert "centre=u1-4" in first.headers["Location"]


def test_only_the_faces_of_the_font_that_are_needed_go_in() -> None:
    parts = read_parts(find_assets().folder)
    assert parts.fitting("abc").count("@font-face") == 2
    assert parts.fitting("Thôn Nà Lữ").count("@font-face") == 4
    assert parts.fitting("Đội Nà Lữ").count("@font-face") == 6


def evil_sheet(payloads: tuple[str, ...]) -> Sheet:
    """A box for each payload, with it in every text; the first one in the texts of the file."""
    first = payloads[0]
    boxes = tuple(
        Box(
            f"b{number}", "unit", each, each, (each,), (("broken", each),), ((each, each),),
            "tier-village", "1", number,
        )
        for number, each in enumerate(payloads)
    )  # fmt: skip
    joins = tuple(
        Join(f"j{number}", "b0", f"b{number}", "edge-assignment", each, each, "full")
        for number, each in enumerate(payloads)
        if number
    )
    rows = tuple(Row((each, each), (f"b{number}",)) for number, each in enumerate(payloads))
    table = Table(first, (first, first), rows)
    stamp = Stamp(first, first, first, first)
    return Sheet("vi", first, first, stamp, boxes, joins, (table,), (("node-unit", first),))


def opened(browser: Browser, file: Path) -> tuple[Page, list[str]]:
    """Open a file as by double click, without a network; what it asks for or complains of."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    noticed: list[str] = []
    own = file.as_uri()
    page.on("request", lambda r: None if _is_own(r.url, own) else noticed.append(r.url))
    page.on("console", lambda message: noticed.append(message.text))
    page.on("pageerror", lambda error: noticed.append(str(error)))
    page.on("dialog", lambda dialog: noticed.append(dialog.message))
    page.goto(own)
    return page, noticed


def _is_own(url: str, own: str) -> bool:
    return url == own or url.startswith("data:font/")


@pytest.mark.browser
def test_a_payload_in_every_text_stays_text(chrome: Browser, tmp_path: Path) -> None:
    file = tmp_path / "evil.html"
    sheet = evil_sheet(PAYLOADS)
    html = offline(sheet, read_parts(find_assets().folder), Translator("vi").text)
    file.write_text(html, "utf-8")
    page, noticed = opened(chrome, file)
    page.wait_for_selector("body[data-ready]")
    for number, payload in enumerate(PAYLOADS):
        page.locator("[data-zoom=fit]").click()
        node = page.locator(f"#picture [data-box=b{number}]")
        node.hover()
        node.click()
        assert page.locator("#details h3").text_content() == payload
        page.locator("#find").fill(payload)
        for part in ("#hits", "#details"):
            page.locator(f"{part} button").first.click()
    assert page.locator("tbody tr").count() == len(PAYLOADS)
    assert page.title() != "ran"
    assert noticed == []
    page.context.close()


@pytest.mark.browser
def test_without_its_guards_a_payload_would_run(
    chrome: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = read_parts(find_assets().folder)
    monkeypatch.setattr(module, "_policy", lambda *_: "")
    for payload in PAYLOADS[:2]:
        monkeypatch.setattr(module._ENVIRONMENT, "autoescape", True)
        module._ENVIRONMENT.cache.clear()
        held = offline(evil_sheet((payload,)), parts, Translator("vi").text)
        monkeypatch.setattr(module._ENVIRONMENT, "autoescape", False)
        module._ENVIRONMENT.cache.clear()
        bare = offline(evil_sheet((payload,)), parts, Translator("vi").text)
        for name, html, ran in (("held", held, False), ("bare", bare, True)):
            file = tmp_path / f"{name}.html"
            file.write_text(html, "utf-8")
            page, _ = opened(chrome, file)
            page.wait_for_timeout(200)
            assert (page.title() == "ran") == ran
            page.context.close()
    module._ENVIRONMENT.cache.clear()


@pytest.mark.browser
def test_a_file_is_searched_and_walked_without_a_network(
    chrome: Browser, client: FlaskClient, tmp_path: Path
) -> None:
    for address in (CHAINS[0], f"/network/offline.html?centre=u1-5&{NOW}"):
        file = tmp_path / "taken.html"
        file.write_text(given_out(client, address), "utf-8")
        page, noticed = opened(chrome, file)
        page.wait_for_selector("body[data-ready]")
        page.keyboard.press("/")
        page.keyboard.type("be thi my")
        page.locator("#hits button", has_text="Bế Thị Mỹ Duyên").click()
        assert "Bế Thị Mỹ Duyên" in str(page.locator("#details h3").text_content())
        here = page.locator("#picture .is-chosen")
        assert here.get_attribute("data-box") == "p1-6"
        page.keyboard.press("ArrowDown")
        assert page.locator("#picture .is-chosen").get_attribute("data-box") != "p1-6"
        before = page.locator("#picture").get_attribute("viewBox")
        page.locator("[data-zoom=in]").click()
        assert page.locator("#picture").get_attribute("viewBox") != before
        page.locator("#find").fill("zzzz")
        assert page.locator("#told").text_content() == "Không tìm thấy."
        assert page.evaluate("""document.fonts.check('14px "Be Vietnam Pro"', "ữ")""")
        assert noticed == []
        page.context.close()


@pytest.mark.browser
def test_a_file_is_clean_for_axe_and_fits_a_phone(
    chrome: Browser, client: FlaskClient, tmp_path: Path
) -> None:
    for address in (CHAINS[1], CHAINS[5], CHAINS[7], CHAINS[9]):
        file = tmp_path / "taken.html"
        html = given_out(client, address)
        file.write_text(html, "utf-8")
        context = chrome.new_context(
            viewport={"width": 390, "height": 844}, offline=True, bypass_csp=True
        )
        page = context.new_page()
        page.goto(file.as_uri())
        page.wait_for_selector("body[data-ready]")
        sizes = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        wide, seen = page.evaluate(sizes)
        assert wide <= seen
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert [v["id"] for v in page.evaluate("axe.run()")["violations"]] == []
        context.close()


@pytest.mark.browser
def test_a_file_of_an_overview_or_of_changes_is_searched_and_walked_without_a_network(
    chrome: Browser, client: FlaskClient, tmp_path: Path
) -> None:
    for address, title, key in (
        (CHAINS[7], "Thôn Nà Lùng", "ArrowUp"),
        (CHAINS[9], "Xã Cao Lộc", "ArrowLeft"),
    ):
        file = tmp_path / "taken.html"
        file.write_text(given_out(client, address), "utf-8")
        page, noticed = opened(chrome, file)
        page.wait_for_selector("body[data-ready]")
        page.keyboard.press("/")
        page.keyboard.type(title.lower().replace("ù", "u").replace("ộ", "o"))
        page.locator("#hits button", has_text=title).first.click()
        assert page.locator("#details h3").text_content() == title
        chosen = page.locator("#picture .is-chosen")
        here = chosen.get_attribute("data-box")
        assert chosen.locator("use").count() == 1
        page.keyboard.press(key)
        assert page.locator("#picture .is-chosen").get_attribute("data-box") != here
        for node in page.locator("#picture [data-box]").all():
            node.locator(".shape").hover(force=True)
            node.locator(".shape").click(force=True)
        assert page.locator("main img").count() == 0
        assert noticed == []
        page.context.close()
