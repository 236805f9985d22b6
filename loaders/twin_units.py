"""Units that may be one: in the same unit above, at the same time, under names much alike."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from graphapp.model.interval import Interval
from graphapp.model.text import fold
from loaders.alike import Alike
from loaders.kind_specs import PART_OF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphapp.graph.port import Reader
    from loaders.draft import Draft
    from loaders.facts import Node

NEAR_NAME = 90.0
_SIBLINGS = 400
_KINDS = re.compile(
    r"^(thon|ban|xom|lang|ap|buon|khoi pho|khoi|to dan pho|khu pho|khu|"
    r"xa|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho|tinh) "
)
_MARK = re.compile(r"\d+|[a-z]|[ivx]+")
"""What tells one of several of a name: a number, also a Roman one, or a letter."""


@dataclass(frozen=True)
class _Unit:
    code: str
    name: str
    life: Interval
    node: Node | None


def units_alike(draft: Draft, reader: Reader) -> Iterator[Alike]:
    """Yield each new unit with a sibling that may be the same."""
    heaps: dict[Node, dict[str, _Unit]] = defaultdict(dict)
    for edge in draft.edges.get(PART_OF, ()):
        if edge.start.is_new:
            unit = _Unit(edge.start.code, edge.start.name, edge.start.life, edge.start)
            heaps[edge.end][f"{unit.code}/{unit.life}"] = unit
    _add_standing(heaps, draft, reader)
    for parent, heap in heaps.items():
        if len(heap) <= _SIBLINGS:
            yield from _in_one(parent, list(heap.values()))


def _add_standing(heaps: dict[Node, dict[str, _Unit]], draft: Draft, reader: Reader) -> None:
    parents = {str(node.id): node for node in heaps if node.standing is not None}
    if not parents:
        return
    said = {node.id: node for node in draft.nodes("Unit")}
    for row in reader.rows("twins/children_of_units", unit_ids=sorted(parents)):
        node = said.get(row["unit_id"])
        life = Interval(row["unit_since"], row["unit_until"]) if node is None else node.life
        unit = _Unit(row["unit_code"], row["unit_name"], life, None)
        heaps[parents[row["parent_id"]]][row["unit_id"]] = unit


def _in_one(parent: Node, heap: list[_Unit]) -> Iterator[Alike]:
    for one, other in combinations(heap, 2):
        new = one if one.node is not None else other
        if new.node is None or one.code == other.code or one.life.clip(other.life).empty:
            continue
        if are_near(one.name, other.name):
            known = other if new is one else one
            if known.node is not None and _row(known) > _row(new):
                new, known = known, new
            assert new.node is not None  # noqa: S101 - for the type checker: looked at before
            yield Alike(
                new.node, known.code, known.name, "twins.near_unit", (("parent", parent.name),)
            )


def are_near(one: str, other: str) -> bool:
    """Tell whether two names may be one: equal, or alike without kinds and of the same numbers."""
    if fold(one) == fold(other):
        return True
    (name, marks), (other_name, other_marks) = _bare(one), _bare(other)
    return marks == other_marks and bool(name) and fuzz.ratio(name, other_name) >= NEAR_NAME


@cache
def _bare(name: str) -> tuple[str, tuple[str, ...]]:
    words = _KINDS.sub("", fold(name)).split()
    marks = tuple(word for word in words if _MARK.fullmatch(word))
    return " ".join(word for word in words if word not in marks), marks


def _row(unit: _Unit) -> int:
    row = unit.node.row if unit.node is not None else None
    return 0 if row is None else row.number
