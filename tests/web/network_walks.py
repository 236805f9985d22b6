"""Walks through the network by its address, each step compared with the oracle.

A step is one of seven moves: expand, collapse, filter, another day, back, forward, reload. The last
three lead to an address that was shown before, and it shows the very same again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from tests.oracle.network import Wanted, picture

if TYPE_CHECKING:
    from random import Random

    from flask.testing import FlaskClient

    from tests.oracle.network import Day, Node

DAYS = (date(2024, 6, 1), date(2025, 6, 30), date(2025, 7, 1), date(2025, 10, 1), date(2026, 8, 1))
STEPS = 6
_BACK, _THROUGH_TIME = 0.3, 0.3
_RELATIONS = (
    frozenset[str](),
    frozenset({"PART_OF", "SUCCEEDED_BY"}),
    frozenset({"RESPONSIBLE_FOR", "SUPERVISES", "MEMBER_OF", "DECIDES"}),
    frozenset({"SERVES", "COVERS", "UNDER", "BELONGS_TO", "HOLDS"}),
)
_TIERS = (frozenset[str](), frozenset({"commune", "village"}), frozenset({"province"}))


@dataclass(frozen=True)
class View:
    """One address: what is wanted, the day, and whether it is laid out over all days."""

    wanted: Wanted
    day: date
    time: bool = False


@dataclass
class Walker:
    """Somebody who goes through the network and looks whether all is right."""

    client: FlaskClient
    days: dict[date, Day]
    ids: dict[Node, str]
    seen: set[str] = field(default_factory=set)
    known: dict[str, Node] = field(init=False)

    def __post_init__(self) -> None:
        self.known = {each: node for node, each in self.ids.items()}

    def walk(self, draw: Random) -> None:
        """Begin anywhere and take some steps; ``seen`` tells what was met."""
        day = draw.choice(DAYS)
        nodes = self.days[day].nodes()
        kind = draw.choice(sorted({node[0] for node in nodes}))
        centre = draw.choice([node for node in nodes if node[0] == kind])
        beginning = Wanted(centre, relations=draw.choice((frozenset(), *_RELATIONS)))
        history, at = [View(beginning, day, draw.random() < _THROUGH_TIME)], 0
        answers = [self.look(history[at])]
        for _ in range(STEPS):
            shown = self.nodes(answers[at])
            if not shown or draw.random() < _BACK:
                at = self.there_again(history, answers, at, draw)
                continue
            how = draw.choice((self.expand, self.expand, self.collapse, self.filter, self.move))
            history[at + 1 :] = [how(history[at], shown, draw)]
            answers[at + 1 :] = [self.look(history[at + 1])]
            at += 1

    def there_again(self, history: list[View], answers: list[Any], at: int, draw: Random) -> int:
        """Go back, forward or load again: what was shown there is shown again, to the letter."""
        ways = {"back": -1, "forward": 1, "reload": 0}
        able = [name for name, by in ways.items() if 0 <= at + by < len(history)]
        name = draw.choice(able)
        self.seen.add(name)
        at += ways[name]
        assert self.look(history[at]) == answers[at], self.address(history[at])
        return at

    def expand(self, view: View, shown: list[Node], draw: Random) -> View:
        """Open one of the nodes shown."""
        self.seen.add("expanded")
        opened = tuple(dict.fromkeys((*view.wanted.opened, draw.choice(shown))))
        return replace(view, wanted=replace(view.wanted, opened=opened))

    def collapse(self, view: View, shown: list[Node], draw: Random) -> View:
        """Close a node that was opened, if there is any."""
        opened = list(view.wanted.opened)
        if not opened:
            return self.expand(view, shown, draw)
        self.seen.add("collapsed")
        opened.remove(draw.choice(opened))
        return replace(view, wanted=replace(view.wanted, opened=tuple(opened)))

    def filter(self, view: View, shown: list[Node], draw: Random) -> View:
        """Choose other filters, or none."""
        self.seen.add("filtered")
        bodies = [node for node in shown if node[0] == "organisation"]
        wanted = replace(
            view.wanted,
            relations=draw.choice(_RELATIONS),
            tiers=draw.choice(_TIERS),
            line=draw.choice((None, "state", "party")),
            organisation=draw.choice([None, None, *bodies]),
        )
        filters = {"tier": wanted.tiers, "line": wanted.line, "organisation": wanted.organisation}
        self.seen |= {name for name, chosen in filters.items() if chosen}
        return replace(view, wanted=wanted)

    def move(self, view: View, shown: list[Node], draw: Random) -> View:
        """Look at another day."""
        del shown
        self.seen.add("moved")
        return replace(view, day=draw.choice(DAYS))

    def nodes(self, told: dict[str, Any] | None) -> list[Node]:
        """Return the nodes of an answer."""
        return [self.known[node["id"]] for node in told["nodes"]] if told else []

    def look(self, view: View) -> dict[str, Any] | None:
        """Ask for an address and compare; return the answer, none where there is no such centre."""
        response = self.client.get(self.address(view))
        day, wanted = self.days[view.day], view.wanted
        named = [each for each in (wanted.centre, wanted.organisation) if each]
        if not all(self.there(each, day) for each in named):
            assert response.status_code == 404
            return None
        assert response.status_code == 200, response.get_data(as_text=True)
        known = self.known
        told: dict[str, Any] = response.get_json()
        expected = picture(day, wanted)
        assert {known[n["id"]]: n["hidden"] for n in told["nodes"]} == expected.nodes
        ties = Counter((e["relation"], known[e["from"]], known[e["to"]]) for e in told["edges"])
        assert ties == expected.ties
        self.seen |= {relation for relation, _, _ in ties}
        return told

    def there(self, node: Node, day: Day) -> bool:
        """Tell whether a node can be looked at on a day: people and decisions always can."""
        return node[0] in {"person", "decision"} or node in day.nodes()

    def address(self, view: View) -> str:
        """Write the address of a view."""
        wanted, name = view.wanted, self.ids.__getitem__
        parts: dict[str, str] = {"centre": name(wanted.centre), "as_of": view.day.isoformat()}
        many: dict[str, list[str]] = {
            "open": [name(each) for each in wanted.opened],
            "relations": sorted(wanted.relations),
            "tiers": sorted(wanted.tiers),
        }
        parts |= {key: ",".join(values) for key, values in many.items() if values}
        parts |= {"line": wanted.line} if wanted.line else {}
        parts |= {"organisation": name(wanted.organisation)} if wanted.organisation else {}
        parts |= {"time": "1"} if view.time else {}
        return f"/api/v1/network?{urlencode(parts)}"
