"""``graphapp load``: what it does and says, with copies of the sheets that carry the remarks."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graphapp.console import load_json, load_lines
from graphapp.errors import UsageError
from graphapp.intake.remark_copy import notes_of, write_copy
from graphapp.intake.work import EVERY
from loaders import RefusedLoadError, Wanted, Watch, check, record
from loaders.reading import ReadingLimits
from loaders.watch import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from graphapp.errors import Place
    from graphapp.session import Session
    from loaders import LoadResult

_ENDING = ".xlsx"


@dataclass(frozen=True)
class LoadCall:
    """One call: the files, how they are to be loaded, and where copies with remarks go."""

    paths: tuple[Path, ...]
    day: date | None = None
    snapshot: tuple[str, date] | None = None
    dry_run: bool = False
    remarks: Path | None = None


def load_files(session: Session, call: LoadCall) -> int:
    """Load the files, or tell what would be done; returns the exit code.

    Raises:
        UsageError: the copies cannot be written where they are to go.
    """
    if call.remarks is not None:
        _look_at_target(call.remarks, call.paths)
    refused: RefusedLoadError | None = None
    try:
        with session.store() as store:
            shown = SHOWN if call.remarks is None else EVERY
            wanted = Wanted(call.paths, call.day, call.snapshot, Watch(shown))
            done = check(store, wanted) if call.dry_run else record(store, wanted, _actor())
    except RefusedLoadError as error:
        done, refused = error.result, error
    places = refused.places if refused else ()
    copies = [] if call.remarks is None else list(_copies(session, call.remarks, done, places))
    if refused is not None:
        refused = RefusedLoadError(places[:SHOWN], refused.total, done)
    words = session.words
    made = {**load_json(done, words.translator, refused), "copies": [str(path) for path in copies]}
    written = [words.text("cli.copy_written", path=path) for path in copies]
    session.answer(made, [*load_lines(done, words, refused), *written])
    return refused.exit_code if refused else 0


def _actor() -> str:
    return getpass.getuser()


def _look_at_target(target: Path, paths: Sequence[Path]) -> None:
    """Refuse one workbook for several files, and a copy in the place of what it is a copy of."""
    one = target.suffix.casefold() == _ENDING
    if one and (len(paths) > 1 or target.resolve() == paths[0].resolve()):
        raise UsageError("error.remarks", path=str(target))


def _copies(
    session: Session, target: Path, done: LoadResult, places: Sequence[Place]
) -> Iterator[Path]:
    """Write a copy of each file of which anything is told; yield where it is."""
    words, limits = session.words.translator, ReadingLimits.of(session.settings)
    told = notes_of(places, (remark.place for remark in done.remarks), words)
    for name, source in {file.name: Path(file.path) for file in done.files}.items():
        if name not in told:
            continue
        path = target
        if target.suffix.casefold() != _ENDING:
            path = target / f"{words.text('loads.copy_name', name=source.stem)}{_ENDING}"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                made = write_copy(source, name, file, told[name], words, limits)
        except OSError as error:
            raise UsageError(
                "error.not_written", path=str(path), detail=str(error.strerror)
            ) from error
        if made:
            yield path
        else:
            path.unlink()
