"""The door of the loaders: files in, one ledger entry out, or nothing and every reason why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphapp.domain.units import find
from graphapp.model.scope import WHOLE
from graphapp.write import LOAD
from loaders.pause import without_collecting
from loaders.pipeline import Load
from loaders.reading import ReadingLimits
from loaders.result import Checked, LoadResult, RefusedLoadError, StaleCheckError
from loaders.snapshot import Snapshot
from loaders.twins import suggest
from loaders.watch import QUIET, Watch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from graphapp.errors import Place
    from graphapp.write import Store
    from loaders.twins import Suggestion


@dataclass(frozen=True)
class Wanted:
    """What is to be loaded, and how.

    ``day``: on which units of files without dates end or begin. ``snapshot``: the code of a unit
    and a day: the files tell all of their kinds there, what they leave out ends.
    """

    paths: tuple[Path, ...]
    day: date | None = None
    snapshot: tuple[str, date] | None = None
    watch: Watch = QUIET


def load(
    store: Store,
    paths: Sequence[Path],
    *,
    actor: str,
    day: date | None = None,
    dry_run: bool = False,
    snapshot: tuple[str, date] | None = None,
) -> LoadResult:
    """Load files as one entry; a load that changes nothing, and a dry run, append none.

    The arguments are those of :class:`Wanted`.

    Raises:
        RefusedLoadError: a file or row is refused; nothing was written.
        UnknownCodeError, NotOnDateError: the snapshot's unit is none on its day.
    """
    wanted = Wanted(tuple(paths), day, snapshot)
    return check(store, wanted) if dry_run else record(store, wanted, actor)


@without_collecting()
def check(store: Store, wanted: Wanted) -> LoadResult:
    """Tell what a load would do, and write nothing; raises what ``load`` raises."""
    reading, head = _read(store, wanted), store.head()
    reading.resolve(store.reader(), 0)
    wanted.watch.tell("suggesting", 0, 0)
    told = _told(reading, head, twins=suggest(reading.draft, store.reader()))
    return replace(told, differences=reading.differences())


@without_collecting()
def record(
    store: Store,
    wanted: Wanted,
    actor: str,
    *,
    checked: Checked | None = None,
    note: Mapping[str, Any] | None = None,
) -> LoadResult:
    """Load files; ``note`` goes into the entry as well.

    ``checked``: on what the user's consent rests; nothing is written where it is no longer so.

    Raises:
        StaleCheckError: they are not; check again.
        RefusedLoadError: a file or row is refused; nothing was written.
        UnknownCodeError, NotOnDateError: the snapshot's unit is none on its day.
    """
    reading = _read(store, wanted)
    with store.writing() as writer:
        changes = reading.resolve(store.reader(), writer.seq)
        told = _told(reading, writer.seq - 1, dry_run=False)
        if checked not in (None, told.checked):
            raise StaleCheckError("load.changed_since")
        if changes.empty:
            return told
        wanted.watch.tell("writing", 0, 1)
        payload = {**_payload(told, wanted), **(note or {})}
        entry = writer.commit(LOAD, actor, payload, changes)
    return replace(told, entry=entry.seq)


def _read(store: Store, wanted: Wanted) -> Load:
    whole = None if wanted.snapshot is None else _snapshot(store, *wanted.snapshot)
    return Load(
        wanted.paths, day=wanted.day, limits=ReadingLimits.of(store.settings), snapshot=whole,
        watch=wanted.watch,
    )  # fmt: skip


def _snapshot(store: Store, code: str, day: date) -> Snapshot:
    return Snapshot(find(store.reader(), WHOLE, code, day, ("Unit",)).id, day)


def _told(
    reading: Load, head: int, *, dry_run: bool = True,
    twins: tuple[tuple[Suggestion, ...], int] = ((), 0),
) -> LoadResult:  # fmt: skip
    """Return the result; raises RefusedLoadError when anything is refused."""
    problems = reading.problems
    result = LoadResult(
        reading.results(), tuple(problems.remarks), problems.remarks_total, None, dry_run, head,
        *twins,
    )  # fmt: skip
    if problems:
        order = {file.source: number for number, file in enumerate(result.files)}
        first = {file.name: number for number, file in reversed([*enumerate(result.files)])}

        def place_order(place: Place) -> tuple[int, int]:
            source = (place.file or "", place.sheet)
            return order.get(source, first[source[0]]), place.row or 0

        places = sorted(problems.places, key=place_order)
        raise RefusedLoadError(tuple(places), problems.total, result)
    return result


def _payload(result: LoadResult, wanted: Wanted) -> dict[str, Any]:
    """Return what the ledger keeps of a load beside its rows: which files, of what content."""
    day, snapshot = wanted.day, wanted.snapshot
    return {
        "files": [
            {
                "name": Path(file.path).name,
                "sheet": file.sheet,
                "kind": file.kind,
                "sha256": file.sha256,
                "added": file.added,
                "changed": file.changed,
                "ended": file.ended,
                "unchanged": file.unchanged,
            }
            for file in result.files
        ],
        "day": None if day is None else day.isoformat(),
        "snapshot": snapshot and {"in": snapshot[0], "day": snapshot[1].isoformat()},
        "remarks": result.remarks_total,
    }
