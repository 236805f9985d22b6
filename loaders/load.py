"""The door of the loaders: files in, one ledger entry out, or nothing and every reason why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphapp.domain.units import find
from graphapp.model.scope import WHOLE
from loaders.pipeline import Load
from loaders.result import LoadResult, RefusedLoadError
from loaders.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from graphapp.errors import Place
    from graphapp.write import Store

_KIND = "load"


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

    ``day`` is the day on which units of files without dates end or begin. ``snapshot`` is the code
    of a unit and a day: the files tell all of their kinds there, what they leave out ends.

    Raises:
        RefusedLoadError: a file or row is refused; nothing was written.
        UnknownCodeError, NotOnDateError: the snapshot's unit is none on its day.
    """
    whole = None if snapshot is None else _snapshot(store, *snapshot)
    reading = Load(paths, day=day, max_bytes=store.settings.csv_max_bytes, snapshot=whole)
    if dry_run:
        reading.resolve(store.reader(), 0)
        return _told(reading, None, dry_run=True)
    with store.writing() as writer:
        changes = reading.resolve(store.reader(), writer.seq)
        told = _told(reading, None, dry_run=False)
        if changes.empty:
            return told
        entry = writer.commit(_KIND, actor, _payload(told, day, snapshot), changes)
    return _told(reading, entry.seq, dry_run=False)


def _snapshot(store: Store, code: str, day: date) -> Snapshot:
    return Snapshot(find(store.reader(), WHOLE, code, day, ("Unit",)).id, day)


def _told(reading: Load, entry: int | None, *, dry_run: bool) -> LoadResult:
    """Return the result; raises RefusedLoadError when anything is refused."""
    problems = reading.problems
    result = LoadResult(
        reading.results(), tuple(problems.remarks), problems.remarks_total, entry, dry_run
    )
    if problems:
        order = {file.source: number for number, file in enumerate(result.files)}
        first = {file.name: number for number, file in reversed([*enumerate(result.files)])}

        def place_order(place: Place) -> tuple[int, int]:
            source = (place.file or "", place.sheet)
            return order.get(source, first[source[0]]), place.row or 0

        places = sorted(problems.places, key=place_order)
        raise RefusedLoadError(tuple(places), problems.total, result)
    return result


def _payload(
    result: LoadResult, day: date | None, snapshot: tuple[str, date] | None
) -> dict[str, Any]:
    """Return what the ledger keeps of a load beside its rows: which files, of what content."""
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
