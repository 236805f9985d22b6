"""Puts an inspection into the words of one language, for page, export and command line alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphapp.domain.gap_kinds import GapKind
from graphapp.domain.gap_rows import POST
from graphapp.domain.results import Reason
from graphapp.domain.spells import NOBODY
from graphapp.domain.spells_places import PERSON
from graphapp.domain.tasks import TaskState
from graphapp.model.interval import end_to_edge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphapp.domain.gap_rows import GapRow
    from graphapp.domain.inspection import KindLine, Wish
    from graphapp.domain.inspector import Handled
    from graphapp.words import Words


@dataclass(frozen=True)
class InspectionWords:
    """Speaks of kinds of gap, of what has one and why, and of how it is dealt with."""

    words: Words

    def name(self, name: str) -> str:
        """Name a kind, or that nobody answers at all."""
        if name == NOBODY:
            return self.words.text("inspection.nobody")
        return self.words.gap_kind(GapKind(name))

    def names(self, lines: Iterable[KindLine]) -> str:
        """Name several kinds."""
        return "; ".join(self.name(line.name) for line in lines)

    def tier(self, tier: str) -> str:
        """Name many of a tier; people as such."""
        return self.words.text("inspection.people") if tier == PERSON else self.words.tiers(tier)

    def own_tier(self, row: GapRow) -> str:
        """Name what has a gap by its tier: a village, a post, a person."""
        if row.subject.tier in {POST, PERSON}:
            return self.words.text(f"inspection.is.{row.subject.tier}")
        return self.words.tier(row.subject.tier)

    def why(self, row: GapRow) -> str:
        """Say in a sentence why it is a gap."""
        spell, text = row.spell, self.words.text
        via = row.via.name if row.via else text("inspection.somebody")
        if spell.kind is GapKind.UNFOLLOWED and spell.reason:
            reason = self.words.reason(spell.reason)
            return text("inspection.why_unfollowed", subject=row.subject.name, reason=reason)
        named = {"subject": row.subject.name, "via": via, "told": row.told}
        said = text(f"inspection.why.{spell.kind}", **named, assigned=row.assigned)
        return said[:1].upper() + said[1:]

    def handling(self, row: GapRow, handled: Handled) -> str:
        """Say that a gap is accepted or given out, by whom and until when; blank when neither."""
        accepted, given = handled.accepted.get(row.key), handled.given.get(row.key)
        said, text = [], self.words.text
        if accepted:
            until, why = end_to_edge(accepted.days.until), accepted.why
            said.append(text("inspection.accepted_until", until=until, reason=why))
        if given:
            person, due = handled.person(row.key).name, given.task.due
            said.append(text("inspection.given_to", person=person, due=due))
            if given.state is TaskState.OVERDUE:
                said.append(text("inspection.late"))
        return "; ".join(said)

    def filters(self, wish: Wish) -> str:
        """Say what the rows are narrowed by."""
        said = [
            self.name(wish.name) if wish.name else "",
            self.tier(wish.tier) if wish.tier else "",
            self.words.reason(Reason(wish.reason)) if wish.reason else "",
            self.state(wish.state) if wish.state else "",
        ]
        return ", ".join(each for each in said if each) or self.words.text("inspection.filter_none")

    def state(self, state: str) -> str:
        """Name how a gap is dealt with."""
        return self.words.text(f"inspection.state.{state}")
