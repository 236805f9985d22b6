"""What pyvis makes of a network: nodes and edges as plain data; nothing is drawn here.

pyvis's own pages link other sites and run what is in a name, so none is ever made: its lists are
filled (adding one by one takes seconds), read back, and the fields that we know are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pyvis.network import Network as Pyvis

Fields = dict[str, Any]

NODE_FIELDS = (
    "id", "kind", "kind_word", "code", "tier", "line", "title", "lines", "states", "hidden",
    "households", "open", "pinned", "href", "about", "x", "y", "since", "until_inclusive",
)  # fmt: skip
EDGE_FIELDS = (
    "id", "from", "to", "relation", "kind", "label", "since", "until_inclusive", "decision",
    "state", "broken", "on_path",
)  # fmt: skip


def through_pyvis(
    nodes: Iterable[Mapping[str, Any]], edges: Iterable[Mapping[str, Any]]
) -> tuple[list[Fields], list[Fields]]:
    """Return the nodes and edges of a directed network as data for the browser."""
    net = Pyvis(directed=True)
    net.nodes.extend(dict(node) for node in nodes)
    net.edges.extend(dict(edge) for edge in edges)
    found_nodes, found_edges, *_ = net.get_network_data()
    return (
        [{name: node[name] for name in NODE_FIELDS} for node in found_nodes],
        [{name: edge[name] for name in EDGE_FIELDS} for edge in found_edges],
    )
