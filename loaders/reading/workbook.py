"""Reads the visible sheets of an XLSX workbook, once its zip is found to be within the limits."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from loaders.reading.archive import Archive
from loaders.reading.grid import (
    BOOLEAN,
    DAY,
    NUMBER,
    TEXT,
    Grid,
    Merge,
    ReadingLimits,
    Told,
    UnreadableError,
)
from loaders.reading.sheet_xml import PartCount, count_part, shared_bytes, shared_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from python_calamine import CalamineSheet, SheetMetadata

    Faults = Mapping[tuple[int, int], tuple[str, str]]

_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_SHEETS, _TEXTS = "xl/worksheets/", "xl/sharedstrings.xml"
_OTHERS = (
    ("xl/workbook.bin", "reading.binary_excel"),
    ("content.xml", "reading.open_document"),
    ("index/document.iwa", "reading.document"),
    ("word/document.xml", "reading.document"),
    ("ppt/presentation.xml", "reading.document"),
)
_OTHER_XML = 32 << 20  # styles, names and the like: the parser keeps them as a whole
_REPEATED_TEXT = 400 << 20  # the parser copies a shared text into each of its cells
_MIDNIGHT = time(0)
_EXACT = 10**15  # a spreadsheet keeps fifteen digits of a number
_SHOWN_FORMULA = "="


def read_workbook(path: Path, name: str, digest: str, limits: ReadingLimits) -> list[Grid]:
    """Return the visible sheets that hold anything; hidden ones are told, not read.

    Raises:
        UnreadableError: it is no workbook, it is damaged or encrypted, or it is beyond a limit.
    """
    archive = Archive(path, limits.xlsx_cells, limits.xlsx_ratio)
    _is_workbook(archive)
    most = limits.xlsx_cells
    counts = {part.name: count_part(archive.chunks(part), most) for part in archive.parts}
    _within(counts, limits)
    _texts_within(archive, counts, limits)
    parts = _sheet_parts(archive)
    grids: list[Grid] = []
    hidden: list[str] = []
    try:
        with CalamineWorkbook.from_path(path) as book:
            for meta in book.sheets_metadata:
                if _is_hidden(meta):
                    hidden.append(meta.name)
                elif meta.typ == SheetTypeEnum.WorkSheet:
                    count = _count_of(meta.name, parts, counts)
                    grids.append(_grid(book, meta.name, count, (name, str(path), digest)))
    except PasswordError:
        raise UnreadableError("reading.encrypted") from None
    except CalamineError:
        raise UnreadableError("reading.damaged_workbook") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the parser's own, no Exception
            raise
        raise UnreadableError("reading.damaged_workbook") from None
    return _told_of_hidden([grid for grid in grids if grid.rows], hidden)


def _told_of_hidden(grids: list[Grid], hidden: Sequence[str]) -> list[Grid]:
    if not grids:
        raise UnreadableError("reading.only_hidden" if hidden else "load.empty_file")
    told = tuple(Told("reading.hidden_sheet", name) for name in hidden)
    return [replace(grids[0], told=(*told, *grids[0].told)), *grids[1:]]


def _is_hidden(meta: SheetMetadata) -> bool:
    return meta.visible != SheetVisibleEnum.Visible and meta.typ == SheetTypeEnum.WorkSheet


def _is_workbook(archive: Archive) -> None:
    names = {name.casefold() for name in archive.names()}
    for known, remedy in _OTHERS:
        if known in names:
            raise UnreadableError(remedy)
    if _WORKBOOK not in names:
        raise UnreadableError("reading.zip_without_workbook")


def _within(counts: Mapping[str, PartCount], limits: ReadingLimits) -> None:
    cells = sum(max(count.cells, count.area) for count in counts.values())
    texts = sum(count.texts for count in counts.values())
    if max(cells, texts) > limits.xlsx_cells:
        far = max(counts.values(), key=lambda count: count.area)
        remedy = "reading.too_many_cells" if cells <= 2 * _full(counts) else "reading.far_cell"
        raise UnreadableError(
            remedy, limit=limits.xlsx_cells, row=far.rows[1] if far.area else None
        )
    for name, count in counts.items():
        lower = name.casefold()
        is_xml = lower.endswith((".xml", ".rels", ".vml"))
        if is_xml and not lower.startswith((_SHEETS, _TEXTS)) and count.size > _OTHER_XML:
            raise UnreadableError("reading.damaged_workbook")


def _full(counts: Mapping[str, PartCount]) -> int:
    return max(sum(count.cells for count in counts.values()), 1)


def _texts_within(archive: Archive, counts: Mapping[str, PartCount], limits: ReadingLimits) -> None:
    """Refuse long texts that so many cells share that their copies would fill the memory."""
    lengths: list[int] = []
    for part in archive.parts:
        if counts[part.name].texts:
            lengths = max(lengths, shared_texts(_again(archive, part.name)), key=len)
    if not lengths or max(lengths) * _full(counts) <= _REPEATED_TEXT:
        return
    sheets = [name for name, count in counts.items() if count.cells]
    if sum(shared_bytes(_again(archive, name), lengths) for name in sheets) > _REPEATED_TEXT:
        raise UnreadableError("reading.too_many_cells", limit=limits.xlsx_cells)


def _again(archive: Archive, name: str) -> Iterator[bytes]:
    """Go through a part that was counted before."""
    return archive.chunks(next(part for part in archive.parts if part.name == name), again=True)


def _sheet_parts(archive: Archive) -> dict[str, str]:
    """Return the part of each sheet by the sheet's name."""
    found = {part.name.casefold(): part for part in archive.parts}
    if _RELATIONS not in found:
        raise UnreadableError("reading.damaged_workbook")
    try:
        book = ET.fromstring(archive.whole(found[_WORKBOOK]))  # noqa: S314 - a DTD was refused when it was counted
        links = ET.fromstring(archive.whole(found[_RELATIONS]))  # noqa: S314 - the same
    except ET.ParseError:
        raise UnreadableError("reading.damaged_workbook") from None
    targets = {link.get("Id"): str(link.get("Target")) for link in links}
    parts: dict[str, str] = {}
    for sheet in (node for node in book.iter() if node.tag.rpartition("}")[2] == "sheet"):
        link = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), None)
        target = targets.get(link, "")
        where = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        parts[sheet.get("name", "")] = posixpath.normpath(where)
    return parts


def _count_of(sheet: str, parts: Mapping[str, str], counts: Mapping[str, PartCount]) -> PartCount:
    """Return what was counted of a sheet; its errors are known from there alone."""
    part = parts.get(sheet, "").casefold()
    found = next((count for name, count in counts.items() if name.casefold() == part), None)
    if found is None:
        raise UnreadableError("reading.damaged_workbook")
    return found


def _grid(
    book: CalamineWorkbook, sheet: str, count: PartCount, source: tuple[str, str, str]
) -> Grid:
    found = book.get_sheet_by_name(sheet)
    rows, types = _rows(found, count.faults)
    told = (Told("reading.hidden_rows", sheet, count.first_hidden, count.hidden),)
    merged = tuple(
        Merge(first[0] + 1, first[1], last[0] + 1, last[1])
        for first, last in found.merged_cell_ranges or ()
    )
    return Grid(
        *source, rows, sheet, types, merged, ragged_ok=True, told=told if count.hidden else ()
    )


def _rows(
    sheet: CalamineSheet, faults: Faults
) -> tuple[list[tuple[int, list[str]]], dict[int, str]]:
    start = sheet.start
    if start is None:
        return _only_faults(faults)
    before = [""] * start[1]
    broken: dict[int, dict[int, tuple[str, str]]] = {}
    for (row, column), fault in faults.items():
        broken.setdefault(row, {})[column] = fault
    known: dict[str, str] = {}
    days: dict[object, str] = {}
    patterns: dict[tuple[type, ...], str] = {}
    rows: list[tuple[int, list[str]]] = []
    types: dict[int, str] = {}
    for number, values in enumerate(sheet.iter_rows(), start=1):
        pattern = tuple(map(type, values))
        kinds = patterns.get(pattern)
        if kinds is None:
            kinds = patterns[pattern] = _kinds(pattern)
        cells = _cells(values, kinds, known, days)
        if before:
            cells, kinds = before + cells, kinds and TEXT * len(before) + kinds
        if number in broken:
            kinds = _with_faults(cells, kinds, broken[number])
        if "".join(cells).strip():
            rows.append((number, cells))
            if kinds:
                types[number] = known.setdefault(kinds, kinds)
    return rows, types


def _kinds(pattern: tuple[type, ...]) -> str:
    """Return a letter for the type of each cell; nothing where all are text."""
    kinds = "".join([_TYPES.get(of, TEXT) for of in pattern])
    return kinds if kinds.strip(TEXT) else ""


def _cells(
    values: Sequence[object], kinds: str, known: dict[str, str], days: dict[object, str]
) -> list[str]:
    """Return the text of each cell, equal texts as one object."""
    if not kinds:
        return [known.setdefault(value, value) for value in values]  # type: ignore[arg-type]  # all are text
    cells: list[str] = []
    for value, kind in zip(values, kinds, strict=True):
        if kind == TEXT:
            cells.append(known.setdefault(value, value))  # type: ignore[arg-type]  # it is text
        elif kind == DAY:
            cells.append(days.get(value) or days.setdefault(value, _text(value)))
        else:
            cells.append(_text(value))
    return cells


def _only_faults(faults: Faults) -> tuple[list[tuple[int, list[str]]], dict[int, str]]:
    """Return the rows of a sheet all of whose cells are in error or without a value."""
    rows: dict[int, list[str]] = {}
    types: dict[int, str] = {}
    for (row, column), fault in sorted(faults.items()):
        cells = rows.setdefault(row, [])
        types[row] = _with_faults(cells, types.get(row, ""), {column: fault})
    return list(rows.items()), types


def _with_faults(cells: list[str], kinds: str, faults: Mapping[int, tuple[str, str]]) -> str:
    """Write into a row what the parser left blank; returns its types."""
    wide = max(len(cells), max(faults) + 1)
    cells.extend([""] * (wide - len(cells)))
    letters = list(kinds.ljust(wide, TEXT))
    for column, (kind, shown) in faults.items():
        if not cells[column]:
            cells[column] = shown or _SHOWN_FORMULA
            letters[column] = kind
    return "".join(letters)


_TYPES: dict[type, str] = {
    float: NUMBER,
    int: NUMBER,
    bool: BOOLEAN,
    date: DAY,
    datetime: DAY,
    time: DAY,
    timedelta: DAY,
}


def _text(value: object) -> str:
    """Return a cell that is no text as canonical text: 12, 12.5, TRUE, 2025-07-01."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | int):
        whole = abs(value) < _EXACT and value == int(value)
        return str(int(value)) if whole else repr(value)
    if isinstance(value, datetime) and value.time() == _MIDNIGHT:
        return value.date().isoformat()
    return str(value)
