"""The desk: takes files in, lets them be checked and written, and tells how far they are.

Whoever asks sees jobs as they are in memory; every change of state is on disk first, so that a
restart finds it.
"""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import IO, TYPE_CHECKING

from graphapp.clock import now
from graphapp.errors import GraphappError, InputError
from graphapp.intake import work
from graphapp.intake.folder import JobFolder
from graphapp.intake.job import Job, Progress, Told, UnknownJobError, Upload
from graphapp.intake.memory import give_back_after
from graphapp.intake.recovery import recovered
from graphapp.intake.worker import Ended, Worker

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from graphapp.settings import Settings
    from graphapp.write import Store
    from loaders.watch import Tell

_SWEEP_SECONDS = 600.0
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Order:
    """How files are to be loaded: see ``loaders.Wanted``."""

    actor: str
    lang: str
    day: date | None = None
    snapshot: tuple[str, date] | None = None


class Desk:
    """The jobs of one data folder; safe for any thread."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._folder = JobFolder(settings.home)
        self._bench = work.Bench(store, self._folder)
        self._lock = threading.RLock()
        self._jobs: dict[str, Job] = {}
        self._worker = Worker(self._work)
        self._sweeper: threading.Timer | None = None
        for job in recovered(list(self._folder.jobs()), store):
            self._put(job)
            if job.state == "done":
                self._folder.clear(job.id)

    def jobs(self) -> list[Job]:
        """Return every job, newest first."""
        self._sweep()
        with self._lock:
            return sorted(self._jobs.values(), key=lambda job: job.made_at, reverse=True)

    def job(self, job_id: str) -> Job:
        """Return a job.

        Raises:
            UnknownJobError: there is none, or its time is over.
        """
        self._sweep()
        with self._lock:
            if job_id not in self._jobs:
                raise UnknownJobError("loads.unknown")
            return self._jobs[job_id]

    def progress(self, job_id: str) -> Progress | None:
        """Tell how far a job is; None when it is not its turn."""
        return self._worker.progress(job_id)

    def before(self, job_id: str) -> int:
        """Return how many jobs have their turn before this one."""
        return self._worker.before(job_id)

    def has_copy(self, job_id: str, number: int) -> bool:
        """Tell whether there is a copy with remarks of one file of a job."""
        return self._folder.copy(job_id, number) is not None

    def copy(self, job_id: str, number: int) -> Path:
        """Return where the copy with remarks of one file of a job is.

        Raises:
            UnknownJobError: there is none.
        """
        path = self._folder.copy(self.job(job_id).id, number)
        if path is None:
            raise UnknownJobError("loads.unknown")
        return path

    def submit(self, files: Sequence[tuple[str, IO[bytes]]], order: Order) -> Job:
        """Keep the files and let them be checked when their turn comes.

        Raises:
            InputError: there is no file, or there are too many.
            GraphappError: the disk is full or refuses.
        """
        self._count(len(files))
        number = self._folder.new_id()
        try:
            uploads: list[Upload] = []
            for name, stream in files:
                taken = [upload.name for upload in uploads]
                uploads.append(self._folder.receive(number, name, stream, taken))
            at = now().isoformat()
            made = Job(
                number, "check", "queued", order.actor, at, at, tuple(uploads), order.lang,
                order.day, order.snapshot,
            )  # fmt: skip
            return self._put(made)
        except BaseException:
            self._folder.remove(number)
            raise

    def mend(self, job_id: str, number: int, name: str, stream: IO[bytes]) -> Job:
        """Take a mended file in the place of one of the job, and check all of it again.

        Raises:
            InputError: the job cannot be mended any more, or has no such file.
        """
        job = self._open(job_id)
        if not 0 <= number < len(job.files):
            raise UnknownJobError("loads.unknown")
        old = job.files[number]
        others = [upload.name for upload in job.files]
        mended = self._folder.receive(job_id, name, stream, others)
        with self._lock:
            self._open(job_id)
            files = list(job.files)
            files[number] = self._folder.take_place(job_id, old, mended, name)
            return self._requeue(replace(job, files=tuple(files)))

    def again(self, job_id: str, order: Order) -> Job:
        """Check the files of a job again, maybe for another day or scope.

        Raises:
            InputError: the job is no longer open.
        """
        with self._lock:
            job = self._open(job_id)
            return self._requeue(
                replace(job, lang=order.lang, day=order.day, snapshot=order.snapshot)
            )

    def confirm(self, job_id: str, actor: str) -> Job:
        """Let what was checked be written; once, however often it is asked.

        Raises:
            InputError: it was not checked, or something in it is wrong.
        """
        with self._lock:
            job = self.job(job_id)
            if job.task == "write" or job.state == "done":
                return job
            if job.state != "ready":
                raise InputError("loads.not_ready")
            return self._put(replace(job, task="write", state="queued", actor=actor))

    def undo(self, entry: int, actor: str) -> Job:
        """Let a load be taken back; one that is being taken back already is told.

        Raises:
            InputError: there is no such load that stands.
        """
        with self._lock:
            for job in self._jobs.values():
                if job.undoes == entry and job.waits:
                    return job
            number, at = self._folder.new_id(), now().isoformat()
            made = Job(number, "undo", "queued", actor, at, at, undoes=entry)
            return self._put(made)

    def discard(self, job_id: str) -> None:
        """Remove a job and all that was handed in with it.

        Raises:
            InputError: it is being written at this moment.
        """
        with self._lock:
            job = self.job(job_id)
            if job.state == "running" and job.task != "check":
                raise InputError("loads.writing_now")
            self._forget(job_id)

    def close(self) -> None:
        """End what may be ended and wait for what is being written; the next start goes on."""
        self._worker.close()
        with self._lock:
            if self._sweeper is not None:
                self._sweeper.cancel()

    def _count(self, count: int) -> None:
        if not count:
            raise InputError("loads.no_file")
        if count > self._settings.upload_files:
            raise InputError("loads.too_many_files", limit=self._settings.upload_files)

    def _open(self, job_id: str) -> Job:
        job = self.job(job_id)
        if not job.open:
            raise InputError("loads.not_open")
        return job

    def _requeue(self, job: Job) -> Job:
        fresh = replace(job, task="check", state="queued", outcome=None, error=None, again="")
        return self._put(fresh)

    def _put(self, job: Job) -> Job:
        """Keep a new state of a job, on disk first; one that is queued gets its turn."""
        job = replace(job, touched_at=now().isoformat())
        with self._lock:
            self._folder.save(job)
            self._jobs[job.id] = job
            if job.state == "queued":
                self._worker.add(job.id)
            self._plan_sweep()
        return job

    def _work(self, job_id: str, tell: Tell) -> None:
        """Do what is next for a job; whatever happens, the next job gets its turn."""
        try:
            job = self._put(replace(self.job(job_id), state="running"))
            self._settle(work.done(self._bench, job, tell))
        except Ended:
            with self._lock:
                if job_id not in self._jobs:
                    self._folder.remove(job_id)
        except GraphappError as error:
            self._fail(job_id, Told(error.message, tuple(error.values.items())))
        except Exception:  # noqa: BLE001 - told on the page and logged; the next job gets its turn
            _LOG.exception("job %s failed", job_id)
            self._fail(job_id, Told("loads.failed"))
        give_back_after(self._jobs.get(job_id))

    def _settle(self, job: Job) -> None:
        """Keep what came of a job, unless it was discarded meanwhile."""
        with self._lock:
            if job.id not in self._jobs:
                self._folder.remove(job.id)
                return
            if job.state == "done":
                self._folder.clear(job.id)
            self._put(job)

    def _fail(self, job_id: str, told: Told) -> None:
        """Tell what went wrong; when the site is closing, the next start tries again."""
        with self._lock, suppress(GraphappError):
            job = self._jobs.get(job_id)
            if job is not None and not self._worker.leaving:
                failed = replace(job, state="failed", error=told)
                self._put(failed if job.task == "undo" else replace(failed, task="check"))

    def _forget(self, job_id: str) -> None:
        self._jobs.pop(job_id, None)
        self._worker.end(job_id)
        self._folder.remove(job_id)

    def _sweep(self) -> None:
        """Remove the jobs whose time is over."""
        oldest = now() - timedelta(hours=self._settings.upload_hours)
        with self._lock:
            for job in list(self._jobs.values()):
                if not job.waits and datetime.fromisoformat(job.touched_at) < oldest:
                    self._forget(job.id)

    def _plan_sweep(self) -> None:
        """Look again after a while, as long as there is a job: its files must go in time."""
        if self._sweeper is not None or self._worker.leaving:
            return
        self._sweeper = threading.Timer(_SWEEP_SECONDS, self._swept)
        self._sweeper.daemon = True
        self._sweeper.start()

    def _swept(self) -> None:
        with self._lock:
            self._sweeper = None
            self._sweep()
            if self._jobs:
                self._plan_sweep()
