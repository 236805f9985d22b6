"""What lies in a commune or a village, in the words of a dossier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphapp.domain.paper import Cell
from graphapp.domain.results import State
from graphapp.dossier.answering import Answering
from graphapp.dossier.cells import NOTHING, Cells, Wide

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphapp.domain.dossier import UnitDossier, VillageInside, VillageLine
    from graphapp.domain.paper import Section, Table
    from graphapp.domain.results import Link
    from graphapp.domain.sheet_table import Seat
    from graphapp.dossier.cells import Row
    from graphapp.words import Words

_ROLES = ("secretary", "village_head", "front_head")


def inside_section(found: UnitDossier, words: Words) -> Section:
    """Return the villages of a commune, or who heads a village, and its cells."""
    told = _Inside(found, words, Cells(words), Answering(words))
    return told.inside(found.inside) if found.inside else told.villages()


@dataclass(frozen=True)
class _Inside:
    found: UnitDossier
    words: Words
    cells: Cells
    say: Answering

    def villages(self) -> Section:
        """Tell each village of a commune: who answers, households, visits."""
        columns = (
            Wide("sheet.number", 6, "center"),
            Wide("sheet.village", 17),
            Wide("sheet.in_charge", 26),
            Wide("sheet.state", 18),
            Wide("sheet.cover", 12, "right"),
            Wide("dossier.column.visits", 8, "right"),
            Wide("dossier.column.last_visit", 13),
        )
        rows = (self._village(n, line) for n, line in enumerate(self.found.villages, 1))
        lead = self.words.text("dossier.villages_lead", period=self.cells.period(self.found.period))
        table = self.cells.table("villages", columns, rows)
        return self.cells.section("villages", table, lead=lead)

    def _village(self, number: int, line: VillageLine) -> Row:
        row = line.row
        cover = row.households
        share = self.cells.share(cover.covered, cover.total) if cover else NOTHING
        return (
            self.cells.number(number),
            self.cells.target(row.village),
            Cell("; ".join(self.say.sheet.lines(row.link, row))),
            Cell("; ".join(self.say.sheet.state_lines(row.link)), state=row.state),
            Cell(share),
            self.cells.number(line.visits),
            self.cells.day(line.last_visit),
        )

    def inside(self, inside: VillageInside) -> Section:
        """Tell who heads a village, and its cells."""
        return self.cells.section("inside", self._seats(inside), self._cells(inside))

    def _seats(self, inside: VillageInside) -> Table:
        seats: dict[str, tuple[Seat, ...]] = {
            "secretary": inside.secretary,
            "village_head": inside.village_head,
            "front_head": inside.front_head,
        }
        columns = (
            Wide("offline.post", 34),
            Wide("dossier.column.person", 46),
            Wide("chain.column_since", 20),
        )
        rows = (row for role in _ROLES for seat in seats[role] for row in self._seat(role, seat))
        caption = self.words.text("dossier.seats")
        return self.cells.table("seats", columns, rows, caption=caption)

    def _seat(self, role: str, seat: Seat) -> Iterator[Row]:
        post = Cell(seat.title or self.words.text(f"sheet.{role}"))
        if not seat.holders:
            yield post, Cell(self.words.text("sheet.vacant"), state="broken"), Cell(NOTHING)
        for holder in seat.holders:
            name = self.cells.named(holder.person.name, holder.person.code)
            acting = f" ({self.words.state(State.ACTING)})" if holder.acting else ""
            yield post, Cell(name + acting, of=holder.person.id), self.cells.since(holder.since)

    def _cells(self, inside: VillageInside) -> Table:
        columns = (Wide("sheet.cell", 30), Wide("chain.column_who", 42), Wide("offline.state", 28))
        rows = (
            (self.cells.target(link.unit), self._followers(link), self.say.state(link))
            for link in inside.cells
        )
        return self.cells.table("cells", columns, rows)

    def _followers(self, link: Link) -> Cell:
        told = [self.say.who(each).text for each in link.responsible]
        return Cell(". ".join(told) or self.say.sheet.nobody(link))
