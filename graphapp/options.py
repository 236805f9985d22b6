"""Options that commands share: the day, whether to print JSON, one of some words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graphapp.errors import Place, UsageError
from graphapp.model.interval import day_from_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


def read_day(_context: click.Context, _parameter: click.Parameter, text: str | None) -> date | None:
    """Read a day as it is typed; raises UsageError when it is none."""
    if text is None:
        return None
    try:
        return day_from_text(text)
    except ValueError:
        place = Place(value=text, remedy="error.date.remedy")
        raise UsageError("error.date", (place,), value=text) from None


def must_be_one_of(option: str, given: str, choices: Sequence[str]) -> None:
    """Raise UsageError, which names the choices, when a word is none of them."""
    if given not in choices:
        values = (("choices", ", ".join(filter(None, choices))),)
        place = Place(column=option, value=given, remedy="problem.choice.remedy", values=values)
        raise UsageError("problem.choice", (place,), given=given)


def _begin(context: click.Context, _parameter: click.Parameter, as_json: bool) -> None:  # noqa: FBT001 - Click's way
    context.obj.as_json = as_json


as_json_option = click.option(
    "--json", is_flag=True, expose_value=False, callback=_begin, help="Print one JSON object."
)
on_option = click.option("--on", "on", callback=read_day, help="The date; today unless given.")
