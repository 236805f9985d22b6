"""Looks through a workbook's zip before it is parsed, counting what really comes out of it.

What the directory of a zip says of sizes may be a lie: every part is unpacked as a stream, counted
and thrown away. The parser is given a file only when all of it is within the limits.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from loaders.reading.grid import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BYTES_A_CELL = 150  # of XML, generously: what a full workbook may unpack to follows from its cells
_SMALL = 10_000_000  # never a bomb, however well it is packed
_CHUNK = 1 << 20
_MOST_PARTS = 10_000
_ENCRYPTED = 0x1
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_LOCAL_MAGIC = b"PK\x03\x04"


@dataclass(frozen=True)
class Part:
    """A part of the zip: where its packed bytes lie."""

    name: str
    start: int
    size: int
    packed: bool
    crc: int


class Archive:
    """A zip whose parts are read as streams, all of them within one allowance."""

    def __init__(self, path: Path, cells: int, ratio: int) -> None:
        """Read the directory; raises UnreadableError where it cannot be a workbook's."""
        self._path = path
        self._size = path.stat().st_size
        self._allowed = max(_SMALL, min(self._size * ratio, cells * BYTES_A_CELL))
        self._ratio = ratio
        self._cells = cells
        self._out = 0
        if self._size > cells * BYTES_A_CELL:
            raise UnreadableError("reading.too_many_cells", limit=cells)
        self.parts = self._directory()

    def names(self) -> set[str]:
        """Return the names of the parts."""
        return {part.name for part in self.parts}

    def chunks(self, part: Part, *, again: bool = False) -> Iterator[bytes]:
        """Yield the bytes of a part; raises UnreadableError beyond the allowance or if damaged.

        ``again``: the part was read before and is not counted once more.
        """
        crc = 0
        with self._path.open("rb") as file:
            file.seek(part.start)
            for chunk in _unpacked(file, part):
                self._out += 0 if again else len(chunk)
                if self._out > self._allowed:
                    self._refuse()
                crc = zlib.crc32(chunk, crc)
                yield chunk
        if crc != part.crc:
            raise UnreadableError("reading.damaged_zip")

    def whole(self, part: Part) -> bytes:
        """Return a part that was read before."""
        return b"".join(self.chunks(part, again=True))

    def _refuse(self) -> None:
        if self._out > self._size * self._ratio:
            raise UnreadableError("reading.zip_bomb", ratio=self._ratio)
        raise UnreadableError("reading.too_many_cells", limit=self._cells)

    def _directory(self) -> list[Part]:
        try:
            with zipfile.ZipFile(self._path) as archive, self._path.open("rb") as file:
                told = archive.infolist()[: _MOST_PARTS + 1]
                parts = [self._part(file, info) for info in told]
        except UnreadableError:
            raise
        except (zipfile.BadZipFile, struct.error, NotImplementedError, ValueError, EOFError):
            raise UnreadableError("reading.damaged_zip") from None
        self._refuse_overlaps(parts)
        return parts

    def _part(self, file: IO[bytes], info: zipfile.ZipInfo) -> Part:
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableError("reading.encrypted")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableError("reading.damaged_zip")
        file.seek(info.header_offset)
        magic, name, extra = _LOCAL_HEADER.unpack(file.read(_LOCAL_HEADER.size))
        start = info.header_offset + _LOCAL_HEADER.size + name + extra
        if magic != _LOCAL_MAGIC or start + info.compress_size > self._size:
            raise UnreadableError("reading.damaged_zip")
        packed = info.compress_type == zipfile.ZIP_DEFLATED
        return Part(info.filename, start, info.compress_size, packed, info.CRC)

    def _refuse_overlaps(self, parts: list[Part]) -> None:
        """Refuse parts that share bytes or a name, or too many: no program writes such."""
        ordered = sorted(parts, key=lambda part: part.start)
        end = 0
        for part in ordered:
            if part.start < end:
                raise UnreadableError("reading.zip_bomb", ratio=self._ratio)
            end = part.start + part.size
        names = {part.name.casefold() for part in parts}
        if len(names) != len(parts) or len(parts) > _MOST_PARTS:
            raise UnreadableError("reading.damaged_zip")


def _unpacked(file: IO[bytes], part: Part) -> Iterator[bytes]:
    left = part.size
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    while left:
        data = file.read(min(left, _CHUNK))
        if not data:
            raise UnreadableError("reading.damaged_zip")
        left -= len(data)
        if not part.packed:
            yield data
            continue
        while data:
            try:
                yield inflater.decompress(data, _CHUNK)
            except zlib.error:
                raise UnreadableError("reading.damaged_zip") from None
            data = inflater.unconsumed_tail
    if part.packed and part.size and not inflater.eof:
        raise UnreadableError("reading.damaged_zip")
