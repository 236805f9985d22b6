"""Run a child process, without a shell, and say in plain words when it can't be done."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"


class StepError(Exception):
    """A step of `do.py` failed; the text is for the person who ran it."""


def say(text: str) -> None:
    """Print one line of ours at once, before what a child process prints next."""
    print(text, flush=True)


def run(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None) -> int:
    """Run in the repository's root with our own output and return the exit code."""
    sys.stdout.flush()
    done = subprocess.run(  # noqa: S603 - a list of our own, no shell
        [str(part) for part in command], cwd=ROOT, env=env, check=False
    )
    return done.returncode


def must_run(command: Sequence[str | Path], what: str) -> None:
    """Run and raise `StepError` naming `what` when the exit code isn't 0."""
    code = run(command)
    if code:
        raise StepError(f"{what} failed (exit code {code})")


def output(command: Sequence[str | Path], *, cwd: Path = ROOT) -> tuple[int, str]:
    """Run and return the exit code and all that was printed."""
    done = subprocess.run(  # noqa: S603 - a list of our own, no shell
        [str(part) for part in command],
        cwd=cwd,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    return done.returncode, done.stdout
