"""While the gaps of the data are being found, pages say so; they come as soon as that is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphapp import create_app
from graphapp.web import waiting as web_waiting
from graphapp.write import open_store
from tests.web import scene
from tests.web.conftest import ladybug_settings

if TYPE_CHECKING:
    from pathlib import Path

PAGES = ("/inspection", "/need", "/trend", "/lived", "/tasks", f"/dossier/{scene.VILLAGE}")


def test_pages_that_need_all_gaps_say_that_these_are_being_found_and_then_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_waiting, "_PATIENCE", 0)
    settings = ladybug_settings(tmp_path)
    with open_store(settings) as store:
        scene.fill(store)
        client = create_app(store, settings).test_client()
        with store._gap_days._lock:  # as if they took long
            for address in PAGES:
                said = client.get(address, query_string={"lang": "en"}, follow_redirects=True)
                assert said.status_code == 200
                assert "data-waiting" in said.text
                assert said.headers["Refresh"] == "2"
            assert "data-waiting" not in client.get("/policy").text
        assert store.has_gap_days_within(60)
        for address in PAGES:
            come = client.get(address, query_string={"lang": "en"}, follow_redirects=True)
            assert "data-waiting" not in come.text
            assert "Refresh" not in come.headers
