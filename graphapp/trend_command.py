"""``graphapp trend``: a kind of gap in a unit by month over five years, as the page counts it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from graphapp.clock import today
from graphapp.domain.gap_days import ASKED
from graphapp.domain.gap_kinds import GapKind
from graphapp.domain.spells import NOBODY
from graphapp.domain.trend import TIERS, Trend, trend, trend_json, year_before
from graphapp.domain.units import find
from graphapp.model.scope import WHOLE
from graphapp.options import as_json_option, must_be_one_of, on_option, read_day
from graphapp.session import Session
from graphapp.words import Words


@click.command("trend")
@click.option("--in", "inside", required=True, help="Code of the unit to look in.")
@click.option("--kind", default=NOBODY, help=f"{', '.join(ASKED)}; {NOBODY} unless given.")
@click.option("--tier", default="", help=f"{', '.join(TIERS)}; all unless given.")
@on_option
@click.option("--from", "since", callback=read_day, help="Compare from; a year before.")
@as_json_option
@click.pass_obj
def trend_command(  # noqa: PLR0917 - one parameter an option
    session: Session, inside: str, kind: str, tier: str, on: date | None, since: date | None
) -> None:
    """Tell how many of how many have a kind of gap at the end of each month of five years."""
    as_of = on or today()
    must_be_one_of("kind", kind, tuple(ASKED))
    must_be_one_of("tier", tier, ("", *TIERS))
    with session.store() as store:
        unit = find(store.reader(), WHOLE, inside, as_of, ("Unit",))
        first = since or year_before(as_of)
        found = trend(store.gap_days(), unit, kind, tier, as_of=as_of, since=first)
    session.answer(trend_json(found), _lines(found, session.words))


def _lines(found: Trend, words: Words) -> Iterator[str]:
    yield f"{found.unit.name} ({found.unit.code}): {_name(found.kind, words)}"
    for point in found.points:
        yield f"{words.date(point.day)}  {point.n}/{point.of}"
    between = found.between
    counts = {
        "opened": len(between.opened),
        "closed": len(between.closed),
        "still": len(between.still),
    }
    yield words.text("trend.between", since=found.since, until=found.as_of)
    for each, number in counts.items():
        yield f"{words.text(f'trend.show.{each}')}: {words.number(number)}"


def _name(kind: str, words: Words) -> str:
    return words.text("trend.nobody") if kind == NOBODY else words.gap_kind(GapKind(kind))
