"""Reads plain CSV: UTF-8 with or without BOM; the comma, semicolon or tab that its header shows."""

from __future__ import annotations

import csv
import hashlib
import io
from typing import TYPE_CHECKING

from loaders.rows import RawFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from loaders.problems import Problems

_BOM = b"\xef\xbb\xbf"
_ARCHIVES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ",;\t"


def read(path: Path, name: str, problems: Problems, max_bytes: int) -> RawFile | None:
    """Return the rows of a file; None when it is refused as a whole, with its places told."""
    data = _bytes(path, name, problems, max_bytes)
    if data is None:
        return None
    text = _text(data, name, problems)
    if text is None:
        return None
    lines = _records(text, name, problems)
    return (
        None
        if lines is None
        else _table(path, name, hashlib.sha256(data).hexdigest(), lines, problems)
    )


def _bytes(path: Path, name: str, problems: Problems, max_bytes: int) -> bytes | None:
    try:
        if path.stat().st_size > max_bytes:
            problems.in_file(name, "load.too_large", limit=max_bytes)
            return None
        data = path.read_bytes()
    except OSError as error:
        problems.in_file(name, "load.unreadable", reason=error.strerror or type(error).__name__)
        return None
    if data.startswith(_ARCHIVES):
        problems.in_file(name, "load.not_csv")
        return None
    if not data.removeprefix(_BOM).strip():
        problems.in_file(name, "load.empty_file")
        return None
    return data


def _text(data: bytes, name: str, problems: Problems) -> str | None:
    if data.startswith(_UTF16):
        problems.in_file(name, "load.not_utf8", row=1)
        return None
    nul = data.find(b"\0")
    if nul >= 0:
        problems.in_file(name, "load.nul_byte", row=data.count(b"\n", 0, nul) + 1)
        return None
    try:
        return data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        start = error.start + len(data) - len(data.removeprefix(_BOM))
        problems.in_file(name, "load.not_utf8", row=data.count(b"\n", 0, start) + 1)
        return None


def _records(text: str, name: str, problems: Problems) -> list[tuple[int, list[str]]] | None:
    """Return (spreadsheet row, cells) of every row that holds anything."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    records: list[tuple[int, list[str]]] = []
    numbered: Iterator[tuple[int, list[str]]] = enumerate(reader, start=1)
    number = 0
    try:
        for number, cells in numbered:
            if any(cell.strip() for cell in cells):
                records.append((number, cells))
    except csv.Error as error:
        problems.in_file(name, "load.broken_quotes", row=number + 1, reason=str(error))
        return None
    return records


def _delimiter(text: str) -> str:
    head = text.lstrip("\r\n").partition("\n")[0]
    return max(_DELIMITERS, key=head.count)


def _table(
    path: Path, name: str, digest: str, records: list[tuple[int, list[str]]], problems: Problems
) -> RawFile | None:
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
