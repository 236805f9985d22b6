"""Who is who: rows that speak of one unit, post … become one node, new or standing.

A known code with an overlapping life is the same thing, else a new one; an undated row means the
newest (design, section 5, Identity).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from graphapp.model.interval import OPEN_END, OPEN_START, Interval
from loaders.facts import Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graphapp.model.kinds import Table
    from loaders.problems import Problems
    from loaders.rows import Row, Value

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Claim:
    """What one row says of one node; ``keys`` names the column behind a property.

    ``main``: the row is about this node, not about one above it.
    """

    values: Mapping[str, Value]
    row: Row
    keys: Mapping[str, str] = field(default_factory=dict)
    main: bool = True

    @property
    def life(self) -> Interval:
        """Return the life that the row gives, open where it says nothing."""
        return Interval(self._date("since", OPEN_START), self._date("until", OPEN_END))

    @property
    def anchor(self) -> date | None:
        """Return a day on which the thing surely was; None when the row gives no date."""
        if self.life.since > OPEN_START:
            return self.life.since
        return None if self.life.until >= OPEN_END else self.life.until - _DAY

    @property
    def order(self) -> tuple[bool, bool, date]:
        """Put claims with both dates first, those without any last."""
        full = "since" in self.values and "until" in self.values
        return (self.anchor is None, not full, self.life.since)

    def _date(self, name: str, otherwise: date) -> date:
        value = self.values.get(name)
        return value if isinstance(value, date) else otherwise


def settle(
    table: Table, claims: Sequence[Claim], standing: Sequence[Node], problems: Problems
) -> list[Node]:
    """Return the nodes of one code (and tier): those claimed first, then those that only stand."""
    if len(claims) == 1 and not standing:
        return [_made(table, claims, problems)]
    if not claims and len(standing) == 1:
        return list(standing)
    groups = _groups([c for c in sorted(claims, key=lambda c: c.order) if c.anchor is not None])
    free = sorted(standing, key=lambda node: node.since)
    nodes = [_meant(table, group, free, problems) for group in _certain_first(groups, free)]
    loose = [claim for claim in claims if claim.anchor is None]
    if loose:
        known = [*nodes, *free]
        node = max(known, key=lambda n: (n.since, n.until)) if known else Node(table)
        nodes = nodes if node in nodes else [*nodes, node]
        say(node, loose, problems)
    return [*nodes, *(node for node in free if node not in nodes)]


def say(fact: Node, claims: Iterable[Claim], problems: Problems) -> None:
    """Write what rows say onto a node; two rows that say different things are refused."""
    for claim in claims:
        for name, value in claim.values.items():
            _say_one(fact, name, value, claim, problems)
        fact.row = fact.row or claim.row
        if claim.main:
            claim.row.main = fact
        claim.row.facts.append(fact)


def _say_one(fact: Node, name: str, value: Value, claim: Claim, problems: Problems) -> None:
    said = fact.values.get(name)
    if said is None or said == value:
        fact.values[name] = value
    elif value is not None and fact.row is not None:
        problems.disagree(claim.row, claim.keys.get(name, name), fact.row, name, said)


def _made(table: Table, claims: Sequence[Claim], problems: Problems) -> Node:
    node = Node(table)
    say(node, claims, problems)
    return node


def _groups(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Put together the dated rows that mean one thing: full rows by an edge, others by a day."""
    groups: list[list[Claim]] = []
    for claim in claims:
        full = "since" in claim.values and "until" in claim.values
        same = next((g for g in groups if _means(claim, _life(g), full=full)), None)
        if same is None:
            groups.append([claim])
        else:
            same.append(claim)
    return sorted(groups, key=lambda group: _life(group).since)


def _means(claim: Claim, life: Interval, *, full: bool) -> bool:
    if full:
        edge = claim.life.since == life.since or claim.life.until == life.until
        return edge and life.overlaps(claim.life)
    return claim.anchor is not None and life.holds(claim.anchor)


def _life(group: Iterable[Claim]) -> Interval:
    lives = [claim.life for claim in group]
    return Interval(max(life.since for life in lives), min(life.until for life in lives))


def _certain_first(groups: list[list[Claim]], free: Sequence[Node]) -> list[list[Claim]]:
    """Let those choose first that begin with a standing one, then those on a day of one."""
    starts = {node.since for node in free}

    def doubt(group: list[Claim]) -> int:
        life = _life(group)
        if life.since in starts and any("since" in claim.values for claim in group):
            return 0
        days = [claim.anchor for claim in group if claim.anchor is not None]
        return 1 if any(node.life.holds(day) for node in free for day in days) else 2

    return sorted(groups, key=doubt)


def _meant(table: Table, group: list[Claim], free: list[Node], problems: Problems) -> Node:
    """Take the standing node that a group of rows means out of ``free``, or make a new one."""
    life = _life(group)
    day = group[0].anchor or life.since
    choices = (
        [n for n in free if n.since == life.since and any("since" in c.values for c in group)],
        [n for n in free if n.life.holds(day)],
        [n for n in free if n.life.overlaps(life)],
    )
    found = next((choice[-1] for choice in choices if choice), None)
    if found is None:
        return _made(table, group, problems)
    free.remove(found)
    say(found, group, problems)
    return found
