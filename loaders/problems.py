"""What is wrong with the input, collected on the way: every bad row is told, not the first only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graphapp.errors import Place
from graphapp.model.interval import end_to_edge, start_to_edge
from loaders.watch import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphapp.model.interval import Interval
    from graphapp.model.kinds import Choice
    from loaders.rows import Row, Source


@dataclass(frozen=True)
class Remark:
    """Something the loader accepts but a reader should know; ``message`` is a message id."""

    message: str
    values: tuple[tuple[str, object], ...]
    place: Place


class Problems:
    """Collects places and remarks; keeps at most ``shown`` of each and counts the rest."""

    def __init__(self, shown: int = SHOWN) -> None:
        self._shown = shown
        self.places: list[Place] = []
        self.remarks: list[Remark] = []
        self.total = 0
        self.remarks_total = 0
        self._seen: set[int] = set()
        self._refused: dict[Source, set[int]] = {}

    def __bool__(self) -> bool:
        return self.total > 0

    def in_file(
        self, name: str, remedy: str, /, *, column: str | None = None, row: int | None = None,
        value: str | None = None, sheet: str | None = None, **values: object,
    ) -> None:  # fmt: skip
        """Refuse a file, or a place of it that is no parsed row."""
        if row is not None and row > 1:
            self._refused.setdefault((name, sheet), set()).add(row)
        self._add(Place(name, sheet, row, column, value, remedy, tuple(values.items())))

    def in_row(self, row: Row, key: str | None, remedy: str, /, **values: object) -> None:
        """Refuse a row; ``key`` names the column that is to blame."""
        row.bad = True
        self._refused.setdefault(row.table.source, set()).add(row.number)
        self._add(place_of(row, key, remedy, values))

    def disagree(self, row: Row, key: str, other: Row, name: str, said: object) -> None:
        """Refuse a row that says something else than another row does of the same thing."""
        shown = end_to_edge(said) if name == "until" and isinstance(said, date) else said
        shown = start_to_edge(shown) if name == "since" and isinstance(shown, date) else shown
        self.in_row(
            row, key, "load.rows_disagree", other_file=other.table.name,
            other_row=str(other.number), other_value=shown,
        )  # fmt: skip

    def remark(self, row: Row, key: str | None, message: str, /, **values: object) -> None:
        """Accept a row, but tell something about it."""
        self._remark(place_of(row, key, message, values))

    def remark_in_file(
        self, source: Source, message: str, /, *, column: str | None = None,
        row: int | None = None, value: str | None = None, **values: object,
    ) -> None:  # fmt: skip
        """Accept a table, but tell something about it, or a place of it that is no parsed row."""
        name, sheet = source
        self._remark(Place(name, sheet, row, column, value, message, tuple(values.items())))

    def _remark(self, place: Place) -> None:
        if self._is_told(place, bad=False):
            return
        self.remarks_total += 1
        if len(self.remarks) < self._shown:
            self.remarks.append(Remark(place.remedy, place.values, place))

    def refused(self, source: Source) -> int:
        """Return how many rows of a table are refused."""
        return len(self._refused.get(source, ()))

    def _add(self, place: Place) -> None:
        if self._is_told(place, bad=True):
            return
        self.total += 1
        if len(self.places) < self._shown:
            self.places.append(place)

    def _is_told(self, place: Place, *, bad: bool) -> bool:
        """Tell whether just that was told before, and remember it: by its hash, of all places."""
        mark = hash((bad, place))
        if mark in self._seen:
            return True
        self._seen.add(mark)
        return False


def in_both(name: str, choices: Iterable[Choice]) -> dict[str, str]:
    """Return choices as a value of a message for each language: ``name_vi`` and ``name_en``."""
    chosen = list(choices)
    return {
        f"{name}_vi": ", ".join(choice.vi for choice in chosen),
        f"{name}_en": ", ".join(choice.en for choice in chosen),
    }


def shown_days(life: Interval) -> str:
    """Return the days of a life for messages, the last one inclusive, open ends as dots."""
    days = (start_to_edge(life.since), end_to_edge(life.until))
    return " – ".join("…" if day is None else f"{day:%d/%m/%Y}" for day in days)


def place_of(row: Row, key: str | None, remedy: str, values: dict[str, object]) -> Place:
    """Return the place of a cell; a column that the file lacks is named as the kind names it."""
    column, value = (None, None) if key is None else row.cell(key)
    name, sheet = row.table.source
    return Place(name, sheet, row.number, column, value, remedy, tuple(values.items()))
