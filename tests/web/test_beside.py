"""Two chains side by side, both lines, and counts below, as pages and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.web.pages import read

if TYPE_CHECKING:
    from flask.testing import FlaskClient

NOW = "as_of=2026-11-22"
LAST_DAY = "as_of=2025-06-30"


def told(client: FlaskClient, address: str) -> Any:
    return client.get(f"/api/v1/{address}", headers={"Host": "localhost"}).get_json()


def differing(answer: Any) -> set[tuple[str, str, str]]:
    return {(d["aspect"], d["rung"], d["change"]) for d in answer["differences"]}


def test_one_village_on_two_days_shows_the_district_vanish(client: FlaskClient) -> None:
    page = read(client, f"/units/u1-5/chain?{LAST_DAY}&beside=01/07/2025")
    assert page.status == 200
    assert "beside=2025-07-01" in page.address
    assert "Thôn Nà Lùng: 30/06/2025 và 01/07/2025" in page.text
    assert "Đơn vị (cấp huyện) Huyện Cao Lộc 183 – không còn" in page.text
    assert "Xã Hợp Thành 06211 Xã Cao Lộc 06184 khác: đơn vị" in page.text
    answer = told(client, f"units/u1-5/chain?{LAST_DAY}&beside=2025-07-01")
    assert ("unit", "district", "gone") in differing(answer)
    assert ("unit", "commune", "changed") in differing(answer)
    assert ("unit", "village", "changed") not in differing(answer)
    assert answer["first"]["chain"] == told(client, f"units/u1-5/chain?{LAST_DAY}")
    assert answer["second"]["chain"] == told(client, "units/u1-5/chain?as_of=2025-07-01")


def test_the_earlier_day_stands_first_whichever_the_page_is_of(client: FlaskClient) -> None:
    page = read(client, "/units/u1-5/chain?as_of=2025-07-01&beside=2025-06-30")
    assert "Thôn Nà Lùng: 30/06/2025 và 01/07/2025" in page.text
    assert "Huyện Cao Lộc 183 – không còn" in page.text


@pytest.mark.parametrize("wanted", ["u1-6", "T02", "ban don", "Thôn Bản Đon"])
def test_two_villages_on_one_day_by_id_code_or_name(client: FlaskClient, wanted: str) -> None:
    page = read(client, f"/units/u1-5/chain?{NOW}&beside_unit={wanted}&beside=&beside_id=")
    assert "beside_unit=u1-6" in page.address
    assert "beside_id" not in page.address
    assert "Đặt cạnh nhau: Thôn Nà Lùng và Thôn Bản Đon" in page.text
    assert "chỉ ở bên này" in page.text
    assert "– không còn" not in page.text
    assert "mới có" not in page.text


def test_what_was_chosen_among_suggestions_goes_before_what_was_typed(client: FlaskClient) -> None:
    page = read(client, f"/units/u1-5/chain?{NOW}&beside_unit=Ban&beside_id=u1-8")
    assert "Đặt cạnh nhau: Thôn Nà Lùng và Thôn Khuổi Mươi" in page.text


def test_a_name_that_several_bear_is_offered(client: FlaskClient) -> None:
    page = read(client, f"/units/u1-5/chain?{NOW}&beside_unit=th%C3%B4n")
    assert "có nhiều nơi tên như “thôn”" in page.text
    page = read(client, page.links["Thôn Bản Đon"])
    assert "Đặt cạnh nhau: Thôn Nà Lùng và Thôn Bản Đon" in page.text


def test_what_is_unknown_is_refused_in_words(client: FlaskClient) -> None:
    for asked, status in (("beside_unit=Zzz", 404), ("beside=31/02/2025", 400)):
        page = read(client, f"/units/u1-5/chain?{NOW}&{asked}")
        assert page.status == status
        assert "Traceback" not in page.text
        answer = told(client, f"units/u1-5/chain?{NOW}&{asked}")
        assert answer["error"]["message"]
    several = told(client, f"units/u1-5/chain?{NOW}&beside_unit=th%C3%B4n")
    assert several["error"]["places"][0]["column"] == "beside_unit"


def test_unit_that_did_not_exist_says_so_and_offers_what_it_came_from(client: FlaskClient) -> None:
    page = read(client, f"/units/u1-4/chain?{NOW}&beside=2025-06-30")
    assert "Xã Cao Lộc chưa có vào ngày 30/06/2025; có từ ngày 01/07/2025." in page.text
    assert "Chỗ khác nhau" not in page.text
    page = read(client, page.links["Xã Hợp Thành"])
    assert "Đặt cạnh nhau: Xã Hợp Thành, 30/06/2025 và Xã Cao Lộc, 22/11/2026" in page.text
    assert "Huyện Cao Lộc 183 – không còn" in page.text


def test_unit_that_ended_says_so_and_offers_what_came_of_it(client: FlaskClient) -> None:
    page = read(client, f"/units/u1-3/chain?{LAST_DAY}&beside=2025-07-01")
    assert "Xã Hợp Thành không còn vào ngày 01/07/2025; có đến hết ngày 30/06/2025." in page.text
    page = read(client, page.links["Xã Cao Lộc"])
    assert "Xã Hợp Thành, 30/06/2025 và Xã Cao Lộc, 01/07/2025" in page.text
    answer = told(client, f"units/u1-3/chain?{LAST_DAY}&beside=2025-07-01")
    assert answer["second"]["chain"] is None
    assert [unit["id"] for unit in answer["second"]["instead"]] == ["u1-4"]
    assert answer["differences"] == []


def test_the_pages_own_day_may_be_the_one_on_which_it_was_not(client: FlaskClient) -> None:
    page = read(client, "/units/u1-3/chain?as_of=2025-07-01&beside=2025-06-30")
    assert "Xã Hợp Thành không còn vào ngày 01/07/2025" in page.text
    page = read(client, page.links["Xã Cao Lộc"])
    assert "/units/u1-4/chain" in page.address
    assert "Xã Cao Lộc chưa có vào ngày 30/06/2025" in page.text


def test_a_district_has_nothing_in_its_place(client: FlaskClient) -> None:
    page = read(client, f"/units/u1-2/chain?{LAST_DAY}&beside=2025-07-01")
    assert "Ngày đó không có đơn vị nào thay vào." in page.text


def test_what_is_the_same_is_said_to_be(client: FlaskClient) -> None:
    page = read(client, f"/units/u1-5/chain?{NOW}&beside=2026-11-21&lang=en")
    assert "The two chains are the same." in page.text
    assert told(client, f"units/u1-5/chain?{NOW}&beside=2026-11-21")["differences"] == []


def test_a_comparison_keeps_its_address_in_the_line_and_the_language(client: FlaskClient) -> None:
    page = read(client, f"/units/T01/chain?{LAST_DAY}&beside=2025-07-01")
    assert "/units/u1-5/chain" in page.address
    page = read(client, page.links["Đảng"])
    assert "beside=2025-07-01" in page.address
    page = read(client, page.links["English"])
    assert "Thôn Nà Lùng: 30/06/2025 and 01/07/2025" in page.text
    page = read(client, page.links["Stop comparing"])
    assert "beside" not in page.address


def test_household_and_cell_are_compared_with_themselves_on_another_day(
    client: FlaskClient,
) -> None:
    page = read(client, f"/households/h1-1/chain?{LAST_DAY}&beside=2025-07-01")
    assert "Triệu Văn Ứng" in page.text
    assert "mới có" in page.text
    assert read(client, f"/organisations/o1-9/chain?{LAST_DAY}&beside=2025-07-01").status == 200


def test_both_lines_stand_on_one_page_each_with_its_own_way_up(client: FlaskClient) -> None:
    page = read(client, f"/units/u1-5/chain?{NOW}&line=both")
    assert "Theo người, hệ chính quyền" in page.text
    assert "Theo người, hệ Đảng" in page.text
    answer = told(client, f"units/u1-5/chain?{NOW}&line=both")
    for line in ("state", "party"):
        alone = told(client, f"units/u1-5/chain?{NOW}&line={line}")
        assert answer["lines"][line]["by_person"] == alone["by_person"]
        assert answer["by_unit"] == alone["by_unit"]
    both = told(client, f"units/u1-5/chain?{LAST_DAY}&line=both&beside=2025-07-01")
    assert {d["rung"] for d in both["differences"] if d["aspect"] == "step"} <= {"state", "party"}
    page = read(client, f"/units/u1-5/chain?{LAST_DAY}&line=both&beside=2025-07-01")
    assert "Cuối đường theo người, hệ Đảng" in page.text


def test_households_are_counts_that_open_onto_their_list(client: FlaskClient) -> None:
    page = read(client, f"/units/u1-5/chain?{NOW}")
    assert "Hộ gia đình: 1/2 có người phụ trách 1 chưa có ai" in page.text
    rows = read(client, page.links["xem danh sách"])
    assert "T01-H002" in rows.text
    above = read(client, f"/units/u1-4/chain?{NOW}&lang=en")
    assert "Villages: 3/6 with somebody in charge 3 with nobody" in above.text
    assert "Households: 1/2 with somebody in charge" in above.text


def test_names_in_a_comparison_are_text(client: FlaskClient) -> None:
    page = read(client, f"/units/u1-7/chain?{NOW}&beside_unit=u1-9")
    assert "<img" not in page.html
    assert "&lt;img" in page.html


def test_person_has_a_chain_up_to_the_province_and_counts_below(client: FlaskClient) -> None:
    page = read(client, f"/people/p1-6/chain?{NOW}")
    assert "Chuỗi trách nhiệm: Bế Thị Mỹ Duyên" in page.text
    assert "Từ Bế Thị Mỹ Duyên lên đến tỉnh" in page.text
    assert "lãnh đạo trực tiếp của Bế Thị Mỹ Duyên" in page.text
    assert "Thôn: 1 (phụ trách)" in page.text
    rows = read(client, page.links["xem danh sách"])
    assert "Thôn Nà Lùng" in rows.text
    told_of = told(client, f"people/p1-6/chain?{NOW}")
    chain = told(client, f"units/u1-5/chain?{NOW}")
    assert told_of[0]["by_person"] == chain["by_person"]
    assert told_of[0]["by_person_complete"] == chain["by_person_complete"]
    assert told_of[0]["charges"] == [
        {"tier": "village", "kind": "in_charge", "count": 1, "load": 1, "span": 5}
    ]


def test_chain_of_a_person_is_found_by_code_and_in_both_lines(client: FlaskClient) -> None:
    page = read(client, f"/people/CB09/chain?{NOW}&line=both&lang=en")
    assert "/people/p1-9/chain" in page.address
    assert "By person, party line" in page.text
    assert "the person themselves" in page.text
    assert [each["line"] for each in told(client, f"people/p1-9/chain?{NOW}&line=both")] == [
        "state",
        "party",
    ]
    assert read(client, f"/people/CB99/chain?{NOW}").status == 404
