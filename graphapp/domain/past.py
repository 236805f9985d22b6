"""What the reasons of a gap need to know: tiers that ended, predecessors that were covered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from graphapp.domain.assignments import Subject, assignments_to, unit_subject
from graphapp.domain.links import NO_PAST, Past, Predecessor
from graphapp.graph.port import Reader
from graphapp.model.schema import MODEL


def past_of(reader: Reader, uncovered: Sequence[Subject], as_of: date) -> Past:
    """Fetch the past behind the given uncovered targets; nothing is asked when there are none."""
    if not uncovered:
        return NO_PAST
    living = reader.rows("units/tiers_living", as_of=as_of)
    ended = reader.rows("units/tiers_ended", as_of=as_of)
    return Past(
        frozenset(row["tier"] for row in living),
        {row["tier"]: row["tier_until"] for row in ended},
        _predecessors(reader, uncovered),
    )


def _predecessors(
    reader: Reader, uncovered: Sequence[Subject]
) -> dict[str, tuple[Predecessor, ...]]:
    ids = [s.target.id for s in uncovered if MODEL.label_of(s.target.id) == "Unit"]
    rows = reader.rows("units/predecessors", unit_ids=ids) if ids else []
    subjects = {row["unit_id"]: unit_subject(row) for row in rows}
    had = assignments_to(reader, list(subjects.values()))
    found: defaultdict[str, list[Predecessor]] = defaultdict(list)
    for row in rows:
        before = Predecessor(subjects[row["unit_id"]].life.until, had[row["unit_id"]])
        found[row["start_id"]].append(before)
    return {target_id: tuple(before) for target_id, before in found.items()}
