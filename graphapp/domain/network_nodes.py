"""Nodes of the network: what each is on a date, and whether it is there at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graphapp.domain.decisions import decisions_by_id
from graphapp.domain.holders import TIER_RANK
from graphapp.domain.network_ties import KINDS, Days
from graphapp.domain.results import Break, PostRef, State, Target
from graphapp.graph.port import Reader, Row
from graphapp.model.interval import OPEN_END, OPEN_START
from graphapp.model.schema import MODEL


@dataclass(frozen=True)
class Node:
    """A unit, person, group, organisation, post or decision on a date.

    ``tier``: of a unit, of the unit that an organisation or post serves, of the highest post that
    a person holds. ``lines``: of an organisation or post, or of all posts held.
    ``organisations``: itself, or those in which a post or somebody's posts are. ``place``: what an
    organisation serves, where a post is. ``households``: of a village those that nobody answers
    for, and all. ``hidden``: how many neighbours are not in the picture.
    """

    id: str
    kind: str
    code: str
    title: str
    since: date = OPEN_START
    until: date = OPEN_END
    tier: str | None = None
    lines: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    place: Target | None = None
    body: str | None = None
    sort: str | None = None
    seats: int | None = None
    posts: tuple[PostRef, ...] = ()
    states: tuple[State, ...] = ()
    broken: Break | None = None
    required: bool = False
    households: tuple[int, int] | None = None
    hidden: int = 0
    opened: bool = False

    def lives(self, as_of: date) -> bool:
        """Tell whether it is there on a date; of units alone, former ones are nodes as well."""
        return self.since <= as_of < self.until


def nodes_of(reader: Reader, ids: Iterable[str], days: Days) -> dict[str, Node]:
    """Return the nodes that there are on some days, and units of any other time."""
    by_label: defaultdict[str, list[str]] = defaultdict(list)
    for each in sorted(set(ids)):
        by_label[MODEL.label_of(each) or ""].append(each)
    found: dict[str, Node] = {}
    for label, group in by_label.items():
        if label in _READERS:
            found |= {node.id: node for node in _READERS[label](reader, group, days)}
    return found


def with_posts(reader: Reader, nodes: Iterable[Node], as_of: date) -> dict[str, Node]:
    """Return people with the posts that they hold on the date, and what follows from these."""
    people = {node.id: node for node in nodes if node.kind == "person"}
    if not people:
        return {}
    held: defaultdict[str, list[Row]] = defaultdict(list)
    for row in reader.rows("network/posts_held", person_ids=sorted(people), as_of=as_of):
        held[row["person_id"]].append(row)
    return {each: _holding(node, held[each]) for each, node in people.items()}


def _holding(node: Node, rows: Sequence[Row]) -> Node:
    ordered = sorted(
        rows, key=lambda r: (TIER_RANK[r["unit_tier"]], r["unit_code"], r["post_code"])
    )
    return replace(
        node,
        tier=ordered[0]["unit_tier"] if ordered else None,
        lines=frozenset(row["organisation_line"] for row in ordered),
        organisations=frozenset(row["organisation_id"] for row in ordered),
        posts=tuple(_post_held(row) for row in ordered),
    )


def _post_held(row: Row) -> PostRef:
    return PostRef(
        row["post_code"],
        row["post_title"],
        row["organisation_line"],
        _place(row),
        bool(row["tenure_acting"]),
        True,  # noqa: FBT003 - in force: the query asks for the day
        row["tenure_since"],
        row["tenure_until"],
    )


def _place(row: Row) -> Target:
    return Target(row["unit_id"], row["unit_code"], row["unit_name"], row["unit_tier"])


def _units(reader: Reader, ids: list[str], days: Days) -> list[Node]:
    del days  # a unit that has ended stands where its successors are asked for
    return [
        Node(
            row["unit_id"],
            KINDS["Unit"],
            row["unit_code"],
            row["unit_name"],
            row["unit_since"],
            row["unit_until"],
            row["unit_tier"],
            body=row["unit_kind"],
        )
        for row in reader.rows("state/unit_by_id", ids=ids)
    ]


def _people(reader: Reader, ids: list[str], days: Days) -> list[Node]:
    del days  # a person has no life of office: posts have
    return [
        Node(row["person_id"], KINDS["Person"], row["person_code"], row["person_name"])
        for row in reader.rows("state/person_by_id", ids=ids)
    ]


def _groups(reader: Reader, ids: list[str], days: Days) -> list[Node]:
    found = [
        Node(
            row["working_group_id"],
            KINDS["WorkingGroup"],
            row["working_group_code"],
            row["working_group_name"],
            row["working_group_since"],
            row["working_group_until"],
        )
        for row in reader.rows("state/working_group_by_id", ids=ids)
    ]
    return [node for node in found if days.meet(node.since, node.until)]


def _organisations(reader: Reader, ids: list[str], days: Days) -> list[Node]:
    rows = reader.rows("network/organisations", organisation_ids=ids, **days.asked)
    return [
        Node(
            row["organisation_id"],
            KINDS["Organisation"],
            row["organisation_code"],
            row["organisation_name"],
            row["organisation_since"],
            row["organisation_until"],
            row["unit_tier"],
            frozenset({row["organisation_line"]}),
            frozenset({row["organisation_id"]}),
            _place(row),
            row["organisation_kind"],
        )
        for row in _first(rows, "organisation_id")
    ]


def _posts(reader: Reader, ids: list[str], days: Days) -> list[Node]:
    rows = reader.rows("network/posts", post_ids=ids, **days.asked)
    return [
        Node(
            row["post_id"],
            KINDS["Post"],
            row["post_code"],
            row["post_title"],
            row["post_since"],
            row["post_until"],
            row["unit_tier"],
            frozenset({row["organisation_line"]}),
            frozenset({row["organisation_id"]}),
            _place(row),
            row["organisation_name"],
            seats=row["post_seats"] or 1,
        )
        for row in _first(rows, "post_id")
    ]


def _decisions(reader: Reader, ids: list[str], days: Days) -> list[Node]:
    del days  # what a decision made has days; the document itself only one
    return [
        Node(ref.id, KINDS["Decision"], ref.number, ref.number, since=ref.date or OPEN_START)
        for ref in decisions_by_id(reader, ids).values()
    ]


def _first(rows: Iterable[Row], key: str) -> list[Row]:
    """Keep the first row of each thing: of several units that it serves, the first by code."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row[key], row)
    return list(found.values())


_READERS: dict[str, Callable[[Reader, list[str], Days], list[Node]]] = {
    "Unit": _units,
    "Person": _people,
    "WorkingGroup": _groups,
    "Organisation": _organisations,
    "Post": _posts,
    "Decision": _decisions,
}
