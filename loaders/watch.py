"""Follows a load from outside: how far it is, and how much of what is wrong is to be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

SHOWN = 1000
Stage = Literal["reading", "parsing", "comparing", "writing"]


def _nobody(_stage: Stage, _done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Watch:
    """``tell`` gets the stage with what is done and what there is; it may raise to end the load.

    Reading counts files, parsing rows, comparing steps. ``shown``: most places and remarks kept.
    """

    shown: int = SHOWN
    tell: Callable[[Stage, int, int], None] = _nobody


QUIET = Watch()
