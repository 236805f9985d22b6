"""In Chromium: edit the policy, be refused, accept a gap, give it out and find it again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from graphapp import create_app
from graphapp.clock import today
from graphapp.write import open_store
from tests.web.addresses import GAP
from tests.web.browser import PHONE, tab
from tests.web.conftest import ladybug_settings, served
from tests.web.scene import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.web.browser import Tab

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = ladybug_settings(tmp_path_factory.mktemp("follow-up"))
    with open_store(settings) as store:
        fill(store)
        yield served(create_app(store, settings))


@pytest.fixture
def office(chrome: Browser, address: str) -> Iterator[Tab]:
    with tab(chrome, address) as found:
        yield found


def press(office: Tab, words: str) -> None:
    with office.going():
        office.page.get_by_role("button", name=words, exact=True).first.click()


def test_policy_is_edited_and_what_contradicts_is_refused_with_what_was_typed(
    office: Tab,
) -> None:
    office.open("policy/row?row=village_by_commune")
    assert office.axe() == []
    office.page.get_by_label("Định mức", exact=True).fill("4")
    office.page.get_by_label("Căn cứ, ghi chú").fill("QĐ 5/QĐ-UBND")
    press(office, "Ghi quy định")
    assert "Định mức: 5 → 4" in office.text
    assert office.axe() == []

    office.follow("Thêm nhiệm vụ")
    office.page.get_by_label("Cấp của chức vụ").select_option("province")
    office.page.get_by_label("phụ trách", exact=True).check()
    office.page.get_by_label("Định mức", exact=True).fill("7")
    press(office, "Ghi quy định")
    assert "mâu thuẫn với dòng" in office.page.get_by_role("alert").inner_text()
    assert office.page.get_by_label("Định mức", exact=True).input_value() == "7"
    assert office.axe() == []
    office.complaints.clear()  # a refused form is an answer of its own: Chromium notes its status
    office.check()


def test_gap_is_accepted_with_an_end_alone_and_given_to_somebody_who_is_suggested(
    office: Tab,
) -> None:
    office.open(f"accepted/new?key={GAP}")
    office.page.get_by_label("Lý do").fill("thiếu biên chế")
    press(office, "Tạm chấp nhận")
    assert "phải có ngày hết hạn" in office.page.get_by_role("alert").inner_text()
    assert office.axe() == []
    office.complaints.clear()  # as above
    day = today() + timedelta(days=1)
    office.page.get_by_label("Chấp nhận đến hết ngày").fill(f"{day:%d/%m/%Y}")
    press(office, "Tạm chấp nhận")
    assert "Đang chấp nhận (1)" in office.text
    assert office.axe() == []

    office.open(f"tasks/new?key={GAP}")
    typed = office.page.get_by_role("combobox", name="Giao cho")
    typed.press_sequentially("mỹ duyên")
    office.page.locator("li.suggestion", has_text="CB06").click()
    office.page.get_by_label("Hạn hoàn thành").fill(f"{day:%d/%m/%Y}")
    assert office.axe() == []
    press(office, "Giao việc")
    assert "Bế Thị Mỹ Duyên" in office.text
    assert "sắp đến hạn" in office.text
    assert office.axe() == []
    office.check()


@pytest.mark.parametrize(
    "path", ["policy", "policy/row", "accepted", "tasks", f"tasks/new?key={GAP}"]
)
def test_page_fits_a_phone(chrome: Browser, address: str, path: str) -> None:
    with tab(chrome, address, PHONE) as found:
        found.open(path)
        assert not found.scrolls_sideways
        assert found.axe() == []
        found.check()
