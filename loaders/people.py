"""Edges of people: the posts they hold, the cells and groups they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapp.model.interval import OPEN_START
from loaders.decisions import decision_of
from loaders.kind_specs import HOLDS
from loaders.resolve import known, on_day, person, undated

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from loaders.draft import Draft
    from loaders.facts import Node
    from loaders.rows import Row, Value


def link_tenures(draft: Draft) -> None:
    """Tell who holds which post."""
    for row in draft.of_kind("tenures"):
        holder = person(draft, row)
        posts = known(draft, row, "post", "Post")
        since = row.day("since")
        if since is None:
            continue
        post = on_day(draft, row, "post", posts, since)
        decision = decision_of(draft, row, since)
        if holder is not None and post is not None:
            draft.link(HOLDS, holder, post, row, {**own_values(row), **decision}, dated=True)


def link_members(draft: Draft) -> None:
    """Tell who belongs to which organisation or working group."""
    for row in draft.of_kind("members"):
        member = person(draft, row)
        label, key = ("Organisation", "organisation")
        if row.text("organisation") is None:
            label, key = ("WorkingGroup", "group")
        if row.text(key) is None:
            if not row.unread("organisation", "group"):
                draft.problems.in_row(row, key, "load.member_of_nothing")
            continue
        since = row.day("since")
        body = _body(draft, row, key, known(draft, row, key, label), since)
        if member is not None and body is not None:
            dated = since is not None and since > OPEN_START
            draft.link(f"MEMBER_OF:Person:{label}", member, body, row, own_values(row), dated=dated)


def own_values(row: Row) -> dict[str, Value]:
    """Return what a row says of its own edge."""
    return {key: value for key, value in row.values.items() if key in row.table.own_keys}


def _body(
    draft: Draft, row: Row, key: str, found: Sequence[Node], since: date | None
) -> Node | None:
    if since is None or since <= OPEN_START:
        return undated(found, None)
    return on_day(draft, row, key, found, since)
