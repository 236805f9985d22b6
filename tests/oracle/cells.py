"""What a file's headers, words and dates mean. Headers are Vietnamese, as offices write them."""

from __future__ import annotations

import csv
import re
from datetime import date
from typing import TYPE_CHECKING

from tests.oracle.facts import DAY, OPEN_END, OPEN_START, Life
from tests.oracle.sheets import read_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Row = dict[str, str]

KINDS = (
    ("visits", ("Mã lượt", "Ngày đi cơ sở")),
    ("communes_before", ("districtCode", "wardCode")),
    ("communes_after", ("provinceCode", "wardCode")),
    ("mergers", ("old", "new")),
    ("mergers", ("Mã cũ", "Mã mới")),
    ("units", ("Mã đơn vị", "Tên đơn vị")),
    ("old_communes", ("Mã xã cũ", "Tên xã cũ")),
    ("villages", ("Mã thôn", "Tên thôn")),
    ("posts", ("Mã chức vụ", "Tên chức vụ")),
    ("tenures", ("Mã chức vụ", "Từ ngày")),
    ("assignments", ("Loại đối tượng", "Mã đối tượng")),
    ("organisations", ("Mã tổ chức", "Tên tổ chức")),
    ("households", ("Mã hộ", "Mã thôn")),
    ("household_groups", ("Mã nhóm hộ", "Tên nhóm hộ")),
    ("groups", ("Mã tổ", "Tên tổ")),
    ("members", ("Mã cán bộ", "Đứng đầu")),
    ("people", ("Mã cán bộ", "Họ và tên")),
    ("decisions", ("Số quyết định", "Trích yếu")),
)
TIER_WORDS = {"tỉnh": "province", "huyện": "district", "xã": "commune", "thôn": "village"}
LINE_WORDS = {"chính quyền": "state", "Đảng": "party", "Mặt trận và đoàn thể": "front"}
ORGANISATION_WORDS = {
    "ủy ban nhân dân": "people_committee",
    "hội đồng nhân dân": "people_council",
    "cấp ủy": "committee",
    "tổ chức cơ sở đảng": "grassroots",
    "chi bộ": "cell",
    "khác": "other",
}
ASSIGNMENT_WORDS = {
    "": "in_charge",
    "phụ trách": "in_charge",
    "theo dõi": "follows",
    "hỗ trợ": "supports",
    "dự sinh hoạt": "attends",
}


def read_rows(paths: Iterable[Path]) -> dict[str, list[Row]]:
    """Return the rows of CSV files and workbooks by kind; ValueError for a file of no kind."""
    rows: dict[str, list[Row]] = {kind: [] for kind, _ in KINDS}
    for path in paths:
        if path.suffix == ".xlsx":
            header, found = read_sheet(path, lambda cells: _kind_of(cells) is not None)
            rows[_kind(set(header), path.name)] += found
            continue
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            kind = _kind(set(reader.fieldnames or ()), path.name)
            rows[kind] += [{k: (v or "").strip() for k, v in row.items()} for row in reader]
    return rows


def _kind(headers: set[str], name: str) -> str:
    if (kind := _kind_of(headers)) is None:
        raise ValueError(name)
    return kind


def _kind_of(headers: set[str]) -> str | None:
    return next((kind for kind, needed in KINDS if headers.issuperset(needed)), None)


def read_day(text: str) -> date | None:
    """Read dd/mm/yyyy or yyyy-mm-dd; None for a blank."""
    if not text:
        return None
    if found := re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    return date.fromisoformat(text)


def read_life(row: Row, first: str = "Từ ngày", last: str = "Đến ngày") -> Life:
    """Return a row's days; in files the last one is inside, and a blank one is open."""
    since, last_day = read_day(row.get(first, "")), read_day(row.get(last, ""))
    return Life(since or OPEN_START, last_day + DAY if last_day else OPEN_END)


def told(text: str) -> bool:
    """Tell whether a cell says yes."""
    return text.lower() in {"có", "x", "true", "yes", "1"}
