"""Sets a paper as PDF: A4 after Decree 30/2020, in Tinos, the metric twin of Times New Roman.

What is said reaches typst as JSON and is never read as markup. Fonts are those of ours alone, not
the machine's, so that a paper looks the same everywhere.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import typst

from graphapp.static_files import static_folder

if TYPE_CHECKING:
    from graphapp.domain.paper import Paper, Section, Table

_FOLDER = Path(__file__).resolve().parent


def pdf_of(paper: Paper) -> bytes:
    """Return a paper as a PDF whose text can be searched, copied and read aloud."""
    return _compile("document", _plain(paper), paper, "pdf")[0]


def pictures_of(paper: Paper, dots_per_inch: float = 96) -> list[bytes]:
    """Return the pages of a paper as PNG."""
    return _compile("document", _plain(paper), paper, "png", dots_per_inch)


def watermark_of(paper: Paper) -> bytes:
    """Return who made a copy and when as a PNG that can lie behind a page."""
    told = {"lang": paper.lang, "actor": paper.maker.actor, "at": paper.maker.at}
    return _compile("watermark", told, paper, "png", 72)[0]


def _compile(
    source: str,
    told: dict[str, Any],
    paper: Paper,
    form: Literal["pdf", "png"],
    dots_per_inch: float | None = None,
) -> list[bytes]:
    made = typst.compile(
        (_FOLDER / f"{source}.typ").read_bytes(),
        font_paths=_fonts(),
        format=form,
        ppi=dots_per_inch,
        sys_inputs={"paper": json.dumps(told, ensure_ascii=False)},
        timestamp=paper.maker.moment.replace(microsecond=0),
    )
    pages: Any = made  # one page of a picture comes as bytes, several as a list
    return pages if isinstance(pages, list) else [pages]


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts of ours, read once."""
    folder = static_folder() / "vendor" / "tinos"
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )


def _plain(paper: Paper) -> dict[str, Any]:
    return {
        "lang": paper.lang,
        "title": paper.title,
        "subject": paper.subject,
        "head": asdict(paper.head),
        "maker": {"actor": paper.maker.actor, "at": paper.maker.at},
        "footer": f"{paper.as_of}. {paper.maker.actor}, {paper.maker.at}",
        "particulars": paper.particulars,
        "note": paper.note,
        "sections": [_section(section) for section in paper.sections],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "lead": section.lead,
        "facts": [(label, cell.text) for label, cell in section.facts],
        "tables": [_table(table) for table in section.tables],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "columns": [asdict(column) for column in table.columns],
        "rows": [[cell.text for cell in row] for row in table.rows],
        "none": table.none,
        "note": table.note,
    }
