"""The assignment sheet: every village of a unit on a date with everybody who answers for it.

Links, states and reasons are those of the chain and the gap report; here they are only put side by
side, and households are counted in the database.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby

from graphapp.domain.assignments import Subject, unit_subject
from graphapp.domain.chain import links_of
from graphapp.domain.coverage import gaps
from graphapp.domain.results import Target
from graphapp.domain.sheet_table import STATE_CHOICES, Cover, Section, Sheet, VillageRow, Wish
from graphapp.domain.units import find
from graphapp.domain.village_posts import village_bodies
from graphapp.errors import InputError, Place
from graphapp.graph.port import Reader, Row
from graphapp.model.policy import Policy
from graphapp.model.scope import Scope
from graphapp.model.text import sort_key

TIERS_WITH_A_SHEET = ("province", "district", "commune")
_EVERYTHING = Wish()
_VILLAGES_AT_ONCE = 400
_Page = tuple[Section, ...]


@dataclass(frozen=True)
class _Ground:
    """Whom to ask, about which unit, on what day, under which policy."""

    reader: Reader
    scope: Scope
    unit: Target
    as_of: date
    policy: Policy


def sheet(
    reader: Reader,
    scope: Scope,
    wanted: str,
    as_of: date,
    *,
    policy: Policy,
    wish: Wish = _EVERYTHING,
) -> Sheet:
    """Return the assignment sheet of a commune, district or province, by id or code.

    Rows by the Vietnamese alphabet: communes, then their villages; whole communes to a page.
    Raises InputError for another tier, and what ``units.find`` raises.
    """
    ground = _Ground(reader, scope, sheet_unit(reader, scope, wanted, as_of), as_of, policy)
    line = [
        unit_subject(row) for row in reader.rows("units/line", unit_id=ground.unit.id, as_of=as_of)
    ]
    every = _judged(ground, line[1:])
    found = _found(ground, every, wish)
    pages = _pages(_sections(found), wish)
    number = min(wish.page or 1, len(pages))
    before, shown = _cut(pages, number if wish.page else None)
    counts = Counter(row.state for row in every)
    return Sheet(
        as_of, ground.unit, tuple(above.target for above in line[1:]), len(every),
        tuple((state, counts[state]) for state in STATE_CHOICES if counts[state]),
        _communes(every), wish, len(found), _complete(ground, shown), number, len(pages), before,
    )  # fmt: skip


def sheet_unit(reader: Reader, scope: Scope, wanted: str, as_of: date) -> Target:
    """Return the unit whose sheet is wanted; raises as ``sheet`` does."""
    unit = find(reader, scope, wanted, as_of, ("Unit",))
    if unit.tier not in TIERS_WITH_A_SHEET:
        place = Place(value=wanted, remedy="sheet.no_sheet.remedy")
        raise InputError("sheet.no_sheet", (place,), name=unit.name)
    return unit


def _judged(ground: _Ground, above: Sequence[Subject]) -> list[VillageRow]:
    """Return every village with its link and those of the units above, in the sheet's order."""
    inside: defaultdict[str, list[Subject]] = defaultdict(list)
    rows = ground.reader.rows(
        "units/parents_below", unit_id=ground.unit.id, tier="village", as_of=ground.as_of
    )
    for row in rows:
        inside[row["start_id"]].append(unit_subject(row))
    lines = [
        [unit for unit in (*line, *above) if unit.target.tier != "province"]
        for line in inside.values()
    ]
    subjects = {unit.target.id: unit for line in lines for unit in line}
    links = links_of(ground.reader, list(subjects.values()), ground.as_of, ground.policy)
    judged = [
        VillageRow(links[line[0].target.id], tuple(links[unit.target.id] for unit in line[1:]))
        for line in lines
    ]
    return sorted(judged, key=_order)


def _order(row: VillageRow) -> tuple[tuple[str, str], str, str]:
    return _by_name(row.commune), *_by_name(row.village)


@lru_cache(maxsize=8192)
def _by_name(unit: Target | None) -> tuple[str, str]:
    """Return the order of a unit; making a key is slow, and villages share their communes."""
    return (sort_key(unit.name), unit.code) if unit else ("", "")


def _communes(rows: Iterable[VillageRow]) -> tuple[Target, ...]:
    return tuple(dict.fromkeys(row.commune for row in rows if row.commune))


def _found(ground: _Ground, rows: Sequence[VillageRow], wish: Wish) -> list[VillageRow]:
    """Return the rows that are wanted; only a text needs to know the posts of all of them."""
    wanted = [row for row in rows if wish.wants(row)]
    if not wish.text.strip():
        return wanted
    return [row for row in _with_bodies(ground, wanted) if wish.names(row)]


def _sections(rows: Iterable[VillageRow]) -> list[Section]:
    return [Section(commune, tuple(found)) for commune, found in groupby(rows, lambda r: r.commune)]


def _pages(sections: Iterable[Section], wish: Wish) -> list[_Page]:
    """Put whole communes on pages; one that is longer than a page has one for itself."""
    pages: list[_Page] = [()]
    for section in sections:
        length = sum(len(each.rows) for each in pages[-1])
        if pages[-1] and length + len(section.rows) > wish.page_rows:
            pages.append(())
        pages[-1] = (*pages[-1], section)
    return pages


def _cut(pages: Sequence[_Page], number: int | None) -> tuple[int, _Page]:
    """Return how many rows stand before a page, and the page; all of them for None."""
    if number is None:
        return 0, tuple(section for page in pages for section in page)
    before = sum(len(section.rows) for page in pages[: number - 1] for section in page)
    return before, pages[number - 1]


def _complete(ground: _Ground, sections: _Page) -> _Page:
    """Add organisations, posts and counts of households to the rows that are shown."""
    rows = [row for section in sections for row in section.rows]
    covers = _covers(ground, [row.village.id for row in rows])
    known = {
        row.village.id: replace(row, households=covers.get(row.village.id))
        for row in _with_bodies(ground, rows)
    }
    return tuple(
        replace(section, rows=tuple(known[row.village.id] for row in section.rows))
        for section in sections
    )


def _with_bodies(ground: _Ground, rows: Sequence[VillageRow]) -> list[VillageRow]:
    """Add the party organisations of each village, judged, and its posts."""
    bodies = village_bodies(ground.reader, [row.village.id for row in rows], ground.as_of)
    subjects = bodies.subjects
    links = links_of(ground.reader, subjects, ground.as_of, ground.policy) if subjects else {}
    return [
        replace(
            row,
            cells=tuple(links[s.target.id] for s in bodies.cells.get(row.village.id, ())),
            party_above=tuple(links[s.target.id] for s in bodies.above.get(row.village.id, ())),
            secretary=bodies.of(row.village.id, "secretary"),
            village_head=bodies.of(row.village.id, "village_head"),
            front_head=bodies.of(row.village.id, "front_head"),
        )
        for row in rows
    ]


def _covers(ground: _Ground, village_ids: list[str]) -> dict[str, Cover]:
    """Count households and the covered ones of villages; nothing where nobody asks for them."""
    kinds = {row.kinds for row in ground.policy.asked("household", ground.as_of)}
    if not (kinds and village_ids):
        return {}
    rows = _counted(ground, village_ids, list(min(kinds)))
    found = {row["village_id"]: Cover(row["covered_count"], row["household_count"]) for row in rows}
    if len(kinds) > 1:
        found = _less_gaps(ground, found)
    return {village: found.get(village, Cover(0, 0)) for village in village_ids}


def _counted(ground: _Ground, village_ids: list[str], kinds: list[str]) -> Iterator[Row]:
    """Ask for some hundred villages at a time: a whole province at once may take too long."""
    for first in range(0, len(village_ids), _VILLAGES_AT_ONCE):
        ids = village_ids[first : first + _VILLAGES_AT_ONCE]
        yield from ground.reader.rows(
            "sheet/households", unit_ids=ids, kinds=kinds, as_of=ground.as_of
        )


def _less_gaps(ground: _Ground, found: dict[str, Cover]) -> dict[str, Cover]:
    """Count as covered what is so under every one of several duties: as the gap report does."""
    report = gaps(
        ground.reader, ground.scope, ground.unit.id, ground.as_of,
        tier="household", policy=ground.policy,
    )  # fmt: skip
    bare = Counter(village for _, village in {(g.target.id, g.above[0].id) for g in report.gaps})
    return {
        village: Cover(cover.total - bare[village], cover.total) for village, cover in found.items()
    }
