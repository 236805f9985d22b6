"""From a messy workbook through remarks, mending, confirming and undoing, in Chromium."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from graphapp import create_app
from graphapp.i18n import Translator
from graphapp.web.site import Site
from graphapp.write import open_store
from loaders import load
from tests.intake.test_remark_copy import workbook
from tests.loaders.world import OLD, UNITS, write
from tests.web.browser import PHONE, WIDE, tab
from tests.web.conftest import ladybug_settings, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.web.browser import Tab

pytestmark = pytest.mark.browser

NOW = "as_of=2026-11-22"
SHEET = "Thôn 2026"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A site over the units of the small province."""
    settings = ladybug_settings(tmp_path / "home")
    with open_store(settings) as store:
        load(store, write(tmp_path, {"don_vi.csv": UNITS, "xa_cu.csv": OLD}), actor="test")
        app = create_app(store, settings)
        yield served(app)
        site = app.extensions["graphapp"]
        assert isinstance(site, Site)
        site.desk.close()


def clean(found: Tab, lang: str) -> None:
    assert found.axe() == []
    assert not found.scrolls_sideways
    assert f'lang="{lang}"' in found.page.content()[:200]


def ended(found: Tab) -> None:
    """Wait until the page stands that no longer waits."""
    found.page.wait_for_selector("body[data-ready]:not(:has([data-poll]))")


def mended(copy: Path, target: Path) -> Path:
    """Mend the downloaded copy as a person would, its column of remarks left where it is."""
    sheet = CalamineWorkbook.from_path(copy).get_sheet_by_name(SHEET)
    rows = sheet.to_python(skip_empty_area=False)
    book = xlsxwriter.Workbook(target, {"strings_to_formulas": False})
    made, day = book.add_worksheet(SHEET), book.add_format({"num_format": "dd/mm/yyyy"})
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            value = {"31/02/2025": "28/02/2026", "5999": "05977"}.get(str(cell), cell)
            if isinstance(value, date):
                made.write_datetime(i, j, value, day)
            else:
                made.write(i, j, value)
    book.close()
    return target


@pytest.mark.parametrize(("lang", "size"), [("vi", WIDE), ("en", PHONE)], ids=["vi", "en"])
def test_messy_workbook_is_mended_confirmed_seen_and_taken_back(
    chrome: Browser, address: str, tmp_path: Path, lang: str, size: tuple[int, int]
) -> None:
    said = ("loads.send", "loads.mend_send", "loads.confirm", "loads.undo", "loads.undo_sure")
    say = [Translator(lang).text(message, entry=2) for message in said]
    with tab(chrome, address, size) as found:
        page = found.page
        found.open(f"/loads?{NOW}&lang={lang}")
        clean(found, lang)
        page.locator("#load-files").set_input_files(workbook(tmp_path / "thôn.xlsx"))
        page.get_by_role("button", name=say[0]).click()
        page.wait_for_url("**/loads/*")
        ended(found)
        clean(found, lang)
        assert "31/02/2025" in found.text
        assert "5999" in found.text

        with page.expect_download() as coming:
            page.locator("a[href*='/remarks/0']").click()
        copy = tmp_path / "copy.xlsx"
        coming.value.save_as(copy)
        page.locator("#mend-0").set_input_files(mended(copy, tmp_path / "thôn đã sửa.xlsx"))
        page.get_by_role("button", name=say[1]).click()
        page.wait_for_selector(f"text={say[2]}")
        ended(found)
        clean(found, lang)

        page.get_by_role("button", name=say[2]).click()
        page.wait_for_selector("#recorded")
        ended(found)
        clean(found, lang)
        job = page.url
        found.open(f"/units/05977-02?{NOW}&lang={lang}")
        assert "=1+1" in found.text

        page.goto(job)
        found.ready()
        page.get_by_text(say[3]).click()
        page.get_by_role("button", name=say[4]).click()
        page.wait_for_url(lambda url: url.split("?")[0] != job.split("?")[0])
        ended(found)
        clean(found, lang)
        found.check()
        found.open(f"/loads?{NOW}&lang={lang}")
        clean(found, lang)
        page.goto(f"{address}units/05977-02?{NOW}&lang={lang}")
        found.ready()
        assert "=1+1" not in found.text
        assert found.outside == []


def test_files_are_handed_in_without_javascript(
    chrome: Browser, address: str, tmp_path: Path
) -> None:
    context = chrome.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}loads?{NOW}")
    page.locator("#load-files").set_input_files(workbook(tmp_path / "thon.xlsx", bad=False))
    page.get_by_role("button", name="Kiểm tra tệp").click()
    page.wait_for_selector("text=Xác nhận và ghi")  # the page comes anew by itself
    page.get_by_role("button", name="Xác nhận và ghi").click()
    page.wait_for_selector("#recorded")
    context.close()


def test_files_may_be_dropped(chrome: Browser, address: str) -> None:
    with tab(chrome, address) as found:
        found.open(f"/loads?{NOW}")
        drop = """(box) => {
          const dropped = new DataTransfer();
          dropped.items.add(new File(["x"], "thon.csv"));
          box.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true }));
        }"""
        found.page.locator("[data-drop]").evaluate(drop)
        names = "field => [...field.files].map((file) => file.name)"
        assert found.page.locator("#load-files").evaluate(names) == ["thon.csv"]
        found.check()
