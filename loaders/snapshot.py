"""A load as a snapshot: what stands in a scope on a day and is in none of the files ends that day.

Files are deltas unless a snapshot is asked for. A snapshot says all there is of its kinds of files
in one unit on one day, so what it leaves out was over by then: its last day is the day before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from graphapp.graph.port import Reader
from graphapp.model.choices import TIERS
from loaders.draft import Draft
from loaders.facts import Edge, Node


@dataclass(frozen=True)
class Snapshot:
    """The unit (by id) and the day of which the files tell everything."""

    unit_id: str
    day: date


@dataclass(frozen=True)
class _Place:
    """What lies in the scope on the day."""

    draft: Draft
    snapshot: Snapshot
    units: list[Node]

    def into(self, table: str, ends: list[Node]) -> list[Edge]:
        """Return the edges in force that lead to some nodes."""
        found = self.draft.standing.edges(table, "end", ends)
        return self._in_force(found, ends)

    def out_of(self, table: str, starts: list[Node]) -> list[Edge]:
        """Return the edges in force that lead from some nodes."""
        return self._in_force(self.draft.standing.edges(table, "start", starts), starts)

    def _in_force(self, found: Mapping[str, list[Edge]], nodes: list[Node]) -> list[Edge]:
        edges = (edge for node in nodes for edge in found.get(node.id or "", ()))
        return [edge for edge in edges if edge.life.holds(self.snapshot.day)]

    def households(self) -> list[Node]:
        """Return who lives in the scope."""
        return [edge.start for edge in self.into("LIVES_IN:Household:Unit", self.units)]

    def organisations(self) -> list[Node]:
        """Return what serves a unit of the scope."""
        return [edge.start for edge in self.into("SERVES:Organisation:Unit", self.units)]

    def tenures(self) -> list[Edge]:
        """Return who holds a post of the scope's organisations."""
        seats = self.into("BELONGS_TO:Post:Organisation", self.organisations())
        return self.into("HOLDS:Person:Post", [seat.start for seat in seats])

    def assignments(self) -> Iterator[Edge]:
        """Return the assignments to what lies in the scope, and who supervises its officials."""
        households = self.households()
        groups = [e.end for e in self.out_of("IN_GROUP:Household:HouseholdGroup", households)]
        targets = {
            "Unit": self.units,
            "Household": households,
            "HouseholdGroup": list(dict.fromkeys(groups)),
            "Organisation": self.organisations(),
        }
        for label, nodes in targets.items():
            for holder in ("Person", "WorkingGroup"):
                yield from self.into(f"RESPONSIBLE_FOR:{holder}:{label}", nodes)
        officials = list(dict.fromkeys(tenure.start for tenure in self.tenures()))
        yield from self.into("SUPERVISES:Person:Person", officials)

    def homes(self) -> list[Edge]:
        """Return where the households of the scope live."""
        return self.into("LIVES_IN:Household:Unit", self.units)


_ALL: dict[str, Callable[[_Place], Iterator[Edge] | list[Edge]]] = {
    "assignments": _Place.assignments,
    "tenures": _Place.tenures,
    "households": _Place.homes,
}
SNAPSHOT_KINDS = tuple(_ALL)


def end_what_is_missing(draft: Draft, reader: Reader, snapshot: Snapshot) -> dict[str, int]:
    """End what stands and no file names; returns how many by kind of file.

    To be called when the edges of the files are matched with those that stand.
    """
    place = _Place(draft, snapshot, _units(draft, reader, snapshot))
    named = {edge.id for edges in draft.edges.values() for edge in edges}
    counts: dict[str, int] = {}
    for kind in [kind for kind in SNAPSHOT_KINDS if draft.rows.get(kind)]:
        missing = [edge for edge in _ALL[kind](place) if edge.id not in named]
        counts[kind] = len(missing)
        for edge in missing:
            # a household ends with its home
            ends = [edge, edge.start] if edge.table.name == "LIVES_IN" else [edge]
            for fact in ends:
                fact.values["until"] = snapshot.day
            draft.ended.extend(ends)
            first = draft.rows[kind][0].table.source
            who, what = _named(edge.start), _named(edge.end)
            draft.problems.remark_in_file(
                first, "load.snapshot_ended", who=who, what=what, day=snapshot.day
            )
    return counts


def _named(node: Node) -> str:
    return f"{node.name} ({node.code})" if node.name else node.code


def _units(draft: Draft, reader: Reader, snapshot: Snapshot) -> list[Node]:
    ids = [snapshot.unit_id]
    for tier in TIERS:
        rows = reader.rows(
            "units/below", unit_id=snapshot.unit_id, tier=tier.value, as_of=snapshot.day
        )
        ids += [row["unit_id"] for row in rows if row["unit_id"] != snapshot.unit_id]
    draft.standing.nodes("Unit", "id", ids)
    wanted = set(ids)
    return [node for node in draft.standing.known("Unit") if node.id in wanted]
