"""A job: what a user handed in, how far it is, and what came of it; kept as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from graphapp.errors import InputError, Place
from loaders import Altered, Checked, Difference, FileResult, Suggestion

State = Literal["queued", "running", "refused", "ready", "unchanged", "done", "failed"]
Task = Literal["check", "write", "undo"]
Again = Literal["", "stale", "interrupted"]
Json = dict[str, Any]
VERSION = 2


class UnknownJobError(InputError):
    """There is no such job, or it was removed after its time."""

    kind = "unknown_job"
    http_status = 404


@dataclass(frozen=True)
class Upload:
    """A file as the user handed it in; ``name`` is its own and no other's of the job."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Progress:
    """How far a running job is; ``total`` 0 where it cannot be told."""

    stage: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True)
class Tally:
    """How many places and remarks one file has, beyond those that are shown."""

    name: str
    places: int
    remarks: int


@dataclass(frozen=True)
class Outcome:
    """What a check found. Of each file some places and remarks are kept, ``tallies`` count all."""

    tables: tuple[FileResult, ...]
    checked: Checked
    places: tuple[Place, ...] = ()
    remarks: tuple[Place, ...] = ()
    tallies: tuple[Tally, ...] = ()
    places_total: int = 0
    remarks_total: int = 0
    suggestions: tuple[Suggestion, ...] = ()
    suggestions_total: int = 0
    differences: tuple[Difference, ...] = ()

    @property
    def changes(self) -> bool:
        """Tell whether loading would change anything."""
        return any(t.added or t.changed or t.ended for t in self.tables)


@dataclass(frozen=True)
class Told:
    """An error in words to come: message id and values."""

    message: str
    values: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Job:
    """One job. ``again``: why it had to be checked anew. Times are ISO texts with their zone.

    ``lang``: of the words in the copies. ``undoes``: the load that it takes back. ``entry``: what
    it became in the ledger.
    """

    id: str
    task: Task
    state: State
    actor: str
    made_at: str
    touched_at: str
    files: tuple[Upload, ...] = ()
    lang: str = "vi"
    day: date | None = None
    snapshot: tuple[str, date] | None = None
    undoes: int | None = None
    outcome: Outcome | None = None
    again: Again = ""
    entry: int | None = None
    error: Told | None = None

    @property
    def waits(self) -> bool:
        """Tell whether something is still to come without the user."""
        return self.state in {"queued", "running"}

    @property
    def open(self) -> bool:
        """Tell whether the user may mend, confirm or discard it."""
        return self.task != "undo" and self.state in {"refused", "ready", "unchanged", "failed"}


def job_json(job: Job) -> Json:
    """Return a job as an object that JSON can say."""
    return {"version": VERSION, **_plain(asdict(job))}


def job_of(kept: Json) -> Job:
    """Return the job of such an object; ValueError, KeyError or TypeError when it is none."""
    if kept.pop("version") != VERSION:
        raise ValueError("version")
    made: Json = {name: _value(value) for name, value in kept.items()}
    made["files"] = tuple(Upload(**each) for each in made["files"])
    made["snapshot"] = made["snapshot"] and tuple(made["snapshot"])
    made["outcome"] = made["outcome"] and _outcome(made["outcome"])
    error = made["error"]
    made["error"] = error and Told(error["message"], _pairs(error["values"]))
    return Job(**made)


def _outcome(kept: Json) -> Outcome:
    checked = kept["checked"]
    made = {
        "tables": tuple(FileResult(**each) for each in kept["tables"]),
        "checked": Checked(checked["head"], tuple(checked["content"])),
        "places": tuple(map(_place, kept["places"])),
        "remarks": tuple(map(_place, kept["remarks"])),
        "tallies": tuple(Tally(**each) for each in kept["tallies"]),
        "suggestions": tuple(
            Suggestion(**{**each, "place": _place(each["place"])}) for each in kept["suggestions"]
        ),
        "differences": tuple(map(_difference, kept.get("differences", ()))),
    }
    return Outcome(**{**kept, **made})


def _difference(kept: Json) -> Difference:
    return Difference(**{**kept, "altered": tuple(Altered(**each) for each in kept["altered"])})


def _place(kept: Json) -> Place:
    return Place(**{**kept, "values": _pairs(kept["values"])})


def _pairs(kept: list[list[Any]]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, value) for name, value in kept)


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a dataclass holds
    """Return a value in what JSON has; a day is an object of its own."""
    if isinstance(value, date):
        return {"$day": value.isoformat()}
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _value(plain: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(plain, dict):
        if "$day" in plain:
            return date.fromisoformat(plain["$day"])
        return {name: _value(each) for name, each in plain.items()}
    return [_value(each) for each in plain] if isinstance(plain, list) else plain
