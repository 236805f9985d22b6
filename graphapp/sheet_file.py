"""The assignment sheet as an XLSX file: a sheet to read and sign, and one that the importer reads.

The second sheet has the columns of the importer's kind ``assignments`` and the rows of everything
that the first one shows in force. Loaded untouched it changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import IO, TYPE_CHECKING

from graphapp.clock import today
from graphapp.domain.decisions import decisions_by_id
from graphapp.errors import Place, UsageError
from graphapp.export.workbook import CELL, HEADER, TITLE, Cell, Column, Page, Style, open_book
from graphapp.model.interval import end_to_edge
from graphapp.model.schema import MODEL
from graphapp.sheet_words import NOTHING, SheetWords
from loaders.kinds import kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from graphapp.domain.results import DecisionRef, Target
    from graphapp.domain.sheet_table import Sheet, VillageRow
    from graphapp.export.workbook import Book, Value
    from graphapp.export.workbook import Sheet as Made
    from graphapp.graph.port import Reader, Row
    from graphapp.words import Words

_MIDDLE = Style(align="center")
_SIGNED = Style(bold=True, align="center")
_HINT = Style(italic=True, size=10)
_FILLS = {"broken": "#fbd5b5", "overloaded": "#f3dbe8", "expiring": "#fdeec7", "acting": "#d9eefa"}
_DATES = frozenset({"since", "until", "decision_date"})
_LOADED = (
    "code", "person", "person_name", "group", "target_kind", "target", "kind", "since", "until",
    "decision_number", "decision_date", "decision_issuer", "duties",
)  # fmt: skip
_WIDTHS = {"person_name": 26, "duties": 40, "decision_issuer": 28, "decision_number": 18}
_TARGETS = ("province", "district", "commune", "village", "cell")
_FROZEN = 3


@dataclass(frozen=True)
class _Column:
    """A column of the sheet to read: heading, width, and what it says of a row."""

    heading: str
    width: float
    say: Callable[[VillageRow], Value]


def file_name(sheet: Sheet, words: Words) -> str:
    """Return what the file is called: what, which unit, which day."""
    return f"{words.text('sheet.file')}-{sheet.unit.code}-{sheet.as_of.isoformat()}.xlsx"


def write_sheet(
    target: Path | IO[bytes], reader: Reader, sheet: Sheet, words: Words, *, made_on: date
) -> None:
    """Write a sheet, all of whose rows are there, as a workbook."""
    with open_book(target) as book:
        _to_read(book, sheet, SheetWords(words), made_on)
        _to_load(book, reader, sheet, words)


def save_sheet(path: Path, reader: Reader, sheet: Sheet, words: Words) -> None:
    """Write a sheet to a file; raises UsageError where that cannot be written."""
    try:
        write_sheet(path, reader, sheet, words, made_on=today())
    except OSError as error:
        place = Place(str(path), remedy="sheet.cannot_write.remedy")
        raise UsageError("sheet.cannot_write", (place,), path=str(path)) from error


# --- the sheet to read --------------------------------------------------------------------------


def _to_read(book: Book, sheet: Sheet, say: SheetWords, made_on: date) -> None:
    columns = _columns(sheet, say)
    made = book.sheet(
        say.words.text("sheet.title"), [Column(5), *(Column(c.width) for c in columns)]
    )
    _head(made, sheet, say, len(columns) + 1)
    header = made.row([say.words.text("sheet.number"), *(c.heading for c in columns)], HEADER)
    made.freeze(_FROZEN)
    for number, row in enumerate(sheet.rows, 1):
        made.row([number, *(_cell(column.say(row), row) for column in columns)], CELL)
    if sheet.rows:
        made.filter(header)
    _foot(made, say, len(columns) + 1, made_on)
    name = sheet.unit.name.replace("&", "&&")
    footer = f"&L{name}, {say.words.date(sheet.as_of)}&R&P/&N"
    made.page(Page("A3", landscape=True, repeat=(header, header), footer=footer))


def _columns(sheet: Sheet, say: SheetWords) -> list[_Column]:
    text = say.words.text
    above = [
        _Column(text(f"sheet.above.{tier}"), 26, _lines(partial(_above, say, tier)))
        for tier in say.tiers_above(sheet)
    ]
    return [
        _Column(text("sheet.village"), 20, lambda row: row.village.name),
        _Column(text("sheet.village_code"), 11, lambda row: row.village.code),
        _Column(text("sheet.commune"), 18, lambda row: row.commune.name if row.commune else ""),
        _Column(text("sheet.in_charge"), 32, _lines(lambda row: say.lines(row.link, row))),
        *above,
        _Column(text("sheet.cell"), 30, _lines(partial(_cells, say))),
        _Column(text("sheet.party_above"), 30, _lines(partial(_party_above, say))),
        _Column(text("sheet.secretary"), 20, _lines(lambda row: say.seat_lines(row.secretary))),
        _Column(
            text("sheet.village_head"), 20, _lines(lambda row: say.seat_lines(row.village_head))
        ),
        _Column(text("sheet.front_head"), 20, _lines(lambda row: say.seat_lines(row.front_head))),
        _Column(
            text("sheet.covered"), 9, lambda row: row.households.covered if row.households else None
        ),
        _Column(
            text("sheet.households"),
            8,
            lambda row: row.households.total if row.households else None,
        ),
        _Column(text("sheet.decision"), 20, _lines(partial(_decisions, say))),
        _Column(text("sheet.ends"), 12, partial(_end, say)),
        _Column(text("sheet.state"), 24, _lines(lambda row: say.state_lines(row.link))),
    ]


def _lines(say: Callable[[VillageRow], Sequence[str]]) -> Callable[[VillageRow], Value]:
    return lambda row: "\n".join(say(row))


def _above(say: SheetWords, tier: str, row: VillageRow) -> list[str]:
    return say.link_lines(say.above(row, tier), row)


def _cells(say: SheetWords, row: VillageRow) -> list[str]:
    return say.body_lines(row.cells, row, say.words.text("sheet.no_cell"))


def _party_above(say: SheetWords, row: VillageRow) -> list[str]:
    return say.body_lines(row.party_above, row, NOTHING)


def _count(what: str, row: VillageRow) -> Value:
    """Return a count of a row's households; blank where they are not counted."""
    return None if row.households is None else int(getattr(row.households, what))


def _decisions(say: SheetWords, row: VillageRow) -> list[str]:
    return [say.decision(each) for each in say.decisions(row.link)]


def _end(say: SheetWords, row: VillageRow) -> Value:
    """Return the last day as a date where there is one alone, else in words."""
    ends = {end_to_edge(each.until) for each in row.link.responsible}
    return next(iter(ends)) if len(ends) == 1 else "\n".join(say.ends(row.link))


def _cell(value: Value, row: VillageRow) -> Cell:
    """Colour a row that is not in order; what is wrong stands in words in its last column."""
    fill = _FILLS.get(row.state, "")
    return Cell(value, Style(border=True, wrap=True, fill=fill))


def _head(made: Made, sheet: Sheet, say: SheetWords, width: int) -> None:
    text, half = say.words.text, width // 2
    country = [Cell(text("sheet.country"), _SIGNED, across=width - half)]
    made.row([Cell(sheet.unit.name.upper(), _SIGNED, across=half), *country])
    motto = Cell(text("sheet.motto"), _SIGNED, across=width - half)
    made.row([Cell(", ".join(unit.name for unit in sheet.above), _MIDDLE, across=half), motto])
    made.row([])
    made.row([Cell(text("sheet.title_print").upper(), TITLE, across=width)])
    about = text("sheet.on_day", unit=sheet.unit.name, as_of=sheet.as_of)
    made.row([Cell(about, _MIDDLE, across=width)])
    filters = (
        [text("sheet.filtered", n=sheet.found, total=sheet.total)] if sheet.wish.filters else []
    )
    for line in (*filters, text("sheet.how_to_load", sheet=text("sheet.to_load"))):
        made.row([Cell(line, _HINT, across=width)])


def _foot(made: Made, say: SheetWords, width: int, made_on: date) -> None:
    text, half = say.words.text, width // 2
    made.row([])
    for left, right, style in (
        ("", text("sheet.made_on", day=made_on), Style(italic=True, align="center")),
        (text("sheet.signed_by_maker"), text("sheet.signed_by_head"), _SIGNED),
        (text("sheet.sign"), text("sheet.sign_and_seal"), Style(italic=True, align="center")),
    ):
        made.row([Cell(left, style, across=half), Cell(right, style, across=width - half)])


# --- the sheet to load --------------------------------------------------------------------------


def _to_load(book: Book, reader: Reader, sheet: Sheet, words: Words) -> None:
    kind = next(kind for kind in kinds() if kind.name == "assignments")
    columns = [kind.column(key) for key in _LOADED]
    forms = [Column(_WIDTHS.get(c.key, 14), "date" if c.key in _DATES else "text") for c in columns]
    made = book.sheet(words.text("sheet.to_load"), forms)
    header = made.row([column.vi for column in columns], HEADER)
    made.freeze()
    choices = {column.key: {c.value: c.vi for c in column.declared.choices} for column in columns}
    for values in _assignments(reader, sheet):
        cells = {key: choices[key].get(str(value), value) for key, value in values.items()}
        made.row([cells.get(column.key) for column in columns], CELL)
    made.filter(header)
    made.page(Page("A3", landscape=True, repeat=(header, header), footer="&R&P/&N"))


def _assignments(reader: Reader, sheet: Sheet) -> Iterable[dict[str, Value]]:
    """Yield what stands of every assignment in force of the rows' units and organisations."""
    targets = {link.unit.id: link.unit for row in sheet.rows for link in reversed(row.links)}
    rows = _stored(reader, list(targets), sheet.as_of)
    decisions = decisions_by_id(reader, (row["decision_id"] for row in rows))
    order = {target_id: place for place, target_id in enumerate(targets)}
    for row in sorted(
        rows, key=lambda r: (order[r["target_id"]], r["assignment_since"], r["holder_code"])
    ):
        yield _values(row, targets[row["target_id"]], decisions.get(row["decision_id"] or ""))


def _stored(reader: Reader, ids: list[str], as_of: date) -> list[Row]:
    units = [i for i in ids if MODEL.label_of(i) == "Unit"]
    bodies = [i for i in ids if MODEL.label_of(i) == "Organisation"]
    found = reader.rows("sheet/unit_assignments", unit_ids=units, as_of=as_of) if units else []
    if bodies:
        found += reader.rows("sheet/organisation_assignments", organisation_ids=bodies, as_of=as_of)
    return found


def _values(row: Row, target: Target, decision: DecisionRef | None) -> dict[str, Value]:
    by_group = MODEL.label_of(row["holder_id"]) == "WorkingGroup"
    return {
        "code": row["assignment_code"],
        "person": None if by_group else row["holder_code"],
        "person_name": None if by_group else row["holder_name"],
        "group": row["holder_code"] if by_group else None,
        "target_kind": target.tier if target.tier in _TARGETS else "organisation",
        "target": target.code,
        "kind": row["assignment_kind"],
        "since": row["assignment_since"],
        "until": end_to_edge(row["assignment_until"]),
        "decision_number": decision.number if decision else None,
        "decision_date": decision.date if decision else None,
        "decision_issuer": decision.issuer if decision else None,
        "duties": row["assignment_duties"],
    }
