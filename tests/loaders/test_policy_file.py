"""A policy as a file: what is written reads back; every mistake is told with its place."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from graphapp.errors import InputError
from graphapp.export.policy_file import save_policy
from graphapp.model.policy import COLUMNS, default_policy
from loaders import read_policy_file
from loaders.reading import ReadingLimits

if TYPE_CHECKING:
    from pathlib import Path

    from graphapp.errors import Place

HEADER = ",".join(column.vi for column in COLUMNS)
GOOD = 'a,thôn,xã,chính quyền,không,không,01/07/2025,31/12/2026,5,,"phụ trách; theo dõi",3'


def written(folder: Path, *lines: str, header: str = HEADER) -> Path:
    path = folder / "policy.csv"
    path.write_text("\n".join((header, *lines)) + "\n", "utf-8")
    return path


def places(path: Path) -> tuple[Place, ...]:
    with pytest.raises(InputError) as refused:
        read_policy_file(path, "policy.csv", ReadingLimits())
    return refused.value.places


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_policy_that_is_taken_as_a_workbook_reads_back_as_it_was(tmp_path: Path, lang: str) -> None:
    made = BytesIO()
    save_policy(made, default_policy(), lang)
    path = tmp_path / "policy.xlsx"
    path.write_bytes(made.getvalue())
    assert read_policy_file(path, "policy.xlsx", ReadingLimits()).policy == default_policy()


def test_file_in_vietnamese_words_and_dates_is_read_under_its_title(tmp_path: Path) -> None:
    path = written(tmp_path, HEADER, GOOD, "b,vượt định mức,,,,,,,,,,", header="Quy định phân công")
    found = read_policy_file(path, "policy.csv", ReadingLimits())
    (row,), (rule,) = found.policy.rows, found.policy.rules
    assert (row.target, row.post_tier, row.kinds) == (
        "village",
        "commune",
        ("in_charge", "follows"),
    )
    assert (rule.subject, rule.number) == ("span", None)
    assert found.numbers == {"a": 3, "b": 4}


def test_policy_that_comes_along_is_a_file_that_can_be_handed_in(tmp_path: Path) -> None:
    header = ",".join(column.name for column in COLUMNS)
    path = written(tmp_path, "x,acting,,,,,,,90,,,", header=header)
    assert read_policy_file(path, "policy.csv", ReadingLimits()).policy.rules[0].number == 90


def test_every_bad_cell_is_told_by_row_column_and_what_to_do(tmp_path: Path) -> None:
    bad = "b,ấp,tổng,chính quyền,không,không,31/02/2025,,0,,phụ trách,"
    found = [(p.row, p.column, p.value, p.remedy) for p in places(written(tmp_path, GOOD, bad))]
    assert found == [
        (3, "Đối tượng", "ấp", "policy.bad.choice"),
        (3, "Cấp của chức vụ", "tổng", "policy.bad.choice"),
        (3, "Từ ngày", "31/02/2025", "policy.bad.day"),
        (3, "Định mức", "0", "policy.bad.number"),
    ]


@pytest.mark.parametrize(
    ("header", "remedy"),
    [
        ("Tên,Tuổi", "policy.bad.header"),
        ("Mã dòng,Đối tượng,Từ ngày,Đến ngày", "policy.bad.header"),
        (HEADER, "policy.bad.empty"),
    ],
)
def test_file_without_the_columns_or_rows_of_a_policy_says_what_is_missing(
    tmp_path: Path, header: str, remedy: str
) -> None:
    (place,) = places(written(tmp_path, header=header))
    assert place.remedy == remedy


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "policy.csv"
    path.write_bytes(b"%PDF-1.7\n")
    assert [place.file for place in places(path)] == ["policy.csv"]
    assert [place.file for place in places(tmp_path / "nothing.csv")] == ["policy.csv"]
