"""Accepting a gap and giving one out, by the forms of the site; what became of both later."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from graphapp import create_app
from graphapp.clock import today
from graphapp.model.change import ChangeSet
from loaders import load
from tests.web.addresses import GAP
from tests.web.handing import Worker
from tests.web.pages import read

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from graphapp.write import Store

DAY = timedelta(days=1)
ASSIGNMENTS = "Mã cán bộ,Loại đối tượng,Mã đối tượng,Từ ngày,Đến ngày,Hình thức phân công"


def send(worker: Worker, address: str, **fields: str) -> tuple[int, str]:
    answer = worker.post(address, **fields)
    return answer.status_code, html.unescape(answer.get_data(as_text=True))


def accept(worker: Worker, **fields: str) -> tuple[int, str]:
    given = {"until": f"{today() + DAY:%d/%m/%Y}", "why": "thiếu biên chế", **fields}
    return send(worker, f"/accepted/new?key={GAP}", **given)


def give(worker: Worker, **fields: str) -> tuple[int, str]:
    given = {"due": f"{today() + DAY:%d/%m/%Y}", "person_typed": "CB06", "note": "gấp", **fields}
    return send(worker, f"/tasks/new?key={GAP}", **given)


def text(worker: Worker, address: str) -> str:
    return read(worker.client, address).text


def test_accepted_gap_is_in_force_until_its_last_day_and_over_after(
    worker: Worker, store: Store
) -> None:
    assert accept(worker)[0] == 303
    page = text(worker, "/accepted")
    assert "Đang chấp nhận (1)" in page
    assert "thiếu biên chế" in page
    assert "Chưa từng phân công" in page
    assert "Đã hết hạn (1)" in text(worker, f"/accepted?as_of={today() + 2 * DAY}")
    told = worker.client.get("/api/v1/accepted").get_json()["accepted"]
    assert [(a["key"], a["state"], a["why"], a["until"]) for a in told] == [
        (GAP, "in_force", "thiếu biên chế", (today() + DAY).isoformat())
    ]
    assert store.registers().acceptances.holds(GAP, today() + DAY)
    assert not store.registers().acceptances.holds(GAP, today() + 2 * DAY)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"until": ""}, "phải có ngày hết hạn"),
        ({"until": "31/02/2027"}, "31/02/2027"),
        ({"until": "01/01/2020"}, "ngày 01/01/2020 không dùng được"),
        ({"until": "01/01/2300"}, "ngày 01/01/2300 không dùng được"),
        ({"why": " "}, "hãy ghi lý do"),
    ],
)
def test_acceptance_without_an_end_or_reason_is_refused_and_what_was_typed_stays(
    still: Worker, fields: dict[str, str], told: str
) -> None:
    status, page = accept(still, **fields)
    assert status == 400
    assert told in page
    assert ("thiếu biên chế" in page) == ("why" not in fields)


def test_accepted_gaps_are_shown_a_page_at_a_time_and_counted_as_a_whole(store: Store) -> None:
    with store.writing() as writer:
        writer.commit("acceptance", "test", _acceptance(GAP), ChangeSet())
    other = GAP.replace("never_assigned", "wrong_tier")
    with store.writing() as writer:
        writer.commit("acceptance", "test", _acceptance(other), ChangeSet())
    narrow = replace(store.settings, table_rows=1)
    worker = Worker(create_app(store, narrow).test_client())
    pages = [text(worker, f"/accepted?page={number}&lang=vi") for number in (1, 2, 3)]
    assert all("Đang chấp nhận (2)" in page for page in pages)
    assert "Chưa từng phân công" in pages[0]
    assert "Sai cấp" in pages[1]
    assert "Chưa từng phân công" not in pages[1]
    assert pages[2] == pages[1]


def _acceptance(key: str) -> dict[str, Any]:
    return {"key": key, "since": today(), "until": today() + DAY, "why": "thiếu biên chế"}


def test_acceptance_is_recorded_once_and_can_be_ended(worker: Worker, store: Store) -> None:
    assert [accept(worker)[0], accept(worker)[0]] == [303, 303]
    assert store.head() == 2
    assert send(worker, "/accepted/end", number="2")[0] == 303
    assert "Đã chấm dứt sớm (1)" in text(worker, "/accepted")
    assert not store.registers().acceptances.holds(GAP, today())


@pytest.mark.parametrize("address", ["/accepted/new", "/tasks/new"])
@pytest.mark.parametrize("key", ["", "nothing", "never_assigned:u9-9:village_by_commune:"])
def test_gap_that_cannot_be_is_said_so(client: FlaskClient, address: str, key: str) -> None:
    page = read(client, f"{address}?key={key}")
    assert page.status == 400
    assert "Không có tồn tại nào như địa chỉ này ghi" in page.text


def test_gap_that_does_not_hold_is_neither_accepted_nor_given(still: Worker) -> None:
    other = GAP.replace("u1-9", "u1-5")
    for address, fields in (
        ("/accepted/new", {"until": f"{today():%d/%m/%Y}", "why": "x"}),
        ("/tasks/new", {"due": f"{today():%d/%m/%Y}", "person_typed": "CB06"}),
    ):
        status, page = send(still, f"{address}?key={other}", **fields)
        assert status == 400
        assert "không còn tồn tại này" in page


def test_task_is_told_with_person_day_and_notes_and_closes_once_the_gap_is_mended(
    worker: Worker, store: Store, tmp_path: Path
) -> None:
    assert [give(worker)[0], give(worker)[0]] == [303, 303]
    for _ in range(2):
        send(worker, "/tasks/note", number="2", note="đã gọi")
    assert store.head() == 3
    page = text(worker, "/tasks")
    assert "Bế Thị Mỹ Duyên CB06" in page
    assert "sắp đến hạn" in page
    assert "đã gọi" in page
    assert "quá hạn" in text(worker, f"/tasks?as_of={today() + 2 * DAY}&state=overdue")

    file = tmp_path / "phan-cong.csv"
    line = f"CB06,thôn,T05,{today():%d/%m/%Y},,phụ trách"
    file.write_text(f"{ASSIGNMENTS}\n{line}\n", "utf-8")
    load(store, (file,), actor="test")
    page = text(worker, "/tasks?state=closed")
    assert f"đã xong từ ngày {today():%d/%m/%Y}" in page
    (told,) = worker.client.get("/api/v1/tasks").get_json()["tasks"]
    assert (told["state"], told["closed"]) == ("closed", today().isoformat())
    assert [note["text"] for note in told["notes"]] == ["gấp", "đã gọi"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"due": ""}, "phải có hạn hoàn thành"),
        ({"due": "01/01/2020"}, "ngày 01/01/2020 không dùng được"),
        ({"person_typed": ""}, "chưa rõ giao cho ai"),
        ({"person_typed": "CB99"}, "chưa rõ giao cho ai"),
    ],
)
def test_task_without_a_day_or_person_is_refused(
    still: Worker, fields: dict[str, str], told: str
) -> None:
    status, page = give(still, **fields)
    assert status == 400
    assert told in page


@pytest.mark.parametrize(
    "fields", [{"person": "p1-6", "person_typed": "ai đó"}, {"person_typed": "bế thị mỹ duyên"}]
)
def test_person_is_chosen_or_named_in_full(
    worker: Worker, store: Store, fields: dict[str, str]
) -> None:
    assert give(worker, **fields)[0] == 303
    assert store.registers().tasks.every[0].person_id == "p1-6"


def test_tasks_of_one_person_are_shown_alone_and_can_be_withdrawn(worker: Worker) -> None:
    give(worker)
    assert "Số việc: 1" in text(worker, "/tasks?person=CB06")
    assert "Số việc: 0" in text(worker, "/tasks?person=p1-2")
    send(worker, "/tasks/withdraw", number="2")
    assert "đã thu hồi" in text(worker, "/tasks?state=withdrawn")


@pytest.mark.parametrize("address", ["/tasks/note", "/tasks/withdraw", "/accepted/end"])
@pytest.mark.parametrize("number", ["", "x", "7"])
def test_what_was_never_recorded_is_refused(still: Worker, address: str, number: str) -> None:
    assert send(still, address, number=number, note="x")[0] == 400


def test_notes_are_text_and_never_part_of_an_address(worker: Worker) -> None:
    give(worker, note="<b>đậm</b>")
    page = read(worker.client, "/tasks")
    assert "<b>đậm" not in page.html
    assert not [link for link in page.links.values() if "note" in link]
