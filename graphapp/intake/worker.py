"""Works off what waits, one at a time, on a thread that lives while there is something to do."""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING

from graphapp.intake.job import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from loaders.watch import Tell

LEAVE_SECONDS = 60.0
_KEPT_TO_THE_END = "writing"


class Ended(Exception):  # noqa: N818 - no error: the job was discarded, or the site is closing
    """Leads out of work that nobody waits for any more."""


class Worker:
    """Calls ``work`` with the id of each job that was added, in order, and what tells progress."""

    def __init__(self, work: Callable[[str, Tell], None]) -> None:
        self._do = work
        self._lock = threading.Lock()
        self._waiting: deque[str] = deque()
        self._progress: dict[str, Progress] = {}
        self._ended: set[str] = set()
        self._thread: threading.Thread | None = None
        self.leaving = False

    def add(self, job_id: str) -> None:
        """Let a job have its turn; while leaving, the next start will see to it."""
        with self._lock:
            if self.leaving:
                return
            self._waiting.append(job_id)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="intake", daemon=True)
                self._thread.start()

    def end(self, job_id: str) -> None:
        """Let nothing more be done for a job."""
        with self._lock:
            self._ended.add(job_id)

    def progress(self, job_id: str) -> Progress | None:
        """Tell how far a job is; None when it is not its turn."""
        return self._progress.get(job_id)

    def before(self, job_id: str) -> int:
        """Return how many jobs have their turn before this one."""
        with self._lock:
            line = [*self._progress, *self._waiting]
            return line.index(job_id) if job_id in line else 0

    def close(self) -> None:
        """End what may be ended, and wait for what is being written."""
        with self._lock:
            self.leaving = True
            thread = self._thread
        if thread is not None:
            thread.join(LEAVE_SECONDS)

    def _run(self) -> None:
        while (job_id := self._next()) is not None:
            try:
                self._do(job_id, self._teller(job_id))
            finally:
                self._progress.pop(job_id, None)

    def _next(self) -> str | None:
        with self._lock:
            while self._waiting and not self.leaving:
                job_id = self._waiting.popleft()
                if job_id not in self._ended:
                    self._progress[job_id] = Progress("")
                    return job_id
            self._thread = None
            return None

    def _teller(self, job_id: str) -> Tell:
        def tell(stage: str, done: int, total: int) -> None:
            if job_id in self._ended or (self.leaving and stage != _KEPT_TO_THE_END):
                raise Ended
            self._progress[job_id] = Progress(stage, done, total)

        return tell
