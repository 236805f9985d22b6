"""What becomes of the jobs that the last run of the site left behind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graphapp.intake.work import JOB
from graphapp.write import LOAD, undone_by

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphapp.intake.job import Job
    from graphapp.write import Store


def recovered(jobs: Iterable[Job], store: Store) -> list[Job]:
    """Return the jobs, oldest first: what is recorded is done, what was under way is queued again.

    What was confirmed and not recorded is checked anew, and the user is asked again.
    """
    kept = sorted(jobs, key=lambda job: job.touched_at)
    if not any(job.waits for job in kept):
        return kept
    entries = list(store.entries())
    loads = {entry.payload.get(JOB): entry.seq for entry in entries if entry.kind == LOAD}
    undone = undone_by(entries)
    return [_recovered(job, undone.get(job.undoes or 0, loads.get(job.id))) for job in kept]


def _recovered(job: Job, entry: int | None) -> Job:
    if not job.waits:
        return job
    if entry is not None:
        return replace(job, state="done", entry=entry)
    if job.task == "write":
        return replace(job, task="check", state="queued", again="interrupted")
    return replace(job, state="queued")
