"""The policy in words: rows that may be in force or not, and what differs between two policies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from graphapp.model.interval import day_from_text
from graphapp.model.kinds import Choice
from graphapp.model.policy import COLUMN, SUBJECTS, Column, policy_of_good_cells
from graphapp.words import Words

if TYPE_CHECKING:
    from graphapp.model.policy import Policy, RowChange


def sentence(cells: Mapping[str, str], words: Words) -> str:
    """Put a row into words with its days, whether the policy in force has it or not."""
    said = Words(words.translator, policy_of_good_cells([cells])).duty(cells["key"])
    if not (cells["from"] or cells["to"]):
        return said
    first, last = (written(cells[name], words) for name in ("from", "to"))
    message = "policy.days" if first and last else "policy.days_from" if first else "policy.days_to"
    return words.text(message, row=said, first=first, last=last)


def written(text: str, words: Words) -> str:
    """Return a day of a cell as people write it, and what is none as it stands."""
    try:
        return words.date(day_from_text(text))
    except ValueError:
        return text


def cell_words(name: str, text: str, words: Words) -> str:
    """Return a cell as people read it."""
    column = COLUMN[name]
    if not text:
        return "–"
    if column.takes == "day":
        return written(text, words)
    return ", ".join(choice_name(column, part, words) for part in text.split())


def choice_name(column: Column, value: str, words: Words) -> str:
    """Name one of the choices of a column; anything else stays as it is."""
    return words.choice(column.choices, value)


def column_name(name: str, words: Words) -> str:
    """Name a column."""
    column = COLUMN[name]
    return words.choice((Choice(name, column.vi, column.en),), name)


def change_lines(changes: Iterable[RowChange], words: Words) -> Iterator[str]:
    """Tell what differs between two policies, a line a row and a line a column under it."""
    for each in changes:
        kind = words.text(f"policy.change.{each.kind}")
        yield f"{kind}: {sentence(each.after or each.before, words)}"
        for name in each.columns:
            before, after = (
                cell_words(name, cells[name], words) for cells in (each.before, each.after)
            )
            yield f"  {column_name(name, words)}: {before} → {after}"


def policy_lines(policy: Policy, rows: Iterable[Mapping[str, str]], words: Words) -> Iterator[str]:
    """Tell a policy: its duties, then its rules, each with its key."""
    told = list(rows)
    yield words.text("policy.duties")
    yield from (f"  {r['key']}: {sentence(r, words)}" for r in told if r["target"] not in SUBJECTS)
    if policy.rules:
        yield words.text("policy.rules")
    yield from (f"  {r['key']}: {sentence(r, words)}" for r in told if r["target"] in SUBJECTS)
