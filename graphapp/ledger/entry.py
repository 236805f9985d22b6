"""One entry of the ledger, and the hashes that tie it to its payload and to the entry before it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

CHANGES = "changes"
"""The key of the payload that names the Parquet files of an entry."""


@dataclass(frozen=True)
class Entry:
    """One recorded change. ``previous_hash`` is blank for the first; ``at`` is in UTC."""

    seq: int
    at: datetime
    actor: str
    kind: str
    payload: Mapping[str, Any]
    hash: str
    previous_hash: str

    @property
    def files(self) -> tuple[NamedFile, ...]:
        """Return the Parquet files that the payload names."""
        return tuple(NamedFile(**named) for named in self.payload.get(CHANGES, ()))


@dataclass(frozen=True)
class NamedFile:
    """A Parquet file as a payload names it: rows of one table that are new, changed or removed."""

    table: str
    change: str
    sha256: str
    rows: int


def canonical(value: Any) -> str:  # noqa: ANN401 - whatever JSON can say
    """Return the one JSON text of a value: keys sorted, no spaces, dates in ISO format.

    Raises:
        TypeError: something in it is nothing that JSON can say.
        ValueError: a number in it is not finite.
    """
    text = json.dumps(
        value,
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
        default=_plain,
    )
    return storable(text)


def storable(text: str) -> str:
    """Return a text that UTF-8 can say: half characters (odd file names) are escaped."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def written_at(at: datetime) -> str:
    """Return a time as the ledger writes it: UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def entry_hash(
    *, seq: int, at: str, actor: str, kind: str, payload_hash: str, previous_hash: str
) -> str:
    """Return the hash of an entry: it covers the payload by the payload's hash."""
    covered = {
        "seq": seq,
        "at": at,
        "actor": actor,
        "kind": kind,
        "payload_hash": payload_hash,
        "previous_hash": previous_hash,
    }
    return sha256(canonical(covered))


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return written_at(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PurePath):
        return str(value)
    message = f"{type(value).__name__} has no place in a payload"
    raise TypeError(message)
