"""Tables are shown a page at a time: so many rows, and never a page that is not there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from graphapp.web.site import site
from graphapp.web.view import page_number

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = TypeVar("Row")
Shown = TypeVar("Shown")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows of ``total``: page ``number`` of ``pages``; ``first`` rows stand before them."""

    rows: Sequence[Row]
    total: int
    number: int
    pages: int
    first: int

    def shown_as(self, rows: Sequence[Shown]) -> Page[Shown]:
        """Return the same page with its rows as they are shown: named, or made out in full."""
        return Page(rows, self.total, self.number, self.pages, self.first)


def page_of(rows: Sequence[Row]) -> Page[Row]:
    """Return the page that the address asks for, the last one where it asks for a later one."""
    return page_at(rows, page_number(), site().settings.table_rows)


def page_at(rows: Sequence[Row], number: int, size: int) -> Page[Row]:
    """Return a page by its number, the last one where there is none of that number."""
    pages = max(1, -(-len(rows) // size))
    shown = min(number, pages)
    first = (shown - 1) * size
    return Page(rows[first : first + size], len(rows), shown, pages, first)
