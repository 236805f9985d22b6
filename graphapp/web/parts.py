"""Long tables on a page of several: the first rows of each, or one of them alone, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request

from graphapp.web.paging import page_at
from graphapp.web.site import site
from graphapp.web.view import choice, page_number

Row = TypeVar("Row")


@dataclass(frozen=True)
class Part(Generic[Row]):
    """One page of a table. ``alone``: the address asks for this table and no other."""

    name: str
    rows: Sequence[Row]
    total: int
    number: int
    pages: int
    first: int
    alone: bool


def shown(names: tuple[str, ...]) -> str:
    """Return which table the address asks for alone; blank for all of them."""
    return choice("show", names, "")


def wanted_page() -> int:
    """Return which page of the table asked for alone; the first where all are shown."""
    return page_number() if request.args.get("show") else 1


def part(name: str, rows: Sequence[Row]) -> Part[Row]:
    """Return the page of a table that the address asks for."""
    alone = request.args.get("show") == name
    page = page_at(rows, wanted_page() if alone else 1, site().settings.table_rows)
    return Part(name, page.rows, page.total, page.number, page.pages, page.first, alone)
