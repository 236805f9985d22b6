"""The ledger: append, read, verify, replay. The only place that imports SQLAlchemy."""

from __future__ import annotations

from graphapp.ledger.entry import Entry, NamedFile
from graphapp.ledger.ledger import Ledger

__all__ = ["Entry", "Ledger", "NamedFile"]
