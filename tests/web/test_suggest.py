"""Suggestions as one types: what the address answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.web import scene
from tests.web.pages import read

if TYPE_CHECKING:
    from flask.testing import FlaskClient

NOW = "as_of=2026-11-22"


def suggested(client: FlaskClient, typed: str, more: str = "") -> Any:
    return client.get(f"/api/v1/suggest?q={typed}&{NOW}{more}").json


def test_suggestion_says_what_it_is_and_where_it_leads(client: FlaskClient) -> None:
    told = suggested(client, "hop+thanh")
    (unit,) = told["suggestions"]
    assert (unit["id"], unit["kind"], unit["name"]) == (scene.COMMUNE, "unit", "Xã Cao Lộc")
    assert unit["about"] == "cấp xã · trước đây là Xã Hợp Thành, mã 06211, đến hết 30/06/2025"
    assert unit["href"].startswith(f"/units/{scene.COMMUNE}/chain?as_of=2026-11-22&lang=vi")
    assert told["said"] == "1 gợi ý; dùng phím mũi tên và Enter để chọn."
    assert read(client, unit["href"]).status == 200


def test_suggestions_of_every_kind_lead_to_their_pages(client: FlaskClient) -> None:
    person = suggested(client, "trieu")["suggestions"][0]
    assert person["about"] == "Chủ tịch UBND xã, Xã Cao Lộc (tạm quyền)"
    gone = suggested(client, "hua+quoc")["suggestions"][0]
    assert gone["about"] == "không giữ chức vụ nào vào ngày 22/11/2026"
    cell = suggested(client, "chi+bo")["suggestions"][0]
    assert cell["about"] == "chi bộ"
    paper = suggested(client, "12/q%C4%91")["suggestions"][0]
    assert paper["about"] == "ngày 28/06/2025 · UBND xã Cao Lộc"
    ended = suggested(client, "183")["suggestions"][0]
    assert ended["about"].endswith("có đến hết 30/06/2025")
    for each in (person, gone, cell, paper, ended):
        assert read(client, each["href"]).status == 200
        assert "as_of=2026-11-22" in each["href"]
    early = client.get("/api/v1/suggest?q=khoi+6&as_of=2025-06-30").json["suggestions"][0]
    assert early["about"].endswith("chỉ có từ 01/01/2026")


def test_kinds_are_kept_and_a_wrong_one_is_refused(client: FlaskClient) -> None:
    kinds = {each["kind"] for each in suggested(client, "cao+loc")["suggestions"]}
    assert kinds == {"unit", "organisation"}
    only = suggested(client, "cao+loc", "&kinds=organisation,person")["suggestions"]
    assert {each["kind"] for each in only} == {"organisation"}
    refused = client.get(f"/api/v1/suggest?q=cao&kinds=street&{NOW}&lang=en")
    assert refused.status_code == 400
    assert "unit, person, organisation, decision" in str(refused.json["error"]["places"])


def test_nothing_is_said_in_the_language_of_the_page(client: FlaskClient) -> None:
    assert suggested(client, "zzz")["said"] == "Không có gợi ý nào."
    assert suggested(client, "zzz", "&lang=en") == {
        "text": "zzz", "as_of": "2026-11-22", "said": "No suggestions.", "suggestions": [],
    }  # fmt: skip
    assert suggested(client, "a" * 5000)["text"] == "a" * 200
