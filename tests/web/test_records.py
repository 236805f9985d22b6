"""Pages of people, organisations, decisions, households and histories, and their JSON twins."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graphapp import create_app
from graphapp.write import open_store
from loaders import DEMO_DAY, demo_files, load
from tests.web import scene
from tests.web.conftest import ladybug_settings
from tests.web.pages import read

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient


NOW = "as_of=2026-11-22"
LATE = "as_of=2025-11-22"


def twin(client: FlaskClient, address: str) -> Any:
    return client.get(f"/api/v1{address}{'&' if '?' in address else '?'}{NOW}").json


# --- people --------------------------------------------------------------------------------------


def test_person_is_shown_with_posts_assignments_span_and_history(client: FlaskClient) -> None:
    page = read(client, f"/people/p1-6?{NOW}")
    assert "Mã CB06 Bế Thị Mỹ Duyên" in page.text
    assert "Phó Chủ tịch UBND xã UBND xã Cao Lộc (chính quyền), Xã Cao Lộc" in page.text
    assert "Đang được phân công (1)" in page.text
    assert "Mỗi thôn có một người giữ chức cấp xã (chính quyền) phụ trách 1/5" in page.text
    assert page.links["Thôn Nà Lùng"].startswith("/units/u1-5/chain?")
    assert page.links["12/QĐ-UBND"].startswith("/decisions/d1-1?")
    assert page.links["Triệu Văn Ứng"].startswith("/people/p1-5?")
    assert "Quá trình công tác và phân công (2)" in page.text


def test_span_that_is_exceeded_is_said_in_words(tmp_path: Path) -> None:
    header = "key,target,post_tier,line,accepts_group,accepts_member,from,to,span,span_groups,kinds"
    policy = tmp_path / "policy.csv"
    policy.write_text(f"{header}\nv,village,commune,state,no,no,,,3,,in_charge\n", "utf-8")
    settings = replace(ladybug_settings(tmp_path / "home"), policy=policy)
    with open_store(settings) as store:
        load(store, demo_files(), actor="test", day=DEMO_DAY)
        page = read(create_app(store, settings).test_client(), f"/people/CB00027?{LATE}")
    assert "4/3 vượt định mức" in page.text


def test_work_phone_can_be_called_and_the_rest_is_hidden(client: FlaskClient) -> None:
    page = read(client, f"/people/p1-6?{NOW}")
    assert page.links["0205 381 1234"] == "tel:02053811234"
    assert "Ngày sinh ẩn" in page.text
    assert "Sinh hoạt chi bộ ẩn" in page.text
    assert "1981" not in page.html
    told = client.get(f"/api/v1/people/p1-6?{NOW}")
    assert "1981" not in told.get_data(as_text=True)
    assert {"birth_date", "party_joined", "cell"} <= set(told.json["hidden"])


def test_plain_member_of_a_cell_is_no_different_from_others(client: FlaskClient) -> None:
    assert "Chi bộ" not in read(client, f"/people/p1-6?{NOW}").text.split("Sinh hoạt")[1]
    assert "Chi bộ thôn Nà Lùng" in read(client, f"/people/p1-9?{NOW}").links


def test_holder_who_left_the_post_is_flagged(client: FlaskClient) -> None:
    page = read(client, f"/people/p1-7?{NOW}")
    assert "đã rời chức vụ từ 01/03/2026 Vẫn còn 1 phân công đang có hiệu lực." in page.text
    assert "ngoài thời gian giữ chức: 01/03/2026 – nay" in page.text
    before = read(client, "/people/p1-7?as_of=2026-02-28")
    assert "đã rời chức vụ" not in before.text
    assert "ngoài thời gian" not in before.text


def test_assignments_through_a_group_name_it_and_those_below_are_listed(
    client: FlaskClient,
) -> None:
    page = read(client, f"/people/p1-2?{NOW}")
    assert "Xã Cao Lộc 06184 qua Tổ công tác số 1" in page.text
    assert "Người giữ chức ở địa bàn phụ trách, ngày 22/11/2026" in page.text
    assert "Lý A Sử" in page.links
    assert "Tổ công tác số 1 (tổ trưởng)" in page.text


def test_long_tables_are_cut_and_turned_one_by_one(demo_client: FlaskClient) -> None:
    """The demonstration is shown with ten rows a page."""
    page = read(demo_client, f"/people/CB00021?{LATE}")
    whole = read(demo_client, page.links["Xem đủ: quá trình"])
    assert "show=history" in whole.address
    assert "Thông tin chung" not in whole.text
    second = read(demo_client, whole.links["Trang sau"])
    assert "Trang 2/" in second.text
    assert "Thông tin chung" in read(demo_client, second.links["Về toàn trang"]).text
    beyond = read(demo_client, f"{page.address}&show=history&page=999")
    assert beyond.status == 200
    refused = read(demo_client, f"{page.address}&show=secrets")
    assert refused.status == 400


def test_unknown_person_is_said_in_both_languages(client: FlaskClient) -> None:
    page = read(client, "/people/CB99")
    assert page.status == 404
    assert "Không có người nào mang mã “CB99”." in page.text
    assert "No person has the code “p9-9”." in read(client, "/people/p9-9?lang=en").text


def test_twin_of_a_person_has_what_the_page_has(client: FlaskClient) -> None:
    told = twin(client, "/people/p1-6")
    assert told["person"] == {
        "id": "p1-6", "code": "CB06", "name": "Bế Thị Mỹ Duyên", "work_phone": "0205 381 1234",
    }  # fmt: skip
    (duty,) = told["assignments"]
    assert duty["target"]["code"] == "T01"
    assert (duty["since"], duty["until_inclusive"]) == ("2025-07-01", "2026-12-31")
    assert duty["decision"]["number"] == "12/QĐ-UBND"
    assert told["spans"] == [
        {"policy_row": "village_by_commune", "count": 1, "span": 5, "over": False}
    ]
    assert [each["person"]["code"] for each in told["supervisors"]] == ["CB05"]


# --- organisations -------------------------------------------------------------------------------


def test_organisation_shows_posts_holders_and_vacancies(client: FlaskClient) -> None:
    page = read(client, f"/organisations/o1-3?{NOW}")
    assert "UBND xã Cao Lộc" in page.text
    assert "Chủ tịch UBND xã CV05 Triệu Văn Ứng CB05 tạm quyền" in page.text
    assert "Công chức văn phòng CV07 khuyết" in page.text
    assert "Công chức địa chính CV99 khuyết 2/2" in page.text
    assert page.links["Triệu Văn Ứng"].startswith("/people/p1-5?")
    assert page.links["Xã Cao Lộc"].startswith("/units/u1-4?")


def test_cell_shows_who_answers_its_villages_and_a_count_of_members(client: FlaskClient) -> None:
    page = read(client, f"/organisations/o1-9?{NOW}")
    assert "Người phụ trách: Lý A Sử, Bí thư Đảng ủy xã" in page.text
    assert "Thôn phụ trách Thôn Nà Lùng" in page.text
    assert "Số thành viên 2 (không hiện tên)" in page.text
    assert "Bế Thị Mỹ Duyên" not in page.text
    assert page.links["Đảng ủy xã Cao Lộc"].startswith("/organisations/o1-5?")
    assert page.links["Xem chuỗi trách nhiệm"].startswith("/organisations/o1-9/chain?")
    assert "Người phụ trách qua các thời kỳ" in page.text
    assert "Lý A Sử CB09 Bí thư Đảng ủy xã, Xã Cao Lộc dự sinh hoạt" in page.text
    told = twin(client, "/organisations/o1-9")
    assert (told["members"], [each["code"] for each in told["heads"]]) == (2, ["CB09"])
    assert "Duyên" not in str(told)


def test_organisation_of_another_day_says_so(client: FlaskClient) -> None:
    page = read(client, "/organisations/o1-3?as_of=2025-06-30")
    assert page.status == 200
    assert "Tổ chức này không tồn tại vào ngày 30/06/2025." in page.text
    assert "khuyết" not in page.text
    chain = read(client, "/organisations/o1-3/chain?as_of=2025-06-30")
    assert chain.address.startswith("/organisations/o1-3?")


# --- decisions -----------------------------------------------------------------------------------


def test_decision_shows_what_it_decides_by_kind(client: FlaskClient) -> None:
    page = read(client, f"/decisions/d1-1?{NOW}")
    assert "Văn bản 12/QĐ-UBND" in page.text
    assert "Ngày ban hành 28/06/2025" in page.text
    assert "sáp nhập, chia tách, đổi tên: 1" in page.text
    assert (
        "phân công: 4 (theo dõi 1, hỗ trợ 1, phụ trách 2)" in page.text
        or "phân công: 4" in page.text
    )
    assert page.links["Bế Thị Mỹ Duyên"].startswith("/people/p1-6?")
    assert "as_of=2025-06-30" in page.links["Xã Hợp Thành"]
    told = twin(client, "/decisions/d1-1")
    assert told["counts"] == {"mergers": 1, "tenures": 0, "supervisions": 0, "assignments": 4}
    alone = twin(client, "/decisions/d1-1?show=assignments")
    assert [section["kind"] for section in alone["sections"]] == ["assignments"]


def test_number_that_several_offices_gave_leads_to_the_choice(client: FlaskClient) -> None:
    page = read(client, f"/decisions/5/QĐ-UBND?{NOW}")
    assert page.address.startswith("/search?")
    assert page.links["5/QĐ-UBND ngày 02/01/2024, UBND huyện"].startswith("/decisions/d1-3?")
    refused = client.get(f"/api/v1/decisions/5/QĐ-UBND?{NOW}")
    assert refused.status_code == 400
    assert "d1-2 (2024-01-01 UBND tỉnh)" in refused.json["error"]["places"][0]["remedy"]


def test_unknown_decision_is_said(client: FlaskClient) -> None:
    page = read(client, "/decisions/99/NQ-HĐND")
    assert page.status == 404
    assert "Không có quyết định nào mang số “99/NQ-HĐND”." in page.text


# --- households ----------------------------------------------------------------------------------


def test_household_is_masked_and_shows_who_answers(client: FlaskClient) -> None:
    page = read(client, f"/households/h1-1?{NOW}")
    assert "Hộ T01-H001" in page.text
    assert "Chủ hộ ẩn" in page.text
    assert "Diện ẩn" in page.text
    assert "Người phụ trách: Triệu Văn Ứng" in page.text
    assert "Ai phụ trách từng đơn vị, từ Hộ T01-H001 lên đến tỉnh" in page.text
    assert "Người phụ trách qua các thời kỳ" in page.text
    assert page.links["Xem chuỗi trách nhiệm"].startswith("/households/h1-1/chain?")
    told = twin(client, "/households/h1-1")
    assert told["facts"] == {}
    assert {"category", "name", "members"} <= set(told["hidden"])


# --- units ---------------------------------------------------------------------------------------


def test_unit_page_leads_with_the_grade_in_words(client: FlaskClient) -> None:
    page = read(client, f"/units/u1-5?{NOW}")
    assert "Đánh giá sắp hết hạn" in page.text
    assert "Người phụ trách: Bế Thị Mỹ Duyên" in page.text
    assert page.links["Chi bộ thôn Nà Lùng"].startswith("/organisations/o1-9?")
    broken = read(client, f"/units/u1-6?{NOW}")
    assert "gián đoạn từ 01/07/2025: cấp huyện không còn" in broken.text


def test_who_follows_does_not_answer_where_somebody_must_be_in_charge(client: FlaskClient) -> None:
    page = read(client, f"/units/u1-9?{NOW}")
    assert "không có người phụ trách theo đúng quy định" in page.text


def test_history_names_the_gaps_between_those_who_answered(client: FlaskClient) -> None:
    page = read(client, f"/units/u1-8/history?{NOW}")
    assert "Hứa Quốc Khánh" in page.links
    assert "chưa phân công" in page.text
    assert "Xã Hợp Thành 06211 xã – 30/06/2025 Xã Cao Lộc 06184 xã 01/07/2025 –" in page.text
    assert "as_of=2025-06-30" in page.links["Xã Hợp Thành"]
    told = twin(client, f"/units/{scene.LAPSED_VILLAGE}/history")
    gaps = [row for row in told["answered"] if row["holder"] is None]
    assert [(row["policy_row"], row["until_inclusive"]) for row in gaps] == [
        ("village_by_district", "2025-06-30")
    ]
    assert [row["broken"]["reason"] for row in gaps] == ["never_assigned"]
    (lapsed,) = (row for row in told["answered"] if row["broken"] and row["holder"])
    assert lapsed["broken"] == {"reason": "holder_left_post", "since": "2026-03-01"}


def test_history_of_a_merger_names_both_sides_and_the_decision(client: FlaskClient) -> None:
    new = read(client, f"/units/u1-4/history?{NOW}")
    assert "Hình thành từ" in new.text
    assert new.links["12/QĐ-UBND"].startswith("/decisions/d1-1?")
    old = read(client, f"/units/u1-3/history?{NOW}")
    assert "as_of=2025-07-01" in old.links["Xã Cao Lộc"]


def test_twin_of_a_unit_has_its_facts(client: FlaskClient) -> None:
    told = twin(client, "/units/u1-4")
    assert told["unit"]["code"] == "06184"
    assert [each["code"] for each in told["above"]] == ["20"]
    assert len(told["below"]) == 6


# --- search --------------------------------------------------------------------------------------


def test_search_leads_to_people_organisations_and_documents(client: FlaskClient) -> None:
    people = read(client, f"/search?q=trieu&{NOW}")
    assert people.links["Triệu Văn Ứng"].startswith("/people/p1-5?")
    bodies = read(client, f"/search?q=chi+bo&{NOW}")
    assert bodies.links["Chi bộ thôn Nà Lùng"].startswith("/organisations/o1-9?")
    papers = read(client, f"/search?q=12/q%C4%91&{NOW}")
    assert papers.links["12/QĐ-UBND ngày 28/06/2025, UBND xã Cao Lộc"].startswith("/decisions/d1-1")
    late = read(client, "/search?q=ubnd+xa&as_of=2025-06-30")
    assert "chỉ có từ 01/07/2025" in late.text


def test_query_longer_than_any_name_is_cut_in_the_address(client: FlaskClient) -> None:
    page = read(client, f"/search?q={'a' * 5000}&{NOW}")
    assert page.status == 200
    assert "a" * 200 in page.address
    assert "a" * 201 not in page.address + page.html
    assert "a" * 81 not in page.text
