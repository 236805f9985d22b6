"""Gives memory back once a large job is done.

The rows of a load lead to one another in circles, so they stay until the collector comes by; and
the C library keeps what was freed for a next time that may be days away.
"""

from __future__ import annotations

import ctypes
import gc
import sys


def give_back() -> None:
    """Collect what nobody holds any more, and let the system have it where the C library can."""
    gc.collect()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
