"""Comparing two days of a province takes seconds: it is done beside the page, which tells how far.

Whoever leaves finds the answer on coming back: it is remembered as the page remembers it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, cast

from flask import current_app

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from flask import Flask

_KEY = "graphapp.changes"


@dataclass
class Work:
    """Steps that are done one after the other; ``done`` counts them, ``over`` when none is left."""

    steps: int
    done: int = 0
    over: Event = field(default_factory=Event)


@dataclass
class Works:
    """What is being worked at, by its question: whoever asks the same waits for the same."""

    known: dict[Hashable, Work] = field(default_factory=dict)
    failed: set[Hashable] = field(default_factory=set)
    changing: Lock = field(default_factory=Lock)

    def begun(self, key: Hashable, steps: Sequence[Callable[[], object]]) -> Work:
        """Return the work at a question, begun unless it is under way."""
        with self.changing:
            work = self.known.get(key)
            if work is None:
                work = self.known[key] = Work(len(steps))
                app = cast("Flask", current_app._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001 - Flask's way to hand an app to a thread
                Thread(target=self._do, args=(app, key, work, steps), daemon=True).start()
        return work

    def _do(
        self, app: Flask, key: Hashable, work: Work, steps: Sequence[Callable[[], object]]
    ) -> None:
        """Do all steps. What fails here is tried by the page itself, which then says why."""
        try:
            with app.app_context():
                for step in steps:
                    step()
                    work.done += 1
        except Exception as error:  # noqa: BLE001 - whatever it is, the page meets and tells it
            app.logger.warning("comparing two days was not finished: %s", error)
            self.failed.add(key)
        finally:
            with self.changing:
                del self.known[key]
            work.over.set()


def works() -> Works:
    """Return what the site is working at."""
    return cast("Works", current_app.extensions.setdefault(_KEY, Works()))
