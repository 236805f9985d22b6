"""Counts below the target of a chain, as nodes of its picture that open onto their rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graphapp.domain.results import State
from graphapp.web.picture import Edge, Mark, Node
from graphapp.web.view import view

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from graphapp.domain.below import Below
    from graphapp.domain.results import Target
    from graphapp.web.picture import Picture


def with_counts(
    drawn: Picture, target: Target, counts: Sequence[Below], as_of: date | None = None
) -> Picture:
    """Hang what lies below the target under it, one node a tier, on the page's day or another."""
    nodes = [_node(target, drawn, each, as_of) for each in counts]
    edges = [Edge(f"within-{n.id}", target.id, n.id, "within") for n in nodes]
    return replace(drawn, nodes=(*drawn.nodes, *nodes), edges=(*drawn.edges, *edges))


def below_address(each: Below, as_of: date | None = None) -> str:
    """Return where the rows behind a count are: those that nobody answers for."""
    asked = {"in": each.tally.unit.id, "tier": each.tier}
    asked["as_of"] = (as_of or view().as_of).isoformat()
    return view().link("coverage.show", **asked)


def answered(each: Below) -> str:
    """Tell of how many somebody is in charge: n of N."""
    words, tally = view().words, each.tally
    n, total = words.number(tally.denominator - tally.numerator), words.number(tally.denominator)
    return words.text("chain.below_answered", n=n, total=total)


def without(each: Below) -> str:
    """Tell how many have nobody; blank where all have somebody."""
    n = each.tally.numerator
    return view().words.text("chain.below_without", n=n) if n else ""


def _node(target: Target, drawn: Picture, each: Below, as_of: date | None) -> Node:
    title = view().words.tiers(each.tier)
    marks = (Mark(State.BROKEN, without(each)),) if without(each) else ()
    level = next(node.level for node in drawn.nodes if node.id == target.id) + 1
    about = ", ".join(filter(None, (f"{title}: {answered(each)}", without(each))))
    return Node(
        f"below-{each.tier}", "count", level, title[:1].upper() + title[1:],
        below_address(each, as_of), about, tier=each.tier, lines=(answered(each),), marks=marks,
    )  # fmt: skip
