"""Units, households and organisations: found by code or id on a date, and their surroundings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from graphapp.domain.assignments import (
    Subject,
    household_subject,
    organisation_subject,
    unit_subject,
)
from graphapp.domain.facts import facts_of
from graphapp.domain.records import Fact
from graphapp.domain.results import Target, UnitPage, UnitVersion
from graphapp.errors import InputError, NotOnDateError, Place, UnknownCodeError
from graphapp.graph.port import Reader, Row
from graphapp.model.interval import Interval, end_to_edge, start_to_edge
from graphapp.model.schema import MODEL
from graphapp.model.scope import Scope

LABELS = ("Unit", "Household", "Organisation")
_WIDTHS = (2, 3, 5)  # of the national codes of provinces, districts and communes
_ON_THE_PAGE = frozenset({"tier", "kind", "household_count"})
_BY_CODE: dict[str, tuple[str, Callable[[Row], Subject]]] = {
    "Unit": ("units/by_code", unit_subject),
    "Household": ("households/by_code", household_subject),
    "Organisation": ("organisations/by_code", organisation_subject),
}
_BY_ID: dict[str, tuple[str, str, Callable[[Row], Subject]]] = {
    "Unit": ("units/by_id", "unit_id", unit_subject),
    "Household": ("households/by_id", "household_id", household_subject),
    "Organisation": ("organisations/by_id", "organisation_id", organisation_subject),
}


def find(
    reader: Reader,
    scope: Scope,
    wanted: str,
    as_of: date,
    labels: Sequence[str] = LABELS,
) -> Target:
    """Return what an id or a code means on a date.

    Raises UnknownCodeError, NotOnDateError naming the versions of other days, or InputError
    when the code means several things that day.
    """
    known = subject_by_id(reader, wanted)
    if known and MODEL.label_of(wanted) not in labels:
        known = None
    versions = [known] if known else _by_code(reader, wanted, labels)
    versions = [v for v in versions if in_scope(reader, scope, v)]
    if not versions:
        raise UnknownCodeError(
            "error.unknown_code", (_unknown(reader, scope, wanted),), code=wanted
        )
    living = [v for v in versions if v.life.holds(as_of)]
    if not living:
        raise not_on_date(reader, wanted, versions, as_of)
    if len(living) > 1:
        choices = [f"{v.target.id} ({v.target.name})" for v in living]
        place = Place(
            value=wanted, remedy="error.code_twice.remedy", values=(("choices", choices),)
        )
        raise InputError("error.code_twice", (place,), code=wanted, as_of=as_of)
    return living[0].target


def with_zeros(reader: Reader, scope: Scope, code: str) -> Target | None:
    """Return the one unit in scope whose code has lost the zeros in front; None: none, or several.

    5977-05 may be 05977-05. It is named to whoever asked, never taken for what was asked.
    """
    digits, dash, rest = code.partition("-")
    if not (digits.isascii() and digits.isdigit()):
        return None
    padded = [f"{digits.zfill(wide)}{dash}{rest}" for wide in _WIDTHS if wide > len(digits)]
    known = {
        version.target.code: version.target
        for each in padded
        for version in _by_code(reader, each, ("Unit",))
        if in_scope(reader, scope, version)
    }
    return next(iter(known.values())) if len(known) == 1 else None


def _unknown(reader: Reader, scope: Scope, wanted: str) -> Place:
    meant = with_zeros(reader, scope, wanted)
    if meant is None:
        return Place(value=wanted, remedy="error.unknown_code.remedy")
    values = (("alike", meant.code), ("name", meant.name))
    return Place(value=wanted, remedy="error.unknown_code.alike", values=values)


def subject_by_id(reader: Reader, wanted: str) -> Subject | None:
    """Return a unit, household or organisation by its id; None when there is none."""
    label = MODEL.label_of(wanted)
    if label not in _BY_ID:
        return None
    name, parameter, build = _BY_ID[label]
    rows = reader.rows(name, **{parameter: wanted})
    return build(rows[0]) if rows else None


def _by_code(reader: Reader, code: str, labels: Sequence[str]) -> list[Subject]:
    """Return every version of a code; a unit's code is never looked for among households."""
    for label in labels:
        name, build = _BY_CODE[label]
        rows = reader.rows(name, code=code)
        if rows:
            return [build(row) for row in rows]
    return []


def not_on_date(
    reader: Reader, wanted: str, versions: Sequence[Subject], as_of: date
) -> NotOnDateError:
    """Build the error that names, for each version, when it existed and what came after."""
    places = tuple(_place(reader, wanted, version, as_of) for version in versions)
    return NotOnDateError("error.not_on_date", places, code=wanted, as_of=as_of)


def _place(reader: Reader, wanted: str, version: Subject, as_of: date) -> Place:
    name = version.target.name
    if as_of < version.life.since:
        values: tuple[tuple[str, object], ...] = (
            ("name", name),
            ("since", start_to_edge(version.life.since)),
        )
        before = _predecessors(reader, version.target.id)
        if not before:
            return Place(value=wanted, remedy="error.not_on_date.before", values=values)
        values = (*values, ("predecessors", [f"{v.unit.name} ({v.unit.code})" for v in before]))
        return Place(value=wanted, remedy="error.not_on_date.instead", values=values)
    after = _successors(reader, [version.target.id])
    values = (("name", name), ("until", end_to_edge(version.life.until)))
    if not after:
        return Place(value=wanted, remedy="error.not_on_date.ended", values=values)
    names = [f"{v.unit.name} ({v.unit.code})" for v in after]
    return Place(
        value=wanted,
        remedy="error.not_on_date.after",
        values=(*values, ("successors", names)),
    )


def in_scope(reader: Reader, scope: Scope, subject: Subject) -> bool:
    """Tell whether a user may see it: its unit, or the unit it lives in or serves, under a root."""
    if scope.roots is None:
        return True
    if not scope.roots:
        return False
    ids = [u.target.id for u in seats(reader, subject)]
    rows = reader.rows("units/ancestors", unit_ids=ids) if ids else []
    return any(row["unit_id"] in scope.roots for row in rows)


def seats(reader: Reader, subject: Subject, as_of: date | None = None) -> list[Subject]:
    """Return the unit itself, or the units a household lives in or an organisation serves.

    With a date: those of that date alone.
    """
    label = MODEL.label_of(subject.target.id)
    if label == "Unit":
        return [subject]
    if label == "Household":
        rows = reader.rows("households/home", household_id=subject.target.id)
        bound = "lives"
    else:
        rows = reader.rows("organisations/seat", organisation_id=subject.target.id)
        bound = "serves"
    return [
        unit_subject(row)
        for row in rows
        if as_of is None or Interval(row[f"{bound}_since"], row[f"{bound}_until"]).holds(as_of)
    ]


def line_above(reader: Reader, subject: Subject, as_of: date) -> list[Subject]:
    """Return the units above a target on a date, nearest first; a household's village included."""
    found: list[Subject] = []
    for seat in seats(reader, subject, as_of):
        rows = reader.rows("units/line", unit_id=seat.target.id, as_of=as_of)
        found += [unit_subject(row) for row in rows]
    return [unit for unit in found if unit.target.id != subject.target.id]


def unit_version(row: Row) -> UnitVersion:
    """Build a unit with its life from a query's ``unit_…`` columns."""
    subject = unit_subject(row)
    return UnitVersion(subject.target, row["unit_kind"], subject.life.since, subject.life.until)


def provinces(reader: Reader, scope: Scope, as_of: date) -> list[Target]:
    """Return the provinces alive on a date that the user may see, by code."""
    found = [unit_subject(row) for row in reader.rows("units/roots", as_of=as_of)]
    return [unit.target for unit in found if in_scope(reader, scope, unit)]


def unit_in_scope(reader: Reader, scope: Scope, unit_id: str) -> Subject:
    """Return a unit by its id; UnknownCodeError when there is no such unit in scope."""
    subject = subject_by_id(reader, unit_id)
    if not subject or MODEL.label_of(unit_id) != "Unit" or not in_scope(reader, scope, subject):
        raise UnknownCodeError(
            "error.unknown_code",
            (Place(value=unit_id, remedy="error.unknown_code.remedy"),),
            code=unit_id,
        )
    return subject


def unit_page(reader: Reader, scope: Scope, unit_id: str, as_of: date) -> UnitPage:
    """Return the facts of a unit, by its id; on a date outside its life nothing stands around it.

    Raises UnknownCodeError when there is no such unit in scope.
    """
    subject = unit_in_scope(reader, scope, unit_id)
    row = reader.rows("units/by_id", unit_id=unit_id)[0]
    above = [unit_version(r) for r in reader.rows("units/line", unit_id=unit_id, as_of=as_of)]
    below = reader.rows("units/children", unit_id=unit_id, as_of=as_of)
    before = reader.rows("units/predecessors", unit_ids=[unit_id])
    return UnitPage(
        unit_version(row),
        as_of,
        row["unit_households"],
        tuple(v for v in above if v.unit.id != unit_id),
        tuple(unit_version(r) for r in below),
        tuple(unit_version(r) for r in before),
        tuple(_successors(reader, [unit_id])),
        _households(reader, subject.target, as_of),
    )


def unit_facts(reader: Reader, unit_id: str) -> tuple[Fact, ...]:
    """Return the further properties of a unit, such as marks; the caller looked at its scope."""
    rows = reader.rows("state/unit_by_id", ids=[unit_id])
    return tuple(f for row in rows for f in facts_of("Unit", row, but=_ON_THE_PAGE))


def _predecessors(reader: Reader, unit_id: str) -> list[UnitVersion]:
    if MODEL.label_of(unit_id) != "Unit":
        return []
    return [unit_version(row) for row in reader.rows("units/predecessors", unit_ids=[unit_id])]


def _successors(reader: Reader, unit_ids: list[str]) -> list[UnitVersion]:
    units = [i for i in unit_ids if MODEL.label_of(i) == "Unit"]
    return (
        [unit_version(r) for r in reader.rows("units/successors", unit_ids=units)] if units else []
    )


def _households(reader: Reader, unit: Target, as_of: date) -> tuple[Target, ...]:
    if unit.tier != "village":
        return ()
    rows = reader.rows("households/below", unit_id=unit.id, as_of=as_of)
    return tuple(household_subject(row).target for row in rows)
