"""The gap page and its file."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest

from graphapp import create_app
from graphapp.web.coverage import csv_cell
from graphapp.write import open_store
from loaders import DEMO_DAY, demo_files, load
from tests.web import scene
from tests.web.conftest import ladybug_settings
from tests.web.pages import read

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

NOW = "as_of=2026-11-22"
EVERYTHING = re.compile(r"phân công (\d+)/\1 100 %")


def rows_of(client: FlaskClient, address: str) -> list[list[str]]:
    response = client.get(address)
    assert response.mimetype == "text/csv"
    text = response.get_data().decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_gap_page_shows_both_figures_reasons_and_tallies(client: FlaskClient) -> None:
    page = read(client, f"/gaps?in=20&{NOW}")
    assert "Tình hình Tỉnh Lạng Sơn, ngày 22/11/2026" in page.text
    assert "Thôn chưa có ai được phân công 3/6 50 % đang xem" in page.text
    assert "Thôn không có ai đang giữ chức được phân công 4/6 66,7 %" in page.text
    assert "sai cấp hoặc sai hệ so với quy định 1/6" in page.text
    assert "Thôn Bản Đon T02 Xã Cao Lộc cấp huyện không còn 01/07/2025" in page.text
    assert "Khối 6 T06 Xã Cao Lộc chưa phân công –" in page.text
    assert "in=u1-4" in page.links["Xã Cao Lộc"]


def test_gap_leads_to_its_chain(client: FlaskClient) -> None:
    page = read(client, f"/gaps?in=20&{NOW}")
    chain = read(client, page.links["Thôn Bản Đon"])
    assert chain.address.startswith("/units/u1-6/chain?as_of=2026-11-22")


def test_the_only_province_is_meant_where_none_is_named(client: FlaskClient) -> None:
    assert "Tỉnh Lạng Sơn: 3 dòng" in read(client, f"/gaps?{NOW}").text


def test_unit_is_meant_by_its_name_too(client: FlaskClient) -> None:
    page = read(client, f"/gaps?in=cao%20loc&{NOW}")
    assert "Tình hình Xã Cao Lộc, ngày 22/11/2026" in page.text
    assert "in=u1-4" in page.address


def test_name_of_several_units_offers_them_with_their_codes(demo_client: FlaskClient) -> None:
    page = read(demo_client, f"/gaps?in=tan&{NOW}")
    assert "Có nhiều đơn vị mang tên gần với “tan”, chọn một đơn vị:" in page.text
    chosen = read(demo_client, page.links["Xã Tân Văn"])
    assert "trong Xã Tân Văn không có thôn nào" in chosen.text


def test_page_asked_for_again_tells_what_was_written_since(tmp_path: Path) -> None:
    settings = ladybug_settings(tmp_path)
    assignments = [file for file in demo_files() if file.stem == "phan_cong"]
    others = [file for file in demo_files() if file.stem != "phan_cong"]
    with open_store(settings) as store:
        client = create_app(store, settings).test_client()
        address = "/gaps?in=20&as_of=2025-10-01"
        load(store, others, actor="test", day=DEMO_DAY)
        before = [read(client, address).text for _ in range(2)]
        load(store, assignments, actor="test")
        after = read(client, address).text
    assert EVERYTHING.search(before[0])
    assert before[0] == before[1]
    assert not EVERYTHING.search(after)


def test_name_that_nothing_has_is_refused(client: FlaskClient) -> None:
    assert client.get(f"/gaps?in=xyzzy&{NOW}").status_code == 404


def test_second_figure_opens_onto_its_rows(client: FlaskClient) -> None:
    page = read(client, f"/gaps?in=20&{NOW}")
    rows = read(client, page.links["Xem danh sách"])
    assert "Thôn trong Tỉnh Lạng Sơn: 4 dòng" in rows.text
    assert "Thôn Khuổi Mươi T04 Xã Cao Lộc chỉ có người đã thôi giữ chức" in rows.text


def test_rows_are_filtered_by_reason_while_the_figures_stay(client: FlaskClient) -> None:
    page = read(client, f"/gaps?in=20&reason=never_assigned&{NOW}")
    assert "2 dòng" in page.text
    assert "3/6" in page.text
    none = read(client, f"/gaps?in=20&reason=unit_closed&{NOW}")
    assert "Không có dòng nào với lý do này." in none.text


def test_tier_that_no_policy_asks_for_says_so(client: FlaskClient) -> None:
    page = read(client, f"/gaps?in=20&tier=district&{NOW}")
    assert "Vào ngày 22/11/2026 quy định không yêu cầu phân công cho huyện" in page.text


def test_tier_without_targets_says_so(client: FlaskClient) -> None:
    page = read(client, f"/gaps?in=20&tier=organisation&{NOW}")
    assert "không có tổ chức cơ sở đảng nào" in page.text


def test_full_cover_is_said_as_such(client: FlaskClient) -> None:
    page = read(client, f"/gaps?in=20&tier=cell&{NOW}")
    assert "Không có chi bộ nào thiếu người phụ trách." in page.text


def test_long_list_has_pages(demo_client: FlaskClient) -> None:
    page = read(demo_client, f"/gaps?in=20&tier=commune&{NOW}")
    assert "Trang 1/6 (dòng 1–10 trong 56)" in page.text
    assert "Trang trước" not in page.links
    second = read(demo_client, page.links["Trang sau"])
    assert "Trang 2/6 (dòng 11–20 trong 56)" in second.text
    assert "Trang 1/6" in read(demo_client, second.links["Trang trước"]).text
    assert "Trang 6/6" in read(demo_client, f"/gaps?in=20&tier=commune&page=99&{NOW}").text


def test_file_has_every_row_and_keeps_codes_and_formulas_as_text(client: FlaskClient) -> None:
    page = read(client, f"/gaps?in=20&{NOW}&page=1")
    rows = rows_of(client, page.links["Tải danh sách (CSV)"])
    assert rows[0][:3] == ["Mã", "Tên", "Đối tượng"]
    assert [row[0] for row in rows[1:]] == ["T02", "T05", "T06"]
    assert rows[2][1] == f"'{scene.FORMULA}"
    assert rows[1][4:6] == ["cấp huyện không còn", "01/07/2025"]


def test_file_is_of_the_rows_that_are_looked_at(
    client: FlaskClient, demo_client: FlaskClient
) -> None:
    assert len(rows_of(client, f"/gaps.csv?in=20&reason=never_assigned&{NOW}")) == 3
    in_post = rows_of(client, f"/gaps.csv?in=20&count=in_post&{NOW}&lang=en")
    lapsed = next(row for row in in_post if row[0] == "T04")
    assert lapsed[1:4] == ["Thôn Khuổi Mươi", "village", "Xã Cao Lộc"]
    assert lapsed[4:7] == ["only people who left their post", "", ""]
    every = rows_of(demo_client, f"/gaps.csv?in=20&tier=commune&{NOW}")
    assert len(every) == 57
    assert every[1][0] == "06019"


def test_file_is_named_for_what_it_holds(client: FlaskClient) -> None:
    response = client.get(f"/gaps.csv?in=20&{NOW}&lang=en")
    expected = 'attachment; filename="gaps-20-village-2026-11-22.csv"'
    assert response.headers["Content-Disposition"] == expected


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_cell_that_could_be_a_formula_is_made_text(first: str) -> None:
    assert csv_cell(f"{first}1") == f"'{first}1"
    assert csv_cell("05977-01") == "05977-01"
