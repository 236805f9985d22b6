"""The same table as many hands would keep it, and the same table damaged."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from loaders.kinds import kinds
from tests.loaders.office import book
from tests.loaders.world import WORLD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

    from xlsxwriter.workbook import Workbook

    from loaders.kinds import Column, Kind

KIND_OF = {
    "don_vi.csv": "units",
    "xa_cu.csv": "old_communes",
    "thon.csv": "villages",
    "can_bo.csv": "people",
    "chuc_vu.csv": "posts",
    "bo_nhiem.csv": "tenures",
    "phan_cong.csv": "assignments",
    "ho.csv": "households",
}
_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
_UNIT_CODE = re.compile(r"0\d{4}")
_TITLES = (["UBND PHƯỜNG ĐÔNG KINH"], ["BẢNG THEO DÕI", "", "Mẫu số 1"], ["(Kèm theo Quyết định)"])
_FOOT = (["", "NGƯỜI LẬP BIỂU", "TM. UỶ BAN NHÂN DÂN"], ["", "Lạng Sơn, ngày 1 tháng 7 năm 2025"],
         ["Nơi nhận:"], ["", "", "Nguyễn Văn A"])  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A table in the making: header, rows, and what stands above and below."""

    kind: Kind
    columns: list[Column | None]
    header: list[str]
    rows: list[list[str]]
    above: list[list[str]] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    style: dict[str, Any] = field(default_factory=dict)
    damaged: bool = False
    torn: bool = False


def sheet_of(name: str) -> Sheet:
    """Return one of the office's files as it is."""
    kind = next(kind for kind in kinds() if kind.name == KIND_OF[name])
    header, *rows = csv.reader(io.StringIO(WORLD[name]))
    by_name = {each: column for column in kind.columns for each in column.names}
    return Sheet(kind, [by_name[text] for text in header], header, [list(row) for row in rows])


def _spelled(sheet: Sheet, dice: Random) -> Sheet:
    def spell(column: Column | None, text: str) -> str:
        if column is None:
            return text
        text = dice.choice(column.names)
        parts = unicodedata.normalize("NFD", text)
        bare = "".join(part for part in parts if not unicodedata.combining(part))
        ways = (text.upper(), text.lower(), f" {text} ", f"{text} (*)", text.replace(" ", "\n", 1),
                text.replace(" ", "  "), f"{text}:", unicodedata.normalize("NFD", text),
                bare.replace("đ", "d").replace("Đ", "D"))  # fmt: skip
        return dice.choice(ways)

    header = [spell(*each) for each in zip(sheet.columns, sheet.header, strict=True)]
    return replace(sheet, header=header)


def _reordered(sheet: Sheet, dice: Random) -> Sheet:
    order = list(range(len(sheet.header)))
    dice.shuffle(order)
    return replace(
        sheet,
        columns=[sheet.columns[i] for i in order],
        header=[sheet.header[i] for i in order],
        rows=[[row[i] for i in order] for row in sheet.rows],
    )


def _shuffled(sheet: Sheet, dice: Random) -> Sheet:
    return replace(sheet, rows=dice.sample(sheet.rows, len(sheet.rows)))


def _numbered(sheet: Sheet, dice: Random) -> Sheet:
    return replace(
        sheet,
        columns=[None, *sheet.columns],
        header=[dice.choice(["STT", "TT", "Số TT", "stt."]), *sheet.header],
        rows=[[str(n), *row] for n, row in enumerate(sheet.rows, start=1)],
    )


def _noted(sheet: Sheet, dice: Random) -> Sheet:
    return replace(
        sheet,
        columns=[*sheet.columns, None],
        header=[*sheet.header, dice.choice(["Ghi chú", "Lãnh đạo duyệt"])],
        rows=[[*row, dice.choice(["", "x", "đã rà soát"])] for row in sheet.rows],
    )


def _titled(sheet: Sheet, dice: Random) -> Sheet:
    return replace(sheet, above=[*dice.sample(_TITLES, dice.randint(1, 3)), *sheet.above])


def _parted(sheet: Sheet, dice: Random) -> Sheet:
    rows = list(sheet.rows)
    others = (["I. Xã Ba Sơn"], ["Tổng cộng"], [], list(sheet.header))
    for extra in dice.sample(others, dice.randint(1, len(others))):
        rows.insert(dice.randint(1, len(rows)), _wide(extra, len(sheet.header)))
    return replace(sheet, rows=rows)


def _signed(sheet: Sheet, dice: Random) -> Sheet:
    wide = len(sheet.header)
    foot = [_FOOT[0], *dice.sample(_FOOT[1:], dice.randint(0, 3))]
    if wide <= len(_FOOT[0]):
        foot = [_FOOT[2]]
    return replace(sheet, rows=[*sheet.rows, *(_wide(row, wide) for row in foot)])


def _dated(sheet: Sheet, dice: Random) -> Sheet:
    def write(match: re.Match[str]) -> str:
        day, month, year = match.groups()
        return dice.choice(
            [f"{year}-{month}-{day}", f"{int(day)}/{int(month)}/{year}", match.group()]
        )

    return replace(sheet, rows=[[_DAY.sub(write, cell) for cell in row] for row in sheet.rows])


def _spaced(sheet: Sheet, dice: Random) -> Sheet:
    def space(cell: str) -> str:
        return dice.choice([cell, f" {cell}", f"{cell}\u00a0", cell.replace(" ", "  ")])

    return replace(sheet, rows=[[space(c) if c else c for c in row] for row in sheet.rows])


def _dashed(sheet: Sheet, dice: Random) -> Sheet:
    free = {i for i, column in enumerate(sheet.columns) if column and not column.required}
    rows = [
        [dice.choice(["", "-", "…"]) if not c and i in free and any(row) else c
         for i, c in enumerate(row)]
        for row in sheet.rows
    ]  # fmt: skip
    return replace(sheet, rows=rows)


def _without_zeros(sheet: Sheet, _: Random) -> Sheet:
    def strip(cell: str) -> str:
        return cell.lstrip("0") if _UNIT_CODE.fullmatch(cell) else cell

    return replace(sheet, rows=[[strip(cell) for cell in row] for row in sheet.rows])


def _grouped(sheet: Sheet, dice: Random) -> Sheet:
    first = dice.randrange(len(sheet.header) - 1)
    parents = ["", *[""] * (len(sheet.header) - 1)]
    parents[first] = dice.choice(["Thông tin chung", "NỘI DUNG"])
    return replace(sheet, parents=parents)


HARMLESS = (
    _spelled, _reordered, _shuffled, _dashed, _numbered, _noted, _titled, _parted, _signed, _dated,
    _spaced, _without_zeros,
)  # fmt: skip


def _lacking(sheet: Sheet, dice: Random) -> Sheet:
    needed = [i for i, column in enumerate(sheet.columns) if column and column.required]
    gone = dice.choice(needed)
    return replace(
        sheet,
        columns=[c for i, c in enumerate(sheet.columns) if i != gone],
        header=[h for i, h in enumerate(sheet.header) if i != gone],
        rows=[[c for i, c in enumerate(row) if i != gone] for row in sheet.rows],
        damaged=True,
    )


def _doubled(sheet: Sheet, dice: Random) -> Sheet:
    i = dice.randrange(len(sheet.header))
    return replace(
        sheet,
        columns=[*sheet.columns, sheet.columns[i]],
        header=[*sheet.header, sheet.header[i]],
        rows=[[*row, row[i] if i < len(row) else ""] for row in sheet.rows],
        damaged=True,
    )


def _bad_cell(sheet: Sheet, dice: Random) -> Sheet:
    rows = [list(row) for row in sheet.rows]
    row = dice.choice([row for row in rows if any(row)])
    i = dice.randrange(len(row))
    row[i] = dice.choice(["#N/A", "31/02/2025", "1/7/25", "45839", "1,234", "\u200b", "x" * 300])
    return replace(sheet, rows=rows, damaged=True)


def _beheaded(sheet: Sheet, _: Random) -> Sheet:
    first, *rows = sheet.rows
    return replace(sheet, header=first, rows=rows, damaged=True)


DAMAGING = (_lacking, _doubled, _bad_cell, _beheaded)


def _wide(row: list[str], wide: int) -> list[str]:
    return (row + [""] * wide)[:wide]


def _csv(sheet: Sheet, dice: Random) -> bytes:
    text = io.StringIO()
    mark = dice.choice(",;\t")
    quoting = dice.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    end = dice.choice(["\n", "\r\n"])
    writer = csv.writer(text, delimiter=mark, quoting=quoting, lineterminator=end)
    wide = len(sheet.header)
    writer.writerows(_wide(row, wide) for row in sheet.above)
    writer.writerow(sheet.header)
    for row in sheet.rows:
        writer.writerow(row[:-1] if sheet.torn and dice.random() < 0.5 else row)
    form = dice.choice(["NFC", "NFC", "NFD"])
    content = unicodedata.normalize(form, text.getvalue())
    return content.encode(dice.choice(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]))


def _xlsx(sheet: Sheet, dice: Random, path: Path) -> bytes:
    typed = dice.random() < 0.7

    def build(workbook: Workbook) -> None:
        page = workbook.add_worksheet(dice.choice(["Sheet1", "Danh sách", "DS 2025"]))
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        top = [_wide(row, len(sheet.header)) for row in sheet.above]
        for i, row in enumerate([*top, sheet.header, *sheet.rows]):
            for j, cell in enumerate(row):
                _write(page, (i, j), cell, day if typed and i > len(top) else None)
        if dice.random() < 0.3:
            draft = workbook.add_worksheet("Nháp")
            draft.write(0, 0, "Mã cán bộ")
            draft.hide()

    return book(path, build).read_bytes()


def _write(page: Any, at: tuple[int, int], cell: str, day: Any) -> None:
    found = _DAY.fullmatch(cell)
    if day is not None and found:
        try:
            when = date(*(int(part) for part in reversed(found.groups())))
        except ValueError:
            page.write_string(*at, cell)
        else:
            page.write_datetime(*at, datetime.combine(when, datetime.min.time()), day)
    elif day is not None and cell.isascii() and cell.isdigit() and not cell.startswith("0"):
        page.write_number(*at, int(cell))
    elif cell:
        page.write_string(*at, cell)


def _broken(data: bytes, dice: Random) -> bytes:
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: data[: dice.randrange(len(data))],
        lambda: data[:50] + b"\0" + data[50:],
        lambda: _flipped(data, dice),
        lambda: dice.randbytes(200),
    )
    return dice.choice(ways)()


def _flipped(data: bytes, dice: Random) -> bytes:
    found = bytearray(data)
    for _ in range(dice.randint(1, 5)):
        found[dice.randrange(len(found))] ^= 1 << dice.randrange(8)
    return bytes(found)


@dataclass(frozen=True)
class Mutant:
    """A file: ``same`` when it says what the office's file says, ``hurt`` when bytes were."""

    name: str
    ending: str
    data: bytes
    same: bool
    hurt: bool
    how: tuple[str, ...]


def mutant(name: str, dice: Random, folder: Path, *, damage: bool = True) -> Mutant:
    """Return one of the office's files as another hand would keep it, now and then damaged."""
    sheet = sheet_of(name)
    chosen = [way for way in HARMLESS if dice.random() < 0.35]
    if damage and dice.random() < 0.2:
        chosen.append(dice.choice(DAMAGING))
    for way in chosen:
        sheet = way(sheet, dice)
    torn = dice.random() < 0.05
    is_csv = dice.random() < 0.5
    sheet = replace(sheet, torn=torn and is_csv and damage)
    ending = "csv" if is_csv else "xlsx"
    data = _csv(sheet, dice) if is_csv else _xlsx(sheet, dice, folder / f"{dice.random()}.xlsx")
    hurt = damage and dice.random() < 0.15
    if hurt:
        data = _broken(data, dice)
    same = not (sheet.damaged or sheet.torn or hurt)
    how = (*(way.__name__ for way in chosen), *(["torn"] if sheet.torn else []))
    return Mutant(name, ending, data, same, hurt, how)


NAMES = st.sampled_from(sorted(KIND_OF))
