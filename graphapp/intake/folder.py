"""Where jobs are kept: a folder each in the data folder, for its owner alone.

``loads/<id>/job.json``, the files as handed in under ``files/``, their copies with remarks under
``remarks/``. They hold personal data: they go with the job, the files once they are loaded.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
import unicodedata
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from graphapp.errors import GraphappError
from graphapp.intake.job import Job, UnknownJobError, Upload, job_json, job_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ID = re.compile(r"[0-9a-f]{16}")
_PIECE_BYTES = 1 << 20
_NAME_BYTES = 180
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')


class JobFolder:
    """The folders of all jobs of one data folder."""

    def __init__(self, home: Path) -> None:
        self._loads = home / "loads"

    def new_id(self) -> str:
        """Return the id of a job to be, and make its folder."""
        number = secrets.token_hex(8)
        with _written():
            for path in (self._loads, self._loads / number, self._files(number)):
                path.mkdir(mode=0o700, exist_ok=True)
        return number

    def jobs(self) -> Iterator[Job]:
        """Yield the jobs that are kept; what is none (half made at a crash) is removed."""
        for path in sorted(self._loads.glob("*")) if self._loads.is_dir() else ():
            try:
                yield job_of(json.loads((path / "job.json").read_text(encoding="utf-8")))
            except (OSError, ValueError, KeyError, TypeError):
                shutil.rmtree(path, ignore_errors=True)

    def save(self, job: Job) -> None:
        """Keep the state of a job: a kill leaves the old or the new one.

        Raises:
            GraphappError: the disk is full or refuses.
        """
        path = self._of(job.id) / "job.json"
        temporary = path.with_suffix(".writing")
        with _written():
            with _private(temporary) as file:
                file.write(json.dumps(job_json(job), ensure_ascii=False).encode())
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)

    def receive(self, job_id: str, name: str, stream: IO[bytes], taken: Iterable[str]) -> Upload:
        """Write an upload to disk, piece by piece, under a name that no other one has.

        Raises:
            GraphappError: the disk is full or refuses.
        """
        free = _free_name(name, {each.casefold() for each in taken})
        digest, size = hashlib.sha256(), 0
        with _written(), _private(self._files(job_id) / free) as file:
            while piece := stream.read(_PIECE_BYTES):
                digest.update(piece)
                size += len(piece)
                file.write(piece)
        return Upload(free, size, digest.hexdigest())

    def paths(self, job: Job) -> tuple[Path, ...]:
        """Return where the files of a job are."""
        return tuple(self._files(job.id) / upload.name for upload in job.files)

    def take_place(self, job_id: str, old: Upload, new: Upload, name: str) -> Upload:
        """Put an upload in the place of another; it keeps the name given, where that was the old's.

        Raises:
            GraphappError: the disk refuses.
        """
        folder = self._files(job_id)
        free = _free_name(name, {p.name.casefold() for p in folder.iterdir()} - {
            old.name.casefold(), new.name.casefold(),
        })  # fmt: skip
        with _written():
            (folder / old.name).unlink(missing_ok=True)
            (folder / new.name).replace(folder / free)
        return replace(new, name=free)

    def clear_copies(self, job_id: str) -> None:
        """Remove the copies with remarks: those of an earlier check."""
        shutil.rmtree(self._copies(job_id), ignore_errors=True)

    @contextmanager
    def new_copy(self, job_id: str, number: int) -> Iterator[IO[bytes]]:
        """Give a file to write the copy of one upload to.

        Raises:
            GraphappError: the disk is full or refuses.
        """
        with _written():
            self._copies(job_id).mkdir(mode=0o700, exist_ok=True)
            with _private(self._copies(job_id) / f"{number}.xlsx") as file:
                yield file

    def remove_copy(self, job_id: str, number: int) -> None:
        """Remove a copy that could not be made."""
        (self._copies(job_id) / f"{number}.xlsx").unlink(missing_ok=True)

    def copy(self, job_id: str, number: int) -> Path | None:
        """Return the copy of a file with remarks; None where it has none."""
        path = self._copies(job_id) / f"{number}.xlsx"
        return path if path.is_file() else None

    def clear(self, job_id: str) -> None:
        """Remove what the user handed in; what was found, and the copies, stay with the job."""
        shutil.rmtree(self._files(job_id), ignore_errors=True)

    def remove(self, job_id: str) -> None:
        """Remove all of a job."""
        shutil.rmtree(self._of(job_id), ignore_errors=True)

    def _copies(self, job_id: str) -> Path:
        return self._of(job_id) / "remarks"

    def _files(self, job_id: str) -> Path:
        return self._of(job_id) / "files"

    def _of(self, job_id: str) -> Path:
        if not _ID.fullmatch(job_id):
            raise UnknownJobError("loads.unknown")
        return self._loads / job_id


def _free_name(name: str, taken: set[str]) -> str:
    """Return a name for a file: its own without what could lead elsewhere, numbered if taken."""
    last = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", name.replace("\\", "/").split("/")[-1]))
    kept = last.strip(" .") or "file"
    stem, dot, ending = kept.rpartition(".")
    stem, ending = (stem, dot + ending[:8]) if dot and stem else (kept, "")
    stem = stem.encode()[:_NAME_BYTES].decode("utf-8", "ignore")
    found, number = stem + ending, 1
    while found.casefold() in taken:
        number += 1
        found = f"{stem} ({number}){ending}"
    return found


def _private(path: Path) -> IO[bytes]:
    """Open a new file that only its owner may read."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "wb")


@contextmanager
def _written() -> Iterator[None]:
    """Put a refusal of the disk into our words."""
    try:
        yield
    except OSError as error:
        raise GraphappError("loads.not_kept", detail=str(error.strerror)) from error
