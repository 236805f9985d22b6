"""`do.py`: its help, and what a run of the tests says of what it skipped."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.pictures import CHROMIUM_NAMES
from tools import tests as test_command
from tools.tests import Need

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ("demo", "test", "check", "fmt", "gen", "lock", "neo4j", "bench")
REPORT = """<testsuites><testsuite>
<testcase name="a"><skipped type="pytest.skip" message="Chromium isn't installed"/></testcase>
<testcase name="b"><skipped type="pytest.skip" message="only on Windows"/></testcase>
<testcase name="c"><skipped type="pytest.skip" message="only on Windows"/></testcase>
<testcase name="d"><skipped type="pytest.xfail" message="known"/></testcase>
</testsuite></testsuites>"""


def _do(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "do.py", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_help_and_has_its_own(command: str) -> None:
    assert command in _do("--help").stdout
    assert _do(command, "--help").returncode == 0


def test_unknown_argument_is_a_usage_error() -> None:
    assert _do("fmt", "--what").returncode == 2


BENCH = (
    "write the demo's files",
    "load them: read, check, ledger, graph",
    "dry run of assignments",
    "peak memory of the load",
    "load the rows alone, ladybug",
    "load the rows alone, sqlite",
    "load the rows alone, networkx",
    "who answers, up to the province",
    "villages without anyone, of all",
    "chain of a village, with reasons",
    "chain of a household, with reasons",
    "gaps of the province, villages",
    "gaps of the province, households",
    "search",
    "peak memory with all of these",
    "spells and matrix of gaps, built",
    "five-year trend of any unit and kind",
    "gaps of the province, every kind, a day",
    "matrix adjusted to one entry",
    "chain page of a village",
    "chain page of a household",
    "page of a household",
    "gap page of the province",
    "inspection page of the province",
    "order of need of the province",
    "network of the largest commune",
    "network of a village",
    "search page",
    "sheet of the largest commune",
    "any question of the library",
)
PICTURES = (
    "chain of N nodes, painted",
    "network of N nodes, painted",
    "zooming in N nodes",
    "expand a village in its commune",
    "overview of the province, painted",
)
WITHOUT_CHROMIUM = ("pictures in Chromium",)


def test_bench_prints_a_line_for_each_figure() -> None:
    engines = ("ladybug", "sqlite", "networkx")
    asked = [word for engine in engines for word in ("--engine", engine)]
    command = [sys.executable, "-m", "benchmarks", "--times", "5", "--scale", "0.01", *asked]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    lines = dict(line.split(" | ", 1) for line in done.stdout.splitlines())
    named = [re.sub(r"\d+", "N", name.strip()) for name in lines]
    drawn = PICTURES if any(map(shutil.which, CHROMIUM_NAMES)) else WITHOUT_CHROMIUM
    assert tuple(named) == (*BENCH, *drawn)
    shared = next(said for name, said in lines.items() if name.startswith("who answers"))
    assert all(f"{engine} p50" in shared for engine in engines)


@pytest.fixture
def run_of_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run of pytest that passes and leaves REPORT behind, on a machine without Chromium."""
    missing = Need("pages in a browser", "X", "", "Chromium isn't installed")

    def run(command: list[str], **_: object) -> int:
        name = next(part for part in command if str(part).startswith("--junit-xml="))
        Path(name.partition("=")[2]).write_text(REPORT, "utf-8")
        return 0

    monkeypatch.setattr(test_command, "_needs", lambda: [missing])
    monkeypatch.setattr(test_command, "run", run)


@pytest.mark.usefixtures("run_of_tests")
def test_each_thing_skipped_has_one_line_at_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    assert test_command.main([], long=False, no_skip=False) == 0
    assert capsys.readouterr().out.splitlines() == [
        "skipped: pages in a browser: Chromium isn't installed",
        "skipped: 2 tests: only on Windows",
    ]


@pytest.mark.usefixtures("run_of_tests")
def test_no_skip_makes_a_skip_a_failure() -> None:
    assert test_command.main([], long=False, no_skip=True) == 1
