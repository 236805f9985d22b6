"""Cycles: nobody supervises, even through others, whoever supervises them on the same day."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from loaders.assignments import SUPERVISES
from loaders.organisations import UNDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from graphapp.model.kinds import Table
    from loaders.draft import Draft
    from loaders.facts import Edge, Node
    from loaders.rows import Row

    Overlaid = Callable[[Draft, str, str, Iterable[Node]], dict[Node, list[Edge]]]

_REMEDIES = {SUPERVISES: "load.supervision_cycle", UNDER: "load.organisation_cycle"}


def check_cycles(draft: Draft, overlaid: Overlaid) -> None:
    """Refuse every row of the load that closes a cycle on some day."""
    for table, remedy in _REMEDIES.items():
        said = draft.edges.get(table, [])
        if not said:
            continue
        edges = _reachable(draft, table, {edge.start for edge in said}, overlaid)
        for loop, blamed, row in _loops(edges):
            codes = " → ".join([*(edge.start.code for edge in loop), loop[0].start.code])
            day = max(edge.since for edge in loop)
            draft.problems.in_row(row, _key(blamed.table), remedy, codes=codes, day=day)


def _key(table: Table) -> str:
    return "target" if table.key == SUPERVISES else "parent"


def _reachable(draft: Draft, table: str, starts: set[Node], overlaid: Overlaid) -> list[Edge]:
    """Return every edge that can be reached from some nodes, a level at a time."""
    found: list[Edge] = []
    seen: set[Node] = set()
    level = starts
    while level:
        seen |= level
        edges = [edge for some in overlaid(draft, table, "start", level).values() for edge in some]
        found.extend(edges)
        level = {edge.end for edge in edges} - seen
    return found


def _loops(edges: Sequence[Edge]) -> Iterator[tuple[list[Edge], Edge, Row]]:
    """Yield cycles, each holding on some day, until taking out one row of each leaves none."""
    knotted = _knotted(edges)
    for day in sorted({edge.since for edge in knotted}):
        held = [edge for edge in knotted if edge.life.holds(day)]
        while loop := _loop(held):
            ours = [(edge.since, edge.row.number, edge) for edge in loop if edge.row is not None]
            if not ours:
                break
            blamed = max(ours, key=lambda told: told[:2])[2]
            held.remove(blamed)
            knotted.remove(blamed)
            if blamed.row is not None:
                yield loop, blamed, blamed.row


def _knotted(edges: Sequence[Edge]) -> list[Edge]:
    """Drop, again and again, edges whose start nobody points to or whose end points to nobody."""
    kept = list(edges)
    while True:
        starts, ends = {e.start for e in kept}, {e.end for e in kept}
        fewer = [e for e in kept if e.start in ends and e.end in starts]
        if len(fewer) == len(kept):
            return kept
        kept = fewer


def _loop(edges: Sequence[Edge]) -> list[Edge]:
    """Return the edges of a cycle, in order; nothing when there is none."""
    kept = _knotted(edges)
    if not kept:
        return []
    onward: Mapping[Node, list[Edge]] = defaultdict(list)
    for edge in kept:
        onward[edge.start].append(edge)
    path: list[Edge] = []
    visited: dict[Node, int] = {}
    node = kept[0].start
    while node not in visited:
        visited[node] = len(path)
        path.append(onward[node][0])
        node = path[-1].end
    return path[visited[node] :]
