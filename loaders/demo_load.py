"""Makes the demonstration and loads it: the whole province, or the small roster that is carried."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from graphapp.errors import UsageError
from graphapp.write.generated import GENERATED, generated
from loaders.demo.province import FIRST_DAY, SEED, Size, write_province
from loaders.demo_files import DEMO_DAY, demo_files
from loaders.load import Wanted, record

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from graphapp.write import Store
    from loaders.result import LoadResult

_FOLDER, _UNFINISHED = "demo", "demo-unfinished"


@dataclass(frozen=True)
class Made:
    """What was made and loaded: files and rows, and how long each took."""

    files: int
    rows: int
    writing_seconds: float
    loading_seconds: float
    loaded: LoadResult

    @property
    def rows_per_second(self) -> float:
        """Return how many rows of the files were loaded in a second."""
        return self.rows / max(self.loading_seconds, 1e-9)


def load_small(store: Store, actor: str) -> LoadResult:
    """Load the real communes and the carried roster; what is there already changes nothing."""
    note = {GENERATED: {"what": "roster"}}
    return record(store, Wanted(demo_files(), DEMO_DAY), actor, note=note)


def load_province(
    store: Store, actor: str, day: date, *, seed: int = SEED, size: Size | None = None
) -> Made | None:
    """Write the province into the data folder and load it; None when it is there already.

    ``day`` is the last day of its history. Files of a run that was cut short are written anew; a
    load that was cut short left nothing behind.

    Raises:
        UsageError: the data folder holds something else.
    """
    if generated(store) == "province":
        return None
    if store.head():
        raise UsageError("demo.other_data", home=str(store.settings.home))
    day = max(day, FIRST_DAY)
    note = {GENERATED: {"what": "province", "seed": seed, "day": day.isoformat()}}
    began = perf_counter()
    files, rows = _written(store.settings.home, day, seed, size)
    written = perf_counter()
    loaded = record(store, Wanted(files, DEMO_DAY), actor, note=note)
    return Made(len(files), rows, written - began, perf_counter() - written, loaded)


def _written(home: Path, day: date, seed: int, size: Size | None) -> tuple[tuple[Path, ...], int]:
    """Write all files beside where they belong, and only then put them there."""
    folder, unfinished = home / _FOLDER, home / _UNFINISHED
    for old in (folder, unfinished):
        shutil.rmtree(old, ignore_errors=True)
    written = write_province(unfinished, day, seed=seed, size=size)
    unfinished.rename(folder)
    return tuple(folder / path.name for path in written.files), written.rows
