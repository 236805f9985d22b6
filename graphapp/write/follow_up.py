"""Records what people decide about gaps: to let one stand for a while, to give one to a person.

Each is one entry that changes nothing in the graph. The same sent twice is recorded once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphapp.clock import today
from graphapp.domain.named import holders_by_id
from graphapp.errors import InputError, Place
from graphapp.model.change import ChangeSet
from graphapp.model.interval import end_to_edge
from graphapp.model.policy import LAST_DAY
from graphapp.write.registers import (
    ACCEPTANCE,
    ACCEPTANCE_ENDED,
    TASK,
    TASK_NOTE,
    TASK_WITHDRAWN,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from graphapp.domain.acceptances import Acceptance
    from graphapp.domain.gap_kinds import GapKey
    from graphapp.domain.tasks import KnownGaps, Task
    from graphapp.write.store import Store, Writer

LONGEST = 2000
"""Letters of a reason or note."""


def accept(
    store: Store,
    key: GapKey,
    until: date | None,
    why: str,
    actor: str,
    *,
    gaps: KnownGaps | None = None,
) -> int:
    """Let a gap stand until a day, that day included; returns the number of the entry.

    ``gaps``: what is known of them; what the store knows unless given.

    Raises InputError: without a reason or an end, for a day that is over, of a gap that does not
    hold today, or of one that is accepted already.
    """
    why = _text("why", why, needed=True)
    if until is None:
        raise InputError("accepted.no_end", (Place(column="until", remedy="accepted.no_end"),))
    _in_time("until", until)
    known = gaps or store.gap_days()
    with store.writing() as writer:
        found = store.registers().acceptances.of(str(key), today())
        if found and (found.why, found.actor, end_to_edge(found.days.until)) == (why, actor, until):
            return found.number
        if found:
            raise InputError("accepted.twice", until=end_to_edge(found.days.until))
        _must_hold(key, known)
        payload = {"key": str(key), "since": today(), "until": until, "why": why}
        return _record(writer, ACCEPTANCE, actor, payload)


def end_acceptance(store: Store, number: int, actor: str) -> None:
    """Let a gap stand no longer, from today on; one that is over stays as it is.

    Raises InputError: there is no such acceptance.
    """
    with store.writing() as writer:
        found = accepted(store, number)
        if found.days.until > today():
            _record(writer, ACCEPTANCE_ENDED, actor, {"number": number, "day": today()})


@dataclass(frozen=True)
class Giving:
    """What a task is made of: which gap, to whom, by when, with what note."""

    key: GapKey
    person_id: str
    due: date | None
    note: str = ""


def give(store: Store, wanted: Giving, actor: str, *, gaps: KnownGaps | None = None) -> int:
    """Give a gap to a person with a day by which it has to be mended; returns the entry's number.

    Raises InputError: without a day, for one that is over, to nobody that the graph knows, or of a
    gap that does not hold today.
    """
    wanted = replace(wanted, note=_text("note", wanted.note))
    if wanted.due is None:
        raise InputError("tasks.no_day", (Place(column="due", remedy="tasks.no_day"),))
    _in_time("due", wanted.due)
    known = gaps or store.gap_days()
    with store.writing() as writer:
        if not holders_by_id(store.reader(), [wanted.person_id]):
            raise InputError("tasks.nobody", (Place(column="person", remedy="tasks.nobody"),))
        for task in store.registers().tasks.of(str(wanted.key)):
            if not task.withdrawn and _told(task) == (wanted, actor, today()):
                return task.number
        _must_hold(wanted.key, known)
        payload = {"key": str(wanted.key), "person": wanted.person_id, "due": wanted.due}
        return _record(writer, TASK, actor, {**payload, "given": today(), "note": wanted.note})


def note_task(store: Store, number: int, note: str, actor: str) -> None:
    """Add a note to a task; the one that was added last is not added twice.

    Raises InputError: there is no such task, or the note is blank or too long.
    """
    note = _text("note", note, needed=True)
    with store.writing() as writer:
        last = task_of(store, number).notes[-1:]
        if not last or (last[0].text, last[0].actor) != (note, actor):
            _record(writer, TASK_NOTE, actor, {"number": number, "note": note})


def withdraw_task(store: Store, number: int, actor: str) -> None:
    """Take a task back, from today on.

    Raises InputError: there is no such task.
    """
    with store.writing() as writer:
        if task_of(store, number).withdrawn is None:
            _record(writer, TASK_WITHDRAWN, actor, {"number": number, "day": today()})


def accepted(store: Store, number: int) -> Acceptance:
    """Return an acceptance; InputError where there is none."""
    found = store.registers().acceptances.numbered(number)
    if found is None:
        raise InputError("accepted.unknown", number=number)
    return found


def task_of(store: Store, number: int) -> Task:
    """Return a task; InputError where there is none."""
    found = store.registers().tasks.numbered(number)
    if found is None:
        raise InputError("tasks.unknown", number=number)
    return found


def _record(writer: Writer, kind: str, actor: str, payload: Mapping[str, Any]) -> int:
    return writer.commit(kind, actor, payload, ChangeSet()).seq


def _must_hold(key: GapKey, gaps: KnownGaps) -> None:
    day = today()
    if not any(spell.days.holds(day) for spell in gaps.of_key(str(key))):
        raise InputError("accepted.no_gap", as_of=day)


def _in_time(column: str, day: date) -> None:
    if not today() <= day <= LAST_DAY:
        values = (("first", today()), ("last", LAST_DAY))
        place = Place(
            column=column, value=f"{day:%d/%m/%Y}", remedy="accepted.day.remedy", values=values
        )
        raise InputError("accepted.day", (place,), day=day)


def _text(column: str, text: str, *, needed: bool = False) -> str:
    text = text.strip()
    if needed and not text:
        raise InputError("accepted.no_text", (Place(column=column, remedy="accepted.no_text"),))
    if len(text) > LONGEST:
        raise InputError("accepted.long_text", (Place(column=column),), most=LONGEST)
    return text


def _told(task: Task) -> tuple[Giving, str, date]:
    """Return what was sent when a task was given out, by whom and when."""
    note = next(
        (n.text for n in task.notes[:1] if (n.actor, n.day) == (task.actor, task.given)), ""
    )
    return Giving(task.key, task.person_id, task.due, note), task.actor, task.given
