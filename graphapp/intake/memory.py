"""Gives memory back once a large job is done.

The rows of a load lead to one another in circles, so they stay until the collector comes by; and
the C library keeps what was freed for a next time that may be days away.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphapp.intake.job import Job

_LARGE_BYTES = 1 << 20


def give_back_after(job: Job | None) -> None:
    """Collect what nobody holds any more, and let the system have it where the C library can.

    A small job is not worth it; of one that was discarded under way nobody knows.
    """
    if job is None or job.task == "undo" or sum(each.size for each in job.files) > _LARGE_BYTES:
        _give_back()


def _give_back() -> None:
    gc.collect()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
