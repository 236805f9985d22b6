"""The rows of two chains side by side that tell of what lies below, as both pictures count it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapp.domain.results import State
from graphapp.web.compared import Cell, Row, change_sign, change_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphapp.web.picture import Node, Picture
    from graphapp.words import Words


def count_rows(drawn: Sequence[Picture | None], words: Words, *, by_day: bool) -> tuple[Row, ...]:
    """Return a row for each tier that is counted in one of two pictures; none without both."""
    first, second = drawn
    if first is None or second is None:
        return ()
    before, after = _counts(first), _counts(second)
    return tuple(
        _row(before.get(wanted), after.get(wanted), words, by_day=by_day)
        for wanted in dict.fromkeys((*before, *after))
    )


def _counts(drawn: Picture) -> dict[str, Node]:
    return {node.id: node for node in drawn.nodes if node.shape == "count"}


def _row(before: Node | None, after: Node | None, words: Words, *, by_day: bool) -> Row:
    change = _change(before, after)
    fields = ("count",) if change == "changed" else ()
    return Row(
        next(node.title for node in (before, after) if node),
        change_sign(change, by_day=by_day),
        change_word(change, fields, words, by_day=by_day),
        (_cell(before), _cell(after)),
    )


def _change(before: Node | None, after: Node | None) -> str:
    if before is None or after is None:
        return "added" if before is None else "gone"
    return "same" if before.lines == after.lines else "changed"


def _cell(node: Node | None) -> Cell | None:
    if node is None:
        return None
    broken = tuple(mark for mark in node.marks if mark.state == State.BROKEN)
    return Cell(", ".join(node.lines), node.href, states=broken, node=node.id)
