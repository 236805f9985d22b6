"""The policy in the words of a page: rows that may not be in force, and what is wrong with one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graphapp.console import place_line
from graphapp.model.interval import day_from_text
from graphapp.model.policy import COLUMN, SUBJECTS, policy_of_good_cells
from graphapp.web.site import site
from graphapp.web.view import view
from graphapp.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphapp.errors import Place
    from graphapp.model.policy import Column, Policy

_ROWS = ("row", "other")


def policy_words() -> dict[str, Any]:
    """Return what the templates of the policy use."""
    return {
        "columns": COLUMN,
        "day": _day,
        "choice_name": _choice_name,
        "sentence": _sentence,
        "place_said": _place_said,
    }


def _sentence(cells: Mapping[str, str]) -> str:
    """Put a row into words, whether the policy in force has it or not."""
    words = Words(view().words.translator, policy_of_good_cells([cells]))
    said = words.duty(cells["key"])
    if cells["target"] in SUBJECTS or not (cells["from"] or cells["to"]):
        return said
    first, last = _day(cells["from"]), _day(cells["to"])
    message = "policy.days" if first and last else "policy.days_from" if first else "policy.days_to"
    return view().words.text(message, row=said, first=first, last=last)


def _day(text: str) -> str:
    """Return a day of a cell as people write it, and what is none as it stands."""
    try:
        return view().words.date(day_from_text(text))
    except ValueError:
        return text


def _choice_name(column: Column, value: str) -> str:
    found = next((choice for choice in column.choices if choice.value == value), None)
    if found is None:
        return value
    return found.vi if view().lang == "vi" else found.en


def _place_said(place: Place, among: Policy | None) -> str:
    """Say what is wrong where; rows are named by what they ask for in the policy looked at."""
    words = Words(view().words.translator, among or site().policy)
    values = {k: words.duty(str(v)) if k in _ROWS else v for k, v in place.values}
    column = COLUMN.get(place.column or "")
    named = (column.vi if view().lang == "vi" else column.en) if column else place.column
    if place.column == "change_from":
        named = words.text("policy.change_from")
    told = replace(place, column=named, value=place.value or None, values=tuple(values.items()))
    return place_line(told, words.translator)
