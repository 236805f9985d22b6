"""Puts the units of an overview into words: what its marks say, and where they lead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from graphapp.domain.results import STATES, Target
from graphapp.domain.sheet_table import NOT_REQUIRED
from graphapp.web.drawing import Item
from graphapp.web.overview_rows import state_of
from graphapp.web.targets import chain_address
from graphapp.web.view import here

if TYPE_CHECKING:
    from graphapp.domain.overview import Overview, Spot
    from graphapp.domain.results import Tally
    from graphapp.words import Words

_ID = "u0-0"  # in the one address that is made for all of them, where the id goes
SIGNS = (*(state.value for state in STATES), NOT_REQUIRED)


@dataclass(frozen=True)
class OverviewWords:
    """Speaks of one overview in one language."""

    words: Words
    overview: Overview
    households: Mapping[str, Tally]

    def items(self) -> list[Item]:
        """Return what is to be drawn; what is worst is named first."""
        return [self._item(spot) for spot in self.overview.spots]

    def counts(self) -> list[tuple[str, int]]:
        """Return how many units of the tier that is shown are in each state, worst first."""
        tier = self.overview.tier
        states = [state_of(s) for s in self.overview.spots if s.unit.tier == tier]
        return [(sign, states.count(sign)) for sign in SIGNS if sign in states]

    def state(self, spot: Spot) -> str:
        """Name the states of a unit's own link, with the reason of a break."""
        if spot.link.broken:
            return self.words.broken(spot.link.broken)
        if not spot.link.states:
            return self.words.text("overview.not_required")
        return self.words.states(spot.link.states)

    def about(self, spot: Spot) -> str:
        """Tell everything of a unit in a sentence or two."""
        return ". ".join(self._said(spot))

    def sign(self, spot: Spot) -> str:
        """Return the sign of a unit: the worst state of its own link."""
        return state_of(spot)

    def parent(self, spot: Spot) -> str:
        """Name what a unit hangs under."""
        return self._names.get(spot.parent or "", "")

    def worse_above(self, spot: Spot) -> bool:
        """Tell whether a unit above makes the chain worse than the unit's own link."""
        return spot.grade is not None and spot.grade not in spot.link.states[:1]

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {spot.unit.id: spot.unit.name for spot in self.overview.spots}

    def who(self, spot: Spot) -> list[str]:
        """Name who answers for a unit."""
        names = [each.person.name if each.person else each.group for each in spot.link.responsible]
        return list(dict.fromkeys(name for name in names if name))

    def address(self, spot: Spot) -> str:
        """Return where a unit leads: to its own overview, a village to its chain."""
        leads_up = spot.unit.tier == "village" or spot.depth == 0
        return (self._chain if leads_up else self._inside).replace(_ID, spot.unit.id)

    @cached_property
    def _chain(self) -> str:
        return chain_address(Target(_ID, "", "", "village"))

    @cached_property
    def _inside(self) -> str:
        return here(**{"in": _ID}, tier=None, page=None, text=None, state=None)

    def _item(self, spot: Spot) -> Item:
        sign = state_of(spot)
        tier = ("province", "district", "commune", "village").index(spot.unit.tier)
        return Item(
            spot.unit.id,
            spot.unit.tier,
            spot.unit.name,
            sign,
            self.about(spot),
            self.address(spot),
            spot.parent,
            note=self._note(spot),
            rank=tier * len(SIGNS) + SIGNS.index(sign),
        )

    def _note(self, spot: Spot) -> str:
        if spot.villages is None or not spot.villages.denominator:
            return ""
        return self.ratio(spot.villages)

    def _shown(self, spot: Spot) -> str:
        """Return what is written beside the mark, with which its name for ears has to begin."""
        return f"{spot.unit.name} {self._note(spot)}".strip()

    def _said(self, spot: Spot) -> Iterator[str]:
        text = self.words.text
        yield text("overview.is", name=self._shown(spot), state=self.state(spot))
        who = self.who(spot)
        if who:
            yield text("overview.who", names=who)
        if spot.grade and self.worse_above(spot):
            yield text("overview.grade", state=self.words.state(spot.grade))
        if spot.villages is not None:
            yield text("overview.villages", ratio=self.ratio(spot.villages))
        homes = self.households.get(spot.unit.id)
        if homes is not None:
            yield text("overview.households", ratio=self.ratio(homes))

    def ratio(self, tally: Tally) -> str:
        """Return how many have nobody, of how many."""
        number = self.words.number
        return f"{number(tally.numerator)}/{number(tally.denominator)}"
