"""An organisation: what it serves and covers, what is above and under it, its posts and heads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graphapp.domain.assignments import Subject, organisation_subject
from graphapp.domain.decisions import decisions_by_id
from graphapp.domain.facts import facts_of
from graphapp.domain.history import answered
from graphapp.domain.named import subjects_by_id
from graphapp.domain.records import Answered, Fact
from graphapp.domain.results import DecisionRef, PersonRef, Place, Target
from graphapp.domain.units import find, in_scope, seats, subject_by_id
from graphapp.domain.visible import things_in_scope
from graphapp.errors import Place as ErrorPlace
from graphapp.errors import UnknownCodeError
from graphapp.graph.port import Reader, Row
from graphapp.model.interval import Interval
from graphapp.model.policy import Policy
from graphapp.model.schema import MODEL
from graphapp.model.scope import Scope


@dataclass(frozen=True)
class Holder:
    """Somebody who holds a post of an organisation on the date."""

    person: PersonRef
    acting: bool
    basis: str | None
    term_end: date | None
    decision: DecisionRef | None
    since: date
    until: date


@dataclass(frozen=True)
class Seat:
    """A post of an organisation on the date. ``vacant``: how many of its seats nobody holds."""

    id: str
    code: str
    title: str
    seats: int
    holders: tuple[Holder, ...]

    @property
    def vacant(self) -> int:
        """Return the number of seats without a holder."""
        return max(0, self.seats - len(self.holders))


@dataclass(frozen=True)
class OrganisationPage:
    """An organisation. ``serves``, ``covers`` and ``above`` are of any date; the rest of the date.

    ``members`` is a count, names are told of heads alone. ``under_more``: there are more under it.
    """

    organisation: Target
    kind: str
    line: str
    since: date
    until: date
    as_of: date
    facts: tuple[Fact, ...]
    serves: tuple[Place, ...]
    covers: tuple[Place, ...]
    above: tuple[Place, ...]
    under: tuple[Target, ...]
    under_more: bool
    posts: tuple[Seat, ...]
    members: int
    heads: tuple[PersonRef, ...]
    answered: tuple[Answered, ...]

    @property
    def living(self) -> bool:
        """Tell whether it exists on the date."""
        return self.since <= self.as_of < self.until


def organisation_page(
    reader: Reader, scope: Scope, wanted: str, as_of: date, *, policy: Policy, most: int
) -> OrganisationPage:
    """Return what an organisation's page shows, by its id; also on days outside its life.

    Raises UnknownCodeError when there is no such organisation in scope.
    """
    subject = subject_by_id(reader, wanted)
    known = subject is not None and MODEL.label_of(wanted) == "Organisation"
    if subject is None or not known or not in_scope(reader, scope, subject):
        place = ErrorPlace(value=wanted, remedy="error.unknown_code.remedy")
        raise UnknownCodeError("error.unknown_code", (place,), code=wanted)
    row = reader.rows("state/organisation_by_id", ids=[wanted])[0]
    under = _under(reader, scope, wanted, as_of, most + 1)
    return OrganisationPage(
        subject.target,
        row["organisation_kind"],
        row["organisation_line"],
        subject.life.since,
        subject.life.until,
        as_of,
        facts_of("Organisation", row, but=("kind", "line")),
        _serves(reader, subject),
        _places(reader, scope, subject, "organisations/covers", ("unit_id", "covers")),
        _places(reader, scope, subject, "organisations/above", ("other_id", "under")),
        tuple(under[:most]),
        len(under) > most,
        _posts(reader, subject, as_of),
        _members(reader, wanted, as_of),
        _heads(reader, wanted, as_of),
        answered(reader, subject, as_of, policy),
    )


def organisations_at(reader: Reader, unit_id: str, as_of: date, *, most: int) -> tuple[Target, ...]:
    """Return the organisations that serve a unit itself or cover it on a date, by code.

    The caller has looked whether the user may see the unit.
    """
    rows = reader.rows("organisations/at_unit", unit_id=unit_id, as_of=as_of, most=most)
    return tuple(organisation_subject(row).target for row in rows)


def find_organisation(reader: Reader, scope: Scope, wanted: str, as_of: date) -> Target:
    """Return the organisation of an id or code; of several with the code, the one of the date.

    Raises what ``units.find`` raises; an organisation of another day is found by its id.
    """
    return find(reader, scope, wanted, as_of, ("Organisation",))


def _serves(reader: Reader, subject: Subject) -> tuple[Place, ...]:
    rows = reader.rows("organisations/seat", organisation_id=subject.target.id)
    units = {seat.target.id: seat for seat in seats(reader, subject)}
    return _fitted(units, subject, rows, ("unit_id", "serves"))


def _places(
    reader: Reader, scope: Scope, subject: Subject, query: str, names: tuple[str, str]
) -> tuple[Place, ...]:
    rows = reader.rows(query, organisation_id=subject.target.id)
    visible = things_in_scope(reader, scope, (row[names[0]] for row in rows))
    rows = [row for row in rows if row[names[0]] in visible]
    return _fitted(subjects_by_id(reader, visible), subject, rows, names)


def _fitted(
    subjects: dict[str, Subject], own: Subject, rows: Sequence[Row], names: tuple[str, str]
) -> tuple[Place, ...]:
    """Return where something was, over the days on which both were there; latest first."""
    key, bound = names
    found = []
    for row in rows:
        other = subjects[row[key]]
        days = Interval(row[f"{bound}_since"], row[f"{bound}_until"])
        days = days.clip(own.life).clip(other.life)
        if not days.empty:
            found.append(Place(other.target, days.since, days.until))
    found.sort(key=lambda place: place.target.code)
    return tuple(sorted(found, key=lambda place: place.since, reverse=True))


def _under(
    reader: Reader, scope: Scope, organisation_id: str, as_of: date, most: int
) -> list[Target]:
    rows = reader.rows(
        "organisations/under", organisation_id=organisation_id, as_of=as_of, most=most
    )
    visible = things_in_scope(reader, scope, (row["organisation_id"] for row in rows))
    return [organisation_subject(row).target for row in rows if row["organisation_id"] in visible]


def _posts(reader: Reader, subject: Subject, as_of: date) -> tuple[Seat, ...]:
    """Return the posts of the date; an organisation that does not exist that day has none."""
    if not (subject.life.holds(as_of) and seats(reader, subject, as_of)):
        return ()
    held = _holders(reader, subject.target.id, as_of)
    rows = reader.rows("organisations/posts", organisation_id=subject.target.id, as_of=as_of)
    return tuple(
        Seat(
            row["post_id"],
            row["post_code"],
            row["post_title"],
            row["post_seats"] or 1,
            tuple(held[row["post_id"]]),
        )
        for row in rows
    )


def _holders(reader: Reader, organisation_id: str, as_of: date) -> defaultdict[str, list[Holder]]:
    rows = reader.rows("organisations/holders", organisation_id=organisation_id, as_of=as_of)
    decisions = decisions_by_id(reader, (row["decision_id"] for row in rows))
    found: defaultdict[str, list[Holder]] = defaultdict(list)
    for row in rows:
        found[row["post_id"]].append(
            Holder(
                _person(row),
                bool(row["tenure_acting"]),
                row["tenure_basis"],
                row["tenure_term_end"],
                decisions.get(row["decision_id"] or ""),
                row["tenure_since"],
                row["tenure_until"],
            )
        )
    return found


def _members(reader: Reader, organisation_id: str, as_of: date) -> int:
    rows = reader.rows("organisations/member_count", organisation_id=organisation_id, as_of=as_of)
    return int(rows[0]["members"]) if rows else 0


def _heads(reader: Reader, organisation_id: str, as_of: date) -> tuple[PersonRef, ...]:
    rows = reader.rows("organisations/heads", organisation_id=organisation_id, as_of=as_of)
    return tuple(dict.fromkeys(_person(row) for row in rows))


def _person(row: Row) -> PersonRef:
    return PersonRef(row["person_id"], row["person_code"], row["person_name"])
