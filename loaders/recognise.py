"""Works out which kind of file lies before us, by its header alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapp.model.text import normal
from loaders.kinds import header_key
from loaders.rows import FileTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from loaders.kinds import Column, Kind
    from loaders.problems import Problems
    from loaders.rows import RawFile

_HALF = 2
_NEAR = 2
_NUMBERING = frozenset({"stt", "tt", "so tt", "so thu tu", "no", "nr", "ordinal"})


def recognise(raw: RawFile, kinds: Sequence[Kind], problems: Problems) -> FileTable | None:
    """Return the file as a table of its kind; None when it is refused, with its places told.

    The kind that understands most of the header is meant, even where a column of it is missing: a
    file that lacks one is refused, never taken for a smaller kind.
    """
    kind = _nearest(raw, kinds)
    found = _found(kind, raw.keys)
    missing = _missing(kind, found.values())
    if missing:
        _refuse(raw, kind, missing, len(found), problems)
        return None
    if _has_doubles(raw, found, problems):
        return None
    places = {column.key: (i, normal(raw.header[i])) for i, column in found.items()}
    columns = tuple((i, normal(raw.header[i]), column) for i, column in found.items())
    return FileTable(raw.name, raw.path, raw.sha256, kind, columns, places, raw.sheet)


def is_ours(raw: RawFile, kinds: Sequence[Kind]) -> bool:
    """Tell whether a header has all that a kind needs."""
    kind = _nearest(raw, kinds)
    return not _missing(kind, _found(kind, raw.keys).values())


def is_near(raw: RawFile, kinds: Sequence[Kind]) -> bool:
    """Tell whether a header is so like a kind that it may be a slip of the pen."""
    kind = _nearest(raw, kinds)
    found = len(_found(kind, raw.keys))
    named = sum(1 for keys in raw.keys if keys and not _NUMBERING.intersection(keys))
    few = len(_missing(kind, _found(kind, raw.keys).values())) == 1
    return found >= _NEAR and (few or found * _HALF >= named)


def unread(raw: RawFile, table: FileTable) -> list[str]:
    """Return the headers that the loader does not read and the kind does not ignore."""
    read = {i for i, _, _ in table.columns}
    ignored = {header_key(name) for name in table.kind.ignored} | _NUMBERING
    return [
        normal(header)
        for i, header in enumerate(raw.header)
        if i not in read and header.strip() and not ignored.intersection(raw.keys[i])
    ]


def numbering(raw: RawFile) -> set[int]:
    """Return the columns that only number the rows."""
    return {i for i, keys in enumerate(raw.keys) if _NUMBERING.intersection(keys)}


def _nearest(raw: RawFile, kinds: Sequence[Kind]) -> Kind:
    return min(kinds, key=lambda kind: _distance(kind, raw.keys))


def _found(kind: Kind, keys: Sequence[Sequence[str]]) -> dict[int, Column]:
    by_name = kind.by_name
    known = {i: next((k for k in column if k in by_name), None) for i, column in enumerate(keys)}
    return {i: by_name[key] for i, key in known.items() if key is not None}


def _distance(kind: Kind, keys: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Rank kinds: most columns understood first, then fewest missing."""
    found = _found(kind, keys)
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
    row = raw.header_row
    if found * _HALF < sum(1 for keys in raw.keys if keys):
        problems.in_file(
            raw.name, "load.unknown_kind", row=row, sheet=raw.sheet, kind=kind.shown,
            columns=", ".join(needed),
        )  # fmt: skip
        return
    for group, shown in zip(missing, needed, strict=True):
        column = " / ".join(column.vi for column in group)
        problems.in_file(
            raw.name, "load.missing_column", row=row, column=column, sheet=raw.sheet, needed=shown,
            kind=kind.shown,
        )  # fmt: skip


def _has_doubles(raw: RawFile, found: Mapping[int, Column], problems: Problems) -> bool:
    names = {
        i: found[i].key if i in found else f"?{keys[0]}"
        for i, keys in enumerate(raw.keys)
        if keys and not _NUMBERING.intersection(keys)
    }
    seen: dict[str, int] = {}
    doubles = [i for i, name in names.items() if seen.setdefault(name, i) != i]
    for i in doubles:
        problems.in_file(
            raw.name, "load.double_column", row=raw.header_row, column=normal(raw.header[i]),
            sheet=raw.sheet, other=normal(raw.header[seen[names[i]]]),
        )  # fmt: skip
    return bool(doubles)
