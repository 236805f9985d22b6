"""Dossiers in Chromium: the page on screen and phone, the file without a network, evil names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphapp.i18n import Translator
from graphapp.render.offline import read_parts
from graphapp.render.paper import SCRIPT, offline_paper
from graphapp.static_files import static_folder
from tests.export.papers import paper
from tests.web.browser import AXE, PHONE, WIDE, tab
from tests.web.test_offline import PAYLOADS, opened

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
NOW = "as_of=2026-11-22"


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["screen", "phone"])
@pytest.mark.parametrize("subject", ["u1-5", "u1-4", "p1-6", "u1-3"])
def test_page_is_quiet_accessible_and_as_wide_as_the_screen(
    chrome: Browser, scene_address: str, subject: str, size: tuple[int, int]
) -> None:
    with tab(chrome, scene_address, size) as found:
        found.open(f"/dossier/{subject}?{NOW}")
        assert not found.scrolls_sideways
        assert found.axe() == []
        found.check()


def test_a_dossier_is_taken_away_by_one_click(chrome: Browser, scene_address: str) -> None:
    with tab(chrome, scene_address) as found:
        found.open(f"/units/u1-5?{NOW}")
        found.follow("Hồ sơ (PDF, Excel, HTML)")
        found.page.select_option("#months", "36")
        with found.going():
            found.page.get_by_role("button", name="Xem", exact=True).last.click()
        for words, ending in (("PDF", ".pdf"), ("Excel", ".xlsx"), ("HTML", ".html")):
            with found.page.expect_download() as taken:
                found.page.locator("main .actions a", has_text=words).click()
            assert taken.value.suggested_filename == f"ho-so-t01-2026-11-22{ending}"
        assert "36 tháng" in found.text
        found.check()


def test_the_file_opens_without_a_network_and_is_searched(
    chrome: Browser, client: FlaskClient, tmp_path: Path
) -> None:
    file = tmp_path / "ho-so.html"
    file.write_bytes(client.get(f"/dossier/u1-4.html?{NOW}").get_data())
    page, noticed = opened(chrome, file)
    page.wait_for_selector("body[data-ready]")
    page.keyboard.press("/")
    page.keyboard.type("na lung be thi my")
    rows = page.locator("main tbody tr:visible")
    assert 0 < rows.count() < page.locator("main tbody tr").count()
    assert all("Bế Thị Mỹ Duyên" in row for row in rows.all_text_contents())
    assert page.locator("#told").text_content() == f"{rows.count()} dòng khớp"
    page.locator("#find").fill("zzzz")
    assert page.locator("#told").text_content() == "Không tìm thấy."
    page.locator("#find").fill("")
    assert page.locator("main tbody tr:visible").count() == page.locator("main tbody tr").count()
    assert page.evaluate("""document.fonts.check('14px "Be Vietnam Pro"', "ữ")""")
    assert noticed == []
    page.context.close()


def test_the_file_is_accessible_and_fits_a_phone(
    chrome: Browser, client: FlaskClient, tmp_path: Path
) -> None:
    file = tmp_path / "ho-so.html"
    file.write_bytes(client.get(f"/dossier/u1-4.html?{NOW}&lang=en").get_data())
    size = {"width": PHONE[0], "height": PHONE[1]}
    context = chrome.new_context(viewport=size, offline=True, bypass_csp=True)  # type: ignore[arg-type]  # a TypedDict
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector("body[data-ready]")
    sizes = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    wide, seen = page.evaluate(sizes)
    assert wide <= seen
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert [v["id"] for v in page.evaluate("axe.run()")["violations"]] == []
    context.close()


def test_payloads_in_every_text_of_a_file_stay_text(chrome: Browser, tmp_path: Path) -> None:
    parts = read_parts(static_folder(), SCRIPT)
    file = tmp_path / "evil.html"
    html = offline_paper(paper(*PAYLOADS), parts, Translator("vi").text)
    file.write_text(html, "utf-8")
    page, noticed = opened(chrome, file)
    page.wait_for_selector("body[data-ready]")
    rows = page.locator("main tbody tr", has_text="22/11/2026")
    assert rows.count() == len(PAYLOADS)
    for number, payload in enumerate(PAYLOADS):
        assert rows.nth(number).locator("td").nth(1).text_content() == payload
        page.locator("#find").fill(payload)
    assert page.title() != "ran"
    assert page.locator("main img, main a").count() == 0
    assert noticed == []
    page.context.close()
