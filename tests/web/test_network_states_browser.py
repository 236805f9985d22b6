"""The explorer at its edges: nothing beside the centre, and tables in the Vietnamese order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphapp.model.text import sort_key
from tests.web.addresses import NOW

if TYPE_CHECKING:
    from tests.web.browser import Tab

pytestmark = pytest.mark.browser

# people supervise people: no unit has a neighbour by this relation
ALONE = f"/network?centre=u1-5&relations=SUPERVISES&as_of={NOW}"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_centre_alone_is_told_in_words_and_still_drawn(at_scene: Tab, lang: str) -> None:
    at_scene.open(f"{ALONE}&lang={lang}")
    told = at_scene.page.locator("[data-empty]")
    told.wait_for(state="visible")
    said = "Không có quan hệ nào" if lang == "vi" else "Nothing is tied to it"
    assert told.inner_text().startswith(said)
    assert at_scene.page.locator("tr[data-node]").count() == 1
    assert at_scene.page.locator("tr[data-edge]").count() == 0
    assert at_scene.axe() == []
    at_scene.check()


def test_names_in_the_table_stand_in_the_order_of_the_vietnamese_alphabet(at_scene: Tab) -> None:
    at_scene.open(f"/network?centre=u1-4&as_of={NOW}&lang=vi")
    head = at_scene.page.locator("[data-nodes-table] thead button").first
    head.click()
    names = at_scene.page.locator("tr[data-node] td:first-child button, tr[data-node] th button")
    found = names.all_inner_texts()
    assert len(found) > 8
    assert found == sorted(found, key=sort_key)
    head.click()
    assert names.all_inner_texts() == found[::-1]
    at_scene.check()
