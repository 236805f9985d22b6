"""The clock: today and now in Viet Nam, wherever the machine stands (UTC+7, no summer time)."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

VIET_NAM = timezone(timedelta(hours=7), "UTC+7")


def now() -> datetime:
    """Return this moment with its zone."""
    return datetime.now(VIET_NAM)


def today() -> date:
    """Return the day it is in Viet Nam."""
    return now().date()
