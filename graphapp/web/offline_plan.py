"""What a file with an overview, or with what changed, shows: the page's picture and its list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapp.render.drawing import Box, Drawing, Join, Row, Shape, Track
from graphapp.render.letters import width_of
from graphapp.render.offline import Row as TableRow
from graphapp.render.offline import Sheet, Table
from graphapp.sheet_words import SheetWords
from graphapp.web.changes import asked_rows, draw_changes
from graphapp.web.changes_words import SIGNS as CHANGE_SIGNS
from graphapp.web.changes_words import ChangesWords
from graphapp.web.overview import ask, ask_households, draw
from graphapp.web.overview_marks import facts_of
from graphapp.web.overview_rows import listed
from graphapp.web.overview_words import SIGNS, OverviewWords
from graphapp.web.view import view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from graphapp.domain.overview import Spot
    from graphapp.domain.results import Target
    from graphapp.render.offline import Stamp
    from graphapp.web.changes import Compared
    from graphapp.web.drawing import Drawing as Plan
    from graphapp.web.drawing import Line, Mark
    from graphapp.web.overview import Asked
    from graphapp.words import Words

Pair = tuple[str, str]
_SMALL = 12.0
_STYLES = {"now": "edge-part", "row": "edge-part", "before": "edge-follows"}
MOST_ROWS = 5_000


def overview_sheet(what: Asked, stamp: Callable[[str], Stamp]) -> Sheet:
    """Return an overview as a file shows it."""
    words = view().words
    found = ask(what.unit, what.tier)
    homes = ask_households(what.unit, wait=False) or {}
    say = OverviewWords(words, found, homes)
    plan = draw(what, say.items())
    facts = {
        spot.unit.id: tuple(facts_of(spot, say, homes.get(spot.unit.id))) for spot in found.spots
    }
    tier = words.tiers(what.tier)
    states = SheetWords(words)
    counted = ", ".join(f"{states.state(sign)} {words.number(n)}" for sign, n in say.counts())
    n = sum(n for _, n in say.counts())
    lead = words.text("overview.count", n=n, tier=tier, as_of=found.as_of)
    return Sheet(
        words.lang,
        words.text("overview.title_for", unit=what.unit.name),
        f"{lead} {counted}",
        stamp(_scope(what.unit, words)),
        (),
        (),
        (_units(listed(found), say, words),),
        tuple((f"mark-{sign}", states.state(sign)) for sign in SIGNS),
        _drawing(plan, facts, words),
    )


def changes_sheet(found: Compared, stamp: Callable[[str], Stamp]) -> Sheet:
    """Return what changed between two days as a file shows it, as far as the list is filtered."""
    words = view().words
    say = ChangesWords(words, found.first, found.second, found.changes)
    rows = asked_rows(found)
    shown = rows[:MOST_ROWS]
    days = f"{words.date(found.first.as_of)} → {words.date(found.second.as_of)}"
    counted = ", ".join(f"{say.kind(each)} {words.number(n)}" for each, n in say.counts())
    capped = words.text("changes.capped", shown=len(shown), n=len(rows))
    lead = f"{days}. {counted}. {capped if len(rows) > len(shown) else ''}".strip()
    plan = draw_changes(found, say)
    about = {
        unit: tuple((say.kind(c.kind), say.detail(c) or words.date(c.day)) for c in own)
        for unit, own in say.told.items()
    }
    table = Table(
        words.text("changes.list", n=len(shown)),
        tuple(say.columns()),
        tuple(TableRow(tuple(say.cells(each)), (each.target.id,)) for each in shown),
    )
    return Sheet(
        words.lang,
        words.text("changes.title_for", unit=found.unit.name),
        lead,
        stamp(_scope(found.unit, words)),
        (),
        (),
        (table,),
        tuple((f"mark-{sign}", words.text(f"changes.sign.{sign}")) for sign in CHANGE_SIGNS),
        _drawing(plan, about, words),
    )


def _scope(unit: Target, words: Words) -> str:
    return words.text("chain.scope", name=unit.name, level=words.level(unit.tier), code=unit.code)


def _units(spots: Sequence[Spot], say: OverviewWords, words: Words) -> Table:
    columns = (
        "overview.column_unit", "offline.code", "overview.column_within", "overview.column_state",
        "overview.column_who", "overview.column_villages", "overview.column_households",
    )  # fmt: skip
    rows = tuple(TableRow(tuple(_cells(spot, say)), (spot.unit.id,)) for spot in spots)
    return Table(words.text("overview.picture"), tuple(map(words.text, columns)), rows)


def _cells(spot: Spot, say: OverviewWords) -> Iterator[str]:
    yield from (spot.unit.name, spot.unit.code, say.parent(spot), say.state(spot))
    yield ", ".join(say.who(spot)) or "–"
    for tally in (spot.villages, say.households.get(spot.unit.id)):
        yield say.ratio(tally) if tally else "–"


def _drawing(plan: Plan, details: Mapping[str, tuple[Pair, ...]], words: Words) -> Drawing:
    """Move a plan so that it begins at the corner of the paper, as the file's picture does."""
    left, top = plan.frame.left, plan.frame.top
    shapes = tuple(_shape(mark, left, top, plan, details) for mark in plan.marks)
    names = {mark.item.id: mark.item.name for mark in plan.marks}
    tracks = tuple(_tracks(plan, names, words))
    width, height = plan.size
    return Drawing(shapes, tracks, round(width), round(height))


def _shape(
    mark: Mark, left: float, top: float, plan: Plan, details: Mapping[str, tuple[Pair, ...]]
) -> Shape:
    item, half = mark.item, mark.size / 2
    box = Box(
        item.id, "mark", item.name, item.about, details=details.get(item.id, ()),
        style=f"tier-{item.tier} is-{item.sign}", marks=((item.sign, ""),),
    )  # fmt: skip
    x, y = mark.x - half - left, mark.y - half - top
    rows: tuple[Row, ...] = ()
    if mark.label:
        name = f"{item.name} {item.note}".strip() if plan.notes else item.name
        side = {"start": 0.5, "end": -0.5}.get(mark.label.anchor, 0.0)
        middle = mark.label.x - left + side * width_of(name, _SMALL)
        rows = (Row(name, round(middle - x, 1), round(mark.label.y - top - y, 1)),)
    return Shape(box, round(x, 1), round(y, 1), mark.size, mark.size, rows)


def _tracks(plan: Plan, names: Mapping[str, str], words: Words) -> Iterator[Track]:
    for number, line in enumerate(plan.lines):
        if line.start not in names or line.item not in names:
            continue
        told = words.text("changes.from_to", old=names[line.start], new=names[line.item])
        style = _STYLES.get(line.kind, "edge-assignment")
        join = Join(f"l{number}", line.start, line.item, style, told)
        yield Track(join, _moved(line, plan), (), None)


def _moved(line: Line, plan: Plan) -> str:
    points = ((x - plan.frame.left, y - plan.frame.top) for x, y in line.points)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
