"""A dossier as a file: found by id or code, put on paper, written in one of three forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapp.domain.dossier import unit_dossier
from graphapp.domain.people import find_person
from graphapp.domain.person_dossier import person_dossier
from graphapp.domain.units import find
from graphapp.errors import InputError, Place, UnknownCodeError, UsageError
from graphapp.export.document import pdf_of
from graphapp.export.dossier_workbook import workbook_of
from graphapp.export.workbook import MEDIA_TYPE
from graphapp.model.schema import MODEL
from graphapp.render.offline import read_parts
from graphapp.render.paper import SCRIPT, offline_paper
from graphapp.static_files import static_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from graphapp.domain.dossier import Asked, UnitDossier
    from graphapp.domain.paper import Paper
    from graphapp.domain.person_dossier import PersonDossier
    from graphapp.domain.results import PersonRef, Target
    from graphapp.words import Words

FORMS = ("pdf", "xlsx", "html")
TYPES = {
    "pdf": "application/pdf",
    "xlsx": MEDIA_TYPE,
    "html": "text/html; charset=utf-8",
}


def subject_of(asked: Asked, wanted: str) -> Target | PersonRef:
    """Return the unit or the person that an id or a code means on the day.

    Raises InputError for what has no dossier, and what ``units.find`` raises.
    """
    if MODEL.label_of(wanted) == "Person":
        return find_person(asked.reader, asked.scope, wanted)
    try:
        found = find(asked.reader, asked.scope, wanted, asked.as_of)
    except UnknownCodeError as error:
        return _person(asked, wanted, error)
    if MODEL.label_of(found.id) != "Unit":
        place = Place(value=wanted, remedy="dossier.no_dossier.remedy")
        raise InputError("dossier.no_dossier", (place,), name=found.name)
    return found


def _person(asked: Asked, code: str, error: UnknownCodeError) -> PersonRef:
    try:
        return find_person(asked.reader, asked.scope, code)
    except UnknownCodeError:
        raise error from None


def dossier_of(asked: Asked, wanted: str) -> UnitDossier | PersonDossier:
    """Return the dossier of a village, a commune or a person, by id or code.

    Raises what :func:`subject_of` raises.
    """
    subject = subject_of(asked, wanted)
    if MODEL.label_of(subject.id) == "Person":
        return person_dossier(asked, subject.id)
    return unit_dossier(asked, subject.id)


def content_of(paper: Paper, form: str, words: Words) -> bytes:
    """Return a paper as PDF, as a workbook, or as an HTML file that opens by itself."""
    made: dict[str, Callable[[], bytes]] = {
        "pdf": lambda: pdf_of(paper),
        "xlsx": lambda: workbook_of(paper),
        "html": lambda: _html(paper, words),
    }
    return made[form]()


def _html(paper: Paper, words: Words) -> bytes:
    parts = read_parts(static_folder(), SCRIPT)
    return offline_paper(paper, parts, words.text).encode("utf-8")


def save(path: Path, content: bytes) -> None:
    """Write a file; raises UsageError where that cannot be written."""
    try:
        path.write_bytes(content)
    except OSError as error:
        place = Place(str(path), remedy="sheet.cannot_write.remedy")
        raise UsageError("sheet.cannot_write", (place,), path=str(path)) from error
