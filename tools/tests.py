"""`do.py test`: pytest with what this machine has, and a plain line for all that was skipped."""

from __future__ import annotations

import os
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tools.debian import find_chromium, find_java, find_libreoffice
from tools.neo4j.jars import find_jars
from tools.run import CACHE, run, say
from tools.venv import python

_MOST_PROCESSES = 4  # each needs some 2 GB, Neo4j most of it


@dataclass(frozen=True)
class Need:
    """Something that some tests need: its variable, its value or why it can't be had."""

    name: str
    variable: str
    value: str
    why_not: str

    def environment(self) -> dict[str, str]:
        """What pytest is told: the value (or nothing), and why there is none."""
        return {self.variable: self.value, f"{self.variable}_WHY_NOT": self.why_not}


def main(arguments: list[str], *, long: bool, no_skip: bool) -> int:
    """Run pytest and return its exit code, or 1 when `no_skip` and anything was skipped."""
    needs = _needs()
    # a folder of its own for each run: two at once don't take each other's figures
    with tempfile.TemporaryDirectory(prefix="tests-", dir=CACHE) as folder:
        report = Path(folder) / "report.xml"
        flags = {"GRAPHAPP_TEST_LONG": long, "GRAPHAPP_TEST_NO_SKIP": no_skip}
        environment = _environment(needs, flags) | {"COVERAGE_FILE": f"{folder}/coverage"}
        options = [f"--junit-xml={report}", *([] if long else ["-m", "not long"])]
        options += arguments or [*_side_by_side(), *_coverage(enforced=no_skip)]
        code = run([python(), "-m", "pytest", *options], env=environment)
        skipped = _skipped(needs, _reasons(report))
    for line in skipped:
        say(f"skipped: {line}")
    if skipped and no_skip and not code:
        say("do.py test --no-skip: something was skipped, so this run failed")
    return code or int(no_skip and bool(skipped))


def _needs() -> list[Need]:
    chromium, java, jars = find_chromium(), find_java(), find_jars()
    office = find_libreoffice()
    neo4j = jars.path if java.path else ""
    why_not = "" if neo4j else java.why_not or jars.why_not
    return [
        Need("pages in a browser", "GRAPHAPP_TEST_CHROMIUM", chromium.path, chromium.why_not),
        Need("workbooks in LibreOffice", "GRAPHAPP_TEST_SOFFICE", office.path, office.why_not),
        Need("Neo4j", "GRAPHAPP_TEST_NEO4J_CLASSPATH", neo4j, why_not),
        Need("Java", "GRAPHAPP_TEST_JAVA", java.path, java.why_not),
    ]


def _environment(needs: list[Need], flags: dict[str, bool]) -> dict[str, str]:
    told = {name: "1" for name, on in flags.items() if on}
    for need in needs:
        told |= need.environment()
    return dict(os.environ) | told


def _side_by_side() -> list[str]:
    """Share the files of tests among the cores: each process has a Neo4j and a site of its own."""
    return ["--numprocesses", str(min(os.cpu_count() or 1, _MOST_PROCESSES)), "--dist", "loadfile"]


def _coverage(*, enforced: bool) -> list[str]:
    """Measure always; hold the threshold of pyproject.toml only where nothing is skipped."""
    return ["--cov", "--cov-report=term", *([] if enforced else ["--cov-fail-under=0"])]


def _skipped(needs: list[Need], reasons: Counter[str]) -> list[str]:
    """Return a line for each missing need and for each other reason that a test gave."""
    missing = {need.why_not: need.name for need in needs if not need.value and need.name != "Java"}
    lines = [f"{name}: {why_not}" for why_not, name in missing.items()]
    others = [text for text in reasons if not any(why_not in text for why_not in missing)]
    return lines + [f"{reasons[text]} tests: {text}" for text in others]


def _reasons(report: Path) -> Counter[str]:
    if not report.exists():
        return Counter()
    found = ET.parse(report).iter("skipped")  # noqa: S314 - pytest wrote it a moment ago
    skips = [mark for mark in found if mark.get("type") == "pytest.skip"]
    return Counter(mark.get("message") or "no reason given" for mark in skips)
