"""What was read of the network of a day, kept from picture to picture while nothing is written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from graphapp.domain.network_nodes import Node
from graphapp.domain.network_ties import Tie
from graphapp.domain.results import DecisionRef, Link


@dataclass(frozen=True)
class Known:
    """Nodes, ties, links, households and decisions of one day, scope and policy, each by its id.

    ``nodes``: None where there is none in sight; ``people``: those whose posts were asked for;
    ``ties``: by whether those of decisions are among them; ``homes``: as
    :func:`network_households.households_of` counts, None where nobody lives. Opening a node of a
    picture asks for nothing but what is not here. Whoever keeps it throws it away when something
    is written. Two threads may both read a thing: they find the same.
    """

    nodes: dict[str, Node | None] = field(default_factory=dict)
    people: dict[str, Node] = field(default_factory=dict)
    ties: defaultdict[bool, dict[str, tuple[Tie, ...]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    links: dict[str, Link] = field(default_factory=dict)
    homes: dict[str, tuple[int, int] | None] = field(default_factory=dict)
    decisions: dict[str, DecisionRef] = field(default_factory=dict)
