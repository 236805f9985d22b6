"""Programs beyond Python: used where found, installed where we may (Debian, root), else missed."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tools.run import output, say

if TYPE_CHECKING:
    from collections.abc import Callable

JAVA_VERSIONS = (17, 21)  # what Neo4j 5.26 runs on
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Found:
    """The path of a program, or an empty path and the reason why it can't be had."""

    path: str
    why_not: str = ""


def find_chromium() -> Found:
    """Find Chromium or Chrome, or install Debian's."""
    return _find("Chromium", _chromium, ["chromium"])


def find_java() -> Found:
    """Find a Java 17 or 21, or install Debian's 17."""
    return _find("Java 17 or 21", _java, ["openjdk-17-jre-headless"])


def find_maven() -> Found:
    """Find Maven, or install Debian's."""
    return _find("Maven", lambda: shutil.which("mvn") or "", ["maven"])


def find_libreoffice() -> Found:
    """Find LibreOffice, or install what Debian has for workbooks without a screen."""
    names = ("soffice", "libreoffice")
    look = lambda: next(filter(None, map(shutil.which, names)), "") or ""  # noqa: E731 - asked twice
    return _find("LibreOffice", look, ["libreoffice-calc-nogui"])


def may_install() -> bool:
    """Tell whether this is Debian (or a child of it) and we are root."""
    root = os.name == "posix" and os.geteuid() == 0
    return root and Path("/etc/debian_version").exists() and bool(shutil.which("apt-get"))


def install(packages: list[str]) -> str:
    """Install Debian packages; return an empty text, or why it didn't work."""
    say(f"installing {' '.join(packages)} with apt-get")
    apt = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300"]
    noninteractive = ["env", "DEBIAN_FRONTEND=noninteractive"]
    output([*apt, "update"])
    wanted = [*noninteractive, *apt, "install", "--no-install-recommends", *packages]
    code, said = output(wanted)
    last = said.strip().splitlines()[-1:] if code else []
    return f"apt-get install {' '.join(packages)}: {''.join(last)}" if code else ""


def _find(name: str, look: Callable[[], str], packages: list[str]) -> Found:
    path = look()
    if path:
        return Found(path)
    if not may_install():
        return Found("", f"{name} isn't installed")
    why_not = install(packages)
    path = look()
    return Found(path) if path else Found("", why_not or f"{name} isn't installed")


def _chromium() -> str:
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), "") or ""


def _java() -> str:
    home = os.environ.get("JAVA_HOME")
    places = [str(Path(home) / "bin" / "java")] if home else []
    places += [shutil.which("java") or ""]
    places += [str(path) for path in sorted(Path("/usr/lib/jvm").glob("*/bin/java"))]
    return next((path for path in places if path and _java_version(path) in JAVA_VERSIONS), "")


def _java_version(path: str) -> int:
    if not Path(path).exists():
        return 0
    found = re.search(r'version "(\d+)', output([path, "-version"])[1])
    return int(found[1]) if found else 0
