"""Follows a load from outside: how far it is, and how much of what is wrong is to be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

SHOWN = 1000
Tell = Callable[[str, int, int], None]


def _nobody(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Watch:
    """``tell`` gets the stage with what is done and what there is; it may raise to end the load.

    Stages: ``reading`` counts files, ``parsing`` rows, ``comparing`` steps; at ``writing`` all is
    looked through. ``shown``: most places and remarks kept.
    """

    shown: int = SHOWN
    tell: Tell = _nobody


QUIET = Watch()
