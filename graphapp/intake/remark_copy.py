"""Writes a copy of the user's own sheet with what is wrong in it beside each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphapp.errors import Place
    from graphapp.intake.folder import JobFolder
    from graphapp.intake.job import Job
    from loaders import LoadResult


def write_copies(
    folder: JobFolder,
    job: Job,
    result: LoadResult,
    places: Sequence[Place],
    remarks: Sequence[Place],
) -> None:
    """Write a copy of each file of a job of which anything is to be told."""
