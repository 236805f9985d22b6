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

    from tests.oracle.facts import Assignment, Membership, Target, Tenure, Visit


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
    _before: defaultdict[int, list[Unit]] = field(default_factory=lambda: defaultdict(list))
    _tiers: list[Unit] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Index everything by what it is asked for."""
        for one in self.facts.assignments:
            self._to[id(one.target)].append(one)
            self._by[one.holder].append(one)
        for tenure in self.facts.tenures:
            self._tenures[tenure.person].append(tenure)
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
