"""The overview: communes and villages of a unit by how they are answered for, as plan or tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from flask import Blueprint, current_app, redirect, render_template, request

from graphapp.domain.chain_days import chain_days as days_of_chain
from graphapp.domain.days import days_within
from graphapp.domain.overview import OVERVIEW_TIERS, Overview, households_without, overview
from graphapp.domain.places import Places, places
from graphapp.domain.sheet_table import STATE_CHOICES
from graphapp.domain.units import provinces
from graphapp.errors import Place, UsageError
from graphapp.sheet_words import SheetWords
from graphapp.web.branches import draw_branches
from graphapp.web.overview_rows import SORTS, Wish, rows_of
from graphapp.web.overview_words import OverviewWords
from graphapp.web.plan import draw_plan, ground
from graphapp.web.remembered import Remembered
from graphapp.web.sheet import sheet_target
from graphapp.web.site import site
from graphapp.web.view import choice, here, page_number, view

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping
    from datetime import date

    from werkzeug import Response

    from graphapp.domain.results import PersonRef, Tally, Target
    from graphapp.web.drawing import Drawing, Item

    Shares = Mapping[str, Tally]

overviews = Blueprint("overview", __name__)

LAYOUTS = ("map", "tree")
MOST_LETTERS = 200
_MOST_KEPT = 24
_KEPT = "graphapp.overview"
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    unit: Target
    tier: str
    layout: str


@overviews.app_context_processor
def _for_templates() -> dict[str, Callable[[Target], tuple[date, ...]]]:
    return {"chain_days": chain_days}


@overviews.get("/overview")
def show() -> str | Response:
    """Show the units of a unit; without one that of the only province, else offer the provinces."""
    if not request.args.get("in", "").strip():
        found = provinces(site().reader, site().scope, view().as_of)
        if len(found) == 1:
            return redirect(here(**{"in": found[0].id}))
        return render_template("overview/choose.html", choices=found)
    unit = sheet_target(wanted())
    if unit.id != wanted():
        return redirect(here(**{"in": unit.id}))
    return _page(asked(unit))


def _page(what: Asked) -> str:
    found = ask(what.unit, what.tier)
    households = ask_households(what.unit, wait=waits(what.unit))
    say = OverviewWords(view().words, found, households or {})
    return render_template(
        "overview/page.html",
        asked=what,
        overview=found,
        households=households,
        say=say,
        states=SheetWords(view().words),
        drawing=draw(what, say.items()),
        table=rows_of(found, households, wish(), page_number(), site().settings.table_rows),
        wish=wish(),
        choices={"states": STATE_CHOICES, "sorts": SORTS, "tiers": tiers_of(what.unit)},
        layouts=LAYOUTS,
        stops=ask_days(what.unit),
    )


def wanted() -> str:
    """Return the unit that the address names."""
    return request.args.get("in", "").strip()


def asked(unit: Target) -> Asked:
    """Read what is to be shown of a unit; of a commune there are only villages."""
    allowed = tiers_of(unit)
    return Asked(unit, choice("tier", allowed, allowed[0]), choice("layout", LAYOUTS, LAYOUTS[0]))


def tiers_of(unit: Target) -> tuple[str, ...]:
    """Return down to which tiers a unit can be shown."""
    return OVERVIEW_TIERS[1:] if unit.tier == "commune" else OVERVIEW_TIERS


def wish() -> Wish:
    """Read which rows of the table are wanted; raises UsageError for a text of great length."""
    return Wish(choice("state", STATE_CHOICES, ""), asked_text(), choice("sort", SORTS, SORTS[0]))


def asked_text() -> str:
    """Read what the rows of a table have to contain; raises UsageError where it is too long."""
    text = request.args.get("text", "").strip()
    if len(text) > MOST_LETTERS:
        place = Place(column="text", value=text[:MOST_LETTERS], remedy="sheet.long_text.remedy")
        raise UsageError("sheet.long_text", (place,))
    return text


def ask(unit: Target, tier: str) -> Overview:
    """Return the overview of a unit on the page's day."""
    now, day = site(), view().as_of
    return kept(
        ("units", unit.id, tier, day),
        lambda: overview(now.reader, now.scope, unit.id, day, tier=tier, policy=now.policy),
    )


def ask_households(unit: Target, *, wait: bool, on: date | None = None) -> Shares | None:
    """Return the counts of households in a unit; unless told to wait, only where they are known.

    Those of a province take a second or two to count.
    """
    now, day = site(), on or view().as_of
    key = ("households", unit.id, day)
    if not wait:
        return _remembered().known(_key(key))  # type: ignore[return-value]  # kept under this key
    return kept(
        key, lambda: households_without(now.reader, now.scope, unit.id, day, policy=now.policy)
    )


def ask_places(unit: Target) -> Places:
    """Return where everything in a unit lies, on whatever day."""
    return kept(("places", unit.id), lambda: places(site().reader, unit.id))


def ask_days(unit: Target) -> tuple[date, ...]:
    """Return the days on which something in a unit changes."""
    return kept(("days", unit.id), lambda: days_within(site().reader, unit.id, site().policy))


def chain_days(target: Target | PersonRef) -> tuple[date, ...]:
    """Return the days on which something changes in the chain of a target or person."""
    now = site()
    return kept(
        ("chain", target.id),
        lambda: days_of_chain(now.reader, now.scope, target.id, now.policy),
    )


def draw(what: Asked, items: list[Item]) -> Drawing:
    """Arrange what is shown of a unit, as the address asks."""
    if what.layout == "tree":
        return draw_branches(items)
    return draw_plan(items, ground(ask_places(what.unit)))


def waits(unit: Target) -> bool:
    """Tell whether households are counted at once: they are few, or the address asks for it."""
    return unit.tier == "commune" or choice("households", ("1",), "") == "1"


def kept(key: tuple[Hashable, ...], make: Callable[[], Answer]) -> Answer:
    """Return what is remembered of a question, until something is written; else make it."""
    return _remembered().get(_key(key), make)  # type: ignore[return-value]  # one kind of answer a key


def known(key: tuple[Hashable, ...]) -> object | None:
    """Return what is remembered of a question, if anything is."""
    return _remembered().known(_key(key))


def _key(key: tuple[Hashable, ...]) -> Hashable:
    return (*key, site().scope, site().store.head())


def _remembered() -> Remembered[object]:
    found: Remembered[object] = current_app.extensions.setdefault(_KEPT, Remembered(_MOST_KEPT))
    return found
