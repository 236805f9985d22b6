"""The page of the assignment sheet, its file and its twin."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from graphapp.domain.results import Reason
from graphapp.domain.sheet_table import STATE_CHOICES
from tests.web import scene
from tests.web.pages import read

if TYPE_CHECKING:
    from flask.testing import FlaskClient

NOW = "as_of=2026-11-22"
SHEET = f"/sheet/{scene.COMMUNE}?{NOW}"


def test_code_leads_to_the_id_and_keeps_the_filters(client: FlaskClient) -> None:
    page = read(client, f"/sheet/06184?{NOW}&state=broken&text=nong")
    assert page.address.startswith(f"/sheet/{scene.COMMUNE}?as_of=2026-11-22")
    assert "state=broken" in page.address
    assert "text=nong" in page.address


def test_row_tells_who_answers_at_each_tier_by_which_decision_and_until_when(
    client: FlaskClient,
) -> None:
    page = read(client, f"{SHEET}&text=na+lung")
    assert "Bảng phân công Xã Cao Lộc" in page.text
    assert "1 trong 6 thôn" in page.text
    assert "Bế Thị Mỹ Duyên Phó Chủ tịch UBND xã" in page.text
    assert "Lý A Sử Bí thư Đảng ủy xã, theo dõi" in page.text
    assert (
        "Phụ trách xã (cấp tỉnh): Hoàng Văn Đạt, Phó Chủ tịch UBND tỉnh, Tỉnh Lạng Sơn, "
        "đứng đầu Tổ công tác số 1; Đàm Thị Yến, Phó Bí thư Tỉnh ủy, Tỉnh Lạng Sơn, theo dõi"
    ) in page.text
    assert "1/2 12/QĐ-UBND (28/06/2025) 31/12/2026 – sắp hết hạn" in page.text
    assert page.links["Bế Thị Mỹ Duyên"].startswith("/people/p1-6")
    assert page.links["12/QĐ-UBND (28/06/2025)"].startswith("/decisions/d1-1")
    assert page.links["1/2"].startswith("/gaps?as_of=2026-11-22&lang=vi&in=u1-5&tier=household")


def test_break_is_told_with_reason_and_day_and_nobody_as_not_assigned(client: FlaskClient) -> None:
    page = read(client, SHEET)
    assert "Thôn Bản Đon T02 chưa phân công" in page.text
    assert "gián đoạn cấp huyện không còn, từ 01/07/2025" in page.text
    assert "gián đoạn người được phân công đã thôi giữ chức, từ 01/03/2026" in page.text
    assert "chưa có chi bộ" in page.text
    assert "gián đoạn 5/6 sắp hết hạn 1/6" in page.text


def test_state_leads_to_its_rows(client: FlaskClient) -> None:
    page = read(client, SHEET)
    rows = read(client, page.links["sắp hết hạn"])
    assert "1 trong 6 thôn" in rows.text
    assert "Thôn Bản Đon" not in rows.text
    assert rows.links["Bỏ lọc"] == f"/sheet/{scene.COMMUNE}?as_of=2026-11-22&lang=vi"


@pytest.mark.parametrize("state", STATE_CHOICES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_state_can_be_asked_for(client: FlaskClient, state: str, lang: str) -> None:
    assert read(client, f"{SHEET}&state={state}&lang={lang}").status == 200


@pytest.mark.parametrize("reason", [reason.value for reason in Reason])
def test_every_reason_can_be_asked_for(client: FlaskClient, reason: str) -> None:
    assert read(client, f"{SHEET}&reason={reason}").status == 200


def test_nothing_that_fits_says_so(client: FlaskClient) -> None:
    assert "Không có thôn nào khớp" in read(client, f"{SHEET}&text=zzz").text


def test_sheet_before_july_2025_tells_who_answers_for_the_district(client: FlaskClient) -> None:
    page = read(client, f"/sheet/{scene.DISTRICT}?as_of=2025-06-30")
    assert "Phụ trách huyện (cấp tỉnh): Hoàng Văn Đạt" in page.text
    assert "Phụ trách xã (cấp tỉnh)" not in page.text
    assert "Vi Thị Hằng Trưởng phòng Nội vụ huyện, Huyện Cao Lộc" in page.text
    assert "Thôn Nà Lùng T01" in page.text


def test_unit_of_another_day_leads_to_what_came_after(client: FlaskClient) -> None:
    page = read(client, f"/sheet/{scene.DISTRICT}?{NOW}")
    assert page.status == 404
    assert "30/06/2025" in page.text


def test_village_leads_to_the_sheet_of_its_commune(client: FlaskClient) -> None:
    assert read(client, f"/sheet/T01?{NOW}").address.startswith(f"/sheet/{scene.COMMUNE}?")


def test_only_province_is_meant_where_none_is_named(client: FlaskClient) -> None:
    page = read(client, f"/sheet?{NOW}")
    assert page.address.startswith(f"/sheet/{scene.PROVINCE}?")
    assert "Bảng phân công" in read(client, f"/?{NOW}").links


def test_empty_site_offers_no_sheet(empty_client: FlaskClient) -> None:
    assert "Chưa có đơn vị cấp tỉnh nào" in read(empty_client, f"/sheet?{NOW}").text


def test_unit_page_leads_to_the_sheet(client: FlaskClient) -> None:
    page = read(client, f"/units/{scene.COMMUNE}?{NOW}")
    assert f'href="/sheet/{scene.COMMUNE}?as_of=2026-11-22&amp;lang=vi"' in page.html


def test_long_sheet_has_pages_of_whole_communes(demo_client: FlaskClient) -> None:
    page = read(demo_client, f"/sheet/20?{NOW}")
    assert "Trang 1/" in page.text
    assert "Trang trước" not in page.links
    second = read(demo_client, page.links["Trang sau"])
    assert "Trang 2/" in second.text
    assert "Trang 1/" in read(demo_client, second.links["Trang trước"]).text


def test_part_of_a_sheet_is_printed_as_a_part_and_the_whole_is_one_click_away(
    demo_client: FlaskClient,
) -> None:
    part = read(demo_client, f"/sheet/20?{NOW}")
    assert "Bản in này chỉ có các thôn 1–" in part.text
    assert "(Ký tên, đóng dấu)" not in part.text
    (door,) = (words for words in part.links if words.startswith("In cả"))
    whole = read(demo_client, part.links[door])
    assert whole.html.count('<tr role="row" class="state-') == int(door.split()[2])
    assert whole.html.count('<tr role="row" class="state-') > part.html.count('class="state-')
    assert "(Ký tên, đóng dấu)" in whole.text
    assert "Bản in này chỉ có" not in whole.text
    assert read(demo_client, whole.links["Xem từng trang"]).text == part.text


@pytest.mark.parametrize(
    "wrong",
    ["state=odd", "reason=odd", "page=0", "page=x", f"text={'a' * 201}", "as_of=31/02/2025"],
)
def test_wrong_address_is_refused_in_words(client: FlaskClient, wrong: str) -> None:
    day = "" if wrong.startswith("as_of") else f"&{NOW}"
    page = read(client, f"/sheet/{scene.COMMUNE}?{wrong}{day}")
    assert page.status == 400
    assert "Traceback" not in page.text


def test_unknown_unit_is_refused_in_words(client: FlaskClient) -> None:
    assert read(client, f"/sheet/nowhere?{NOW}").status == 404


def test_evil_names_stay_text(client: FlaskClient) -> None:
    page = read(client, SHEET)
    assert scene.EVIL in page.text
    assert "<img src=x" not in page.html


# --- file and twin --------------------------------------------------------------------------------


def test_file_holds_every_row_that_is_looked_at(client: FlaskClient) -> None:
    page = read(client, f"{SHEET}&state=broken")
    response = client.get(page.links["Tải tệp Excel (XLSX)"])
    name = "bang-phan-cong-06184-2026-11-22.xlsx"
    assert response.headers["Content-Disposition"] == f"attachment; filename={name}"
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.get_data()))
    assert book.sheet_names == ["Bảng phân công", "Phân công"]
    rows = book.get_sheet_by_index(0).to_python()
    assert sum(isinstance(row[0], float) for row in rows) == 5
    assert scene.FORMULA in {row[1] for row in rows}


def test_twin_tells_what_the_page_tells(client: FlaskClient) -> None:
    made = client.get(f"/api/v1{SHEET}").get_json()
    assert made["unit"]["code"] == "06184"
    assert made["states"] == {"broken": 5, "expiring": 1}
    assert len(made["rows"]) == made["found"] == made["villages"] == 6
    row = next(row for row in made["rows"] if row["village"]["code"] == "T01")
    assert row["households"] == {"covered": 1, "total": 2}
    assert row["link"]["responsible"][0]["person"]["code"] == "CB06"
    assert client.get(f"/api/v1{SHEET}&text=zzz").get_json()["rows"] == []
    assert client.get(f"/api/v1/sheet/nowhere?{NOW}").status_code == 404
