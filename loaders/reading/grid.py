"""What a file holds before anything is made of it: rows of text, with what each cell was."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphapp.settings import Settings

TEXT, NUMBER, DAY, BOOLEAN, ERROR, UNCALCULATED = "s", "n", "d", "b", "e", "f"


class UnreadableError(ValueError):
    """A file or sheet cannot be read; ``remedy`` is a message id. Ends as a place."""

    def __init__(
        self, remedy: str, *, sheet: str | None = None, row: int | None = None,
        column: str | None = None, value: str | None = None, **values: Any,  # noqa: ANN401 - values of a message are of any kind
    ) -> None:  # fmt: skip
        super().__init__(remedy)
        self.remedy = remedy
        self.place: dict[str, Any] = {
            "sheet": sheet, "row": row, "column": column, "value": value,
        }  # fmt: skip
        self.values = values


@dataclass(frozen=True)
class ReadingLimits:
    """What is refused before it is parsed: bytes of a CSV, cells and unzip ratio of a workbook."""

    csv_bytes: int = 5_000_000_000
    xlsx_cells: int = 2_000_000
    xlsx_ratio: int = 100

    @classmethod
    def of(cls, settings: Settings) -> ReadingLimits:
        """Return the limits that the settings give."""
        return cls(settings.csv_max_bytes, settings.xlsx_max_cells, settings.xlsx_max_ratio)


@dataclass(frozen=True)
class Merge:
    """Merged cells: rows as a spreadsheet counts them, columns from 0, both ends inclusive."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Told:
    """Something to remark about a sheet, as a message id; ``count`` is what the message shows."""

    message: str
    sheet: str | None = None
    row: int | None = None
    count: int = 0


@dataclass(frozen=True)
class Grid:
    """A table of a file: ``rows`` are (spreadsheet row, cells), blank rows left out.

    ``types`` tells, by row, what each cell was, a letter each; rows that it lacks are all text.
    ``ragged_ok``: rows have no width of their own, so a short one has lost nothing.
    """

    name: str
    path: str
    sha256: str
    rows: list[tuple[int, list[str]]]
    sheet: str | None = None
    types: Mapping[int, str] = field(default_factory=dict)
    merged: tuple[Merge, ...] = ()
    ragged_ok: bool = False
    told: tuple[Told, ...] = ()
