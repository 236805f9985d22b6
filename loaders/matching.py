"""Which edge is which: rows that mean one edge are joined, and the one that stands is found."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from graphapp.model.interval import OPEN_START, Interval
from loaders.fitting import fit
from loaders.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.draft import Draft
    from loaders.facts import Edge, Node
    from loaders.rows import Value

    Pair = tuple[Node, Node, Value]

_STRUCTURE = (
    "PART_OF",
    "SERVES",
    "UNDER",
    "COVERS",
    "BELONGS_TO",
    "LIVES_IN",
    "IN_GROUP",
    "SUCCEEDED_BY",
    "VISITED",
    "ABOUT",
)
_DUTIES = ("HOLDS", "MEMBER_OF", "RESPONSIBLE_FOR", "SUPERVISES")
CODED = ("RESPONSIBLE_FOR", "SUPERVISES")
# so many codes cost more to ask for, table by table, than all that stand cost to read once
_MANY = 5_000


def match_edges(draft: Draft) -> Limits:
    """Join what rows say of one edge, find what stands of it, and fit it into its ends' lives."""
    limits = Limits(draft)
    matcher = _Matcher(draft, limits)
    for name in _STRUCTURE:
        matcher.match(name)
        if name == "LIVES_IN":
            _live_as_long_as_housed(draft)
    limits.prepare(edge.end for edges in draft.edges.values() for edge in edges)
    for name in _DUTIES:
        matcher.match(name)
    return limits


def pair_of(edge: Edge) -> Pair:
    """Return what two edges share that may be one: both ends, and the kind of an assignment."""
    kind = edge.value("kind") if edge.table.name == "RESPONSIBLE_FOR" else None
    return edge.start, edge.end, kind


def _live_as_long_as_housed(draft: Draft) -> None:
    """Give each household that the load names the days on which it lives somewhere."""
    table = "LIVES_IN:Household:Unit"
    named = {edge.start: [] for edge in draft.edges[table]}  # type: dict[Node, list[Edge]]
    standing = draft.standing.edges(table, "start", named)
    meant = {edge.id for edge in draft.edges[table]}
    for edge in draft.edges[table]:
        named[edge.start].append(edge)
    for household, edges in named.items():
        kept = (e for e in standing.get(household.id or "", ()) if e.id not in meant)
        edges.extend(kept)
        household.values["since"] = min(edge.since for edge in edges)
        household.values["until"] = max(edge.until for edge in edges)


class _Matcher:
    def __init__(self, draft: Draft, limits: Limits) -> None:
        self._draft = draft
        self._limits = limits
        self._coded: dict[str, Edge] = {}
        self._standing_codes: dict[str, Edge] = {}

    def match(self, name: str) -> None:
        """Match every edge of the tables of one relation."""
        for key in [key for key in self._draft.edges if key.startswith(f"{name}:")]:
            said = self._draft.edges[key]
            standing = self._standing(key, said)
            kept: dict[Pair, list[Edge]] = defaultdict(list)
            for edge in said:
                pair = pair_of(edge)
                self._place(edge, kept[pair], standing.get(pair, ()))
            self._draft.edges[key] = [edge for edges in kept.values() for edge in edges]

    def _standing(self, key: str, said: Sequence[Edge]) -> dict[Pair, list[Edge]]:
        by_start = self._draft.standing.edges(key, "start", {edge.start for edge in said})
        found: dict[Pair, list[Edge]] = defaultdict(list)
        for edges in by_start.values():
            for edge in edges:
                found[pair_of(edge)].append(edge)
        if key.startswith(CODED):
            near = {e.value("code"): e for edges in found.values() for e in edges}
            self._standing_codes.update({str(c): e for c, e in near.items() if c is not None})
            self._fetch_codes(said)
        return found

    def _fetch_codes(self, said: Sequence[Edge]) -> None:
        """Fetch the standing edges of codes that rows give and these people do not have."""
        said_codes = {edge.values.get("code") for edge in said} - {None}
        codes = {str(code) for code in said_codes} - self._standing_codes.keys()
        if len(codes) > _MANY:
            codes &= self._draft.standing.assignment_codes()
        for table in self._draft.model.tables():
            if table.name in CODED:
                found = self._draft.standing.edges_by_code(table.key, codes)
                self._standing_codes.update({code: found[code][0] for code in codes & found.keys()})

    def _place(self, edge: Edge, kept: list[Edge], standing: Sequence[Edge]) -> None:
        coded = edge.table.name in CODED
        if edge.row is None:
            return
        if coded and not self._code_is_free(edge):
            fit(self._draft, edge, self._limits.of_edge(edge))  # its days are told as well
            return
        taken = {other.id for other in kept}
        free = [other for other in standing if other.id not in taken]
        # a first load finds nothing standing: then nothing is looked for
        stands = self._meant(edge, free) if free or (coded and self._standing_codes) else None
        if stands is not None:
            edge.standing, edge.id = stands.standing, stands.id
        if not fit(self._draft, edge, self._limits.of_edge(edge)):
            return
        twin = next((other for other in kept if _same(edge, other)), None)
        if twin is None:
            kept.append(edge)
            edge.row.facts.append(edge)
            self._remember(edge)
        else:
            _join(self._draft, twin, edge)
            edge.row.facts.append(twin)

    def _remember(self, edge: Edge) -> None:
        code = edge.values.get("code") if edge.table.name in CODED else None
        if code is not None:
            self._coded.setdefault(str(code), edge)

    def _code_is_free(self, edge: Edge) -> bool:
        """Refuse an assignment's code that means another holder or target."""
        code = edge.values.get("code") if edge.table.name in CODED else None
        for known in (self._coded, self._standing_codes):
            other = known.get(str(code)) if code is not None else None
            if other is not None and (other.start, other.end) != (edge.start, edge.end):
                assert edge.row is not None  # noqa: S101 - for the type checker; looked at before
                self._draft.problems.in_row(
                    edge.row, "code", "load.code_taken", code=code,
                    holder=other.start.code, target=other.end.code,
                )  # fmt: skip
                return False
        return True

    def _meant(self, edge: Edge, standing: Sequence[Edge]) -> Edge | None:
        """Return the standing edge that a row means: by code, by start, else one open to it."""
        code = edge.values.get("code") if edge.table.name in CODED else None
        if code is not None and str(code) in self._standing_codes:
            return self._standing_codes[str(code)]
        if not edge.has_days:
            return next(iter(standing), None)
        if not edge.dated:
            life = Interval(OPEN_START, edge.until).clip(self._limits.of_edge(edge))
            together = [e for e in standing if e.life.overlaps(life)]
            return max(together, key=lambda e: e.since, default=None)
        same = [e for e in standing if e.since == edge.since and _may_take(e, code)]
        if same:
            return same[0]
        loose = edge.table.name not in _DUTIES
        corrected = [
            e
            for e in standing
            if e.life.overlaps(edge.life)
            and (loose or e.since <= OPEN_START)
            and _may_take(e, code)
        ]
        return max(corrected, key=lambda e: e.since, default=None)


def _may_take(standing: Edge, code: Value | Node) -> bool:
    """Tell whether a row with a code (or none) may mean a standing edge."""
    return code is None or standing.value("code") in (None, code)


def _same(edge: Edge, other: Edge) -> bool:
    """Tell whether two rows mean one edge: same code, else same start."""
    codes = {edge.values.get("code"), other.values.get("code")} - {None}
    if len(codes) > 1:
        return False
    if codes and edge.values.get("code") == other.values.get("code"):
        return True
    if edge.id is not None and edge.id == other.id:
        return True
    return edge.since == other.since or (not edge.dated and not other.dated)


def _join(draft: Draft, twin: Edge, edge: Edge) -> None:
    """Add what a second row says of an edge; where it says something else, it is refused."""
    derived = () if edge.dated else ("since", "until")
    for name, value in edge.values.items():
        said = twin.values.get(name)
        if said is None:
            twin.values[name] = value
        elif value is not None and said != value and name not in derived and edge.row and twin.row:
            draft.problems.disagree(edge.row, name, twin.row, name, said)
