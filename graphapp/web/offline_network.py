"""What a file with a network shows: the picture of the page where it stood, its nodes and ties."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from graphapp.domain.results import STATES
from graphapp.render.drawing import Box, Join
from graphapp.render.offline import Row, Sheet, Table
from graphapp.web.offline_people import people_facts
from graphapp.web.view import view

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graphapp.render.offline import Stamp
    from graphapp.words import Words

Json = dict[str, Any]
Pair = tuple[str, str]
_STYLES = {
    "PART_OF": ("edge-part", ""),
    "HOLDS": ("edge-post", ""),
    "BELONGS_TO": ("edge-post", ""),
    "SERVES": ("edge-post", ""),
    "RESPONSIBLE_FOR": ("edge-assignment", "full"),
    "SUPERVISES": ("edge-supervises", "hollow"),
}
_LEGEND = (
    ("node-unit", "chain.legend_unit"),
    ("node-person", "chain.legend_state"),
    ("line-party", "chain.legend_party"),
    ("line-front", "chain.legend_front"),
)
_MARKS = frozenset(state.value for state in STATES)


def network_sheet(drawn: Json, stamp: Callable[[str], Stamp]) -> Sheet:
    """Return a network, as its page draws it, as a file shows it."""
    words = view().words
    people = people_facts((n["id"] for n in drawn["nodes"] if n["kind"] == "person"), words)
    titles = {node["id"]: node["title"] for node in drawn["nodes"]}
    return Sheet(
        words.lang,
        words.text("offline.network", name=drawn["title"]),
        _lead(drawn, words),
        stamp(drawn["scope"]),
        tuple(_box(node, drawn["centre"], people, words) for node in drawn["nodes"]),
        tuple(_join(edge, titles, words) for edge in drawn["edges"]),
        (_nodes(drawn, words), _edges(drawn, titles, words)),
        _legend(drawn, words),
    )


def _lead(drawn: Json, words: Words) -> str:
    told = words.text("offline.counts", nodes=len(drawn["nodes"]), edges=len(drawn["edges"]))
    capped = drawn["capped"]
    if not capped:
        return told
    return f"{told} {words.text('offline.capped', **capped)}"


def _legend(drawn: Json, words: Words) -> tuple[Pair, ...]:
    there = {edge["relation"] for edge in drawn["edges"]}
    nodes = [(kind, words.text(message)) for kind, message in _LEGEND]
    lines = [
        (_STYLES.get(each["relation"], ("edge-other", ""))[0], each["word"])
        for each in drawn["relations"]
        if each["relation"] in there
    ]
    broken = [("edge-assignment is-broken", words.text("chain.legend_broken"))]
    return (*nodes, *lines, *(broken if any(e["broken"] for e in drawn["edges"]) else ()))


def _box(node: Json, centre: str, people: Mapping[str, list[Pair]], words: Words) -> Box:
    style = [f"{name}-{node[name]}" for name in ("tier", "line") if node[name]]
    style += ["is-target"] if node["id"] == centre else []
    style += ["is-whole"] if node["kind"] == "group" else []
    marks = [(state["state"], state["word"]) for state in node["states"]]
    plain = [word for state, word in marks if state not in _MARKS]
    return Box(
        node["id"],
        node["kind"],
        node["title"],
        node["about"],
        (*node["lines"], *plain),
        tuple(mark for mark in marks if mark[0] in _MARKS),
        (*_details(node, words), *people.get(node["id"], ())),
        " ".join(style),
        centre=(node["x"], node["y"]),
    )


def _details(node: Json, words: Words) -> list[Pair]:
    told = [
        (words.text("offline.kind"), node["kind_word"]),
        (words.text("offline.code"), node["code"]),
        (words.text("chain.column_since"), _day(node["since"], words)),
        (words.text("chain.column_until"), _day(node["until_inclusive"], words)),
    ]
    return [(label, value) for label, value in told if value]


def _day(told: str | None, words: Words) -> str:
    return words.date(date.fromisoformat(told)) if told else ""


def _days(edge: Json, words: Words) -> str:
    since, until = _day(edge["since"], words), _day(edge["until_inclusive"], words)
    if since and until:
        return words.text("layout.from_to", since=since, until=until)
    if since:
        return words.text("layout.from", since=since)
    return words.text("layout.to", until=until) if until else ""


def _by(edge: Json, words: Words) -> str:
    decision = edge["decision"]
    if not decision:
        return ""
    return " ".join(filter(None, (decision["number"], _day(decision["date"], words))))


def _join(edge: Json, titles: Mapping[str, str], words: Words) -> Join:
    style, head = _STYLES.get(edge["relation"], ("edge-other", ""))
    if edge["broken"]:
        style, head = f"{style} is-broken", "broken"
    said = f"{titles[edge['from']]} – {edge['label']} – {titles[edge['to']]}"
    state = edge["state"]["word"] if edge["state"] else ""
    about = ", ".join(filter(None, (said, state, _days(edge, words), _by(edge, words))))
    return Join(edge["id"], edge["from"], edge["to"], style, about, head=head)


def _nodes(drawn: Json, words: Words) -> Table:
    columns = ("offline.name", "offline.kind", "offline.code", "offline.more", "offline.state")
    rows = tuple(
        Row(
            (
                node["title"],
                node["kind_word"],
                node["code"],
                ", ".join(node["lines"]),
                ", ".join(state["word"] for state in node["states"]),
            ),
            (node["id"],),
        )
        for node in drawn["nodes"]
    )
    return Table(words.text("offline.nodes"), tuple(map(words.text, columns)), rows)


def _edges(drawn: Json, titles: Mapping[str, str], words: Words) -> Table:
    columns = (
        "offline.from", "offline.relation", "offline.to", "offline.state", "chain.column_since",
        "chain.column_until", "chain.column_decision",
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                titles[edge["from"]],
                edge["label"],
                titles[edge["to"]],
                edge["state"]["word"] if edge["state"] else "",
                _day(edge["since"], words) or "–",
                _day(edge["until_inclusive"], words) or "–",
                _by(edge, words),
            ),
            (edge["from"], edge["to"]),
        )
        for edge in drawn["edges"]
    )
    return Table(words.text("offline.edges"), tuple(map(words.text, columns)), rows)
