"""What a load would change, in words for page and command line, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphapp.model.schema import MODEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from graphapp.words import Words
    from loaders import Altered, Difference, FileResult

    Value = str | int | float | bool | date | None

PRINTED = 20
"""Rows that the command line prints."""


def name_of(altered: Altered, words: Words) -> str:
    """Name what is altered: a property, or a relation or thing that comes along as a whole."""
    if altered.property is not None:
        table = MODEL.table(altered.table)
        return words.property(next(p for p in table.stored if p.name == altered.property))
    return _table_name(altered.table, words)


def value_of(altered: Altered, value: Value, words: Words) -> str:
    """Put one of its two values into words; blank is told as such, what is masked is hidden."""
    if altered.masked:
        return words.text("person.masked")
    if value is None or value == "":
        return words.text("loads.blank")
    if isinstance(value, str) and altered.property is not None:
        declared = MODEL.table(altered.table).stored
        choices = next(p for p in declared if p.name == altered.property).choices
        found = next((choice for choice in choices if choice.value == value), None)
        return value if found is None else (found.vi if words.lang == "vi" else found.en)
    return words.translator.value(value)


def about(difference: Difference, words: Words) -> str:
    """Name what a row is about, by its kind, name and code."""
    kind = _table_name(difference.table, words) if difference.table else ""
    name = f"{difference.name} ({difference.code})" if difference.name else difference.code
    return f"{kind} {name}".strip()


def total_of(files: Iterable[FileResult]) -> int:
    """Return how many rows are added, changed or ended, told or not."""
    return sum(file.added + file.changed + file.ended for file in files)


def difference_lines(told: Sequence[Difference], total: int, words: Words) -> Iterator[str]:
    """Say the first rows that would change: where, what, from which value to which."""
    for each in told[:PRINTED]:
        where = each.file if each.sheet is None else f"{each.file} [{each.sheet}]"
        if each.row is not None:
            where = f"{where}, {words.text('error.in_row', value=each.row)}"
        did = words.text(f"loads.did.{each.outcome}")
        changes = "; ".join(_change(altered, each, words) for altered in each.altered)
        yield f"± {where}: {did} {about(each, words)}" + (f": {changes}" if changes else "")
    if total > min(len(told), PRINTED):
        yield "± " + words.text(
            "loads.more_shown", shown=words.number(min(len(told), PRINTED)), n=words.number(total)
        )


def differences_json(told: Iterable[Difference]) -> list[dict[str, Any]]:
    """Return the rows as objects; values as they are stored, the last day inclusive."""
    return [
        {
            "file": each.file,
            "sheet": each.sheet,
            "row": each.row,
            "outcome": each.outcome,
            "table": each.table,
            "code": each.code,
            "name": each.name,
            "properties": [_altered_json(altered) for altered in each.altered],
        }
        for each in told
    ]


def _change(altered: Altered, difference: Difference, words: Words) -> str:
    name, new = name_of(altered, words), value_of(altered, altered.new, words)
    if altered.masked or altered.property is None or difference.outcome == "added":
        return f"{name} {new}"
    return f"{name} {value_of(altered, altered.old, words)} → {new}"


def _altered_json(altered: Altered) -> dict[str, Any]:
    return {
        "table": altered.table,
        "property": altered.property,
        "old": _plain(altered.old),
        "new": _plain(altered.new),
        "masked": altered.masked,
    }


def _plain(value: Value) -> str | int | float | bool | None:
    return value if value is None or isinstance(value, str | int | float) else value.isoformat()


def _table_name(key: str, words: Words) -> str:
    table = MODEL.table(key)
    found = MODEL.relation(table.name) if table.is_relation else MODEL.label(table.name)
    return found.vi if words.lang == "vi" else found.en
