"""Addresses that machines use, errors, headers, static files, and serving."""

from __future__ import annotations

import re
import urllib.request
from datetime import date
from typing import TYPE_CHECKING

import pytest

from graphapp import create_app, static_files
from graphapp.domain.as_json import chain_json, gaps_json, search_json
from graphapp.domain.chain import chain
from graphapp.domain.coverage import gaps
from graphapp.domain.results import Target
from graphapp.domain.search import search
from graphapp.errors import GraphDamagedError
from graphapp.model.policy import default_policy
from graphapp.model.scope import WHOLE
from graphapp.web import assets
from graphapp.web.security import HEADERS
from graphapp.web.serving import _address
from tests.web import scene
from tests.web.pages import read

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from graphapp.settings import Settings
    from graphapp.write import Store

NOW = "as_of=2026-11-22"


def test_api_gives_the_shapes_of_the_command_line(client: FlaskClient, scene_store: Store) -> None:
    day, policy, reader = date(2026, 11, 22), default_policy(), scene_store.reader()
    asked = chain(reader, WHOLE, scene.VILLAGE, day, policy=policy, line="party")
    got = client.get(f"/api/v1/units/{scene.VILLAGE}/chain?{NOW}&line=party").json
    assert got == chain_json(asked)
    home = chain(reader, WHOLE, scene.HOUSEHOLD, day, policy=policy)
    got = client.get(f"/api/v1/households/{scene.HOUSEHOLD}/chain?{NOW}").json
    assert got == chain_json(home)
    report = gaps(reader, WHOLE, "20", day, tier="village", policy=policy)
    assert client.get(f"/api/v1/gaps?in=20&{NOW}").json == gaps_json(report)
    found = search(reader, WHOLE, "cao loc", day)
    assert client.get(f"/api/v1/search?q=cao+loc&{NOW}").json == search_json(found)


def test_api_keeps_the_order_of_the_shape_and_the_letters(client: FlaskClient) -> None:
    text = client.get(f"/api/v1/units/u1-5/chain?{NOW}").get_data(as_text=True)
    assert text.startswith('{"target":{"id":"u1-5","code":"T01","name":"Thôn Nà Lùng"')


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/units/99", 404, "Không có đơn vị, hộ hay tổ chức nào mang mã “99”."),
        ("/units/u9-9", 404, "Kiểm tra lại mã hoặc tìm theo tên."),
        ("/nowhere", 404, "Địa chỉ này không có trang nào."),
        ("/gaps?as_of=31/02/2025", 400, "“31/02/2025” không phải là ngày hợp lệ."),
        ("/gaps?as_of=2025-7-1", 400, "Viết ngày theo dạng"),
        ("/gaps?tier=street", 400, "“street” không phải là giá trị chọn được."),
        ("/gaps?reason=boredom", 400, "never_assigned"),
        ("/gaps?in=20&page=0", 400, "“0” không phải là số trang."),
        ("/units/u1-5/chain?line=front", 400, "Chọn một trong các giá trị: state, party, both."),
        ("/?lang=fr", 400, "“fr” không phải là giá trị chọn được."),
        ("/gaps?in=h1-1", 400, "h1-1"),
    ],
)
def test_error_is_a_page_with_place_and_remedy(
    client: FlaskClient, address: str, status: int, said: str
) -> None:
    page = read(client, address)
    assert page.status == status
    assert said in page.text
    assert "Về trang chủ" in page.links


def test_code_of_another_day_offers_that_day(client: FlaskClient) -> None:
    page = read(client, f"/units/183?{NOW}")
    assert page.status == 404
    assert "Mã “183” không có hiệu lực vào ngày 22/11/2026." in page.text
    assert "Huyện Cao Lộc chỉ có đến hết ngày 30/06/2025" in page.text
    same = read(client, f"/gaps?in={scene.DISTRICT}&{NOW}")
    assert "Xem Huyện Cao Lộc vào ngày 30/06/2025" in same.links
    offered = read(client, page.links["Xem Huyện Cao Lộc vào ngày 30/06/2025"])
    assert offered.status == 200


def test_errors_speak_english_too(client: FlaskClient) -> None:
    assert "Not found" in read(client, "/nowhere?lang=en").text
    assert "Not found" in read(client, "/units/99?lang=en").text


def test_api_errors_are_objects(client: FlaskClient) -> None:
    response = client.get(f"/api/v1/units/99/chain?{NOW}&lang=en")
    assert response.status_code == 404
    error = response.json["error"]
    assert error["kind"] == "unknown_code"
    assert error["places"][0]["remedy"] == "Check the code or search by name."
    assert client.get("/api/v1/nowhere").json["error"]["kind"] == "not_found"


def test_several_provinces_are_offered_and_the_api_asks_which(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = [
        Target("u1-1", "20", "Tỉnh Lạng Sơn", "province"),
        Target("u1-9", "01", "Hà Nội", "province"),
    ]
    monkeypatch.setattr("graphapp.web.coverage.provinces", lambda *_: both)
    page = read(client, f"/gaps?tier=commune&{NOW}")
    assert "in=u1-1" in page.links["Tỉnh Lạng Sơn"]
    assert "tier=commune" in page.links["Hà Nội"]
    response = client.get(f"/api/v1/gaps?{NOW}")
    assert response.status_code == 400
    assert "20 (Tỉnh Lạng Sơn), 01 (Hà Nội)" in response.json["error"]["places"][0]["remedy"]


def test_failing_store_is_said_and_not_ready(
    client: FlaskClient, scene_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise GraphDamagedError("layout.code", code="graph")

    assert client.get("/health/live").json == {"status": "live"}
    assert client.get("/health/ready").json == {"status": "ready"}
    monkeypatch.setattr(scene_store, "reader", fail)
    page = read(client, "/")
    assert page.status == 503
    assert "Tạm thời chưa trả lời được" in page.text
    ready = client.get("/health/ready")
    assert (ready.status_code, ready.json) == (
        503,
        {"status": "not_ready", "kind": "graph_damaged"},
    )


def test_fault_of_ours_shows_no_inner_thing(
    scene_store: Store, scene_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret detail")

    app = create_app(scene_store, scene_settings)
    app.logger.disabled = True
    monkeypatch.setattr("graphapp.web.home.provinces", fail)
    page = read(app.test_client(), "/")
    assert page.status == 500
    assert "Lỗi đã được ghi lại" in page.text
    assert "secret" not in page.html


@pytest.mark.parametrize("address", ["/", "/nowhere", "/api/v1/gaps", "/health/live", "/gaps.csv"])
def test_every_answer_carries_the_guards_and_is_stored_nowhere(
    client: FlaskClient, address: str
) -> None:
    headers = client.get(address).headers
    assert all(headers[name] == value for name, value in HEADERS.items())
    assert headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in headers


def test_nothing_is_inline(client: FlaskClient) -> None:
    html = read(client, f"/units/u1-5/chain?{NOW}").html
    scripts = re.findall(r"<script([^>]*)>", html)
    assert all("src=" in found or "application/json" in found for found in scripts)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"[a-z]", html)


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8020", "127.0.0.1:8020", "[::1]:8020", "10.0.0.7"]
)
def test_own_names_and_addresses_are_served(client: FlaskClient, host: str) -> None:
    assert read(client, "/", host=host).status == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8020", "127.0.0.1.evil.example"])
def test_foreign_name_is_refused(client: FlaskClient, host: str) -> None:
    for address in ("/", "/api/v1/gaps", "/health/ready", "/static/x/app.css"):
        assert client.get(address, headers={"Host": host}).status_code == 400
    assert "không nhận tên" in read(client, "/", host=host).text


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
def test_the_site_only_reads(client: FlaskClient, method: str) -> None:
    assert getattr(client, method)("/gaps").status_code == 405


def test_static_files_are_kept_for_long_under_their_version(client: FlaskClient) -> None:
    address = re.search(r'href="(/static/[^"]+/app.css)"', read(client, "/").html)
    assert address
    with client.get(address[1]) as response:
        assert response.status_code == 200
        assert response.cache_control.max_age == assets.YEAR_SECONDS
        assert response.cache_control.immutable
    assert client.get("/static/0000/app.css").status_code == 404
    missing = client.get(re.sub("app.css", "none.css", address[1]))
    assert (missing.status_code, missing.headers["Cache-Control"]) == (404, "no-store")


def test_modules_of_a_page_are_all_asked_for_at_once(client: FlaskClient) -> None:
    page = read(client, "/units/u1-5/chain?as_of=2026-11-22").html
    asked = re.findall(r'<link rel="modulepreload" href="([^"]+)"', page)
    folder = assets.find_assets().folder
    for address in asked:
        name = address.split("/", 3)[3]
        text = (folder / name).read_text(encoding="utf-8")
        for wanted in re.findall(r'from "([^"]+)"', text):
            other = (folder / name).parent.joinpath(wanted).resolve().relative_to(folder)
            assert any(each.endswith(f"/{other.as_posix()}") for each in asked), (name, wanted)
    assert any(address.endswith("/picture/text.js") for address in asked)
    assert not any(address.endswith("/picture/export.js") for address in asked)


def test_static_files_come_from_the_wheel_where_it_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = assets.find_assets().folder
    monkeypatch.setattr(static_files, "_PACKAGE", tmp_path)
    (tmp_path / "static").mkdir()
    assert assets.find_assets().folder == tmp_path / "static"
    assert (beside / "app.css").is_file()


def test_site_is_served_on_a_free_port(scene_address: str) -> None:
    with urllib.request.urlopen(f"{scene_address}health/ready") as response:  # noqa: S310 - our own loopback site
        assert response.status == 200
        assert "Server" not in response.headers


def test_address_of_ipv6_is_written_in_brackets() -> None:
    assert _address("::1", 8020) == "http://[::1]:8020/"
