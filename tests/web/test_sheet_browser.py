"""The assignment sheet in Chromium: on a screen, on a phone, on A3 paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.web import scene
from tests.web.browser import PHONE, WIDE, tab

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.web.browser import Tab

pytestmark = pytest.mark.browser

NOW = "as_of=2026-11-22"
SHEET = f"/sheet/{scene.COMMUNE}?{NOW}"
A3_LANDSCAPE = (1190, 842)  # points


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_sheet_is_clean_in_both_languages_and_widths(
    chrome: Browser, scene_address: str, size: tuple[int, int], lang: str
) -> None:
    with tab(chrome, scene_address, size) as found:
        for path in (SHEET, f"/sheet/{scene.PROVINCE}?as_of=2025-06-30", f"{SHEET}&text=zzz"):
            found.open(f"{path}&lang={lang}")
            assert found.axe() == []
            assert not found.scrolls_sideways
            found.check()


def test_head_and_names_stay_in_sight_while_a_long_sheet_scrolls(at_demo: Tab) -> None:
    at_demo.open(f"/sheet/20?{NOW}")
    box = at_demo.page.locator(".sheet-box")
    head = at_demo.page.locator(".sheet-table thead th").nth(2)
    box.evaluate("(box) => { box.scrollTop = 900; box.scrollLeft = 400; }")
    top = box.bounding_box()
    seen = head.bounding_box()
    assert top
    assert seen
    assert abs(seen["y"] - top["y"]) < 3


def test_filters_work_without_scripts_by_the_address(at_scene: Tab) -> None:
    at_scene.open(SHEET)
    at_scene.page.locator("#state").select_option("expiring")
    with at_scene.going():
        at_scene.page.get_by_role("button", name="Lọc", exact=True).click()
    assert "state=expiring" in at_scene.page.url
    assert at_scene.page.locator(".sheet-table tbody tr:not(.section-row)").count() == 1
    at_scene.check()


def test_sheet_is_printed_on_a3_across_with_title_and_places_to_sign(at_scene: Tab) -> None:
    at_scene.open(SHEET)
    printed = at_scene.page.pdf(prefer_css_page_size=True, print_background=True)
    width, height = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", printed)[0]
    assert (round(float(width)), round(float(height))) in {A3_LANDSCAPE, (1191, 842)}
    at_scene.page.emulate_media(media="print")
    shown = at_scene.text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in shown
    assert "BẢNG PHÂN CÔNG PHỤ TRÁCH THÔN, HỘ GIA ĐÌNH" in shown
    assert "(Ký tên, đóng dấu)" in shown
    assert "Tải tệp Excel" not in shown
    box = at_scene.page.locator(".sheet-box").evaluate("(b) => getComputedStyle(b).overflow")
    assert box == "visible"
    at_scene.check()


def test_button_prints(at_scene: Tab) -> None:
    at_scene.page.add_init_script("window.print = () => { document.title = 'printed'; };")
    at_scene.open(SHEET)
    at_scene.page.get_by_role("button", name="In bảng (A3 ngang)").click()
    assert at_scene.page.title() == "printed"


def test_file_is_downloaded(at_scene: Tab, tmp_path: Path) -> None:
    at_scene.open(SHEET)
    with at_scene.page.expect_download() as loading:
        at_scene.page.get_by_role("link", name="Tải tệp Excel (XLSX)").click()
    target = tmp_path / loading.value.suggested_filename
    loading.value.save_as(target)
    assert target.name == "bang-phan-cong-06184-2026-11-22.xlsx"
    assert target.read_bytes().startswith(b"PK")
