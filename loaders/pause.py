"""No garbage collection while a load makes its objects: nearly all of them live to its end.

The collector goes through all that lives again and again while it grows; of 100,000 rows that was a
third of the time. What a load leaves is collected after it.
"""

from __future__ import annotations

import gc
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_lock = threading.Lock()
_running: list[bool] = []  # for each load under way, whether it found the collector at work


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keep the collector from work; the last of several loads lets it go on."""
    with _lock:
        _running.append(gc.isenabled() or any(_running))
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            found = _running.pop()
            if found and not _running:
                gc.enable()
