"""Where the page of each node of a network is: of those alike, addresses differ by the id alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapp.domain.results import DecisionRef, PersonRef, Target
from graphapp.web.targets import chain_address, record_address

if TYPE_CHECKING:
    from graphapp.domain.network_nodes import Node


class Pages:
    """The pages of one picture: building an address takes long, filling one in does not."""

    def __init__(self) -> None:
        """Begin with none."""
        self._alike: dict[str, tuple[str, str]] = {}

    def of(self, node: Node) -> str:
        """Return the address of a node's page; blank where it has none."""
        shown = next(iter(node.organisations)) if node.kind == "post" else node.id
        if node.kind not in self._alike:
            before, _, after = _address(node, shown).partition(f"/{shown}")
            self._alike[node.kind] = (f"{before}/" if before else "", after)
        before, after = self._alike[node.kind]
        return f"{before}{shown}{after}" if before else ""


def _address(node: Node, shown: str) -> str:
    """Build the address: a post's page is its organisation's."""
    if node.kind == "unit":
        return chain_address(Target(shown, node.code, node.title, str(node.tier)))
    if node.kind in ("organisation", "post"):
        return record_address(Target(shown, "", "", ""))
    if node.kind == "person":
        return record_address(PersonRef(shown, node.code, node.title))
    if node.kind == "decision":
        return record_address(DecisionRef(shown, node.code, None, None))
    return ""
