"""Reads the text of a PDF as one copies it out: by the fonts' own tables from glyphs to letters.

Ours alone: it knows no more of the format than typst writes.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field

_OBJECT = re.compile(rb"(?:^|\s)(\d+) 0 obj\s*(.*?)\s*endobj", re.DOTALL)
_PIECE = re.compile(
    rb"/(?P<font>[A-Za-z]\w*) [\d.]+ Tf|(?P<open>/Artifact[^\n]*?B(?:MC|DC))|(?P<mark>B(?:MC|DC)\b)"
    rb"|(?P<close>\bEMC\b)|(?P<codes><[0-9A-Fa-f\s]*>)|(?P<text>\()|(?P<end>\bET\b)",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"([0-7]{1,3})|(.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass(frozen=True)
class Pdf:
    """The numbered objects of a file."""

    objects: dict[bytes, bytes]

    @classmethod
    def read(cls, content: bytes) -> Pdf:
        assert content.startswith(b"%PDF-")
        return cls(dict(_OBJECT.findall(content)))

    def pages(self) -> list[str]:
        """The text of each page in the order of writing; what is no content is left out."""
        tree = next(body for body in self.objects.values() if b"/Type/Pages" in body)
        kids = re.findall(rb"(\d+) 0 R", _entry(tree, rb"Kids"))
        return [self._page(self.objects[kid]) for kid in kids]

    def text(self) -> str:
        return " ".join(" ".join(self.pages()).split())

    def fonts(self) -> set[str]:
        """The names of the fonts that are embedded."""
        found = re.findall(rb"/BaseFont/[A-Z]{6}\+([\w-]+)", b" ".join(self.objects.values()))
        return {name.decode("ascii") for name in found}

    def stream(self, number: bytes) -> bytes:
        body = self.objects[number]
        head, _, rest = body.partition(b"stream\n")
        length = re.search(rb"/Length (\d+)", head)
        assert length
        raw = rest[: int(length[1])]
        return zlib.decompress(raw) if b"FlateDecode" in head else raw

    def marks(self) -> list[str]:
        """The text of each page that is no content: the watermark, what stands at the edges."""
        tree = next(body for body in self.objects.values() if b"/Type/Pages" in body)
        kids = re.findall(rb"(\d+) 0 R", _entry(tree, rb"Kids"))
        return [self._page(self.objects[kid], marks=True) for kid in kids]

    def _page(self, page: bytes, *, marks: bool = False) -> str:
        resources = self.objects[_reference(page, rb"Resources")]
        fonts = dict(re.findall(rb"/([A-Za-z]\w*) (\d+) 0 R", _entry(resources, rb"Font")))
        letters = {
            name: _letters(self.stream(_reference(self.objects[number], rb"ToUnicode")))
            for name, number in fonts.items()
        }
        return _Reading(letters, marks).read(self.stream(_reference(page, rb"Contents")))


@dataclass
class _Reading:
    letters: dict[bytes, dict[int, str]]
    marks: bool
    font: bytes = b""
    depth: list[bool] = field(default_factory=list)

    def read(self, content: bytes) -> str:
        parts: list[str] = []
        at = 0
        while piece := _PIECE.search(content, at):
            at = piece.end()
            if piece["font"]:
                self.font = piece["font"]
            elif piece["open"] or piece["mark"]:
                self.depth.append(bool(piece["open"]))
            elif piece["close"] and self.depth:
                self.depth.pop()
            elif piece["end"]:
                parts.append(" ")
            elif piece["codes"]:
                parts.append(self._said(bytes.fromhex(piece["codes"][1:-1].decode("ascii"))))
            elif piece["text"]:
                codes, at = _literal(content, at)
                parts.append(self._said(codes))
        return "".join(parts)

    def _said(self, codes: bytes) -> str:
        if any(self.depth) != self.marks:
            return ""
        pairs = (codes[i : i + 2] for i in range(0, len(codes) - 1, 2))
        return "".join(self.letters[self.font].get(int.from_bytes(p), "\ufffd") for p in pairs)


def _literal(content: bytes, at: int) -> tuple[bytes, int]:
    """The bytes of a text from behind its bracket, and where it ends; brackets in it are paired."""
    found, open_brackets = bytearray(), 1
    while True:
        letter = content[at : at + 1]
        at += 1
        if letter == b"\\":
            said = _ESCAPE.match(content, at)
            assert said
            at = said.end()
            found += bytes([int(said[1], 8) & 255]) if said[1] else _ESCAPES.get(said[2], said[2])
            continue
        open_brackets += {b"(": 1, b")": -1}.get(letter, 0)
        if not open_brackets:
            return bytes(found), at
        found += letter


def _entry(body: bytes, name: bytes) -> bytes:
    found = re.search(rb"/" + name + rb"\s*(\[[^\]]*\]|<<.*?>>)", body, re.DOTALL)
    return found[1] if found else b""


def _reference(body: bytes, name: bytes) -> bytes:
    found = re.search(rb"/" + name + rb" (\d+) 0 R", body)
    assert found, name
    return found[1]


def _letters(table: bytes) -> dict[int, str]:
    """What each glyph of a font stands for."""
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, letter in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(letter.decode("ascii")).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        ends = re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block)
        for first, last, letter in ends:
            start = int(letter, 16)
            for place, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                found[code] = chr(start + place)
    return found
