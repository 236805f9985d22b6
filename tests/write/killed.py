"""A process of its own that records entries and ends by SIGKILL where it is told to.

    python -m tests.write.killed HOME POINT SEQ

It says `ack N` when entry N was acknowledged, and `now` where the test is to kill it from outside.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

from graphapp.graph import ladybug
from graphapp.graph.ladybug import LadybugEngine
from graphapp.ledger import Ledger
from graphapp.settings import from_environment
from graphapp.write import Store, open_store
from graphapp.write.folder import DataFolder
from tests.write.scene import changes_of

FOREVER = 3600.0
POOL_MB = 128
HOUSEHOLDS = 1500  # so many that applying an entry takes long enough to be hit


def die(*_: Any) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(FOREVER)
    raise AssertionError


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def arm(point: str) -> None:
    """From here on, the process ends at the point, or tells when it reaches it."""
    if point == "before_append":
        Ledger.append = die  # type: ignore[method-assign] # the point of the exercise
    elif point == "after_append":
        _after(Ledger, "append", die)
    elif point == "inside_apply":
        _before(LadybugEngine, "apply", lambda: say("now"))
    elif point == "inside_commit":
        run = ladybug._run

        def told(connection: Any, statement: str) -> None:
            if statement == "COMMIT":
                say("now")
            run(connection, statement)

        ladybug._run = told
    elif point == "inside_swap":
        _after(DataFolder, "discard", die)


def _before(owner: type, name: str, then: Any) -> None:
    original = getattr(owner, name)

    def armed(*args: Any) -> Any:
        then()
        return original(*args)

    setattr(owner, name, armed)


def _after(owner: type, name: str, then: Any) -> None:
    original = getattr(owner, name)

    def armed(*args: Any) -> Any:
        original(*args)
        then()

    setattr(owner, name, armed)


def record(store: Store) -> None:
    with store.writing() as writer:
        entry = writer.commit("load", "test", {}, changes_of(writer.seq, HOUSEHOLDS))
    say(f"ack {entry.seq}")


def main(home: str, point: str, seq: int) -> None:
    settings = from_environment({"home": Path(home), "buffer_pool_mb": POOL_MB}, {})
    if point == "inside_opening":
        arm("inside_apply")
    store = open_store(settings)
    for _ in range(len(list(store.entries())), seq - 1):
        record(store)
    if point == "inside_rebuild":
        say("now")
        store.rebuild()
    elif point == "inside_swap":
        rebuild_and_die(store)
    else:
        arm(point)
        record(store)
    time.sleep(FOREVER)  # the test kills it


def rebuild_and_die(store: Store) -> None:
    """End while neither graph stands in its place: the old one is gone, the new one not there."""
    put = DataFolder.put_fresh_in_place

    def armed(folder: DataFolder) -> None:
        arm("inside_swap")
        put(folder)

    DataFolder.put_fresh_in_place = armed  # type: ignore[method-assign] # the point of the exercise
    store.rebuild()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
