"""The jars of Neo4j, copied by Maven into the cache once for each version of our pom."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from tools.debian import Found, find_java, find_maven
from tools.run import CACHE, output, say

POM = Path(__file__).with_name("pom.xml")


def find_jars() -> Found:
    """Return the class path of Neo4j, or why it can't be had; asks Maven only the first time."""
    folder = CACHE / "neo4j" / hashlib.sha256(POM.read_bytes()).hexdigest()[:12]
    if not folder.exists():
        why_not = _fetch(folder)
        if why_not:
            return Found("", why_not)
    return Found(str(folder / "*"))


def _fetch(folder: Path) -> str:
    """Copy the jars into `folder`, whole or not at all; return why it didn't work."""
    java, maven = find_java(), find_maven()
    if not (java.path and maven.path):
        return java.why_not or maven.why_not
    say("fetching Neo4j for the tests (116 MB) with Maven")
    partial = folder.with_suffix(".partial")
    shutil.rmtree(partial, ignore_errors=True)
    code, said = output([*_maven(maven.path), f"-DoutputDirectory={partial}"])
    if code:
        reasons = [line for line in said.splitlines() if line.startswith("[ERROR]")]
        return "Maven couldn't fetch Neo4j: " + (reasons[0] if reasons else f"exit code {code}")
    partial.rename(folder)
    return ""


def _maven(path: str) -> list[str]:
    quiet = ["-B", "-q", "--strict-checksums", "--no-transfer-progress", "-Dstyle.color=never"]
    return [path, *quiet, "-f", str(POM), "dependency:copy-dependencies", "-DincludeScope=runtime"]
