"""How the assignments of a picture stand: judged as the chain judges them, all at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graphapp.domain.assignments import ORGANISATION_TIERS, Subject
from graphapp.domain.chain import links_of
from graphapp.domain.links import is_expiring
from graphapp.domain.network_known import Known
from graphapp.domain.network_nodes import Node
from graphapp.domain.results import Link, Reason, Responsible, State, Target
from graphapp.graph.port import Reader
from graphapp.model.interval import Interval
from graphapp.model.policy import Policy


@dataclass(frozen=True)
class Carried:
    """How one assignment carries its link; ``broken``: why it does not."""

    state: State | None
    broken: Reason | None


def judged(
    reader: Reader, nodes: Iterable[Node], as_of: date, policy: Policy | None, known: Known
) -> dict[str, Link]:
    """Return the links of the units and organisations of a picture, by id; none without policy."""
    if policy is None:
        return {}
    wanted = [n for n in nodes if n.kind in ("unit", "organisation") and n.lives(as_of)]
    subjects = [
        Subject(Target(n.id, n.code, n.title, _tier(n)), Interval(n.since, n.until))
        for n in wanted
        if n.id not in known.links
    ]
    if subjects:
        known.links.update(links_of(reader, subjects, as_of, policy))
    return {n.id: known.links[n.id] for n in wanted}


def carried(links: Iterable[Link], as_of: date, policy: Policy | None) -> dict[str, Carried]:
    """Return how each assignment in force to one of the links' targets carries it, by its id."""
    soon = policy.number("expiring", as_of) if policy else None
    return {
        each.assignment_id: Carried(_state(each, as_of, link, soon), each.unsound)
        for link in links
        for each in reversed(link.responsible)  # of several heads of a group the first one leads
    }


def _state(each: Responsible, as_of: date, link: Link, soon: int | None) -> State | None:
    """Return the worst state of one assignment; none where no policy counts it."""
    if each.unsound:
        return State.BROKEN
    if not link.required or each.span is None:
        return None
    if each.load is not None and each.load > each.span:
        return State.OVERLOADED
    if is_expiring(each.until, as_of, soon):
        return State.EXPIRING
    acting = each.post is not None and each.post.in_force and each.post.acting
    return State.ACTING if acting else State.COMPLETE


def _tier(node: Node) -> str:
    if node.kind == "unit":
        return str(node.tier)
    return ORGANISATION_TIERS.get(str(node.body), str(node.body))
