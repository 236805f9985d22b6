"""What the rules need to know of one target, cut out of a whole province.

Every rule of the oracle goes through whole lists, which is right for a roster and endless for
200,000 households. A cut holds all that can matter for one target: what was ever assigned to it
and to what it stands in for, everything about whoever was assigned, and when each tier lived.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.oracle.facts import Facts, Group, Household, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.oracle.facts import Assignment, Link, Membership, Post, Target, Tenure, Visit


@dataclass
class Nearby:
    """Cuts small facts out of large ones; they are indexed once."""

    facts: Facts
    _to: defaultdict[int, list[Assignment]] = field(default_factory=lambda: defaultdict(list))
    _by: defaultdict[object, list[Assignment]] = field(default_factory=lambda: defaultdict(list))
    _tenures: defaultdict[str, list[Tenure]] = field(default_factory=lambda: defaultdict(list))
    _of: defaultdict[str, list[Membership]] = field(default_factory=lambda: defaultdict(list))
    _in: defaultdict[int, list[Membership]] = field(default_factory=lambda: defaultdict(list))
    _visits: defaultdict[int, list[Visit]] = field(default_factory=lambda: defaultdict(list))
    _seats: defaultdict[int, list[Tenure]] = field(default_factory=lambda: defaultdict(list))
    _links: defaultdict[int, list[Link]] = field(default_factory=lambda: defaultdict(list))
    _before: defaultdict[int, list[Unit]] = field(default_factory=lambda: defaultdict(list))
    _tiers: list[Unit] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Index everything by what it is asked for."""
        for one in self.facts.assignments:
            self._to[id(one.target)].append(one)
            self._by[one.holder].append(one)
        for tenure in self.facts.tenures:
            self._tenures[tenure.person].append(tenure)
            self._seats[id(tenure.post)].append(tenure)
        for link in self.facts.part_of:
            self._links[id(link.child)].append(link)
            self._links[id(link.parent)].append(link)
        for member in self.facts.memberships:
            self._of[member.person].append(member)
            if isinstance(member.body, Group):
                self._in[id(member.body)].append(member)
        for visit in self.facts.visits:
            self._visits[id(visit.target)].append(visit)
        for old, new in self.facts.succeeded:
            self._before[id(new)].append(old)
        self._tiers = list({(unit.tier, unit.life): unit for unit in self.facts.units}.values())

    def around(self, target: Target) -> Facts:
        """Return the facts that the rules can need to judge a target."""
        olds = self._before[id(target)]
        grouped = [target.group] if isinstance(target, Household) and target.group else []
        assigned = [a for one in (target, *olds, *grouped) for a in self._to[id(one)]]
        people = set(self._people(assigned))
        theirs = [a for person in people for a in self._held(person)]
        groups = {a.holder for a in (*assigned, *theirs) if isinstance(a.holder, Group)}
        members = [m for group in groups for m in self._in[id(group)]]
        members += [m for person in people for m in self._of[person]]
        return Facts(
            units=self._tiers,
            succeeded=[(old, target) for old in olds if isinstance(target, Unit)],
            tenures=[tenure for person in people for tenure in self._tenures[person]],
            memberships=list(dict.fromkeys(members)),
            assignments=list(dict.fromkeys((*assigned, *theirs))),
            visits=[visit for one in (target, *grouped) for visit in self._visits[id(one)]],
            names=self.facts.names,
        )

    def of_person(self, person: str) -> Facts:
        """Return what somebody was ever assigned, with everybody in the same groups."""
        assigned = self._held(person)
        groups = {a.holder for a in assigned if isinstance(a.holder, Group)}
        members = [m for group in groups for m in self._in[id(group)]]
        return Facts(memberships=members, assignments=list(dict.fromkeys(assigned)))

    def of_post(self, post: Post) -> Facts:
        """Return who ever held a post."""
        return Facts(tenures=self._seats[id(post)])

    def of_unit(self, unit: Unit) -> Facts:
        """Return what judges a unit, those directly below it, and those above at any remove."""
        links = {id(link): link for link in self._links[id(unit)]}
        above = [unit]
        for one in above:
            over = [link for link in self._links[id(one)] if link.child is one]
            links |= {id(link): link for link in over}
            above += [link.parent for link in over]
        below = [link.child for link in self._links[id(unit)] if link.parent is unit]
        units = list(dict.fromkeys((*above, *below)))
        cuts = [self.around(one) for one in units]
        return Facts(
            units=list(dict.fromkeys((*units, *self._tiers))),
            part_of=list(links.values()),
            succeeded=[pair for cut in cuts for pair in cut.succeeded],
            tenures=list(dict.fromkeys(t for cut in cuts for t in cut.tenures)),
            memberships=list(dict.fromkeys(m for cut in cuts for m in cut.memberships)),
            assignments=list(dict.fromkeys(a for cut in cuts for a in cut.assignments)),
        )

    def _people(self, assigned: Iterable[Assignment]) -> Iterable[str]:
        for one in assigned:
            if isinstance(one.holder, Group):
                yield from (member.person for member in self._in[id(one.holder)])
            else:
                yield one.holder

    def _held(self, person: str) -> list[Assignment]:
        """Return what somebody was ever assigned, in person or through a working group."""
        groups = [m.body for m in self._of[person] if isinstance(m.body, Group)]
        return [a for holder in (person, *groups) for a in self._by[holder]]
