"""What the pages about loading files show, and the same as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from graphapp.clock import VIET_NAM
from graphapp.difference_words import differences_json, total_of
from graphapp.domain.as_json import place_json
from graphapp.web.paging import page_of
from graphapp.write import LOAD, UNDO, UNDOES, rows_of, undone_by
from loaders import kind_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from graphapp.errors import Place
    from graphapp.intake import Desk, Job, Progress, Upload
    from graphapp.ledger import Entry
    from graphapp.web.paging import Page
    from graphapp.words import Words
    from graphapp.write import Store
    from loaders import Difference, FileResult, Suggestion

    Json = dict[str, Any]

_TICKED = 1000
_COUNTS = ("added", "changed", "ended", "unchanged")


@dataclass(frozen=True)
class EntryRow:
    """One entry of the ledger: ``at`` in Viet Nam's time; counts None where none were kept."""

    seq: int
    at: datetime
    actor: str
    kind: str
    files: tuple[str, ...]
    counts: dict[str, int] | None
    undoes: int | None
    undone_by: int | None
    rows: int = 0

    @property
    def may_be_undone(self) -> bool:
        """Tell whether it is a load that stands; a later one may still rest on it."""
        return self.kind == LOAD and self.undone_by is None

    @property
    def is_large(self) -> bool:
        """Tell whether undoing it must be confirmed by a tick."""
        return self.rows > _TICKED


def entries_page(store: Store) -> Page[EntryRow]:
    """Return the page of what is recorded that the address asks for, newest first."""
    return page_of(_rows(store))


def job_pages(store: Store, desk: Desk, jobs: Iterable[Job]) -> list[JobPage]:
    """Return jobs as pages show them, with what became of their loads since."""
    undone = undone_by(store.entries())
    return [JobPage(job, desk, None if job.undoes else undone.get(job.entry or 0)) for job in jobs]


def entry_of(store: Store, seq: int | None) -> EntryRow | None:
    """Return one entry; None where there is none."""
    return next((row for row in _rows(store) if row.seq == seq), None)


def _rows(store: Store) -> list[EntryRow]:
    entries = list(store.entries())
    undone = undone_by(entries)
    return [_row(entry, undone.get(entry.seq)) for entry in reversed(entries)]


def _row(entry: Entry, undone: int | None) -> EntryRow:
    files = entry.payload.get("files", ())
    counts = {name: sum(file.get(name, 0) for file in files) for name in _COUNTS}
    return EntryRow(
        entry.seq,
        entry.at.astimezone(VIET_NAM),
        entry.actor,
        entry.kind,
        tuple(dict.fromkeys(file["name"] for file in files)),
        counts if files else None,
        entry.payload.get(UNDOES) if entry.kind == UNDO else None,
        undone,
        rows_of(entry),
    )


@dataclass(frozen=True)
class FilePart:
    """One file of a job with what is told of it; totals count what is not shown as well."""

    number: int
    upload: Upload
    tables: tuple[FileResult, ...]
    places: tuple[Place, ...]
    remarks: tuple[Place, ...]
    places_total: int
    remarks_total: int
    has_copy: bool
    differences: tuple[Difference, ...] = ()

    @property
    def differences_total(self) -> int:
        """Return how many rows of it are added, changed or ended, shown or not."""
        return 0 if self.places_total else total_of(self.tables)


@dataclass(frozen=True)
class JobPage:
    """A job as a page shows it; ``undone``: the entry that took back what it had loaded."""

    job: Job
    desk: Desk
    undone: int | None = None

    @property
    def progress(self) -> Progress | None:
        """Tell how far it is."""
        return self.desk.progress(self.job.id)

    @property
    def before(self) -> int:
        """Return how many others have their turn first."""
        return self.desk.before(self.job.id)

    @property
    def parts(self) -> list[FilePart]:
        """Return its files, in the order handed in."""
        return [self._part(number, upload) for number, upload in enumerate(self.job.files)]

    @property
    def suggestions(self) -> Sequence[Suggestion]:
        """Return the likely twins that are shown."""
        return self.job.outcome.suggestions if self.job.outcome else ()

    def _part(self, number: int, upload: Upload) -> FilePart:
        found = self.job.outcome
        if found is None:
            return FilePart(number, upload, (), (), (), 0, 0, has_copy=False)
        tally = next((t for t in found.tallies if t.name == upload.name), None)
        return FilePart(
            number,
            upload,
            tuple(t for t in found.tables if t.name == upload.name),
            tuple(p for p in found.places if p.file == upload.name),
            tuple(p for p in found.remarks if p.file == upload.name),
            tally.places if tally else 0,
            tally.remarks if tally else 0,
            has_copy=self.desk.has_copy(self.job.id, number),
            differences=tuple(d for d in found.differences if d.file == upload.name),
        )


def status(page: JobPage, words: Words, *, brief: bool = False) -> str:
    """Say in one sentence how a job stands; ``brief``: in a list, where nothing stands below."""
    job, progress = page.job, page.progress
    if page.undone is not None:
        return words.text("loads.status.undone", entry=job.entry, undone=page.undone)
    if brief and job.state in _BRIEF and job.task != "undo":
        return words.text(f"loads.status.{job.state}_brief", entry=job.entry)
    if job.state == "queued":
        return words.text("loads.status.queued", n=page.before)
    if job.state != "running" or progress is None or not progress.stage:
        state = f"{job.state}_undo" if job.task == "undo" else job.state
        return words.text(f"loads.status.{state}", entry=job.entry, undone=job.undoes)
    return words.text(f"loads.stage.{progress.stage}", done=progress.done, total=progress.total)


def percent(page: JobPage) -> int | None:
    """Tell how far a running job is, roughly; None where that cannot be told."""
    progress = page.progress
    if progress is None or not progress.total:
        return None
    first, last = _SPANS.get(progress.stage, (0, 100))
    return first + (last - first) * min(progress.done, progress.total) // progress.total


_BRIEF = ("refused", "ready", "unchanged", "done")
_SPANS = {"reading": (0, 25), "parsing": (25, 55), "comparing": (55, 90), "writing": (90, 100)}


def loads_answer(page: Page[EntryRow], jobs: Sequence[JobPage], words: Words) -> Json:
    """Return what is recorded and what is handed in."""
    return {
        "entries": [{**asdict(row), "at": row.at.isoformat()} for row in page.rows],
        "total": page.total,
        "page": page.number,
        "pages": page.pages,
        "jobs": [_head(each, words) for each in jobs],
    }


def job_answer(page: JobPage, words: Words) -> Json:
    """Return a job with what it found; places and remarks as far as pages show them."""
    found = page.job.outcome
    speak = words.translator
    return {
        **_head(page, words),
        "tables": [_table(table, words) for part in page.parts for table in part.tables],
        "errors": [place_json(p, speak) for part in page.parts for p in part.places],
        "errors_total": found.places_total if found else 0,
        "remarks": [place_json(p, speak) for part in page.parts for p in part.remarks],
        "remarks_total": found.remarks_total if found else 0,
        "suggestions": [
            {**asdict(each), "place": place_json(each.place, speak)} for each in page.suggestions
        ],
        "changes": differences_json(d for part in page.parts for d in part.differences),
        "changes_total": sum(part.differences_total for part in page.parts),
    }


def _head(page: JobPage, words: Words) -> Json:
    job = page.job
    return {
        "id": job.id,
        "task": job.task,
        "state": job.state,
        "waits": job.waits,
        "status": status(page, words),
        "percent": percent(page),
        "made_at": job.made_at,
        "actor": job.actor,
        "files": [upload.name for upload in job.files],
        "entry": job.entry,
        "undoes": job.undoes,
        "error": words.text(job.error.message, **dict(job.error.values)) if job.error else None,
    }


def _table(table: FileResult, words: Words) -> Json:
    kept = {name: getattr(table, name) for name in (*_COUNTS, "refused")}
    kind = kind_name(table.kind, words.lang)
    return {
        "file": table.name,
        "sheet": table.sheet,
        "kind": table.kind,
        "kind_name": kind,
        **kept,
    }
