"""Files on their way in: kept for a while, checked in the background, mended, then loaded or not.

A job is what one user handed in. Its state is a small file beside the uploads in the data folder,
so it outlives a restart; the queue is made from those files again. There is no task library: work
must run in the process that owns the store, one job at a time, and the state of a job has to be
kept anyway; a second list of what is to be done could only disagree with it.
"""

from __future__ import annotations

from graphapp.intake.desk import Desk, Order
from graphapp.intake.job import Job, Outcome, Progress, UnknownJobError, Upload

__all__ = ["Desk", "Job", "Order", "Outcome", "Progress", "UnknownJobError", "Upload"]
