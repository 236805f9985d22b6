"""The command line by its own door: exit codes, words, JSON, and a site that answers for it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from graphapp.cli import run
from graphapp.session import Session
from loaders import demo_files

LINK = {"unit", "required", "policy_row", "states", "responsible", "broken"}


@dataclass
class Told:
    """What one call came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The object it printed."""
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        """The error it printed."""
        return json.loads(self.err)["error"]


@dataclass
class Program:
    """The program with a data folder."""

    home: Path
    cwd: Path

    def __call__(self, *words: object) -> Told:
        out, err = StringIO(), StringIO()
        argv = ["--home", str(self.home), *map(str, words)]
        return Told(run(Session(argv, out, err, self.cwd)), out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A folder with the demo."""
    folder = tmp_path_factory.mktemp("cli")
    program = Program(folder / "home", folder)
    assert program("demo", "--small", "--json").json["entry"] == 1
    return program


@pytest.fixture
def empty(tmp_path: Path) -> Program:
    """An empty folder."""
    return Program(tmp_path / "home", tmp_path)


def test_a_chain_is_the_object_of_the_interface(demo: Program) -> None:
    told = demo("chain", "05977-02", "--on", "2025-06-30", "--json")
    chain = told.json
    assert told.code == 0
    assert chain["target"]["code"] == "05977-02"
    assert (chain["as_of"], chain["grade"], chain["states"]) == (
        "2025-06-30",
        "expiring",
        ["expiring"],
    )
    assert [link["unit"]["tier"] for link in chain["by_unit"]] == [
        "village", "commune", "district", "province",
    ]  # fmt: skip
    assert all(set(link) >= LINK for link in chain["by_unit"])
    (who,) = chain["by_unit"][0]["responsible"]
    assert who["person"]["code"] == "CB00012"
    assert (who["kind"], who["line"], who["acting"]) == ("in_charge", "state", False)
    assert (who["since"], who["until_inclusive"]) == ("2023-01-01", "2025-06-30")
    assert chain["by_person"] == ["CB00012", "CB00010", "CB00004", "CB00001"]
    assert chain["by_person_complete"] is True


def test_a_day_later_the_district_is_gone(demo: Program) -> None:
    chain = demo("chain", "05977-02", "--on", "01/07/2025", "--json").json
    tiers = [link["unit"]["tier"] for link in chain["by_unit"]]
    assert tiers == ["village", "commune", "province"]


def test_gaps_are_the_object_of_the_interface(demo: Program) -> None:
    report = demo("gaps", "--in", "20", "--on", "2025-10-01", "--json").json
    assert (report["numerator"], report["denominator"], report["in_post_numerator"]) == (11, 76, 16)
    assert {gap["reason"] for gap in report["gaps"]} == {
        "tier_abolished", "never_assigned", "holder_left_post", "assignment_expired",
    }  # fmt: skip
    assert sum(t["numerator"] for t in report["by"] if t["unit"]["tier"] == "commune") == 11
    assert [t["denominator"] for t in report["by"] if t["unit"]["tier"] == "province"] == [76]


def test_words_are_vietnamese_unless_english_is_asked_for(demo: Program) -> None:
    assert "Chuỗi trách nhiệm của Khối 2" in demo("chain", "05977-02").out
    assert "Line of responsibility of Khối 2" in demo("--lang", "en", "chain", "05977-02").out
    gaps = demo("gaps", "--in", "06040", "--on", "2025-10-01").out
    assert "2/8 chưa có người phụ trách" in gaps
    assert "7/8 nếu chỉ tính người còn giữ chức vụ" in gaps
    nobody = demo("gaps", "--in", "20", "--on", "2025-06-30", "--tier", "commune").out
    assert "không quy định nào yêu cầu" in nobody


def test_line_of_people_that_stops_says_after_whom(demo: Program) -> None:
    stopped = demo("chain", "06040-01", "--on", "2025-08-15").out
    assert "Đường theo người gián đoạn sau Mã Thị Mỹ Bích:" in stopped
    nobody = demo("chain", "05977-03", "--on", "2025-07-01").out
    assert "Không có người nào thuộc hệ này phụ trách Khối 3" in nobody


def test_gaps_fail_only_when_asked_to(demo: Program) -> None:
    ask = ("gaps", "--in", "20", "--on", "2025-10-01")
    assert demo(*ask).code == 0
    assert demo(*ask, "--fail-on-gaps").code == 1
    covered = ("gaps", "--in", "178", "--on", "2025-06-30", "--tier", "district")
    assert demo(*covered, "--fail-on-gaps").code == 0


@pytest.mark.parametrize(
    ("words", "code", "kind"),
    [
        (("chain", "99999"), 3, "unknown_code"),
        (("chain", "178", "--on", "2025-07-01"), 3, "not_on_date"),
        (("chain", "05977-02", "--on", "2025-13-01"), 2, "usage"),
        (("chain", "05977-02", "--line", "front"), 2, "usage"),
        (("gaps", "--in", "20", "--tier", "hamlet"), 2, "usage"),
        (("gaps", "--in", "05977-01-H001"), 3, "input_refused"),
        (("gaps",), 2, "usage"),
        (("nothing",), 2, "usage"),
    ],
)
def test_what_cannot_be_answered_is_an_error_with_its_code(
    demo: Program, words: tuple[str, ...], code: int, kind: str
) -> None:
    told = demo(*words, "--json")
    assert (told.code, told.out, told.error["kind"]) == (code, "", kind)
    assert told.error["message"]
    plain = demo(*words)
    assert (plain.code, plain.out) == (code, "")
    assert plain.err.strip()


def test_an_error_names_the_value_and_the_remedy(demo: Program) -> None:
    told = demo("chain", "178", "--on", "2025-07-01")
    assert "178" in told.err
    assert "30/06/2025" in told.err


def test_help_is_no_error(demo: Program, capsys: pytest.CaptureFixture[str]) -> None:
    assert demo("--help").code == 0
    assert "chain" in capsys.readouterr().out


def test_the_same_files_twice_change_nothing(demo: Program) -> None:
    again = demo("demo", "--small", "--json").json
    assert again["entry"] is None
    assert {(f["added"], f["changed"], f["ended"]) for f in again["files"]} == {(0, 0, 0)}
    assert "Không có gì thay đổi" in demo("demo", "--small").out


def test_a_refused_load_prints_its_object_and_writes_nothing(empty: Program) -> None:
    path = empty.cwd / "can_bo.csv"
    path.write_text("Mã cán bộ,Họ và tên,Ngày sinh\nCB1,Nông Văn A,31/02/1980\n", "utf-8")
    told = empty("load", "can_bo.csv", "--json")
    assert told.code == 3
    assert (told.json["entry"], told.json["files"][0]["refused"]) == (None, 1)
    (error,) = told.json["errors"]
    assert (error["file"], error["row"], error["value"]) == ("can_bo.csv", 2, "31/02/1980")
    assert error["remedy"]
    plain = empty("load", "can_bo.csv")
    assert plain.code == 3
    assert "31/02/1980" in plain.out
    assert empty("verify", "--json").json["entries"] == 0


def test_a_dry_run_writes_nothing(empty: Program) -> None:
    told = empty("load", *demo_files(real_communes=False), "--dry-run", "--json")
    assert (told.code, told.json["dry_run"], told.json["entry"]) == (0, True, None)
    assert empty("verify", "--json").json["entries"] == 0


def test_files_without_dates_need_the_day(empty: Program) -> None:
    told = empty("load", demo_files()[0], "--json")
    assert told.code == 3
    assert "--date" in told.json["errors"][0]["remedy"]
    assert empty("load", demo_files()[0], "--date", "2025-07-01").code == 0


def test_a_snapshot_needs_its_day_and_ends_what_it_leaves_out(empty: Program) -> None:
    empty("load", *demo_files(real_communes=False))
    files = {path.stem: path for path in demo_files()}
    assert empty("load", files["ho"], "--snapshot", "05977").code == 2
    assert empty("load", files["ho"], "--on", "2025-11-01").code == 2
    whole = ("--snapshot", "05977", "--on", "2025-11-01", "--json")
    assert empty("load", files["ho"], *whole).json["entry"] is None
    one = empty.cwd / "ho.csv"
    one.write_text("Mã hộ,Mã thôn\n05977-01-H001,05977-01\n", "utf-8")
    assert empty("load", one, *whole).json["files"][0]["ended"] == 5


def test_verify_and_rebuild_tell_what_they_found(demo: Program) -> None:
    checked = demo("verify", "--json").json
    assert checked["entries"] == 1
    rebuilt = demo("rebuild", "--json").json
    assert rebuilt["rows"] == checked["rows"] > 2000
    assert "khớp nhau" in demo("verify").out
    assert "dựng lại" in demo("rebuild").out


def test_a_damaged_graph_is_rebuilt_and_that_is_said(empty: Program) -> None:
    empty("load", *demo_files(real_communes=False))
    (empty.home / "graph.lbug").write_bytes(b"no graph at all")
    told = empty("gaps", "--in", "20", "--on", "2025-10-01", "--json")
    assert (told.code, told.json["numerator"]) == (0, 11)
    assert told.err.strip()


def test_a_damaged_ledger_is_refused_naming_the_entry(empty: Program) -> None:
    empty("load", *demo_files(real_communes=False))
    (file, *_) = sorted((empty.home / "files").iterdir())
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    told = empty("verify", "--json")
    assert (told.code, told.error["kind"]) == (4, "ledger_damaged")
    assert "1" in told.error["message"]


@pytest.fixture
def site(demo: Program) -> Iterator[subprocess.Popen[str]]:
    """The site over the demo, in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "graphapp.cli",
        "--home",
        str(demo.home),
        "serve",
        "--port",
        "0",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout
        assert "http://127.0.0.1:" in process.stdout.readline()
        yield process
        process.terminate()


def test_while_the_site_runs_it_answers_for_the_command_line(
    demo: Program, site: subprocess.Popen[str]
) -> None:
    assert site.poll() is None
    chain = demo("chain", "05977-02", "--on", "2025-06-30", "--json")
    assert (chain.code, chain.json["target"]["code"]) == (0, "05977-02")
    assert "Line of responsibility" in demo("--lang", "en", "chain", "05977-02").out
    refused = demo("chain", "99999", "--json")
    assert (refused.code, refused.error["kind"]) == (3, "unknown_code")
    path = demo.cwd / "nguoi.csv"
    path.write_text("Mã cán bộ,Họ và tên\nCB90001,Nông Văn Thử\n", "utf-8")
    assert demo("load", "nguoi.csv", "--json").json["files"][0]["added"] == 1
    second = demo("serve", "--port", "0")
    assert second.code == 5


def test_code_that_lost_its_zeros_is_answered_with_the_one_that_has_them(demo: Program) -> None:
    for given, meant in (("5977-02", "05977-02"), ("5977", "05977")):
        told = demo("chain", given)
        assert told.code == 3
        assert f"mang mã {meant}. Bảng tính hay bỏ mất số 0" in told.err
    assert "Kiểm tra lại mã" in demo("chain", "77-99").err


@pytest.mark.parametrize("word", ["thôn", "Khối", "village", "hộ gia đình", "chi bộ"])
def test_tiers_may_be_named_in_vietnamese(demo: Program, word: str) -> None:
    told = demo("gaps", "--in", "05977", "--tier", word, "--json")
    assert told.code == 0
