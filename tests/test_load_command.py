"""Loading by the command line: copies with remarks, likely twins, and taking a load back."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from graphapp.cli import _answer_at_door, run
from graphapp.door import serve_door
from graphapp.session import Session
from graphapp.settings import Settings
from graphapp.write import open_store
from tests.loaders.world import OLD, PEOPLE, UNITS, VILLAGES, write
from tests.test_cli import Program

if TYPE_CHECKING:
    from collections.abc import Mapping

GROUND = {"don_vi.csv": UNITS, "xa_cu.csv": OLD}
BAD = VILLAGES.replace("15/10/2025", "31/02/2025")


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program over an empty folder, in which the small province's units are loaded."""
    made = Program(tmp_path / "home", tmp_path)
    assert made("load", *write(tmp_path, GROUND), "--json").json["entry"] == 1
    return made


def put(program: Program, files: Mapping[str, str]) -> list[Path]:
    return write(program.cwd, files)


def last_column(path: Path) -> list[object]:
    (name,) = (book := CalamineWorkbook.from_path(path)).sheet_names
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return [row[-1] for row in rows]


def test_copy_with_remarks_is_written_where_it_is_wanted(program: Program) -> None:
    files = put(program, {"thon.csv": BAD})
    told = program("load", "--dry-run", *files, "--remarks", "ghi_chu.xlsx", "--json")
    assert (told.code, told.json["errors_total"]) == (3, 1)
    (copy,) = told.json["copies"]
    assert copy == str(program.cwd / "ghi_chu.xlsx")
    assert last_column(Path(copy))[3] == (
        "Ngày thành lập: Lịch không có ngày này. Sửa ngày, tháng hoặc năm."
    )
    assert "Bản sao có cột ghi chú" in program("load", *files, "--remarks", "ghi_chu.xlsx").out


def test_copies_of_several_files_go_to_a_folder(program: Program) -> None:
    odd = PEOPLE.replace("Giới tính", "Cột lạ")
    files = put(program, {"thon.csv": BAD, "can_bo.csv": odd, "don_vi.csv": UNITS})
    told = program("load", *files, "--remarks", "bản sao", "--json")
    assert [Path(path).name for path in told.json["copies"]] == [
        "thon - ghi chú.xlsx",
        "can_bo - ghi chú.xlsx",
    ]
    english = program("--lang", "en", "load", *files, "--remarks", "copies", "--json").json
    assert Path(english["copies"][0]).name == "thon - remarks.xlsx"


def test_copy_never_goes_over_the_file_itself_nor_one_over_many(program: Program) -> None:
    files = put(program, {"thon.csv": BAD, "can_bo.csv": PEOPLE})
    told = program("load", *files, "--remarks", "a.xlsx", "--json")
    assert (told.code, told.error["kind"]) == (2, "usage")
    (program.cwd / "same.xlsx").write_bytes(b"PK")
    assert program("load", "same.xlsx", "--remarks", "same.xlsx").code == 2
    assert (program.cwd / "same.xlsx").read_bytes() == b"PK"
    (program.cwd / "file").write_text("", encoding="utf-8")
    assert program("load", files[0], "--remarks", "file/under").code == 2


def test_file_that_is_no_table_has_no_copy(program: Program) -> None:
    (program.cwd / "anh.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50)
    told = program("load", "anh.csv", "--remarks", "copies", "--json")
    assert (told.code, told.json["copies"]) == (3, [])
    assert list((program.cwd / "copies").iterdir()) == []


def test_likely_twins_are_told_in_words_and_as_json(program: Program) -> None:
    program("load", *put(program, {"can_bo.csv": PEOPLE}))
    new = "Mã cán bộ,Họ và tên,Ngày sinh\nN1,Nguyễn Ngọc Ngà,19/06/1972\n"
    files = put(program, {"moi.csv": new})
    told = program("load", "--dry-run", *files, "--json").json
    assert told["suggestions"] == [
        {
            "label": "Person",
            "code": "N1",
            "name": "Nguyễn Ngọc Ngà",
            "other_code": "CB1",
            "other_name": "Nguyễn Ngọc Nga",
            "why": "Cùng họ tên (không kể dấu), cùng ngày sinh 19/06/1972.",
            "file": "moi.csv",
            "sheet": None,
            "row": 2,
        }
    ]
    assert told["suggestions_total"] == 1
    said = program("load", "--dry-run", *files).out
    assert "? Nguyễn Ngọc Ngà (N1) có thể là Nguyễn Ngọc Nga (CB1): Cùng họ tên" in said


def test_more_twins_than_are_shown_are_counted(program: Program) -> None:
    lines = [f"N{n},Nguyễn Ngọc Nga,19/06/1972" for n in range(30)]
    files = put(program, {"moi.csv": "\n".join(["Mã cán bộ,Họ và tên,Ngày sinh", *lines, ""])})
    told = program("load", "--dry-run", *files, "--json").json
    assert (told["suggestions_total"], len(told["suggestions"])) == (435, 200)
    assert "? Có 435 mục có thể trùng; hiện 200." in program("load", "--dry-run", *files).out


def test_dry_run_says_what_would_change(program: Program) -> None:
    program("load", *put(program, {"thon.csv": VILLAGES}))
    files = put(program, {"thon.csv": VILLAGES.replace("khối,215", "khối,220")})
    told = program("load", "--dry-run", *files).out
    assert "± thon.csv, dòng 2: sửa đơn vị Khối 1 (05977-01): Số hộ 215 → 220\n" in told
    made = program("load", "--dry-run", *files, "--json").json
    assert made["changes_total"] == 1
    assert made["changes"][0]["properties"] == [
        {"table": "Unit", "property": "household_count", "old": 215, "new": 220, "masked": False}
    ]
    many = PEOPLE + "".join(f"X{n},Vi Văn {n},,\n" for n in range(300))
    told = program("load", "--dry-run", *put(program, {"can_bo.csv": many})).out
    assert told.count("± can_bo.csv") == 20
    assert "± Hiện 20 trong 304." in told


def test_load_is_undone_and_told(program: Program) -> None:
    program("load", *put(program, {"thon.csv": VILLAGES}))
    refused = program("undo", 1, "--json")
    assert (refused.code, refused.error["kind"]) == (3, "input_refused")
    assert "lần nạp số 2" in refused.error["message"]
    assert program("undo", 2, "--json").json == {"undone": 2, "entry": 3}
    assert (
        "Đã hủy toàn bộ lần nạp số 1; việc hủy được ghi là mục số 4."
        in program("undo", 1, "--yes").out
    )
    assert program("chain", "20", "--json").code == 3
    assert program("verify").code == 0
    assert program("load", *put(program, GROUND), "--json").json["entry"] == 5
    assert program("undo", 0).code == 2


def answering(program: Program, answer: str, *words: object) -> tuple[int, str, str, list[str]]:
    """Call the program as somebody at a terminal, who gives one answer."""
    out, err, questions = StringIO(), StringIO(), []  # type: StringIO, StringIO, list[str]

    def ask(question: str) -> bool:
        questions.append(question)
        return answer == "yes"

    argv = ["--home", str(program.home), *map(str, words)]
    code = run(Session(argv, out, err, program.cwd, ask=ask))
    return code, out.getvalue(), err.getvalue(), questions


def test_whoever_undoes_is_told_what_goes_and_asked(program: Program) -> None:
    code, out, _, questions = answering(program, "no", "undo", 1)
    assert (code, questions) == (0, ["Hủy lần nạp này? (y: có, N: không)"])
    assert "Lần nạp số 1: 6 dòng của don_vi.csv, xa_cu.csv, nạp lúc " in out
    assert "Không hủy; dữ liệu vẫn như cũ." in out
    nobody = program("undo", 1)
    assert nobody.code == 2
    assert "Thêm --yes nếu chắc chắn." in nobody.err
    code, out, err, questions = answering(program, "yes", "undo", 7)
    assert (code, questions) == (3, [])
    assert "không có mục số 7" in err
    code, out, _, _ = answering(program, "yes", "undo", 1)
    assert code == 0
    assert "Đã hủy toàn bộ lần nạp số 1" in out


def test_load_is_undone_through_the_running_site(program: Program) -> None:
    settings = Settings(home=program.home, buffer_pool_mb=128)
    with open_store(settings) as store:
        site = Session((), StringIO(), StringIO(), program.cwd, settings=settings)
        with serve_door(settings.home, lambda request: _answer_at_door(request, site, store)):
            code, out, _, questions = answering(program, "no", "undo", 1)
            assert (code, len(questions)) == (0, 1)
            assert "Lần nạp số 1: 6 dòng của don_vi.csv, xa_cu.csv" in out
            assert program("undo", 1).code == 2
            code, out, err, _ = answering(program, "yes", "undo", 1)
            assert (code, err) == (0, "")
            assert "Đã hủy toàn bộ lần nạp số 1" in out
        assert [entry.kind for entry in store.entries()] == ["load", "undo"]
