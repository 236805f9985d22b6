"""Who answers, in the words of a dossier: the chain by unit and by person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphapp.domain.paper import Cell
from graphapp.dossier.cells import NOTHING, Cells, Wide
from graphapp.sheet_words import SheetWords

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graphapp.domain.paper import Section, Table
    from graphapp.domain.results import Chain, Link, Responsible
    from graphapp.dossier.cells import Row
    from graphapp.words import Words


@dataclass(frozen=True)
class Answering:
    """Speaks of the links of a chain."""

    words: Words

    @property
    def cells(self) -> Cells:
        """Return what makes cells."""
        return Cells(self.words)

    @property
    def sheet(self) -> SheetWords:
        """Return what speaks of links as the assignment sheet does."""
        return SheetWords(self.words)

    def section(self, chains: Sequence[Chain]) -> Section:
        """Tell the chain by unit, and by person in each of its lines."""
        by_person = (self._by_person(chain) for chain in chains)
        return self.cells.section("chain", self._by_unit(chains[0]), *by_person)

    def _by_unit(self, chain: Chain) -> Table:
        columns = (
            Wide("dossier.column.unit", 16),
            Wide("offline.state", 17),
            Wide("chain.column_who", 25),
            Wide("chain.column_decision", 16),
            Wide("chain.column_since", 13),
            Wide("chain.column_until", 13),
        )
        rows = (row for link in chain.by_unit for row in self._link(link))
        caption = self.words.text("chain.by_unit_caption", name=chain.target.name)
        return self.cells.table("by_unit", columns, rows, caption=caption)

    def _link(self, link: Link) -> Iterator[Row]:
        unit, state = self.cells.target(link.unit), self.state(link)
        blank = Cell(NOTHING)
        if not link.responsible:
            yield unit, state, Cell(self.sheet.nobody(link)), blank, blank, blank
        for each in link.responsible:
            days = self.cells.since(each.since), self.cells.until(each.until)
            yield unit, state, self.who(each), self.cells.decision(each.decision), *days

    def state(self, link: Link) -> Cell:
        """Tell how a link stands."""
        if link.broken:
            return Cell(self.words.broken(link.broken), state="broken")
        if not link.required:
            return Cell(self.words.text("chain.not_required"))
        return Cell(self.words.states(link.states), state=link.states[0].value)

    def who(self, each: Responsible) -> Cell:
        """Name who answers, through which post, in what way, and what is wrong with it."""
        words = self.words
        parts = [self.cells.named(each.person.name, each.person.code) if each.person else ""]
        if each.group:
            parts.append(words.text("chain.group", group=each.group))
        if each.person:
            parts.append(words.post(each.post) if each.post else words.text("chain.no_post"))
        else:
            parts.append(words.text("chain.without_head"))
        parts += [words.kind(each.kind), words.overload(each)]
        if each.unsound:
            parts.append(words.text("chain.not_counted", reason=words.reason(each.unsound)))
        return Cell("; ".join(filter(None, parts)), of=each.person.id if each.person else "")

    def _by_person(self, chain: Chain) -> Table:
        words, line = self.words, self.words.line(chain.line)
        caption = words.text("chain.by_person_caption", name=chain.target.name, line=line)
        note = ""
        if chain.by_person:
            last = chain.by_person[-1].person.name
            note = words.text("chain.by_person_complete")
            if not chain.by_person_complete:
                note = words.text("chain.by_person_broken", person=last)
        return self.cells.steps(f"by_person_{chain.line}", caption, chain.by_person, note)
