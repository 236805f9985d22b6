"""A document in words, of one language: what page, PDF, workbook and offline file print alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Cell:
    """A text. ``of``: the id of the record that it names; ``value``: the same as a spreadsheet has.

    ``state``: a state that it tells, which a page marks with a sign beside the word.
    """

    text: str
    of: str = ""
    value: int | date | None = None
    state: str = ""

    @property
    def day(self) -> bool:
        """Tell whether it is a day, which stays on one line."""
        return isinstance(self.value, date)


@dataclass(frozen=True)
class Column:
    """A column; ``share``: how wide it is beside the others."""

    title: str
    share: int
    align: Align = "left"


@dataclass(frozen=True)
class Table:
    """A table; ``none`` is said where there are no rows. ``key``: its name inside the program."""

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    none: str
    note: str = ""


@dataclass(frozen=True)
class Section:
    """A numbered part: a sentence, facts, tables."""

    key: str
    title: str
    tables: tuple[Table, ...]
    lead: str = ""
    facts: tuple[tuple[str, Cell], ...] = ()


@dataclass(frozen=True)
class Head:
    """What stands over an office document, and under it."""

    above: str
    issuer: str
    number: str
    country: str
    motto: str
    placed: str
    signed: tuple[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True)
class Maker:
    """Whose copy it is: who took it out, and when in words and as a moment."""

    actor: str
    at: str
    moment: datetime


@dataclass(frozen=True)
class Paper:
    """A document. ``particulars``: day, scope, filters, date of the data and who made it, in words.

    ``subject``: what it is about, under the title. ``note``: what is masked. ``name``: of its file.
    """

    lang: str
    name: str
    title: str
    subject: str
    head: Head
    maker: Maker
    as_of: str
    particulars: tuple[tuple[str, str], ...]
    note: str
    sections: tuple[Section, ...]
