"""The PDF: text that is text, in our fonts alone, and nothing of it is ever a command."""

from __future__ import annotations

import re
import struct
from hashlib import sha256
from pathlib import Path

import pytest

from graphapp.export.document import pdf_of, pictures_of, watermark_of
from graphapp.static_files import static_folder
from tests.export.papers import NAMES, made_by, paper
from tests.export.pdf_text import Pdf

MARKUP = (
    "#panic() #set page(width: 1pt) $ x^2 $ *bold* _it_ `raw` = heading",
    '#import "@preview/tablex:0.0.8": *',
    '"quoted" \\ back\\slash // comment /* */ <label> @ref ~ --- ...',
    '] } ) #{ let x = 1 } #eval("1+1") \' %PDF endobj',
    "{{ 7 * 7 }} \\u0041 &lt;b&gt; <b>not</b>",
)
VIETNAMESE = "ẮẰẲẴẶắằẳẵặẤẦẨẪẬấầẩẫậĐđÊỀỂỄỆếềểễệỔỖỘổỗộƠỜỞỠỢớờởỡợƯỪỬỮỰứừửữựỲỶỸỴỳỷỹỵ"
TIMES = {"a": 909, "A": 1479, " ": 512, "0": 1024, "m": 1593, "W": 1933, "ệ": 909, "Đ": 1479}
"""Widths of Times New Roman, in units of 2,048 to the em."""


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_text_comes_out_of_the_pdf_as_it_went_in() -> None:
    said = squeezed(Pdf.read(pdf_of(paper(*NAMES, VIETNAMESE))).text())
    for text in (*NAMES, VIETNAMESE, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"):
        assert squeezed(text) in said


@pytest.mark.parametrize("text", MARKUP)
def test_what_looks_like_markup_stays_text(text: str) -> None:
    assert squeezed(text) in squeezed(Pdf.read(pdf_of(paper(text))).text())


@pytest.mark.parametrize("actor", ["", "#panic()", "ĐẶNG " * 40, "a\nb\tc"])
def test_whatever_a_name_is_the_watermark_can_be_drawn(actor: str) -> None:
    found = made_by(paper("x"), actor)
    assert Pdf.read(pdf_of(found)).pages()
    assert watermark_of(found).startswith(b"\x89PNG")


def test_a_letter_that_the_font_lacks_does_not_stop_the_document() -> None:
    assert squeezed("Nguyễn Văn An") in squeezed(
        Pdf.read(pdf_of(paper("Nguyễn Văn An 漢字 🙂"))).text()
    )


def test_only_fonts_of_ours_are_used_and_the_same_paper_gives_the_same_file() -> None:
    one, other = pdf_of(paper(*NAMES)), pdf_of(paper(*NAMES))
    assert sha256(one).digest() == sha256(other).digest()
    assert Pdf.read(one).fonts() == {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic"}


def test_pages_are_a4_numbered_from_the_second_and_the_heading_of_a_table_comes_again() -> None:
    found = Pdf.read(pdf_of(paper(rows=120)))
    pages = found.pages()
    assert len(pages) > 2
    assert b"/MediaBox[0 0 595.2756 841.8898]" in b"".join(found.objects.values())
    marks = found.marks()
    assert "Họ và tên" in pages[0]
    assert all("Họ và tên" in page for page in marks[1:-1])  # said aloud once, seen on each
    assert " 2 " in f"{marks[1]} "
    assert all(f"{n}/{len(pages)}" in squeezed(marks[n - 1]) for n in range(1, len(pages) + 1))


def test_every_page_names_who_made_it_and_when_behind_its_text() -> None:
    for marks in Pdf.read(pdf_of(paper(rows=120))).marks():
        assert marks.count("Nguyễn Văn Kiểm") >= 5
        assert marks.count("22/11/2026 14:03") >= 5


def test_the_pdf_can_be_read_aloud_in_its_language() -> None:
    raw = pdf_of(paper(*NAMES))
    assert b"/Lang(vi)" in raw
    assert b"/MarkInfo<</Marked true" in raw
    assert b"/S/TH" in raw


def test_pictures_of_the_pages_are_not_blank() -> None:
    pages = pictures_of(paper(rows=60), 40)
    assert len(pages) > 1
    assert all(page.startswith(b"\x89PNG") and len(page) > 4000 for page in pages)


@pytest.mark.parametrize("face", ["Regular", "Bold", "Italic"])
def test_the_font_is_there_with_its_licence_and_has_every_letter_of_vietnamese(face: str) -> None:
    folder = static_folder() / "vendor" / "tinos"
    assert "SIL OPEN FONT LICENSE" in (folder / "LICENSE").read_text("utf-8")
    widths = advances(folder / f"Tinos-{face}.ttf")
    assert all(widths[ord(letter)] for letter in VIETNAMESE)


def test_the_font_is_as_wide_as_times_new_roman() -> None:
    widths = advances(static_folder() / "vendor" / "tinos" / "Tinos-Regular.ttf")
    assert {letter: widths[ord(letter)] for letter in TIMES} == TIMES


def advances(path: Path) -> dict[int, int]:
    """How wide each letter of a font is, by its tables cmap (format 4) and hmtx."""
    raw = path.read_bytes()
    count = struct.unpack_from(">H", raw, 4)[0]
    entries = (struct.unpack_from(">4sIII", raw, 12 + 16 * n) for n in range(count))
    tables = {tag: offset for tag, _, offset, _ in entries}
    glyphs = _glyphs(raw, tables[b"cmap"])
    last = struct.unpack_from(">H", raw, tables[b"hhea"] + 34)[0] - 1
    return {
        letter: struct.unpack_from(">H", raw, tables[b"hmtx"] + 4 * min(glyph, last))[0]
        for letter, glyph in glyphs.items()
    }


def _glyphs(raw: bytes, cmap: int) -> dict[int, int]:
    number = struct.unpack_from(">H", raw, cmap + 2)[0]
    offsets = (struct.unpack_from(">HHI", raw, cmap + 4 + 8 * n)[2] + cmap for n in range(number))
    at = next(each for each in offsets if struct.unpack_from(">H", raw, each)[0] == 4)
    double = struct.unpack_from(">H", raw, at + 6)[0]
    rows = [
        struct.unpack_from(f">{double // 2}H", raw, at + 14 + n * double + (2 if n else 0))
        for n in range(4)
    ]
    found = {}
    for place, (last, first, delta, offset) in enumerate(zip(*rows, strict=True)):
        for letter in range(first, last + 1):
            if offset:
                where = at + 16 + 3 * double + 2 * place + offset + 2 * (letter - first)
                glyph = struct.unpack_from(">H", raw, where)[0]
                glyph = (glyph + delta) & 0xFFFF if glyph else 0
            else:
                glyph = (letter + delta) & 0xFFFF
            if glyph:
                found[letter] = glyph
    return found
