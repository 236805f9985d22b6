"""What must hold of the facts together, whichever rows and loads they came from."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from graphapp.model.interval import end_to_edge, start_to_edge
from loaders.certain import check_references, check_row_days, has_empty_days
from loaders.cycles import check_cycles
from loaders.kind_specs import HOLDS, LIVES_IN, PART_OF
from loaders.organisations import BELONGS_TO
from loaders.problems import shown_days
from loaders.remarks import remark_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from loaders.draft import Draft
    from loaders.facts import Edge, Fact, Node
    from loaders.limits import Limits
    from loaders.rows import Row

_ONE_AT_A_TIME = {
    PART_OF: "load.two_parents",
    LIVES_IN: "load.two_homes",
    BELONGS_TO: "load.two_organisations",
}
_ONCE_A_DAY = ("HOLDS", "MEMBER_OF")


def check(draft: Draft, limits: Limits) -> None:
    """Refuse what cannot be: ends before starts, two at a time, too many in a post, cycles."""
    rows = [row for rows in draft.rows.values() for row in rows]
    check_row_days(draft, rows)
    check_references(draft, [row for row in rows if row.bad])
    _check_days(draft)
    _check_codes(draft)
    for table, remedy in _ONE_AT_A_TIME.items():
        _check_one_at_a_time(draft, table, remedy)
    for table in [key for key in draft.edges if key.startswith(_ONCE_A_DAY)]:
        _check_once(draft, table)
    _check_seats(draft)
    check_cycles(draft, overlaid)
    remark_on(draft, limits, overlaid)


def overlaid(draft: Draft, table: str, by: str, nodes: Iterable[Node]) -> dict[Node, list[Edge]]:
    """Return the edges of a table at some nodes (their start or end): the load over what stands."""
    wanted = list(nodes)
    standing = draft.standing.edges(table, by, wanted)
    said = draft.edges.get(table, [])
    meant = {edge.id for edge in said if edge.id is not None}
    found: dict[Node, list[Edge]] = {node: [] for node in wanted}
    for edge in said:
        at = edge.start if by == "start" else edge.end
        if at in found:
            found[at].append(edge)
    for node in wanted:
        kept = (edge for edge in standing.get(node.id or "", ()) if edge.id not in meant)
        found[node].extend(kept)
    return found


def _facts(draft: Draft) -> Iterator[Fact]:
    for _, nodes in draft.groups():
        yield from (node for node in nodes if node.row is not None)
    for edges in draft.edges.values():
        yield from edges


def _check_days(draft: Draft) -> None:
    for fact in _facts(draft):
        if fact.row is not None and fact.life.empty and not has_empty_days(fact.row):
            key = "until" if "until" in fact.row.values else "since"
            draft.problems.in_row(
                fact.row, key, "load.ends_before_start", first=start_to_edge(fact.since),
                last=end_to_edge(fact.until),
            )  # fmt: skip


def _check_codes(draft: Draft) -> None:
    """Refuse two units (posts …) of one code and tier that live at once."""
    for (label, code), nodes in draft.groups():
        if len(nodes) > 1 and label != "Person":
            by_tier: dict[object, list[Node]] = defaultdict(list)
            for node in nodes:
                by_tier[node.value("tier")].append(node)
            for same in by_tier.values():
                _refuse_overlaps(draft, same, lambda *_: True, "load.code_twice", code=code)


def _check_one_at_a_time(draft: Draft, table: str, remedy: str) -> None:
    starts = {edge.start for edge in draft.edges.get(table, ())}
    for start, edges in overlaid(draft, table, "start", starts).items():
        if len(edges) > 1:
            lived = [_Lived(edge) for edge in edges]
            _refuse_overlaps(draft, lived, lambda *_: True, remedy, code=start.code)


def _check_once(draft: Draft, table: str) -> None:
    """Refuse the same person in the same post, cell or group twice on a day."""
    starts = {edge.start for edge in draft.edges[table]}
    for edges in overlaid(draft, table, "start", starts).values():
        if len(edges) > 1:
            by_end: dict[Node, list[Edge]] = defaultdict(list)
            for edge in edges:
                by_end[edge.end].append(edge)
            for end, same in by_end.items():
                _refuse_overlaps(draft, same, lambda *_: True, "load.twice_at_once", code=end.code)


class _Lived:
    """An edge as long as both its ends live: a standing one may have outlived its unit."""

    def __init__(self, edge: Edge) -> None:
        self.row = edge.row
        self.end = edge.end
        self.life = edge.life.clip(edge.start.life).clip(edge.end.life)
        self.since = self.life.since


def _refuse_overlaps(
    draft: Draft, facts: Sequence[Fact | _Lived], matters: Callable[..., bool], remedy: str,
    *, code: str,
) -> None:  # fmt: skip
    """Refuse the later of two neighbours that share a day, if this load touches either."""
    ordered = sorted(
        (f for f in facts if not f.life.empty), key=lambda f: (f.since, f.row is not None)
    )
    for before, after in pairwise(ordered):
        shared = before.life.clip(after.life)
        if not shared.empty and matters(before, after):
            row = after.row or before.row
            if row is not None:
                draft.problems.in_row(
                    row, _code_key(row), remedy, code=code, days=shown_days(shared),
                )  # fmt: skip


def _code_key(row: Row) -> str:
    places = row.table.places
    keys = ("since", "parent", "post", "village", "unit", "organisation", "group", "code")
    return next((key for key in keys if key in places), "code")


def _check_seats(draft: Draft) -> None:
    """Refuse more people in a post on a day than it has seats."""
    posts = {edge.end for edge in draft.edges.get(HOLDS, ())}
    for post, edges in overlaid(draft, HOLDS, "end", posts).items():
        seats = post.value("seats")
        room = seats if isinstance(seats, int) else 1
        if len(edges) > room:
            _check_post(draft, post, edges, room)


def _check_post(draft: Draft, post: Node, edges: Sequence[Edge], room: int) -> None:
    ordered = sorted(edges, key=lambda e: (e.since, e.row is not None))
    for edge in ordered:
        others = [o for o in ordered if o is not edge and o.life.holds(edge.since)]
        row = edge.row or next((o.row for o in reversed(others) if o.row is not None), None)
        if len(others) >= room and row is not None:
            draft.problems.in_row(
                row, "since", "load.post_taken", code=post.code, seats=room,
                people=", ".join(sorted({other.start.code for other in others})), day=edge.since,
            )  # fmt: skip
