"""Search by name or code, marks or none; old names and codes lead to what came after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from graphapp.domain.assignments import household_subject, unit_subject
from graphapp.domain.holders import Holders, learn
from graphapp.domain.results import Hit, PersonHit, PersonRef, SearchResult, Target, UnitVersion
from graphapp.domain.search_records import closeness, find_decisions, find_organisations
from graphapp.domain.units import in_scope, unit_version
from graphapp.graph.port import Reader, Row
from graphapp.model.interval import Interval
from graphapp.model.scope import Scope
from graphapp.model.text import fold, normal, sort_key

MOST = 50
_TIERS = ("province", "district", "commune", "village")


def search(
    reader: Reader, scope: Scope, text: str, as_of: date, *, most: int = MOST
) -> SearchResult:
    """Find units, households by code, people, organisations and decisions: the best of each.

    At most ``most`` of each kind are returned. Exact names with marks rank first, then exact
    without, then beginnings, the rest; what lives on the date before what ended.
    """
    text = normal(text)
    key = fold(text)
    if not key or scope.roots == frozenset():
        return SearchResult(text, as_of, (), (), (), more=False)
    units = _ranked_units(reader, scope, text, key, as_of)
    people = _ranked_people(reader, scope, text, key)
    households = _households(reader, scope, text, as_of, most + 1)
    organisations = find_organisations(reader, scope, text, as_of, most + 1)
    decisions = find_decisions(reader, scope, text, most + 1)
    found = (units, people, households, organisations, decisions)
    more = max(len(each) for each in found) > most
    return SearchResult(
        text,
        as_of,
        tuple(_hits(reader, units[:most], as_of)),
        tuple(households[:most]),
        tuple(_person_hits(reader, people[:most], as_of)),
        more=more,
        organisations=tuple(organisations[:most]),
        decisions=tuple(decisions[:most]),
    )


def _ranked_units(reader: Reader, scope: Scope, text: str, key: str, as_of: date) -> list[Row]:
    rows = reader.rows("search/units", key=key, code=text)
    rows = [r for r in rows if scope.is_whole or in_scope(reader, scope, unit_subject(r))]

    def rank(row: Row) -> tuple[int, int, int, str, str]:
        lives = Interval(row["unit_since"], row["unit_until"]).holds(as_of)
        close = closeness(text, key, row["unit_name"], row["unit_search"], row["unit_code"])
        tier = _TIERS.index(row["unit_tier"])
        return (close, not lives, tier, sort_key(row["unit_name"]), row["unit_code"])

    return sorted(rows, key=rank)


def _hits(reader: Reader, rows: Sequence[Row], as_of: date) -> list[Hit]:
    versions = [unit_version(row) for row in rows]
    above = _above(reader, versions, as_of)
    ended = [v.unit.id for v in versions if v.until <= as_of]
    now = _now(reader, ended, as_of)
    return [Hit(v, above[v.unit.id], now.get(v.unit.id, ())) for v in versions]


def _above(
    reader: Reader, versions: Sequence[UnitVersion], as_of: date
) -> dict[str, tuple[str, ...]]:
    """Return the names above each unit, on the date or the nearest day of its life."""
    days = {v.unit.id: _nearest_day(v, as_of) for v in versions}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in reader.rows("units/ancestors", unit_ids=list(days)) if days else ():
        start = row["start_id"]
        held = Interval(row["within_since"], row["within_until"]).holds(days[start])
        if held and row["within_depth"] > 0:
            found[start].append(row["unit_name"])
    return {unit_id: tuple(found[unit_id]) for unit_id in days}


def _nearest_day(version: UnitVersion, as_of: date) -> date:
    if version.until <= as_of:
        return version.until - timedelta(days=1)
    return max(version.since, as_of)


def _now(reader: Reader, ended: list[str], as_of: date) -> dict[str, tuple[UnitVersion, ...]]:
    """Follow successions from units that ended to those that live on the date."""
    return {start: tuple(_follow(reader, [start], as_of)) for start in ended}


def _follow(reader: Reader, start: list[str], as_of: date) -> list[UnitVersion]:
    living: dict[str, UnitVersion] = {}
    met = set(start)
    while start:
        rows = reader.rows("units/successors", unit_ids=start)
        versions = [unit_version(row) for row in rows if row["unit_id"] not in met]
        met.update(v.unit.id for v in versions)
        living |= {v.unit.id: v for v in versions if v.since <= as_of < v.until}
        start = [v.unit.id for v in versions if v.until <= as_of]
    return list(living.values())


def _ranked_people(reader: Reader, scope: Scope, text: str, key: str) -> list[Row]:
    if not scope.is_whole:
        return []
    rows = reader.rows("search/people", key=key, code=text)

    def rank(row: Row) -> tuple[int, str, str]:
        close = closeness(text, key, row["person_name"], row["person_search"], row["person_code"])
        return (close, sort_key(row["person_name"].split()[-1]), row["person_code"])

    return sorted(rows, key=rank)


def _person_hits(reader: Reader, rows: Iterable[Row], as_of: date) -> list[PersonHit]:
    people = [PersonRef(r["person_id"], r["person_code"], r["person_name"]) for r in rows]
    holders = learn(reader, Holders(), (person.id for person in people))
    return [
        PersonHit(p, tuple(t.shown(as_of) for t in holders.in_force(p.id, as_of))) for p in people
    ]


def _households(reader: Reader, scope: Scope, code: str, as_of: date, most: int) -> list[Target]:
    if not any(char.isdigit() for char in code):
        return []
    rows = reader.rows("search/households", code=code, as_of=as_of, most=most)
    found = [household_subject(row) for row in rows]
    return [h.target for h in found if in_scope(reader, scope, h)]
