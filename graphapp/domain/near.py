"""Names that come near to one that nothing is called: a letter more, less or other."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from graphapp.domain.visible import things_in_scope
from graphapp.graph.port import Reader
from graphapp.model.scope import Scope

MOST = 5
LIKENESS = 82
_SHORTEST = 3


def near(reader: Reader, scope: Scope, key: str) -> tuple[str, ...]:
    """Return names of units and, where all is in sight, of people, nearest first; ``key`` folded.

    Suggested only: who is meant is never decided by likeness.
    """
    if len(key) < _SHORTEST:
        return ()
    units = reader.rows("search/unit_names")
    visible = things_in_scope(reader, scope, (row["unit_id"] for row in units))
    names = {row["unit_name"]: row["unit_search"] for row in units if row["unit_id"] in visible}
    if scope.is_whole:
        people = reader.rows("search/person_names")
        names |= {row["person_name"]: row["person_search"] for row in people}
    alike = process.extract(key, names, scorer=fuzz.WRatio, limit=MOST, score_cutoff=LIKENESS)
    return tuple(name for _, _, name in alike)
