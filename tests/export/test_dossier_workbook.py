"""The workbook of a paper: no formula, text as text, and LibreOffice opens it."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from graphapp.export.dossier_workbook import workbook_of
from tests.export.papers import NAMES, paper

EVIL = (
    '=HYPERLINK("http://example.invalid")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1",
    "http://example.invalid", "0012", "1e5", "00.10", "'quoted",
)  # fmt: skip


def soffice() -> str:
    """Where LibreOffice is; skips the test where there is none."""
    name = "GRAPHAPP_TEST_SOFFICE"
    found = os.environ.get(name) or shutil.which("soffice") or ""
    if not found:
        pytest.skip(os.environ.get(f"{name}_WHY_NOT") or "LibreOffice isn't installed")
    return found


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_first_sheet_says_what_it_is_and_each_section_has_its_own() -> None:
    found = sheets(workbook_of(paper(*NAMES)))
    assert list(found) == ["Thông tin chung", "Mọi người"]
    first = [row for row in found["Thông tin chung"] if any(row)]
    assert first[0][0] == "HỒ SƠ THÔN"
    assert ["Tại ngày", "22/11/2026"] in first
    assert ["Số hộ", 1215.0] in first
    people = found["Mọi người"]
    assert [1.0, NAMES[0], date(2026, 11, 22)] in people
    assert "Nguyễn Văn Kiểm, 22/11/2026 14:03" in str(people[1][0])


def test_no_cell_is_a_formula_or_a_link_and_codes_keep_their_zeros() -> None:
    content = workbook_of(paper(*EVIL))
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        parts = [opened.read(n).decode() for n in opened.namelist() if n.endswith(".xml")]
    assert not any(re.search(r"<f[ >]|<hyperlink", part) for part in parts)
    told = [row[1] for row in sheets(content)["Mọi người"] if len(row) > 1]
    assert [text for text in told if text in EVIL] == list(EVIL)


def test_a_watermark_lies_behind_every_sheet() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook_of(paper(*NAMES)))) as opened:
        names = opened.namelist()
        found = [opened.read(n).decode() for n in names if n.startswith("xl/worksheets/sheet")]
    assert any(name.startswith("xl/media/") for name in names)
    assert all("&amp;G" in part and "Nguyễn Văn Kiểm" in part for part in found)


def test_libreoffice_opens_it_and_finds_no_formula(tmp_path: Path) -> None:
    program = soffice()
    source = tmp_path / "ho-so.xlsx"
    source.write_bytes(workbook_of(paper(*NAMES, *EVIL)))
    # -1: every sheet; true: formulas as such, so that one would be seen
    told = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false,-1"
    command = [
        program, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--convert-to", told, "--outdir", str(tmp_path), str(source),
    ]  # fmt: skip
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=240)
    made = sorted(tmp_path.glob("*.csv"))
    assert len(made) == 2, done.stdout + done.stderr
    people = next(path for path in made if "người" in path.name)
    rows = list(csv.reader(io.StringIO(people.read_text("utf-8"))))
    said = [row[1] for row in rows if len(row) > 1]
    assert [text for text in said if text in {*NAMES, *EVIL}] == [*NAMES, *EVIL]
    assert not re.search(r"#NAME\?|Err:\d", people.read_text("utf-8"))
