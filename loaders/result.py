"""What a load did, file by file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphapp.errors import InputError

if TYPE_CHECKING:
    from graphapp.errors import Place
    from loaders.differences import Difference
    from loaders.problems import Remark
    from loaders.rows import Source
    from loaders.twins import Suggestion


@dataclass(frozen=True)
class FileResult:
    """What came of one table: counts of its rows; ``kind`` None where it was not recognised.

    ``sheet``: the sheet of a workbook it is from; each sheet that is read has a result of its own.
    """

    path: str
    name: str
    kind: str | None
    sha256: str | None
    sheet: str | None = None
    added: int = 0
    changed: int = 0
    ended: int = 0
    unchanged: int = 0
    refused: int = 0

    @property
    def source(self) -> Source:
        """Return the file and sheet by which places know the table."""
        return self.name, self.sheet


def as_copy(result: FileResult, path: str, name: str) -> FileResult:
    """Return the result of a second copy of a file: every row of it says what was said already."""
    rows = result.added + result.changed + result.ended + result.unchanged
    return replace(
        result, path=path, name=name, added=0, changed=0, ended=0, unchanged=rows, refused=0
    )


@dataclass(frozen=True)
class Checked:
    """On what a check rests: the ledger's last entry, and the SHA-256 of each table's file."""

    head: int
    content: tuple[str | None, ...]


@dataclass(frozen=True)
class LoadResult:
    """What a load did; ``entry`` is the ledger's number, None when nothing was appended.

    ``remarks`` are at most a thousand unless more were asked for; ``remarks_total`` counts them
    all. ``head``: the ledger's last entry when the files were compared with what stands.
    ``differences``: the first rows of each table that are added, changed or ended; of a check only.
    """

    files: tuple[FileResult, ...]
    remarks: tuple[Remark, ...] = ()
    remarks_total: int = 0
    entry: int | None = None
    dry_run: bool = False
    head: int = 0
    suggestions: tuple[Suggestion, ...] = ()
    suggestions_total: int = 0
    differences: tuple[Difference, ...] = ()

    @property
    def checked(self) -> Checked:
        """Return on what the result rests."""
        return Checked(self.head, tuple(file.sha256 for file in self.files))


class StaleCheckError(InputError):
    """Files or ledger are no longer what was checked; nothing was written."""


class RefusedLoadError(InputError):
    """The files are refused and nothing was written; ``result`` tells how many rows of each file.

    ``places`` are at most a thousand unless more were asked for; ``total`` counts them all.
    """

    def __init__(self, places: tuple[Place, ...], total: int, result: LoadResult) -> None:
        super().__init__("load.refused", places, total=total, shown=len(places))
        self.total = total
        self.result = result
