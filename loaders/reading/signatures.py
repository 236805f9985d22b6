"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import re

ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"\x89PNG", "reading.picture"),
    (b"\xff\xd8\xff", "reading.picture"),
    (b"GIF8", "reading.picture"),
    (b"II*\x00", "reading.picture"),
    (b"MM\x00*", "reading.picture"),
    (b"%PDF", "reading.pdf"),
    (b"{\\rtf", "reading.document"),
    (b"Rar!", "reading.archive"),
    (b"7z\xbc\xaf", "reading.archive"),
    (b"\x1f\x8b", "reading.archive"),
    (b"BZh", "reading.archive"),
    (b"\xfd7zXZ", "reading.archive"),
    (b"PK\x05\x06", "reading.archive"),
    (b"PK\x07\x08", "reading.archive"),
    (b"SQLite format 3", "reading.not_a_table"),
    (b"PAR1", "reading.not_a_table"),
    (b"\x7fELF", "reading.not_a_table"),
    (b"MZ\x90\x00", "reading.not_a_table"),
)
_WEB = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|table|meta|\?xml)", re.IGNORECASE
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_EXCEL = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))


def foreign(head: bytes) -> str | None:
    """Return why a file that starts so is neither CSV nor a zip, as a message id; None: it may be.

    ``head`` holds the first bytes, of an OLE file enough to find the names of its streams.
    """
    if head.startswith(_OLE):
        return _ole(head)
    if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0":
        return "reading.picture"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "reading.picture"
    if _WEB.match(head):
        return "reading.web_page"
    return next((remedy for magic, remedy in _MAGIC if head.startswith(magic)), None)


def _ole(head: bytes) -> str:
    if _ENCRYPTED in head:
        return "reading.encrypted"
    if any(name in head for name in _OLD_EXCEL):
        return "reading.old_excel"
    return "reading.document"
