"""Which units stand in the place of another on a day on which it does not exist."""

from __future__ import annotations

from datetime import date

from graphapp.domain.assignments import Subject
from graphapp.domain.results import UnitVersion
from graphapp.domain.units import unit_version
from graphapp.domain.visible import things_in_scope
from graphapp.graph.port import Reader
from graphapp.model.schema import MODEL
from graphapp.model.scope import Scope


def instead_of(reader: Reader, scope: Scope, unit: Subject, as_of: date) -> tuple[UnitVersion, ...]:
    """Return what a unit came from, or what came of it, that lives on a date; through others too.

    Only what the user may see; a household or organisation has nothing in its place.
    """
    if MODEL.label_of(unit.target.id) != "Unit":
        return ()
    query = "units/predecessors" if as_of < unit.life.since else "units/successors"
    level, living = [unit.target.id], list[UnitVersion]()
    met = set(level)
    while level:
        found = [unit_version(row) for row in reader.rows(query, unit_ids=level)]
        fresh = {each.unit.id: each for each in found if each.unit.id not in met}
        met.update(fresh)
        living += [each for each in fresh.values() if each.since <= as_of < each.until]
        level = [i for i, each in fresh.items() if not each.since <= as_of < each.until]
    visible = things_in_scope(reader, scope, (each.unit.id for each in living))
    return tuple(each for each in living if each.unit.id in visible)
