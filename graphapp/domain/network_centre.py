"""What an address means as a node of the network: an id, a code, a number of a decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from graphapp.domain.decisions import find_decision
from graphapp.domain.network_field import Asked, Field
from graphapp.domain.network_ties import KINDS
from graphapp.domain.people import find_person
from graphapp.domain.units import find, seats, subject_by_id
from graphapp.errors import NotOnDateError, Place, UnknownCodeError
from graphapp.graph.port import Reader
from graphapp.model.schema import MODEL
from graphapp.model.scope import Scope

_COUNTED = ("Household", "HouseholdGroup")
_CODED = {
    "WorkingGroup": ("state/working_group_by_code", "working_group_id"),
    "Post": ("state/post_by_code", "post_id"),
}


def centre_of(reader: Reader, scope: Scope, wanted: str, as_of: date) -> str:
    """Return the id of the node that an id or a code means on a date.

    A household, which is no node, means its village; a group of households likewise.
    Raises what :func:`units.find`, ``find_person`` and ``find_decision`` raise.
    """
    label = MODEL.label_of(wanted)
    if label == "Person":
        return find_person(reader, scope, wanted).id
    if label == "Decision":
        return find_decision(reader, scope, wanted).id
    if label in _CODED:
        return _there(reader, scope, wanted, [wanted], as_of)
    if label == "HouseholdGroup":
        return _village_of_group(reader, scope, wanted, as_of)
    if label in KINDS or label in _COUNTED:
        return _found(reader, scope, wanted, as_of)
    return _by_code(reader, scope, wanted, as_of)


def _by_code(reader: Reader, scope: Scope, code: str, as_of: date) -> str:
    """Try one kind of thing after the other; the last refusal stands."""
    ways: tuple[Callable[[], str], ...] = (
        lambda: _found(reader, scope, code, as_of),
        lambda: find_person(reader, scope, code).id,
        lambda: find_decision(reader, scope, code).id,
        lambda: _coded(reader, scope, "WorkingGroup", code, as_of),
        lambda: _coded(reader, scope, "Post", code, as_of),
    )
    for way in ways:
        try:
            return way()
        except NotOnDateError:
            raise
        except UnknownCodeError:
            continue
    raise _unknown(code)


def _found(reader: Reader, scope: Scope, wanted: str, as_of: date) -> str:
    """Return a unit or an organisation, or the village of a household."""
    target = find(reader, scope, wanted, as_of)
    if MODEL.label_of(target.id) != "Household":
        return target.id
    subject = subject_by_id(reader, target.id)
    homes = seats(reader, subject, as_of) if subject else []
    if not homes:
        raise _unknown(wanted)
    return homes[0].target.id


def _village_of_group(reader: Reader, scope: Scope, group_id: str, as_of: date) -> str:
    rows = reader.rows("households/villages_of_groups", household_group_ids=[group_id])
    return _there(reader, scope, group_id, sorted(row["unit_id"] for row in rows), as_of)


def _coded(reader: Reader, scope: Scope, label: str, code: str, as_of: date) -> str:
    query, column = _CODED[label]
    ids = [row[column] for row in reader.rows(query, codes=[code])]
    return _there(reader, scope, code, ids, as_of)


def _there(reader: Reader, scope: Scope, wanted: str, ids: list[str], as_of: date) -> str:
    """Return the first of some nodes that is there on the date."""
    field = Field(reader, scope, Asked(wanted), as_of)
    for each in ids:
        node = field.node(each)
        if node and node.lives(as_of):
            return each
    raise _unknown(wanted)


def _unknown(wanted: str) -> UnknownCodeError:
    place = Place(value=wanted, remedy="error.unknown_code.remedy")
    return UnknownCodeError("error.unknown_code", (place,), code=wanted)
