"""The network, by brute force: every tie of a day, what filters leave, pictures and paths.

A node is a tuple of its kind and what tells it apart; ids are the program's own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from tests.oracle import standing
from tests.oracle.cells import read_rows
from tests.oracle.facts import Group, Life, Organisation, Unit
from tests.oracle.tables import read_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from tests.oracle.facts import Facts, Post

Node: TypeAlias = tuple[str, ...]
HELD_BACK = {"SUCCEEDED_BY", "DECIDES"}
DECIDED = {"RESPONSIBLE_FOR", "HOLDS", "SUPERVISES", "SUCCEEDED_BY", "OF_HOUSEHOLDS"}


class Tie(NamedTuple):
    """One relation in force, from one node to another."""

    relation: str
    start: Node
    end: Node
    life: Life
    kind: str | None = None
    decision: str | None = None

    def other(self, node: Node) -> Node:
        """Return the end that is not this one."""
        return self.end if node == self.start else self.start


@dataclass(frozen=True)
class Wanted:
    """What a picture is asked for."""

    centre: Node
    opened: tuple[Node, ...] = ()
    relations: frozenset[str] = frozenset()
    tiers: frozenset[str] = frozenset()
    line: str | None = None
    organisation: Node | None = None
    visible: frozenset[Node] | None = None


@dataclass
class World:
    """Facts, and what no chain asks for: relations of organisations, decisions on mergers.

    ``merged``: the decision's number by the codes of what ended and what succeeded it.
    """

    facts: Facts
    above: dict[str, str] = field(default_factory=dict)
    covering: dict[str, list[str]] = field(default_factory=dict)
    merged: dict[tuple[str, str], str] = field(default_factory=dict)


def read_world(paths: Iterable[Path], reform: date | None = None) -> World:
    """Read CSV files; ``reform`` is the day for files of communes that carry no date."""
    files = list(paths)
    world, rows = World(read_files(files, reform)), read_rows(files)
    for row in rows["mergers"]:
        if row.get("Số quyết định"):
            world.merged[row["Mã cũ"], row["Mã mới"]] = row["Số quyết định"]
    for row in rows["organisations"]:
        if row.get("Mã tổ chức cấp trên"):
            world.above[row["Mã tổ chức"]] = row["Mã tổ chức cấp trên"]
        covered = row.get("Mã thôn phụ trách", "").replace(",", ";").split(";")
        world.covering[row["Mã tổ chức"]] = [code.strip() for code in covered if code.strip()]
    return world


# --- nodes ---------------------------------------------------------------------------------------


def unit_node(unit: Unit) -> Node:
    """Name a unit: of one code and tier there may be several, one after the other."""
    return ("unit", unit.code, unit.tier, unit.life.since.isoformat())


def body_node(body: Organisation) -> Node:
    """Name an organisation; the committee made for posts has no code, but there is one a unit."""
    return ("organisation", body.code or "", body.kind, *unit_node(body.unit)[1:])


def node_of(thing: Unit | Organisation | Group | str) -> Node:
    """Name a unit, an organisation, a working group or, by the code, a person."""
    if isinstance(thing, Unit):
        return unit_node(thing)
    if isinstance(thing, Organisation):
        return body_node(thing)
    return ("group", thing.code) if isinstance(thing, Group) else ("person", thing)


def post_node(post: Post) -> Node:
    """Name a post."""
    return ("post", post.code)


@dataclass
class Day:
    """The whole network of one day."""

    world: World
    day: date
    ties: list[Tie] = field(default_factory=list)
    tiers: dict[Node, str] = field(default_factory=dict)
    lines: defaultdict[Node, set[str]] = field(default_factory=lambda: defaultdict(set))
    bodies: defaultdict[Node, set[Node]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        self.ties = [tie for tie in _ties(self.world) if tie.life.holds(self.day)]
        facts = self.world.facts
        for unit in facts.units:
            self.tiers[unit_node(unit)] = unit.tier
        for body in facts.organisations:
            self._of_body(body_node(body), body)
        for post in facts.posts:
            self._of_body(post_node(post), post.organisation)
        for person in facts.people:
            for held in reversed(standing.in_force(facts, person, self.day)):
                self._of_body(("person", person), held.post.organisation)

    def _of_body(self, node: Node, body: Organisation) -> None:
        self.tiers[node] = body.unit.tier
        self.lines[node].add(body.line)
        self.bodies[node].add(body_node(body))

    def nodes(self) -> list[Node]:
        """Return everything that is there on the day and can be a centre."""
        facts = self.world.facts
        there: list[Unit | Organisation | Group | Post] = [
            *facts.units, *facts.organisations, *facts.working_groups, *facts.posts,
        ]  # fmt: skip
        living = [one for one in there if one.life.holds(self.day)]
        named = [
            node_of(one) if isinstance(one, Unit | Organisation | Group) else post_node(one)
            for one in living
        ]
        decided = {tie.decision for tie in self.ties if tie.decision}
        people = [("person", person) for person in facts.people]
        return [*named, *people, *(("decision", number) for number in sorted(decided))]

    def shown(self, wanted: Wanted) -> list[Tie]:
        """Return every tie that the filters of relations leave."""
        around = HELD_BACK - ({"DECIDES"} if wanted.centre[0] == "decision" else set())
        asked = wanted.relations or {*(t.relation for t in self.ties), "DECIDES"} - around
        seen = [tie for tie in self.ties if _seen(wanted, tie.start, tie.end)]
        word = [tie for tie in _word(seen) if _seen(wanted, tie.start)]
        found = [tie for tie in seen if tie.relation in asked - {"OF_HOUSEHOLDS"}]
        return found + (word if "DECIDES" in asked else [])

    def passes(self, node: Node, wanted: Wanted) -> bool:
        """Tell whether the filters of nodes leave one."""
        if node == wanted.centre:
            return True
        if wanted.tiers and node in self.tiers and self.tiers[node] not in wanted.tiers:
            return False
        if wanted.line and self.lines[node] and wanted.line not in self.lines[node]:
            return False
        if wanted.organisation and node[0] in {"person", "post", "organisation"}:
            return wanted.organisation in self.bodies[node]
        return True

    def neighbours(self, wanted: Wanted) -> dict[Node, set[Node]]:
        """Return what is next to what, within the filters."""
        found: defaultdict[Node, set[Node]] = defaultdict(set)
        for tie in self.shown(wanted):
            if self.passes(tie.start, wanted):
                found[tie.end].add(tie.start)
            if self.passes(tie.end, wanted):
                found[tie.start].add(tie.end)
        return found


class Picture(NamedTuple):
    """Nodes with the number of neighbours not shown, and ties."""

    nodes: dict[Node, int]
    ties: Counter[tuple[str, Node, Node]]


def picture(day: Day, wanted: Wanted) -> Picture:
    """Draw what an address asks for, without caps."""
    near = day.neighbours(wanted)
    nodes = {wanted.centre}
    opened: set[Node] = set()
    while ready := {wanted.centre, *wanted.opened} & nodes - opened:
        for each in ready:
            opened.add(each)
            nodes |= near[each]
    ties = Counter(
        (tie.relation, tie.start, tie.end)
        for tie in day.shown(wanted)
        if {tie.start, tie.end} <= nodes
    )
    return Picture({each: len(near[each] - nodes) for each in nodes}, ties)


def paths(day: Day, wanted: Wanted, end: Node, longest: int) -> Iterator[tuple[Node, ...]]:
    """Give every path without a node twice, of at most so many links."""
    near = day.neighbours(wanted)
    distance = _distances(near, end)
    trails: list[tuple[Node, ...]] = [(wanted.centre,)]
    while trails:
        trail = trails.pop(0)
        for each in near[trail[-1]]:
            if each == end:
                yield (*trail, each)
            elif each not in trail and len(trail) + distance.get(each, 99) <= longest:
                trails.append((*trail, each))


def _seen(wanted: Wanted, *nodes: Node) -> bool:
    return wanted.visible is None or wanted.visible.issuperset(nodes)


def _village(world: World, code: str, body: Organisation) -> Unit:
    """Return the village that an organisation covers: of several, the one that it serves."""
    if body.unit.code == code:
        return body.unit
    (found,) = [u for u in world.facts.units if (u.code, u.tier) == (code, "village")]
    return found


def _distances(near: dict[Node, set[Node]], end: Node) -> dict[Node, int]:
    """Count the links from each node to an end."""
    found, ring = {end: 0}, [end]
    for each in ring:
        for other in near[each] - found.keys():
            found[other] = found[each] + 1
            ring.append(other)
    return found


def _word(ties: Iterable[Tie]) -> Iterator[Tie]:
    """Tie each decision to both ends of what it decided, once."""
    told = {
        (("decision", tie.decision), end): tie.life
        for tie in ties
        if tie.decision and tie.relation in DECIDED
        for end in (tie.start, tie.end)
    }
    for (start, end), life in told.items():
        yield Tie("DECIDES", start, end, life)


def _ties(world: World) -> Iterator[Tie]:
    facts = world.facts
    for link in facts.part_of:
        life = link.life.within(link.child.life, link.parent.life)
        yield Tie("PART_OF", unit_node(link.child), unit_node(link.parent), life)
    for old, new in facts.succeeded:
        life, number = Life(since=old.life.until), world.merged.get((old.code, new.code))
        yield Tie("SUCCEEDED_BY", unit_node(old), unit_node(new), life, None, number)
    yield from _of_bodies(world)
    for tenure in facts.tenures:
        who, post = ("person", tenure.person), post_node(tenure.post)
        yield Tie("HOLDS", who, post, tenure.life, None, tenure.decision)
    for member in facts.memberships:
        if member.head or isinstance(member.body, Group):
            yield Tie("MEMBER_OF", ("person", member.person), node_of(member.body), member.life)
    for a in facts.assignments:
        if isinstance(a.target, Unit | Organisation):
            life = a.life.within(a.holder.life) if isinstance(a.holder, Group) else a.life
            start, end = node_of(a.holder), node_of(a.target)
            yield Tie("RESPONSIBLE_FOR", start, end, life, a.kind, a.decision)
        elif isinstance(a.holder, str):
            yield Tie(
                "OF_HOUSEHOLDS", node_of(a.holder), node_of(a.holder), a.life, None, a.decision
            )
    for one in facts.supervisions:
        yield Tie("SUPERVISES", ("person", one.superior), ("person", one.inferior), one.life)


def _of_bodies(world: World) -> Iterator[Tie]:
    bodies = {body.code: body for body in world.facts.organisations if body.code}
    for body in world.facts.organisations:
        node, unit = body_node(body), unit_node(body.unit)
        yield Tie("SERVES", node, unit, body.life)
        for code in world.covering.get(body.code or "", ()):
            village = _village(world, code, body)
            yield Tie("COVERS", node, unit_node(village), body.life.within(village.life))
        if body.code in world.above:
            over = bodies[world.above[body.code]]
            yield Tie("UNDER", node, body_node(over), body.life.within(over.life))
    for post in world.facts.posts:
        yield Tie("BELONGS_TO", post_node(post), body_node(post.organisation), post.life)
