"""Applies entry after entry until it is killed: a process of its own for `test_kills.py`.

    python -m tests.graph.killed_apply ENGINE WHERE

It says `begin N` before entry N, `commit N` when all but the commit is done, `done N` after it.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from graphapp.graph.ladybug import LadybugEngine
from graphapp.graph.neo4j import Neo4jEngine
from graphapp.graph.projection import completed, within_changes
from graphapp.graph.reader import GraphReader
from graphapp.model.change import ChangeSet
from tests.graph.world import IN_CHARGE, PART_OF, UNIT, change, edge, person, unit
from tests.neo4j_server import DATABASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphapp.graph.port import Engine
    from tests.graph.world import Row

POOL_BYTES = 128 << 20
UNITS = 40
ROWS = {"ladybug": 2000, "neo4j": 300}


def entries(rows: int) -> Iterator[tuple[int, ChangeSet]]:
    """Give a history without end: every entry has new, changed and removed rows.

    People come and are renamed, the assignments of the entry before end or go, and the first unit
    ends sooner with every entry, which changes what all others lie within.
    """
    units = [unit(f"u1-{n}") for n in range(1, UNITS + 1)]
    parts = [edge(f"r1-{n}", f"u1-{n}", "u1-1") for n in range(2, UNITS + 1)]
    assigned: list[Row] = []
    yield 1, ChangeSet((change(UNIT, "new", *units), change(PART_OF, "new", *parts)))
    seq = 1
    while True:
        seq += 1
        before, names = assigned, range(1, rows + 1)
        assigned = [
            edge(f"r{seq}-{n}", f"p{seq}-{n}", f"u1-{1 + n % UNITS}", kind="in_charge")
            for n in names
        ]
        ended = [row | {"until": date(2025, 7, 1)} for row in before[::2]]
        renamed = [person(row["from_id"], f"Người {seq}") for row in before[::3]]
        shorter = unit("u1-1", until=date(3000 - seq, 1, 1))
        new_unit = unit(f"u{seq}-1", since=date(2025, 1, 1))
        yield (
            seq,
            ChangeSet(
                (
                    change(UNIT, "changed", shorter),
                    change(UNIT, "new", new_unit),
                    change(PART_OF, "new", edge(f"r{seq}-{rows + 1}", new_unit["id"], "u1-2")),
                    change("Person", "changed", *renamed),
                    change("Person", "new", *(person(f"p{seq}-{n}") for n in names)),
                    change(IN_CHARGE, "changed", *ended),
                    change(IN_CHARGE, "removed", *before[1::2]),
                    change(IN_CHARGE, "new", *assigned),
                )
            ),
        )


def opened(name: str, where: str) -> Engine:
    if name == "ladybug":
        return LadybugEngine(Path(where), POOL_BYTES)
    return Neo4jEngine(where, None, DATABASE)


def main(name: str, where: str) -> None:
    engine = opened(name, where)
    engine.create_schema()
    applied = engine.applied()
    for seq, changes in entries(ROWS[name]):
        if seq > applied:
            reader = GraphReader(engine) if seq > 1 else None
            whole = ChangeSet((*completed(changes), *within_changes(reader, changes)))
            _say("begin", seq)
            engine.apply(whole, seq, lambda seq=seq: _say("commit", seq))  # type: ignore[misc]  # a default binds it
            _say("done", seq)


def _say(what: str, seq: int) -> None:
    sys.stdout.write(f"{what} {seq}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
