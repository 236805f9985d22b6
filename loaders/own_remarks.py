"""The column of remarks that our copies of a sheet carry: it comes back when they are mended."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graphapp.i18n import LANGUAGES, Translator
from loaders.kinds import header_key

if TYPE_CHECKING:
    from loaders.header import Header
    from loaders.reading import Grid

TITLE = "loads.copy_column"


def without_own_remarks(grid: Grid, header: Header) -> tuple[Grid, Header]:
    """Leave the column out, where it is the last one, of every row of the sheet."""
    if not header.keys or not any(key.startswith(_titles()) for key in header.keys[-1]):
        return grid, header
    last = len(header.keys) - 1
    rows = [(number, cells[:last]) for number, cells in grid.rows]
    types = {number: letters[:last] for number, letters in grid.types.items()}
    kept = replace(header, shown=header.shown[:last], keys=header.keys[:last])
    return replace(grid, rows=rows, types=types), kept


def _titles() -> tuple[str, ...]:
    return tuple(header_key(Translator(lang).text(TITLE)) for lang in LANGUAGES)
