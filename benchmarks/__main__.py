"""Load the demo into each engine at hand and time chain and gaps; prints p50, p99 and ratios.

Absolute times say as much of the machine as of the program: compare the columns of one run.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from graphapp.domain.chain import chain
from graphapp.domain.coverage import gaps
from graphapp.domain.search import search
from graphapp.graph.port import Reader
from graphapp.model.policy import default_policy
from graphapp.model.scope import WHOLE
from graphapp.settings import Settings
from graphapp.write import open_store
from loaders import DEMO_DAY, demo_files, load
from tools.debian import find_java
from tools.neo4j.jars import find_jars
from tools.neo4j.server import Neo4jServer

DAYS = (date(2025, 6, 30), date(2025, 7, 1), date(2025, 10, 1), date(2025, 12, 31))
ENGINES = ("ladybug", "neo4j")
POLICY = default_policy()


@dataclass(frozen=True)
class Figures:
    """Seconds by what was measured: one for the load, many for the questions."""

    engine: str
    seconds: dict[str, list[float]]


def main() -> int:
    """Measure on every engine at hand and print one table."""
    parser = argparse.ArgumentParser(prog="do.py bench", description=__doc__)
    parser.add_argument("--times", type=int, default=300, help="questions of each kind")
    parser.add_argument("--engine", choices=ENGINES, action="append", help="all, unless named")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="graphapp-bench-") as folder:
        found = [
            _measured(settings, options.times)
            for settings in _engines(Path(folder), options.engine or ENGINES)
        ]
    _show(found)
    return 0


def _engines(folder: Path, names: Sequence[str]) -> Iterator[Settings]:
    if "ladybug" in names:
        yield replace(Settings(), home=folder / "ladybug", engine="ladybug")
    if "neo4j" not in names:
        return
    java, jars = find_java(), find_jars()
    if not (java.path and jars.path):
        sys.stdout.write(f"left out: neo4j ({java.why_not or jars.why_not})\n")
        return
    with Neo4jServer(jars.path, folder / "server", java=java.path) as server:
        yield replace(
            Settings(), home=folder / "neo4j", engine="neo4j", neo4j_uri=server.uri, neo4j_user=""
        )


def _measured(settings: Settings, times: int) -> Figures:
    seconds: dict[str, list[float]] = {}
    with open_store(settings) as store:
        with _timed(seconds, "load the demo"):
            load(store, demo_files(), actor="bench", day=DEMO_DAY, dry_run=False)
        reader = store.reader()
        for name, ask in _questions(reader).items():
            ask()  # the first one prepares what later ones find prepared
            for _ in range(times):
                with _timed(seconds, name):
                    ask()
    return Figures(settings.engine, seconds)


def _questions(reader: Reader) -> dict[str, Callable[[], object]]:
    draw = random.Random(20250701)
    villages = [str(row["unit_code"]) for row in _villages(reader)]

    def day() -> date:
        return draw.choice(DAYS)

    return {
        "chain of a village": lambda: chain(
            reader, WHOLE, draw.choice(villages), day(), policy=POLICY
        ),
        "gaps of the province": lambda: gaps(
            reader, WHOLE, "20", day(), tier="village", policy=POLICY
        ),
        "search": lambda: search(reader, WHOLE, draw.choice(("lung vai", "Kỳ Lừa", "059")), day()),
    }


def _villages(reader: Reader) -> list[dict[str, object]]:
    province = reader.rows("units/roots", as_of=DAYS[0])[0]["unit_id"]
    return reader.rows("units/below", unit_id=province, tier="village", as_of=DAYS[0])


@contextmanager
def _timed(seconds: dict[str, list[float]], name: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    seconds.setdefault(name, []).append(time.perf_counter() - begun)


def _show(found: list[Figures]) -> None:
    width = max(len(name) for figures in found for name in figures.seconds)
    base = found[0]
    for name in base.seconds:
        cells = [f"{name:<{width}}"]
        for figures in found:
            p50 = _quantile(figures.seconds[name], 0.5)
            p99 = _quantile(figures.seconds[name], 0.99)
            ratio = p50 / _quantile(base.seconds[name], 0.5)
            cells.append(
                f"{figures.engine} p50 {p50 * 1000:9.2f} ms, p99 {p99 * 1000:9.2f} ms, ×{ratio:.1f}"
            )
        sys.stdout.write(" | ".join(cells) + "\n")


def _quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


if __name__ == "__main__":
    sys.exit(main())
