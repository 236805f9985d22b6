"""``graphapp undo``: says what would go and asks, then takes a load back as a whole."""

from __future__ import annotations

import getpass
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING

from graphapp.clock import VIET_NAM
from graphapp.errors import UsageError
from graphapp.write import load_to_undo, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphapp.ledger import Entry
    from graphapp.session import Session
    from graphapp.words import Words

    Run = Callable[[Session], int]

ABOUT, YES = "--about", "--yes"
_NAMED = 3


def undo_load(session: Session, entry: int) -> None:
    """Take a load back and tell; raises InputError when that may not be."""
    with session.store() as store:
        done = store.undo(entry, getpass.getuser())
    line = session.words.text("undo.done", undone=entry, entry=done.seq)
    session.answer({"undone": entry, "entry": done.seq}, [line])


def tell_load(session: Session, entry: int) -> None:
    """Tell what undoing a load would take back; raises InputError when there is nothing to."""
    with session.store() as store:
        load = load_to_undo(list(store.entries()), entry)
    session.say(load_line(load, session.words))


def asked(session: Session, run: Run) -> int | None:
    """Ask whoever sits at the terminal; None: yes, else the exit code.

    What the load holds is told by whoever has the data folder, which may be the running site.

    Raises:
        UsageError: nobody sits there.
    """
    if session.ask is None:
        raise UsageError("undo.not_asked")
    out, err = StringIO(), StringIO()
    code = run(replace(session, argv=(*session.argv, ABOUT), out=out, err=err, ask=None))
    session.err.write(err.getvalue())
    if code:
        return code
    session.say(out.getvalue().rstrip("\n"))
    if not session.ask(session.words.text("undo.sure")):
        session.say(session.words.text("undo.left"))
        return 0
    session.argv = (*session.argv, YES)  # the site, if it is asked, need not ask again
    return None


def load_line(load: Entry, words: Words) -> str:
    """Say what a load holds: how many rows of which files, when and by whom."""
    at = load.at.astimezone(VIET_NAM)
    names = list(dict.fromkeys(str(file["name"]) for file in load.payload.get("files", ())))
    more = f" +{len(names) - _NAMED}" if len(names) > _NAMED else ""
    return words.text(
        "undo.about",
        entry=load.seq,
        rows=words.number(rows_of(load)),
        files=", ".join(names[:_NAMED]) + more,
        at=f"{words.date(at.date())} {at:%H:%M}",
        actor=load.actor,
    )
