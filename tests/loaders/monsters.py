"""Writes files that no office keeps: too much, packed too tightly, telling lies of themselves.

Run as a program, it reads the files of a folder and prints what became of each, and the most memory
that took.
"""

from __future__ import annotations

import io
import json
import struct
import sys
import zipfile
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

TYPES = (
    b'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package'
    b'/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)
ROOT = (
    b'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org'
    b'/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org'
    b'/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
WORKBOOK = (
    b'<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/'
    b'spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
HEAD = (
    b'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/'
    b'spreadsheetml/2006/main"><sheetData>'
)
TAIL = b"</sheetData></worksheet>"
PEOPLE = (
    b'<row r="1"><c r="A1" t="inlineStr"><is><t>M\xc3\xa3 c\xc3\xa1n b\xe1\xbb\x99</t></is></c>'
    b'<c r="B1" t="inlineStr"><is><t>H\xe1\xbb\x8d v\xc3\xa0 t\xc3\xaan</t></is></c></row>'
    b'<row r="2"><c r="A2" t="inlineStr"><is><t>CB1</t></is></c>'
    b'<c r="B2" t="inlineStr"><is><t>Vi A</t></is></c></row>'
)
ROWS = 1_048_576


def workbook(path: Path, sheet: Iterable[bytes], texts: bytes | None = None) -> None:
    """Write a workbook of one sheet from its XML."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", ROOT)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        archive.writestr("xl/workbook.xml", WORKBOOK)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for block in chain((HEAD,), sheet, (TAIL,)):
                part.write(block)
        if texts is not None:
            archive.writestr("xl/sharedStrings.xml", texts)


def many_cells(path: Path, count: int) -> None:
    """Write that many numbers, ten in a row."""
    cell = '<c r="{}{}"><v>{}</v></c>'
    rows = (
        f'<row r="{n}">' + "".join(cell.format(a, n, n) for a in "ABCDEFGHIJ") + "</row>"
        for n in range(3, count // 10 + 3)
    )
    workbook(path, chain((PEOPLE,), (row.encode() for row in rows)))


def formatted_rows(path: Path, *, cells: bool) -> None:
    """Write two rows and a million that hold nothing but their format."""
    inner = '<c r="A{0}" s="0"/><c r="B{0}" s="0"/>' if cells else ""
    row = '<row r="{0}" s="0" customFormat="1">' + inner + "</row>"
    rows = (row.format(n).encode() for n in range(3, ROWS + 1))
    workbook(path, chain((PEOPLE,), rows))


def bomb(path: Path, size: int) -> None:
    """Write a sheet of spaces."""
    workbook(path, (b" " * (1 << 20) for _ in range(size >> 20)))


def lying_bomb(path: Path, size: int) -> None:
    """Write a sheet of spaces whose directory says that it is a few bytes."""
    bomb(path, size)
    data = bytearray(path.read_bytes())
    start = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/worksheets/sheet1.xml"))
    struct.pack_into("<L", data, start + 24, 100)
    path.write_bytes(bytes(data))


def overlapping(path: Path, size: int, copies: int) -> None:
    """Write a zip in which many parts are one and the same stretch of bytes."""
    kernel = io.BytesIO()
    with zipfile.ZipFile(kernel, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", WORKBOOK + b" " * size)
    data = kernel.getvalue()
    at = data.index(b"PK\x01\x02")
    entry = data[at : data.index(b"PK\x05\x06")]
    end = bytearray(data[data.index(b"PK\x05\x06") :])
    entries = [entry.replace(b"workbook.xml", f"{n:08d}.xml".encode()) for n in range(copies)]
    body = b"".join([entry, *entries])
    struct.pack_into("<HHL", end, 8, copies + 1, copies + 1, len(body))
    path.write_bytes(data[:at] + body + bytes(end))


def shared_text(path: Path, length: int, cells: int) -> None:
    """Write one long text that very many cells share."""
    texts = b"<sst><si><t>" + b"a" * length + b"</t></si></sst>"
    rows = (f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(3, cells + 3))
    workbook(path, (PEOPLE, *(row.encode() for row in rows)), texts)


def claimed(path: Path) -> None:
    """Write a table of texts that says it holds four thousand million."""
    workbook(path, (PEOPLE,), b'<sst count="1" uniqueCount="4000000000"><si><t>a</t></si></sst>')


def far_cell(path: Path) -> None:
    """Write a small table and a cell in the last corner of the sheet."""
    workbook(path, (PEOPLE, f'<row r="{ROWS}"><c r="XFD{ROWS}"><v>1</v></c></row>'.encode()))


def hidden_attribute(path: Path) -> None:
    """Write a far cell that a careless count would take for an empty one."""
    far = f'<row r="{ROWS}"><c foo="/>" r="XFD{ROWS}"><v>1</v></c></row>'
    workbook(path, (PEOPLE, far.encode()))


def entities(path: Path) -> None:
    """Write a sheet that blows itself up when its entities are put in."""
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        archive.writestr(
            "xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY l0 "lol">' + laughs + b"]><x>&l9;</x>"
        )


def _peak_mb() -> int:
    """Return the most memory this program has had, not what started it where that can be told."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(ln for ln in status.read_text().splitlines() if ln.startswith("VmHWM"))
        return int(line.split()[1]) >> 10
    import resource  # noqa: PLC0415 - not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def read_all(folder: Path, cells: int) -> dict[str, object]:
    """Read each file as a load of its own; returns what became of it, and the peak in MB."""
    import time  # noqa: PLC0415 - of this program alone

    from loaders.pipeline import Load  # noqa: PLC0415 - the writers above need none of ours
    from loaders.reading import ReadingLimits  # noqa: PLC0415 - the same

    told: dict[str, object] = {}
    for path in sorted(folder.iterdir()):
        start = time.perf_counter()
        load = Load([path], limits=ReadingLimits(xlsx_cells=cells))
        remedies = sorted({place.remedy for place in load.problems.places})
        rows = [len(rows) for *_, rows in load._rows]
        peak = _peak_mb()
        seconds = round(time.perf_counter() - start, 1)
        told[path.name] = {"remedies": remedies, "rows": rows, "peak": peak, "seconds": seconds}
    return told


if __name__ == "__main__":
    print(json.dumps(read_all(Path(sys.argv[1]), int(sys.argv[2]))))  # noqa: T201 - what the program is for
