"""Reads CSV: UTF-8 or UTF-16, with or without BOM; comma, semicolon or tab, as the header says.

Text is read line by line, so that a file that is no table is refused before it fills the memory.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from loaders.reading.grid import Grid, UnreadableError
from loaders.reading.legacy import named_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_UTF8, _UTF16 = "utf-8-sig", "utf-16"
_BOMS = ((b"\xef\xbb\xbf", _UTF8), (b"\xff\xfe", _UTF16), (b"\xfe\xff", _UTF16))
_DELIMITERS = ",;\t"
_HEAD_BYTES, _HEAD_LINES = 1 << 16, 60
_LINE = 1 << 20
_NO_HEADER = 200
_KNOWN = 500_000
_SEPARATOR = re.compile(r'"?sep=([,;\t])"?\s*')
_FIELD = "field larger"


def read_delimited(path: Path, name: str, digest: str, rank: Callable[..., int]) -> Grid:
    """Return the rows of a CSV file; ``rank`` tells how much of some rows is a header of ours.

    Raises:
        UnreadableError: it is no text, not Unicode, or its quotes do not match.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    encoding = _encoding(head)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise UnreadableError("load.empty_file")
    delimiter = _delimiter(head, encoding, rank)
    with path.open(encoding=encoding, newline="") as text:
        rows = _rows(text, delimiter, path, encoding, rank)
    return Grid(name, str(path), digest, rows)


def _encoding(head: bytes) -> str:
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return encoding
    return _utf16_without_bom(head) or _UTF8


def _utf16_without_bom(head: bytes) -> str | None:
    """Return the byte order of UTF-16 that has no mark, where it is sure: every other byte is 0."""
    pairs = len(head) // 2
    if pairs < 2 or head.count(0) < pairs // 4:  # noqa: PLR2004 - letters of ASCII have a zero byte
        return None
    first, second = head[0 : pairs * 2 : 2], head[1 : pairs * 2 : 2]
    for encoding, low, high in (("utf-16-le", first, second), ("utf-16-be", second, first)):
        plain, odd = high.count(0), low.count(0)  # a combining grave, U+0300, has a low zero
        if plain * 4 > pairs and odd * 4 < plain:
            text = head[: pairs * 2].decode(encoding, errors="ignore")
            lines = "\n" in text or "\r" in text
            if lines and "\0" not in text and any(mark in text for mark in _DELIMITERS):
                return encoding
    return None


def _delimiter(head: bytes, encoding: str, rank: Callable[..., int]) -> str:
    """Return the mark under which the first rows read best as a header of ours."""
    codec = "utf-8" if encoding == _UTF8 else encoding
    text = head.decode(codec, errors="replace").lstrip("\ufeff")
    lines = text.splitlines(keepends=True)[:_HEAD_LINES]
    if len(lines) < _HEAD_LINES and len(head) == _HEAD_BYTES:
        lines = lines[:-1] or lines  # the last is cut
    first = next((line for line in lines if line.strip()), "")
    told = _SEPARATOR.fullmatch(first)
    if told:
        return told[1]
    ranks = {mark: rank(_loosely(lines, mark)) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: (ranks[mark], first.count(mark)))


def _loosely(lines: Iterable[str], mark: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=mark))
    except csv.Error:
        return []


def _rows(
    text: io.TextIOWrapper, delimiter: str, path: Path, encoding: str, rank: Callable[..., int]
) -> list[tuple[int, list[str]]]:
    """Return (spreadsheet row, cells) of every row that holds anything; equal cells are one."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    known: dict[str, str] = {}
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if "".join(cells).strip():
                rows.append((number, _kept(cells, known)))
                if len(rows) == _NO_HEADER and not rank(cells for _, cells in rows):
                    break  # no table of ours, so the rest says nothing
    except csv.Error as error:
        long = _FIELD in str(error)
        remedy = "reading.line_too_long" if long else "load.broken_quotes"
        raise UnreadableError(remedy, row=number + 1) from None
    except UnicodeDecodeError:
        raise _undecodable(path, encoding, lines.number + 1) from None
    if rows and _SEPARATOR.fullmatch(delimiter.join(rows[0][1])):
        del rows[0]
    if rows and _separated(rows[0][1]):
        del rows[0]
    if not rows:
        raise UnreadableError("load.empty_file")
    return rows


def _kept(cells: list[str], known: dict[str, str]) -> list[str]:
    """Return the cells with those met before as one object; of too many, each stays its own."""
    if len(known) > _KNOWN:
        return [known.get(cell, cell) for cell in cells]
    return [known.setdefault(cell, cell) for cell in cells]


def _separated(cells: list[str]) -> bool:
    """Tell whether a row is Excel's hint ``sep=;``, split at the very mark it names."""
    return cells[0].strip().casefold() == "sep=" and not any(cells[1:])


class _Lines:
    """Lines of bounded length; refuses zero bytes, which no text has."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(_LINE)
        if not line:
            raise StopIteration
        self.number += 1
        if "\0" in line:
            raise UnreadableError("load.nul_byte", row=self.number)
        if len(line) == _LINE:
            raise UnreadableError("reading.line_too_long", row=self.number)
        return line


def _undecodable(path: Path, encoding: str, row: int) -> UnreadableError:
    """Tell in which encoding the text is, where it is a known one; else which line is damaged."""
    if encoding != _UTF8:
        return UnreadableError("reading.damaged_utf16", row=row)
    with path.open("rb") as file:
        number = 0
        while line := file.readline(_LINE):
            number += line.endswith(b"\n") or 1
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                break
        sample = line + file.read(_HEAD_BYTES)
    known = named_bytes(sample)
    if known is None:
        return UnreadableError("load.not_utf8", row=number)
    return UnreadableError("reading.not_unicode", row=number, encoding=known)
