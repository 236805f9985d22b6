"""Puts a dossier on paper: the head of an office document, the particulars, the sections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphapp.clock import VIET_NAM
from graphapp.domain.dossier import LINES, UnitDossier
from graphapp.domain.paper import Head, Maker, Paper
from graphapp.dossier.person import person_sections
from graphapp.dossier.unit import unit_sections
from graphapp.model.choices import TIERS
from graphapp.model.text import fold

if TYPE_CHECKING:
    from datetime import datetime

    from graphapp.domain.person_dossier import PersonDossier
    from graphapp.domain.results import Target
    from graphapp.ledger import Entry
    from graphapp.words import Words

_LONGEST_NAME = 80
_KINDS = {
    word.casefold()
    for choice in TIERS
    for word in (choice.vi, *choice.aliases)
    if "cấp" not in word
}


@dataclass(frozen=True)
class Copy:
    """What is said of a copy: who takes it out, when, up to which entry, visits of how long."""

    actor: str
    moment: datetime
    last: Entry | None
    months: int


def paper_of(found: UnitDossier | PersonDossier, words: Words, copy: Copy) -> Paper:
    """Return a dossier as a document in the words of a language."""
    if isinstance(found, UnitDossier):
        unit, sections = found.unit, unit_sections(found, words)
        above = [version.unit for version in found.page.above]
        subject = ", ".join(each.name for each in (unit, *above))
        communes = (each for each in (unit, *above) if each.tier == "commune")
        office: Target | None = next(communes, unit)
        tier, code = words.tier(unit.tier), unit.code
        kind = found.page.version.kind or tier
        title = words.text("dossier.title.unit", kind=kind, tier=tier)
    else:
        person, sections = found.person, person_sections(found, words)
        subject, code = person.name, person.code
        title = words.text("dossier.title.person")
        office = _office(found)
    return Paper(
        words.lang,
        _file_name(f"{words.text('dossier.file')}-{code}-{found.as_of.isoformat()}"),
        title,
        subject,
        _head(office, copy.moment, words),
        Maker(copy.actor, _moment(copy.moment, words), copy.moment),
        words.date(found.as_of),
        _particulars(found, f"{subject} ({code})", words, copy),
        words.text("offline.masked"),
        sections,
    )


def _office(found: PersonDossier) -> Target | None:
    """Return the unit of the highest post held on the day, else of the last one held."""
    posts = [*found.page.posts_now, *found.page.posts]
    return posts[0].unit if posts else None


def _head(office: Target | None, moment: datetime, words: Words) -> Head:
    named = office.name if office else "……………………"
    signed = (
        (words.text("dossier.signed_by_maker"), words.text("sheet.sign")),
        (words.text("sheet.signed_by_head"), words.text("sheet.sign_and_seal")),
    )
    return Head(
        words.text("dossier.committee"),
        named.upper(),
        words.text("dossier.number"),
        words.text("sheet.country"),
        words.text("sheet.motto"),
        words.text(
            "dossier.placed",
            place=_place(named),
            day=f"{moment.day:02d}",
            month=f"{moment.month:02d}",
            year=str(moment.year),
        ),
        signed,
    )


def _place(name: str) -> str:
    """Return the bare name of a unit, as it stands before the date of a document."""
    words = name.split()
    for length in (4, 3, 2, 1):
        if length < len(words) and " ".join(words[:length]).casefold() in _KINDS:
            return " ".join(words[length:])
    return name


def _particulars(
    found: UnitDossier | PersonDossier, scope: str, words: Words, copy: Copy
) -> tuple[tuple[str, str], ...]:
    days = {"since": words.since(found.period.since), "until": words.until(found.period.until)}
    lines = ", ".join(words.line(line) for line in LINES)
    filters = words.text("dossier.filters", months=copy.months, lines=lines, **days)
    at = _moment(copy.moment, words)
    return (
        (words.text("offline.as_of"), words.date(found.as_of)),
        (words.text("offline.scope"), scope),
        (words.text("dossier.filter"), filters),
        (words.text("dossier.data"), _data(copy.last, words)),
        (
            words.text("offline.exported"),
            words.text("offline.exported_by", actor=copy.actor, at=at),
        ),
    )


def _data(last: Entry | None, words: Words) -> str:
    """Tell up to which entry of the ledger the data goes, and when that was recorded."""
    if last is None:
        return words.text("dossier.data_none")
    at = _moment(last.at.astimezone(VIET_NAM), words)
    return words.text("dossier.data_until", entry=last.seq, at=at, change=words.change(last.kind))


def _moment(moment: datetime, words: Words) -> str:
    return f"{words.date(moment.date())} {moment:%H:%M}"


def _file_name(name: str) -> str:
    """Return a name for a file: letters and digits without marks, anything else a hyphen."""
    kept = (letter if letter.isascii() and letter.isalnum() else "-" for letter in fold(name))
    return "".join(kept).strip("-")[:_LONGEST_NAME]
