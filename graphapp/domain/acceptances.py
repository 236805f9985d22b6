"""Accepted gaps: who lets one stand, why, and until which day; then it is back by itself.

Accepting changes nothing in the graph and takes nothing out of a trend. It begins on the day on
which it is recorded and always has a last day; it can be ended sooner.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from graphapp.domain.gap_kinds import GapKey
from graphapp.model.interval import Interval


class AcceptanceState(StrEnum):
    """How an acceptance stands on a day, in the order in which the page tells them."""

    IN_FORCE = "in_force"
    OVER = "over"
    ENDED = "ended"
    TO_COME = "to_come"


@dataclass(frozen=True)
class Acceptance:
    """``number``: that of its entry in the ledger. ``ended_by``: who ended it before its time."""

    number: int
    key: GapKey
    days: Interval
    why: str
    actor: str
    ended_by: str = ""

    def state(self, as_of: date) -> AcceptanceState:
        """Tell how it stands on a day."""
        if self.days.holds(as_of):
            return AcceptanceState.IN_FORCE
        if as_of < self.days.since:
            return AcceptanceState.TO_COME
        return AcceptanceState.ENDED if self.ended_by else AcceptanceState.OVER


@dataclass(frozen=True)
class Acceptances:
    """All that was ever accepted, in the order in which it was recorded."""

    every: tuple[Acceptance, ...] = ()

    def holds(self, key: str, day: date) -> bool:
        """Tell whether the gap of a key is accepted on a day."""
        return self.of(key, day) is not None

    def of(self, key: str, day: date) -> Acceptance | None:
        """Return what accepts the gap of a key on a day."""
        found = self._by_key.get(key, ())
        return next((each for each in found if each.days.holds(day)), None)

    def numbered(self, number: int) -> Acceptance | None:
        """Return the one that an entry recorded."""
        return next((each for each in self.every if each.number == number), None)

    def on(self, as_of: date) -> Mapping[AcceptanceState, tuple[Acceptance, ...]]:
        """Return them by how they stand on a day, in each the one that ends first at the top."""
        found: defaultdict[AcceptanceState, list[Acceptance]] = defaultdict(list)
        for each in sorted(self.every, key=lambda each: (each.days.until, each.number)):
            found[each.state(as_of)].append(each)
        return {state: tuple(found[state]) for state in AcceptanceState if found[state]}

    @cached_property
    def _by_key(self) -> Mapping[str, Iterable[Acceptance]]:
        found: defaultdict[str, list[Acceptance]] = defaultdict(list)
        for each in self.every:
            found[str(each.key)].append(each)
        return found
