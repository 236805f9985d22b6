"""``graphapp lived``: who came to what within the policy's period, beside what is on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graphapp.clock import today
from graphapp.domain.lived_cover import STATES, lived_lines, lived_rows, lived_targets
from graphapp.domain.lived_json import lived_json
from graphapp.domain.units import find
from graphapp.model.policy import TARGET_TIERS
from graphapp.model.scope import WHOLE
from graphapp.options import as_json_option, must_be_one_of, on_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from graphapp.domain.lived_cover import LivedLine, LivedRow
    from graphapp.domain.results import Target
    from graphapp.session import Session
    from graphapp.words import Words


@click.command("lived")
@click.option("--in", "inside", required=True, help="Code of the unit to look in.")
@on_option
@click.option("--tier", default="village", help=f"{', '.join(TARGET_TIERS)}; village unless given.")
@click.option("--state", default="", help=f"{', '.join(STATES)}; both unless given.")
@as_json_option
@click.pass_obj
def lived_command(session: Session, *, inside: str, on: date | None, tier: str, state: str) -> None:
    """Count what was visited in time inside a unit on a date, and list it, a tier at a time."""
    must_be_one_of("tier", tier, TARGET_TIERS)
    must_be_one_of("state", state, ("", *STATES))
    as_of = on or today()
    with session.store() as store:
        reader, gaps = store.reader(), store.gap_days()
        unit = find(reader, WHOLE, inside, as_of, ("Unit",))
        lines = lived_lines(reader, WHOLE, gaps, unit, as_of)
        states = (state,) if state else STATES
        listed = lived_targets(gaps, unit.id, as_of, tier, states)
        rows = lived_rows(reader, gaps, as_of, listed[:])
    told = {"tier": tier, "total": len(rows)}
    session.answer(
        lived_json(as_of, unit, lines, rows) | told, _said(unit, as_of, lines, rows, session.words)
    )


def _said(
    unit: Target,
    as_of: date,
    lines: Iterable[LivedLine],
    rows: Iterable[LivedRow],
    words: Words,
) -> Iterator[str]:
    yield words.text("lived.figures", scope=unit.name, as_of=as_of)
    for line in lines:
        paper = f"{words.number(line.paper.n)}/{words.number(line.paper.of)}"
        lived = f"{words.number(line.lived.n)}/{words.number(line.lived.of)}"
        named = words.text("lived.column.paper"), words.text("lived.column.lived")
        yield f"  {words.tiers(line.tier)}: {named[0]} {paper}; {named[1]} {lived}"
    yield ""
    for row in rows:
        where = ", ".join(each for each in (row.target.name, row.place) if each)
        yield f"  {where}: {_state(row, words)}"


def _state(row: LivedRow, words: Words) -> str:
    state = words.text("lived.state.missed" if row.missed else "lived.state.visited")
    if row.last is None:
        return f"{state} ({words.text('lived.never')})"
    return f"{state} ({words.date(row.last.day)}, {row.last.person.name})"
