"""The policy's pages: told in sentences, edited in a form and by a file, refused with reasons."""

from __future__ import annotations

import html
import io
import re
from typing import TYPE_CHECKING, Any

import pytest

from graphapp.model.policy import COLUMNS, cells_of, default_policy
from tests.web.handing import Worker
from tests.web.pages import Page, read

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from graphapp.write import Store

DUTY = {
    "target": "village", "post_tier": "commune", "line": "state", "kinds": "in_charge",
    "span": "5", "visit_months": "3", "from": "01/07/2025", "to": "", "action": "save",
}  # fmt: skip
VILLAGES = "Mỗi thôn có một người giữ chức cấp xã (chính quyền) phụ trách"


def send(worker: Worker, **fields: Any) -> tuple[int, str]:
    """Send the form of a row; returns what came of it."""
    answer = worker.post("/policy/row?as_of=2026-11-22", **{**DUTY, "entry": "0", **fields})
    return answer.status_code, answer.get_data(as_text=True)


def show(worker: Worker) -> Page:
    return read(worker.client, "/policy?as_of=2026-11-22")


def test_policy_is_told_in_sentences_with_its_days_span_and_visits(client: FlaskClient) -> None:
    page = read(client, "/policy?as_of=2026-11-22")
    assert f"{VILLAGES} 01/07/2025 – 5 ít nhất 3 tháng một lần" in page.text
    assert "150, hoặc 15 nhóm hộ" in page.text
    assert "Giữ quyền hoặc giao phụ trách không quá 180 ngày" in page.text
    assert "(không áp dụng ngày 22/11/2026) – 30/06/2025" in page.text
    assert "kèm theo chương trình" in page.text


def test_form_of_a_row_holds_what_the_row_says(client: FlaskClient) -> None:
    page = read(client, "/policy/row?row=household_by_commune_or_member&lang=en")
    assert page.hidden["key"] == "household_by_commune_or_member"
    assert 'value="150"' in page.html
    assert 'value="yes" checked> a party member' in page.html


def test_changed_row_is_in_force_at_once_and_the_history_tells_who_and_what(
    worker: Worker, store: Store
) -> None:
    assert send(worker, key="village_by_commune", span="4", note="QĐ 5/QĐ-UBND")[0] == 303
    assert next(r for r in store.policy().rows if r.key == "village_by_commune").span == 4
    page = show(worker)
    assert "mục 2 của sổ cái" in page.text
    assert "QĐ 5/QĐ-UBND" in page.text
    assert "Định mức: 5 → 4" in page.text
    told = worker.client.get("/api/v1/policy").get_json()["history"][0]
    assert (told["entry"], told["note"]) == (2, "QĐ 5/QĐ-UBND")
    assert told["changes"] == [
        {"change": "changed", "row": "village_by_commune",
         "columns": [{"column": "span", "before": "5", "after": "4"}]},
    ]  # fmt: skip
    assert "sửa quy định phân công" in read(worker.client, "/").text


def test_row_is_changed_from_a_day_on_and_stands_as_it_was_before(
    worker: Worker, store: Store
) -> None:
    assert send(worker, key="village_by_commune", span="4", change_from="01/01/2027")[0] == 303
    rows = [(r.key, r.span) for r in store.policy().rows if r.target == "village"][1:]
    assert rows == [("village_by_commune", 5), ("village_by_commune_2", 4)]
    assert "31/12/2026" in show(worker).text


def test_rule_is_added_where_there_is_none_and_taken_out(worker: Worker, store: Store) -> None:
    blank = {**dict.fromkeys((*DUTY, "kinds"), ""), "target": "line", "action": "remove"}
    assert send(worker, key="line", **blank)[0] == 303
    assert "line" not in {rule.key for rule in store.policy().rules}
    assert send(worker, key="", entry="2", **{**blank, "action": "save"})[0] == 303
    assert "line" in {rule.key for rule in store.policy().rules}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"span": "0"}, "Cần một số nguyên"),
        ({"to": "31/02/2027"}, "Ghi ngày dạng 01/07/2025"),
        ({"to": "01/01/2201"}, "Ghi ngày dạng 01/07/2025"),
        ({"to": "30/06/2025"}, "ngày cuối phải sau hoặc trùng ngày đầu"),
        ({"post_tier": "hamlet"}, "Chỉ nhận một trong các giá trị: tỉnh; huyện; xã; thôn"),
        ({"post_tier": "district"}, "cấp huyện đã kết thúc từ 01/07/2025"),
        ({"change_from": "2027"}, "Ghi ngày dạng 01/07/2025"),
        ({"key": "", "span": "9"}, f"mâu thuẫn với dòng “{VILLAGES}”"),
        ({"key": "nothing"}, "Quy định không có dòng “nothing”"),
    ],
)
def test_row_that_does_not_read_or_contradicts_is_refused_with_what_was_typed(
    still: Worker, fields: dict[str, str], told: str
) -> None:
    status, page = send(still, **{"key": "village_by_commune", **fields})
    assert status == 400
    assert told in html.unescape(page)
    for name, text in fields.items():
        assert name in {"key", "post_tier"} or f'value="{text}"' in page


def test_form_sent_twice_is_recorded_once(worker: Worker, store: Store) -> None:
    for _ in range(2):
        assert send(worker, key="village_by_commune", span="4")[0] == 303
    assert store.head() == 2


def test_form_opened_before_somebody_else_changed_the_policy_is_refused(
    worker: Worker, store: Store
) -> None:
    send(worker, key="village_by_commune", span="4")
    status, page = send(worker, key="commune_by_province", target="commune", post_tier="province")
    assert (status, store.head()) == (400, 2)
    assert "vừa sửa quy định trong lúc bạn đang sửa" in page


def test_policy_cannot_be_changed_from_another_site(still: Worker) -> None:
    answer = still.client.post("/policy/row", data={**DUTY, "key": "village_by_commune"})
    assert answer.status_code == 400


def file_of(*rows: dict[str, str]) -> tuple[io.BytesIO, str]:
    names = [column.name for column in COLUMNS]
    lines = [",".join(row[name] for name in names) for row in rows]
    return io.BytesIO("\n".join([",".join(names), *lines]).encode()), "quy-dinh.csv"


def check(worker: Worker, *rows: dict[str, str]) -> tuple[int, str]:
    """Hand a policy in and read what the page tells."""
    answer = worker.post("/policy/check?as_of=2026-11-22", file=file_of(*rows))
    return answer.status_code, html.unescape(answer.get_data(as_text=True))


def hidden(page: str, name: str) -> str:
    """What a form of the page carries along."""
    found = re.search(rf'<input type="hidden" name="{name}" value="(.*)">', page)
    assert found
    return found[1]


def test_file_is_looked_through_before_it_is_recorded(worker: Worker, store: Store) -> None:
    first, second, *others = cells_of(default_policy())
    status, page = check(worker, {**first, "span": "4"}, *others)
    assert (status, store.head()) == (200, 1)
    assert "Thêm 0, sửa 1, bỏ 1 dòng" in page
    sent = {"rows": hidden(page, "rows"), "entry": hidden(page, "entry")}
    for _ in range(2):
        answer = worker.post("/policy/import", **sent, note="tệp")
        assert answer.status_code == 303
    assert store.head() == 2
    assert store.policy().rows[0].span == 4
    assert second["key"] not in {row.key for row in store.policy().rows}


def test_file_that_says_the_same_leaves_nothing_to_record(still: Worker) -> None:
    status, page = check(still, *cells_of(default_policy()))
    assert status == 200
    assert "giống hệt quy định đang áp dụng" in page
    assert 'name="rows"' not in page


def test_file_with_mistakes_is_refused_with_every_place(still: Worker) -> None:
    first, second, *others = cells_of(default_policy())
    bad = {**first, "post_tier": "hamlet", "to": "2201-01-01"}
    status, page = check(still, bad, second, *others)
    assert status == 400
    assert "dòng 2, cột “Cấp của chức vụ”, giá trị “hamlet”" in page
    assert "dòng 2, cột “Đến ngày”" in page


def test_file_that_contradicts_itself_is_refused_by_row(still: Worker) -> None:
    rows = cells_of(default_policy())
    status, page = check(still, *rows, {**rows[3], "key": "again", "span": "9"})
    assert status == 400
    assert f"dòng {len(rows) + 2}, cột “Định mức”" in page
    assert "mâu thuẫn với dòng" in page


@pytest.mark.parametrize("sent", [{}, {"rows": "x", "entry": "0"}, {"rows": "[1]", "entry": "0"}])
def test_confirmation_that_is_none_is_refused(still: Worker, sent: dict[str, str]) -> None:
    assert still.post("/policy/import", **sent).status_code == 400


def test_policy_that_is_taken_as_a_file_can_be_handed_in(still: Worker) -> None:
    made = still.client.get("/policy/file").data
    answer = still.post("/policy/check", file=(io.BytesIO(made), "quy-dinh.xlsx"))
    assert answer.status_code == 200
    assert "giống hệt" in answer.get_data(as_text=True)
