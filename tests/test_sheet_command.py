"""The assignment sheet on the command line: words, JSON, a workbook, and what is refused."""

from __future__ import annotations

import pytest
from python_calamine import CalamineWorkbook

from tests.test_cli import Program


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A folder with the small demo."""
    folder = tmp_path_factory.mktemp("sheet-command")
    program = Program(folder / "home", folder)
    assert program("demo", "--small").code == 0
    return program


def test_sheet_is_told_village_by_village(demo: Program) -> None:
    told = demo("sheet", "05977", "--on", "01/10/2025")
    assert told.code == 0
    lines = told.out.splitlines()
    assert lines[0] == "Bảng phân công Phường Đông Kinh"
    assert lines[1] == "Phường Đông Kinh, ngày 01/10/2025: 5 trong 5 thôn"
    assert lines[2] == "  đầy đủ: 5/5"
    assert lines[3] == "  Khối 1 (05977-01): đầy đủ; Lương Đức Đạt (Công chức phường 1)"


def test_sheet_of_a_province_names_its_communes_and_breaks(demo: Program) -> None:
    lines = demo("--lang", "en", "sheet", "20", "--on", "2025-10-01").out.splitlines()
    assert "Phường Đông Kinh (05977)" in lines
    gone = "broken, the district tier no longer exists, since 01/07/2025; not assigned"
    assert any(line.endswith(gone) for line in lines)


def test_sheet_is_the_object_of_the_twin(demo: Program) -> None:
    made = demo("sheet", "05977", "--on", "2025-10-01", "--json").json
    assert (made["unit"]["code"], made["as_of"]) == ("05977", "2025-10-01")
    assert [row["village"]["code"] for row in made["rows"]] == [
        f"05977-0{number}" for number in range(1, 6)
    ]


def test_sheet_is_written_as_a_workbook_that_loads_without_a_change(demo: Program) -> None:
    assert demo("sheet", "20", "--on", "2025-10-01", "--xlsx", "bang.xlsx").code == 0
    path = demo.cwd / "bang.xlsx"
    assert CalamineWorkbook.from_path(path).sheet_names == ["Bảng phân công", "Phân công"]
    loaded = demo("load", "bang.xlsx", "--json").json
    assert loaded["entry"] is None
    [file] = loaded["files"]
    assert (file["added"], file["changed"], file["ended"]) == (0, 0, 0)
    assert file["unchanged"] > 70


@pytest.mark.parametrize(
    ("words", "code", "kind"),
    [
        (("sheet", "05977-01", "--on", "2025-10-01"), 3, "input_refused"),
        (("sheet", "178", "--on", "2025-10-01"), 3, "not_on_date"),
        (("sheet", "nowhere"), 3, "unknown_code"),
        (("sheet", "20", "--on", "2025-13-01"), 2, "usage"),
        (("sheet", "20", "--on", "2025-10-01", "--xlsx", "no/such/folder.xlsx"), 2, "usage"),
    ],
)
def test_what_cannot_be_is_refused_with_a_remedy(
    demo: Program, words: tuple[str, ...], code: int, kind: str
) -> None:
    told = demo(*words, "--json")
    assert (told.code, told.error["kind"]) == (code, kind)
    assert told.error["places"][0]["remedy"]
