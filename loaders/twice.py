"""The same file handed in twice at once: the second copy is left out, and that is told."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def copies(paths: Sequence[Path]) -> Mapping[Path, Path]:
    """Return each file that has the very bytes of one before it, with that one.

    Only files of one size are compared; what cannot be read is no copy: reading it says why.
    """
    sizes = {path: size for path in paths if (size := _size(path))}
    often = Counter(sizes.values())
    first: dict[bytes, Path] = {}
    found: dict[Path, Path] = {}
    for path, size in sizes.items():
        if often[size] > 1 and (mark := _mark(path)) is not None:
            original = first.setdefault(mark, path)
            if original is not path:
                found[path] = original
    return found


def _size(path: Path) -> int:
    """Return the size of a file; 0 of what is none."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


def _mark(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return None
