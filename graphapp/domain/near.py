"""Names that come near to one that nothing is called: a letter more, less or other."""

from __future__ import annotations

from collections import defaultdict

from rapidfuzz import fuzz, process

from graphapp.domain.visible import things_in_scope
from graphapp.graph.port import Reader
from graphapp.model.scope import Scope

MOST = 5
LIKENESS = 78
_SHORTEST = 3
_KIND_WORDS = 2  # thị trấn


def near(reader: Reader, scope: Scope, key: str) -> tuple[str, ...]:
    """Return names of units and, where all is in sight, of people, nearest first; ``key`` folded.

    Of people, those whose name begins with the same letter: there are tens of thousands.
    Suggested only: who is meant is never decided by likeness.
    """
    if len(key) < _SHORTEST:
        return ()
    units = reader.rows("search/unit_names")
    visible = things_in_scope(reader, scope, (row["unit_id"] for row in units))
    names: defaultdict[str, list[str]] = defaultdict(list)
    for row in units:
        for typed in _as_typed(row["unit_search"]) if row["unit_id"] in visible else ():
            names[typed].append(row["unit_name"])
    people = reader.rows("search/person_names", key=key[0]) if scope.is_whole else []
    for row in people:
        names[row["person_search"]].append(row["person_name"])
    alike = process.extract(key, list(names), scorer=fuzz.ratio, limit=20, score_cutoff=LIKENESS)
    return tuple(dict.fromkeys(name for typed, _, _ in alike for name in names[typed]))[:MOST]


def _as_typed(name: str) -> list[str]:
    """Return a unit's folded name in full and without the kind it begins with: xã, thị trấn."""
    words = name.split()
    return [" ".join(words[left:]) for left in range(min(_KIND_WORDS + 1, len(words)))]
