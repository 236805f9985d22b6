"""People who may be one: of one folded name, or born on one day under names much alike."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from graphapp.model.text import fold
from loaders.alike import HEAP, Alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphapp.graph.port import Reader, Row
    from loaders.draft import Draft
    from loaders.facts import Node

NEAR_NAME = 88.0
_MEMBERS, _HOLDS = "MEMBER_OF:Person:Organisation", "HOLDS:Person:Post"
_BELONGS_TO = "BELONGS_TO:Post:Organisation"


@dataclass(frozen=True)
class _Someone:
    """A person of the load (``node``; ``new`` when nobody knows the code yet) or of the graph."""

    code: str
    name: str
    key: str
    born: date | None
    node: Node | None
    new: bool


def people_alike(draft: Draft, reader: Reader) -> Iterator[Alike]:
    """Yield each new person with another who may be the same."""
    everyone = _everyone(draft, reader)
    if not any(each.new for each in everyone):
        return
    by_name: dict[str, list[_Someone]] = defaultdict(list)
    by_birth: dict[date, list[_Someone]] = defaultdict(list)
    for each in everyone:
        by_name[each.key].append(each)
        if each.born is not None:
            by_birth[each.born].append(each)
    heaps = [heap for heap in by_name.values() if len(heap) > 1 and any(e.new for e in heap)]
    bodies = _Bodies(draft, reader, heaps)
    for heap in heaps:
        yield from _of_one_name(heap, bodies)
    for heap in by_birth.values():
        if len(heap) <= HEAP:
            yield from _of_one_birth(heap)


def _everyone(draft: Draft, reader: Reader) -> list[_Someone]:
    named = [node for node in draft.nodes("Person") if node.row is not None]
    found = {node.code: _of_node(node) for node in named}
    new = [each for each in found.values() if each.new]
    if not new:
        return []
    keys = sorted({each.key for each in new})
    days = sorted({each.born for each in new if each.born is not None})
    rows = [
        *reader.rows("twins/people_by_name", keys=keys),
        *(reader.rows("twins/people_by_birth", days=days) if days else ()),
    ]
    for row in rows:
        found.setdefault(row["person_code"], _of_row(row))
    return list(found.values())


def _of_node(node: Node) -> _Someone:
    born = node.value("birth_date")
    day = born if isinstance(born, date) else None
    return _Someone(node.code, node.name, fold(node.name), day, node, node.is_new)


def _of_row(row: Row) -> _Someone:
    born = row["person_birth_date"]
    return _Someone(
        row["person_code"], row["person_name"], row["person_search_key"], born, None, new=False
    )


def _of_one_name(heap: list[_Someone], bodies: _Bodies) -> Iterator[Alike]:
    """Compare people of one name who share a guise of the birth date, or an organisation."""
    piles: dict[object, list[_Someone]] = defaultdict(list)
    lacking = any(each.born is None for each in heap)
    for each in heap:
        for guise in (*_guises(each.born), *(bodies.of(each) if lacking else ())):
            piles[guise].append(each)
    for pile in piles.values():
        for one, other in combinations(pile[:HEAP], 2) if len(pile) > 1 else ():
            why = _why(one, other, bodies) if one.new or other.new else None
            if why is not None:
                yield _told(one, other, *why)


def _of_one_birth(heap: Iterable[_Someone]) -> Iterator[Alike]:
    for one, other in combinations(heap, 2):
        new = one.new or other.new
        if new and one.key != other.key and fuzz.ratio(one.key, other.key) >= NEAR_NAME:
            yield _told(one, other, "twins.near_name", (("day", one.born),))


def _why(
    one: _Someone, other: _Someone, bodies: _Bodies
) -> tuple[str, tuple[tuple[str, object], ...]] | None:
    if one.born is not None and one.born == other.born:
        return "twins.same_birth", (("day", one.born),)
    if one.born is not None and other.born is not None:
        if is_near(one.born, other.born):
            return "twins.near_birth", (("day", one.born), ("other_day", other.born))
        return None
    shared = sorted(bodies.of(one) & bodies.of(other))
    return ("twins.same_body", (("body", shared[0]),)) if shared else None


def _told(
    one: _Someone, other: _Someone, why: str, values: tuple[tuple[str, object], ...]
) -> Alike:
    """Name the new one first; of two new ones the later row."""
    first, second = (one, other) if _rank(one) > _rank(other) else (other, one)
    assert first.node is not None  # noqa: S101 - for the type checker: who is new has a row
    return Alike(first.node, second.code, second.name, why, values)


def _rank(each: _Someone) -> tuple[bool, int, str]:
    row = each.node.row if each.node is not None else None
    return each.new, 0 if row is None else row.number, each.code


def is_near(one: date, other: date) -> bool:
    """Tell whether one day may be a slip for another: a digit, two neighbours, day and month."""
    if one.year == other.year and (one.day, one.month) == (other.month, other.day):
        return True
    texts = (f"{one:%d%m}{one.year:04d}", f"{other:%d%m}{other.year:04d}")
    differ = [i for i, (a, b) in enumerate(zip(*texts, strict=True)) if a != b]
    if len(differ) == 1:
        return True
    crossed = [texts[0][i] for i in reversed(differ)] == [texts[1][i] for i in differ]
    return len(differ) == 2 and differ[1] - differ[0] == 1 and crossed  # noqa: PLR2004 - two digits


def _guises(born: date | None) -> Iterable[object]:
    """Return what a day shares with every day that may be a slip for it."""
    if born is None:
        return ()
    day, month, year = born.day, born.month, born.year
    swapped = (year, *sorted((day, month)))
    return (("my", month, year), ("dy", day, year), ("dm", day, month), ("s", swapped))


class _Bodies:
    """The organisations of people of whom a birth date is lacking, by code."""

    def __init__(self, draft: Draft, reader: Reader, heaps: Iterable[list[_Someone]]) -> None:
        lacking = [
            each
            for heap in heaps
            if len(heap) <= HEAP and any(e.born is None for e in heap)
            for each in heap
        ]
        self._of = _said(draft, {each.node for each in lacking if each.node is not None})
        standing = {each.code: each for each in lacking if not each.new}
        if standing:
            nodes = draft.standing.nodes("Person", "code", sorted(standing)) + [
                node for node in draft.standing.known("Person") if node.code in standing
            ]
            codes = {str(node.id): node.code for node in nodes}
            for row in reader.rows("twins/bodies_of_people", person_ids=sorted(codes)):
                self._of[codes[row["person_id"]]].add(row["body_code"])

    def of(self, each: _Someone) -> set[str]:
        """Return the codes of a person's organisations."""
        return self._of.get(each.code, set())


def _said(draft: Draft, nodes: set[Node]) -> dict[str, set[str]]:
    """Return what the load says of who belongs where."""
    found: dict[str, set[str]] = defaultdict(set)
    for edge in draft.edges.get(_MEMBERS, ()):
        if edge.start in nodes:
            found[edge.start.code].add(edge.end.code)
    held = [edge for edge in draft.edges.get(_HOLDS, ()) if edge.start in nodes]
    bodies = _bodies_of_posts(draft, {edge.end for edge in held})
    for edge in held:
        found[edge.start.code] |= bodies.get(edge.end, set())
    return found


def _bodies_of_posts(draft: Draft, posts: set[Node]) -> Mapping[Node, set[str]]:
    found: dict[Node, set[str]] = defaultdict(set)
    standing = draft.standing.edges(_BELONGS_TO, "start", posts)
    for edge in (*draft.edges.get(_BELONGS_TO, ()), *(e for es in standing.values() for e in es)):
        if edge.start in posts:
            found[edge.start].add(edge.end.code)
    return found
