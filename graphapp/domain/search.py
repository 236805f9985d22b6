"""Search by name or code, marks or none; old names and codes lead to what came after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from graphapp.domain.assignments import household_subject
from graphapp.domain.holders import Holders, learn
from graphapp.domain.near import near
from graphapp.domain.results import Hit, PersonHit, PersonRef, SearchResult, Target, UnitVersion
from graphapp.domain.search_records import closeness, find_decisions, find_organisations
from graphapp.domain.units import unit_version, with_zeros
from graphapp.domain.visible import things_in_scope
from graphapp.graph.port import Reader, Row
from graphapp.model.interval import Interval
from graphapp.model.scope import Scope
from graphapp.model.text import fold, normal

MOST = 50
_FEW = 300  # people whose names are fetched one by one
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
    units = ranked_units(reader, scope, text, key, as_of)
    people = closest_people(reader, scope, text, key, most + 1)
    households = _households(reader, scope, text, as_of, most + 1)
    organisations = find_organisations(reader, scope, text, as_of, most + 1)
    decisions = find_decisions(reader, scope, text, most + 1)
    found = (units, people, households, organisations, decisions)
    if not any(found):
        meant = with_zeros(reader, scope, text)
        close = near(reader, scope, key) if meant is None else (meant.code,)
        return SearchResult(text, as_of, (), (), (), more=False, near=close)
    more = max(len(each) for each in found) > most
    return SearchResult(
        text,
        as_of,
        tuple(unit_hits(reader, scope, units[:most], as_of)),
        tuple(households[:most]),
        tuple(person_hits(reader, people[:most], as_of)),
        more=more,
        organisations=tuple(organisations[:most]),
        decisions=tuple(decisions[:most]),
    )


def ranked_units(reader: Reader, scope: Scope, text: str, key: str, as_of: date) -> list[Row]:
    """Return rows of units in scope of any date, best first; ``key`` is the text folded."""
    rows = reader.rows("search/units", key=key, code=text)
    visible = things_in_scope(reader, scope, (row["unit_id"] for row in rows))
    rows = [row for row in rows if row["unit_id"] in visible]

    def rank(row: Row) -> tuple[int, int, int, str, str]:
        lives = Interval(row["unit_since"], row["unit_until"]).holds(as_of)
        close = closeness(text, key, row["unit_name"], row["unit_search"], row["unit_code"])
        tier = _TIERS.index(row["unit_tier"])
        return (close, not lives, tier, row["unit_sort"], row["unit_code"])

    return sorted(rows, key=rank)


def unit_hits(reader: Reader, scope: Scope, rows: Sequence[Row], as_of: date) -> list[Hit]:
    """Return what rows of units say, with what stands above them and what came after in scope."""
    versions = [unit_version(row) for row in rows]
    above = _above(reader, versions, as_of)
    ended = [v.unit.id for v in versions if v.until <= as_of]
    now = _now(reader, ended, as_of)
    seen = things_in_scope(reader, scope, (v.unit.id for after in now.values() for v in after))
    return [
        Hit(
            v,
            above[v.unit.id],
            tuple(each for each in now.get(v.unit.id, ()) if each.unit.id in seen),
        )
        for v in versions
    ]


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
    """Follow successions from units that ended to those that live on the date, level by level."""
    living: dict[str, dict[str, UnitVersion]] = {start: {} for start in ended}
    met = {start: {start} for start in ended}
    level = {start: [start] for start in ended}
    while level:
        after = _successors(reader, {unit_id for units in level.values() for unit_id in units})
        level = {
            start: _step([v for u in units for v in after[u]], met[start], living[start], as_of)
            for start, units in level.items()
        }
        level = {start: units for start, units in level.items() if units}
    return {start: tuple(versions.values()) for start, versions in living.items()}


def _step(
    versions: Sequence[UnitVersion],
    met: set[str],
    living: dict[str, UnitVersion],
    as_of: date,
) -> list[str]:
    """Take in what succeeded units; returns those that ended in their turn."""
    fresh = {v.unit.id: v for v in versions if v.unit.id not in met}
    met.update(fresh)
    living.update({i: v for i, v in fresh.items() if v.since <= as_of < v.until})
    return [i for i, v in fresh.items() if v.until <= as_of]


def _successors(reader: Reader, unit_ids: set[str]) -> defaultdict[str, list[UnitVersion]]:
    found: defaultdict[str, list[UnitVersion]] = defaultdict(list)
    for row in reader.rows("units/successors", unit_ids=sorted(unit_ids)):
        found[row["start_id"]].append(unit_version(row))
    return found


def closest_people(reader: Reader, scope: Scope, text: str, key: str, most: int) -> list[Row]:
    """Return rows of people with their ``closeness``, best first.

    Where not all is in sight nobody is found by name. A few are ranked here; many in the database,
    as thousands share a family name: that reads everybody's name, twice as long as finding them.
    """
    if not scope.is_whole:
        return []
    found = reader.rows("search/people_matching", key=key, code=text, most=_FEW + 1)
    if found == [{"person_id": ""}]:
        marked, last = text.title(), f" {text.title()}"
        words = {"key": key, "last_key": f" {key}", "marked": marked, "last_marked": last}
        return reader.rows("search/people", **words, code=text, most=most)
    return _ranked_people(reader, [row["person_id"] for row in found], text, key)[:most]


def _ranked_people(reader: Reader, ids: list[str], text: str, key: str) -> list[Row]:
    """Rank people as the database does, which sorts the same letters in the same order."""
    rows = reader.rows("search/people_named", ids=ids) if ids else []
    for row in rows:
        row["closeness"] = closeness(
            text, key, row["person_name"], row["person_search"], row["person_code"]
        )
    return sorted(rows, key=lambda row: row["closeness"])


def person_hits(reader: Reader, rows: Iterable[Row], as_of: date) -> list[PersonHit]:
    """Return people with the posts that they hold on a date."""
    people = [PersonRef(r["person_id"], r["person_code"], r["person_name"]) for r in rows]
    holders = learn(reader, Holders(), (person.id for person in people))
    return [
        PersonHit(p, tuple(t.shown(as_of) for t in holders.in_force(p.id, as_of))) for p in people
    ]


def _households(reader: Reader, scope: Scope, code: str, as_of: date, most: int) -> list[Target]:
    if not any(char.isdigit() for char in code):
        return []
    rows = reader.rows("search/households", code=code, as_of=as_of, most=most)
    visible = things_in_scope(reader, scope, (row["household_id"] for row in rows))
    return [household_subject(row).target for row in rows if row["household_id"] in visible]
