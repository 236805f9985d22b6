"""What a user may see holds below the page: search, counts, units instead, chains of people."""

from __future__ import annotations

from datetime import date

import pytest

from graphapp.domain.below import below
from graphapp.domain.duties import duties_of
from graphapp.domain.instead import instead_of
from graphapp.domain.people import find_person
from graphapp.domain.person_chain import person_chains
from graphapp.domain.search import search
from graphapp.domain.units import find, subject_by_id
from graphapp.errors import UnknownCodeError
from graphapp.graph.port import Reader
from graphapp.model.policy import default_policy
from graphapp.model.scope import WHOLE, Scope

JUNE, JULY = date(2025, 6, 30), date(2025, 7, 1)
POLICY = default_policy()
LINES = ("state", "party")


def under(reader: Reader, code: str, day: date = JULY) -> Scope:
    """Everything that ever lay in a unit."""
    return Scope(frozenset({find(reader, WHOLE, code, day).id}))


def test_what_came_after_an_old_unit_is_found_in_scope_alone(demo_reader: Reader) -> None:
    district = under(demo_reader, "178", JUNE)
    for scope, after in ((WHOLE, ["Phường Kỳ Lừa"]), (district, [])):
        hits = search(demo_reader, scope, "Phường Hoàng Văn Thụ", JULY).units
        (old,) = (hit for hit in hits if hit.found.unit.code == "05971")
        assert [each.unit.name for each in old.now] == after


def test_counts_below_are_told_of_units_in_scope_alone(demo_reader: Reader) -> None:
    own, other = (find(demo_reader, WHOLE, code, JULY) for code in ("06040", "06184"))
    scope = under(demo_reader, "06040")
    told = below(demo_reader, scope, own, JULY, policy=POLICY)
    assert told == below(demo_reader, WHOLE, own, JULY, policy=POLICY) != ()
    for refused, target in ((scope, other), (Scope(frozenset()), own)):
        with pytest.raises(UnknownCodeError):
            below(demo_reader, refused, target, JULY, policy=POLICY)


def test_what_stands_instead_of_a_unit_is_told_in_scope_alone(demo_reader: Reader) -> None:
    old = subject_by_id(demo_reader, find(demo_reader, WHOLE, "05971", JUNE).id)
    assert old
    (after,) = instead_of(demo_reader, WHOLE, old, JULY)
    assert after.unit.name == "Phường Kỳ Lừa"
    assert instead_of(demo_reader, under(demo_reader, after.unit.code), old, JULY) == (after,)
    for scope in (under(demo_reader, "178", JUNE), Scope(frozenset())):
        assert instead_of(demo_reader, scope, old, JULY) == ()


def charges(reader: Reader, scope: Scope, code: str) -> dict[tuple[str, str], int]:
    """How many of each tier and kind somebody is told to answer for; alike in both lines."""
    found = person_chains(reader, scope, code, JUNE, policy=POLICY, lines=LINES)
    first, other = ({(c.tier, c.kind): c.count for c in each.charges} for each in found)
    assert first == other
    return first


def test_what_a_person_answers_for_is_counted_in_scope_alone(demo_reader: Reader) -> None:
    person = find_person(demo_reader, WHOLE, "CB00021").id
    duties = [d for d in duties_of(demo_reader, WHOLE, person) if d.since <= JUNE < d.until]
    village, *others = (duty.target.code for duty in duties if duty.target.tier == "village")
    own = ("village", "in_charge")
    assert charges(demo_reader, WHOLE, "CB00021")[own] == 1 + len(others) > 1
    assert charges(demo_reader, under(demo_reader, village, JUNE), "CB00021") == {own: 1}
    for scope in (Scope(frozenset()), under(demo_reader, "05977")):
        with pytest.raises(UnknownCodeError):
            charges(demo_reader, scope, "CB00021")
