"""Every page by Flask's client, in both languages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graphapp import create_app
from graphapp.clock import today
from graphapp.write import Notice, open_store
from tests.web.conftest import ladybug_settings
from tests.web.pages import read
from tests.web.scene import fill

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from graphapp.settings import Settings
    from graphapp.write import Store

NOW = "as_of=2026-11-22"
PAGES = (
    "/",
    "/search?q=cao",
    "/search",
    "/units/u1-1",
    "/units/u1-3",
    "/units/u1-5",
    "/units/u1-5/chain",
    "/units/u1-4/history",
    "/households/h1-1",
    "/households/h1-1/chain",
    "/organisations/o1-9",
    "/organisations/o1-3",
    "/organisations/o1-9/chain",
    "/people/p1-2",
    "/people/p1-7",
    "/decisions/d1-1",
    "/gaps",
    "/gaps?tier=district",
    "/nothing/here",
)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_speaks_the_language_it_is_asked_in_and_keeps_it(
    client: FlaskClient, address: str
) -> None:
    join = "&" if "?" in address else "?"
    vi = read(client, f"{address}{join}{NOW}&lang=vi")
    en = read(client, f"{address}{join}{NOW}&lang=en")
    assert '<html lang="vi">' in vi.html
    assert '<html lang="en">' in en.html
    assert "Xem tại ngày" in vi.text
    assert "Xem tại ngày" not in en.text
    kept = [v for k, v in en.links.items() if v.startswith("/") and k != "Tiếng Việt"]
    assert all("as_of=" in link and "lang=en" in link for link in kept)


def test_home_asks_first_and_shows_the_figures_of_the_day(client: FlaskClient) -> None:
    page = read(client, f"/?{NOW}")
    assert page.text.index("Ai phụ trách địa bàn này?") < page.text.index("Tỉnh Lạng Sơn")
    assert "Tỉnh Lạng Sơn: tình hình phân công ngày 22/11/2026" in page.text
    assert "Thôn gián đoạn 3/6" in page.text
    assert "50 %" in page.text
    assert "Hộ gia đình gián đoạn 1/2" in page.text
    assert "Tổ chức cơ sở đảng không có đối tượng nào vào ngày này" in page.text
    rows = read(client, page.links["3/6 Xem thôn chưa có ai được phân công, Tỉnh Lạng Sơn"])
    assert "Thôn trong Tỉnh Lạng Sơn: 3 dòng" in rows.text
    idle = page.links["4/6 Xem thôn không có ai đang giữ chức được phân công, Tỉnh Lạng Sơn"]
    assert "count=in_post" in idle


def test_home_tells_what_changed_last(client: FlaskClient) -> None:
    page = read(client, f"/?{NOW}")
    assert "Thay đổi gần đây" in page.text
    assert "lần ghi 1: nạp" in page.text
    assert page.links["Xem các lần nạp"].startswith("/loads?")
    (told,) = client.get("/api/v1/news").json
    assert (told["entry"], told["kind"], told["actor"]) == (1, "load", "test")
    assert told["at"].endswith("+07:00")
    assert told["rows"] > 0


def test_home_is_of_today_unless_asked_otherwise(client: FlaskClient) -> None:
    assert f"as_of={today().isoformat()}" in read(client, "/").links["Hôm nay"]


def test_home_of_an_empty_store_says_how_to_begin(empty_client: FlaskClient) -> None:
    page = read(empty_client, "/")
    assert "graphapp load" in page.text
    assert "Chưa có đơn vị cấp tỉnh nào" in read(empty_client, "/gaps").text


def test_home_tells_what_the_opening_of_the_store_mended(
    scene_store: Store, scene_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scene_store, "notices", (Notice("layout.code", {"code": "77"}),))
    page = read(create_app(scene_store, scene_settings).test_client(), "/")
    assert "Thông báo của hệ thống mã 77" in page.text


def test_home_says_when_no_policy_asks_for_villages(tmp_path: Path) -> None:
    header = "key,target,post_tier,line,accepts_group,accepts_member,from,to,span,span_groups,kinds"
    policy = tmp_path / "policy.csv"
    policy.write_text(f"{header}\nc,commune,province,state,no,no,,,5,,in_charge\n", "utf-8")
    settings = replace(ladybug_settings(tmp_path / "home"), policy=policy)
    with open_store(settings) as store:
        fill(store)
        app = create_app(store, settings)
        home = read(app.test_client(), f"/?{NOW}").text
        page = read(app.test_client(), f"/units/u1-10/chain?{NOW}")
    assert "Xã, phường" in home
    assert "Thôn gián đoạn" not in home
    assert "Quy định không yêu cầu phân công người phụ trách thôn" in page.text


def test_village_is_found_without_marks(client: FlaskClient) -> None:
    page = read(client, f"/search?q=na+lung&{NOW}")
    assert "Thôn Nà Lùng" in page.links
    assert page.links["Thôn Nà Lùng"].startswith("/units/u1-5/chain")


def test_old_name_leads_to_the_unit_of_today(client: FlaskClient) -> None:
    page = read(client, f"/search?q=hop+thanh&{NOW}")
    assert page.links["Xã Cao Lộc"].startswith("/units/u1-4/chain")
    assert "trước đây là Xã Hợp Thành, mã 06211, đến hết 30/06/2025" in page.text
    assert "khi đó thuộc Huyện Cao Lộc, Tỉnh Lạng Sơn" in page.text
    old = read(client, page.links["Xem Xã Hợp Thành vào ngày 30/06/2025"])
    assert "Huyện Cao Lộc" in old.links


def test_unit_that_ended_without_a_successor_is_found(client: FlaskClient) -> None:
    page = read(client, f"/search?q=183&{NOW}")
    assert "có đến hết 30/06/2025" in page.text
    assert page.links["Huyện Cao Lộc"].startswith("/units/u1-2?")


def test_unit_that_does_not_exist_yet_is_found(client: FlaskClient) -> None:
    assert "chỉ có từ 01/01/2026" in read(client, "/search?q=khoi+6&as_of=2025-06-30").text


def test_people_are_found_with_their_posts(client: FlaskClient) -> None:
    page = read(client, f"/search?q=trieu&{NOW}")
    assert "Chủ tịch UBND xã, Xã Cao Lộc (chính quyền, tạm quyền)" in page.text
    gone = read(client, f"/search?q=hua+quoc&{NOW}")
    assert "không giữ chức vụ nào vào ngày 22/11/2026" in gone.text


def test_households_are_found_by_code(client: FlaskClient) -> None:
    page = read(client, f"/search?q=T01-H&{NOW}")
    assert page.links["T01-H001"].startswith("/households/h1-1")


def test_search_says_when_it_found_nothing_and_when_it_was_not_asked(client: FlaskClient) -> None:
    assert "Không tìm thấy “zzz”." in read(client, "/search?q=zzz").text
    assert "Gõ tên hoặc mã" in read(client, "/search?q=+").text


def test_search_says_that_there_is_more(scene_store: Store, scene_settings: Settings) -> None:
    app = create_app(scene_store, replace(scene_settings, search_rows=2))
    assert "Còn kết quả khác" in read(app.test_client(), "/search?q=thon").text


def test_unit_page_shows_what_stands_around_it(client: FlaskClient) -> None:
    page = read(client, f"/units/u1-4?{NOW}")
    assert {"Tỉnh Lạng Sơn", "Thôn Nà Lùng", "Khối 6", "Xã Hợp Thành"} <= set(page.links)
    assert "mã 06211, đến hết 30/06/2025" in page.text
    assert "as_of=2025-06-30" in page.links["Xã Hợp Thành"]
    assert page.links["Xem chuỗi trách nhiệm"].startswith("/units/u1-4/chain")


def test_village_page_counts_its_households(client: FlaskClient) -> None:
    page = read(client, f"/units/u1-5?{NOW}")
    assert "Số hộ theo danh sách thôn 1.215" in page.text
    assert "Hộ có trong dữ liệu 2" in page.text
    assert "tier=household" in page.links["Xem nơi chưa có người phụ trách trong Thôn Nà Lùng"]
    assert "1,215" in read(client, f"/units/u1-5?{NOW}&lang=en").text


def test_long_list_of_households_has_pages(scene_store: Store, scene_settings: Settings) -> None:
    client = create_app(scene_store, replace(scene_settings, table_rows=1)).test_client()
    page = read(client, f"/units/u1-5?{NOW}")
    assert "T01-H001" in page.links
    assert "T01-H002" not in page.links
    alone = read(client, page.links["Xem đủ: Hộ có trong dữ liệu"])
    assert "T01-H002" in read(client, alone.links["Trang sau"]).links


def test_unit_that_did_not_exist_on_the_day_says_so_and_offers_what_did(
    client: FlaskClient,
) -> None:
    after = read(client, f"/units/u1-3?{NOW}")
    assert after.status == 200
    assert "Xã Hợp Thành không tồn tại vào ngày 22/11/2026." in after.text
    assert "Đơn vị kế tục: Xã Cao Lộc" in after.text
    before = read(client, "/units/u1-4?as_of=2025-06-30")
    assert "Đơn vị trước đó: Xã Hợp Thành" in before.text
    assert "as_of=2025-07-01" in before.links["Xem Xã Cao Lộc vào ngày 01/07/2025"]


def test_chain_of_a_unit_that_did_not_exist_leads_to_its_page(client: FlaskClient) -> None:
    page = read(client, f"/units/u1-3/chain?{NOW}")
    assert page.address.startswith("/units/u1-3?")
    assert "không tồn tại" in page.text


@pytest.mark.parametrize(
    ("given", "leads_to"),
    [
        ("/units/T01", "/units/u1-5"),
        ("/units/T01/chain", "/units/u1-5/chain"),
        ("/units/T01-H001", "/households/h1-1"),
        ("/units/T01-H001/chain", "/households/h1-1/chain"),
        ("/units/h1-1", "/households/h1-1"),
        ("/households/T01-H001", "/households/h1-1"),
        ("/households/T01-H001/chain", "/households/h1-1/chain"),
        ("/households/T01", "/units/u1-5"),
        ("/units/O1-9", "/organisations/o1-9"),
        ("/units/O1-9/chain", "/organisations/o1-9/chain"),
        ("/units/T01/history", "/units/u1-5/history"),
        ("/units/T01-H001/history", "/households/h1-1"),
        ("/people/CB06", "/people/p1-6"),
        ("/organisations/O1-3", "/organisations/o1-3"),
        ("/decisions/12/QĐ-UBND", "/decisions/d1-1"),
        ("/api/v1/people/CB06", "/api/v1/people/p1-6"),
        ("/api/v1/organisations/O1-3", "/api/v1/organisations/o1-3"),
        ("/api/v1/decisions/12/QĐ-UBND", "/api/v1/decisions/d1-1"),
        ("/api/v1/households/T01-H001", "/api/v1/households/h1-1"),
        ("/api/v1/units/T01", "/api/v1/units/u1-5"),
        ("/api/v1/units/T01/history", "/api/v1/units/u1-5/history"),
        ("/api/v1/units/T01/chain", "/api/v1/units/u1-5/chain"),
        ("/api/v1/households/T01-H001/chain", "/api/v1/households/h1-1/chain"),
        ("/api/v1/organisations/O1-9/chain", "/api/v1/organisations/o1-9/chain"),
    ],
)
def test_code_in_an_address_leads_to_the_id(client: FlaskClient, given: str, leads_to: str) -> None:
    response = client.get(f"{given}?{NOW}&lang=en&line=party")
    assert response.status_code == 302
    path, _, query = response.headers["Location"].partition("?")
    assert path == leads_to
    assert {"as_of=2026-11-22", "lang=en"} <= set(query.split("&"))


def test_chain_page_answers_in_one_line_and_in_both_readings(client: FlaskClient) -> None:
    page = read(client, f"/units/u1-5/chain?{NOW}")
    answer = (
        "Người phụ trách: Bế Thị Mỹ Duyên, Phó Chủ tịch UBND xã, Xã Cao Lộc, "
        "01/07/2025 – 31/12/2026, theo 12/QĐ-UBND ngày 28/06/2025, UBND xã Cao Lộc."
    )
    assert answer in page.text
    assert "Đánh giá sắp hết hạn" in page.text
    assert "Lý A Sử CB09 Bí thư Đảng ủy xã, Xã Cao Lộc theo dõi Đảng" in page.text
    assert "qua Tổ công tác số 1" in page.text
    assert "Tỉnh Lạng Sơn cấp tỉnh · không yêu cầu phân công" in page.text
    assert "được phân công cho Xã Cao Lộc, đơn vị của Triệu Văn Ứng" in page.text
    assert "Đường theo người đến được cấp tỉnh." in page.text


def test_district_stands_in_the_chain_until_30_june_2025(client: FlaskClient) -> None:
    before = read(client, "/units/u1-5/chain?as_of=2025-06-30")
    after = read(client, before.links["01/07/2025"])
    assert "Huyện Cao Lộc" in before.links
    assert "Huyện Cao Lộc" not in after.links
    assert "30/06/2025" in after.links


def test_party_line_is_its_own_and_is_kept_on_the_way_up(client: FlaskClient) -> None:
    page = read(client, f"/units/u1-5/chain?{NOW}&line=party")
    assert "1 Lý A Sử CB09" in page.text
    assert "2 Đàm Thị Yến CB08" in page.text
    assert "line=party" in page.links["Xã Cao Lộc"]


@pytest.mark.parametrize(
    ("village", "day", "said"),
    [
        ("u1-6", NOW, "gián đoạn từ 01/07/2025: cấp huyện không còn"),
        ("u1-8", NOW, "gián đoạn từ 01/03/2026: người được phân công đã thôi giữ chức"),
        ("u1-7", NOW, "gián đoạn: người được phân công không đúng cấp hoặc hệ"),
        ("u1-10", NOW, "gián đoạn: chưa phân công"),
    ],
)
def test_broken_link_says_since_when_and_why(
    client: FlaskClient, village: str, day: str, said: str
) -> None:
    page = read(client, f"/units/{village}/chain?{day}")
    assert said in page.text
    assert "Vào ngày 22/11/2026 không có người phụ trách theo đúng quy định." in page.text
    assert "Mỗi thôn có một người giữ chức cấp xã (chính quyền) phụ trách" in page.text


def test_line_by_person_that_nobody_begins_is_said(client: FlaskClient) -> None:
    page = read(client, f"/units/u1-10/chain?{NOW}")
    assert "Không có người nào thuộc hệ này phụ trách Khối 6" in page.text


def test_group_without_a_head_is_shown_as_such(client: FlaskClient) -> None:
    page = read(client, f"/units/u1-9/chain?{NOW}")
    assert "Tổ công tác số 2 tổ chưa có người đứng đầu hỗ trợ" in page.text


def test_chain_of_a_household_has_a_picture(client: FlaskClient) -> None:
    page = read(client, f"/households/h1-1/chain?{NOW}")
    assert "Chuỗi trách nhiệm: Hộ T01-H001" in page.text
    assert "tạm quyền" in page.text
    assert "Thôn Nà Lùng" in page.links


def test_cell_has_a_chain_too(client: FlaskClient) -> None:
    page = read(client, f"/organisations/o1-9/chain?{NOW}")
    assert "Chuỗi trách nhiệm: Chi bộ thôn Nà Lùng" in page.text
    assert page.links["Lý A Sử"].startswith("/people/p1-9?")
    assert page.links["Thông tin tổ chức"].startswith("/organisations/o1-9?")


def test_names_stay_text(client: FlaskClient) -> None:
    records = ("/people/p1-10", "/organisations/o1-6", "/units/u1-7/history")
    for address in ("/units/u1-7/chain", "/units/u1-7", "/search?q=thon", *records):
        html = read(client, f"{address}{'&' if '?' in address else '?'}{NOW}").html
        assert "<img" not in html
        assert "onerror" in html


def test_as_of_is_kept_in_forms(client: FlaskClient) -> None:
    page = read(client, "/gaps?in=20&tier=commune&as_of=2025-07-01&lang=en")
    assert page.hidden["lang"] == "en"
    assert page.hidden["as_of"] == "2025-07-01"
    assert page.hidden["tier"] == "commune"


def test_day_as_people_write_it_leads_to_the_address_with_it(client: FlaskClient) -> None:
    page = read(client, "/units/u1-5/chain?as_of=01/07/2025&lang=en")
    assert page.address == "/units/u1-5/chain?as_of=2025-07-01&lang=en"
    assert "Chain of responsibility: Thôn Nà Lùng" in page.text
