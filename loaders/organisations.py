"""Edges of organisations and posts; a post of a unit belongs to its people's committee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapp.model.interval import OPEN_START
from loaders.claims import covered_codes
from loaders.facts import Node
from loaders.resolve import known, undated, units

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from loaders.draft import Draft
    from loaders.facts import Edge
    from loaders.rows import Row

SERVES = "SERVES:Organisation:Unit"
UNDER = "UNDER:Organisation:Organisation"
COVERS = "COVERS:Organisation:Unit"
BELONGS_TO = "BELONGS_TO:Post:Organisation"
_HOLDS = "HOLDS:Person:Post"
COMMITTEE = {"line": "state", "kind": "people_committee"}


def link_organisations(draft: Draft) -> None:
    """Tell which unit each organisation serves, under which it is and what it covers."""
    first_days = _first_days(draft, "organisation")
    targets = _first_target_days(draft)
    for row in draft.of_kind("organisations"):
        organisation = row.main
        if organisation is None:
            continue
        day = _opening(organisation) or _earliest(
            first_days.get(organisation.code), targets.get(organisation.code)
        )
        unit = undated(units(draft, row, "unit", _tier(row)), day)
        if unit is not None:
            draft.link(SERVES, organisation, unit, row, {})
        above = undated(known(draft, row, "parent", "Organisation"), day)
        if above is not None:
            draft.link(UNDER, organisation, above, row, {})
        for code in covered_codes(row):
            village = undated(units(draft, row, "covered", ("village",), code), day)
            if village is not None:
                draft.link(COVERS, organisation, village, row, {})


def link_posts(draft: Draft) -> None:
    """Put every post into its organisation: the one named, else its unit's people's committee."""
    rows = list(draft.of_kind("posts"))
    posts = [row.main for row in rows if row.main is not None]
    seats = _Seats(draft, posts)
    tenures = _first_days(draft, "post")
    for row in rows:
        post = row.main
        if post is None:
            continue
        day = _opening(post) or _earliest(tenures.get(post.code), seats.first_tenure(post))
        organisation = _organisation(draft, row, post, day, seats)
        if organisation is not None:
            draft.link(BELONGS_TO, post, organisation, row, {})


def _organisation(
    draft: Draft, row: Row, post: Node, day: date | None, seats: _Seats
) -> Node | None:
    if row.text("organisation") is not None:
        return undated(known(draft, row, "organisation", "Organisation"), day)
    if row.text("unit") is None:
        if not row.unread("unit", "organisation"):
            draft.problems.in_row(row, "unit", "load.post_of_nothing")
        return None
    candidates = units(draft, row, "unit", _tier(row))
    stands = seats.standing_organisation(post, candidates)
    if stands is not None:
        return stands
    unit = undated(candidates, day)
    return None if unit is None else seats.committee(unit, row)


class _Seats:
    """The people's committees of units and what stands of some posts."""

    def __init__(self, draft: Draft, posts: Iterable[Node]) -> None:
        self._draft = draft
        posts = list(posts)
        self._belongs = draft.standing.edges(BELONGS_TO, "start", posts)
        seats = [edge.end for post in posts for edge in self._of(post)]
        self._serves = draft.standing.edges(SERVES, "start", seats)
        self._holds = draft.standing.edges(_HOLDS, "end", posts)
        self._committees = self._known_committees()

    def first_tenure(self, post: Node) -> date | None:
        """Return the first day on which a standing tenure held a post."""
        held = self._holds.get(post.id or "", ())
        return min((edge.since for edge in held if edge.since > OPEN_START), default=None)

    def standing_organisation(self, post: Node, candidates: Iterable[Node]) -> Node | None:
        """Return the organisation in which a post stands, where it serves one of the units."""
        wanted = list(candidates)
        for edge in sorted(self._of(post), key=lambda edge: edge.since, reverse=True):
            served = [serves.end for serves in self._serves.get(edge.end.id or "", ())]
            if any(unit in wanted for unit in served):
                return edge.end
        return None

    def committee(self, unit: Node, row: Row) -> Node:
        """Return a unit's people's committee; makes it where it does not stand."""
        if unit not in self._committees:
            node = _made_committee(self._draft, unit, row)
            self._committees[unit] = node
            self._draft.add(node)
            self._draft.link(SERVES, node, unit, row, {})
        return self._committees[unit]

    def _of(self, post: Node) -> list[Edge]:
        return self._belongs.get(post.id or "", [])

    def _known_committees(self) -> dict[Node, Node]:
        """Return the committees of the units that rows name: those of this load, then standing."""
        draft = self._draft
        named = [
            unit
            for row in draft.of_kind("posts")
            if (code := row.text("unit")) is not None
            for unit in draft.find("Unit", code)
        ]
        standing = draft.standing.edges(SERVES, "end", named)
        edges = [edge for edges in standing.values() for edge in edges] + draft.edges[SERVES]
        found: dict[Node, Node] = {}
        for edge in sorted(edges, key=lambda edge: edge.start.code, reverse=True):
            if all(edge.start.value(name) == value for name, value in COMMITTEE.items()):
                found[edge.end] = edge.start
        return found


def _made_committee(draft: Draft, unit: Node, row: Row) -> Node:
    """Return a new committee; its code tells the unit's start, as codes of units come again."""
    since = "" if unit.since <= OPEN_START else f"-{unit.since:%Y%m%d}"
    node = Node(draft.table("Organisation"))
    node.values = {
        "code": f"UBND-{unit.code}{since}",
        "name": f"UBND {unit.name}",
        **COMMITTEE,
        "since": unit.since,
        "until": unit.until,
    }
    node.row = row
    row.facts.append(node)
    return node


def _tier(row: Row) -> tuple[str, ...]:
    tier = row.text("tier")
    return () if tier is None else (tier,)


def _opening(node: Node) -> date | None:
    return node.since if node.since > OPEN_START else None


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _first_days(draft: Draft, key: str) -> dict[str, date]:
    """Return the first dated fact of each post or organisation that this load tells."""
    found: dict[str, date] = {}
    for row in draft.of_kind("tenures", "members"):
        _note(found, row.text(key), row.day("since"))
    if key == "organisation":
        of_post = _first_days(draft, "post")
        for row in draft.of_kind("posts"):
            _note(found, row.text("organisation"), of_post.get(row.text("code") or ""))
    return found


def _first_target_days(draft: Draft) -> dict[str, date]:
    """Return the first assignment to each organisation."""
    found: dict[str, date] = {}
    for row in draft.of_kind("assignments"):
        if row.text("target_kind") in ("organisation", "cell"):
            _note(found, row.text("target"), row.day("since"))
    return found


def _note(found: dict[str, date], code: str | None, day: date | None) -> None:
    if code is not None and day is not None and day > OPEN_START:
        found[code] = min(found.get(code, day), day)
