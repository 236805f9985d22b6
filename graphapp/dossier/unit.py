"""The sections of a dossier of a village or a commune."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphapp.domain.paper import Cell
from graphapp.dossier.answering import Answering
from graphapp.dossier.cells import NOTHING, Cells, Wide
from graphapp.dossier.inside import inside_section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graphapp.domain.dossier import UnitDossier
    from graphapp.domain.paper import Section, Table
    from graphapp.domain.records import Answered, Succession
    from graphapp.dossier.cells import Row
    from graphapp.words import Words


def unit_sections(found: UnitDossier, words: Words) -> tuple[Section, ...]:
    """Return the sections, in their order."""
    say = _Unit(found, words, Cells(words))
    return (
        say.general(),
        Answering(words).section(found.chains),
        inside_section(found, words),
        say.gaps(),
        say.visits(),
        say.history(),
        say.decisions(),
    )


@dataclass(frozen=True)
class _Unit:
    found: UnitDossier
    words: Words
    cells: Cells

    def general(self) -> Section:
        """Tell what it is, where, and its figures."""
        words, version = self.words, self.found.page.version
        above = ", ".join(each.unit.name for each in self.found.page.above)
        told: list[tuple[str, Cell]] = [
            (words.text("unit.code"), Cell(version.unit.code)),
            (words.text("unit.tier"), Cell(words.tier(version.unit.tier))),
            *([(words.text("unit.kind"), Cell(version.kind))] if version.kind else []),
            (words.text("unit.above"), Cell(above or NOTHING)),
            (words.text("unit.life"), Cell(words.life(version) or words.text("unit.life_open"))),
            *self.cells.facts(self.found.facts),
            *self._sizes(),
            (words.text("chain.grade"), self._grade()),
            *self._figures(),
        ]
        return self.cells.section("general", facts=told)

    def _sizes(self) -> Iterator[tuple[str, Cell]]:
        page = self.found.page
        if page.household_count is not None:
            yield self.words.text("unit.households"), self.cells.number(page.household_count)
        if page.version.unit.tier == "village":
            yield self.words.text("unit.listed"), self.cells.number(len(page.households))

    def _grade(self) -> Cell:
        chain = self.found.chains[0]
        told = self.words.states(chain.states) or self.words.state(chain.grade)
        return Cell(told, state=chain.grade.value)

    def _figures(self) -> Iterator[tuple[str, Cell]]:
        words = self.words
        for each in self.found.figures:
            n, total = each.tally.numerator, each.tally.denominator
            label = words.text("dossier.figure.without", tier=words.tiers(each.tier))
            yield label, Cell(self.cells.share(n, total))
        gaps = self.found.gaps
        yield words.text("dossier.figure.gaps"), self.cells.number(gaps.of_others)
        yield words.text("dossier.figure.household_gaps"), self.cells.number(gaps.of_households)
        yield words.text("dossier.figure.visits"), self.cells.number(len(self.found.visits))

    def gaps(self) -> Section:
        """Tell the gaps: of each kind n of N, then one by one."""
        found = self.found.gaps
        lead = ""
        if found.unlisted:
            lead = self.words.text("dossier.households_apart", n=found.unlisted)
        tallies = [self.cells.tallies(found.counts)] if found.counts else []
        return self.cells.section("gaps", *tallies, *self.cells.gaps(found), lead=lead)

    def visits(self) -> Section:
        """Tell the visits of the period."""
        table = self.cells.visits(self.found.visits, by_whom=True)
        return self.cells.section("visits", table, lead=self.cells.period(self.found.period))

    def history(self) -> Section:
        """Tell who answered over time, mergers, and what it belonged to."""
        history = self.found.history
        tables = [self._answered(history.answered)]
        if history.before or history.after:
            tables.append(self._successions((*history.before, *history.after)))
        columns = (
            Wide("history.column.parent", 50),
            Wide("chain.column_since", 25),
            Wide("chain.column_until", 25),
        )
        rows = (
            (self.cells.target(p.target), self.cells.since(p.since), self.cells.until(p.until))
            for p in history.parents
        )
        caption = self.words.text("history.parents")
        tables.append(self.cells.table("parents", columns, rows, caption=caption))
        return self.cells.section("history", *tables)

    def _answered(self, answered: Iterable[Answered]) -> Table:
        columns = (
            Wide("chain.column_since", 13),
            Wide("chain.column_until", 13),
            Wide("history.column.who", 28),
            Wide("chain.column_decision", 20),
            Wide("dossier.column.remark", 26),
        )
        rows = (self._held(each) for each in reversed(tuple(answered)))
        return self.cells.table(
            "answered", columns, rows, caption=self.words.text("history.answered")
        )

    def _held(self, each: Answered) -> Row:
        words = self.words
        days = self.cells.since(each.since), self.cells.until(each.until)
        why = words.broken(each.broken) if each.broken else ""
        if each.holder is None:
            duty = words.duty(each.policy_row) if each.policy_row else ""
            told = "; ".join(filter(None, (why, duty)))
            nobody = Cell(words.text("chain.nobody"), state="broken")
            return (*days, nobody, Cell(NOTHING), Cell(told))
        who = self.cells.person(each.holder, each.post)
        remark = "; ".join(filter(None, (words.kind(each.kind) if each.kind else "", why)))
        return (*days, who, self.cells.decision(each.decision), Cell(remark))

    def _successions(self, found: Iterable[Succession]) -> Table:
        columns = (
            Wide("decision.column.day", 13),
            Wide("decision.column.before", 26),
            Wide("decision.column.after", 26),
            Wide("decision.column.extent", 12),
            Wide("chain.column_decision", 24),
        )
        rows = (
            (
                self.cells.day(row.day),
                self.cells.target(row.before),
                self.cells.target(row.after),
                Cell(self.words.extent(row.extent) if row.extent else NOTHING),
                self.cells.decision(row.decision),
            )
            for row in found
        )
        return self.cells.table(
            "mergers", columns, rows, caption=self.words.text("dossier.mergers")
        )

    def decisions(self) -> Section:
        """Name the decisions."""
        return self.cells.section("decisions", self.cells.decisions(self.found.decisions))
