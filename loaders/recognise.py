"""Works out which kind of file lies before us, by its header alone."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from graphapp.model.text import fold, normal
from loaders.rows import FileTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from loaders.kinds import Column, Kind
    from loaders.problems import Problems
    from loaders.rows import RawFile

_HALF = 2


def header_key(header: str) -> str:
    """Return what two spellings of a header share: no case, no marks, no underscores."""
    return fold(unicodedata.normalize("NFC", header).replace("_", " "))


def recognise(raw: RawFile, kinds: Sequence[Kind], problems: Problems) -> FileTable | None:
    """Return the file as a table of its kind; None when it is refused, with its places told.

    The kind that understands most of the header is meant, even where a column of it is missing: a
    file that lacks one is refused, never taken for a smaller kind.
    """
    headers = [header_key(header) for header in raw.header]
    kind = min(kinds, key=lambda kind: _distance(kind, headers))
    found = _found(kind, headers)
    missing = _missing(kind, found.values())
    if missing:
        _refuse(raw, kind, missing, len(found), problems)
        return None
    if _has_doubles(raw, headers, found, problems):
        return None
    places = {column.key: (i, normal(raw.header[i])) for i, column in found.items()}
    columns = tuple((i, normal(raw.header[i]), column) for i, column in found.items())
    return FileTable(raw.name, raw.path, raw.sha256, kind, columns, places, raw.sheet)


def unread(raw: RawFile, table: FileTable) -> list[str]:
    """Return the headers that the loader does not read and the kind does not ignore."""
    read = {i for i, _, _ in table.columns}
    ignored = {header_key(name) for name in table.kind.ignored}
    return [
        normal(header)
        for i, header in enumerate(raw.header)
        if i not in read and header_key(header) not in ignored and header.strip()
    ]


def _found(kind: Kind, headers: Sequence[str]) -> dict[int, Column]:
    by_name = {header_key(name): column for column in kind.columns for name in column.names}
    return {i: by_name[header] for i, header in enumerate(headers) if header in by_name}


def _distance(kind: Kind, headers: Sequence[str]) -> tuple[int, int]:
    """Rank kinds: most columns understood first, then fewest missing."""
    found = _found(kind, headers)
    return (-len({column.key for column in found.values()}), len(_missing(kind, found.values())))


def _missing(kind: Kind, found: Iterable[Column]) -> list[tuple[Column, ...]]:
    """Return what a file of the kind must have and this one has not: of each group one column."""
    keys = {column.key for column in found}
    lone = [(c,) for c in kind.columns if c.required and c.key not in keys]
    groups = [group for group in kind.one_of if not keys.intersection(group)]
    return lone + [tuple(kind.column(key) for key in group) for group in groups]


def _refuse(
    raw: RawFile, kind: Kind, missing: Sequence[tuple[Column, ...]], found: int, problems: Problems
) -> None:
    needed = [" / ".join(column.shown for column in group) for group in missing]
    if found * _HALF < len(raw.header):
        problems.in_file(
            raw.name, "load.unknown_kind", row=1, sheet=raw.sheet, kind=kind.shown,
            columns=", ".join(needed),
        )  # fmt: skip
        return
    for group, shown in zip(missing, needed, strict=True):
        column = " / ".join(column.vi for column in group)
        problems.in_file(
            raw.name, "load.missing_column", row=1, column=column, sheet=raw.sheet, needed=shown,
            kind=kind.shown,
        )  # fmt: skip


def _has_doubles(
    raw: RawFile, headers: Sequence[str], found: Mapping[int, Column], problems: Problems
) -> bool:
    names = {i: found[i].key if i in found else f"?{header}" for i, header in enumerate(headers)}
    seen: dict[str, int] = {}
    doubles = [i for i, name in names.items() if headers[i] and seen.setdefault(name, i) != i]
    for i in doubles:
        problems.in_file(
            raw.name, "load.double_column", row=1, column=normal(raw.header[i]), sheet=raw.sheet,
            other=normal(raw.header[seen[names[i]]]),
        )  # fmt: skip
    return bool(doubles)
