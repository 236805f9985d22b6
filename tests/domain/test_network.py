"""The network of random organisations: pictures and paths equal the oracle's, on both engines."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphapp.domain.decisions import seen_decisions
from graphapp.domain.network import network
from graphapp.domain.network_field import Asked
from graphapp.domain.network_known import Known
from graphapp.domain.network_paths import LONGEST
from graphapp.domain.network_ties import RELATIONS
from graphapp.domain.network_time import Union, union_of
from graphapp.domain.visible import groups_in_scope, people_in_scope, things_in_scope
from graphapp.errors import UnknownCodeError
from graphapp.model.policy import default_policy
from graphapp.model.scope import WHOLE, Scope
from loaders import load
from tests.conftest import LONG
from tests.network_names import ids_of
from tests.oracle.network import Day, Wanted, paths, picture, read_world
from tests.oracle.organisations import organisations
from tests.stores import empty_store

if TYPE_CHECKING:
    from graphapp.domain.network import Network
    from graphapp.graph.port import Engine, Reader
    from tests.oracle.draft import Sample
    from tests.oracle.network import Node, Picture

ORGANISATIONS = 100 if LONG else 6
PICTURES = 4
POLICY = default_policy()
HOUR = 3600


@pytest.mark.timeout(HOUR)
def test_pictures_and_paths_of_random_organisations_equal_the_oracle(
    module_graph: Engine, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    seen: Counter[str] = Counter()

    @settings(
        max_examples=ORGANISATIONS,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(organisations(), st.integers(0, 2**32))
    def equal(sample: Sample, seed: int) -> None:
        files = tmp_path_factory.mktemp("files")
        with empty_store(module_graph, request, tmp_path_factory.mktemp("home")) as store:
            load(store, sample.write(files), actor="test")
            world, ids = read_world(sorted(files.glob("*.csv"))), ids_of(store)
            draw = Random(seed)
            seen.update(check_scope(store.reader(), Day(world, sample.days[-1]), ids, draw))
            for moment in sample.days:
                day, known = Day(world, moment), Known()
                for _ in range(PICTURES):
                    seen.update(check_picture(store.reader(), day, ids, draw, known))
                seen.update(check_union(store.reader(), day, ids, draw))
                seen.update(check_paths(store.reader(), day, ids, draw))

    equal()
    assert set(seen) >= set(RELATIONS) | {"hidden", "path", "far", "filtered", "scoped", "changed"}


def check_scope(reader: Reader, day: Day, ids: dict[Node, str], draw: Random) -> Counter[str]:
    """Within a scope nothing outside is shown or counted; what is outside is no centre."""
    root = draw.choice([each for each in day.nodes() if each[0] == "unit"])
    scope = Scope(frozenset({ids[root]}))
    seen = visible(reader, scope, ids)
    whole = replace(drawn(day, draw), centre=root, organisation=None)
    wanted = replace(whole, visible=frozenset(each for each in ids if ids[each] in seen))
    found = network(reader, scope, asked_of(wanted, ids), day.day)
    check_equal(found, picture(day, wanted), ids)
    hidden = [each for each in day.nodes() if ids[each] not in seen]
    for each in hidden[:1]:
        with pytest.raises(UnknownCodeError):
            network(reader, scope, Asked(ids[each]), day.day)
    with pytest.raises(UnknownCodeError):
        network(reader, Scope(frozenset()), Asked(ids[root]), day.day)
    return Counter({"scoped": bool(hidden)})


def visible(reader: Reader, scope: Scope, ids: dict[Node, str]) -> frozenset[str]:
    """Return what a user of a scope may see."""
    kinds: dict[str, list[str]] = {}
    for node, each in ids.items():
        kinds.setdefault(node[0], []).append(each)
    things = things_in_scope(reader, scope, kinds["unit"] + kinds["organisation"])
    seats = reader.rows("state/belongs_to_post_organisation_by_start", ids=kinds["post"])
    return (
        things
        | {row["start_id"] for row in seats if row["end_id"] in things}
        | people_in_scope(reader, scope, kinds["person"])
        | groups_in_scope(reader, scope, kinds.get("group", ()))
        | seen_decisions(reader, scope, kinds.get("decision", ()))
    )


def check_picture(
    reader: Reader, day: Day, ids: dict[Node, str], draw: Random, known: Known
) -> Counter[str]:
    """Compare a random picture with the oracle's; tell what was in it.

    ``known``: what earlier pictures of the day have read; without it nothing is otherwise.
    """
    wanted = drawn(day, draw)
    asked = asked_of(wanted, ids)
    found = network(reader, WHOLE, asked, day.day, policy=POLICY, known=known)
    assert found == network(reader, WHOLE, asked, day.day, policy=POLICY)
    expected = picture(day, wanted)
    check_equal(found, expected, ids)
    assert all(edge.since <= day.day < edge.until for edge in found.edges)
    seen = Counter(edge.relation for edge in found.edges)
    seen["hidden"] += any(expected.nodes.values())
    seen["filtered"] += bool(wanted.tiers or wanted.line or wanted.organisation)
    return seen


def check_union(reader: Reader, day: Day, ids: dict[Node, str], draw: Random) -> Counter[str]:
    """All days at once hold what a day shows, and tell from when on it is shown so."""
    asked = asked_of(drawn(day, draw), ids)
    found = network(reader, WHOLE, asked, day.day)
    union = union_of(reader, WHOLE, asked)
    assert parts(found) <= parts(union)
    since = max((each for each in union.days if each <= day.day), default=None)
    if since and not asked.by_posts:  # the days are those of ties, not of posts that filters ask of
        assert parts(network(reader, WHOLE, asked, since)) == parts(found)
    return Counter({"changed": bool(since) and len(union.days) > 1})


def parts(found: Network | Union) -> set[str]:
    """Return the ids of nodes and ties."""
    return {each.id for each in (*found.nodes, *found.edges)}


def check_equal(found: Network, expected: Picture, ids: dict[Node, str]) -> None:
    """Compare nodes, what is hidden around each, and ties."""
    known = {each: node for node, each in ids.items()}
    assert {known[each.id]: each.hidden for each in found.nodes} == expected.nodes
    assert Counter((e.relation, known[e.start], known[e.end]) for e in found.edges) == expected.ties


def check_paths(reader: Reader, day: Day, ids: dict[Node, str], draw: Random) -> Counter[str]:
    """Compare the paths between two nodes with all that there are."""
    wanted, end = Wanted(a_node(day, draw)), a_node(day, draw)
    if wanted.centre == end or "decision" in (wanted.centre[0], end[0]):
        return Counter()
    asked = replace(asked_of(wanted, ids), to=ids[end], paths=draw.choice((1, 3, 20)))
    found = network(reader, WHOLE, asked, day.day).paths
    assert found is not None
    every = [tuple(ids[each] for each in path) for path in paths(day, wanted, end, LONGEST)]
    assert set(found.items) <= set(every)
    assert len(set(found.items)) == len(found.items)
    lengths = sorted(map(len, every))
    assert [len(item) for item in found.items] == lengths[: len(found.items)]
    assert len(found.items) == min(found.limit, found.found)
    assert found.complete == (len(every) == len(found.items) and len(every) < found.limit)
    assert found.found <= len(every)
    return Counter({"path": bool(every), "far": len(every) > found.limit})


def drawn(day: Day, draw: Random) -> Wanted:
    """Draw a centre, some nodes to open, and now and then filters."""
    nodes = day.nodes()
    centre = draw.choice((a_node(day, draw), an_end(day, draw)))
    opened = tuple(draw.sample(nodes, min(len(nodes), draw.choice((0, 4, 20)))))
    relations = draw.sample(RELATIONS, draw.choice((0, 0, 5, 11, 11)))
    tiers = draw.sample(("province", "district", "commune", "village"), draw.choice((0, 0, 2)))
    bodies = [None, None, *(each for each in nodes if each[0] == "organisation")]
    return Wanted(
        centre,
        opened,
        frozenset(relations),
        frozenset(tiers),
        draw.choice((None, None, "state", "party")),
        draw.choice(bodies) if draw.random() < 0.3 else None,
    )


def a_node(day: Day, draw: Random) -> Node:
    """Draw a node, of whatever kind as often as of any other."""
    nodes = day.nodes()
    kind = draw.choice(sorted({each[0] for each in nodes}))
    return draw.choice([each for each in nodes if each[0] == kind])


def an_end(day: Day, draw: Random) -> Node:
    """Draw an end of a tie that is there on the day, of whatever relation as often as of others."""
    there = set(day.nodes())
    ends = [(t.relation, end) for t in day.ties for end in (t.start, t.end) if end in there]
    relation = draw.choice(sorted({each for each, _ in ends}))
    return draw.choice([end for each, end in ends if each == relation])


def asked_of(wanted: Wanted, ids: dict[Node, str]) -> Asked:
    """Ask the program what the oracle is asked."""
    return Asked(
        ids[wanted.centre],
        tuple(ids[each] for each in wanted.opened),
        wanted.relations,
        wanted.tiers,
        wanted.line,
        ids[wanted.organisation] if wanted.organisation else None,
        most=10_000,
        limit=10_000,
    )
