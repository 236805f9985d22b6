"""The real communes of Lạng Sơn before and since 1 July 2025, and what became of which."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

REFORM = date(2025, 7, 1)
BEFORE, AFTER, MERGERS = "xa_phuong_truoc_2025", "xa_phuong_tu_2025", "chuyen_doi_2025"
_WHAT = ("thành phố", "thị trấn", "huyện", "phường", "xã")


@dataclass(frozen=True)
class _Place:
    """A unit with a name that begins with what it is: "Huyện Tràng Định"."""

    code: str
    name: str

    @property
    def what(self) -> str:
        """Return what it is, as inside a sentence: huyện, thành phố, xã, phường, thị trấn."""
        return next(one for one in _WHAT if self.name.lower().startswith(f"{one} "))

    @property
    def bare(self) -> str:
        """Return its name without what it is."""
        return self.name[len(self.what) + 1 :]

    @property
    def lower(self) -> str:
        """Return its name as inside a sentence: "huyện Tràng Định"."""
        return f"{self.what} {self.bare}"


@dataclass(frozen=True)
class District(_Place):
    """A district until the reform."""

    @property
    def party(self) -> str:
        """Return what its party committee is: that of a city has a name of its own."""
        return "Thành ủy" if self.what == "thành phố" else "Huyện ủy"


@dataclass(frozen=True)
class OldCommune(_Place):
    """A commune until the reform."""

    district: District


@dataclass(frozen=True)
class NewCommune(_Place):
    """A commune since the reform, with those that it was made of."""

    ward: bool
    olds: tuple[OldCommune, ...]


@dataclass(frozen=True)
class Geography:
    """Some or all of the communes, and the rows of the real files that tell of them."""

    communes: tuple[NewCommune, ...]
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    @property
    def olds(self) -> list[OldCommune]:
        """Return every old commune once, in the order of the new ones."""
        return list(dict.fromkeys(old for commune in self.communes for old in commune.olds))

    @property
    def districts(self) -> list[District]:
        """Return every district once."""
        return list(dict.fromkeys(old.district for old in self.olds))


def geography(pick: Callable[[Collection[str]], Collection[str]]) -> Geography:
    """Return the communes whose codes ``pick`` chooses."""
    before, after, mergers = (_read(name) for name in (BEFORE, AFTER, MERGERS))
    chosen = set(pick([row["wardCode"] for row in after]))
    pairs = [row for row in mergers if row["new"] in chosen]
    olds = {row["old"] for row in pairs}
    kept = {
        BEFORE: [row for row in before if row["wardCode"] in olds],
        AFTER: [row for row in after if row["wardCode"] in chosen],
        MERGERS: pairs,
    }
    known = {row["wardCode"]: _old(row) for row in kept[BEFORE]}
    communes = tuple(_new(row, pairs, known) for row in kept[AFTER])
    return Geography(communes, kept)


def _old(row: dict[str, str]) -> OldCommune:
    return OldCommune(row["wardCode"], row["ward"], District(row["districtCode"], row["district"]))


def _new(
    row: dict[str, str], pairs: list[dict[str, str]], known: dict[str, OldCommune]
) -> NewCommune:
    """Return a commune; an old one that was divided counts with the first that took of it."""
    first: dict[str, str] = {}
    for pair in pairs:
        first.setdefault(pair["old"], pair["new"])
    olds = tuple(known[old] for old, new in first.items() if new == row["wardCode"])
    if not olds:
        olds = tuple(known[pair["old"]] for pair in pairs if pair["new"] == row["wardCode"])
    return NewCommune(row["wardCode"], row["ward"], row["wardType"] == "Phường", olds)


def _read(name: str) -> list[dict[str, str]]:
    source = files("loaders") / "demo" / "lang_son" / f"{name}.csv"
    return list(csv.DictReader(source.read_text(encoding="utf-8-sig").splitlines()))
