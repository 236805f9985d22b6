"""What a dossier gathers: visits to all that a village has, decisions, gaps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graphapp.domain.dossier import Asked, UnitDossier, asked_for, unit_dossier
from graphapp.errors import InputError, NotOnDateError
from graphapp.model.scope import WHOLE
from graphapp.write import Store
from loaders import load
from tests.stores import demo

MORE = Path(__file__).resolve().parents[1] / "data" / "both_lines"
DAY = date(2025, 10, 1)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The demo, with both lines and visits in one of its communes."""
    with demo(tmp_path_factory.mktemp("dossier")) as opened:
        load(opened, sorted(MORE.glob("*.csv")), actor="test")
        yield opened


def asked(store: Store, day: date = DAY) -> Asked:
    return asked_for(store.reader(), WHOLE, day, store.gap_days())


def of(store: Store, code: str) -> UnitDossier:
    return unit_dossier(asked(store), code)


def test_visits_of_a_village_are_those_to_it_its_cell_its_households_and_their_groups(
    store: Store,
) -> None:
    codes = [visit.code for visit in of(store, "05977-01").visits]
    assert codes == ["DL004", "DL003", "DL002"]


def test_visits_in_a_commune_leave_its_households_to_the_villages(store: Store) -> None:
    found = of(store, "05977")
    assert [visit.code for visit in found.visits] == ["DL002"]
    line = next(each for each in found.villages if each.row.village.code == "05977-01")
    assert (line.visits, line.last_visit) == (1, date(2025, 9, 5))


def test_a_dossier_names_each_decision_once_with_how_often_it_is_named(store: Store) -> None:
    found = of(store, "05977")
    named = [each.decision for link in (*found.chains[0].by_unit,) for each in link.responsible]
    named += [each.decision for line in found.villages for each in line.row.link.responsible]
    named += [each.decision for each in found.history.answered]
    named += [each.decision for each in (*found.history.before, *found.history.after)]
    told = {each.decision.id: each.times for each in found.decisions}
    assert told == {d.id: sum(e == d for e in named) for d in named if d}
    assert told


def test_gaps_of_a_village_have_its_households_those_of_a_commune_count_them(
    store: Store,
) -> None:
    commune, village = of(store, "05977").gaps, of(store, "05977-01").gaps
    assert not any(row.subject.tier == "household" for row in commune.rows)
    assert commune.unlisted == commune.of_households
    assert village.unlisted == 0
    gaps = store.gap_days()
    for found, code in ((commune, "05977"), (village, "05977-01")):
        unit = of(store, code).unit.id
        assert found.of_households + found.of_others == len(gaps.listed(unit, DAY))
        assert found.open == found.rows


def test_a_province_has_no_dossier_and_a_district_none_after_its_end(store: Store) -> None:
    with pytest.raises(InputError):
        of(store, "20")
    with pytest.raises(NotOnDateError):
        of(store, "178")
