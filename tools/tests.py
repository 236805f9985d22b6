"""`do.py test`: pytest with what this machine has, and a plain line for all that was skipped."""

from __future__ import annotations

import os
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass

from tools.debian import find_chromium, find_java
from tools.neo4j.jars import find_jars
from tools.run import CACHE, run, say
from tools.venv import python

_REPORT = CACHE / "tests.xml"


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
    _REPORT.unlink(missing_ok=True)
    CACHE.joinpath("coverage").mkdir(parents=True, exist_ok=True)
    options = [f"--junit-xml={_REPORT}", *([] if long else ["-m", "not long"])]
    options += arguments or _coverage(enforced=no_skip)
    environment = _environment(needs, long=long, no_skip=no_skip)
    code = run([python(), "-m", "pytest", *options], env=environment)
    skipped = _skipped(needs)
    for line in skipped:
        say(f"skipped: {line}")
    if skipped and no_skip and not code:
        say("do.py test --no-skip: something was skipped, so this run failed")
    return code or int(no_skip and bool(skipped))


def _needs() -> list[Need]:
    chromium, java, jars = find_chromium(), find_java(), find_jars()
    neo4j = jars.path if java.path else ""
    why_not = "" if neo4j else java.why_not or jars.why_not
    return [
        Need("pages in a browser", "GRAPHAPP_TEST_CHROMIUM", chromium.path, chromium.why_not),
        Need("Neo4j", "GRAPHAPP_TEST_NEO4J_CLASSPATH", neo4j, why_not),
        Need("Java", "GRAPHAPP_TEST_JAVA", java.path, java.why_not),
    ]


def _environment(needs: list[Need], *, long: bool, no_skip: bool) -> dict[str, str]:
    flags = {"GRAPHAPP_TEST_LONG": long, "GRAPHAPP_TEST_NO_SKIP": no_skip}
    told = {name: "1" for name, on in flags.items() if on}
    for need in needs:
        told |= need.environment()
    return dict(os.environ) | told


def _coverage(*, enforced: bool) -> list[str]:
    """Measure always; hold the threshold of pyproject.toml only where nothing is skipped."""
    return ["--cov", "--cov-report=term", *([] if enforced else ["--cov-fail-under=0"])]


def _skipped(needs: list[Need]) -> list[str]:
    """Return a line for each missing need and for each other reason that a test gave."""
    missing = {need.why_not: need.name for need in needs if not need.value and need.name != "Java"}
    lines = [f"{name}: {why_not}" for why_not, name in missing.items()]
    reasons = _reasons()
    others = [text for text in reasons if not any(why_not in text for why_not in missing)]
    return lines + [f"{reasons[text]} tests: {text}" for text in others]


def _reasons() -> Counter[str]:
    if not _REPORT.exists():
        return Counter()
    found = ET.parse(_REPORT).iter("skipped")  # noqa: S314 - pytest wrote it a moment ago
    skips = [mark for mark in found if mark.get("type") == "pytest.skip"]
    return Counter(mark.get("message") or "no reason given" for mark in skips)
