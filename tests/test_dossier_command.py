"""`graphapp dossier`: a file from the command line, the same as the site's."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from graphapp.cli import run
from graphapp.clock import today
from graphapp.domain.gap_kinds import GapKey
from graphapp.session import Session
from graphapp.write import Store, open_store
from graphapp.write.follow_up import Giving, accept, give
from tests.export.pdf_text import Pdf
from tests.stores import ladybug_settings
from tests.web.scene import fill

DAY = ("--on", "2026-11-22")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(ladybug_settings(tmp_path_factory.mktemp("dossiers"))) as opened:
        fill(opened)
        yield opened


def call(store: Store, folder: Path, *argv: str) -> tuple[int, str, str]:
    """Run the command in a folder; returns its exit code, what it printed, what it complained."""
    out, err = io.StringIO(), io.StringIO()
    session = Session(("dossier", *argv), out, err, folder, opened=store, settings=store.settings)
    return run(session), out.getvalue(), err.getvalue()


def test_pdf_is_written_where_it_is_wanted(store: Store, tmp_path: Path) -> None:
    code, out, err = call(store, tmp_path, "T01", *DAY, "--out", "thon.pdf")
    assert (code, err) == (0, "")
    assert "thon.pdf" in out
    assert "Thôn Nà Lùng" in Pdf.read((tmp_path / "thon.pdf").read_bytes()).text()


def test_each_form_and_json_say_the_same(store: Store, tmp_path: Path) -> None:
    told = {}
    for form in ("pdf", "xlsx", "html"):
        asked = ("CB06", *DAY, "--format", form, "--out", f"a.{form}", "--months", "3", "--json")
        code, out, _ = call(store, tmp_path, *asked)
        assert code == 0
        told[form] = json.loads(out)
        size = (tmp_path / f"a.{form}").stat().st_size
        assert told[form]["file"] == {"path": f"a.{form}", "format": form, "bytes": size}
    assert told["pdf"]["sections"] == told["xlsx"]["sections"] == told["html"]["sections"]
    filters = next(p["value"] for p in told["pdf"]["particulars"] if p["label"] == "Bộ lọc")
    assert "23/08/2026" in filters
    assert (tmp_path / "a.html").read_text("utf-8").startswith("<!doctype html>")
    book = CalamineWorkbook.from_path(tmp_path / "a.xlsx")
    assert book.sheet_names[0] == "Thông tin chung"


def test_unit_of_another_day_is_refused_with_what_came_after_or_before(
    store: Store, tmp_path: Path
) -> None:
    code, _, err = call(store, tmp_path, "06211", *DAY, "--out", "a.pdf")
    assert code == 3
    assert "Xã Cao Lộc (06184)" in err
    code, _, err = call(store, tmp_path, "06184", "--on", "2025-06-30", "--out", "a.pdf")
    assert code == 3
    assert "Xã Hợp Thành (06211)" in err
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("20", *DAY, "--out", "a.pdf"), 3, "không có hồ sơ riêng"),
        (("T01-H001", *DAY, "--out", "a.pdf"), 3, "không có hồ sơ riêng"),
        (("99999", *DAY, "--out", "a.pdf"), 3, "99999"),
        (("T01", "--on", "31/02/2026", "--out", "a.pdf"), 2, "31/02/2026"),
        (("T01", *DAY, "--out", "no/such/folder/a.pdf"), 2, "Không ghi được tệp"),
        (("T01", *DAY, "--format", "doc", "--out", "a.doc"), 2, "doc"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(
    store: Store, tmp_path: Path, argv: tuple[str, ...], code: int, said: str
) -> None:
    given, out, err = call(store, tmp_path, *argv)
    assert (given, out) == (code, "")
    assert said in err
    assert list(tmp_path.iterdir()) == []


def test_an_accepted_gap_stands_apart_and_a_task_tells_what_is_being_done(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("dealt")
    with open_store(ladybug_settings(folder)) as opened:
        fill(opened)
        subjects = {
            s.subject: GapKey.read(s.key) for s in opened.gap_days().listed("u1-4", today())
        }
        until = today() + timedelta(days=30)
        accept(opened, subjects["u1-6"], until, "Chờ sắp xếp thôn", "thanh-tra")
        give(opened, Giving(subjects["u1-8"], "p1-5", until), "thanh-tra")
        told = ("06184", "--on", today().isoformat(), "--out", "a.xlsx", "--format", "xlsx")
        code, out, _ = call(opened, folder, *told, "--json")
    assert code == 0
    sections = {section["key"]: section for section in json.loads(out)["sections"]}
    tables = {
        table["key"]: [[cell["text"] for cell in row] for row in table["rows"]]
        for table in sections["gaps"]["tables"]
    }
    (row,) = tables["accepted"]
    assert row[1:] == [
        "Thôn Bản Đon (T02)", f"{until:%d/%m/%Y}", "thanh-tra", "Chờ sắp xếp thôn",
    ]  # fmt: skip
    given = [row for row in tables["gaps"] if row[-1] != "–"]
    assert len(given) == 1
    assert given[0][2].startswith("Thôn Khuổi Mươi (T04)")
    assert "Triệu Văn Ứng" in given[0][-1]
