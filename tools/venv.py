"""The virtual environment `.venv`: made once, installed again only when a lock changes."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tomllib
import venv
from typing import TYPE_CHECKING

from tools.debian import install, may_install
from tools.run import CACHE, ROOT, StepError, must_run, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RUNTIME = "requirements.txt"
EVERYTHING = "requirements-dev.txt"

_VENV = ROOT / ".venv"
_STAMP = _VENV / "installed.json"


def ensure(lock: str) -> Path:
    """Return the Python of `.venv`, with the packages of `lock` and the project in it.

    Raises:
        StepError: the environment can't be made, or a package can't be installed.
    """
    with _one_at_a_time():
        wanted = _stamp(lock)
        have = _read_stamp()
        if have.get("python") != wanted["python"]:
            _make()
            have = {}
        if have.get(lock) != wanted[lock]:
            _install(lock)
        if have != have | wanted:
            _install_project()
            _write_stamp(wanted | _contained(lock))
    return python()


def python() -> Path:
    """Return the path of the environment's Python, there or not."""
    return program("python")


def program(name: str) -> Path:
    """Return the path of a command of the environment, there or not."""
    return _VENV / ("Scripts" if os.name == "nt" else "bin") / name


def _make() -> None:
    say("making .venv")
    try:
        _build()
    except (Exception, SystemExit) as error:
        # Debian's Python comes without ensurepip: venv fails half-way in a way of its own
        if not may_install() or install(["python3-venv"]):
            raise StepError(
                f"can't make .venv ({error}); on Debian: apt-get install python3-venv"
            ) from error
        _build()


def _build() -> None:
    venv.create(_VENV, clear=True, with_pip=True, symlinks=os.name != "nt")


def _install(lock: str) -> None:
    say(f"installing the packages of {lock}")
    must_run([*_pip(), "install", "--require-hashes", "-r", lock], f"installing {lock}")


def _install_project() -> None:
    editable = ["install", "--no-deps", "--no-build-isolation", "--no-index", "-e", "."]
    must_run([*_pip(), *editable], "installing the project")


def _pip() -> list[str | Path]:
    return [python(), "-m", "pip", "--disable-pip-version-check", "--quiet"]


def _stamp(lock: str) -> dict[str, str]:
    return {lock: _digest(ROOT / lock), "project": _project(), "python": sys.version}


def _project() -> str:
    """Hash what an installation depends on; settings of the linter are no reason for another."""
    read = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    parts = [read["build-system"], read["project"], read["tool"]["hatch"]]
    return hashlib.sha256(json.dumps(parts).encode("utf-8")).hexdigest()


def _contained(lock: str) -> dict[str, str]:
    """Everything includes what the program runs on, in the same versions (a test says so)."""
    return {RUNTIME: _digest(ROOT / RUNTIME)} if lock == EVERYTHING else {}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _read_stamp() -> dict[str, str]:
    with contextlib.suppress(OSError, ValueError):
        return dict(json.loads(_STAMP.read_text("utf-8")))
    return {}


def _write_stamp(stamp: dict[str, str]) -> None:
    _STAMP.write_text(json.dumps(stamp, indent=1), encoding="utf-8")


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Keep two runs of `do.py` from installing into the same folder."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "venv.lock").open("w") as lock:
        if sys.platform != "win32":
            import fcntl  # noqa: PLC0415 - Windows has none

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
