"""``graphapp inspect``: what the inspection page shows, in words and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import click

from graphapp.clock import today
from graphapp.domain.gap_rows import Named
from graphapp.domain.inspection import Wish, inspection, rows_of
from graphapp.domain.inspection_json import inspection_json
from graphapp.domain.inspector import NAMES, TIERS, handled_on, inspector_of
from graphapp.domain.units import find
from graphapp.inspection_words import InspectionWords
from graphapp.model.scope import WHOLE
from graphapp.options import as_json_option, must_be_one_of, on_option
from graphapp.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graphapp.domain.gap_rows import GapRow
    from graphapp.domain.inspection import Inspection
    from graphapp.domain.inspector import Handled


@click.command("inspect")
@click.option("--in", "inside", required=True, help="Code of the unit to look in.")
@on_option
@click.option("--kind", default="", help=f"{', '.join(NAMES)}; all unless given.")
@click.option("--tier", default="", help=f"{', '.join(TIERS)}; all unless given.")
@click.option("--fail-on-gaps", is_flag=True, help="Exit with 1 when there are gaps.")
@as_json_option
@click.pass_obj
def inspect_command(
    session: Session, *, inside: str, on: date | None, kind: str, tier: str, fail_on_gaps: bool
) -> int:
    """Count every kind of gap inside a unit on a date, and list the gaps."""
    found = inspect_unit(session, InspectCall(inside, on, kind, tier))
    return 1 if fail_on_gaps and found else 0


@dataclass(frozen=True)
class InspectCall:
    """What is asked: in which unit, on which day, of which kind and tier; blank: all of them."""

    inside: str
    on: date | None
    kind: str
    tier: str


def inspect_unit(session: Session, call: InspectCall) -> int:
    """Answer a call, and return how many gaps there are of what it asks about.

    Raises UsageError for a kind or tier that there is none of, and what ``units.find`` raises.
    """
    must_be_one_of("kind", call.kind, ("", *NAMES))
    must_be_one_of("tier", call.tier, ("", *TIERS))
    as_of, wish = call.on or today(), Wish(call.kind, call.tier)
    with session.store() as store:
        unit = find(store.reader(), WHOLE, call.inside, as_of, ("Unit",))
        registers, gaps = store.registers(), store.gap_days()
        handled = handled_on(as_of, registers.acceptances, registers.tasks, gaps)
        inspector = inspector_of(gaps)
        found = inspection(inspector, unit, as_of, handled)
        listed = rows_of(inspector, unit, as_of, wish, handled)
        rows = Named(gaps, as_of).rows(store.reader(), listed[:])
    session.answer(
        inspection_json(found, rows, handled) | {"total": len(rows)},
        _lines(found, rows, handled, InspectionWords(session.words)),
    )
    return len(rows)


def _lines(
    found: Inspection, rows: Sequence[GapRow], handled: Handled, say: InspectionWords
) -> Iterator[str]:
    """Say each kind with its figures, then the gaps asked for, a line each."""
    words = say.words
    yield words.text("inspection.figures", scope=found.scope.name, as_of=found.as_of)
    for line in found.lines:
        figures = (
            f"{words.number(f.numerator)}/{words.number(f.denominator)} {say.tier(f.tier)}"
            for f in line.figures
        )
        yield f"  {say.name(line.name)}: {', '.join(figures)}"
    yield ""
    yield words.text("inspection.list", n=len(rows))
    for row in rows:
        named = ", ".join(each for each in (row.subject.name, row.place) if each)
        since = words.text("cli.since", since=row.since) if row.since else ""
        said = (say.name(row.spell.kind), since, say.handling(row, handled))
        yield f"  {named}: {', '.join(each for each in said if each)}"
