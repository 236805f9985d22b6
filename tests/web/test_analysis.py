"""The analysis of what is in view, as a page and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.browser import PHONE, tab
from tests.web.pages import read

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from playwright.sync_api import Browser

NOW = "as_of=2026-11-22"
COMMUNE = f"/network/analysis?centre=u1-4&open=u1-5&{NOW}"


def test_findings_have_a_figure_a_list_and_what_to_do(client: FlaskClient) -> None:
    found = client.get(f"/api/v1{COMMUNE}").get_json()
    sections = {each["key"]: each for each in found["sections"]}
    reach, absence = sections["reach"], sections["absence"]
    assert found["line"] == "state"
    assert reach["of"] == found["targets"]
    assert "T02" in {each["subject"]["code"] for each in reach["findings"]}
    assert {each["advice"] for each in reach["findings"]} >= {
        "Chưa có ai đang phụ trách: phân công người phụ trách."
    }
    for each in absence["findings"]:
        assert each["n"] == len(each["behind"])
        assert each["n"] <= each["of"] == found["targets"] - reach["n"]
    page = read(client, COMMUNE)
    for section in found["sections"]:
        for each in section["findings"]:
            assert each["advice"] in page.text
            assert each["subject"]["name"] in page.text


def test_somebody_without_whom_lines_break_is_named_with_them(client: FlaskClient) -> None:
    found = client.get(f"/api/v1{COMMUNE}").get_json()
    absences = next(each for each in found["sections"] if each["key"] == "absence")
    by_code = {each["subject"]["code"]: each for each in absences["findings"]}
    assert {target["code"] for target in by_code["CB06"]["behind"]} == {"T01"}
    assert "06184" in {target["code"] for target in by_code["CB02"]["behind"]}


def test_the_address_of_the_picture_is_that_of_its_analysis(client: FlaskClient) -> None:
    page = read(client, f"{COMMUNE}&lang=en")
    assert "Analysis: Xã Cao Lộc" in page.text
    assert page.links["Back to the picture"].startswith("/network?centre=u1-4&open=u1-5")
    party = read(client, page.links["party"])
    assert "party line" in party.text
    moved = client.get(f"/network/analysis?centre=06184&{NOW}")
    assert "centre=u1-4" in moved.headers["Location"]
    assert client.get(f"/network/analysis?{NOW}").status_code == 400


def test_the_page_of_a_picture_leads_to_its_analysis_and_its_file(client: FlaskClient) -> None:
    page = read(client, f"/network?centre=u1-4&open=u1-5&{NOW}&lang=en")
    query = f"?centre=u1-4&open=u1-5&{NOW}&lang=en"
    assert page.links["Analyse"] == f"/network/analysis{query}"
    assert page.links["Offline file"] == f"/network/offline.html{query}"
    assert read(client, page.links["Analyse"]).status == 200


def test_a_person_in_view_is_analysed(client: FlaskClient) -> None:
    found = client.get(f"/api/v1/network/analysis?centre=p1-6&{NOW}&lang=en").get_json()
    within = next(each for each in found["sections"] if each["key"] == "within")
    mine = [each for each in within["findings"] if each["subject"]["code"] == "CB06"]
    assert [(each["n"], each["of"]) for each in mine] == [(1, 5)]
    assert mine[0]["advice"] == "Answers for 1, 5 allowed: could take 4 more."


@pytest.mark.browser
def test_the_page_is_clean_for_axe_and_fits_a_phone(chrome: Browser, scene_address: str) -> None:
    with tab(chrome, scene_address, PHONE) as found:
        found.open(f"{COMMUNE}&lang=en")
        assert found.axe() == []
        assert not found.scrolls_sideways
        found.check()
