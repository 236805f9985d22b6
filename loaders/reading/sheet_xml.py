"""Counts what a workbook's XML holds, before a parser makes room for it.

The parser trusts what a file says of itself: it keeps room for the count that a table of texts
claims, and for every cell between the first and the last. So cells are counted here, and what the
parser does not tell (cells in error, formulas without a value) is noted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loaders.reading.grid import ERROR, UNCALCULATED, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_P = rb"<(?:[\w.-]{1,60}:)?"
_ATTRIBUTE = rb"""(?:\s+[\w:.-]{1,60}\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))"""
_STARTS = re.compile(_P + rb"c(?=[\s/>])")
_EMPTY = re.compile(_P + rb"c" + _ATTRIBUTE + rb"*\s*/>")
_FULL = re.compile(
    _P
    + rb"c(?:"
    + _ATTRIBUTE
    + rb"""*?\s+r\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']"""
    + _ATTRIBUTE
    + rb"*)\s*>"
)
_USUAL = re.compile(
    rb"""<c r="([A-Z]{1,3})(\d{1,7})"(?: [a-z]{1,2}="\w{1,12}")*( ?/)?>"""  # as Excel writes it
)
_USUAL_STARTS = (b"<c ", b"<c>", b"<c/", b"<c\t", b"<c\r", b"<c\n")
_ERRORS = re.compile(
    _P + rb"c\s(?=[^<>]*\bt\s*=\s*[\"']e[\"'])[^<>]*?\br\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']"
    rb"[^<>]*>[^#]{0,20000}?(#[\w/!?]{2,20})"
)
_FORMULA = re.compile(
    _P
    + rb"c\s[^<>]*?\br\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"'][^<>]*>\s*"
    + _P
    + rb"f(?=[\s>/])(?:[^<>]*/>|[^<>]*>[^<]*</[^<>]*>)\s*"
    rb"(?:" + _P + rb"v\s*/>\s*|" + _P + rb"v\s*>\s*</[^<>]*>\s*)?</(?:[\w.-]{1,60}:)?c>"
)
_TEXTS = re.compile(_P + rb"si(?=[\s/>])")
_MERGES = re.compile(_P + rb"mergeCell(?=[\s/>])")
_HIDDEN = re.compile(
    _P + rb"""row\s(?=[^<>]*\bhidden\s*=\s*["'](?:1|true)["'])[^<>]*?\br\s*=\s*["'](\d{1,7})["']"""
)
_CLAIMS = re.compile(rb"""<[^<>]*[cC]ount\s*=\s*["']\s*\+?(?!0*\d{1,7}\s*["'])""")
_REFERENCES = re.compile(rb"""t\s*=\s*["']s["'][^<>]*>\s*""" + _P + rb"v>(\d{1,9})<")
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_OTHER_CODE = re.compile(
    rb"""^\s*<\?xml[^>]*encoding\s*=\s*["'](?!utf-?8["']|us-ascii["'])""", re.IGNORECASE
)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_CARRY = 4 << 20
_MOST_MERGES, _MOST_FAULTS = 200_000, 100_000
_A = ord("A") - 1


@dataclass
class PartCount:
    """What one part of a workbook holds; ``hidden`` counts the rows that are not shown.

    ``faults``: (row, column from 0) of cells in error and of formulas without a value, with what
    the cell shows.
    """

    cells: int = 0
    texts: int = 0
    merges: int = 0
    size: int = 0
    rows: tuple[int, int] = (LAST_ROW + 1, 0)
    letters: set[bytes] = field(default_factory=set)
    hidden: int = 0
    first_hidden: int | None = None
    faults: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)

    @property
    def area(self) -> int:
        """Return the cells of the smallest rectangle that holds every full one."""
        if not self.cells:
            return 0
        columns = [column_number(letters) for letters in self.letters]
        wide = max(columns) - min(columns) + 1
        return wide * (self.rows[1] - self.rows[0] + 1)

    def add(self, block: bytes) -> None:
        """Count a block that ends between two tags."""
        claims = b"ount" in block and _CLAIMS.search(block)
        if claims or (b"<!" in block and _FORBIDDEN.search(block)):
            raise UnreadableError("reading.damaged_workbook")
        if b"si" in block:
            self.texts += len(_TEXTS.findall(block))
        if b"hidden" in block:
            rows = _HIDDEN.findall(block)
            self.hidden += len(rows)
            self.first_hidden = self.first_hidden or (int(rows[0]) if rows else None)
        if b"mergeCell" in block:
            self.merges += len(_MERGES.findall(block))
            if self.merges > _MOST_MERGES:
                raise UnreadableError("reading.damaged_workbook")
        self._add_cells(_full_cells(block))
        if b"e" in block and b"#" in block:
            self._note(_ERRORS, ERROR, block)
        if b"f>" in block or b"<f" in block or b":f" in block:
            self._note(_FORMULA, UNCALCULATED, block)

    def _add_cells(self, full: list[tuple[bytes, bytes]]) -> None:
        if full:
            self.cells += len(full)
            self.letters.update({letters for letters, _ in full})
            rows = [int(row) for row in {row for _, row in full}]
            self.rows = (min(self.rows[0], *rows), max(self.rows[1], *rows))
            if self.rows[0] < 1 or self.rows[1] > LAST_ROW:
                raise UnreadableError("reading.damaged_workbook")

    def _note(self, pattern: re.Pattern[bytes], kind: str, block: bytes) -> None:
        for match in pattern.finditer(block):
            at = int(match[2]), column_number(match[1]) - 1
            if len(self.faults) < _MOST_FAULTS:
                shown = match[3].decode("latin-1") if kind == ERROR else ""
                self.faults[at] = (kind, shown)


def _full_cells(block: bytes) -> list[tuple[bytes, bytes]]:
    """Return column and row of each cell that holds something; refuses one that tells no place."""
    if b":c" not in block:
        usual = _USUAL.findall(block)
        if len(usual) == sum(block.count(start) for start in _USUAL_STARTS):
            return [(letters, row) for letters, row, empty in usual if not empty]
    full: list[tuple[bytes, bytes]] = _FULL.findall(block)
    if len(full) + len(_EMPTY.findall(block)) != len(_STARTS.findall(block)):
        raise UnreadableError("reading.cells_without_place")
    return full


def count_part(chunks: Iterable[bytes], most: int) -> PartCount:
    """Count what a part holds; raises UnreadableError for what no spreadsheet program writes.

    Counting ends, refused, where there are more cells or texts than ``most``.
    """
    count = PartCount()
    for block in _blocks(chunks, count):
        count.add(block)
        if max(count.cells, count.texts) > most:
            raise UnreadableError("reading.too_many_cells", limit=most)
    if any(column_number(letters) > LAST_COLUMN for letters in count.letters):
        raise UnreadableError("reading.damaged_workbook")
    return count


def column_number(letters: bytes) -> int:
    """Return 1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - _A
    return number


def shared_texts(chunks: Iterable[bytes]) -> list[int]:
    """Return the length of each text that cells share, by its number, markup included."""
    lengths: list[int] = []
    last = 0
    total = 0
    for chunk in _blocks(chunks, PartCount()):
        for match in _TEXTS.finditer(chunk):
            lengths.append(total + match.start() - last)
            last = total + match.start()
        total += len(chunk)
    return [*lengths[1:], total - last]


def shared_bytes(chunks: Iterable[bytes], lengths: list[int]) -> int:
    """Return how long the shared texts of a sheet's cells are together."""
    known = len(lengths)
    return sum(
        lengths[number]
        for block in _blocks(chunks, PartCount())
        for text in _REFERENCES.findall(block)
        if (number := int(text)) < known
    )


def _blocks(chunks: Iterable[bytes], count: PartCount) -> Iterator[bytes]:
    """Cut the bytes between tags, a cell never in two where it can be helped."""
    carry = b""
    for chunk in chunks:
        if not count.size and (chunk.startswith(_WIDE) or _OTHER_CODE.match(chunk)):
            raise UnreadableError("reading.damaged_workbook")
        count.size += len(chunk)
        carry += chunk
        cut = max(carry.rfind(b"</row>"), carry.rfind(b"</c>") + 4, carry.rfind(b"</si>") + 5)
        if cut <= 5:  # noqa: PLR2004 - none of them was found
            cut = carry.rfind(b">") + 1
        if cut:
            yield carry[:cut]
            carry = carry[cut:]
        if len(carry) > _CARRY:
            raise UnreadableError("reading.damaged_workbook")
    yield carry
