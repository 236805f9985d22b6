"""Monday morning of an inspector, in Chromium: where to go first, what is wrong, what is done."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from graphapp import create_app
from graphapp.clock import today
from graphapp.i18n import Translator
from graphapp.web.site import Site
from graphapp.write import open_store
from loaders import load
from tests.loaders.world import WORLD, write
from tests.web.browser import PHONE, WIDE, tab
from tests.web.conftest import ladybug_settings, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.web.browser import Tab

pytestmark = pytest.mark.browser

WARD = "Phường Lương Văn Tri"  # nobody was ever assigned to it, nor to what lies in it
NEIGHBOURHOOD = "Khối 1"
ASSIGNED = """\
Mã phân công,Mã cán bộ,Loại đối tượng,Mã đối tượng,Từ ngày,Đến ngày
PC9,CB1,xã,05983,01/07/2025,
"""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A site over the small province of the loaders' tests."""
    settings = ladybug_settings(tmp_path / "home")
    with open_store(settings) as store:
        load(store, write(tmp_path, WORLD), actor="test")
        app = create_app(store, settings)
        yield served(app)
        site = app.extensions["graphapp"]
        assert isinstance(site, Site)
        site.desk.close()


class Morning:
    """An inspector at a tab, in one language."""

    def __init__(self, found: Tab, lang: str) -> None:
        self.tab, self.page, self.lang = found, found.page, lang
        self.say = Translator(lang).text

    def open(self, path: str) -> None:
        self.tab.open(f"{path}{'&' if '?' in path else '?'}lang={self.lang}")

    def clean(self) -> None:
        """Nothing on the page is in the way of anybody; pages of others are asked elsewhere."""
        assert self.tab.axe() == []
        assert not self.tab.scrolls_sideways
        assert f'lang="{self.lang}"' in self.page.content()[:200]

    def follow(self, name: str, within: str = "main") -> None:
        with self.tab.going():
            self.page.locator(within).get_by_role("link", name=name, exact=True).first.click()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(self.say(label), exact=True).first.fill(text)

    def send(self, button: str) -> None:
        with self.tab.going():
            self.page.get_by_role("button", name=self.say(button), exact=True).click()

    def figure(self, kind: str, tier: str) -> str:
        """What the matrix of the page says: n/N."""
        cell = self.page.locator(f"td[data-kind={kind}][data-tier={tier}]")
        return cell.inner_text().split(":")[-1].strip()

    def gap(self, word: str, name: str) -> str:
        """What the link says that does something about a gap."""
        kind = self.say("gap_kind.never_assigned")
        return self.say(f"inspection.{word}_one", name=name, kind=kind)

    def load(self, path: Path) -> None:
        """Hand a file in, look it through, confirm it."""
        self.open("/loads")
        self.page.locator("#load-files").set_input_files(path)
        self.page.get_by_role("button", name=self.say("loads.send")).click()
        self.page.wait_for_selector(f"text={self.say('loads.confirm')}")
        self.stand()
        self.page.get_by_role("button", name=self.say("loads.confirm")).click()
        self.page.wait_for_selector("#recorded")
        self.stand()

    def stand(self) -> None:
        """Wait until the page stands that no longer waits."""
        self.page.wait_for_selector("body[data-ready]:not(:has([data-poll]))")


@pytest.mark.parametrize(("lang", "size"), [("vi", WIDE), ("en", PHONE)], ids=["vi", "en"])
def test_inspector_finds_the_gap_accepts_one_gives_one_out_and_sees_it_close(
    chrome: Browser, address: str, tmp_path: Path, lang: str, size: tuple[int, int]
) -> None:
    due = f"{today() + timedelta(days=30):%d/%m/%Y}"
    with tab(chrome, address, size) as found:
        me = Morning(found, lang)
        me.open("/")
        me.follow(me.say("need.title"))
        me.clean()
        first = found.page.locator("#rows tbody tr").first
        assert WARD in first.inner_text()
        assert me.say("gap_kind.never_assigned").capitalize() in first.inner_text()

        me.follow(WARD, "#rows tbody tr:first-child")
        assert me.figure("nobody", "commune") == "1/1"
        assert me.figure("nobody", "village") == "1/1"
        me.follow("1/1", "td[data-kind=never_assigned][data-tier=village]")
        assert NEIGHBOURHOOD in found.page.locator("#rows tbody").inner_text()

        me.follow(f"{me.say('inspection.to_dossier')}: {NEIGHBOURHOOD}", "#rows")
        assert NEIGHBOURHOOD in found.page.locator("h1").inner_text()
        found.page.go_back()
        found.ready()

        me.follow(me.gap("accept", NEIGHBOURHOOD), "#rows")
        me.fill("accepted.until", due)
        me.fill("accepted.why", "Khối mới, chờ quyết định")
        me.send("accepted.accept")
        assert NEIGHBOURHOOD in found.text
        me.open("/inspection?in=05983&state=accepted")
        assert "Khối mới, chờ quyết định" in found.page.locator("#rows tbody").inner_text()

        me.open("/inspection?in=05983&kind=never_assigned&tier=commune")
        me.follow(me.gap("give", WARD), "#rows")
        me.fill("tasks.person", "CB1")
        me.fill("tasks.due", due)
        me.send("tasks.give")
        assert me.say("tasks.state.open") in found.page.locator("tbody").inner_text()
        me.open("/inspection?in=05983&state=given_out")
        me.clean()
        assert "Nguyễn Ngọc Nga" in found.page.locator("#rows tbody").inner_text()

        me.load(write(tmp_path / "new", {"phan_cong_moi.csv": ASSIGNED})[0])
        me.open("/inspection?in=05983")
        assert me.figure("nobody", "commune") == "0/1"
        assert me.figure("nobody", "village") == "1/1"
        me.clean()
        me.open("/tasks")
        assert me.say("tasks.state.closed") in found.page.locator("tbody").inner_text()
        me.open("/need")
        assert me.say("need.nothing") not in found.page.locator("#rows tbody tr").first.inner_text()
        found.check()
