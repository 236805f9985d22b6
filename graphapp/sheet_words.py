"""Puts the assignment sheet into words: the same on the page, in the file and on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphapp.domain.results import State
from graphapp.domain.sheet_table import NOT_REQUIRED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graphapp.domain.results import DecisionRef, Link, Responsible
    from graphapp.domain.sheet_table import Seat, Section, Sheet, VillageRow
    from graphapp.words import Words

NOTHING = "–"


@dataclass(frozen=True)
class SheetWords:
    """Speaks of the rows of a sheet in one language."""

    words: Words

    def tiers_above(self, sheet: Sheet) -> tuple[str, ...]:
        """Return the tiers above the villages of which anybody is asked or answers, nearest first.

        A commune whose villages nobody above answers for, as before July 2025, has no column.
        """
        links = [link for row in sheet.rows for link in row.above]
        told = (link.unit.tier for link in links if link.required or link.responsible)
        found = set(told)
        return tuple(tier for tier in ("commune", "district") if tier in found)

    def above(self, row: VillageRow, tier: str) -> Link | None:
        """Return the link of a row's unit of a tier; None where there is no such unit."""
        return next((link for link in row.above if link.unit.tier == tier), None)

    def who(self, each: Responsible) -> str:
        """Name who answers: the person, or a working group without a head."""
        return each.person.name if each.person else each.group or ""

    def names(self, link: Link) -> list[str]:
        """Name who answers for something, each once."""
        return list(dict.fromkeys(self.who(each) for each in link.responsible))

    def party_above(self, section: Section) -> list[Link]:
        """Return the organisations above the cells of a section that anybody is to answer for."""
        found = {link.unit.id: link for row in section.rows for link in row.party_above}
        return [link for link in found.values() if link.required or link.responsible]

    def post(self, each: Responsible, row: VillageRow) -> str:
        """Name the post through which somebody answers; that of the row's own commune in short."""
        post = each.post
        if post is None:
            return self.words.text("chain.no_post" if each.person else "chain.without_head")
        if post.in_force and row.commune and post.unit.id == row.commune.id:
            return post.title
        return self.words.post(post, bare=True)

    def notes(self, each: Responsible) -> list[tuple[str, str]]:
        """Return what else must be said of somebody: (state or blank, words)."""
        words = self.words
        found = [] if each.kind == "in_charge" else [("", words.kind(each.kind))]
        if each.group and each.person:
            found.append(("", words.text("sheet.head_of", group=each.group)))
        if each.post and each.post.in_force and each.post.acting:
            found.append((State.ACTING.value, words.state(State.ACTING)))
        if over := words.overload(each):
            found.append((State.OVERLOADED.value, over))
        if each.unsound:
            reason = words.reason(each.unsound)
            found.append((State.BROKEN.value, words.text("chain.not_counted", reason=reason)))
        return found

    def nobody(self, link: Link) -> str:
        """Say that nobody answers for something, where somebody has to."""
        return self.words.text("sheet.nobody") if link.required else NOTHING

    def state(self, state: str) -> str:
        """Name a state, also that of a village that nobody asks for."""
        if state == NOT_REQUIRED:
            return self.words.text("sheet.not_required")
        return self.words.state(State(state))

    def states(self, link: Link) -> list[tuple[str, str]]:
        """Return every state of a link with its name, worst first."""
        found = [state.value for state in link.states] or [NOT_REQUIRED]
        return [(state, self.state(state)) for state in found]

    def why(self, link: Link) -> str:
        """Tell why a link is broken, and since when where a day is known; blank when it is not."""
        if link.broken is None:
            return ""
        reason = self.words.reason(link.broken.reason)
        if link.broken.since is None:
            return reason
        return self.words.text("sheet.since", reason=reason, since=link.broken.since)

    def decisions(self, link: Link) -> list[DecisionRef | None]:
        """Return the decisions of the assignments, each once; None for assignments without one."""
        return list(dict.fromkeys(each.decision for each in link.responsible))

    def decision(self, found: DecisionRef | None) -> str:
        """Name a decision by its number and date."""
        if found is None:
            return NOTHING
        if found.date is None:
            return found.number
        return f"{found.number} ({self.words.date(found.date)})"

    def ends(self, link: Link) -> list[str]:
        """Return the last days of the assignments, each once; a dash where there is none."""
        ends = (self.words.until(each.until) or NOTHING for each in link.responsible)
        return list(dict.fromkeys(ends))

    def lines(self, link: Link | None, row: VillageRow) -> list[str]:
        """Say in lines who answers for something."""
        if link is None:
            return [NOTHING]
        return [self._line(each, row) for each in link.responsible] or [self.nobody(link)]

    def body_lines(self, links: Sequence[Link], row: VillageRow, none: str) -> list[str]:
        """Say in lines which party organisations there are and who answers for them."""
        found = [
            f"{link.unit.name}: {'; '.join(self.lines(link, row))}{self._flaw(link)}"
            for link in links
        ]
        return found or [none]

    def link_lines(self, link: Link | None, row: VillageRow) -> list[str]:
        """Say in lines who answers for a unit above, and what is wrong with it."""
        flaw = "" if link is None else self._flaw(link)
        lines = self.lines(link, row)
        return [*lines[:-1], lines[-1] + flaw]

    def state_lines(self, link: Link) -> list[str]:
        """Say in lines the states of a link, and why it is broken."""
        names = ", ".join(name for _, name in self.states(link))
        return [names, *filter(None, [self.why(link)])]

    def seat_lines(self, seats: Sequence[Seat]) -> list[str]:
        """Say in lines who holds posts of a village: vacant, or that there is no such post."""
        found = [line for seat in seats for line in self._seat(seat)]
        return found or [NOTHING]

    def _seat(self, seat: Seat) -> Iterable[str]:
        if not seat.holders:
            return [self.words.text("sheet.vacant")]
        acting = f" ({self.words.state(State.ACTING)})"
        return [f"{each.person.name}{acting if each.acting else ''}" for each in seat.holders]

    def _line(self, each: Responsible, row: VillageRow) -> str:
        parts = [self.post(each, row), *(text for _, text in self.notes(each))]
        return f"{self.who(each)} ({'; '.join(parts)})"

    def _flaw(self, link: Link) -> str:
        """Say the states of a link that is required and not in order."""
        flaws = [name for state, name in self.states(link) if state not in _QUIET]
        why = self.why(link)
        said = [*flaws, *([why] if why and link.responsible else [])]
        return f" [{', '.join(said)}]" if said else ""


def sheet_lines(sheet: Sheet, words: Words) -> Iterator[str]:
    """Say a sheet on the screen: its tallies, then every village with who answers for it."""
    say = SheetWords(words)
    yield words.text("sheet.title_for", unit=sheet.unit.name)
    yield words.text(
        "sheet.caption", unit=sheet.unit.name, as_of=sheet.as_of, n=sheet.found, total=sheet.total
    )
    for state, n in sheet.tallies:
        yield f"  {say.state(state)}: {words.number(n)}/{words.number(sheet.total)}"
    for section in sheet.sections:
        if section.commune and len(sheet.communes) > 1:
            yield f"{section.commune.name} ({section.commune.code})"
        for row in section.rows:
            states = ", ".join(say.state_lines(row.link))
            who = "; ".join(say.lines(row.link, row))
            yield f"  {row.village.name} ({row.village.code}): {states}; {who}"


_QUIET = frozenset({State.COMPLETE.value, NOT_REQUIRED})
