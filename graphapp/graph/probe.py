"""Tries in another process whether a graph file opens: it may raise, hang or end the process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SECONDS = 120.0
_POOL_BYTES = 1 << 29


def probe(path: Path, seconds: float = SECONDS) -> bool:
    """Tell whether a graph file opens and answers within the time; its log is replayed by this."""
    command = [sys.executable, "-m", "graphapp.graph.probe", str(path)]
    # the child finds our packages where this process did, installed or not
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(  # noqa: S603 - our own command line, no shell
            command, env=environment, capture_output=True, check=False, timeout=seconds
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main(path: str) -> None:
    """Open a graph file, ask how far it is, and close it."""
    from graphapp.graph.ladybug import LadybugEngine  # noqa: PLC0415 - only the child loads an engine

    engine = LadybugEngine(Path(path), _POOL_BYTES)
    try:
        engine.applied()
    finally:
        engine.close()


if __name__ == "__main__":
    main(sys.argv[1])
