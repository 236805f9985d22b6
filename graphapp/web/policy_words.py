"""The policy in the words of a page."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from graphapp.console import place_line
from graphapp.model.policy import COLUMN
from graphapp.policy_words import cell_words, choice_name, column_name, sentence, written
from graphapp.web.site import site
from graphapp.web.view import view
from graphapp.words import Words

if TYPE_CHECKING:
    from graphapp.errors import Place
    from graphapp.model.policy import Policy

_ROWS = ("row", "other")


def policy_words() -> dict[str, Any]:
    """Return what the templates of the policy use."""
    words = view().words
    return {
        "columns": COLUMN,
        "day": partial(written, words=words),
        "cell_said": partial(cell_words, words=words),
        "choice_name": partial(choice_name, words=words),
        "column_name": partial(column_name, words=words),
        "sentence": partial(sentence, words=words),
        "place_said": _place_said,
    }


def _place_said(place: Place, among: Policy | None) -> str:
    """Say what is wrong where; rows are named by what they ask for in the policy looked at."""
    words = Words(view().words.translator, among or site().policy)
    values = {k: words.duty(str(v)) if k in _ROWS else v for k, v in place.values}
    named = place.column
    if named in COLUMN:
        named = column_name(named, words)
    elif named == "change_from":
        named = words.text("policy.change_from")
    told = replace(place, column=named, value=place.value or None, values=tuple(values.items()))
    return place_line(told, words.translator)
