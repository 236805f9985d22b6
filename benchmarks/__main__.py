"""Measure on the generated demo, side by side in one run, and print ratios to the first engine.

The files of the province are written and loaded as ``graphapp demo`` does. The same ledger then
fills each engine alone, SQLite and networkx; they are held to equal answers before they are timed.
Absolute times say as much of the machine as of the program: compare the columns of one run.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.gap_matrix import gap_matrix
from benchmarks.graphs import GraphProvince, empty_ladybug, empty_neo4j, entries_of
from benchmarks.pages import Wanted, latencies, library
from benchmarks.pictures import pictures
from benchmarks.plain import NetworkxProvince, SqliteProvince
from graphapp.domain.chain import chain
from graphapp.domain.coverage import gaps
from graphapp.domain.search import search
from graphapp.model.policy import default_policy
from graphapp.model.scope import WHOLE
from graphapp.settings import Settings
from graphapp.write import open_store
from loaders import Wanted as Load
from loaders import check, load_province
from loaders.demo.province import HOMES, Size

if TYPE_CHECKING:
    from benchmarks.plain import Frames
    from graphapp.graph.port import Engine, Reader
    from graphapp.model.change import ChangeSet

DAY = date(2026, 11, 22)
PROVINCE = "20"
ENGINES = ("ladybug", "neo4j", "sqlite", "networkx")
POLICY = default_policy()
SHEET_ROWS = 100_000
_COMMUNES = 65
_FEW = 20
_EACH_QUESTION = 3  # days on which each question of the library is asked
Province = GraphProvince | SqliteProvince | NetworkxProvince
Opener = Callable[[Path], AbstractContextManager["Engine"]]
_GRAPHS: dict[str, Opener] = {"ladybug": empty_ladybug, "neo4j": empty_neo4j}


@dataclass
class Table:
    """Seconds by what was measured and on what."""

    seconds: dict[str, dict[str, list[float]]] = field(default_factory=dict)

    @contextmanager
    def timed(self, line: str, column: str) -> Iterator[None]:
        """Add one measurement."""
        began = time.perf_counter()
        yield
        taken = time.perf_counter() - began
        self.seconds.setdefault(line, {}).setdefault(column, []).append(taken)

    def show(self, lines: Iterable[str]) -> None:
        """Print lines: p50, p95 and p99 of each column, and the ratio of p50 to the first one's."""
        for line in lines:
            columns = self.seconds.get(line, {})
            first = next(iter(columns.values()), [])
            cells = [f"{name} {_said(each, first)}" for name, each in columns.items()]
            _say(f"{line:<38} | " + " | ".join(cells))


def main() -> int:
    """Measure what is asked for and print it."""
    parser = argparse.ArgumentParser(prog="do.py bench", description=__doc__)
    parser.add_argument("--times", type=int, default=300, help="questions of each kind, and pages")
    parser.add_argument("--engine", choices=ENGINES, action="append", help="all, unless named")
    parser.add_argument("--scale", type=float, default=1.0, help="part of the province: 0.1")
    parser.add_argument("--no-pages", action="store_true", help="leave pages and pictures out")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="graphapp-bench-") as folder:
        settings = replace(Settings(), home=Path(folder) / "home")
        wanted = _loaded(settings, options.scale)
        _compare(settings, options.engine or ENGINES, options.times, wanted)
        for timed in gap_matrix(settings, DAY, options.times):
            _say(f"{timed.what:<38} | {_said(timed.seconds, [])}")
        if not options.no_pages:
            _pages(settings.home, wanted, options.times)
            for what, figures in pictures(settings.home, wanted):
                _say(f"{what:<38} | {figures}")
    return 0


def _loaded(settings: Settings, scale: float) -> Wanted:
    """Write and load the demo, and try a large sheet; tells what there is to ask about."""
    size = Size(max(1, round(_COMMUNES * scale)), max(2, round(HOMES * min(1.0, scale * 4))))
    with open_store(settings) as store:
        made = load_province(store, "bench", DAY, size=None if scale == 1 else size)
        if made is None:
            message = "the folder is new"
            raise AssertionError(message)
        _rate("write the demo's files", made.rows, made.writing_seconds)
        _rate("load them: read, check, ledger, graph", made.rows, made.loading_seconds)
        wanted = _askable(store.reader())
        file = settings.home / "sheet.csv"
        rows = _write_sheet(file, store.reader(), wanted.households, round(SHEET_ROWS * scale))
        began = time.perf_counter()
        check(store, Load((file,)))
        _rate("dry run of assignments", rows, time.perf_counter() - began)
    _say(f"{'peak memory of the load':<38} | {_peak()} MB")
    return wanted


def _askable(reader: Reader) -> Wanted:
    draw = random.Random(1925)
    top = next(r["unit_id"] for r in reader.rows("units/roots", as_of=DAY))
    below = {
        tier: reader.rows("units/below", unit_id=top, tier=tier, as_of=DAY)
        for tier in ("commune", "village")
    }
    homes = reader.rows("households/below", unit_id=top, as_of=DAY)
    names = [
        r["person_name"] for first in "hlnv" for r in reader.rows("search/person_names", key=first)
    ]
    units = [r["unit_name"] for r in below["village"]]
    codes = [r["household_code"] for r in draw.sample(homes, min(len(homes), _FEW))]
    inside = {
        r["unit_id"]: len(
            reader.rows("units/below", unit_id=r["unit_id"], tier="village", as_of=DAY)
        )
        for r in below["commune"]
    }
    return Wanted(
        [r["unit_id"] for r in below["village"]],
        [r["household_id"] for r in homes],
        [
            *draw.sample(names, min(len(names), 80)),
            *draw.sample(units, min(len(units), 80)),
            *codes,
        ],
        top,
        max(inside, key=lambda unit: inside[unit]),
        DAY,
    )


def _write_sheet(file: Path, reader: Reader, homes: Sequence[str], rows: int) -> int:
    """Write assignments of party members to households, one a row."""
    members = [r["person_code"] for r in reader.rows(
        "search/people", key="dv", last_key=" dv", marked="", last_marked=" ", code="DV", most=500
    )]  # fmt: skip
    found = reader.rows("households/by_ids", household_ids=list(homes[:rows]))
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["Mã phân công", "Mã cán bộ", "Loại đối tượng", "Mã đối tượng",
                         "Hình thức phân công", "Từ ngày", "Đến ngày"])  # fmt: skip
        for number, row in enumerate(found):
            person = members[number % len(members)]
            writer.writerow([f"BM{number}", person, "hộ gia đình", row["household_code"],
                             "phụ trách", "01/11/2026", ""])  # fmt: skip
    return len(found)


def _compare(settings: Settings, names: Sequence[str], times: int, wanted: Wanted) -> None:
    table, entries = Table(), entries_of(settings.home)
    rows = sum(len(change.rows) for _, changes in entries for change in changes.changes)
    frames: Frames | None = None
    with ExitStack() as stack:
        found: list[Province] = []
        for name in (name for name in _GRAPHS if name in names or name == "ladybug"):
            made = _graph(stack, settings.home, name, entries, table)
            if made is not None:
                frames = frames or made.frames()
                found += [made] if name in names else []
        for plain in (SqliteProvince, NetworkxProvince):
            if plain.name in names and frames is not None:
                with table.timed(_LOAD, plain.name):
                    kept = plain(frames)
                found.append(kept)
        _check_equal(found, wanted)
        for each in found:
            _ask(each, wanted, times, table)
    for name, seconds in table.seconds[_LOAD].items():
        _rate(f"{_LOAD}, {name}", rows, seconds[0])
    table.show([line for line in table.seconds if line != _LOAD])
    _say(f"{'peak memory with all of these':<38} | {_peak()} MB")


_LOAD = "load the rows alone"


def _graph(
    stack: ExitStack,
    folder: Path,
    name: str,
    entries: list[tuple[int, ChangeSet]],
    table: Table,
) -> GraphProvince | None:
    try:
        engine = stack.enter_context(_GRAPHS[name](folder))
    except LookupError as missing:
        _say(f"left out: {name} ({missing})")
        return None
    with table.timed(_LOAD, name):
        return GraphProvince(engine, entries)


def _check_equal(found: Sequence[Province], wanted: Wanted) -> None:
    """Hold all to the first one's answers; figures of other answers compare nothing."""
    draw = random.Random(30)
    for village in draw.sample(wanted.villages, min(len(wanted.villages), _FEW)):
        lines = [each.line(village, DAY) for each in found]
        if any(line != lines[0] for line in lines):
            message = f"they differ on {village}"
            raise AssertionError(message)
    bare = [each.bare_villages(wanted.province, DAY) for each in found]
    if any(villages != bare[0] for villages in bare):
        message = "they differ on villages without anyone"
        raise AssertionError(message)


def _ask(each: Province, wanted: Wanted, times: int, table: Table) -> None:
    draw = random.Random(20250701)
    few = max(1, times // 15)
    questions: dict[str, tuple[int, Callable[[], object]]] = {
        "who answers, up to the province": (
            times, lambda: each.line(draw.choice(wanted.villages), DAY),
        ),
        "villages without anyone, of all": (
            few, lambda: each.bare_villages(wanted.province, DAY),
        ),
    }  # fmt: skip
    if isinstance(each, GraphProvince):
        questions |= _own_questions(each.reader, wanted, times, few, draw)
    for line, (often, ask) in questions.items():
        ask()  # the first one prepares what later ones find prepared
        for _ in range(often):
            with table.timed(line, each.name):
                ask()


def _own_questions(
    reader: Reader, wanted: Wanted, times: int, few: int, draw: random.Random
) -> dict[str, tuple[int, Callable[[], object]]]:
    """Return what the program alone answers: reasons, states, posts, decisions, both readings."""

    def chain_of(targets: Sequence[str]) -> Callable[[], object]:
        return lambda: chain(reader, WHOLE, draw.choice(targets), DAY, policy=POLICY)

    def gaps_of(tier: str) -> Callable[[], object]:
        return lambda: gaps(reader, WHOLE, wanted.province, DAY, tier=tier, policy=POLICY)

    return {
        "chain of a village, with reasons": (times, chain_of(wanted.villages)),
        "chain of a household, with reasons": (times, chain_of(wanted.households)),
        "gaps of the province, villages": (few, gaps_of("village")),
        "gaps of the province, households": (1, gaps_of("household")),
        "search": (times, lambda: search(reader, WHOLE, draw.choice(wanted.texts), DAY)),
    }


def _pages(home: Path, wanted: Wanted, times: int) -> None:
    for kind, seconds in latencies(home, wanted, times).items():
        _say(f"{kind:<38} | {_said(seconds, [])}, {len(seconds)} requests")
    answers = library(home, wanted, _EACH_QUESTION)
    every = [seconds for found in answers.values() for seconds in found]
    slowest = max(answers, key=lambda name: max(answers[name]))
    worst = f"slowest {max(answers[slowest]):.2f} s ({slowest})"
    _say(f"{'any question of the library':<38} | {_said(every, [])}, {worst}")


def _said(seconds: Sequence[float], first: Sequence[float]) -> str:
    if not seconds:
        return "–"
    quantiles = ", ".join(
        f"p{share} {_quantile(seconds, share) * 1000:.2f} ms" for share in (50, 95, 99)
    )
    ratio = f", ×{_quantile(seconds, 50) / _quantile(first, 50):.1f}" if first else ""
    return quantiles + ratio


def _quantile(values: Sequence[float], share: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * share // 100)]


def _rate(what: str, rows: int, seconds: float) -> None:
    _say(f"{what:<38} | {rows:,} rows in {seconds:.1f} s, {rows / seconds:,.0f} rows/s")


def _peak() -> int:
    """Return the most memory that this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
