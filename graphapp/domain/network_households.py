"""How many households of villages nobody answers for: they are counts of the network, not nodes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graphapp.domain.grouped import Households, Part
from graphapp.domain.network_known import Known
from graphapp.domain.network_nodes import Node
from graphapp.domain.results import Target
from graphapp.graph.port import Reader, Row
from graphapp.model.policy import Policy, PolicyRow

MOST_VILLAGES = 400
"""Villages of a picture up to which their households are counted: more take over a second."""


@dataclass
class _Homes(Households):
    """The households that live in some villages, wherever these are."""

    villages: tuple[str, ...] = ()

    def _counted(self) -> tuple[list[Row], list[Row]]:
        asked = {"unit_ids": list(self.villages), "as_of": self.as_of}
        rows = self.reader.rows
        return (
            rows("network/household_parts", **asked),
            rows("network/households_answered", **asked),
        )


def households_of(
    reader: Reader, nodes: Iterable[Node], as_of: date, policy: Policy | None, known: Known
) -> dict[str, tuple[int, int]]:
    """Return, for the villages of a picture, how many households nobody answers for, of how many.

    Counted as the gaps are; empty where no policy asks, and where there are too many villages.
    """
    asked = policy.asked("household", as_of) if policy else ()
    villages = [node for node in nodes if node.tier == "village" and node.kind == "unit"]
    living = [node for node in villages if node.lives(as_of)]
    if not asked or not living or len(living) > MOST_VILLAGES:
        return {}
    wanted = [node for node in living if node.id not in known.homes]
    if wanted:
        known.homes.update(_counted(reader, wanted, as_of, asked))
    told = {node.id: known.homes[node.id] for node in living}
    return {village: counts for village, counts in told.items() if counts}


def _counted(
    reader: Reader, villages: Sequence[Node], as_of: date, asked: Sequence[PolicyRow]
) -> dict[str, tuple[int, int] | None]:
    """Count the households of each village: those that nobody answers for, and all."""
    first = Target(villages[0].id, villages[0].code, villages[0].title, "village")
    homes = _Homes(reader, first, as_of, villages=tuple(node.id for node in villages))
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for part in homes.parts():
        counts[str(part.home)][0] += 0 if _covered(part, asked) else part.number
        counts[str(part.home)][1] += part.number
    return {
        node.id: (counts[node.id][0], counts[node.id][1]) if node.id in counts else None
        for node in villages
    }


def _covered(part: Part, asked: Iterable[PolicyRow]) -> bool:
    return all(any(kind in row.kinds for kind, _ in part.answering) for row in asked)
