"""A picture of the network in words of one language: what the page holds and the twin returns."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from graphapp.domain.network_ties import RELATIONS
from graphapp.domain.results import DecisionRef, State
from graphapp.model.choices import LINES, TIERS
from graphapp.model.interval import end_to_edge, start_to_edge
from graphapp.render.network import through_pyvis
from graphapp.render.places import places
from graphapp.web.network_pages import Pages
from graphapp.web.targets import record_address
from graphapp.web.view import view

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from graphapp.domain.network import Edge, Network
    from graphapp.domain.network_nodes import Node
    from graphapp.domain.network_time import Union
    from graphapp.web.network_address import Address
    from graphapp.words import Words

Json = dict[str, Any]


def drawn(found: Network, address: Address, union: Union | None = None) -> Json:
    """Return a picture as the page draws it; with a union, as one day of it."""
    words, pages = view().words, Pages()
    laid = places(found, union)
    at = laid | dict(address.pins)
    nodes, edges = through_pyvis(
        (
            {**_node(node, found, address, at[node.id], words), "href": pages.of(node)}
            for node in found.nodes
        ),
        (_edge(edge, words) for edge in found.edges),
    )
    centre = found.nodes[0]
    return {
        "centre": centre.id,
        "to": found.asked.to,
        "focus": address.focus,
        "as_of": found.as_of.isoformat(),
        "title": centre.title,
        "scope": _scope(found, words),
        "nodes": nodes,
        "edges": edges,
        "capped": _capped(found),
        "paths": _paths(found),
        "time": _time(union, laid.values()) if union else None,
        **_offered(found, words),
    }


def _time(union: Union, places: Iterable[tuple[int, int]]) -> Json:
    """Return the days of the slider, and the ground on which all of them stand."""
    across, down = zip(*places, strict=True)
    ground = {"left": min(across), "right": max(across), "top": min(down), "bottom": max(down)}
    return {"days": [day.isoformat() for day in union.days], "ground": ground}


def _scope(found: Network, words: Words) -> str:
    """Say what is in the picture."""
    title = found.nodes[0].title
    if found.paths is None:
        return words.text("network.scope", name=title)
    return words.text("network.scope_paths", name=title, to=found.nodes[1].title)


def _paths(found: Network) -> Json | None:
    paths = found.paths
    if paths is None:
        return None
    between: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for edge in found.edges:
        between[frozenset((edge.start, edge.end))].append(edge.id)
    return {
        "found": paths.found,
        "shown": len(paths.items),
        "limit": paths.limit,
        "longest": paths.longest,
        "complete": paths.complete,
        "items": [
            {
                "nodes": list(item),
                "edges": [each for pair in pairwise(item) for each in between[frozenset(pair)]],
            }
            for item in paths.items
        ],
    }


def _capped(found: Network) -> Json | None:
    capped = found.capped
    if capped is None:
        return None
    return {"shown": capped.shown, "total": capped.total, "limit": capped.limit}


def _offered(found: Network, words: Words) -> Json:
    """Return what can be filtered by, with how much of it there is around what is opened."""
    asked, offer = found.asked, found.offered
    tiers = [tier.value for tier in TIERS if offer.tiers.get(tier.value)]
    lines = [line.value for line in LINES if offer.lines.get(line.value)]
    return {
        "relations": [
            {
                "relation": each,
                "word": relation_word(each, words),
                "count": offer.relations[each],
                "on": each in asked.shown_relations,
            }
            for each in RELATIONS
            if offer.relations.get(each)
        ],
        "tiers": [
            {
                "tier": each,
                "word": words.tier(each),
                "count": offer.tiers[each],
                "on": not asked.tiers or each in asked.tiers,
            }
            for each in tiers
        ],
        "lines": [
            {
                "line": each,
                "word": words.line(each),
                "count": offer.lines[each],
                "on": asked.line in (None, each),
            }
            for each in lines
        ],
        "organisation": _organisation(found),
    }


def _organisation(found: Network) -> Json | None:
    body = found.organisation
    return {"id": body.id, "name": body.title} if body else None


def relation_word(relation: str, words: Words) -> str:
    """Name a relation: trực thuộc."""
    return words.text(f"network.relation.{relation.lower()}")


def _edge(edge: Edge, words: Words) -> Json:
    return {
        "id": edge.id,
        "from": edge.start,
        "to": edge.end,
        "relation": edge.relation,
        "kind": edge.kind,
        "label": _label(edge, words),
        "since": _iso(start_to_edge(edge.since)),
        "until_inclusive": _iso(end_to_edge(edge.until)),
        "decision": _decision(edge.decision),
        "state": _edge_state(edge, words),
        "broken": edge.broken is not None,
        "on_path": edge.on_path,
    }


def _label(edge: Edge, words: Words) -> str:
    """Read an edge from its start to its end: phụ trách; giữ chức (bầu, tạm quyền)."""
    said = relation_word(edge.relation, words)
    if edge.relation == "RESPONSIBLE_FOR" and edge.kind:
        return words.kind(edge.kind)
    more = []
    if edge.relation == "HOLDS" and edge.kind:
        more.append(words.basis(edge.kind))
    if edge.relation == "SUCCEEDED_BY" and edge.kind:
        more.append(words.extent(edge.kind))
    if edge.acting:
        more.append(words.state(State.ACTING))
    if edge.head:
        more.append(words.text("network.head"))
    return f"{said} ({', '.join(more)})" if more else said


def _edge_state(edge: Edge, words: Words) -> Json | None:
    if edge.state is None:
        return None
    word = words.reason(edge.broken) if edge.broken else words.state(edge.state)
    return {"state": edge.state.value, "word": word}


def _decision(found: DecisionRef | None) -> Json | None:
    if found is None:
        return None
    return {
        "id": found.id,
        "number": found.number,
        "date": _iso(found.date),
        "href": record_address(found),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _node(node: Node, found: Network, address: Address, at: tuple[int, int], words: Words) -> Json:
    lines = _lines(node, words)
    states = _states(node, found, words)
    kind = _kind_word(node, words)
    return {
        "id": node.id,
        "kind": node.kind,
        "kind_word": kind,
        "code": node.code,
        "tier": node.tier,
        "line": _line(node),
        "title": node.title,
        "lines": lines,
        "states": states,
        "hidden": node.hidden,
        "households": list(node.households) if node.households else None,
        "open": node.opened,
        "pinned": node.id in address.pins,
        "about": _about(node, kind, lines, [state["word"] for state in states], words),
        "x": at[0],
        "y": at[1],
        "since": _iso(start_to_edge(node.since)),
        "until_inclusive": _iso(end_to_edge(node.until)),
    }


def _line(node: Node) -> str | None:
    """Return the line in which a node stands; of somebody in several, that of the first post."""
    if node.posts:
        return node.posts[0].line
    return next(iter(sorted(node.lines)), None)


def _kind_word(node: Node, words: Words) -> str:
    if node.kind == "unit":
        return words.tier(str(node.tier))
    if node.kind == "organisation":
        return words.tier(str(node.body))
    return words.text(f"network.kind.{node.kind}")


def _lines(node: Node, words: Words) -> list[str]:
    """Return up to two short lines below the title."""
    if node.kind == "unit":
        return [words.text("network.code", code=node.code)]
    if node.kind == "person":
        posts = [words.post(post) for post in node.posts]
        more = [words.text("network.more_posts", n=len(posts) - 1)] if len(posts) > 1 else []
        return posts[:1] + more or [words.text("network.no_post")]
    if node.kind == "post":
        seats = [words.text("network.seats", n=node.seats)] if (node.seats or 1) > 1 else []
        return [str(node.body), *seats]
    if node.kind == "organisation" and node.place:
        return [node.place.name]
    if node.kind == "decision":
        told = start_to_edge(node.since)
        return [words.text("chain.decision_date", day=told)] if told else []
    return [words.text("network.code", code=node.code)]


def _states(node: Node, found: Network, words: Words) -> list[Json]:
    """Return what is to be seen of a node: the states of its link, and that it has ended."""
    if node.until <= found.as_of:
        ended = words.text("network.ended", until=words.until(node.until))
        return [{"state": "ended", "word": ended}]
    if node.broken:
        return [{"state": State.BROKEN.value, "word": words.broken(node.broken)}]
    return [{"state": state.value, "word": words.state(state)} for state in node.states]


def _about(node: Node, kind: str, lines: list[str], states: list[str], words: Words) -> str:
    """Say everything that the picture shows of a node in one sentence."""
    parts = [f"{node.title} ({kind})", *lines, *states]
    if node.households:
        uncovered, total = node.households
        parts.append(words.text("network.households", uncovered=uncovered, total=total))
    if node.hidden:
        parts.append(words.text("network.hidden", n=node.hidden))
    return ", ".join(parts)
