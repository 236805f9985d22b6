"""Cells and tables that dossiers of units and of people share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphapp.domain.paper import Cell, Column, Section, Table
from graphapp.model.interval import end_to_edge, start_to_edge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from graphapp.domain.dossier_decisions import NamedDecision
    from graphapp.domain.dossier_gaps import GapsThere
    from graphapp.domain.gap_days import Count
    from graphapp.domain.gap_kinds import GapKind
    from graphapp.domain.gap_rows import GapRow
    from graphapp.domain.paper import Align
    from graphapp.domain.records import Fact, GroupRef
    from graphapp.domain.results import DecisionRef, PersonRef, PostRef, Step, Target
    from graphapp.domain.visits import SeenVisit
    from graphapp.model.interval import Interval
    from graphapp.words import Words

NOTHING = "–"
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Wide:
    """A column of a table: the message of its heading, and its share of the width."""

    message: str
    share: int
    align: Align = "left"


@dataclass(frozen=True)
class Cells:
    """Makes cells and tables in one language."""

    words: Words

    def day(self, day: date | None) -> Cell:
        """Return a day, a dash where there is none."""
        return Cell(self.words.date(day) or NOTHING, value=day)

    def since(self, day: date) -> Cell:
        """Return a first day, a dash where it is open."""
        return self.day(start_to_edge(day))

    def until(self, day: date) -> Cell:
        """Return a last day, inclusive, a dash where it is open."""
        return self.day(end_to_edge(day))

    def number(self, number: int) -> Cell:
        """Return a number."""
        return Cell(self.words.number(number), value=number)

    def person(self, person: PersonRef | GroupRef, post: PostRef | None = None) -> Cell:
        """Name a person, or a working group, with the code and the post."""
        named = self.named(person.name, person.code)
        parts = (named, self.words.post(post) if post else "")
        return Cell("; ".join(filter(None, parts)), of=person.id)

    def target(self, target: Target) -> Cell:
        """Name a unit, a household or an organisation with its code."""
        return Cell(self.named(target.name, target.code), of=target.id)

    def named(self, name: str, code: str) -> str:
        """Return a name with its code; a household has nothing but its code."""
        return name if name == code else f"{name} ({code})"

    def decision(self, found: DecisionRef | None) -> Cell:
        """Name a decision, or say that none is told."""
        if found is None:
            return Cell(self.words.text("chain.no_decision"))
        return Cell(self.words.decision(found), of=found.id)

    def facts(self, facts: Iterable[Fact]) -> list[tuple[str, Cell]]:
        """Return names and values of properties; of a hidden one that it is hidden."""
        hidden = self.words.text("offline.hidden")
        return [
            (self.words.property(f.property), Cell(hidden if f.hidden else self.words.fact(f)))
            for f in facts
        ]

    def table(
        self,
        key: str,
        columns: Sequence[Wide],
        rows: Iterable[Row],
        *,
        caption: str = "",
        note: str = "",
    ) -> Table:
        """Return a table: columns by message and share; what to say of none is ``key`` + none."""
        made = tuple(Column(self.words.text(e.message), e.share, e.align) for e in columns)
        return Table(key, caption, made, tuple(rows), self.words.text(f"dossier.none.{key}"), note)

    def section(
        self, key: str, *tables: Table, lead: str = "", facts: Iterable[tuple[str, Cell]] = ()
    ) -> Section:
        """Return a section under its title."""
        title = self.words.text(f"dossier.section.{key}")
        return Section(key, title, tables, lead, tuple(facts))

    # --- tables of both kinds of dossier --------------------------------------------------------

    def steps(self, key: str, caption: str, steps: Iterable[Step], note: str) -> Table:
        """Return the people of a way up, the first one first."""
        columns = (
            Wide("sheet.number", 8, "center"),
            Wide("dossier.column.person", 42),
            Wide("offline.post", 50),
        )
        rows = (
            (
                self.number(number),
                self.person(step.person),
                Cell(self.words.post(step.post) if step.post else self.words.text("chain.no_post")),
            )
            for number, step in enumerate(steps, 1)
        )
        return self.table(key, columns, rows, caption=caption, note=note)

    def gaps(self, found: GapsThere) -> tuple[Table, ...]:
        """Return open gaps with what is being done, and accepted ones apart where there are any."""
        tables = [self._open(found)]
        if found.accepted:
            tables.append(self._accepted(found))
        return tuple(tables)

    def _open(self, found: GapsThere) -> Table:
        """Return gaps: what is wrong, with what, since when, against which row of the policy."""
        given = any(row.key in found.handled.given for row in found.open)
        columns = [
            Wide("sheet.number", 7, "center"),
            Wide("dossier.column.gap", 22),
            Wide("dossier.column.subject", 25),
            Wide("chain.column_since", 13),
            Wide("dossier.column.duty", 33 if not given else 19),
            *([Wide("dossier.column.handling", 14)] if given else []),
        ]
        rows = (
            (
                self.number(number),
                Cell(self.words.gap_kind(gap.spell.kind), state="broken"),
                self._subject(gap),
                self.day(gap.since),
                Cell(self.words.duty(gap.spell.policy_row)),
                *([self._given(gap, found)] if given else []),
            )
            for number, gap in enumerate(found.open, 1)
        )
        return self.table("gaps", columns, rows)

    def _given(self, gap: GapRow, found: GapsThere) -> Cell:
        standing = found.handled.given.get(gap.key)
        if standing is None:
            return Cell(NOTHING)
        person, due = found.handled.person(gap.key), standing.task.due
        told = self.words.text("inspection.given_to", person=person.name, due=due)
        return Cell(told, of=person.id)

    def _accepted(self, found: GapsThere) -> Table:
        """Return accepted gaps: until which day, by whom and why."""
        columns = (
            Wide("dossier.column.gap", 24),
            Wide("dossier.column.subject", 26),
            Wide("chain.column_until", 14),
            Wide("dossier.column.accepted_by", 14),
            Wide("dossier.column.why", 22),
        )
        accepted = found.handled.accepted
        rows = (
            (
                Cell(self.words.gap_kind(gap.spell.kind)),
                self._subject(gap),
                self.until(accepted[gap.key].days.until),
                Cell(accepted[gap.key].actor),
                Cell(accepted[gap.key].why),
            )
            for gap in found.accepted
        )
        caption = self.words.text("dossier.accepted")
        return self.table("accepted", columns, rows, caption=caption)

    def _subject(self, gap: GapRow) -> Cell:
        """Name what has a gap, and what makes it so."""
        via = self.named(gap.via.name, gap.via.code) if gap.via else ""
        parts = (self.named(gap.subject.name, gap.subject.code), via)
        return Cell("; ".join(filter(None, parts)), of=gap.subject.id)

    def tallies(self, counts: Mapping[GapKind, Count]) -> Table:
        """Return how many of how many have a gap of each kind that there is."""
        columns = (Wide("dossier.column.gap", 70), Wide("dossier.column.share", 30, "right"))
        rows = (
            (Cell(self.words.gap_kind(kind)), Cell(self.share(count.n, count.of)))
            for kind, count in counts.items()
        )
        return self.table("tallies", columns, rows)

    def share(self, n: int, total: int) -> str:
        """Return n of N."""
        return f"{self.words.number(n)}/{self.words.number(total)}"

    def visits(self, found: Sequence[SeenVisit], *, by_whom: bool) -> Table:
        """Return visits: by whom to a unit, or to what by a person."""
        columns = (
            Wide("dossier.column.day", 13),
            Wide("dossier.column.visitor", 25),
            Wide("dossier.column.visited", 24),
            Wide("dossier.column.purpose", 20),
            Wide("dossier.column.outcome", 18),
        )
        kept = columns if by_whom else (columns[0], *columns[2:])
        rows = (self._visit(visit, by_whom=by_whom) for visit in found)
        return self.table("visits", kept, rows)

    def _visit(self, visit: SeenVisit, *, by_whom: bool) -> Row:
        kind = self.words.visit(visit.kind) if visit.kind else ""
        what = self.told(kind, visit.purpose)
        who = (self.person(visit.person),) if by_whom else ()
        told = (Cell(what or NOTHING), Cell(visit.outcome or NOTHING))
        return (self.day(visit.day), *who, self.target(visit.target), *told)

    def period(self, period: Interval) -> str:
        """Tell the days of the visits."""
        since, until = self.words.since(period.since), self.words.until(period.until)
        return self.words.text("dossier.period", since=since, until=until)

    def decisions(self, found: Sequence[NamedDecision]) -> Table:
        """Return decisions, each once."""
        columns = (
            Wide("dossier.column.number", 20),
            Wide("dossier.column.dated", 13),
            Wide("dossier.column.issuer", 24),
            Wide("dossier.column.title", 32),
            Wide("dossier.column.times", 11, "right"),
        )
        rows = (
            (
                Cell(each.decision.number, of=each.decision.id),
                self.day(each.decision.date),
                Cell(each.decision.issuer or NOTHING),
                Cell(self._about(each)),
                self.number(each.times),
            )
            for each in found
        )
        return self.table("decisions", columns, rows)

    def _about(self, each: NamedDecision) -> str:
        kind = self.words.document(each.kind) if each.kind else ""
        return self.told(kind, each.title) or NOTHING

    def told(self, what: str, more: str | None) -> str:
        """Say of what kind something is and, where that is known, more of it."""
        if what and more:
            return self.words.text("dossier.told", what=what, more=more)
        return what or more or ""
