"""The sections of a dossier of a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphapp.domain.paper import Cell
from graphapp.domain.results import State
from graphapp.dossier.cells import NOTHING, Cells, Wide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graphapp.domain.paper import Section, Table
    from graphapp.domain.person_chain import PersonChain
    from graphapp.domain.person_dossier import Directed, PersonDossier
    from graphapp.domain.records import Duty, HeldPost, Supervision
    from graphapp.dossier.cells import Row
    from graphapp.words import Words


def person_sections(found: PersonDossier, words: Words) -> tuple[Section, ...]:
    """Return the sections, in their order."""
    say = _Person(found, words, Cells(words))
    return (
        say.general(),
        say.received(),
        say.given(),
        say.spans(),
        say.gaps(),
        say.upward(),
        say.posts(),
        say.visits(),
        say.decisions(),
    )


@dataclass(frozen=True)
class _Person:
    found: PersonDossier
    words: Words
    cells: Cells

    def general(self) -> Section:
        """Tell who it is, with what is sensitive hidden, and the figures."""
        words, page = self.words, self.found.page
        hidden = Cell(words.text("offline.hidden"))
        told: list[tuple[str, Cell]] = [
            (words.text("offline.code"), Cell(page.person.code)),
            (words.text("offline.post"), self._posts_now()),
            (words.text("person.phone"), Cell(page.phone or words.text("person.not_told"))),
            *self.cells.facts(page.facts),
            (words.text("person.cell"), hidden),
            *self._figures(),
        ]
        return self.cells.section("general", facts=told)

    def _posts_now(self) -> Cell:
        page = self.found.page
        now = [self.words.post(post.shown(self.found.as_of)) for post in page.posts_now]
        if not now and page.left_post:
            return Cell(self.words.text("person.left_post", since=page.left_post), state="broken")
        return Cell("; ".join(now) or self.words.text("person.no_posts"))

    def _figures(self) -> Iterator[tuple[str, Cell]]:
        words, page = self.words, self.found.page
        yield words.text("dossier.figure.duties"), self.cells.number(len(page.duties_now))
        out = len(page.duties_out_of_post)
        share = self.cells.share(out, len(page.duties_now))
        yield words.text("dossier.figure.out_of_post"), Cell(share)
        gaps = self.found.gaps
        yield words.text("dossier.figure.gaps"), self.cells.number(gaps.of_others)
        yield words.text("dossier.figure.household_gaps"), self.cells.number(gaps.of_households)
        yield words.text("dossier.figure.visits"), self.cells.number(len(self.found.visits))

    # --- assignments ----------------------------------------------------------------------------

    def received(self) -> Section:
        """Tell what the person answers for, and what it was before."""
        now = self.found.page.duties_now
        held = {duty.id for duty in now}
        others = [duty for duty in self.found.page.duties if duty.id not in held]
        tables = [self._duties("duties", "dossier.duties_now", now)]
        if others:
            tables.append(self._duties("duties_past", "dossier.duties_past", others))
        return self.cells.section("received", *tables)

    def _duties(self, key: str, caption: str, duties: Iterable[Duty]) -> Table:
        columns = (
            Wide("person.column.target", 22),
            Wide("chain.column_kind", 20),
            Wide("chain.column_decision", 18),
            Wide("chain.column_since", 13),
            Wide("chain.column_until", 13),
            Wide("dossier.column.remark", 14),
        )
        rows = (self._duty(duty) for duty in duties)
        return self.cells.table(key, columns, rows, caption=self.words.text(caption))

    def _duty(self, duty: Duty) -> Row:
        words = self.words
        kind = self.cells.told(words.kind(duty.kind), duty.duties)
        group = words.text("chain.group", group=duty.group.name) if duty.group else ""
        outside = (
            words.text(
                "person.outside",
                since=words.since(days.since) or NOTHING,
                until=words.until(days.until) or words.text("person.now"),
            )
            for days in duty.outside
        )
        remark = "; ".join(outside)
        return (
            self.cells.target(duty.target),
            Cell(", ".join(filter(None, (kind, group)))),
            self.cells.decision(duty.decision),
            self.cells.since(duty.since),
            self.cells.until(duty.until),
            Cell(remark or NOTHING, state="broken" if remark else ""),
        )

    def given(self) -> Section:
        """Tell whom the person directs on the day, and what each of them carries."""
        columns = (
            Wide("dossier.column.person", 32),
            Wide("chain.column_since", 13),
            Wide("chain.column_until", 13),
            Wide("chain.column_decision", 20),
            Wide("dossier.column.carries", 24),
        )
        rows = (self._directed(each) for each in self.found.directed)
        return self.cells.section("given", self.cells.table("directed", columns, rows))

    def _directed(self, each: Directed) -> Row:
        words, row = self.words, each.supervision
        carries = (f"{words.number(n)} {words.tiers(tier)}" for tier, n in each.carries)
        return (
            self.cells.person(row.person),
            self.cells.since(row.since),
            self.cells.until(row.until),
            self.cells.decision(row.decision),
            Cell(", ".join(carries) or NOTHING),
        )

    def spans(self) -> Section:
        """Set what the person carries against the policy."""
        columns = (
            Wide("chain.duty", 60),
            Wide("person.span_used", 20, "right"),
            Wide("person.span_state", 20),
        )  # fmt: skip
        words = self.words
        rows = (
            (
                Cell(words.duty(span.policy_row)),
                Cell(self.cells.share(span.count, span.span)),
                Cell(words.state(State.OVERLOADED), state="overloaded")
                if span.over
                else Cell(words.text("person.span_within")),
            )
            for span in self.found.page.spans
        )
        return self.cells.section("spans", self.cells.table("spans", columns, rows))

    def gaps(self) -> Section:
        """Tell the gaps of the person, of the posts held, and of what rests on the person."""
        return self.cells.section("gaps", *self.cells.gaps(self.found.gaps))

    # --- lines, posts, visits -------------------------------------------------------------------

    def upward(self) -> Section:
        """Tell who stands above the person, in both lines."""
        above = self._supervisors(self.found.page.supervisors)
        return self.cells.section("upward", *map(self._way, self.found.chains), above)

    def _way(self, chain: PersonChain) -> Table:
        words, line = self.words, self.words.line(chain.line)
        caption = words.text("chain.by_person_from", name=chain.person.name, line=line)
        note = words.text("chain.by_person_complete") if chain.by_person_complete else ""
        if chain.by_person and not chain.by_person_complete:
            note = words.text("chain.by_person_broken", person=chain.by_person[-1].person.name)
        return self.cells.steps(f"by_person_{chain.line}", caption, chain.by_person, note)

    def _supervisors(self, rows: Iterable[Supervision]) -> Table:
        columns = (
            Wide("dossier.column.person", 40),
            Wide("chain.column_since", 15),
            Wide("chain.column_until", 15),
            Wide("chain.column_decision", 30),
        )
        told = (
            (
                self.cells.person(row.person),
                self.cells.since(row.since),
                self.cells.until(row.until),
                self.cells.decision(row.decision),
            )
            for row in rows
        )
        caption = self.words.text("person.supervisors")
        return self.cells.table("supervisors", columns, told, caption=caption)

    def posts(self) -> Section:
        """Tell the posts held, the latest first."""
        columns = (
            Wide("chain.column_since", 13),
            Wide("chain.column_until", 13),
            Wide("offline.post", 25),
            Wide("dossier.column.organisation", 23),
            Wide("dossier.column.basis", 10),
            Wide("chain.column_decision", 16),
        )
        rows = (self._post(post) for post in self.found.page.posts)
        return self.cells.section("posts", self.cells.table("posts", columns, rows))

    def _post(self, post: HeldPost) -> Row:
        words = self.words
        acting = f" ({words.state(State.ACTING)})" if post.acting else ""
        return (
            self.cells.since(post.since),
            self.cells.until(post.until),
            Cell(post.title + acting),
            Cell(f"{post.organisation.name}, {post.unit.name}", of=post.organisation.id),
            Cell(words.basis(post.basis) if post.basis else NOTHING),
            self.cells.decision(post.decision),
        )

    def visits(self) -> Section:
        """Tell the visits of the period."""
        table = self.cells.visits(self.found.visits, by_whom=False)
        return self.cells.section("visits", table, lead=self.cells.period(self.found.period))

    def decisions(self) -> Section:
        """Name the decisions."""
        return self.cells.section("decisions", self.cells.decisions(self.found.decisions))
