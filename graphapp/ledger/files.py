"""The Parquet files beside the ledger, each kept under its SHA-256.

A file is written under a temporary name, made durable, and only then given its name, all before
the entry that names it. A kill in between leaves a file that no entry names. Such files are
harmless and stay: were the database lost, they would be all there is, and the same rows loaded
again reuse them.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from graphapp.errors import LedgerDamagedError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_SUFFIX = ".parquet"
_TEMPORARY = ".writing"
_SETTLED_SECONDS = 2.0
"""A file this young may change again without its times telling."""

Stamp = list[int]


@dataclass
class FileStore:
    """Writes, reads and checks the files of one ledger."""

    folder: Path
    _checked: dict[str, Stamp] = field(default_factory=dict)

    def make(self) -> None:
        """Make the folder and remove what a kill left half written."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path in self.folder.glob("*" + _TEMPORARY):
            path.unlink(missing_ok=True)

    @property
    def empty(self) -> bool:
        """Tell whether no file is kept."""
        return next(self.folder.glob("*" + _SUFFIX), None) is None

    def put(self, frame: pl.DataFrame) -> str:
        """Keep a frame, durably, and return the SHA-256 of its file."""
        temporary = self.folder / f"{os.getpid()}-{time.monotonic_ns()}{_TEMPORARY}"
        try:
            frame.write_parquet(temporary)
            digest = _hash(temporary)
            _sync(temporary)
            temporary.replace(self._path(digest))
        finally:
            temporary.unlink(missing_ok=True)
        return digest

    def sync(self) -> None:
        """Make the names of the files durable."""
        if os.name == "posix":
            _sync(self.folder)

    def get(self, digest: str, *, entry: int) -> pl.DataFrame:
        """Read a file, checking its content against its name.

        Raises:
            LedgerDamagedError: it is missing or holds something else; names the entry.
        """
        try:
            content = self._path(digest).read_bytes()
        except OSError:
            raise _missing(digest, entry) from None
        if hashlib.sha256(content).hexdigest() != digest:
            raise _damaged(digest, entry)
        return pl.read_parquet(io.BytesIO(content))

    def check(self, digest: str, *, entry: int) -> None:
        """Hash a file and compare with its name.

        Raises:
            LedgerDamagedError: it is missing or holds something else; names the entry.
        """
        try:
            found = _hash(self._path(digest))
        except OSError:
            raise _missing(digest, entry) from None
        if found != digest:
            raise _damaged(digest, entry)

    def check_unless_known(self, digest: str, *, entry: int) -> None:
        """Check a file, unless size and times are what they were when it was last found good."""
        stamp = self._stamp(digest)
        if stamp is not None and self._checked.get(digest) == stamp:
            return
        self.check(digest, entry=entry)
        if stamp is not None and time.time_ns() - max(stamp[1:]) > _SETTLED_SECONDS * 1e9:
            self._checked[digest] = stamp

    def remember(self, digests: Iterable[str]) -> None:
        """Keep for the next opening which of these were found good; losing it does no harm."""
        kept = {d: self._checked[d] for d in digests if d in self._checked}
        if kept == self._recall():
            return
        temporary = self.folder / f"checked{_TEMPORARY}"
        with suppress(OSError):
            temporary.write_text(json.dumps(kept), encoding="utf-8")
            temporary.replace(self._memory)

    def recall(self) -> None:
        """Take up what the last opening found good."""
        self._checked = self._recall()

    def _recall(self) -> dict[str, Stamp]:
        try:
            known = json.loads(self._memory.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}

    @property
    def _memory(self) -> Path:
        return self.folder / "checked.json"

    def _path(self, digest: str) -> Path:
        return self.folder / (digest + _SUFFIX)

    def _stamp(self, digest: str) -> Stamp | None:
        try:
            found = self._path(digest).stat()
        except OSError:
            return None
        return [found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    # Windows makes a file durable only through a handle that may write
    handle = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _missing(digest: str, entry: int) -> LedgerDamagedError:
    return LedgerDamagedError("ledger.file_missing", entry=entry, file=digest + _SUFFIX)


def _damaged(digest: str, entry: int) -> LedgerDamagedError:
    return LedgerDamagedError("ledger.file_damaged", entry=entry, file=digest + _SUFFIX)
