"""Loading files by the site: nothing is written before it was looked through and confirmed."""

from __future__ import annotations

import json
import re
import stat
import threading
import time
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

import loaders
from graphapp import clock, create_app
from graphapp.errors import GraphappError
from graphapp.intake import Order
from graphapp.web.site import Site
from graphapp.write import open_store
from tests.loaders.world import OLD, PEOPLE, POSTS, TENURES, UNITS, VILLAGES, write
from tests.web.conftest import ladybug_settings
from tests.web.handing import Worker
from tests.web.pages import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

    from graphapp.intake import Desk
    from graphapp.settings import Settings
    from graphapp.write import Store

GROUND = {"don_vi.csv": UNITS, "xa_cu.csv": OLD}
BAD = VILLAGES.replace("15/10/2025", "31/02/2025").replace(
    "05983-02,Khối 2,05983", "05983-02,Khối 2,5999"
)
NOW = "as_of=2026-11-22"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return ladybug_settings(tmp_path / "home")


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with open_store(settings) as opened:
        yield opened


@pytest.fixture
def app(store: Store, settings: Settings) -> Iterator[Flask]:
    made = create_app(store, settings)
    yield made
    desk_of(made).close()


@pytest.fixture
def worker(app: Flask) -> Worker:
    return Worker(app.test_client())


def desk_of(app: Flask) -> Desk:
    site = app.extensions["graphapp"]
    assert isinstance(site, Site)
    return site.desk


def heads(store: Store) -> list[str]:
    return [entry.kind for entry in store.entries()]


def kept(settings: Settings) -> list[str]:
    folder = settings.home / "loads"
    return sorted(p.name for p in folder.rglob("*") if p.is_file() and p.name != "job.json")


def test_files_go_from_mistakes_by_mending_to_the_ledger_and_back(
    worker: Worker, store: Store, settings: Settings
) -> None:
    job = worker.hand_in({**GROUND, "thon.csv": BAD})
    found = worker.wait(job)
    assert (found["state"], found["errors_total"]) == ("refused", 2)
    assert [(e["file"], e["row"], e["column"], e["value"]) for e in found["errors"]] == [
        ("thon.csv", 4, "Ngày thành lập", "31/02/2025"),
        ("thon.csv", 5, "Mã xã", "5999"),
    ]
    page = worker.page(job)
    assert "2 chỗ sai" in page.text
    assert "Lịch không có ngày này" in page.text
    assert worker.post(f"/loads/{job}/confirm").status_code == 400
    assert heads(store) == []
    copy = worker.client.get(f"/loads/{job}/remarks/2")
    assert copy.data.startswith(b"PK")
    assert "thon%20-%20ghi%20ch%C3%BA.xlsx" in copy.headers["Content-Disposition"]
    copy.close()
    assert worker.client.get(f"/loads/{job}/remarks/0").status_code == 404

    worker.mend(job, 2, "thon.csv", VILLAGES)
    found = worker.wait(job)
    assert found["state"] == "ready"
    assert {t["file"]: t["added"] for t in found["tables"]} == {
        "don_vi.csv": 4, "xa_cu.csv": 2, "thon.csv": 4,
    }  # fmt: skip
    assert heads(store) == []
    assert worker.confirm(job)["entry"] == 1
    assert kept(settings) == []
    done = worker.page(job)
    assert "Đã ghi toàn bộ vào sổ cái, mục số 1" in done.text
    assert "Hủy lần nạp số 1" in done.text
    assert "Khối 1" in read(worker.client, f"/units/05977-01?{NOW}").text

    undone = worker.undo(1)
    assert (undone["state"], undone["entry"]) == ("done", 2)
    assert read(worker.client, f"/units/05977-01?{NOW}").status == 404
    listed = read(worker.client, "/loads").text
    assert "đã hủy bởi mục số 2" in listed
    assert "Đã ghi ở mục số 1, sau đó đã hủy (mục số 2)" in listed
    assert "sau đó đã hủy (mục số 2)" in worker.page(job).text
    home = read(worker.client, "/").text
    assert "hủy lần nạp số 1 (10 dòng)" in home
    store.verify()


def test_what_was_remarked_can_be_looked_at_after_confirming(
    worker: Worker, settings: Settings
) -> None:
    header, *rows = UNITS.splitlines()
    noted = "\n".join([f"{header},Ý kiến", *(f"{row},đã xem" for row in rows)]) + "\n"
    job = worker.hand_in({"don_vi.csv": noted})
    before = worker.wait(job)["remarks"]
    assert [told["row"] for told in before] == [1]
    worker.confirm(job)
    assert kept(settings) == ["0.xlsx"]
    assert worker.job(job)["remarks"] == before
    page = worker.page(job)
    assert "Cột “Ý kiến” không được đọc." in page.text
    assert "Tải bản sao có cột ghi chú" in page.text
    copy = worker.client.get(f"/loads/{job}/remarks/0")
    assert copy.data.startswith(b"PK")
    copy.close()


def test_what_would_change_is_shown_before_confirming_and_after(worker: Worker) -> None:
    worker.load({**GROUND, "thon.csv": VILLAGES})
    changed = VILLAGES.replace("khối,215", "khối,220")
    job = worker.hand_in({"thon.csv": changed, "can_bo.csv": PEOPLE})
    found = worker.wait(job)
    (change,) = [each for each in found["changes"] if each["file"] == "thon.csv"]
    assert (change["row"], change["outcome"], change["code"]) == (2, "changed", "05977-01")
    assert change["properties"] == [
        {"table": "Unit", "property": "household_count", "old": 215, "new": 220, "masked": False}
    ]
    assert found["changes_total"] == 5
    page = worker.page(job)
    assert "1 dòng sẽ thay đổi dữ liệu" in page.text
    assert "Số hộ: 215 → 220" in page.text
    assert "19/06/1972" not in page.text
    worker.confirm(job)
    page = worker.page(job)
    assert "1 dòng đã thay đổi dữ liệu" in page.text
    assert "Số hộ: 215 → 220" in page.text


def test_list_of_jobs_says_nothing_of_what_stands_below(worker: Worker) -> None:
    worker.wait(worker.hand_in({**GROUND, "thon.csv": BAD}))
    listed = read(worker.client, "/loads").text
    assert "Có chỗ sai, chưa ghi gì; mở ra để xem cách sửa." in listed
    assert "dưới đây rồi gửi lại" not in listed


def test_only_one_entry_comes_of_many_clicks_and_of_two_users(
    app: Flask, worker: Worker, store: Store
) -> None:
    other = Worker(app.test_client())
    first, second = worker.hand_in(GROUND), other.hand_in(GROUND)
    assert worker.wait(first)["state"] == other.wait(second)["state"] == "ready"
    clicks = [
        threading.Thread(target=Worker(app.test_client()).confirm, args=(job,))
        for job in (first, second, first, second)
    ]
    for click in clicks:
        click.start()
    for click in clicks:
        click.join()
    states = sorted((worker.wait(first)["state"], worker.wait(second)["state"]))
    assert states == ["done", "unchanged"]
    assert heads(store) == ["load"]


def test_what_changed_meanwhile_is_checked_anew_and_said_so(
    worker: Worker, store: Store, tmp_path: Path
) -> None:
    job = worker.hand_in(GROUND)
    worker.wait(job)
    loaders.load(store, write(tmp_path, {"can_bo.csv": PEOPLE}), actor="lan")
    again = worker.confirm(job)
    assert (again["state"], again["entry"]) == ("ready", None)
    assert "dữ liệu đã thay đổi nên chưa ghi gì" in worker.page(job).text
    assert worker.confirm(job)["entry"] == 2


def test_files_altered_behind_our_back_are_checked_anew(
    worker: Worker, store: Store, settings: Settings
) -> None:
    job = worker.hand_in(GROUND)
    worker.wait(job)
    (path,) = (settings.home / "loads").rglob("don_vi.csv")
    path.write_text(UNITS.replace("Tỉnh Lạng Sơn", "Tỉnh Khác"), encoding="utf-8")
    assert worker.confirm(job)["state"] == "ready"
    assert heads(store) == []


def test_load_that_another_rests_on_is_not_undone_and_the_other_is_named(
    worker: Worker, store: Store
) -> None:
    worker.load(GROUND)
    worker.load({"thon.csv": VILLAGES})
    found = worker.undo(1)
    assert found["state"] == "failed"
    assert re.search(r"lần nạp số 2 ngày \d\d/\d\d/\d{4} \(thon\.csv\)", found["error"])
    assert heads(store) == ["load", "load"]
    assert "Chưa hủy; dữ liệu vẫn như cũ" in worker.page(found["id"]).text


def test_large_load_is_undone_only_with_a_tick(worker: Worker, store: Store) -> None:
    many = PEOPLE + "".join(f"X{n},Vi Văn {n},,\n" for n in range(1000))
    entry = worker.load({"can_bo.csv": many})
    listed = read(worker.client, "/loads").text
    assert "Hủy lần nạp số 1: 1.004 dòng của can_bo.csv." in listed
    assert "Tôi hiểu rằng 1.004 dòng sẽ mất hiệu lực" in listed
    refused = worker.post("/loads/undo", entry=str(entry))
    assert refused.status_code == 400
    assert "Đánh dấu vào ô xác nhận" in refused.get_data(as_text=True)
    job = worker.led_to(worker.post("/loads/undo", entry=str(entry), sure="1"))
    assert worker.wait(job)["state"] == "done"
    assert heads(store) == ["load", "undo"]


def test_good_files_that_tell_nothing_new_need_no_confirming(worker: Worker) -> None:
    worker.load(GROUND)
    job = worker.hand_in(GROUND)
    assert worker.wait(job)["state"] == "unchanged"
    assert "Xác nhận và ghi" not in worker.page(job).text


def test_uploads_are_for_their_owner_alone_and_go_when_discarded(
    worker: Worker, settings: Settings
) -> None:
    job = worker.hand_in(GROUND)
    worker.wait(job)
    assert kept(settings) == ["don_vi.csv", "xa_cu.csv"]
    worker.mend(job, 0, "don_vi.csv", UNITS.replace("30/06/2025", "31/06/2025"))
    worker.wait(job)
    assert kept(settings) == ["0.xlsx", "don_vi.csv", "xa_cu.csv"]
    modes = {
        stat.S_IMODE(p.stat().st_mode)
        for p in [settings.home / "loads", *(settings.home / "loads").rglob("*")]
    }
    assert modes == {0o700, 0o600}
    assert stat.S_IMODE((settings.home / "forms.key").stat().st_mode) == 0o600
    assert worker.post(f"/loads/{job}/discard").status_code == 303
    assert list((settings.home / "loads").iterdir()) == []
    gone = worker.page(job)
    assert gone.status == 404
    assert "đã hết hạn giữ" in gone.text


def test_uploads_go_after_a_day(
    worker: Worker, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = worker.hand_in(GROUND)
    worker.wait(job)
    later = clock.now() + timedelta(hours=23)
    monkeypatch.setattr("graphapp.intake.desk.now", lambda: later)
    assert worker.job(job)["state"] == "ready"
    later += timedelta(hours=2)
    assert worker.client.get(f"/api/v1/loads/{job}").status_code == 404
    assert list((settings.home / "loads").iterdir()) == []


def test_form_of_another_site_does_nothing(worker: Worker, store: Store) -> None:
    worker.load(GROUND)
    token = worker.token()
    refused = worker.client.post("/loads/undo", data={"entry": "1"})
    assert refused.status_code == 400
    assert "không do trang này gửi" in refused.get_data(as_text=True)
    forged = worker.client.post("/loads/undo", data={"entry": "1", "csrf_token": token[:-1] + "x"})
    assert forged.status_code == 400
    pointed = worker.client.post(
        "/loads/undo", data={"entry": "1", "csrf_token": token}, headers={"Host": "evil.example"}
    )
    assert pointed.status_code == 400
    assert heads(store) == ["load"]


def test_the_only_cookie_is_kept_from_scripts_and_other_sites(app: Flask) -> None:
    client = app.test_client()
    assert "Set-Cookie" not in client.get("/").headers
    (cookie,) = client.get("/loads").headers.getlist("Set-Cookie")
    parts = {part.strip().partition("=")[0] for part in cookie.split(";")}
    assert {app.config["SESSION_COOKIE_NAME"], "HttpOnly", "SameSite"} <= parts
    assert "SameSite=Strict" in cookie


def test_site_that_starts_again_knows_the_forms_that_are_open(
    app: Flask, store: Store, settings: Settings
) -> None:
    worker = Worker(app.test_client())
    token = worker.token()
    again = create_app(store, settings).test_client()
    again._cookies = worker.client._cookies  # the browser that stayed open
    answer = again.post("/loads/undo", data={"entry": "7", "csrf_token": token})
    assert answer.status_code == 303


def test_sites_beside_each_other_leave_each_others_forms_alone(
    app: Flask, store: Store, settings: Settings, tmp_path: Path
) -> None:
    worker = Worker(app.test_client())
    token = worker.token()
    beside = create_app(store, replace(settings, home=tmp_path / "beside")).test_client()
    beside._cookies = worker.client._cookies  # one browser: its jar does not ask for the port
    beside.get("/loads")
    answer = worker.client.post("/loads/undo", data={"entry": "7", "csrf_token": token})
    assert answer.status_code == 303


def test_nothing_too_many_and_too_large_are_refused_in_words(
    store: Store, settings: Settings
) -> None:
    small = replace(settings, upload_files=1, upload_max_bytes=1000)
    worker = Worker(create_app(store, small).test_client())
    told = [
        worker.post("/loads"),
        worker.post("/loads", files=[]),
        worker.client.post("/loads", data={"csrf_token": worker.token()}),
    ]
    assert {answer.status_code for answer in told} == {400}
    assert "Chưa chọn tệp nào" in told[0].get_data(as_text=True)
    with pytest.raises(AssertionError, match="nhiều nhất 1 tệp"):
        worker.hand_in(GROUND)
    worker.client.application.config["MAX_CONTENT_LENGTH"] = 5000
    large = worker.post("/loads", files=[(BytesIO(b"x" * 10_000), "to.csv")])
    assert large.status_code == 400
    assert "vượt quá" in large.get_data(as_text=True)
    assert not (settings.home / "loads").exists()


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("../../etc/passwd", "passwd"),
        ("..", "file"),
        ("a\x00b:*?.csv", "a_b_.csv"),
        ("Ế" * 300 + ".csv", "Ế" * 60 + ".csv"),
    ],
)
def test_odd_file_names_lead_nowhere(
    worker: Worker, settings: Settings, name: str, stored: str
) -> None:
    job = worker.hand_in({name: UNITS})
    worker.wait(job)
    assert kept(settings) == [stored]
    assert worker.page(job).status == 200


def test_two_files_of_one_name_are_kept_apart(worker: Worker) -> None:
    token = worker.token()
    sent = [(BytesIO(UNITS.encode()), "a.csv"), (BytesIO(OLD.encode()), "A.csv")]
    answer = worker.client.post(
        "/loads", data={"csrf_token": token, "files": sent}, content_type="multipart/form-data"
    )
    found = worker.wait(worker.led_to(answer))
    assert found["files"] == ["a.csv", "A (2).csv"]
    assert [(t["file"], t["added"]) for t in found["tables"]] == [("a.csv", 4), ("A (2).csv", 2)]


def test_day_and_scope_may_be_given_with_the_files_or_after(worker: Worker) -> None:
    undated = "provinceCode,provinceName,districtCode,districtName,wardCode,wardName\n"
    undated += "20,Tỉnh Lạng Sơn,178,Thành phố Lạng Sơn,05977,Phường Vĩnh Trại\n"
    job = worker.hand_in({"truoc.csv": undated})
    found = worker.wait(job)
    assert found["state"] == "refused"
    worker.led_to(worker.post(f"/loads/{job}/check", day="01/07/2025"))
    assert worker.wait(job)["state"] in {"ready", "refused"}
    assert "01/07/2025" in worker.page(job).html
    for fields, status in (
        ({"scope": "20"}, 400),
        ({"on": "01/07/2025"}, 400),
        ({"day": "31/02/2025"}, 400),
        ({"scope": "99999", "on": "01/07/2025"}, 404),
    ):
        assert worker.post(f"/loads/{job}/check", **fields).status_code == status


def test_snapshot_of_an_area_ends_what_is_missing(worker: Worker) -> None:
    worker.load({**GROUND, "thon.csv": VILLAGES, "can_bo.csv": PEOPLE, "chuc_vu.csv": POSTS})
    worker.load({"bo_nhiem.csv": TENURES})
    fewer = "\n".join(line for line in TENURES.splitlines() if "CB3" not in line) + "\n"
    job = worker.hand_in({"bo_nhiem.csv": fewer}, scope="20", on="01/10/2026")
    found = worker.wait(job)
    assert (found["state"], found["tables"][0]["ended"]) == ("ready", 1)
    assert found["remarks_total"] == 1


def test_page_speaks_english_too(worker: Worker) -> None:
    job = worker.hand_in({**GROUND, "thon.csv": BAD})
    worker.wait(job)
    page = worker.page(job, lang="en")
    assert "2 mistakes" in page.text
    assert "There are mistakes; nothing was written." in page.text
    assert worker.job(job, "en")["errors"][0]["remedy"].startswith("The calendar has no such day")


def test_list_is_told_as_json_with_the_time_in_viet_nam(worker: Worker) -> None:
    worker.load(GROUND)
    worker.undo(1)
    found = worker.list()
    undo, first = found["entries"]
    assert (first["seq"], first["kind"], first["files"]) == (1, "load", ["don_vi.csv", "xa_cu.csv"])
    assert first["counts"] == {"added": 6, "changed": 0, "ended": 0, "unchanged": 0}
    assert (first["undone_by"], undo["undoes"], undo["kind"]) == (2, 1, "undo")
    assert first["at"].endswith("+07:00")
    assert [(job["task"], job["state"]) for job in found["jobs"]] == [
        ("undo", "done"),
        ("write", "done"),
    ]


def test_empty_list_says_how_to_begin(worker: Worker) -> None:
    assert "Chưa nạp tệp nào" in read(worker.client, "/loads").text


def test_unknown_jobs_and_numbers_are_told_in_words(worker: Worker) -> None:
    for job in ("0" * 16, "..", "x"):
        assert worker.client.get(f"/loads/{job}").status_code == 404
    assert worker.post("/loads/undo", entry="x").status_code == 400
    assert worker.undo(7)["error"] == "Sổ cái không có mục số 7; mục cuối cùng là số 0."


def test_failure_of_ours_is_told_and_the_next_job_has_its_turn(
    worker: Worker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr("graphapp.intake.work.check", broken)
        job = worker.hand_in(GROUND)
        assert worker.wait(job)["state"] == "failed"
    assert "Chương trình gặp lỗi" in worker.page(job).text
    assert "ZeroDivisionError" in caplog.text
    worker.led_to(worker.post(f"/loads/{job}/check"))
    assert worker.wait(job)["state"] == "ready"


class Gate:
    """Holds the worker before it checks (or records) until it is let through."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str = "check") -> None:
        self.reached, self._open = threading.Event(), threading.Event()
        real = getattr(loaders, name)

        def held(*given: Any, **named: Any) -> Any:
            self.reached.set()
            assert self._open.wait(30)
            return real(*given, **named)

        monkeypatch.setattr(f"graphapp.intake.work.{name}", held)

    def open(self) -> None:
        self._open.set()


def test_site_answers_while_files_are_checked_and_a_job_waits_its_turn(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch)
    first, second = worker.hand_in(GROUND), worker.hand_in({"can_bo.csv": PEOPLE})
    assert gate.reached.wait(30)
    assert worker.job(first)["state"] == "running"
    assert worker.job(second)["status"] == "Đang chờ đến lượt; trước đó còn 1 việc."
    page = worker.page(first)
    assert "Có thể rời trang này và quay lại sau" in page.text
    assert 'http-equiv="refresh"' in page.html
    assert worker.post(f"/loads/{first}/confirm").status_code == 400
    assert worker.post(f"/loads/{first}/check").status_code == 400
    gate.open()
    assert worker.wait(second)["state"] == "ready"


def test_job_discarded_under_way_leaves_nothing(
    worker: Worker, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch)
    job, other = worker.hand_in(GROUND), worker.hand_in({"can_bo.csv": PEOPLE})
    assert gate.reached.wait(30)
    assert worker.post(f"/loads/{job}/discard").status_code == 303
    gate.open()
    worker.wait(other)
    assert kept(settings) == ["can_bo.csv"]


def test_what_is_being_written_cannot_be_discarded(
    worker: Worker, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, "record")
    job = worker.hand_in(GROUND)
    worker.wait(job)
    worker.post(f"/loads/{job}/confirm")
    assert gate.reached.wait(30)
    refused = worker.post(f"/loads/{job}/discard")
    assert refused.status_code == 400
    assert "Đang ghi vào sổ cái nên không bỏ được" in refused.get_data(as_text=True)
    gate.open()
    assert worker.wait(job)["state"] == "done"
    assert heads(store) == ["load"]


def test_load_that_is_being_taken_back_is_not_taken_back_twice(
    worker: Worker, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker.load(GROUND)
    gate = Gate(monkeypatch)
    worker.hand_in({"can_bo.csv": PEOPLE})
    assert gate.reached.wait(30)
    first, second = (worker.led_to(worker.post("/loads/undo", entry="1")) for _ in range(2))
    assert first == second
    assert "Đang chờ đến lượt" in worker.page(first).text
    gate.open()
    assert worker.wait(first)["state"] == "done"
    assert heads(store) == ["load", "undo"]


def test_site_that_closes_ends_a_check_and_the_next_start_does_it(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(settings) as store, monkeypatch.context() as patched:
        app = create_app(store, settings)
        worker, gate = Worker(app.test_client()), Gate(patched)
        job = worker.hand_in(GROUND)
        assert gate.reached.wait(30)
        closing = threading.Thread(target=desk_of(app).close)
        closing.start()
        gate.open()
        closing.join()
        assert worker.job(job)["state"] == "running"
        late = worker.hand_in({"can_bo.csv": PEOPLE})
        assert worker.job(late)["state"] == "queued"
    with open_store(settings) as store:
        worker = Worker(create_app(store, settings).test_client())
        assert worker.wait(job)["state"] == "ready"
        assert worker.wait(late)["state"] == "ready"


def test_uploads_go_in_time_though_nobody_looks(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphapp.intake.desk._SWEEP_SECONDS", 0.05)
    app = create_app(store, replace(settings, upload_hours=1 / 3600))
    Worker(app.test_client()).hand_in(GROUND)
    ends = time.monotonic() + 30
    while list((settings.home / "loads").iterdir()):
        assert time.monotonic() < ends
        time.sleep(0.05)
    desk_of(app).close()


def test_disk_that_refuses_is_told_and_nothing_is_left(worker: Worker, settings: Settings) -> None:
    (settings.home / "loads").write_text("in the way", encoding="utf-8")
    answer = worker.post("/loads", files=[(BytesIO(UNITS.encode()), "a.csv")])
    assert answer.status_code == 500
    assert "Máy chủ không lưu được tệp" in answer.get_data(as_text=True)


def test_upload_that_breaks_off_leaves_nothing(app: Flask, settings: Settings) -> None:
    class Broken(BytesIO):
        def read(self, *_: Any) -> bytes:
            raise ConnectionResetError

    with pytest.raises(GraphappError):
        desk_of(app).submit([("a.csv", Broken())], Order("lan", "vi"))
    assert list((settings.home / "loads").iterdir()) == []


def test_file_that_cannot_be_opened_is_refused_without_a_copy(worker: Worker) -> None:
    job = worker.hand_in({"ảnh.xlsx": b"\x89PNG\r\n\x1a\n" + b"\0" * 50})
    assert worker.wait(job)["state"] == "refused"
    page = worker.page(job)
    assert "Đây là tệp ảnh" in page.text
    assert "Tải bản sao" not in page.text
    assert worker.post(f"/loads/{job}/files/0").status_code == 400
    mended = {"file": (BytesIO(UNITS.encode()), "a.csv")}
    assert worker.post(f"/loads/{job}/files/7", **mended).status_code == 404


def state_of(settings: Settings, **values: Any) -> str:
    """Rewrite the one job that is kept, as a kill would have left it; returns its id."""
    (path,) = (settings.home / "loads").rglob("job.json")
    found = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**found, **values}), encoding="utf-8")
    return str(found["id"])


def test_restart_goes_on_with_a_check(settings: Settings) -> None:
    with open_store(settings) as store:
        app = create_app(store, settings)
        Worker(app.test_client()).wait(Worker(app.test_client()).hand_in(GROUND))
        desk_of(app).close()
    job = state_of(settings, state="running", outcome=None)
    with open_store(settings) as store:
        worker = Worker(create_app(store, settings).test_client())
        assert worker.wait(job)["state"] == "ready"


def test_restart_asks_again_for_what_was_confirmed_and_not_recorded(settings: Settings) -> None:
    with open_store(settings) as store:
        app = create_app(store, settings)
        Worker(app.test_client()).wait(Worker(app.test_client()).hand_in(GROUND))
        desk_of(app).close()
    job = state_of(settings, state="running", task="write")
    with open_store(settings) as store:
        worker = Worker(create_app(store, settings).test_client())
        assert worker.wait(job)["state"] == "ready"
        assert "Trang đã khởi động lại" in worker.page(job).text
        assert worker.confirm(job)["entry"] == 1


def test_restart_finds_what_was_recorded_before_the_kill(settings: Settings) -> None:
    with open_store(settings) as store:
        app = create_app(store, settings)
        worker = Worker(app.test_client())
        worker.load(GROUND)
        undo = worker.undo(1)["id"]
        desk_of(app).close()
    for path in (settings.home / "loads").rglob("job.json"):
        found = json.loads(path.read_text(encoding="utf-8"))
        task = "undo" if found["id"] == undo else "write"
        path.write_text(json.dumps({**found, "state": "running", "task": task, "entry": None}))
    with open_store(settings) as store:
        listed = Worker(create_app(store, settings).test_client()).list()
        assert [(j["state"], j["entry"]) for j in listed["jobs"]] == [("done", 2), ("done", 1)]
        assert heads(store) == ["load", "undo"]


def test_half_made_job_is_removed_at_the_start(settings: Settings) -> None:
    left = settings.home / "loads" / ("0" * 16)
    left.mkdir(parents=True)
    (left / "job.json").write_text('{"version": 1', encoding="utf-8")
    with open_store(settings) as store:
        assert Worker(create_app(store, settings).test_client()).list()["jobs"] == []
    assert not left.exists()


def test_payloads_in_names_and_cells_stay_text(worker: Worker) -> None:
    evil = '<img src=x onerror="alert(1)">'
    text = UNITS.replace("Phường Đông Kinh", evil).replace("05983,", f"{evil},")
    job = worker.hand_in({f"{evil}.csv": text.replace("01/07/2025", evil)})
    worker.wait(job)
    html = worker.page(job).html
    assert "<img" not in html
    assert re.search(r"&lt;img src=", html)
