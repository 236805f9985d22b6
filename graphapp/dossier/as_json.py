"""A dossier as JSON: the same paper, its tables by key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphapp.domain.paper import Cell, Paper, Section, Table


def paper_json(paper: Paper) -> dict[str, Any]:
    """Return a paper as an object; ``id`` of a cell is that of the record it names."""
    return {
        "title": paper.title,
        "subject": paper.subject,
        "lang": paper.lang,
        "particulars": [{"label": label, "value": value} for label, value in paper.particulars],
        "note": paper.note,
        "sections": [_section(section) for section in paper.sections],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title,
        "lead": section.lead,
        "facts": [{"label": label, **_cell(cell)} for label, cell in section.facts],
        "tables": [_table(table) for table in section.tables],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "key": table.key,
        "caption": table.caption,
        "columns": [column.title for column in table.columns],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
        "note": table.note,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {"text": cell.text, "id": cell.of or None}
