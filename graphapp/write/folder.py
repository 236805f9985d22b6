"""The data folder: its lock, its graph file, and how the graph file was left.

A clean shutdown leaves a record of the graph file: size, time and SHA-256. An opening takes the
record away. No record: the last shutdown was not clean, so the file is probed. A record that no
longer matches: somebody or something altered the file, so it is not trusted (ladybug has no page
checksums).
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from contextlib import suppress
from typing import IO, TYPE_CHECKING

from graphapp.errors import StoreBusyError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_ALWAYS_HASHED_BYTES = 1 << 28
"""A larger graph is hashed at an opening only when its size or time changed: it costs seconds."""

_POLL_SECONDS = 0.05


class DataFolder:
    """One data folder, held by this process from ``lock`` to ``unlock``."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.graph = home / "graph.lbug"
        self.fresh_graph = home / "graph-rebuilding.lbug"
        self._record = home / "graph.closed.json"
        self._aside = home / "set_aside"
        self._lock: IO[bytes] | None = None

    def make(self) -> None:
        """Make the folder, for its owner alone, where there is none.

        Raises:
            UsageError: there can be no folder there.
        """
        try:
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError("store.no_folder", home=str(self.home), detail=str(error)) from error

    def lock(self, wait_seconds: float) -> None:
        """Hold the folder.

        Raises:
            StoreBusyError: another process still holds it after the wait.
            UsageError: the folder may not be written.
        """
        try:
            file = (self.home / "lock").open("ab")
        except OSError as error:
            raise UsageError("store.no_folder", home=str(self.home), detail=str(error)) from error
        deadline = time.monotonic() + wait_seconds
        while not _locked(file):
            if time.monotonic() >= deadline:
                file.close()
                raise StoreBusyError("store.busy", home=str(self.home))
            time.sleep(_POLL_SECONDS)
        self._lock = file

    def unlock(self) -> None:
        """Let the folder go."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    @property
    def recorded(self) -> bool:
        """Tell whether the last shutdown was clean."""
        return self._record.exists()

    def matches_record(self) -> bool:
        """Tell whether the graph file is as the clean shutdown left it."""
        try:
            record = json.loads(self._record.read_text(encoding="utf-8"))
            if self._stamp() == record["stamp"] and record["stamp"][0] > _ALWAYS_HASHED_BYTES:
                return True
            return bool(_hash(self.graph) == record["sha256"])
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            return False

    def take_record(self) -> None:
        """Forget how the file was left: from here on a crash must be noticed."""
        self._record.unlink(missing_ok=True)
        self._sync()

    def leave_record(self) -> None:
        """Note how the closed graph file is left, unless ladybug left more than the file itself."""
        if self.family(self.graph) != [self.graph]:
            return
        self.graph.chmod(0o600)
        record = {"stamp": self._stamp(), "sha256": _hash(self.graph)}
        temporary = self._record.with_suffix(".writing")
        temporary.write_text(json.dumps(record), encoding="utf-8")
        temporary.replace(self._record)

    def set_aside(self) -> bool:
        """Move the graph file and all that belongs to it away; tell whether there was anything.

        Only what was set aside last is kept, to look into: it holds personal data.
        """
        family = self.family(self.graph)
        if family:
            self._aside.mkdir(mode=0o700, exist_ok=True)
            for old in self._aside.iterdir():
                old.unlink()
            # the main file first: where it is gone, the rest is never taken for its own
            for path in family:
                path.replace(self._aside / path.name)
            self._sync()
        return bool(family)

    def family(self, graph: Path) -> list[Path]:
        """Return the graph file and the files beside it that ladybug made, the main file first."""
        return sorted(p for p in self.home.glob(graph.name + "*") if p.is_file())

    def discard(self, graph: Path) -> None:
        """Remove a graph file and all that belongs to it."""
        for path in self.family(graph):
            path.unlink(missing_ok=True)

    def put_fresh_in_place(self) -> None:
        """Let the closed fresh graph stand for the old one, also closed.

        A kill on the way leaves no graph file or the fresh one, never the old one's log beside it.
        """
        self.discard(self.graph)
        self._sync()
        for path in reversed(self.family(self.fresh_graph)):
            path.replace(self.home / path.name.replace(self.fresh_graph.name, self.graph.name, 1))
        self._sync()

    def _stamp(self) -> list[int]:
        found = self.graph.stat()
        return [found.st_size, found.st_mtime_ns]

    def _sync(self) -> None:
        if os.name == "posix":
            handle = os.open(self.home, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _locked(file: IO[bytes]) -> bool:
    """Try to lock a file for this process; the system lets it go when the process ends."""
    with suppress(OSError):
        if sys.platform == "win32":
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
