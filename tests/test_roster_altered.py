"""The roster less some rows, and beside the real communes: answers still equal the oracle's."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from graphapp.domain.chain import chain
from graphapp.domain.coverage import gaps
from graphapp.model.policy import default_policy
from graphapp.model.scope import WHOLE
from loaders import DEMO_DAY, demo_files, load
from tests.oracle import answers
from tests.oracle.tables import read_files
from tests.shapes import shape_of_chain, shape_of_gaps
from tests.stores import empty_store

if TYPE_CHECKING:
    import pytest

    from graphapp.graph.port import Engine, Reader
    from tests.oracle.facts import Facts, Unit

EXPECTED = Path(__file__).parent / "data" / "lang_son_expected.json"
DAYS = tuple(map(date.fromisoformat, json.loads(EXPECTED.read_text("utf-8"))))
TIERS = ("district", "commune", "village", "household")
DELETED = 20
COMMUNES = 20


def test_answers_hold_after_twenty_assignments_are_deleted(
    graph: Engine, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    files = [thinned(path, tmp_path) for path in demo_files(real_communes=False)]
    facts, whole = read_files(files), read_files(demo_files(real_communes=False))
    rows = [len(f.assignments) + len(f.supervisions) for f in (facts, whole)]
    assert rows[1] - rows[0] == DELETED
    with empty_store(graph, request, tmp_path / "home") as store:
        load(store, files, actor="test")
        for day in DAYS:
            check_gaps(facts, store.reader(), day)
            check_chains(facts, store.reader(), day, living(facts, "village", day))


def test_answers_hold_beside_the_real_communes(
    graph: Engine, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    facts = read_files(demo_files(), DEMO_DAY)
    with empty_store(graph, request, tmp_path / "home") as store:
        load(store, demo_files(), actor="test", day=DEMO_DAY)
        for day in DAYS:
            check_gaps(facts, store.reader(), day)
            some = Random(str(day)).sample(living(facts, "commune", day), COMMUNES)
            check_chains(facts, store.reader(), day, some)


def thinned(path: Path, folder: Path) -> Path:
    """Copy a file, the one of assignments without some rows, the same ones in every run."""
    header, *rows = path.read_text("utf-8").splitlines(keepends=True)
    if path.name == "phan_cong.csv":
        gone = set(Random("twenty").sample(range(len(rows)), DELETED))
        rows = [row for number, row in enumerate(rows) if number not in gone]
    copy = folder / path.name
    copy.write_text("".join([header, *rows]), "utf-8")
    return copy


def living(facts: Facts, tier: str, day: date) -> list[Unit]:
    return [unit for unit in facts.units if unit.tier == tier and unit.life.holds(day)]


def check_gaps(facts: Facts, reader: Reader, day: date) -> None:
    """Compare the gaps of every tier in the province."""
    for province in living(facts, "province", day):
        for tier in TIERS:
            expected = answers.gaps(facts, province, day, tier)
            found = gaps(reader, WHOLE, province.code, day, tier=tier, policy=default_policy())
            assert shape_of_gaps(found) == expected


def check_chains(facts: Facts, reader: Reader, day: date, units: list[Unit]) -> None:
    """Compare the chains of units, in both readings."""
    assert units
    for unit in units:
        found = chain(reader, WHOLE, unit.code, day, policy=default_policy())
        assert shape_of_chain(found) == answers.chain(facts, unit, day)
