"""Inspection and order of need: one number through all doors, filters, registers, other days."""

from __future__ import annotations

import io
import json
import re
from datetime import date, timedelta
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from python_calamine import CalamineWorkbook

from graphapp import create_app
from graphapp.cli import run
from graphapp.clock import today
from graphapp.domain.gap_kinds import GapKey, GapKind
from graphapp.domain.inspector import NAMES, TIERS
from graphapp.i18n import Translator
from graphapp.inspection_words import InspectionWords
from graphapp.session import Session
from graphapp.words import Words
from graphapp.write import Giving, accept, give, open_store
from loaders import load
from tests.conftest import LONG
from tests.oracle.organisations import organisations
from tests.web import scene
from tests.web.conftest import ladybug_settings
from tests.web.pages import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

    from graphapp.domain.gap_kinds import Spell
    from graphapp.settings import Settings
    from graphapp.write import Store
    from tests.oracle.draft import Sample

NOW = "as_of=2026-11-22"
DAYS = (date(2025, 6, 30), date(2026, 11, 22))
ORGANISATIONS = 25 if LONG else 2
_CELL = re.compile(r'data-kind="(\w+)" data-tier="(\w+)"[^>]*>(.*?)</td>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
Numbers = dict[tuple[str, str], tuple[int, int]]
Rows = set[tuple[str, str, str]]
"""Kind, code of what has it, and the first day on which it is that."""


# --- one number through all doors ----------------------------------------------------------------


class Doors:
    """The four doors of one store: page, export, JSON, command line."""

    def __init__(self, store: Store, config: Settings, home: Path) -> None:
        self.store, self.settings, self.home = store, config, home
        self.client = create_app(store, config).test_client()

    def matrix(self, unit: str, day: date) -> Numbers:
        """What the matrix itself counts."""
        known = self.store.gap_days()
        counts = {
            (name, tier): known.count(unit, day, name, tier) for name in NAMES for tier in TIERS
        }
        return {key: (c.n, c.of) for key, c in counts.items() if c.of}

    def page(self, unit: str, day: date) -> Numbers:
        html = self.client.get(f"/inspection?in={unit}&as_of={day}").get_data(as_text=True)
        found: Numbers = {}
        for kind, tier, cell in _CELL.findall(html):
            told = _TAG.sub("", cell).strip().replace(".", "")
            if told:
                n, of = told.split("/")
                found[kind, tier] = int(n), int(of)
        return found

    def twin(self, unit: str, day: date, more: str = "") -> dict[str, Any]:
        got = self.client.get(f"/api/v1/inspection?in={unit}&as_of={day}{more}")
        assert isinstance(got.json, dict)
        return got.json

    def command(self, unit: str, day: date, *more: str) -> dict[str, Any]:
        out = io.StringIO()
        argv = ["inspect", "--in", unit, "--on", day.isoformat(), "--json", *more]
        session = Session(
            argv, out, io.StringIO(), self.home, opened=self.store, settings=self.settings
        )
        assert run(session) == 0
        found = json.loads(out.getvalue())
        assert isinstance(found, dict)
        return found

    def book(self, unit: str, day: date, more: str = "") -> CalamineWorkbook:
        got = self.client.get(f"/inspection.xlsx?in={unit}&as_of={day}{more}")
        return CalamineWorkbook.from_filelike(io.BytesIO(got.get_data()))


def of_object(found: dict[str, Any]) -> Numbers:
    return {
        (line["kind"], each["tier"]): (each["numerator"], each["denominator"])
        for line in found["kinds"]
        for each in line["figures"]
    }


def of_book(book: CalamineWorkbook, say: InspectionWords) -> Numbers:
    kinds = {say.name(name): name for name in NAMES}
    tiers = {say.tier(tier): tier for tier in TIERS}
    sheet = book.get_sheet_by_name(say.words.text("inspection.sheet_figures"))
    return {
        (kinds[str(row[0])], tiers[str(row[1])]): (int(str(row[2])[:-2]), int(str(row[3])[:-2]))
        for row in sheet.to_python()
        if str(row[0]) in kinds and str(row[1]) in tiers
    }


def rows_of_object(found: dict[str, Any]) -> Rows:
    return {(r["kind"], r["target"]["code"], r["policy_row"]) for r in found["rows"]}


def agree(doors: Doors, unit: str, day: date) -> int:
    """Hold all doors to each other for one unit on one day; return how many gaps there are."""
    say = InspectionWords(Words(Translator("vi"), doors.store.policy()))
    expected = doors.matrix(unit, day)
    page, twin, command = (
        doors.page(unit, day), doors.twin(unit, day), doors.command(unit, day)
    )  # fmt: skip
    assert of_object(twin) == of_object(command) == expected
    assert of_book(doors.book(unit, day), say) == expected
    # what nobody has, and nobody had in the last days, is named under the table alone
    assert page == {key: expected[key] for key in page}
    assert {key for key, (n, _) in expected.items() if n} <= page.keys()
    kinds = sorted({kind for (kind, _), (n, _) in expected.items() if n})
    for kind in kinds:
        listed = doors.command(unit, day, "--kind", kind)
        rows = rows_of_object(listed)
        for tier in {t for (k, t), (n, _) in expected.items() if k == kind and n}:
            only = doors.command(unit, day, "--kind", kind, "--tier", tier)
            subjects = {row["target"]["id"] for row in only["rows"]}
            assert len(subjects) == expected[kind, tier][0]
        told = doors.twin(unit, day, f"&kind={kind}")
        assert told["total"] == listed["total"] == len(listed["rows"])
        assert rows_of_object(told) <= rows
        sheet = doors.book(unit, day, f"&kind={kind}").get_sheet_by_name(
            say.words.text("inspection.sheet_rows")
        )
        assert len(sheet.to_python(skip_empty_area=True)) == len(listed["rows"]) + 4
    return sum(n for n, _ in expected.values())


def living(store: Store, day: date, *tiers: str) -> Iterator[str]:
    """A unit of each tier on a day."""
    units = store.gap_days().facts.units.values()
    for tier in tiers:
        some = (u.target.id for u in units if u.target.tier == tier and u.life.holds(day))
        yield from list(some)[:1]


def test_every_kind_is_one_number_through_all_doors_on_the_roster(
    demo_store: Store, scene_settings: Settings, tmp_path: Path
) -> None:
    doors = Doors(demo_store, scene_settings, tmp_path)
    seen = 0
    for day in DAYS:
        for unit in living(demo_store, day, "province", "district", "commune", "village"):
            seen += agree(doors, unit, day)
    assert seen > 100


@pytest.mark.timeout(3600)
def test_every_kind_is_one_number_through_all_doors_of_a_drawn_organisation(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    seen: list[int] = []

    @settings(
        max_examples=ORGANISATIONS,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(organisations())
    def equal(sample: Sample) -> None:
        config = ladybug_settings(tmp_path_factory.mktemp("home"))
        with open_store(config) as store:
            load(store, sample.write(tmp_path_factory.mktemp("files")), actor="test")
            doors = Doors(store, config, config.home)
            day = sample.days[-1]
            seen.extend(
                agree(doors, each, day) for each in living(store, day, "province", "commune")
            )

    equal()
    assert any(seen)


# --- the page ------------------------------------------------------------------------------------


def test_page_names_where_to_go_first_and_leads_to_the_rows(client: FlaskClient) -> None:
    page = read(client, f"/inspection?{NOW}")
    assert page.status == 200
    assert f"in={scene.PROVINCE}" in page.address
    assert "Nơi cần đến trước Xã Cao Lộc chưa từng phân công (thôn) 2/6" in page.text
    rows = read(client, page.links["3/6"])
    assert "Chưa có ai phụ trách: 3 vướng mắc" in rows.text
    assert f"in={scene.PROVINCE}" in rows.address
    assert "Thôn Bản Đon T02 Xã Cao Lộc Cấp đã kết thúc" in rows.text
    assert "Mỗi thôn có một người giữ chức cấp xã (chính quyền) phụ trách" in rows.text
    home = read(client, f"/?{NOW}")
    assert home.links["Kiểm tra: vướng mắc và nơi cần đến trước"].startswith("/inspection?")


def test_unit_of_other_days_is_told_with_what_stands_in_its_place(client: FlaskClient) -> None:
    page = read(client, f"/inspection?in=06211&kind=nobody&{NOW}")
    assert page.status == 404
    assert "Xã Hợp Thành không tồn tại vào ngày 22/11/2026" in page.text
    after = read(client, page.links["Kiểm tra Xã Cao Lộc vào ngày 22/11/2026"])
    assert (after.status, "kind=nobody" in after.address) == (200, True)
    then = "Kiểm tra Xã Hợp Thành vào ngày 30/06/2025, khi đơn vị còn tồn tại"
    assert read(client, page.links[then]).status == 200
    before = read(client, "/need?in=06184&as_of=2025-06-30")
    assert before.status == 404
    assert "Kiểm tra Xã Hợp Thành vào ngày 30/06/2025" in before.links
    assert client.get(f"/api/v1/inspection?in=06211&{NOW}").status_code == 404


def test_rows_are_filtered_sorted_and_paged_on_the_server(demo_client: FlaskClient) -> None:
    where = f"/api/v1/inspection?in=20&{NOW}"
    first = demo_client.get(where).json
    assert first["pages"] > 1
    assert len(first["rows"]) == 10
    pages = [demo_client.get(f"{where}&page={n + 1}").json["rows"] for n in range(first["pages"])]
    rows = [row for page in pages for row in page]
    assert len(rows) == len({row["key"] for row in rows}) == first["total"]
    kinds = [NAMES.index(row["kind"]) for row in rows]
    assert kinds == sorted(kinds)
    some = rows[0]
    narrow = f"{where}&kind={some['kind']}&tier={some['target']['tier']}"
    only = demo_client.get(narrow).json
    assert only["total"] == sum(
        (r["kind"], r["target"]["tier"]) == (some["kind"], some["target"]["tier"]) for r in rows
    )
    reasons = demo_client.get(f"{where}&reason=never_assigned").json
    assert reasons["total"] == sum(row["reason"] == "never_assigned" for row in rows)
    assert demo_client.get(f"{where}&state=accepted").json["total"] == 0
    page = read(demo_client, f"/inspection?in=20&page=2&{NOW}")
    assert "Trang trước" in page.links


def test_codes_of_the_command_line(
    demo_store: Store, scene_settings: Settings, tmp_path: Path
) -> None:
    def code(*argv: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        session = Session(
            ["inspect", *argv], out, err, tmp_path, opened=demo_store, settings=scene_settings
        )
        return run(session), out.getvalue(), err.getvalue()

    told = code("--in", "20", "--on", "2026-11-22", "--fail-on-gaps", "--kind", "nobody")
    assert told[0] == 1
    assert "chưa có ai phụ trách:" in told[1]
    assert "Danh sách:" in told[1]
    refused = code("--in", "20", "--kind", "merry")
    assert refused[0] == 2
    assert "never_assigned" in refused[2]
    assert code("--in", "99")[0] == 3
    assert code("--in", "20", "--on", "1900-01-01")[0] in {0, 3}


def test_payloads_stay_text(payload_app: Flask) -> None:
    client = payload_app.test_client()
    for address in ("/inspection?in=u1-1", "/need?in=u1-1&columns=all", "/inspection?in=u1-4"):
        html = client.get(f"{address}&{NOW}").get_data(as_text=True)
        assert "<img src=x" not in html
        assert scene.EVIL in unescape(html)


# --- registers -----------------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Store, FlaskClient]]:
    """A store of one's own, to accept and to give out in."""
    config = ladybug_settings(tmp_path)
    with open_store(config) as store:
        scene.fill(store)
        yield store, create_app(store, config).test_client()


def some_gaps(store: Store) -> list[Spell]:
    known = store.gap_days()
    return list(known.listed(scene.PROVINCE, today(), (GapKind.NEVER_ASSIGNED,)))


def test_accepted_gap_is_apart_and_given_out_gap_tells_to_whom(
    own: tuple[Store, FlaskClient],
) -> None:
    store, client = own
    day = f"as_of={today()}"
    one, two = (s for s in some_gaps(store) if s.subject.startswith("u"))
    until = today() + timedelta(days=40)
    accept(store, GapKey.read(one.key), until, "chờ sáp nhập", "test")
    give(store, Giving(GapKey.read(two.key), "p1-6", until, "gấp"), "test")
    twin = client.get(f"/api/v1/inspection?in=u1-1&kind=never_assigned&tier=village&{day}").json
    line = next(each for each in twin["kinds"] if each["kind"] == "never_assigned")
    figure = next(each for each in line["figures"] if each["tier"] == "village")
    assert (figure["numerator"], figure["accepted"], figure["given_out"]) == (2, 1, 1)
    rows = {row["target"]["id"]: row for row in twin["rows"]}
    assert rows[one.subject]["accepted"]["why"] == "chờ sáp nhập"
    assert rows[two.subject]["given_out"]["person"]["name"] == "Bế Thị Mỹ Duyên"
    page = read(client, f"/inspection?in=u1-1&state=accepted&{day}")
    assert f"Chấp nhận đến hết {until:%d/%m/%Y}: chờ sáp nhập" in page.text
    assert "Danh sách: 1 vướng mắc" in page.text
    page = read(client, f"/inspection?in=u1-1&state=given_out&{day}")
    assert f"Giao Bế Thị Mỹ Duyên, hạn {until:%d/%m/%Y}" in page.text


# --- the order of need ---------------------------------------------------------------------------


def test_need_is_sorted_filtered_paged_and_its_rates_open_onto_their_rows(
    demo_client: FlaskClient,
) -> None:
    where = f"/api/v1/need?in=20&columns=all&{NOW}"
    first = demo_client.get(where).json
    pages = [demo_client.get(f"{where}&page={n + 1}").json for n in range(first["pages"])]
    rows = [row for page in pages for row in page["communes"]]
    assert [row["order"] for row in rows] == list(range(1, first["total"] + 1))
    assert len(first["communes"]) == 10 < first["total"]
    page = read(demo_client, f"/need?in=20&{NOW}")
    assert "không phải xếp hạng cán bộ" in page.text
    name = rows[0]["unit"]["name"]
    found = demo_client.get(f"{where}&text={name}").json["communes"]
    assert rows[0] in found
    for row in rows[:3]:
        for each in row["figures"]:
            if each["numerator"]:
                asked = f"in={row['unit']['id']}&kind={each['kind']}&tier={each['tier']}"
                twin = demo_client.get(f"/api/v1/inspection?{asked}&{NOW}").json
                numbers = of_object(twin)[each["kind"], each["tier"]]
                assert numbers == (each["numerator"], each["denominator"])
            if each["trend"]:
                last = each["trend"][-1]
                assert (last["numerator"], last["denominator"]) == (
                    each["numerator"], each["denominator"],
                )  # fmt: skip


def test_small_lines_say_in_words_what_they_show(client: FlaskClient) -> None:
    html = client.get(f"/need?in=u1-1&{NOW}").get_data(as_text=True)
    assert 'aria-label="Thôn chưa có ai phụ trách, Xã Cao Lộc: từ 2/5 lên 3/6 trong kỳ"' in html
    lines = re.findall(r'<polyline class="spark-line" points="([^"]+)"', html)
    assert lines
    assert {len(line.split()) for line in lines} == {13}
    five = client.get(f"/need?in=u1-1&period=five_years&{NOW}").get_data(as_text=True)
    lines = re.findall(r'<polyline class="spark-line" points="([^"]+)"', five)
    assert {len(line.split()) for line in lines} == {61}


def test_export_of_need_has_every_commune_that_is_wanted(demo_client: FlaskClient) -> None:
    total = demo_client.get(f"/api/v1/need?in=20&{NOW}").json["total"]
    got = demo_client.get(f"/need.xlsx?in=20&{NOW}").get_data()
    book = CalamineWorkbook.from_filelike(io.BytesIO(got))
    rows = book.get_sheet_by_index(0).to_python()
    assert len(rows) == total + 4
    assert [row[0] for row in rows[4:]] == [float(n + 1) for n in range(total)]


# --- what a row says ----------------------------------------------------------------------------


def test_names_that_differ_are_both_told(tmp_path: Path) -> None:
    settings = ladybug_settings(tmp_path / "home")
    file = tmp_path / "thon.csv"
    file.write_text(
        "Mã thôn,Tên thôn,Mã xã,Cán bộ phụ trách\nT01,Thôn Nà Lùng,06184,Ma Văn Tí\n",
        encoding="utf-8",
    )
    with open_store(settings) as store:
        scene.fill(store)
        load(store, [file], actor="test")
        client = create_app(store, settings).test_client()
        page = client.get(f"/inspection?in=u1-1&kind=names_differ&{NOW}&lang=vi").text
    said = "Danh sách thôn ghi Ma Văn Tí, còn người được phân công là Bế Thị Mỹ Duyên."
    assert said in unescape(page)
