"""Files that are too much, or no table at all: refused or read, in little memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loaders.pipeline import Load
from loaders.reading import ReadingLimits
from tests.conftest import LONG
from tests.loaders import monsters
from tests.loaders.office import cells_of, tables
from tests.loaders.world import PEOPLE, refused, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphapp.write import Store

ROOT = Path(__file__).parents[2]
MANY = 10_000_000 if LONG else 600_000
BOMB = (1 << 30) if LONG else (64 << 20)
CELLS = 2_000_000 if LONG else 500_000
PEAK_MB = 1000
BAD: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "bomb.xlsx": (lambda path: monsters.bomb(path, BOMB), ["reading.damaged_workbook"]),
    "lying.xlsx": (lambda path: monsters.lying_bomb(path, BOMB), ["reading.damaged_workbook"]),
    "overlap.xlsx": (lambda path: monsters.overlapping(path, 1 << 20, 5000), ["reading.zip_bomb"]),
    "shared.xlsx": (
        lambda path: monsters.shared_text(path, 1 << 20, 12_000), ["reading.too_many_cells"],
    ),
    "claimed.xlsx": (monsters.claimed, ["reading.damaged_workbook"]),
    "far.xlsx": (monsters.far_cell, ["reading.far_cell"]),
    "hidden.xlsx": (monsters.hidden_attribute, ["reading.cells_without_place"]),
    "entities.xlsx": (monsters.entities, ["reading.damaged_workbook"]),
    "cells.xlsx": (lambda path: monsters.many_cells(path, MANY), ["reading.too_many_cells"]),
    "rows.xlsx": (lambda path: monsters.formatted_rows(path, cells=LONG), []),
    "one_row.csv": (lambda path: path.write_bytes(b"a," * MANY * 5), ["reading.line_too_long"]),
    "cells.csv": (lambda path: path.write_bytes(b"a,b,c\n" * MANY), ["load.unknown_kind"]),
    "rows.csv": (lambda path: path.write_bytes(b",,,\n" * monsters.ROWS), ["load.empty_file"]),
    "nul.csv": (lambda path: path.write_bytes(b"\0" * MANY), ["load.empty_file"]),
    "quote.csv": (
        lambda path: path.write_text(PEOPLE + '"' + "a\n" * MANY), ["reading.line_too_long"],
    ),
}  # fmt: skip


def test_monsters_are_refused_in_little_memory(tmp_path: Path) -> None:
    for name, (write, _) in BAD.items():
        write(tmp_path / name)
    run = subprocess.run(
        [sys.executable, "-m", "tests.loaders.monsters", str(tmp_path), str(CELLS)],
        cwd=ROOT, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": "."},
    )  # fmt: skip
    assert run.stderr == ""
    found = json.loads(run.stdout)
    assert {name: told["remedies"] for name, told in found.items()} == {
        name: remedies for name, (_, remedies) in BAD.items()
    }
    assert found["rows.xlsx"]["rows"] == [1]
    assert max(told["peak"] for told in found.values()) < PEAK_MB


FOREIGN = {
    "reading.picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "reading.pdf": b"%PDF-1.7\n",
    "reading.document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "reading.old_excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0" + "Workbook".encode("utf-16-le"),
    "reading.encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0"
    + "EncryptedPackage".encode("utf-16-le"),
    "reading.archive": b"Rar!\x1a\x07\0",
    "reading.web_page": b"<html><body><table><tr><td>M\xc3\xa3",
    "reading.not_a_table": b"SQLite format 3\0",
}


@pytest.mark.parametrize("remedy", FOREIGN)
@pytest.mark.parametrize("name", ["can_bo.xlsx", "can_bo.csv"])
def test_what_is_no_table_is_refused_by_its_name(
    nothing: Store, tmp_path: Path, name: str, remedy: str
) -> None:
    files = {name: FOREIGN[remedy]}
    assert told(refused(nothing, tmp_path, files)) == [(name, None, None, None, remedy)]


@pytest.mark.parametrize(
    ("part", "remedy"),
    [
        ("a.txt", "reading.zip_without_workbook"),
        ("word/document.xml", "reading.document"),
        ("content.xml", "reading.open_document"),
        ("xl/workbook.bin", "reading.binary_excel"),
    ],
)
def test_a_zip_of_something_else_is_refused_by_its_name(
    nothing: Store, tmp_path: Path, part: str, remedy: str
) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(part, "x")
    files = {"a.xlsx": (tmp_path / "a.zip").read_bytes()}
    assert told(refused(nothing, tmp_path, files)) == [("a.xlsx", None, None, None, remedy)]


def test_a_workbook_under_the_name_of_a_csv_is_read_as_what_it_is(tmp_path: Path) -> None:
    path = tables(tmp_path / "a.xlsx", A=cells_of(PEOPLE)).rename(tmp_path / "a.csv")
    assert len(Load([path])._rows[0][2]) == 4


@pytest.mark.parametrize("cut", [10, 100, 1000, 3000])
def test_a_workbook_cut_short_is_refused(nothing: Store, tmp_path: Path, cut: int) -> None:
    data = tables(tmp_path / "a.xlsx", A=cells_of(PEOPLE)).read_bytes()
    files = {"a.xlsx": data[:cut]}
    assert told(refused(nothing, tmp_path, files))[0][4] == "reading.damaged_zip"


def test_the_limits_are_settings(
    nothing: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tables(tmp_path / "a.xlsx", A=cells_of(PEOPLE)).read_bytes()
    monkeypatch.setattr(nothing, "settings", replace(nothing.settings, xlsx_max_cells=10))
    assert told(refused(nothing, tmp_path, {"a.xlsx": data}))[0][4] == "reading.too_many_cells"
    assert ReadingLimits.of(nothing.settings).xlsx_cells == 10
