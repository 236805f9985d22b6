"""What a job does in its turn: check the files, write what was checked, take a load back."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphapp.i18n import Translator
from graphapp.intake.job import Outcome, Tally
from graphapp.intake.remark_copy import notes_of, write_copy
from loaders import RefusedLoadError, StaleCheckError, Wanted, Watch, check, record
from loaders.reading import ReadingLimits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphapp.errors import Place
    from graphapp.intake.folder import JobFolder
    from graphapp.intake.job import Job, State
    from graphapp.write import Store
    from loaders import LoadResult
    from loaders.watch import Tell

SHOWN = 200
"""Places and remarks of one file that a page shows."""

EVERY = 200_000
"""Places that are kept for the copies: as good as all, and bounded."""

JOB = "job"
"""The key under which a load's payload names its job."""


@dataclass(frozen=True)
class Bench:
    """What work is done with: the store, and the folder of the jobs."""

    store: Store
    folder: JobFolder


def done(bench: Bench, job: Job, tell: Tell) -> Job:
    """Do a job's task and return the job as it is then.

    Raises GraphappError when that may not be, or the store fails.
    """
    if job.task == "undo":
        return undone(bench, job)
    return written(bench, job, tell) if job.task == "write" else checked(bench, job, tell)


def checked(bench: Bench, job: Job, tell: Tell) -> Job:
    """Check the files of a job and write their copies with remarks."""
    wanted = _wanted(bench, job, Watch(EVERY, tell))
    places: tuple[Place, ...] = ()
    try:
        result = check(bench.store, wanted)
    except RefusedLoadError as refused:
        result, places = refused.result, refused.places
        total = refused.total
    else:
        total = 0
    remarks = tuple(remark.place for remark in result.remarks)
    tell("copying", 0, 0)
    _write_copies(bench, job, places, remarks)
    outcome = _outcome(result, places, remarks, total)
    state: State = "refused" if total else "ready" if outcome.changes else "unchanged"
    return replace(job, state=state, outcome=outcome)


def written(bench: Bench, job: Job, tell: Tell) -> Job:
    """Load what was checked; where that is stale, the job is to be checked anew."""
    consent = None if job.outcome is None else job.outcome.checked
    wanted = _wanted(bench, job, Watch(tell=tell))
    try:
        result = record(bench.store, wanted, job.actor, checked=consent, note={JOB: job.id})
    except (StaleCheckError, RefusedLoadError):
        return replace(job, task="check", state="queued", again="stale")
    state: State = "unchanged" if result.entry is None else "done"
    return replace(job, state=state, entry=result.entry, again="")


def undone(bench: Bench, job: Job) -> Job:
    """Take a load back; raises InputError when that may not be."""
    entry = bench.store.undo(job.undoes or 0, job.actor)
    return replace(job, state="done", entry=entry.seq)


def _wanted(bench: Bench, job: Job, watch: Watch) -> Wanted:
    return Wanted(bench.folder.paths(job), job.day, job.snapshot, watch)


def _write_copies(
    bench: Bench, job: Job, places: Iterable[Place], remarks: Iterable[Place]
) -> None:
    """Write a copy of each file of which anything is to be told."""
    told = notes_of(places, remarks, Translator(job.lang))
    bench.folder.clear_copies(job.id)
    for number, path in enumerate(bench.folder.paths(job)):
        if path.name in told:
            limits = ReadingLimits.of(bench.store.settings)
            with bench.folder.new_copy(job.id, number) as target:
                made = write_copy(
                    path, path.name, target, told[path.name], Translator(job.lang), limits
                )
            if not made:
                bench.folder.remove_copy(job.id, number)


def _outcome(
    result: LoadResult, places: tuple[Place, ...], remarks: tuple[Place, ...], total: int
) -> Outcome:
    of_places, of_remarks = (Counter(p.file or "" for p in some) for some in (places, remarks))
    names = dict.fromkeys(table.name for table in result.files)
    return Outcome(
        tables=tuple(replace(table, path=table.name) for table in result.files),
        checked=result.checked,
        places=_some(places),
        remarks=_some(remarks),
        tallies=tuple(Tally(name, of_places[name], of_remarks[name]) for name in names),
        places_total=total,
        remarks_total=result.remarks_total,
        suggestions=result.suggestions,
        suggestions_total=result.suggestions_total,
        differences=result.differences,
    )


def _some(places: Iterable[Place]) -> tuple[Place, ...]:
    """Keep the first of each file."""
    kept: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        of_file = kept[place.file or ""]
        if len(of_file) < SHOWN:
            of_file.append(place)
    return tuple(place for some in kept.values() for place in some)
