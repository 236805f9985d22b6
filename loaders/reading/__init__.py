"""Reads files as offices keep them, CSV and XLSX, into rows of text; refuses by name what is none.

What the rows mean is not asked here: ``loaders.header`` finds the header, ``loaders.body`` what
under it is data.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from loaders.reading.delimited import read_delimited
from loaders.reading.grid import Grid, Merge, ReadingLimits, Told, UnreadableError
from loaders.reading.signatures import ZIP, foreign
from loaders.reading.workbook import read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from loaders.problems import Problems

__all__ = ["Grid", "Merge", "ReadingLimits", "Told", "UnreadableError", "read"]

_HEAD = 1 << 16
_WHOLE_OLE = 64 << 20


def read(
    path: Path, name: str, problems: Problems, limits: ReadingLimits, rank: Callable[..., int]
) -> list[Grid]:
    """Return the tables of a file; none when it is refused as a whole, with its places told.

    ``rank`` tells how much of some rows is a header of ours.
    """
    try:
        return _read(path, name, limits, rank)
    except UnreadableError as error:
        problems.in_file(name, error.remedy, **error.place, **error.values)
    except FileNotFoundError:
        problems.in_file(name, "load.no_such_file")
    except OSError:
        problems.in_file(name, "load.unreadable")
    return []


def _read(path: Path, name: str, limits: ReadingLimits, rank: Callable[..., int]) -> list[Grid]:
    if path.stat().st_size > limits.csv_bytes:
        raise UnreadableError("load.too_large", limit=limits.csv_bytes)
    with path.open("rb") as file:
        head = file.read(_HEAD)
        remedy = foreign(head)
        if remedy == "reading.document":  # an OLE file names its streams anywhere
            remedy = foreign(head + file.read(_WHOLE_OLE))
        if remedy is not None:
            raise UnreadableError(remedy)
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if head.startswith(ZIP):
        return read_workbook(path, name, digest, limits)
    return [read_delimited(path, name, digest, rank)]
