"""Reads plain CSV: UTF-8 with or without BOM; the comma, semicolon or tab that its header shows."""

from __future__ import annotations

import csv
import hashlib
import io
from typing import TYPE_CHECKING

from loaders.rows import RawFile

if TYPE_CHECKING:
    from pathlib import Path

    from loaders.problems import Problems

_BOM = b"\xef\xbb\xbf"
_ARCHIVES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ",;\t"


def read(path: Path, name: str, problems: Problems, max_bytes: int) -> list[RawFile]:
    """Return the tables of a file; none when it is refused as a whole, with its places told."""
    data = _bytes(path, name, problems, max_bytes)
    records = None if data is None else _records(data, name, problems)
    if data is None or records is None:
        return []
    table = _table(path, name, hashlib.sha256(data).hexdigest(), records, problems)
    return [] if table is None else [table]


def _bytes(path: Path, name: str, problems: Problems, max_bytes: int) -> bytes | None:
    try:
        if path.stat().st_size > max_bytes:
            problems.in_file(name, "load.too_large", limit=max_bytes)
            return None
        data = path.read_bytes()
    except FileNotFoundError:
        problems.in_file(name, "load.no_such_file")
        return None
    except OSError:
        problems.in_file(name, "load.unreadable")
        return None
    return data if _is_text(data, name, problems) else None


def _is_text(data: bytes, name: str, problems: Problems) -> bool:
    nul = data.find(b"\0")
    if data.startswith(_ARCHIVES):
        problems.in_file(name, "load.not_csv")
    elif not data.removeprefix(_BOM).strip():
        problems.in_file(name, "load.empty_file")
    elif data.startswith(_UTF16):
        problems.in_file(name, "load.not_utf8", row=1)
    elif nul >= 0:
        problems.in_file(name, "load.nul_byte", row=_line(data, nul))
    else:
        return True
    return False


def _line(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1


def _records(data: bytes, name: str, problems: Problems) -> list[tuple[int, list[str]]] | None:
    """Return (spreadsheet row, cells) of every row that holds anything."""
    text = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="")
    reader = csv.reader(text, delimiter=_delimiter(data), strict=True)
    records: list[tuple[int, list[str]]] = []
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                records.append((number, cells))
    except csv.Error:
        problems.in_file(name, "load.broken_quotes", row=number + 1)
        return None
    except UnicodeDecodeError:
        problems.in_file(name, "load.not_utf8", row=_undecodable(data))
        return None
    return records


def _undecodable(data: bytes) -> int | None:
    """Return the line of the first byte that is not UTF-8: the reader decodes ahead in blocks."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _line(data, error.start)
    return None


def _delimiter(data: bytes) -> str:
    head = data.removeprefix(_BOM).lstrip(b"\r\n").partition(b"\n")[0]
    return max(_DELIMITERS, key=lambda delimiter: head.count(delimiter.encode()))


def _table(
    path: Path, name: str, digest: str, records: list[tuple[int, list[str]]], problems: Problems
) -> RawFile | None:
    if not records:
        problems.in_file(name, "load.empty_file")
        return None
    header_row, header = records[0]
    while header and not header[-1].strip():
        header = header[:-1]
    if len(records) == 1:
        problems.in_file(name, "load.header_only", row=header_row)
        return None
    rows: list[tuple[int, list[str]]] = []
    ragged: list[list[str]] = []
    for number, cells in records[1:]:
        if _same_width(name, number, cells, len(header), problems):
            rows.append((number, cells[: len(header)]))
        else:
            ragged.append(cells)
    return RawFile(name, str(path), digest, tuple(header), tuple(rows), tuple(ragged))


def _same_width(name: str, number: int, cells: list[str], width: int, problems: Problems) -> bool:
    """Refuse a row of another width than the header; blank cells past its end are let be."""
    found = len(cells)
    while found > width and not cells[found - 1].strip():
        found -= 1
    if found == width:
        return True
    problems.in_file(name, "load.ragged_row", row=number, found=found, expected=width)
    return False
